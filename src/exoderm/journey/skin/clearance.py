"""What takes particles out of the fluid between cells, apart from the cells asked about.

lymph: k = (m k_moving + (1 - m) k_rest) s(r) / s(albumin), dermis only. Lymph is pumped by motion, m its share of the
    time. s is what the flow carries of a particle: through the fibrils (Ogston's room) and into the first vessels,
    whose openings are wide. A rigid bead is held back by its size, a vesicle by what it has when it gives way.
blood: only what fits the wide pores of capillaries, so nothing above about 50 nm
rupture and digestion: first order
other phagocytes (Langerhans cells, macrophages): first order and alike for all sizes. A small particle meets a cell
    more often, a large one is seized more readily; no rates by size below 200 nm were found that say which wins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, Mask, parameter
from exoderm.journey.physics import ALBUMIN, pore_hindrance, slit_flow
from exoderm.journey.skin.hindrance import Hindrance, carried, radius_hemmed_in

NARROWEST = 4e-9
"""m: passage through the pores is told relative to albumin's, so albumin, 3.5 nm in radius, must pass them."""


@dataclass(frozen=True)
class Clearance:
    """Removal from the interstitial fluid."""

    lymph_protein: Floats = parameter("1/s", "removal of albumin from the dermis by lymph, in motion")
    lymph_rest: Floats = parameter("1/s", "removal of albumin from the dermis by lymph, at rest")
    motion: Floats = parameter("", "share of the time in which the site moves", 0.0, 1.0)
    opening: Floats = parameter("m", "width of the openings of the first lymph vessels", 1e-9, 1e-3)
    blood_protein: Floats = parameter("1/s", "removal of albumin-sized protein into blood")
    capillary_pore: Floats = parameter("m", "radius of the wide capillary pores", NARROWEST, 1e-6)
    rupture: Floats = parameter("1/s", "rupture or digestion of vesicles between cells")
    protein_decay: Floats = parameter("1/s", "digestion of co-isolated protein between cells")
    phagocytes: Floats = parameter("1/s", "uptake by Langerhans cells and macrophages")


def albumin_by_lymph(clearance: Clearance) -> Floats:
    """Removal of albumin by lymph over motion and rest, 1/s."""
    moving, still = clearance.lymph_protein, clearance.lymph_rest
    return np.asarray(clearance.motion * moving + (1.0 - clearance.motion) * still)


def drains(clearance: Clearance, hindrance: Hindrance, diameter: Floats, vesicle: Mask | bool) -> Floats:
    """How fast lymph takes a particle over how fast it takes albumin."""

    def through(radius: Floats) -> Floats:
        return np.asarray(carried(hindrance, radius) * slit_flow(radius, clearance.opening / 2.0))

    albumin = through(np.full_like(diameter, ALBUMIN / 2.0))
    return np.asarray(through(radius_hemmed_in(hindrance, diameter, vesicle)) / np.maximum(albumin, 1e-300))


def lymph_rate(clearance: Clearance, hindrance: Hindrance, diameter: Floats, vesicle: Mask | bool) -> Floats:
    """Removal by lymph, 1/s."""
    return np.asarray(albumin_by_lymph(clearance) * drains(clearance, hindrance, diameter, vesicle))


def blood_rate(clearance: Clearance, diameter: Floats) -> Floats:
    """Removal into blood, (draw,), 1/s; zero for what does not fit the wide pores."""
    whole = pore_hindrance(np.full_like(diameter, ALBUMIN / 2.0), clearance.capillary_pore)
    return np.asarray(clearance.blood_protein * pore_hindrance(diameter / 2.0, clearance.capillary_pore) / whole)
