"""What each type of cell got, as the document of a run says it."""

from __future__ import annotations

from typing import Any

import numpy as np

from exoderm.journey import account
from exoderm.journey.plan import Plan
from exoderm.journey.said import cargo, keys
from exoderm.journey.said.reading import interval, links
from exoderm.journey.trace import Tracer

SMALLEST = 1e-250
"""Vesicles per cell below which shares of them are not formed: the draw has none."""
COMPARTMENTS = {
    "bound": "bound on the surface",
    "endosome": "in early endosomes",
    "recycled": "given off again",
    "lysosome": "in lysosomes",
    "cytosol": "reached the cytosol",
}


def at_end(cell: account.Receiver, tracer: Tracer, plan: Plan, good: Any) -> dict[str, Any]:
    threshold = plan.table.row(f"cell.{cell.name}.escape.threshold")
    return {
        "cell": cell.name,
        "label": plan.cards[f"cell.{cell.name}"].name,
        "vesicles_per_cell": interval(cell.vesicles_per_cell[good]),
        "copies_per_cell": interval(cell.copies_per_cell[good]),
        "fates": {
            name: {"label": COMPARTMENTS[name], "share": _part(cell, name, good), **interval(course[-1][good])}
            for name, course in cell.fates.items()
        },
        "threshold": {
            "value": float(np.median(cell.threshold[good])), **{k: v for k, v in interval(cell.threshold[good]).items()
            if k != "median"}, "origin": threshold.value.origin.words(),
        },
        "chance_noticed": float((cell.copies_per_cell >= cell.threshold)[good].mean()),
        "resident_per_day": interval(cell.resident_per_day[good]),
        "traffic_ratio": interval(cell.traffic_ratio[good]),
        **links(tracer.movers(cell.copies_per_cell)),
        "links": {
            "vesicles_per_cell": links(tracer.movers(cell.vesicles_per_cell)),
            "threshold": links(tracer.movers(cell.threshold), threshold),
            "chance_noticed": links(tracer.movers(cell.copies_per_cell / np.maximum(cell.threshold, 1e-300))),
            "resident_per_day": links(tracer.movers(cell.resident_per_day)),
            "traffic_ratio": links(tracer.movers(cell.traffic_ratio)),
        },
        "keys": keys.at_cell(plan, cell.name, good),
        "cargo": [cargo.at_cell(c, plan, good, lambda v: links(tracer.movers(v))) for c in cell.cargo],
    }  # fmt: skip


def _part(cell: account.Receiver, name: str, good: Any) -> float | None:
    """Mean share of what was taken up that is in a compartment at the end; none where nothing was taken up."""
    whole = cell.vesicles_per_cell
    some = good & (whole > SMALLEST)
    return float((cell.fates[name][-1][some] / whole[some]).mean()) if some.any() else None
