"""Transient pores through the stratum corneum, made by electric pulses, ultrasound or heat, that reseal.

    way = D0 f F 2^(-t/half),   F = integral of H(r/r_p) over the area-weighted log-normal radii r_p of the pores

H is Renkin's hindrance, zero for what is wider than the pore: this is the cut-off by size. What holds for molecules in
pores of some nanometres says nothing about a vesicle of 100 nm, of which only the widest pores let any through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import over_widths, pore_hindrance


@dataclass(frozen=True)
class Poration:
    """The pores of one treatment."""

    open_share: Floats = parameter("", "share of the treated surface that is pore at first", 0.0, 1.0)
    pore_radius: Floats = parameter("m", "median radius of the pores, by area", 1e-10, 1e-4)
    pore_spread: Floats = parameter("", "geometric standard deviation of the radii", 1.0, 10.0)
    half_life: Floats = parameter("s", "half-life of the open pores", 1.0)


def passing(radius: Floats, middle: Floats, spread: Floats) -> Floats:
    """F: what pores of all widths leave of free diffusion for particles of this radius; all (P,)."""
    return over_widths(pore_hindrance, radius, middle, spread)


def open_still(poration: Poration, seconds: Floats) -> Floats:
    """Pore area relative to its start, (draw, time)."""
    return np.asarray(np.exp2(-seconds[None, :] / poration.half_life[:, None]))
