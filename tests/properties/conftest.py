"""Scenarios of every kind: all cards, routes and conditions, any storage, washed off or not, one dose or a course.

Hypothesis chooses a number, and the number seeds every choice: what a strategy of many small parts would explore by
changing one part at a time is met here as whole scenarios that have little in common.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from exoderm.journey.plan import build
from exoderm.journey.run import Journey, simulate
from exoderm.scenario import from_data

# Numbers that a user may set, with bounds far wider than any card's.
EXTREMES = {
    "skin.stratum_corneum.defect_share": (1e-12, 1.0, ""),
    "skin.stratum_corneum.tight_share": (1e-10, 1.0, ""),
    "skin.layers.dermis": (2e-4, 4e-3, "m"),
    "skin.hindrance.permeability": (1e-19, 1e-13, "m^2"),
    "skin.hindrance.junction_ratio": (1e-4, 5.0, ""),
    "skin.flow.velocity": (1e-12, 9e-6, "m/s"),
    "skin.clearance.phagocytes": (1e-9, 1e-1, "1/s"),
    "skin.clearance.lymph_protein": (1e-7, 1e-2, "1/s"),
    "cell.keratinocyte.uptake.clearance": (1e-22, 1e-15, "m^3/(s*cell)"),
    "cell.keratinocyte.uptake.sites": (1.0, 1e9, "particle/cell"),
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
        "skin.layers.dermis": (1.2e-3, 4e-3, "m"),  # the longest needles below must fit, at 95 years too
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


def some(r: random.Random, low: float, high: float, unit: str = "") -> str:
    """Text of a quantity, every order of magnitude alike; now and then one of its bounds."""
    u = r.choice([0.0, 1.0]) if r.random() < 0.1 else r.random()
    value = low + u * (high - low) if low == 0.0 else low * (high / low) ** u
    return f"{value:.6g} {unit}".strip()


def declared(r: random.Random, *bounds: Any) -> str:
    """A quantity, or silence."""
    return "undeclared" if r.random() < 0.25 else some(r, *bounds)


def spell(r: random.Random) -> dict[str, Any]:
    """One stretch of storage; frozen ones may be thawed and frozen again."""
    cold = r.random() < 0.3
    degrees = round(r.uniform(-190, -1) if cold else r.uniform(0.5, 60), 1)
    out: dict[str, Any] = {
        "temperature": f"{degrees} degC",
        "duration": r.choice(["undeclared", "0 day"]) if r.random() < 0.2 else some(r, 1e-3, 1500, "day"),
        "light": r.choice(["dark", "dark", "indoor", "sun"]),
        "air": r.choice(["closed", "open"]),
    }
    if cold:
        out["freeze_thaw"] = r.randint(0, 6)
    elif r.random() < 0.2:
        out["temperature"] = "undeclared"
    return out


def generate(seed: int, most_doses: int, draws: tuple[int, int]) -> dict[str, Any]:
    """A scenario as plain data."""
    r = random.Random(seed)
    route = r.choice(list(OF_ROUTE))
    doses = 1 if r.random() < 0.4 else r.randint(1, most_doses)
    every, after = round(r.uniform(1.0, 30.0), 2), round(r.uniform(0.2, 60.0), 2)
    numbers, settings = EXTREMES | OF_ROUTE[route], SETTINGS[route]
    given = r.sample(sorted(settings), r.randint(0, len(settings)))
    receivers = r.choice([["keratinocyte"], ["fibroblast"], ["keratinocyte", "fibroblast"]])
    known = [
        path
        for path in sorted(numbers)
        if path.rsplit(".", 1)[1] not in given and (not path.startswith("cell.") or path.split(".")[1] in receivers)
    ]
    volume = r.choice([0.02, 0.2, 1.0, 3.0])
    data: dict[str, Any] = {
        "product": {
            "donor": r.choice(["msc_umbilical", "ginger", "undeclared"]),
            "concentration": declared(r, 1.0, 1e15, "particle/mL"),
            "purity": declared(r, 1e3, 1e11, "particle/ug"),
            "volume": f"{volume * doses * 1.01:.6g} mL",
            "container": r.choice(["polypropylene", "lobind", "undeclared"]),
            "carrier": r.choice(["serum", "undeclared"]),
            "ph": declared(r, 1.0, 14.0),
        },
        "storage": [spell(r) for _ in range(r.choice([0, 1, 1, 2, 3]))],
        "route": {"card": route, "settings": {name: some(r, *settings[name]) for name in given}},
        "dose": {
            "volume": f"{volume} mL",
            "area": some(r, 1.0, 1000.0, "cm^2"),
            "occluded": r.random() < 0.4,
        },
        "regimen": {"doses": doses, "every": f"{every} hour"},
        "person": {"condition": r.choice(["intact", "tape_stripped"]), "age": r.randint(18, 95), "site": site(seed)},
        "receivers": receivers,
        "weeks": ((doses - 1) * every + after) / 168.0,
        "draws": r.randint(*draws),
        "seed": r.randint(0, 10**6),
        "set": {path: some(r, *numbers[path]) for path in r.sample(known, r.randint(0, 4))},
    }
    if route != "intradermal" and r.random() < 0.5:
        # A dose stays on at most until the next; now and then exactly until then.
        longest = every if doses > 1 else 48.0
        data["dose"]["contact"] = f"{every} hour" if r.random() < 0.2 else some(r, 0.01, longest, "hour")
    return data


def site(seed: int) -> str:
    """One of the sites with hair and a skin thick enough for the needles above; the other choices stay as they were."""
    return random.Random(~seed).choice(["cheek", "cheek", "forearm", "scalp", "back", "abdomen"])


def scenario_data(most_doses: int = 14, draws: tuple[int, int] = (1, 4)) -> st.SearchStrategy[dict[str, Any]]:
    """Scenarios as plain data."""
    return st.integers(0, 2**62).map(lambda seed: generate(seed, most_doses, draws))


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
