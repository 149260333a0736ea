"""Vesicles that stand in a vessel and are counted again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from exoderm import units
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.vial.keep import keep
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run


def run(case: Case, how: Run) -> Outcome:
    """``remaining``: share left. ``order``: loss of the small over loss of the large. ``fresh``, ``colder``: see below.

    With ``setup.small`` and ``setup.large`` the vesicles are all of one size. With ``setup.warm`` and ``setup.cold``
    the storage is repeated at two temperatures: ``fresh`` is what was filled over what the cold leaves, ``colder`` is
    what the cold leaves over what the warm leaves. ``kept``: what is left over what is left after ``setup.start``.
    """
    out = {"remaining": left(how.plan(case))}
    if "small" in case.setup:
        small, large = (
            1.0 - left(how.plan(case), units.read(case.setup[size], "m")) for size in ("small", "large")
        )  # fmt: skip
        out["order"] = small / np.maximum(large, 1e-300)
    if "start" in case.setup:
        first = left(how.plan(case, storage=[{**case.scenario["storage"][0], "duration": case.setup["start"]}]))
        out["kept"] = out["remaining"] / np.maximum(first, 1e-300)
    if "warm" in case.setup:
        warm, cold = (
            left(how.plan(case, storage=[{**case.scenario["storage"][0], "temperature": case.setup[at]}]))
            for at in ("warm", "cold")
        )
        out |= {"fresh": 1.0 / cold, "colder": cold / np.maximum(warm, 1e-300)}
    return out


def left(plan: Plan, diameter: float | None = None) -> Floats:
    """Share of whole vesicles left after storage, (draw,); all of one diameter in m, if one is given."""
    filled = harvest(plan)
    if diameter is not None:
        sizes = filled.diameter.copy()
        sizes[:, :CLASSES] = diameter
        filled = replace(filled, diameter=sizes)
    kept = keep(plan, filled)
    return np.asarray(kept.amount[:, :CLASSES].sum(axis=1) / filled.amount[:, :CLASSES].sum(axis=1))
