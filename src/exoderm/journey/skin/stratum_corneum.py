"""The way through the stratum corneum for something as large as a vesicle: defects and shunts only.

    P = f D / h,   zero through the aqueous pores, since r_vesicle / r_pore is 20 to 30

f is the share of the surface on which a water-filled gap wider than a vesicle leads through. For a co-isolated protein
the aqueous pores count too: porosity x Renkin hindrance. Below lies a second barrier, the tight junctions: a thin
layer of which only a share lets a particle pass, and which stays when the stratum corneum is stripped.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import SKIN_SURFACE, free_diffusion, pore_hindrance


@dataclass(frozen=True)
class StratumCorneum:
    """The barrier as a vesicle meets it."""

    remaining: Floats = parameter("", "share of the stratum corneum's thickness that is left", 0.01, 1.0)
    defect_share: Floats = parameter("", "share of the surface with a gap wider than a vesicle", 0.0, 1.0)
    defect_hindrance: Floats = parameter("", "diffusion within a gap over free diffusion", 1e-4, 1.0)
    pore_radius: Floats = parameter("m", "radius of the aqueous pores", 1e-10, 1e-7)
    porosity: Floats = parameter("", "porosity over tortuosity of the aqueous pores", 0.0, 1e-2)
    tight_share: Floats = parameter("", "share of the tight-junction layer open to a vesicle", 1e-12, 1.0)
    tight_thickness: Floats = parameter("m", "thickness of the tight-junction layer", 1e-8, 1e-5)


def effective_diffusion(stratum_corneum: StratumCorneum, diameter: Floats) -> Floats:
    """Open share times diffusion in it: what replaces D in the stratum corneum; (draw,), m^2/s."""
    free = free_diffusion(diameter, SKIN_SURFACE)
    pores = stratum_corneum.porosity * pore_hindrance(diameter / 2.0, stratum_corneum.pore_radius)
    return np.asarray(free * (stratum_corneum.defect_share * stratum_corneum.defect_hindrance + pores))


def open_share(stratum_corneum: StratumCorneum, diameter: Floats) -> Floats:
    """Share of the stratum corneum's volume that the traveller can be in, (draw,); never quite zero."""
    return np.asarray(
        np.maximum(
            stratum_corneum.defect_share + stratum_corneum.porosity * (diameter / 2.0 < stratum_corneum.pore_radius),
            1e-15,
        )
    )
