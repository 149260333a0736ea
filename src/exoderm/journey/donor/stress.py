"""Stress during the collection, such as medium without serum: bodies are released faster and loaded otherwise.

release = response ^ level, loading = response ^ level;  level 0: at rest, 1: as hard as cells bear
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Stress:
    """How hard the cells are stressed, and what they do then."""

    level: Floats = parameter("", "stress during collection, from none (0) to all that cells bear (1)", 0.0, 1.0)
    release: Floats = parameter("", "release rate of fully stressed cells over that of resting ones", 0.01, 1e3)
    loading: Floats = parameter("", "copies per vesicle of fully stressed cells over those of resting ones", 0.0, 1e3)


def release(stress: Stress) -> Floats:
    """Factor on the release rate, (draw,)."""
    return np.asarray(stress.release**stress.level)


def loading(stress: Stress) -> Floats:
    """Factor on the copies per vesicle, (draw,)."""
    return np.asarray(stress.loading**stress.level)
