"""Hair follicles: openings that fill when the dose is rubbed in, hold it for days, and let little of it cross.

    filled volume per area = opening share x depth x filling;   dM/dt = -(k_out + k_cross) M

Particles are found in follicles; a crossing of whole vesicles of 100 nm into living tissue has not been shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.ground import Ground, Store
from exoderm.journey.parameter import Floats, parameter

EXPELLED = "expelled from follicles"


@dataclass(frozen=True)
class Follicle:
    """The follicular reservoir of a route; the share of openings belongs to the site."""

    filling: Floats = parameter("", "share of the infundibulum that the dose fills", 0.0, 1.0)
    clearing: Floats = parameter("1/s", "emptying outward by sebum and hair growth")
    crossing: Floats = parameter("1/s", "passage of whole vesicles through the follicular wall")


def filled_share(follicle: Follicle, opening_share: Floats, depth: Floats, thickness: Floats) -> Floats:
    """Share of the dose that enters follicles at application, (draw,); never more than half of the film."""
    volume = opening_share * depth * follicle.filling
    return np.asarray(np.minimum(volume / thickness, 0.5))


def store(follicle: Follicle, ground: Ground, depth: Floats) -> Store:
    """The reservoir beside the line: what crosses its wall comes out along the infundibulum, (draw,) deep."""
    every = ground.every
    along = ground.overlap(ground.top["epidermis"], np.maximum(depth, ground.bottom["stratum_corneum"] + 1e-6))
    place = along / along.sum(axis=1, keepdims=True)
    out = (follicle.crossing[:, None] * place)[every]
    return Store("follicle", out, np.zeros_like(out), {EXPELLED: follicle.clearing[every]})
