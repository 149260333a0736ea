"""Which particles an isolation prefers: vesicles, or others of their size such as lipid droplets and protein clumps.

odds of vesicles after = odds before x preference
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Cleaning:
    """How well a way of isolation tells vesicles from other particles."""

    preference: Floats = parameter("", "odds by which an isolation keeps vesicles before other particles", 0.0, 1e6)


def share(cleaning: Cleaning, before: Floats) -> Floats:
    """Share of particles that are vesicles after the isolation, (draw,)."""
    kept = before * cleaning.preference
    return np.asarray(kept / np.maximum(kept + 1.0 - before, 1e-300))
