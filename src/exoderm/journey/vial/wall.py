"""Vesicles that stick to the wall: diffusion to it, a sticking velocity, and a finite number of sites.

    D dN/dx = k_a N (1 - theta) at the wall,   d theta/dt = k_a N (1 - theta) / Gamma

The vial is a slab of thickness V/A. Dilute vials lose most of what they lose to the wall within two days; small
vesicles first, since D goes as 1/d.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Wall:
    """How a container's wall takes up vesicles."""

    sticking: Floats = parameter("m/s", "sticking velocity at a bare wall (k_a)")
    sites: Floats = parameter("particle/m^2", "vesicles that a wall can hold (Gamma)", 1e3, 1e17)
    shape: Floats = parameter("", "wetted area over volume to the power 2/3", 1.0, 50.0)


def depth(wall: Wall, volume: float) -> Floats:
    """Volume over wetted area, (draw,), m."""
    return np.asarray(volume / (wall.shape * volume ** (2.0 / 3.0)))
