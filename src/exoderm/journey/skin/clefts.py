"""The clefts between keratinocytes: a particle diffuses between two cell walls, round the cells, through a thin gel.

    D = D0 <H(r/h)> / <F(r/h)> F_drag / tortuosity^2,   room = <F(r/h)>

h is half the width of a cleft; < > is over its log-normal widths, since cells nearly touch at desmosomes and stand
further apart between them; a mean over widths takes narrow spots to be passed by, not gone through in turn. H is room
times drag between two walls, F the room alone, both zero for what is wider than the cleft: only a share of the fluid
is open to a particle, and it is slower there. A vesicle gives way as in dermis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, Mask, parameter
from exoderm.journey.physics import BODY, drag_hindrance, free_diffusion, over_widths, slit_hindrance, slit_room
from exoderm.journey.skin.hindrance import Hindrance, radius_hemmed_in, radius_in_tissue

LEAST = 1e-6
"""Least room: with less, what is put between cells by a needle still has a place to be."""


@dataclass(frozen=True)
class Clefts:
    """The fluid between keratinocytes as a particle meets it."""

    width: Floats = parameter("m", "median distance between the walls of neighbouring keratinocytes", 1e-9, 1e-5)
    spread: Floats = parameter("", "geometric standard deviation of that distance", 1.0, 10.0)
    permeability: Floats = parameter("m^2", "Darcy permeability of the gel between the cells", 1e-20, 1e-12)
    tortuosity: Floats = parameter("", "way round the cells over the straight one", 1.0, 10.0)


def room(clefts: Clefts, hindrance: Hindrance, diameter: Floats, vesicle: Mask | bool) -> Floats:
    """Share of the fluid between keratinocytes that the particle can be in."""
    narrow = radius_hemmed_in(hindrance, diameter, vesicle)
    return np.asarray(np.maximum(over_widths(slit_room, narrow, clefts.width / 2.0, clefts.spread), LEAST))


def cleft_diffusion(clefts: Clefts, hindrance: Hindrance, diameter: Floats, vesicle: Mask | bool) -> Floats:
    """Diffusion coefficient across the epidermis of what is in that room at 37 degC, m^2/s."""
    free = free_diffusion(2.0 * radius_in_tissue(hindrance, diameter, vesicle), BODY)
    narrow = radius_hemmed_in(hindrance, diameter, vesicle)
    passing = over_widths(slit_hindrance, narrow, clefts.width / 2.0, clefts.spread)
    held = passing / room(clefts, hindrance, diameter, vesicle)
    return np.asarray(free * held * drag_hindrance(narrow, clefts.permeability) / clefts.tortuosity**2)
