"""Named cargo as the document of a run says it: what a vesicle carries, what a cell gets, how well that is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from exoderm.journey.carried import Carried, Delivered, makers
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.library.value import GRADES

Links = Callable[[Floats], Mapping[str, Any]]
"""The weakest link of an answer, (draw,), and what moves it most."""

NOT_FREED = "it sits in the membrane: a cell meets it there, and none is freed into its cytosol"
NONE_CARRIES = "no vesicle of this donor carries any"


def per_vesicle(cargo: Carried, plan: Plan, good: Any) -> dict[str, Any]:
    """What the vesicles of the product carry of one named cargo."""
    grade = grade_of(plan, cargo.name)
    carrying = cargo.per_carrier[good]
    carrying = carrying[np.isfinite(carrying)]
    card = plan.cards[f"cargo.{cargo.name}"]
    return {
        "cargo": cargo.name, "label": card.name, "kind": kind(plan, cargo.name),
        "per_vesicle": _interval(cargo.each[good]), "facing_outward": _interval(cargo.outward.mean(axis=1)[good]),
        "carriers": _interval(cargo.carriers[good]),
        "per_carrier": _interval(carrying) if carrying.size else None,
        "reason": None if carrying.size else NONE_CARRIES,
        "absent": not carrying.size, "grade": grade, "known": GRADES[grade],
    }  # fmt: skip


def at_cell(cargo: Delivered, plan: Plan, good: Any, links: Links) -> dict[str, Any]:
    """What one type of cell gets of one named cargo, per cell."""
    inside = cargo.cytosol
    return {
        "cargo": cargo.name, "label": plan.cards[f"cargo.{cargo.name}"].name,
        "delivered": _interval(cargo.delivered[good]),
        "cytosol": None if inside is None else _interval(inside[good]),
        "reason": NOT_FREED if inside is None else None,
        "grade": grade_of(plan, cargo.name),
        **links(cargo.delivered if inside is None else inside),
    }  # fmt: skip


def kind(plan: Plan, name: str) -> str:
    """microRNA, protein, surface ligand or lipid."""
    here = f"cargo.{name}"
    if plan.has(f"{here}.protein"):
        return "protein" if plan.has(f"{here}.cytosol") else "surface ligand"
    return "microRNA" if plan.has(f"{here}.transcript") else "lipid"


def grade_of(plan: Plan, name: str) -> int:
    """How well the copies per vesicle are known: the lowest grade among the numbers that make them."""
    return min(row.value.grade for row in makers(plan, name))


def _interval(values: Floats) -> dict[str, float]:
    low, median, high = (float(x) for x in np.quantile(values, (0.05, 0.5, 0.95)))
    return {"median": median, "low": low, "high": high}
