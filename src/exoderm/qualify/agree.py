"""Is a prediction inside? One rule for every case, fixed before any case was run.

    a number (absolute, factor, within_range)      the median of the draws lies within the tolerance
    an inequality (upper_bound, lower_bound)       nine draws in ten obey it
    an order                                       the quantity is a ratio; nine draws in ten lie above ``value``

So a wide interval that merely reaches over a measurement is no pass, and a bound is not passed by half of the draws.
Whether the measured value lies within the 90 % interval is reported beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.qualify.case import Measured, Tolerance

INEQUALITIES = frozenset(("upper_bound", "lower_bound", "ordering"))
OBEY = 0.9
"""Share of the draws that must obey an inequality."""
ROUNDING = 1e-9
QUANTILES = 0.05, 0.5, 0.95


@dataclass(frozen=True)
class Agreement:
    """A prediction beside what was measured."""

    predicted: float
    low: float
    high: float
    inside: bool
    share: float
    """Share of the draws that lie within the tolerance."""


def band(tolerance: Tolerance, measured: Measured) -> tuple[float, float]:
    """What lies within the tolerance, from and to; an open end is infinite."""
    match tolerance.type:
        case "upper_bound":
            return -np.inf, float(tolerance.value or 0.0)
        case "lower_bound" | "ordering":
            return float(tolerance.value or 0.0), np.inf
        case "within_range":
            return float(tolerance.low or 0.0), float(tolerance.high or 0.0)
    value, distance = measured.value, tolerance.value
    if value is None or distance is None:
        raise ValueError(f"a tolerance of type {tolerance.type} needs a measured value")
    return (
        (value - distance, value + distance) if tolerance.type == "absolute" else (value / distance, value * distance)
    )


def within(x: Floats, tolerance: Tolerance, measured: Measured) -> Floats:
    """Which of some numbers, (n,), lie within the tolerance."""
    low, high = band(tolerance, measured)
    # An order is strict: equals, and what differs by rounding, have none.
    above = x > low * (1.0 + ROUNDING) if tolerance.type == "ordering" else x >= low
    return np.asarray(above & (x <= high))


def agreement(samples: Floats, tolerance: Tolerance, measured: Measured) -> Agreement:
    """Judge draws, (draw,), in the unit of the quantity."""
    low, median, high = (float(q) for q in np.quantile(samples, QUANTILES))
    share = float(within(samples, tolerance, measured).mean())
    if tolerance.type in INEQUALITIES:
        return Agreement(median, low, high, share >= OBEY, share)
    return Agreement(median, low, high, bool(within(np.array([median]), tolerance, measured)[0]), share)
