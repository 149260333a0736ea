"""Which cards a scenario asks for, by role, and how they lie over each other.

For the skin first the human base, then the site, then the condition; for a named cargo its own card, then what the
donor's card says of it. What the scenario itself sets lies on top of all (see ``declared``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from exoderm.bounds import UNDECLARED
from exoderm.errors import ScenarioError, unknown
from exoderm.journey.donor import grow
from exoderm.journey.parameter import mechanisms, schema
from exoderm.journey.systemic import refuse_area
from exoderm.library import card as cards
from exoderm.library.card import Card
from exoderm.library.value import Value
from exoderm.scenario import Scenario

BASE = {"skin": "human", "body": "human"}
SYSTEMIC = ("infusion", "intramuscular")
"""Mechanisms of a route that goes round the skin: it treats no area of it and reaches all of it by blood."""
MAKERS = ("biogenesis", "senescence", "stress", "ageing")
"""Mechanisms of the donor's cells that resident cells have as well."""
UNASKED = ("senescence.loading", "stress.loading", "ageing.level_per_year")
"""Numbers of these that speak of cargo: that of resident vesicles is not asked for."""


def stack(scenario: Scenario, extra: Path | None, readout: str | None = None) -> dict[str, list[Card]]:
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
            refuse_area(scenario, way)
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


def _or(name: str, silent: str) -> str:
    return silent if name == UNDECLARED else name


def known(kind: str) -> dict[str, type]:
    """Mechanisms that a card of a kind may give numbers for."""
    borrowed = {name: mechanisms("donor")[name] for name in MAKERS} if kind == "cell" else {}
    return {**mechanisms(kind), **borrowed}


def idle(scenario: Scenario, has: Collection[str], given: Collection[str]) -> set[str]:
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


def merge(
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
                    allowed = known(layers[target][0].kind)
                    if name not in allowed:
                        raise unknown(f"{layers[target][0].kind} mechanism", name, allowed, where=where)
                    fields, into = schema(allowed[name]), merged[target].setdefault(name, {})
                    for parameter, value in parameters.items():
                        if parameter not in fields:
                            raise unknown(f"parameter of {name}", parameter, fields, where=where)
                        into[parameter] = (value, f"{card.kind}/{card.id}")
    return merged
