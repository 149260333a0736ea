"""A dose pressed through an array of hollow needles: shallow blebs around the tips, and some flows back.

Many small blebs lie side by side at the depth of the tips and are one layer to the line, filled evenly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Blebs:
    """Where the dose of hollow needles lies and what flows back."""

    backflow: Floats = parameter("", "share of the dose that flows back beside the needles", 0.0, 1.0)
    height: Floats = parameter("m", "height of the layer that the blebs fill around the tips", 1e-5, 3e-3)


def weights(blebs: Blebs, depth: Floats, top: Floats, bottom: Floats, faces: Floats) -> Floats:
    """Share of the blebs in each cell with the given faces (draw, n+1), between ``top`` and ``bottom``; (draw, n)."""
    middle, half = np.clip(depth, top, bottom), 0.5 * blebs.height
    inside = np.clip(faces, np.maximum(middle - half, top)[:, None], np.minimum(middle + half, bottom)[:, None])
    height = np.diff(inside, axis=1)
    return np.asarray(height / height.sum(axis=1, keepdims=True))
