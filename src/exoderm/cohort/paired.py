"""Two runs of the same people held against each other, draw by draw.

Draw 17 of a number is the same number in every run that shares the seed, so that the ratio of two answers in one draw
holds everything equal but what was changed, and its interval is far narrower than that of two runs apart. Two answers
are told apart where nine draws in ten of the ratio lie on one side of one, by more than the solver's own error.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from exoderm.cohort.readouts import Floats

SOLVER = 0.01
"""Ratios closer to one than this are the solver's error, not a difference."""


def ratio(new: Floats, old: Floats) -> dict[str, Any]:
    """Median and 90 % interval of ``new`` over ``old``, draw by draw, and whether the two can be told apart.

    Draws in which both are zero say nothing and are left out; an end at which only the old one is zero is null, with
    the reason.
    """
    good = np.isfinite(new) & np.isfinite(old)
    good &= (new != 0.0) | (old != 0.0)
    pairs = int(good.sum())
    if pairs == 0:
        return {"median": None, "low": None, "high": None, "higher_in": None, "pairs": 0, "distinguishable": False,
                "reason": "in no draw did anything arrive with either"}  # fmt: skip
    with np.errstate(divide="ignore"):
        ratios = new[good] / old[good]
    # Order statistics, so that a draw without anything to divide by stands at the end and no number becomes NaN.
    low, median, high = (float(x) for x in np.quantile(ratios, (0.05, 0.5, 0.95), method="closest_observation"))
    none = int((old[good] == 0.0).sum())
    return {
        "median": _finite(median), "low": _finite(low), "high": _finite(high),
        "higher_in": float(np.mean(ratios > 1.0)), "pairs": pairs,
        "distinguishable": bool(low > 1.0 + SOLVER or high < 1.0 / (1.0 + SOLVER)),
        "reason": f"in {none} of {pairs} draws nothing arrived with the other" if none else "",
    }  # fmt: skip


def _finite(x: float) -> float | None:
    return x if np.isfinite(x) else None
