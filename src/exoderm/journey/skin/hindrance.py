"""Diffusion of a particle between cells and fibres: D = D0 F_steric F_drag F_deform.

F_steric (Ogston) is the fibres in the way, F_drag (Brinkman) the drag of the gel between them; a vesicle that gives way
moves faster than a rigid bead by F_deform. In tissue a vesicle wears a corona of protein, which makes it wider, and a
share of them is bound to the matrix at any time: bound and free are in balance, K = 1 + bound/free, and only what is
free diffuses, flows, and is drained or taken up. No diffusion coefficient of a vesicle in human skin has been measured.
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
    corona: Floats = parameter("m", "thickness of the protein that a vesicle gathers in tissue", 0.0, 1e-7)
    binding: Floats = parameter("", "vesicles bound to the matrix of dermis and junction over free ones", 0.0, 1e3)


def dermal_diffusion(hindrance: Hindrance, diameter: Floats, vesicle: bool) -> Floats:
    """Diffusion coefficient of what is free in dermis at 37 degC, (draw,), m^2/s; never above diffusion in water."""
    radius = diameter / 2.0 + (hindrance.corona if vesicle else 0.0)
    free = free_diffusion(2.0 * radius, BODY)
    steric = steric_hindrance(radius, hindrance.fibre_radius, hindrance.fibre_fraction)
    drag = drag_hindrance(radius, hindrance.permeability)
    deform = hindrance.deformability if vesicle else 1.0
    return np.asarray(np.minimum(free * steric * drag * deform, free))
