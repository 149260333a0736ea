"""A dose let into a vein, over some time or at once, less what bag, tubing and cannula keep.

    dM/dt = -M / (T (1 + s) - t),   that is M_0/(T (1 + s)) per time while t < T;   dM/dt = -M / (s T) from then on

M is what is still in the bag. The flow is even, and at the end the drip falls off over a small share s of the time, as
a line that runs empty does. In the end organs hold what they hold after the same dose at once, but for phagocytes,
which fill less; the peak in blood is lower.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.errors import ScenarioError
from exoderm.journey.ground import Index, Store, When
from exoderm.journey.parameter import Floats, parameter

LEFT = "left in bag and tubing"
BAG = "bag"
TAIL = 0.02
"""s: share of the time over which the drip falls off."""


@dataclass(frozen=True)
class Infusion:
    """How long a dose takes into the vein, and what of it never comes there."""

    duration: Floats = parameter("s", "time over which the dose is let into the vein; none: at once", 0.0, 2e5)
    left_behind: Floats = parameter("", "share of the dose that stays in bag and tubing", 0.0, 1.0)


def lasts(infusion: Infusion) -> bool:
    """Whether the dose takes any time at all."""
    return bool(infusion.duration.any())


def check(infusion: Infusion, doses: int, every: float) -> None:
    """Refuse an infusion that would still run when the next dose is due, ``every`` s after it.

    Raises
    ------
    ScenarioError
        With the field to change.
    """
    longest = float(infusion.duration.max()) * (1.0 + TAIL)
    if doses > 1 and longest > every:
        raise ScenarioError(
            f"an infusion takes up to {longest / 3600.0:.3g} hours", where="route.settings", code="regimen.overlap",
            why=f"the next dose is due after {every / 3600.0:.3g} hours, before it has ended",
            action="shorten duration, or raise regimen.every",
        )  # fmt: skip


def store(infusion: Infusion, nothing: Floats, every: Index) -> Store:
    """The bag beside the line, which gives to blood; ``nothing`` (P, n) are its links to the skin."""
    time = np.maximum(infusion.duration, 1.0)

    def moving(when: When) -> Floats:
        left = 1.0 + TAIL - when.seconds[None, :] / time[:, None]
        return np.asarray((TAIL / np.maximum(left, TAIL))[every])

    return Store(BAG, nothing, nothing, {}, {"blood": (1.0 / (TAIL * time))[every]}, moving=moving)
