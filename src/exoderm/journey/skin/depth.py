"""The depth axis: cells in stratum corneum, living epidermis, junction and dermis, thin where things change.

Every draw has its own thicknesses, so faces are per draw; the number of cells per layer is the same for all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.parameter import Floats
from exoderm.journey.skin.ageing import Ageing, thinned
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum

NAMES = ("stratum_corneum", "epidermis", "junction", "dermis")
LABELS = {
    "stratum_corneum": "stratum corneum",
    "epidermis": "living epidermis",
    "junction": "junction",
    "dermis": "dermis",
}
COUNTS = (10, 30, 4, 56)


@dataclass(frozen=True)
class Depth:
    """Faces of the cells and the layer that each cell belongs to."""

    faces: Floats
    """(draw, n+1), m below the surface."""
    layer: NDArray[np.int64]
    """(n,) index into :data:`NAMES`."""

    @property
    def widths(self) -> Floats:
        """(draw, n), m."""
        return np.diff(self.faces, axis=1)

    @property
    def centres(self) -> Floats:
        """(draw, n), m below the surface."""
        return 0.5 * (self.faces[:, 1:] + self.faces[:, :-1])

    def mask(self, *names: str) -> NDArray[np.bool_]:
        """(n,) true in the named layers."""
        return np.isin(self.layer, [NAMES.index(name) for name in names])

    def top(self, name: str) -> Floats:
        """(draw,) depth at which a layer begins."""
        return self.faces[:, int(np.argmax(self.mask(name)))]

    def bottom(self, name: str) -> Floats:
        """(draw,) depth at which a layer ends."""
        return self.faces[:, len(self.layer) - int(np.argmax(self.mask(name)[::-1]))]


def depth_axis(layers: Layers, stratum_corneum: StratumCorneum, ageing: Ageing, age: float) -> Depth:
    """Lay the cells: even in the stratum corneum and junction, finer towards the top of epidermis and dermis."""
    epidermis = thinned(layers.epidermis, ageing.epidermis_loss, ageing.reference, age)
    dermis = thinned(layers.dermis, ageing.dermis_loss, ageing.reference, age)
    thick = (layers.stratum_corneum * stratum_corneum.remaining, epidermis, layers.junction, dermis)
    stretch = (1.0, 1.06, 1.0, 1.05)
    faces = [np.zeros_like(thick[0])[:, None]]
    for total, count, ratio in zip(thick, COUNTS, stretch, strict=True):
        grown = ratio ** np.arange(count)
        share = np.cumsum(grown) / grown.sum()
        faces.append(faces[-1][:, -1:] + total[:, None] * share[None, :])
    return Depth(np.concatenate(faces, axis=1), np.repeat(np.arange(len(NAMES)), COUNTS))
