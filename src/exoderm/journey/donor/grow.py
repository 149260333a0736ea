"""From what a scenario says of the donor's cells to what they give: which donor mechanisms act, and with what effect.

    vesicles per volume of product = secreted per cell x cells per volume x recovery x reduction
    copies per vesicle             = copies of an ordinary cell x level x what age, senescence, stress and culture do

Where a content is declared, or a card has no culture, the content stands as it is. What is not declared of the cells
moves their yield within the card's priors; their cargo stays as the card gives it, since its prior is meant for cells
of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from exoderm.bounds import UNDECLARED
from exoderm.errors import ScenarioError
from exoderm.journey.donor import ageing, cleaning, histogram, isolation, loading, senescence, stress
from exoderm.journey.donor.biogenesis import Biogenesis, collect, secretion
from exoderm.journey.donor.culture import medium
from exoderm.journey.parameter import Floats
from exoderm.scenario import DonorState, Product

CONCENTRATION = "donor.preparation.concentration"
SHARE = "donor.preparation.vesicle_share"
STATED = {
    "age": "donor.ageing.age",
    "senescent_share": "donor.senescence.share",
    "stress": "donor.stress.level",
    "collection": "donor.culture.collection",
}
"""Where what is stated of the donor's cells acts."""
CULTURES = {"3d": "donor.spheroid", "hypoxia": "donor.hypoxia"}
SIZES = ("donor.population.median_diameter", "donor.population.diameter_gsd")
LOG_NORMAL = "log-normal"


@dataclass(frozen=True)
class Bearing:
    """What the state of the donor's cells, as far as it is stated, comes to for a cargo; (draw,)."""

    senescent: Floats
    """Share of the vesicles that senescent cells gave off."""
    stress: Floats
    """Level of stress, 0 to 1."""
    years: Floats
    """Years of the donor's age beyond thirty."""
    culture: str


def sizes(product: Product, given: Collection[str]) -> dict[str, str]:
    """Median and spread by path where a measured histogram is said to be log-normal; what is not is refused."""
    rows = product.histogram
    if rows is None:
        return {}
    for path in SIZES:
        if path in given:
            raise ScenarioError(
                f"a histogram is given, and '{path}' is set as well", where="product.histogram",
                why="both say how large the vesicles are", action="leave out the one or the other",
                code="histogram.conflict",
            )  # fmt: skip
    if product.size_shape != LOG_NORMAL:
        return {}
    peaks, away = histogram.modes(rows), histogram.distance(rows)
    if len(peaks) > 1 or away > histogram.FARTHEST:
        tops = " and ".join(f"{1e9 * d:.0f} nm" for d in peaks)
        raise ScenarioError(
            f"the histogram has {len(peaks)} peak{'s' if len(peaks) > 1 else ''}, at {tops}, and is no log-normal",
            where="product.size_shape", code="histogram.shape",
            why=f"its cumulative share lies up to {100 * away:.0f} % from that of the nearest one",
            action="leave size_shape out: the histogram is then used as it was measured, with all its peaks",
        )  # fmt: skip
    median, gsd = histogram.log_normal(rows)
    return dict(zip(SIZES, (f"{1e9 * median:.6g} nm", f"{max(gsd, 1.01):.6g}"), strict=True))


