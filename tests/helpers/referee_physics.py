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


def through_pores(radius, middle, spread):
    """Renkin's hindrance over log-normal pores, by a quadrature that chooses its own nodes."""
    if spread <= 1.0 + 1e-6:
        return renkin(radius / middle)
    width = math.log(spread)
    start = max(math.log(radius / middle) / width, -8.0)
    if start >= 8.0:
        return 0.0

    def part(z):
        return math.exp(-z * z / 2) / math.sqrt(2 * math.pi) * renkin(radius / middle / math.exp(width * z))

    return quad(part, start, 8.0, epsabs=1e-14, epsrel=1e-9, limit=200)[0]


def through_capillaries(size, pore):
    """Passage through the wide pores of capillaries over albumin's."""
    return renkin(size / 2 / pore) / renkin(ALBUMIN / 2 / pore)


def drainage(of_protein, of_vesicle, size):
    """Lymph's part: a power law in the diameter through albumin and a vesicle of 100 nm, never above albumin's."""
    if of_protein <= 0 or of_vesicle <= 0:
        return 0.0 if of_vesicle <= 0 and size > ALBUMIN else of_protein
    slope = math.log(of_vesicle / of_protein) / math.log(1e-7 / ALBUMIN)
    return min(of_protein * max(size / ALBUMIN, 1.0) ** slope, of_protein)
