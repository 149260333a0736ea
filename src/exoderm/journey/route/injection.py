"""A dose pushed into the dermis: some flows back, the rest fills a bleb at once. Injection is convection.

Diffusion covers 0.4 mm in a day, the bleb of 20 uL has a radius of 2.3 mm: the bleb decides where the dose lies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter

FLOWED_BACK = "flowed back"


@dataclass(frozen=True)
class Injection:
    """Where an injected dose lies and what flows back."""

    backflow: Floats = parameter("", "share of the dose that flows back along the needle track", 0.0, 1.0)
    centre: Floats = parameter("", "middle of the bleb as a share of the dermis", 0.0, 1.0)
    spread: Floats = parameter("", "half-height of the bleb as a share of the dermis", 0.01, 1.0)


def weights(injection: Injection, top: Floats, bottom: Floats, faces: Floats) -> Floats:
    """Share of the bleb in each cell of a grid with the given faces (draw, n+1), filled evenly; (draw, n)."""
    thick = bottom - top
    high = np.maximum(top + thick * (injection.centre - injection.spread), top)
    low = np.minimum(top + thick * (injection.centre + injection.spread), bottom)
    inside = np.clip(faces, high[:, None], low[:, None])
    height = np.diff(inside, axis=1)
    return np.asarray(height / height.sum(axis=1, keepdims=True))
