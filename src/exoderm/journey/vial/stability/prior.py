"""What is assumed of a product's loss before its table is read: the numbers of the carrier that nobody declared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from exoderm.errors import CardError
from exoderm.journey.parameter import Floats
from exoderm.library import card as cards
from exoderm.library.value import Value

CARD = "undeclared_carrier"
SHOULDER = 1.0
"""Powers of ten over which the prior of the rate falls off outside the card's range: an assumption yields to counts."""
SHOULDER_ENERGY = 20e3
"""J/mol, the same for the activation energy."""
LOW_SCATTER, HIGH_SCATTER = 0.003, 1.5
"""Coefficient of variation of a count, every power of ten alike: no card speaks of a laboratory's own scatter."""


@dataclass(frozen=True)
class Prior:
    """Ranges of the rate at 4 degC (1/s) and of the activation energy (J/mol), and where they come from."""

    rate: tuple[float, float]
    energy: tuple[float, float]
    origin: str

    def log_density(self, log_rate: Floats, energy: Floats) -> Floats:
        """Logarithm of the density over log10 rate and energy, up to a constant: flat in the range, then falling."""
        low, high = np.log10(self.rate)
        beyond = np.maximum(np.maximum(low - log_rate, log_rate - high), 0.0) / SHOULDER
        over = np.maximum(np.maximum(self.energy[0] - energy, energy - self.energy[1]), 0.0) / SHOULDER_ENERGY
        return np.asarray(-0.5 * beyond**2 - 0.5 * over**2)


def undeclared(extra: Path | None = None) -> Prior:
    """The prior of a carrier of unknown make."""
    rate, energy = _value("rate_at_4c", extra), _value("activation", extra)
    numbers = [v.numbers(unit) for v, unit in ((rate, "1/s"), (energy, "J/mol"))]
    if not all({"low", "high"} <= n.keys() for n in numbers):
        raise CardError(
            "low and high are missing", where=f"vial/{CARD}.yaml, decay", code="card.incomplete",
            why="the prior of a fit is the range of rate_at_4c and of activation",
            action="write both with low and high",
        )  # fmt: skip
    ranges = [(n["low"], n["high"]) for n in numbers]
    return Prior(ranges[0], ranges[1], f"vial/{CARD}: {rate.origin.words()}")


def _value(name: str, extra: Path | None) -> Value:
    """The number that holds on the card: its own, or that of the card it is like."""
    for card in reversed(cards.chain("vial", CARD, extra)):
        if name in card.mechanisms.get("decay", {}):
            return card.mechanisms["decay"][name]
    raise CardError(
        f"'{name}' is missing", where=f"vial/{CARD}.yaml, decay", code="card.incomplete",
        why="it is what a fit assumes before any count", action="add it, or say 'like: serum'",
    )  # fmt: skip
