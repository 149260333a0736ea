"""The junction: a thin, fine-meshed basement membrane, and in series with it the fibrous bed below, like dermis.

    L / (e D) = t / (D0 p <H(r/r_p)>) + (L - t) / (e D_dermis)

L is the thickness of the whole layer, t that of the membrane, p the share of it that is pore, < > over its log-normal
pores, and e the share of the dermis that is fluid. H is Renkin's, zero for what is wider than the pore.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, Mask, parameter
from exoderm.journey.physics import BODY, free_diffusion, over_widths, pore_hindrance
from exoderm.journey.skin.hindrance import Hindrance, dermal_diffusion, radius_hemmed_in, radius_in_tissue
from exoderm.journey.skin.layers import Layers


@dataclass(frozen=True)
class Basement:
    """The basement membrane of the epidermis as a particle meets it."""

    thickness: Floats = parameter("m", "thickness of the dense membrane", 1e-9, 1e-5)
    pore: Floats = parameter("m", "median radius of its pores, by area", 1e-10, 1e-5)
    spread: Floats = parameter("", "geometric standard deviation of the radii", 1.0, 10.0)
    porosity: Floats = parameter("", "share of the membrane's face that is pore", 0.0, 1.0)


def junction_diffusion(
    basement: Basement, hindrance: Hindrance, layers: Layers, diameter: Floats, vesicle: Mask | bool
) -> Floats:
    """Diffusion coefficient across the whole junction of what is free in its fluid at 37 degC, m^2/s."""
    free = free_diffusion(2.0 * radius_in_tissue(hindrance, diameter, vesicle), BODY)
    passing = over_widths(
        pore_hindrance, radius_hemmed_in(hindrance, diameter, vesicle), basement.pore, basement.spread
    )
    thin = np.minimum(basement.thickness, layers.junction)
    membrane = thin / np.maximum(free * basement.porosity * passing, 1e-200)
    bed = dermal_diffusion(hindrance, diameter, vesicle) * layers.dermis_fluid
    whole = layers.junction / (membrane + (layers.junction - thin) / np.maximum(bed, 1e-200))
    return np.asarray(whole / layers.dermis_fluid)
