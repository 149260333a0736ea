"""The storage history of a vial as stretches in SI, drawn where nothing is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from exoderm import scenario as stored
from exoderm import units
from exoderm.bounds import UNDECLARED
from exoderm.errors import ScenarioError
from exoderm.journey.parameter import Floats
from exoderm.journey.vial import solid
from exoderm.scenario import Scenario


@dataclass(frozen=True)
class Spell:
    """One stretch of storage in SI: arrays have one entry per draw."""

    kelvin: Floats
    seconds: Floats
    light: str
    air: str
    freeze_thaw: Floats
    """Cycles at the end of the spell; what stood below 0 degC thaws at least once."""
    dry: bool
    """Whether the product is a dry cake."""
    humidity: Floats
    """Relative humidity of the room, which an opened cake meets."""


def history(scenario: Scenario, acting: Mapping[str, Any]) -> tuple[Spell, ...]:
    """The storage history in SI; temperature and length are drawn where they are not declared."""
    n = scenario.draws

    def read(text: str, unit: str, field: str) -> Floats:
        if text == UNDECLARED:
            return np.asarray(getattr(acting["storage.history"], field))
        return np.full(n, units.read(text, unit))

    cake, storage = acting.get("carrier.cake"), scenario.storage or (stored.Spell(),)
    room = np.zeros(n) if cake is None else cake.room
    out = []
    for spell, dry in zip(storage, solid.dry(storage, cake is not None, scenario.product.carrier), strict=True):
        kelvin, stay = read(spell.temperature, "K", "temperature"), read(spell.duration, "s", "duration")
        if spell.freeze_thaw and not (kelvin < 273.15).any():
            raise ScenarioError(
                f"{spell.freeze_thaw} freeze-thaw cycles at {spell.temperature}", where="storage",
                why="a cycle needs a spell below 0 degC", action="lower the temperature or drop freeze_thaw",
                code="storage.contradiction",
            )  # fmt: skip
        cycles = np.zeros(n) if dry else _cycles(kelvin, spell.freeze_thaw)
        humidity = room if spell.humidity == UNDECLARED else np.full(n, units.read(spell.humidity, ""))
        out.append(Spell(kelvin, stay, spell.light, spell.air, cycles, dry, humidity))
    return tuple(out)


def _cycles(kelvin: Floats, declared: int) -> Floats:
    """Freeze-thaw cycles of each draw: none above 0 degC, at least one below."""
    return np.asarray(np.where(kelvin < 273.15, float(max(declared, 1)), 0.0))
