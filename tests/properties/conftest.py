"""Scenarios of every kind: all cards, routes and conditions, any storage, washed off or not, one dose or a course."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from exoderm.journey.plan import build
from exoderm.journey.run import Journey, simulate
from exoderm.scenario import from_data

# Numbers that a user may set, with bounds far wider than any card's.
EXTREMES = {
    "skin.horny.defect_share": (1e-12, 1.0, ""),
    "skin.horny.tight_share": (1e-10, 1.0, ""),
    "skin.layers.dermis": (2e-4, 4e-3, "m"),
    "skin.hindrance.permeability": (1e-19, 1e-13, "m^2"),
    "skin.hindrance.junction_ratio": (1e-4, 5.0, ""),
    "skin.flow.velocity": (1e-12, 9e-6, "m/s"),
    "skin.clearance.phagocytes": (1e-9, 1e-1, "1/s"),
    "skin.clearance.lymph_protein": (1e-7, 1e-2, "1/s"),
    "cell.keratinocyte.capture.clearance": (1e-22, 1e-15, "m^3/(s*cell)"),
    "cell.keratinocyte.capture.half_saturation": (1e8, 1e20, "particle/m^3"),
    "container.wall.sticking": (1e-13, 1e-3, "m/s"),
    "container.wall.sites": (1e6, 1e16, "particle/m^2"),
    "carrier.decay.rate_at_4c": (1e-12, 1e-4, "1/s"),
    "carrier.aggregation.stability_ratio": (1.0, 1e12, ""),
    "donor.population.median_diameter": (3e-8, 5e-7, "m"),
}
OF_ROUTE = {
    "topical": {
        "route.film.evaporation": (1e-9, 1e-6, "m/s"),
        "route.film.rupture": (1e-9, 1e-2, "1/s"),
        "route.follicle.crossing": (1e-9, 1e-3, "1/s"),
        "route.follicle.filling": (1e-3, 1.0, ""),
    },
    "microneedle_roller": {
        "route.film.evaporation": (1e-9, 1e-6, "m/s"),
        "route.channels.exudate": (1e-12, 1e-6, "m/s"),
        "route.channels.half_life_open": (10.0, 1e6, "s"),
        "route.channels.density": (1e3, 1e7, "1/m^2"),
        "route.channels.clot_hindrance": (1e-3, 1.0, ""),
    },
    "intradermal": {
        "route.injection.backflow": (1e-6, 1.0, ""),
        "route.injection.spread": (0.01, 1.0, ""),
    },
}
SETTINGS = {
    "topical": {"filling": (0.01, 1.0, ""), "clearing": (1e-9, 1e-3, "1/s")},
    "microneedle_roller": {"needle_length": (0.1, 2.5, "mm"), "density": (10.0, 900.0, "1/cm^2")},
    "intradermal": {"centre": (0.0, 1.0, "")},
}


def spread_over(low: float, high: float, unit: str = "") -> st.SearchStrategy[str]:
    """Text of a quantity, every order of magnitude alike."""
    if low == 0.0:
        return st.floats(low, high).map(lambda x: f"{x:.6g} {unit}".strip())
    return st.floats(0.0, 1.0).map(lambda u: f"{low * (high / low) ** u:.6g} {unit}".strip())


@st.composite
def spells(draw: Any) -> dict[str, Any]:
    """One stretch of storage; frozen ones may be thawed and frozen again."""
    cold = draw(st.integers(0, 3)) == 0
    temperature = draw(st.floats(-190, -1) if cold else st.floats(0.5, 60)).__round__(1)
    spell = {
        "temperature": f"{temperature} degC",
        "duration": draw(st.one_of(spread_over(1e-3, 1500, "day"), st.just("0 day"), st.just("undeclared"))),
        "light": draw(st.sampled_from(["dark", "indoor", "sun"])),
        "air": draw(st.sampled_from(["closed", "open"])),
    }
    if cold:
        spell["freeze_thaw"] = draw(st.integers(0, 6))
    elif draw(st.integers(0, 5)) == 0:
        spell["temperature"] = "undeclared"
    return spell


@st.composite
def scenario_data(draw: Any, most_doses: int = 14, draws: tuple[int, int] = (1, 4)) -> dict[str, Any]:
    """A scenario as plain data."""
    route = draw(st.sampled_from(["topical", "microneedle_roller", "intradermal"]))
    doses = draw(st.one_of(st.just(1), st.integers(1, min(3, most_doses)), st.integers(1, most_doses)))
    every = draw(st.floats(1.0, 30.0)).__round__(2)
    after = draw(st.floats(0.2, 60.0)).__round__(2)
    numbers = EXTREMES | OF_ROUTE[route]
    chosen = draw(st.lists(st.sampled_from(sorted(numbers)), max_size=4, unique=True))
    settings = draw(st.lists(st.sampled_from(sorted(SETTINGS[route])), max_size=2, unique=True))
    receivers = draw(st.sampled_from([["keratinocyte"], ["fibroblast"], ["keratinocyte", "fibroblast"]]))
    volume = draw(st.sampled_from([0.02, 0.2, 1.0, 3.0]))
    data = {
        "product": {
            "donor": draw(st.sampled_from(["msc_umbilical", "ginger", "undeclared"])),
            "concentration": draw(st.one_of(st.just("undeclared"), spread_over(1.0, 1e15, "particle/mL"))),
            "purity": draw(st.one_of(st.just("undeclared"), spread_over(1e3, 1e12, "particle/ug"))),
            "volume": f"{volume * doses * 1.01:.6g} mL",
            "container": draw(st.sampled_from(["polypropylene", "lobind", "undeclared"])),
            "carrier": draw(st.sampled_from(["serum", "undeclared"])),
            "ph": draw(st.one_of(st.just("undeclared"), spread_over(1.0, 14.0))),
        },
        "storage": draw(st.lists(spells(), max_size=3)),
        "route": {"card": route, "settings": {name: draw(spread_over(*SETTINGS[route][name])) for name in settings}},
        "dose": {
            "volume": f"{volume} mL",
            "area": draw(spread_over(1.0, 1000.0, "cm^2")),
            "occluded": draw(st.booleans()),
        },
        "regimen": {"doses": doses, "every": f"{every} hour"},
        "person": {"condition": draw(st.sampled_from(["intact", "tape_stripped"]))},
        "receivers": receivers,
        "weeks": ((doses - 1) * every + after) / 168.0,
        "draws": draw(st.integers(*draws)),
        "seed": draw(st.integers(0, 10**6)),
        "set": {
            path: draw(spread_over(*numbers[path]))
            for path in chosen
            if not (path.startswith("cell.keratinocyte") and "keratinocyte" not in receivers)
        },
    }
    if route != "intradermal" and draw(st.booleans()):
        data["dose"]["contact"] = draw(spread_over(0.01, 48.0, "hour"))
    for name in settings:
        data["set"].pop(next((p for p in data["set"] if p.endswith(f".{name}")), ""), None)
    return data


@pytest.fixture(scope="session")
def scenarios() -> Callable[..., st.SearchStrategy[dict[str, Any]]]:
    """The strategy, to draw from within a test."""
    return scenario_data


@pytest.fixture(scope="session")
def travel() -> Callable[..., Journey]:
    """Run plain data as a scenario."""

    def go(data: dict[str, Any], threads: int = 1) -> Journey:
        return simulate(build(from_data(data, "test")), threads)

    return go
