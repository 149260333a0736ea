"""Each cell of the line as each traveller meets it: how fast it diffuses there, where it can be, and what is bound.

Every layer has its own structure: gaps in the stratum corneum, clefts between keratinocytes, the mesh of the basement
membrane, the fibres of the dermis. Shapes: P = draws x travellers, n cells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.parameter import Floats, Mask
from exoderm.journey.physics import BODY, free_diffusion
from exoderm.journey.skin.basement import Basement, junction_diffusion
from exoderm.journey.skin.clefts import Clefts, cleft_diffusion, room
from exoderm.journey.skin.hindrance import Hindrance, dermal_diffusion
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum, effective_diffusion, open_share


@dataclass(frozen=True)
class Tissue:
    """Each cell of the line, (P, n)."""

    diffusion: Floats
    """Of what is free in its fluid, m^2/s."""
    fluid: Floats
    """Share of the cell that is fluid and wide enough for the traveller."""
    room: Floats
    """Share of the fluid that is wide enough for the traveller; elsewhere than between keratinocytes one."""
    partition: Floats
    """All over what is free: one where nothing binds."""
    free: Floats
    """(P,) diffusion of the traveller in water, 37 degC."""

    @property
    def half(self) -> Floats:
        """Resistance of half a cell per width, s/m^2."""
        # A layer that lets nothing through at all (no defect, no pore) conducts next to nothing rather than 1/0.
        return np.asarray(0.5 / np.maximum(self.diffusion * self.fluid, 1e-200))


def tissue(
    layers: Layers, stratum_corneum: StratumCorneum, clefts: Clefts, basement: Basement, hindrance: Hindrance,
    layer: NDArray[np.int64], diameter: Floats, vesicle: Mask,
) -> Tissue:  # fmt: skip
    """The living skin and what lies on it; mechanisms hold one entry per problem, ``layer`` is that of each cell."""
    gaps = open_share(stratum_corneum, diameter)
    wide = room(clefts, hindrance, diameter, vesicle)
    diffusion = [
        effective_diffusion(stratum_corneum, diameter) / gaps,
        cleft_diffusion(clefts, hindrance, diameter, vesicle),
        junction_diffusion(basement, hindrance, layers, diameter, vesicle),
        dermal_diffusion(hindrance, diameter, vesicle),
    ]
    fluid = [gaps, layers.epidermis_fluid * wide, layers.dermis_fluid, layers.dermis_fluid]
    one, sticks = np.ones_like(wide), 1.0 + hindrance.binding * vesicle

    def cells(by_layer: list[Floats]) -> Floats:
        return np.stack(by_layer, axis=1)[:, layer]

    return Tissue(
        cells(diffusion), cells(fluid), cells([one, wide, one, one]), cells([one, one, sticks, sticks]),
        free_diffusion(diameter, BODY),
    )  # fmt: skip
