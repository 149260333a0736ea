"""What a scenario itself says: numbers of the product, the device and the person, which lie over those of the cards."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from exoderm import units
from exoderm.bounds import UNDECLARED
from exoderm.errors import ScenarioError, unknown
from exoderm.journey.donor import grow
from exoderm.journey.donor.preparation import purest
from exoderm.journey.parameter import mechanisms, schema
from exoderm.journey.route import settings
from exoderm.journey.table import DrawTable
from exoderm.library.card import Card
from exoderm.library.value import Origin, Value
from exoderm.scenario import Scenario


def overrides(scenario: Scenario, layers: Mapping[str, list[Card]], has: Collection[str]) -> dict[str, Value]:
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


def refuse_impossible_purity(scenario: Scenario, table: DrawTable) -> None:
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
