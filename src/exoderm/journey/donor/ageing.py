"""The age of the donor: with the years more of the cells are senescent, and cells change how much cargo they hold.

    senescent share = share of a young donor's cells + per year x (age - 30)
    level of cargo  = exp(per year x (age - 30))

Thirty years is where a card's other numbers hold. Nobody has measured either slope for cells that give products.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter

YEAR = 365.25 * 86400.0
ADULT = 30.0 * YEAR
"""s: the donor's age at which the other numbers of a card hold."""


@dataclass(frozen=True)
class Ageing:
    """What a year of the donor's age does to the cells."""

    age: Floats = parameter("s", "age of the donor", 0.0, 120.0 * YEAR)
    senescent_per_year: Floats = parameter("1/year", "share of cells that turn senescent per year of age", 0.0, 0.1)
    level_per_year: Floats = parameter("1/year", "relative change of the cells' cargo level per year of age", -0.1, 0.1)


def years(ageing: Ageing) -> Floats:
    """Years of age beyond thirty, (draw,); below zero for younger ones."""
    return np.asarray((ageing.age - ADULT) / YEAR)


def senescent(ageing: Ageing) -> Floats:
    """Share of senescent cells beyond that of a donor of thirty, (draw,); below zero for younger ones."""
    return np.asarray(ageing.senescent_per_year * years(ageing))


def level(ageing: Ageing) -> Floats:
    """Cargo level of the cells over that at thirty, (draw,)."""
    return np.asarray(np.exp(ageing.level_per_year * years(ageing)))
