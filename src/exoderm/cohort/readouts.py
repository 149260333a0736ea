"""The numbers of a run that others are held against, one per draw, read from its result.

A readout has an id, a unit and a basis; what a run lacks, such as a cell type that it does not watch, is absent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exoderm.result import Result

Floats = NDArray[np.float64]

STAGES = {
    "labelled": "in the doses, as counted",
    "filled": "of them vesicles when filled",
    "opened": "still whole when opened",
    "entered": "past the surface",
    "living_skin": "in living skin",
    "dermis": "of them in the dermis",
    "taken_up": "taken up by cells",
}
"""The stages of the waterfall in words that hold for every route."""


@dataclass(frozen=True)
class Readout:
    """One answer of a run."""

    id: str
    label: str
    unit: str
    basis: str
    colour: str
    """Stage whose colour it bears in every picture."""
    draws: Floats
    """(draw,); not finite where a draw failed."""


def readouts(result: Result) -> dict[str, Readout]:
    """All readouts of a result by id, those of a sweep first.

    ``whole_at_use``: whole vesicles when opened per vesicle filled. ``living_skin``: whole vesicles that reach living
    skin per particle of the dose as counted. ``copies.CELL``: most copies of one microRNA in the cytosol at a time.
    ``stage.NAME``: the amounts of the waterfall.
    """
    amounts = stages(result)
    whole, filled, dose = amounts["opened"], amounts["filled"], amounts["labelled"]
    when = str(result.document["when"])
    out = [
        Readout("whole_at_use", "still whole when opened", "share", "per vesicle filled", "vial", _over(whole, filled)),
        Readout(
            "living_skin", f"whole vesicles in living skin, {when}", "share",
            "per particle of the dose as counted", "living", _over(amounts["living_skin"], dose),
        ),
    ]  # fmt: skip
    labels = {c["cell"]: c["label"] for c in result.document["cells"]}
    for name, draws in _treated(result, "copies_per_cell", "cell").items():
        out.append(
            Readout(f"copies.{name}", f"copies per {labels.get(name, name)}", "copies/cell",
                    "most of one microRNA in the cytosol at a time", "cell", draws)
        )  # fmt: skip
    colours = {s["stage"]: s["color"] for s in result.document["stages"]}
    for name, draws in amounts.items():
        out.append(
            Readout(f"stage.{name}", STAGES.get(name, name), "particle", "total over the treated area, all doses",
                    str(colours.get(name, "lost")), draws)
        )  # fmt: skip
    return {r.id: r for r in out}


def stages(result: Result) -> dict[str, Floats]:
    """The amounts of the waterfall by stage, (draw,)."""
    return _treated(result, "stage_amount", "stage")


def interval(draws: Floats) -> dict[str, float | None]:
    """Median and 90 % interval over the draws that did not fail; nulls where all did."""
    good = draws[np.isfinite(draws)]
    if good.size == 0:
        return {"median": None, "low": None, "high": None}
    low, median, high = (float(x) for x in np.quantile(good, (0.05, 0.5, 0.95)))
    return {"median": median, "low": low, "high": high}


def said(readout: Readout) -> dict[str, object]:
    """A readout as a document shows it, without its draws."""
    return {"id": readout.id, "label": readout.label, "unit": readout.unit, "basis": readout.basis,
            "color": readout.colour}  # fmt: skip


def _treated(result: Result, name: str, axis: str) -> dict[str, Floats]:
    """A variable (arm, axis, draw) of the treated arm by its names on that axis."""
    variable, names = result.variables[name], [str(n) for n in result.variables[axis].values]
    arms = [str(a) for a in result.variables["arm"].values]
    values = variable.values[arms.index("treated")] if "treated" in arms else np.zeros(variable.values.shape[1:])
    return dict(zip(names, np.asarray(values, dtype=np.float64), strict=True))


def _over(part: Floats, whole: Floats) -> Floats:
    share = np.zeros_like(part)
    np.divide(part, whole, out=share, where=whole != 0.0)
    return share