def stated(product: Product, has: Collection[str], given: Collection[str]) -> dict[str, str]:
    """What the scenario states of the donor's cells, by the path that it sets; what cannot act is refused.

    Parameters
    ----------
    has:   mechanisms of the donor's card, such as ``donor.biogenesis``.
    given: paths that the scenario sets otherwise.
    """
    state = product.donor_state or DonorState()
    out = {path: text for name, path in STATED.items() if (text := getattr(state, name)) != UNDECLARED}
    needs = {name: path.rpartition(".")[0] for name, path in STATED.items() if path in out}
    if state.culture in CULTURES:
        needs["culture"] = CULTURES[state.culture]
    for name, mechanism in needs.items():
        if mechanism not in has:
            raise ScenarioError(
                f"{name} is {getattr(state, name)}", where=f"product.donor_state.{name}",
                why=f"on the donor card '{product.donor}' nothing answers to it ({mechanism} is not there)",
                action="leave it out, or choose a donor of cultured cells whose card has it", code="donor.state",
            )  # fmt: skip
    if "collection" in needs and CONCENTRATION in given:
        raise ScenarioError(
            f"collection is {state.collection}", where="product.donor_state.collection",
            why="it changes how much the medium holds, but the product's concentration is given",
            action="leave out the one or the other", code="donor.state",
        )  # fmt: skip
    return out


def idle(product: Product, has: Collection[str], given: Collection[str]) -> set[str]:
    """Mechanisms of donor and preparation that do not act in this scenario, so that none of their numbers is drawn."""
    state, grown = product.donor_state or DonorState(), grows(has, given)
    aged = state.age != UNDECLARED
    mixed = aged or state.senescent_share != UNDECLARED
    acts = {
        "donor.biogenesis": grown or mixed,
        "donor.senescence": grown or mixed,
        "donor.ageing": grown or aged,
        "donor.stress": grown or state.stress != UNDECLARED,
        "donor.culture": grown,
        "donor.spheroid": state.culture == "3d",
        "donor.hypoxia": state.culture == "hypoxia",
        "preparation.isolation": grown,
        "preparation.cleaning": SHARE not in given,
    }
    if product.histogram is not None and product.size_shape != LOG_NORMAL:
        acts |= dict.fromkeys(SIZES, False)
    return {path for path, act in acts.items() if not act}


def bears(product: Product) -> bool:
    """Whether anything is stated of the donor's cells that acts on their cargo."""
    state = product.donor_state or DonorState()
    return state.culture in CULTURES or any(
        text != UNDECLARED for text in (state.age, state.senescent_share, state.stress)
    )


def grows(has: Collection[str], given: Collection[str]) -> bool:
    """Whether the content of the product follows from its donor's cells: not given, and their culture is known."""
    return "donor.biogenesis" in has and CONCENTRATION not in given


def settle(product: Product, acting: Mapping[str, Any]) -> dict[str, Any]:
    """Population and preparation as they are after all that acts on them."""
    state = product.donor_state or DonorState()
    population, preparation = acting["donor.population"], acting["donor.preparation"]
    if "preparation.cleaning" in acting:
        kept = cleaning.share(acting["preparation.cleaning"], preparation.vesicle_share)
        preparation = replace(preparation, vesicle_share=kept)
    if "donor.culture" in acting:
        per_cell = _secreted(state, acting, acting["donor.culture"].collection)
        share, rest, senescent = _share(state, acting), *per_cell
        grown = medium(acting["donor.culture"], (1.0 - share) * rest + share * senescent)
        filled = isolation.isolated(acting["preparation.isolation"], grown)
        seen = np.maximum(preparation.vesicle_share * preparation.counting_error, 1e-300)
        preparation = replace(preparation, concentration=filled / seen)
    factor = _cargo(state, acting)
    if factor is not None:
        population = replace(population, mirna_copies=population.mirna_copies * factor)
    return {"donor.population": population, "donor.preparation": preparation}


def carriers(acting: Mapping[str, Any]) -> Floats | None:
    """Share of vesicles with at least one copy of the microRNA, (draw,); ``None`` where a card does not say."""
    if "donor.loading" not in acting:
        return None
    return loading.carriers(acting["donor.loading"], acting["donor.population"].mirna_copies)


def bearing(product: Product, acting: Mapping[str, Any], draws: int) -> Bearing | None:
    """What the stated state of the cells comes to; ``None`` where nothing is stated of them."""
    state = product.donor_state or DonorState()
    if not bears(product):
        return None
    none = np.zeros(draws)
    return Bearing(
        senescent=_weights(state, acting) if _mixed(state) else none,
        stress=acting["donor.stress"].level if state.stress != UNDECLARED else none,
        years=ageing.years(acting["donor.ageing"]) if state.age != UNDECLARED else none,
        culture=state.culture,
    )


