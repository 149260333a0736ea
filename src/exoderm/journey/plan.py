"""Scenario + cards -> plan: which mechanisms act, with which numbers, drawn how often.

Cards are laid over each other by role: for the skin first the human base, then the site, then the condition, last what
the scenario sets; for a named cargo its own card, then what the donor's card says of it. Each parameter of a mechanism
must come from somewhere; none has a default in code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from exoderm import units
from exoderm.errors import CardError, unknown
from exoderm.journey import declared, fitting, layering
from exoderm.journey.donor import grow
from exoderm.journey.donor.preparation import Preparation
from exoderm.journey.layering import SYSTEMIC
from exoderm.journey.parameter import Floats, schema
from exoderm.journey.route import infusion, procedure
from exoderm.journey.skin import fit
from exoderm.journey.spell import Spell, history
from exoderm.journey.systemic import OF_AN_AREA
from exoderm.journey.table import DrawTable, Row, computed, sample
from exoderm.library import shelf
from exoderm.library.card import Card
from exoderm.scenario import Scenario

Mechanism = TypeVar("Mechanism")


@dataclass(frozen=True)
class Plan:
    """All that a run needs; no files, no text with units."""

    scenario: Scenario
    table: DrawTable
    acting: Mapping[str, Any]
    """Mechanism records by path, such as ``route.film``."""
    cards: Mapping[str, Card]
    """The card in each role, such as ``cell.fibroblast``; of the skin also those below, such as ``skin.site``."""
    history: tuple[Spell, ...]
    seconds: float
    vial_volume: float
    dose_volume: float
    area: float
    dose_times: tuple[float, ...]
    opened: tuple[float, ...]
    """s from the latest opening of the skin to each dose; none where the dose comes with it."""
    contact: float | None

    @property
    def draws(self) -> int:
        """Number of draws."""
        return self.table.draws

    @property
    def systemic(self) -> bool:
        """Whether the route goes round the skin, so that only blood brings anything to it."""
        return any(self.has(f"route.{name}") for name in SYSTEMIC)

    def left_out(self) -> list[tuple[str, str]]:
        """What the scenario left out and what stands for it, without what its route does not have."""
        without = list(OF_AN_AREA) if self.systemic else []
        if self.scenario.regimen.doses == 1 or not procedure.opens(self.acting):
            without.append("regimen.procedure")
        return [(path, text) for path, text in self.scenario.defaults() if path not in without]

    @property
    def thickness(self) -> float:
        """Dose volume over treated area, m: the film's thickness at first."""
        return self.dose_volume / self.area

    def get(self, path: str, kind: type[Mechanism]) -> Mechanism:
        """The mechanism at a path, which must be of the given kind; a card that lacks it is refused by name."""
        found = self.acting.get(path)
        if found is None:
            role, _, name = path.rpartition(".")
            card = self.cards[role]
            raise CardError(
                f"'{name}' is missing", where=f"{card.kind}/{card.id}.yaml, mechanisms",
                why=f"a {card.role or card.kind} card needs {kind.__name__}",
                action="add it, or say 'like:' and a card that has it", code="card.incomplete",
            )  # fmt: skip
        if not isinstance(found, kind):
            raise TypeError(f"{path} is {type(found).__name__}, not {kind.__name__}")
        return found

    def has(self, path: str) -> bool:
        """Whether a mechanism acts at this path."""
        return path in self.acting


