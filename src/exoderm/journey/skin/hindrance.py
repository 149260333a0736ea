"""Diffusion of a particle between the fibres of the dermis: D = D0 F_steric F_drag, and what flow carries of it.

F_steric (Ogston) is the fibres in the way, F_drag (Brinkman) the drag of the gel between them. In tissue a vesicle
wears a corona of protein, which makes it wider; between fibrils, in clefts, in the basement membrane and on its way
into lymph it gives way and is narrower, as a rigid bead is not. At pores of capillaries, at the wall of a follicle and
in the stratum corneum it counts with its bare size: nobody has seen one flatten there. A share of vesicles is bound to
the matrix at any time: bound and free are in balance, K = 1 + bound/free, and only what is free diffuses, flows, and is
drained or taken up. No diffusion coefficient of a vesicle in human skin has been measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, Mask, parameter
from exoderm.journey.physics import BODY, drag_hindrance, fibre_partition, free_diffusion, steric_hindrance


@dataclass(frozen=True)
class Hindrance:
    """The matrix of the dermis as a particle meets it, and what a vesicle is in tissue."""

    fibre_radius: Floats = parameter("m", "radius of collagen fibrils", 1e-9, 1e-6)
    fibre_fraction: Floats = parameter("", "volume share of fibrils", 0.0, 0.9)
    permeability: Floats = parameter("m^2", "Darcy permeability of the gel between fibrils", 1e-20, 1e-12)
    give: Floats = parameter("", "share of its radius by which a vesicle flattens where it is hemmed in", 0.0, 0.9)
    corona: Floats = parameter("m", "thickness of the protein that a vesicle gathers in tissue", 0.0, 1e-7)
    binding: Floats = parameter("", "vesicles bound to the matrix of dermis and junction over free ones", 0.0, 1e3)


def radius_in_tissue(hindrance: Hindrance, diameter: Floats, vesicle: Mask | bool) -> Floats:
    """With the corona that a vesicle wears, m; that of a bead or protein is its own."""
    return np.asarray(diameter / 2.0 + np.where(vesicle, hindrance.corona, 0.0))


def radius_hemmed_in(hindrance: Hindrance, diameter: Floats, vesicle: Mask | bool) -> Floats:
    """What walls and fibres meet, m: a vesicle gives way, a bead or protein does not."""
    return np.asarray(radius_in_tissue(hindrance, diameter, vesicle) * (1.0 - np.where(vesicle, hindrance.give, 0.0)))


def dermal_diffusion(hindrance: Hindrance, diameter: Floats, vesicle: Mask | bool) -> Floats:
    """Diffusion coefficient of what is free in dermis at 37 degC, m^2/s; never above diffusion in water.

    Here and in the other layers: shapes as of the diameter, which has one entry per entry of the mechanism.
    """
    free = free_diffusion(2.0 * radius_in_tissue(hindrance, diameter, vesicle), BODY)
    narrow = radius_hemmed_in(hindrance, diameter, vesicle)
    steric = steric_hindrance(narrow, hindrance.fibre_radius, hindrance.fibre_fraction)
    return np.asarray(free * steric * drag_hindrance(narrow, hindrance.permeability))


def carried(hindrance: Hindrance, radius: Floats) -> Floats:
    """What a flow carries through the fibrils over what the fluid before them holds: F (2 - F).

    F is the share of the matrix that a sphere can be in; the rest of it the fluid goes through without the sphere. What
    lies in the dermis is taken to lie in fluid before the fibrils, as in a bleb; were it all within the matrix's own
    room already, flow would carry all sizes nearly alike.
    """
    room = fibre_partition(radius, hindrance.fibre_radius, hindrance.fibre_fraction)
    return np.asarray(room * (2.0 - room))
