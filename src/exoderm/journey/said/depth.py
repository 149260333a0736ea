"""Where vesicles are by depth and layer, and outside the skin, as the document of a run says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from exoderm.journey import account, outside
from exoderm.journey.donor.harvest import CLASSES
from exoderm.journey.parameter import Floats
from exoderm.journey.run import Journey, vesicles
from exoderm.journey.said.reading import BASIS, interval, links, watched, when
from exoderm.journey.skin.depth import LABELS, NAMES
from exoderm.journey.trace import Tracer


def profile(journey: Journey, good: Any) -> dict[str, Any]:
    """Median concentration of whole vesicles by depth and time, particle/mL of tissue, on median depths.

    Per volume of tissue, C * capacity / width, and not of the fluid: the gaps of the stratum corneum hold the film's
    concentration but next to none of its volume, so the fluid's concentration would show as many there as above it.
    """
    faces = np.median(journey.depth.faces[good], axis=0) * 1e6
    centres = 0.5 * (faces[1:] + faces[:-1])
    shown = [s for s in journey.snapshots if s.seconds > 0.0]
    width = journey.depth.widths[good]
    median = [np.median(vesicles((s.cells * journey.capacity)[good]) / width, axis=0) / 1e6 for s in shown]
    layers = []
    for i, name in enumerate(NAMES):
        cells = np.flatnonzero(journey.depth.layer == i)
        layers.append(
            {
                "name": name, "label": LABELS[name],
                "top_um": float(faces[cells[0]]), "bottom_um": float(faces[cells[-1] + 1]),
            }
        )  # fmt: skip
    return {
        "depth_um": [round(float(d), 3) for d in centres],
        "layers": layers,
        "times_h": [s.seconds / 3600.0 for s in shown],
        "median": [[float(v) for v in line] for line in median],
        "unit": "particle/mL of tissue",
        "arm": "treated",
        "size_class": "all sizes",
    }


def layers(journey: Journey, answers: Mapping[str, Floats], tracer: Tracer, good: Any) -> list[dict[str, Any]]:
    """Where whole vesicles lie when the run is read."""
    at = watched(journey)
    hours = at.seconds / 3600.0
    area = journey.plan.area
    rows: list[tuple[str, str, Floats]] = []
    places = {"film": "surface", "channels": "channels", "follicle": "follicles", "tips": "tips of needles"}
    for i, name in enumerate(() if journey.plan.systemic else journey.store_names):
        rows.append((places[name], places[name], at.stores[:, :CLASSES, i].sum(axis=1) * area))
    rows += [(name, LABELS[name], account.in_layer(journey, at, name)) for name in NAMES]
    rows.append(("cells", "taken up by cells", account.taken_up(journey, at)))
    dose = np.maximum(answers["labelled"], 1e-300)
    return [
        {
            "name": name, "label": label, "at_h": hours, "intact": interval(v[good]),
            "share_of_dose": interval((v / dose)[good]), "basis": BASIS, "unit": "particle",
            **links(tracer.movers(v)),
        }
        for name, label, v in rows
    ]  # fmt: skip


def elsewhere(journey: Journey, answers: Mapping[str, Floats], tracer: Tracer, good: Any) -> dict[str, Any]:
    """Where vesicles go outside the skin by the time that a run is read."""
    at, dose = watched(journey), np.maximum(answers["labelled"], 1e-300)

    def tell(values: Floats) -> dict[str, Any]:
        return {
            **interval(values[good]), "of_dose": interval((values / dose)[good]), **links(tracer.movers(values)),
        }  # fmt: skip

    found = outside.outside(journey, at)
    return outside.describe(found, journey.plan, when(journey), at.seconds / 3600.0, tell)
