"""What takes vesicles out of the fluid between cells, apart from the cells asked about.

lymph: k = k_protein x access(d), access falls with size as (d_ref/d)^p above the reference, dermis only
blood: only what fits the wide pores of capillaries, so nothing above about 50 nm
rupture and digestion: first order; other phagocytes (Langerhans cells, macrophages): first order
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import ALBUMIN, drained, pore_hindrance

NARROWEST = 4e-9
"""m: passage through the pores is told relative to albumin's, so albumin, 3.5 nm in radius, must pass them."""


@dataclass(frozen=True)
class Clearance:
    """Removal from the interstitial fluid."""

    lymph_protein: Floats = parameter("1/s", "removal of albumin from the dermis by lymph")
    lymph_vesicle: Floats = parameter("1/s", "removal of a 100 nm vesicle from the dermis by lymph")
    blood_protein: Floats = parameter("1/s", "removal of albumin-sized protein into blood")
    capillary_pore: Floats = parameter("m", "radius of the wide capillary pores", NARROWEST, 1e-6)
    rupture: Floats = parameter("1/s", "rupture or digestion of vesicles between cells")
    protein_decay: Floats = parameter("1/s", "digestion of co-isolated protein between cells")
    phagocytes: Floats = parameter("1/s", "uptake by Langerhans cells and macrophages")


def lymph_rate(clearance: Clearance, diameter: Floats) -> Floats:
    """Removal by lymph, (draw,), 1/s: a power law in size through albumin and the 100 nm vesicle."""
    return drained(clearance.lymph_protein, clearance.lymph_vesicle, diameter)


def blood_rate(clearance: Clearance, diameter: Floats) -> Floats:
    """Removal into blood, (draw,), 1/s; zero for what does not fit the wide pores."""
    whole = pore_hindrance(np.full_like(diameter, ALBUMIN / 2.0), clearance.capillary_pore)
    return np.asarray(clearance.blood_protein * pore_hindrance(diameter / 2.0, clearance.capillary_pore) / whole)
