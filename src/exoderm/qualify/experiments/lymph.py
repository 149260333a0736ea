"""What leaves a depot in the dermis by lymph."""

from __future__ import annotations

import numpy as np

from exoderm import units
from exoderm.journey.parameter import Floats
from exoderm.journey.skin.clearance import Clearance, blood_rate, lymph_rate
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run

HOUR = 3600.0
ALBUMIN = 7e-9
"""m: hydrodynamic diameter."""


def run(case: Case, how: Run) -> Outcome:
    """``ratio``: share drained of the large particle over that of the small; ``awake``, ``still``: albumin, per hour.

    The mechanism has one state of motion; its rate stands for both.
    """
    plan = how.many().plan(case)
    clearance = plan.get("skin.clearance", Clearance)
    albumin = lymph_rate(clearance, np.full(plan.draws, ALBUMIN)) * HOUR
    out = {"awake": albumin, "still": albumin}
    if "large" in case.setup:
        small, large = (drained(clearance, units.read(case.setup[size], "m")) for size in ("small", "large"))
        out["ratio"] = large / small
    return out


def drained(clearance: Clearance, diameter: float) -> Floats:
    """Share of a depot of rigid particles that lymph takes before phagocytes or blood do, (draw,)."""
    size = np.full_like(clearance.phagocytes, diameter)
    lymph = lymph_rate(clearance, size)
    return np.asarray(lymph / (lymph + clearance.phagocytes + blood_rate(clearance, size)))
