"""Needles: how deep they go. What they leave or carry is told by channels, tips and infusion.

    depth = length x insertion share

Skin gives way before it is pierced, so a needle goes less deep than it is long.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Needles:
    """Needles of a roller, a stamp or a patch."""

    needle_length: Floats = parameter("m", "nominal length of the needles", 1e-5, 3e-3)
    insertion_share: Floats = parameter("", "depth that needles reach over their length", 0.01, 1.0)


def depth(needles: Needles) -> Floats:
    """Depth of the tips below the surface, (draw,), m."""
    return needles.needle_length * needles.insertion_share
