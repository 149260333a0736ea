"""Hair follicles: openings that fill when the dose is rubbed in, hold it for days, and let little of it cross.

    filled volume per area = opening share x depth x [f + (1 - f)(1 - exp(-q))];   dM/dt = -(k_out + k_cross H(r/r_w)) M

f is what a liquid fills, whatever it carries; q is what moved hair pumps in by size, none without a massage (ratchet).
H is Renkin's hindrance in gaps of radius r_w in the wall: nothing wider than a gap crosses. Particles are found in
follicles; a crossing of whole vesicles of 100 nm into living tissue has not been shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.ground import Ground, Store
from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import pore_hindrance

EXPELLED = "expelled from follicles"


@dataclass(frozen=True)
class Follicle:
    """The follicular reservoir of a route; the share of openings belongs to the site."""

    filling: Floats = parameter("", "share of the infundibulum that the dose fills", 0.0, 1.0)
    clearing: Floats = parameter("1/s", "emptying outward by sebum and hair growth")
    crossing: Floats = parameter("1/s", "passage of small particles through the follicular wall")
    wall_gap: Floats = parameter("m", "radius of the widest gaps in the follicular wall", 1e-10, 1e-5)


def filled_share(follicle: Follicle, opening_share: Floats, depth: Floats, thickness: Floats, pumped: Floats) -> Floats:
    """Share of the dose that enters follicles at application, like ``pumped`` (draw, traveller); at most half."""
    filled = 1.0 - (1.0 - follicle.filling)[:, None] * np.exp(-pumped)
    return np.asarray(np.minimum((opening_share * depth / thickness)[:, None] * filled, 0.5))


def store(follicle: Follicle, ground: Ground, depth: Floats) -> Store:
    """The reservoir beside the line: what crosses its wall comes out along the infundibulum, (draw,) deep."""
    every = ground.every
    along = ground.overlap(ground.top["epidermis"], np.maximum(depth, ground.bottom["stratum_corneum"] + 1e-6))
    place = along / along.sum(axis=1, keepdims=True)
    fits = pore_hindrance(ground.diameter / 2.0, follicle.wall_gap[every])
    out = (follicle.crossing[:, None] * place)[every] * fits[:, None]
    return Store("follicle", out, np.zeros_like(out), {EXPELLED: follicle.clearing[every]})
