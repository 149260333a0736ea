"""The skin as blood meets it: little of it passes there, and what is wider than the pores of capillaries stays inside.

    held    = f Q E / V_b                         sticks to the walls of the skin's vessels, a share E of each pass
    passing = (k_lymph + k_blood) r V_i / V_p h   into the fluid of the dermis, V_i, from plasma, V_p

A label cannot tell the two apart. Albumin stands in dermal fluid at a ratio r to plasma, so that what comes in replaces
what lymph and blood take out; a vesicle passes the same wide pores less by h = H(d/2)/H(albumin), the hindrance in
them, which is zero from the pore's own width on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import ALBUMIN, pore_hindrance

HELD = "body: skin vessels"


@dataclass(frozen=True)
class Vessels:
    """The skin's blood and what leaves it there."""

    cardiac_output: Floats = parameter("m^3/s", "blood that the heart moves", 1e-8, 1e-2)
    skin_share: Floats = parameter("", "share of it that passes the skin", 0.0, 1.0)
    extraction: Floats = parameter("", "share of the vesicles that sticks to the skin's vessels in one pass", 0.0, 1.0)
    albumin_ratio: Floats = parameter("", "albumin in dermal fluid over plasma", 0.0, 1.0)
    skin_area: Floats = parameter("m^2", "area of the whole skin", 1e-4, 4.0)


def held_rate(vessels: Vessels, volume: Floats) -> Floats:
    """Removal from blood by sticking to the vessels of the skin, (draw,), 1/s."""
    return vessels.skin_share * vessels.cardiac_output * vessels.extraction / volume


def fits(diameter: Floats, pore_radius: Floats) -> Floats:
    """Passage through the wide pores relative to albumin's; zero for what is as wide as they are."""
    albumin = pore_hindrance(np.full_like(diameter, ALBUMIN / 2.0), pore_radius)
    return np.asarray(pore_hindrance(diameter / 2.0, pore_radius) / albumin)
