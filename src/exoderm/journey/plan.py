"""Scenario + cards -> plan: which mechanisms act, with which numbers, drawn how often.

Cards are laid over each other by role: for the skin first the human base, then the site, then the condition, last what
the scenario sets; for a named cargo its own card, then what the donor's card says of it. Each parameter of a mechanism
must come from somewhere; none has a default in code.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from exoderm import scenario as stored
from exoderm import units
from exoderm.errors import CardError, ScenarioError, unknown
from exoderm.journey import fitting
from exoderm.journey.donor import grow
from exoderm.journey.donor.preparation import Preparation, purest
from exoderm.journey.parameter import Floats, mechanisms, schema
from exoderm.journey.route import settings
from exoderm.journey.skin import fit
from exoderm.journey.table import DrawTable, Row, computed, sample
from exoderm.journey.vial import solid
from exoderm.library import card as cards
from exoderm.library import shelf
from exoderm.library.card import Card
from exoderm.library.value import Origin, Value
from exoderm.scenario import UNDECLARED, Scenario

Mechanism = TypeVar("Mechanism")

BASE = {"skin": "human", "body": "human"}
SYSTEMIC = ("infusion", "intramuscular")
"""Mechanisms of a route that goes round the skin: it treats no area of it and reaches all of it by blood."""
MAKERS = ("biogenesis", "senescence", "stress", "ageing")
"""Mechanisms of the donor's cells that resident cells have as well."""
UNASKED = ("senescence.loading", "stress.loading", "ageing.level_per_year")
"""Numbers of these that speak of cargo: that of resident vesicles is not asked for."""


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
        without = stored.OF_AN_AREA if self.systemic else ()
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
    layers = _cards(scenario, extra, readout)
    merged = _merge(layers, shelf.paths("cargo", extra))
    has = {f"{role}.{mechanism}" for role, found in merged.items() for mechanism in found}
    overrides = _overrides(scenario, layers, has)
    idle, grown = _idle(scenario, has, overrides), grow.grows(has, overrides)
    idle |= fitting.idle(merged["donor"].get("keys", {}), overrides, scenario.receivers)
    used: set[str] = set()
    rows: list[Row] = []
    acting: dict[str, Any] = {}
    for role, stack in layers.items():
        kind = stack[0].kind
        known = _known(kind)
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
    _pure(scenario, table)
    fit.check(scenario, table)
    every = units.read(scenario.regimen.every, "s")
    return Plan(
        scenario=scenario,
        table=table,
        acting=acting,
        cards={role: stack[-1] for role, stack in layers.items()} | {f"skin.{c.role}": c for c in layers["skin"]},
        history=_history(scenario, acting),
        seconds=scenario.weeks * 7 * 86400.0,
        vial_volume=units.read(scenario.product.volume, "m^3"),
        dose_volume=units.read(scenario.dose.volume, "m^3"),
        area=_area(scenario, acting),
        dose_times=tuple(i * every for i in range(scenario.regimen.doses)),
        contact=units.read(scenario.dose.contact, "s") if scenario.dose.contact else None,
    )


