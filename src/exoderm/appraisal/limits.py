"""What the size of a vesicle leaves room for: how many in a millilitre, how many molecules in one, how pure at most.

    densest   packing / (pi/6 d^3)                 vesicles per volume, d the smallest diameter
    paste     paste share / (pi/6 d^3)             the same at which a liquid of middling vesicles is one no more
    mass      density pi/6 d^3                     of one vesicle of middling size
    copies    pi/6 (d - 2 membrane)^3 / (m v)      molecules of mass m and specific volume v within the largest
    purest    1 / m                                vesicles per mass of protein, each with a single protein molecule

The numbers are those of ``data/verdict/limits.yaml``. They are bounds: what lies within them is possible, not shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from exoderm.appraisal.verdict import settings
from exoderm.library.value import Value

_DALTON = 1.66053907e-24
"""Grams."""
_NM3_PER_ML = 1e21


@dataclass(frozen=True)
class Limits:
    """Bounds that no preparation passes."""

    smallest: float
    """Nanometres below which nothing is a vesicle."""
    largest: float
    """Nanometres above which nothing is an exosome or a small vesicle; the numbers below are for what lies between."""
    widest: float
    """Nanometres above which nothing is an extracellular vesicle of any kind."""
    densest: float
    """Vesicles per millilitre, the smallest, packed like oranges."""
    paste: float
    """Vesicles per millilitre of middling size at which the vial is a paste."""
    copies: float
    """Molecules of a small protein within the largest vesicle, if it held nothing else."""
    mass: float
    """Grams of a vesicle of middling size."""
    purest: float
    """Vesicles per microgram of protein, each with one protein molecule."""


@lru_cache(maxsize=1)
def limits() -> Limits:
    """The bounds from the cards' numbers."""
    cards = {name: Value.model_validate(raw) for name, raw in settings("limits").items()}

    def number(name: str, unit: str) -> float:
        return cards[name].numbers(unit)["value"]

    small, large = number("smallest", "nm"), number("largest", "nm")
    inner = sphere(large - 2.0 * number("membrane", "nm"))
    molecule = 1e3 * number("small_protein", "kDa") * _DALTON * number("specific_volume", "mL/g") * _NM3_PER_ML
    return Limits(
        smallest=small,
        largest=large,
        widest=number("widest", "nm"),
        densest=number("packing", "") * _NM3_PER_ML / sphere(small),
        paste=number("paste", "") * _NM3_PER_ML / sphere(math.sqrt(small * large)),
        mass=number("density", "g/mL") * sphere(math.sqrt(small * large)) / _NM3_PER_ML,
        copies=inner / molecule,
        purest=1e-6 / (1e3 * number("mean_protein", "kDa") * _DALTON),
    )


def sphere(diameter: float) -> float:
    """Volume of a sphere."""
    return math.pi / 6.0 * diameter**3
