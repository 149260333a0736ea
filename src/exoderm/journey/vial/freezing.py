"""Vesicles lost each time the vial freezes and thaws: N -> N (1 - f)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Freezing:
    """Loss of intact vesicles per freeze-thaw cycle."""

    loss: Floats = parameter("", "share of intact vesicles lost per freeze-thaw cycle", 0.0, 1.0)


def surviving(freezing: Freezing, cycles: Floats) -> Floats:
    """Share of vesicles still intact after ``cycles`` freeze-thaw cycles, (draw,)."""
    return np.asarray((1.0 - freezing.loss) ** cycles)
