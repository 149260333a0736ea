"""What one stage hands to the next, and a ledger of what it did not.

Amounts are per draw and traveller. Travellers 0 .. classes-1 are size classes of intact vesicles (particle), the last
one is the co-isolated protein (kg of co-isolated protein). Intact vesicles, released cargo and dye never stand for one
another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exoderm.journey.parameter import Floats


@dataclass(frozen=True)
class Harvest:
    """What is filled into the vial."""

    diameter: Floats
    """(draw, traveller), m; the last is the co-isolated protein's."""
    amount: Floats
    """(draw, traveller), particle/m^3 and kg/m^3."""


@dataclass(frozen=True)
class Vial:
    """What is in the vial when it is used."""

    harvest: Harvest
    amount: Floats
    """(draw, traveller), intact vesicles and dissolved co-isolated protein per volume."""
    lost: Mapping[str, Floats]
    """Share of what was filled, by fate: wall, degraded, aggregated, frozen, dried; (draw, traveller)."""


@dataclass(frozen=True)
class Deposit:
    """One dose on or in the skin, per treated area."""

    offered: Floats
    """(draw, traveller), amount per area in the dose."""
    stores: Floats
    """(draw, traveller, store): film, channels, follicles, as far as the route has them."""
    cells: Floats
    """(draw, traveller, depth): amount per area put into each cell of the line."""
    lost: Mapping[str, Floats]
    """What never came to skin or store, by fate: (draw, traveller)."""
