"""What leaves a depot in the dermis by lymph."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from exoderm import units
from exoderm.journey.parameter import Floats
from exoderm.journey.skin.clearance import Clearance, albumin_by_lymph, blood_rate, lymph_rate
from exoderm.journey.skin.hindrance import Hindrance
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run

HOUR = 3600.0


def run(case: Case, how: Run) -> Outcome:
    """``ratio``: share drained of the large particle over the small; ``awake``, ``still``: albumin, per hour."""
    plan = how.many().plan(case)
    clearance, hindrance = plan.get("skin.clearance", Clearance), plan.get("skin.hindrance", Hindrance)
    moves, lies = np.ones(plan.draws), np.zeros(plan.draws)
    out = {
        "awake": albumin_by_lymph(replace(clearance, motion=moves)) * HOUR,
        "still": albumin_by_lymph(replace(clearance, motion=lies)) * HOUR,
    }
    if "large" in case.setup:
        small, large = (drained(clearance, hindrance, units.read(case.setup[d], "m")) for d in ("small", "large"))
        out["ratio"] = large / small
    return out


def drained(clearance: Clearance, hindrance: Hindrance, diameter: float) -> Floats:
    """Share of a depot of rigid beads, bare of protein, that lymph takes before phagocytes or blood do, (draw,)."""
    size = np.full_like(clearance.phagocytes, diameter)
    lymph = lymph_rate(clearance, hindrance, size, vesicle=False)
    return np.asarray(lymph / (lymph + clearance.phagocytes + blood_rate(clearance, size)))
