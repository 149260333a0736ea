"""Senescent cells among the donor's: they release more bodies and load them otherwise.

Two populations side by side, at rest and senescent, each with its own pool. Of the vesicles, those of senescent cells
are w = s q F' / ((1 - s) q + s q F'), with s the share of cells and F' the ratio of the two secretions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Senescence:
    """How many donor cells are senescent, and how these differ."""

    share: Floats = parameter("", "share of senescent cells among the donor's", 0.0, 1.0)
    release: Floats = parameter("", "release rate of senescent cells over that of others", 0.01, 1e3)
    loading: Floats = parameter("", "copies per vesicle of senescent cells over those of others", 0.0, 1e3)


def weight(share: Floats, ratio: Floats) -> Floats:
    """Share of vesicles that senescent cells gave off, (draw,)."""
    return np.asarray(share * ratio / (1.0 - share + share * ratio))


def mixed(senescence: Senescence, weights: Floats) -> Floats:
    """Mean copies per vesicle over those of cells that are not senescent, (draw,)."""
    return np.asarray(1.0 - weights + weights * senescence.loading)
