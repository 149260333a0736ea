"""Diffusion, hindrance and drainage, written down anew for the referee: none of it is taken from the package."""

from __future__ import annotations

import math

import numpy as np
from scipy.integrate import quad

BODY, SURFACE, ALBUMIN = 310.15, 305.15, 7e-9


def free(size, kelvin):
    """Stokes and Einstein, with the viscosity of water."""
    return 1.380649e-23 * kelvin / (3 * math.pi * 2.414e-5 * 10 ** (247.8 / (kelvin - 140)) * size)


def renkin(ratio):
    """What a pore leaves of diffusion."""
    return (1 - ratio) ** 2 * max(1 - 2.104 * ratio + 2.09 * ratio**3 - 0.95 * ratio**5, 0.0) if ratio < 1 else 0.0


def held_back(peclet):
    """x / (exp(x) - 1), of one number or of many."""
    x = np.clip(peclet, 1e-7, 700.0)  # below, what is lost is less than a ten-millionth
    return x / np.expm1(x)


def through_pores(radius, middle, spread, lets=renkin):
    """What log-normal pores let through, by a quadrature that chooses its own nodes; Renkin's unless said otherwise."""
    if spread <= 1.0 + 1e-6:
        return lets(radius / middle)
    width = math.log(spread)
    start = max(math.log(radius / middle) / width, -8.0)
    if start >= 8.0:
        return 0.0

    def part(z):
        return math.exp(-z * z / 2) / math.sqrt(2 * math.pi) * lets(radius / middle / math.exp(width * z))

    return quad(part, start, 8.0, epsabs=1e-14, epsrel=1e-9, limit=200)[0]


def between_walls(ratio):
    """Room times drag between two walls, and the room alone."""
    if ratio >= 1:
        return 0.0, 0.0
    log = 9 / 16 * ratio * math.log(ratio)
    return 1 + log - 1.19358 * ratio + 0.4285 * ratio**3 - 0.3192 * ratio**4 + 0.08428 * ratio**5, 1 - ratio


def carried_by_lymph(radius, take, opening):
    """What gets through fibrils, past which Ogston leaves it room, and into a vessel between two flaps."""
    there = math.exp(-take("fibre_fraction") * (1 + radius / take("fibre_radius")) ** 2)
    x = 2 * radius / opening
    if x >= 1:
        return 0.0
    flaps = 1 - 3.02 * x**2 + 5.776 * x**3 - 12.3675 * x**4 + 18.9775 * x**5 - 15.2185 * x**6 + 4.8525 * x**7
    return (1 - (1 - there) ** 2) * flaps


def through_capillaries(size, pore):
    """Passage through the wide pores of capillaries over albumin's."""
    return renkin(size / 2 / pore) / renkin(ALBUMIN / 2 / pore)