def _cards(scenario: Scenario, extra: Path | None, readout: str | None) -> dict[str, list[Card]]:
    """The cards of each role, base first."""

    def get(kind: str, name: str, role: str = "") -> list[Card]:
        stack = cards.chain(kind, name, extra)
        if (role or kind in ("donor", "cargo", "cell")) and stack[-1].role != role:
            fitting = [c.id for c in cards.load(kind, extra).values() if c.role == role]
            is_a = stack[-1].role or kind
            raise unknown(f"{kind} card for a {role or kind}", name, fitting, where=f"the card '{name}' is a {is_a}")
        return stack

    product, person = scenario.product, scenario.person
    out = {
        "donor": get("donor", product.donor),
        "container": get("vial", _or(product.container, "undeclared_container"), "container"),
        "carrier": get("vial", _or(product.carrier, "undeclared_carrier"), "carrier"),
        "route": get("route", scenario.route.card),
        "skin": [
            *get("skin", BASE["skin"], "base"),
            *get("skin", person.site, "site"),
            *get("skin", person.condition, "condition"),
        ],
        "body": get("body", BASE["body"], "base"),
    }
    for way in SYSTEMIC:
        if any(way in card.mechanisms for card in out["route"]):
            stored.refuse_area(scenario, way)
    given = product.concentration != UNDECLARED or grow.CONCENTRATION in scenario.set
    if product.preparation != UNDECLARED:
        out["preparation"] = get("donor", product.preparation, "preparation")
    elif not given and any("biogenesis" in card.mechanisms for card in out["donor"]):
        out["preparation"] = get("donor", "undeclared_preparation", "preparation")
    if not scenario.storage or any(UNDECLARED in (spell.temperature, spell.duration) for spell in scenario.storage):
        out["storage"] = get("vial", "undeclared_storage", "storage")
    for name in scenario.receivers:
        out[f"cell.{name}"] = get("cell", name)
    for name in scenario.asked():
        out[f"cargo.{name}"] = get("cargo", name)
    if readout is not None:
        out["readout"] = get("readout", readout)
    if product.loaded != UNDECLARED and not any("transcript" in c.mechanisms for c in out[f"cargo.{product.loaded}"]):
        raise ScenarioError(
            f"loaded is {product.loaded}", where="product.loaded", code="donor.state",
            why="what cells and liposomes are loaded with here is a microRNA, and this is none",
            action="name a microRNA, such as mir_21",
        )  # fmt: skip
    return out


def _area(scenario: Scenario, acting: Mapping[str, Any]) -> float:
    """Area over which amounts are counted, m^2: what is treated, or the whole skin where a dose goes round it.

    Of the whole skin the middle of its draws, so that one run is counted over one area.
    """
    if any(f"route.{way}" in acting for way in SYSTEMIC):
        return float(np.median(acting["body.vessels"].skin_area))
    return units.read(scenario.dose.area, "m^2")


def _or(name: str, silent: str) -> str:
    return silent if name == UNDECLARED else name


def _known(kind: str) -> dict[str, type]:
    """Mechanisms that a card of a kind may give numbers for."""
    borrowed = {name: mechanisms("donor")[name] for name in MAKERS} if kind == "cell" else {}
    return {**mechanisms(kind), **borrowed}


def _idle(scenario: Scenario, has: Collection[str], given: Collection[str]) -> set[str]:
    """Mechanisms and parameters that do not act in this scenario, so that none of their numbers is drawn."""
    idle = grow.idle(scenario.product, has, given)
    for name in scenario.receivers:
        idle |= {f"cell.{name}.{path}" for path in UNASKED}
        if scenario.person.senescent_share != UNDECLARED:
            idle.add(f"cell.{name}.ageing")
    if not grow.bears(scenario.product):
        idle |= {f"cargo.{name}.response" for name in scenario.asked()}
    return idle


def _targets(other: str, role: str, layers: Mapping[str, list[Card]], cargo: Collection[str], where: str) -> list[str]:
    """Roles that a card's entry lies over: its own, another room, or each cargo that is, or is like, the one named.

    A cargo that the scenario does not ask about has no role, and what is said of it rests.
    """
    room, _, named = other.partition(".")
    if room == "cargo":
        if named not in cargo:
            raise unknown("cargo card", named, cargo, where=where)
        return [r for r, stack in layers.items() if r.startswith("cargo.") and named in {card.id for card in stack}]
    if (other or role) not in layers:
        raise unknown("room", other, layers, where=where)
    return [other or role]


def _merge(
    layers: Mapping[str, list[Card]], cargo: Collection[str]
) -> dict[str, dict[str, dict[str, tuple[Value, str]]]]:
    """Lay cards over each other, later ones on top: role -> mechanism -> parameter -> (value, card).

    A card writes its own room's mechanisms by name and those of another by path, such as ``skin.flow`` on a route that
    inflames; the route is laid over the skin. Unknown rooms, mechanisms and parameters are refused by name.
    """
    merged: dict[str, dict[str, dict[str, tuple[Value, str]]]] = {role: {} for role in layers}
    order = {"route": 2}
    for role, stack in sorted(layers.items(), key=lambda item: order.get(item[0], not item[0].startswith("cargo."))):
        for card in stack:
            where = f"{card.kind}/{card.id}.yaml"
            for written, parameters in card.mechanisms.items():
                other, _, name = written.rpartition(".")
                for target in _targets(other, role, layers, cargo, where):
                    known = _known(layers[target][0].kind)
                    if name not in known:
                        raise unknown(f"{layers[target][0].kind} mechanism", name, known, where=where)
                    fields, into = schema(known[name]), merged[target].setdefault(name, {})
                    for parameter, value in parameters.items():
                        if parameter not in fields:
                            raise unknown(f"parameter of {name}", parameter, fields, where=where)
                        into[parameter] = (value, f"{card.kind}/{card.id}")
    return merged


