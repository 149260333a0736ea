"""Transient pores through the stratum corneum, made by electric pulses, ultrasound or heat, that reseal.

    way = D0 f F 2^(-t/half),   F = integral of H(r/r_p) over the area-weighted log-normal radii r_p of the pores

H is Renkin's hindrance, zero for what is wider than the pore: this is the cut-off by size. What holds for molecules in
pores of some nanometres says nothing about a vesicle of 100 nm, of which only the widest pores let any through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import pore_hindrance

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(96)
_FAR = 8.0
"""Standard deviations beyond which there are no pores."""


@dataclass(frozen=True)
class Poration:
    """The pores of one treatment."""

    open_share: Floats = parameter("", "share of the treated surface that is pore at first", 0.0, 1.0)
    pore_radius: Floats = parameter("m", "median radius of the pores, by area", 1e-10, 1e-4)
    pore_spread: Floats = parameter("", "geometric standard deviation of the radii", 1.0, 10.0)
    half_life: Floats = parameter("s", "half-life of the open pores", 1.0)


def passing(radius: Floats, middle: Floats, spread: Floats) -> Floats:
    """F: what pores of all widths leave of free diffusion for particles of this radius; all (P,)."""
    log_spread = np.log(np.maximum(spread, 1.0 + 1e-6))
    low = np.clip(np.log(radius / middle) / log_spread, -_FAR, _FAR)
    z = 0.5 * (_FAR - low)[:, None] * (_NODES + 1.0) + low[:, None]
    density = np.exp(-0.5 * z**2) / np.sqrt(2.0 * np.pi)
    inside = pore_hindrance(radius[:, None], middle[:, None] * np.exp(log_spread[:, None] * z))
    return np.asarray(0.5 * (_FAR - low) * ((density * inside) @ _WEIGHTS))


def open_still(poration: Poration, seconds: Floats) -> Floats:
    """Pore area relative to its start, (draw, time)."""
    return np.asarray(np.exp2(-seconds[None, :] / poration.half_life[:, None]))
