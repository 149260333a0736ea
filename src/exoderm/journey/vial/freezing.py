"""Frost: what a cycle of freezing and thawing costs, and what the frozen vial loses while it stands.

    a cycle:   N -> N (1 - f)
    standing:  k = k_20 exp(-Ea/R (1/T - 1/253.15 K))          above T_s, where brine is left between the crystals
               k = k_20 exp(-Ea/R (1/T - 1/253.15 K)) g         at T_s and below, where nothing flows any more

Ice is pure water. Vesicles, salt and sugar are pushed together in what does not freeze, a concentrate that lies between
the crystals until it sets at T_s: salt water at its eutectic point or below, sugars and polymers as a glass (T_g').
A freezer at -20 degC is warmer than that for most carriers, one at -80 degC colder for nearly all. The concentrate is
no longer the liquid that was filled, so that k_20 is a number of its own and not the liquid's rate in the cold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import GAS

FREEZER = 253.15
"""K, at which the loss in the concentrate is stated."""


@dataclass(frozen=True)
class Freezing:
    """Loss of intact vesicles to a cycle of frost, and to standing between crystals of ice."""

    loss: Floats = parameter("", "share of intact vesicles lost per freeze-thaw cycle", 0.0, 1.0)
    rest_at_minus_20c: Floats = parameter("1/s", "first-order loss in the concentrate between ice at -20 degC")
    activation: Floats = parameter("J/mol", "activation energy of the loss in the concentrate", 0.0, 3e5)
    solid: Floats = parameter("K", "temperature at which the concentrate sets", 100.0, FREEZER)
    still: Floats = parameter("", "rate of loss once the concentrate is solid, over just before", 0.0, 1.0)


def surviving(freezing: Freezing, cycles: Floats) -> Floats:
    """Share of vesicles still intact after ``cycles`` freeze-thaw cycles, (draw,)."""
    return np.asarray((1.0 - freezing.loss) ** cycles)


def rate(freezing: Freezing, kelvin: Floats) -> Floats:
    """First-order rate of loss while frozen at a temperature, (draw,), 1/s; never rises as it gets colder."""
    brine = freezing.rest_at_minus_20c * np.exp(-freezing.activation / GAS * (1.0 / kelvin - 1.0 / FREEZER))
    return np.asarray(brine * np.where(kelvin > freezing.solid, 1.0, freezing.still))