def _overrides(scenario: Scenario, layers: Mapping[str, list[Card]], has: Collection[str]) -> dict[str, Value]:
    """What the scenario itself sets: declared facts of the product, settings of the device, and ``set``."""
    out: dict[str, Value] = {}

    def put(path: str, text: str, what: str) -> None:
        out[path] = Value(value=text, grade=2, origin=Origin(user=what))

    product = scenario.product
    if product.concentration != UNDECLARED:
        put("donor.preparation.concentration", product.concentration, "declared on the product")
    if product.purity != UNDECLARED:
        put("donor.preparation.purity", product.purity, "declared on the product")
    if product.ph != UNDECLARED:
        put("carrier.decay.ph", product.ph, "declared on the product")
    for path, text in grow.sizes(product, {*out, *scenario.set}).items():
        put(path, text, "the log-normal nearest to the histogram given")
    for path, text in grow.stated(product, has, {*out, *scenario.set}).items():
        put(path, text, "declared of the donor's cells")
    for path, text in _person(scenario, has).items():
        put(path, text, "declared of the person")
    settable = {
        name: f"route.{mechanism}.{name}"
        for card in layers["route"]
        for mechanism in card.mechanisms
        if mechanism in mechanisms("route")
        for name in schema(mechanisms("route")[mechanism])
    }
    settings.check(scenario.route.settings)
    for name, text in scenario.route.settings.items():
        if name not in settable:
            raise unknown(f"setting of {scenario.route.card}", name, settable, where="route.settings")
        put(settable[name], text, "setting of the device")
    for path, given in scenario.set.items():
        if isinstance(given, Value):
            out[path] = given
        else:
            put(path, given, "set by the user")
    return out


def _person(scenario: Scenario, has: Collection[str]) -> dict[str, str]:
    """What is said of the person, by the paths of resident cells on which it acts."""
    person, out = scenario.person, {}
    says = {
        "ageing.age": f"{person.age} year" if person.senescent_share == UNDECLARED else UNDECLARED,
        "senescence.share": person.senescent_share,
        "stress.level": person.stress,
    }
    for name in scenario.receivers:
        for path, text in says.items():
            if text != UNDECLARED and f"cell.{name}.{path.partition('.')[0]}" in has:
                out[f"cell.{name}.{path}"] = text
    return out


def _behind(rows: list[Row]) -> int:
    """The lowest grade among the numbers of donor and preparation."""
    return min(row.value.grade for row in rows if row.path.startswith(("donor.", "preparation.")))


def _pure(scenario: Scenario, table: DrawTable) -> None:
    """Refuse a declared purity that would leave a vesicle less protein than its donor's card allows."""
    declared, copies = scenario.product.purity, table.row("donor.population.protein_copies")
    if declared == UNDECLARED:
        return
    numbers = copies.value.numbers(copies.parameter.unit)
    most = purest(numbers.get("low", numbers.get("value", float(copies.samples.min()))))
    if units.read(declared, "particle/kg") > most:
        limit = units.write(most, "particle/kg", "particle/ug", 2)
        raise ScenarioError(
            f"purity is {declared}", where="product.purity", code="purity.impossible",
            why=f"vesicles of this donor hold {copies.text()} of protein themselves, which allows {limit} at most",
            action="check the count and the protein assay, or leave the purity undeclared",
        )  # fmt: skip


def _history(scenario: Scenario, acting: Mapping[str, Any]) -> tuple[Spell, ...]:
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
