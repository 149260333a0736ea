"""Diffusion of a particle between cells and fibres: D = D0 F_steric F_drag F_deform.

F_steric (Ogston) is the fibres in the way, F_drag (Brinkman) the drag of the gel between them; a vesicle that gives way
moves faster than a rigid bead by F_deform. No diffusion coefficient of a vesicle in human skin has been measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import BODY, drag_hindrance, free_diffusion, steric_hindrance


@dataclass(frozen=True)
class Hindrance:
    """The matrix of dermis, junction and epidermis as a diffusing particle meets it."""

    fibre_radius: Floats = parameter("m", "radius of collagen fibrils", 1e-9, 1e-6)
    fibre_fraction: Floats = parameter("", "volume share of fibrils", 0.0, 0.9)
    permeability: Floats = parameter("m^2", "Darcy permeability of the gel between fibrils", 1e-20, 1e-12)
    deformability: Floats = parameter("", "diffusion of a vesicle over that of a rigid bead of its size", 0.1, 100.0)
    epidermis_ratio: Floats = parameter("", "diffusion between keratinocytes over that in dermis", 1e-4, 10.0)
    junction_ratio: Floats = parameter("", "diffusion in the junction over that in dermis", 1e-4, 10.0)


def dermal_diffusion(hindrance: Hindrance, diameter: Floats, deformable: bool) -> Floats:
    """Effective diffusion coefficient in dermis at 37 degC, (draw,), m^2/s; never above free diffusion."""
    radius = diameter / 2.0
    free = free_diffusion(diameter, BODY)
    steric = steric_hindrance(radius, hindrance.fibre_radius, hindrance.fibre_fraction)
    drag = drag_hindrance(radius, hindrance.permeability)
    deform = hindrance.deformability if deformable else 1.0
    return np.asarray(np.minimum(free * steric * drag * deform, free))
