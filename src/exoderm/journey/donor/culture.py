"""The flask: how many cells stand over a millilitre of medium, and for how long it is collected.

vesicles per volume of medium = vesicles secreted per cell x cells per volume
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Culture:
    """Cells and time behind a harvest of conditioned medium."""

    cells: Floats = parameter("cell/m^3", "donor cells per volume of medium", 0.0, 1e16)
    collection: Floats = parameter("s", "time over which medium is collected", 1.0, 3e7)


def medium(culture: Culture, per_cell: Floats) -> Floats:
    """Vesicles per volume of conditioned medium, (draw,), particle/m^3; from vesicles per cell."""
    return culture.cells * per_cell
