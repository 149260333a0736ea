"""A direct current through the skin (iontophoresis): what is charged drifts with the field, Nernst and Planck.

    J = -D dC/dz + mu E (D/D0) C,   below the stratum corneum E = j/sigma
    in the stratum corneum          E = j/(h/R + f sigma)

j is the current density, sigma the conductivity of fluid and tissue, R the resistance of a whole stratum corneum of
thickness h, f the share of gaps. mu is the net mobility downwards: the vesicle's own and that of the fluid around it
(electro-osmosis), which may outweigh it and point the other way. By Nernst and Einstein what hinders diffusion hinders
drift alike. Only gaps wider than the vesicle count: a current of small ions through narrow pores carries none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter

RAMP = 0.1
"""Share of the duration, at its end, over which a device takes the current back to zero."""


@dataclass(frozen=True)
class Current:
    """Current, for how long, and what it does to a vesicle."""

    current_density: Floats = parameter("A/m^2", "current per treated area", 0.0, 50.0)
    duration: Floats = parameter("s", "time for which the current flows", 1.0, 1e5)
    mobility: Floats = parameter("m^2/(V*s)", "net mobility downwards, electro-osmosis included", -1e-7, 1e-7)
    resistance: Floats = parameter("ohm*m^2", "resistance of a whole stratum corneum under current", 1e-4, 1e2)
    conductivity: Floats = parameter("S/m", "conductivity of fluid and living tissue", 1e-3, 10.0)


def fields(current: Current, thickness: Floats, gaps: Floats) -> tuple[Floats, Floats]:
    """Field in a stratum corneum (whole: ``thickness``) with a share of ``gaps``, and in the tissue below; V/m."""
    barrier = current.current_density / (thickness / current.resistance + gaps * current.conductivity)
    return np.asarray(barrier), np.asarray(current.current_density / current.conductivity)


def flowing(current: Current, seconds: Floats) -> Floats:
    """Current relative to its full strength, (draw, time)."""
    left = 1.0 - seconds[None, :] / current.duration[:, None]
    return np.asarray(np.clip(left / RAMP, 0.0, 1.0))
