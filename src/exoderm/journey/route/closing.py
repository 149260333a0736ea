"""How channels close, twice over: a crust dries over the mouth, and epidermis grows in below it.

    way       w = a + max(L - e, 0)          from where the epidermis ends in the wall, down it and to the middle
    filling   F(t) = p + (1 - p) (1 - t/T)^2   until T = w / v, p from then on
    crust     S(t) = 2^(-t/t_s) where nothing covers, one under a cover: nothing dries

a is the radius and L the depth of a channel, e the depth at which the epidermis ends, v the speed at which epidermis
grows over a moist wall, or a share of it where the channel dries. Keratinocytes go along living tissue and not through
the plug of a channel, so what lies below the epidermis is part of their way; a front that comes from all sides leaves
an open area that goes as the square of what is left of the way. What a probe reads (water loss, impedance) is F S; what
a particle in a liquid meets at the mouth is F (c + (1 - c) S), c being what a wetted crust leaves of diffusion.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Closing:
    """The two ways in which channels close."""

    crust_half_life: Floats = parameter("s", "half-life of the mouths' openness to water where nothing covers", 1.0)
    crust_passage: Floats = parameter("", "what a wetted crust leaves of diffusion through a mouth", 0.0, 1.0)
    growth: Floats = parameter("m/s", "speed at which epidermis grows along the wall of a moist channel", 1e-13, 1e-6)
    dry_share: Floats = parameter("", "growth where nothing covers, over that in a moist channel", 0.01, 1.0)
    lasting_share: Floats = parameter("", "share of channel area that does not fill within days", 0.0, 1.0)


def way(radius: Floats, depth: Floats, epidermis: Floats) -> Floats:
    """How far epidermis must grow until a channel is filled, (draw,), m; ``epidermis`` is the depth where it ends."""
    return np.asarray(radius + np.maximum(depth - epidermis, 0.0))


def filled_after(closing: Closing, length: Floats, covered: bool) -> Floats:
    """T: time until the growing epidermis meets, (draw,), s."""
    return np.asarray(length / (closing.growth * (1.0 if covered else closing.dry_share)))


def unfilled(closing: Closing, length: Floats, covered: bool, seconds: Floats) -> Floats:
    """F: channel area relative to its start, (draw, time)."""
    p = closing.lasting_share[:, None]
    left = np.maximum(1.0 - seconds[None, :] / filled_after(closing, length, covered)[:, None], 0.0)
    return np.asarray(p + (1.0 - p) * left**2)


def uncrusted(closing: Closing, covered: bool, seconds: Floats) -> Floats:
    """S: how open the mouths are to water, (draw, time)."""
    if covered:
        return np.ones((closing.growth.shape[0], seconds.shape[0]))
    return np.asarray(np.exp2(-seconds[None, :] / closing.crust_half_life[:, None]))


def mouth(closing: Closing, covered: bool, seconds: Floats) -> Floats:
    """What crusts leave of diffusion through the mouths, (draw, time)."""
    c = closing.crust_passage[:, None]
    return np.asarray(c + (1.0 - c) * uncrusted(closing, covered, seconds))