def build(scenario: Scenario, extra: Path | None = None, readout: str | None = None) -> Plan:
    """Turn a scenario into a plan; ``readout`` names the card of an instrument that looks at the cells.

    Raises
    ------
    UnknownName
        For a card, a parameter or a device setting that does not exist.
    CardError, ScenarioError, UnitError
        For a card that lacks a number, or a number that does not fit.
    """
    layers = layering.stack(scenario, extra, readout)
    merged = layering.merge(layers, shelf.paths("cargo", extra))
    has = {f"{role}.{mechanism}" for role, found in merged.items() for mechanism in found}
    overrides = declared.overrides(scenario, layers, has)
    idle, grown = layering.idle(scenario, has, overrides), grow.grows(has, overrides)
    idle |= fitting.idle(merged["donor"].get("keys", {}), overrides, scenario.receivers)
    used: set[str] = set()
    rows: list[Row] = []
    acting: dict[str, Any] = {}
    for role, stack in layers.items():
        kind = stack[0].kind
        known = layering.known(kind)
        for mechanism, parameters in merged[role].items():
            path = f"{role}.{mechanism}"
            if path in idle:
                continue
            record = schema(known[mechanism])
            fields: dict[str, Floats] = {}
            for name, parameter in record.items():
                here = f"{path}.{name}"
                if grown and here == grow.CONCENTRATION:
                    fields[name] = np.full(scenario.draws, np.nan)  # follows from all the others, below
                    continue
                if here in idle:
                    fields[name] = np.full(scenario.draws, np.nan)  # does not act, and so is neither drawn nor shown
                    continue
                if here in overrides:
                    value, origin, user = overrides[here], "scenario", True
                    used.add(here)
                elif name in parameters:
                    (value, origin), user = parameters[name], False
                else:
                    raise CardError(
                        f"'{name}' is missing", where=f"{kind}/{stack[-1].id}.yaml, {mechanism}",
                        why=f"{mechanism} needs {parameter.meaning} ({parameter.unit or 'a plain number'})",
                        action="add it with unit, grade and origin", code="card.incomplete",
                    )  # fmt: skip
                row = sample(here, parameter, value, origin, scenario.seed, scenario.draws, user)
                rows.append(row)
                fields[name] = row.samples
            acting[path] = known[mechanism](**fields)
    for path in overrides:
        if path not in used:
            raise unknown(
                "parameter", path, [r.path for r in rows], where="set", action="list them with 'exoderm check'"
            )
    grow.loadable(scenario.product, acting)
    acting |= grow.settle(scenario.product, acting)
    acting |= fitting.settle(acting, scenario.receivers)
    if grown:
        content = acting["donor.preparation"].concentration
        rows.append(computed(grow.CONCENTRATION, schema(Preparation)["concentration"], content, _behind(rows)))
    table = DrawTable(tuple(rows), scenario.seed, scenario.draws)
    declared.refuse_impossible_purity(scenario, table)
    fit.check(scenario, table)
    procedure.check(scenario, acting)
    every = units.read(scenario.regimen.every, "s")
    if "route.infusion" in acting:
        infusion.check(acting["route.infusion"], scenario.regimen.doses, every)
    dose_times = tuple(i * every for i in range(scenario.regimen.doses))
    return Plan(
        scenario=scenario,
        table=table,
        acting=acting,
        cards={role: stack[-1] for role, stack in layers.items()} | {f"skin.{c.role}": c for c in layers["skin"]},
        history=history(scenario, acting),
        seconds=scenario.weeks * 7 * 86400.0,
        vial_volume=units.read(scenario.product.volume, "m^3"),
        dose_volume=units.read(scenario.dose.volume, "m^3"),
        area=_area(scenario, acting),
        dose_times=dose_times,
        opened=procedure.since_opening(scenario, dose_times, table),
        contact=units.read(scenario.dose.contact, "s") if scenario.dose.contact else None,
    )


def _area(scenario: Scenario, acting: Mapping[str, Any]) -> float:
    """Area over which amounts are counted, m^2: what is treated, or the whole skin where a dose goes round it.

    Of the whole skin the middle of its draws, so that one run is counted over one area.
    """
    if any(f"route.{way}" in acting for way in SYSTEMIC):
        return float(np.median(acting["body.vessels"].skin_area))
    return units.read(scenario.dose.area, "m^2")


def _behind(rows: list[Row]) -> int:
    """The lowest grade among the numbers of donor and preparation."""
    return min(row.value.grade for row in rows if row.path.startswith(("donor.", "preparation.")))