def level(product: Product, cargo: str, acting: Mapping[str, Any]) -> Floats | float:
    """Level of one microRNA in the donor's cells over that in ordinary ones: loaded, or one of all others, (draw,)."""
    if "donor.loading" not in acting:
        return 1.0
    held: loading.Loading = acting["donor.loading"]
    return held.level if cargo == product.loaded else held.others


def loadable(product: Product, acting: Mapping[str, Any]) -> None:
    """Refuse a microRNA that is said to be loaded where the donor's card loads none."""
    held = acting.get("donor.loading")
    if product.loaded != UNDECLARED and (held is None or np.array_equal(held.level, held.others)):
        raise ScenarioError(
            f"loaded is {product.loaded}", where="product.loaded", code="donor.state",
            why=f"the donor card '{product.donor}' is of vesicles that nobody loaded",
            action="choose msc_loaded or liposome, or set donor.loading.level",
        )  # fmt: skip


def _mixed(state: DonorState) -> bool:
    return state.age != UNDECLARED or state.senescent_share != UNDECLARED


def _weights(state: DonorState, acting: Mapping[str, Any]) -> Floats:
    """Share of the vesicles that senescent cells gave off, (draw,)."""
    culture = acting.get("donor.culture")
    rest, old = _secreted(state, acting, culture.collection if culture else None)
    return senescence.weight(_share(state, acting), old / np.maximum(rest, 1e-300))


def _cell(acting: Mapping[str, Any]) -> Biogenesis:
    """The donor's cell as its culture makes it."""
    cell: Biogenesis = acting["donor.biogenesis"]
    if "donor.spheroid" in acting:
        cell = replace(cell, budding=cell.budding * acting["donor.spheroid"].budding)
    if "donor.hypoxia" in acting:
        cell = replace(cell, lysosome=cell.lysosome * acting["donor.hypoxia"].lysosome)
    return cell


def _share(state: DonorState, acting: Mapping[str, Any]) -> Floats:
    """Share of senescent cells: as stated, or that of a young donor and what the years add."""
    share = acting["donor.senescence"].share
    if state.senescent_share == UNDECLARED and "donor.ageing" in acting:
        share = share + ageing.senescent(acting["donor.ageing"])
    return np.asarray(np.clip(share, 0.0, 1.0))


def _secreted(state: DonorState, acting: Mapping[str, Any], seconds: Floats | None) -> tuple[Floats, Floats]:
    """Vesicles that a cell gives off, at rest and senescent: over a collection, or per second where none is known."""
    cell, old = _cell(acting), acting["donor.senescence"].release
    harder: Floats | float = stress.release(acting["donor.stress"]) if "donor.stress" in acting else 1.0
    if seconds is None:
        return secretion(cell, harder), secretion(cell, old * harder)
    rest, senescent = (collect(cell, seconds, f, f * harder) for f in (np.ones_like(old), old))
    return rest.secreted, senescent.secreted


def _cargo(state: DonorState, acting: Mapping[str, Any]) -> Floats | None:
    """Factor on the copies per vesicle by what is stated of the cells, (draw,)."""
    factors = []
    if "donor.loading" in acting:
        factors.append(acting["donor.loading"].level)
    if state.age != UNDECLARED:
        factors.append(ageing.level(acting["donor.ageing"]))
    if _mixed(state):
        factors.append(senescence.mixed(acting["donor.senescence"], _weights(state, acting)))
    if state.stress != UNDECLARED:
        factors.append(stress.loading(acting["donor.stress"]))
    factors += [acting[path].loading for path in CULTURES.values() if path in acting]
    return np.asarray(np.prod(factors, axis=0)) if factors else None
