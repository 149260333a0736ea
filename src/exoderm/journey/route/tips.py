"""Tips of needles that hold the dose and dissolve in the skin.

    dM/dt = -k M along the tips,   M_0 = inserted share of the dose

What never was inserted is left on the patch, and so is what has not dissolved when the patch is taken off: at the end
of the time of contact, or when the next one is put on. The holes that remain are empty and close.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.ground import Ground, Store
from exoderm.journey.parameter import Floats, parameter

LEFT = "left on the patch"


@dataclass(frozen=True)
class Tips:
    """How much of the dose the tips bring in, and how fast they give it."""

    inserted_share: Floats = parameter("", "share of the dose in tips that pierce the skin", 0.0, 1.0)
    tip_share: Floats = parameter("", "share of the inserted length, from the tip, that holds the dose", 0.01, 1.0)
    dissolution: Floats = parameter("1/s", "first-order dissolution of the tips")


def store(tips: Tips, ground: Ground, depth: Floats) -> Store:
    """The tips beside the line: they give to the living skin along them, (draw,) deep."""
    top = ground.bottom["stratum_corneum"]
    deep = np.clip(depth, top + 1e-6, ground.bottom["dermis"])
    along = ground.overlap(np.minimum(np.maximum(deep - depth * tips.tip_share, top), deep - 1e-6), deep)
    place = along / along.sum(axis=1, keepdims=True)
    out = (tips.dissolution[:, None] * place)[ground.every]
    return Store("tips", out, np.zeros_like(out), {}, lifted=LEFT)
