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
from exoderm.library import card
from exoderm.scenario import from_data

# Numbers that a user may set, with bounds far wider than any card's.
EXTREMES = {
    "skin.stratum_corneum.defect_share": (1e-12, 1.0, ""),
    "skin.stratum_corneum.tight_share": (1e-10, 1.0, ""),
    "skin.layers.dermis": (2e-4, 4e-3, "m"),
    "skin.hindrance.permeability": (1e-19, 1e-13, "m^2"),
    "skin.hindrance.give": (1e-3, 0.89, ""),
    "skin.clefts.width": (1e-8, 2e-6, "m"),
    "skin.clefts.permeability": (1e-19, 1e-13, "m^2"),
    "skin.basement.pore": (2e-9, 2e-6, "m"),
    "skin.basement.porosity": (1e-4, 1.0, ""),
    "skin.clearance.motion": (1e-3, 1.0, ""),
    "skin.clearance.opening": (1e-7, 9e-4, "m"),
    "skin.hindrance.corona": (0.0, 9e-8, "m"),
    "skin.hindrance.binding": (1e-3, 1e3, ""),
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
FILM = {
    "route.film.evaporation": (1e-9, 1e-6, "m/s"),
    "route.film.rupture": (1e-9, 1e-2, "1/s"),
    "route.follicle.crossing": (1e-9, 1e-3, "1/s"),
    "route.follicle.wall_gap": (1e-9, 1e-5, "m"),
    "route.follicle.filling": (1e-3, 1.0, ""),
}
CHANNELS = FILM | {
    "route.channels.exudate": (1e-12, 1e-6, "m/s"),
    "route.closing.crust_half_life": (10.0, 1e6, "s"),
    "route.closing.crust_passage": (1e-3, 1.0, ""),
    "route.closing.growth": (1e-11, 1e-7, "m/s"),
    "route.channels.density": (1e3, 1e7, "1/m^2"),
    "route.channels.clot_hindrance": (1e-3, 1.0, ""),
    "route.channels.coagulum": (0.0, 3e-4, "m"),
    "route.channels.coagulum_ratio": (1e-3, 1e2, ""),
}
PORES = FILM | {
    "route.poration.open_share": (1e-9, 0.3, ""),
    "route.poration.pore_radius": (1e-9, 1e-5, "m"),
    "route.poration.pore_spread": (1.0, 6.0, ""),
    "route.poration.half_life": (10.0, 1e6, "s"),
}
BEAM = {"route.beam.energy_per_volume": (5e8, 5e10, "J/m^3")}
NEEDLES = {
    "route.needles.insertion_share": (0.01, 0.2, ""),
    "skin.layers.dermis": (1.2e-3, 4e-3, "m"),  # the longest needles below must fit, at 95 years too
}
OF_ROUTE = {
    "topical": FILM,
    "topical_massage": FILM | {
        "route.ratchet.step_height": (1e-8, 1e-5, "m"),
        "route.ratchet.stroke": (1e-9, 1e-2, "m"),
    },
    "microneedle_roller": CHANNELS | NEEDLES,
    "stamp": CHANNELS | NEEDLES,
    "ablative_laser": CHANNELS | BEAM,
    "non_ablative_laser": PORES | BEAM | {"route.columns.coagulum_ratio": (1e-3, 1e2, "")},
    "electroporation": PORES,
    "sonophoresis": PORES,
    "iontophoresis": FILM | {
        "route.current.mobility": (-5e-8, 5e-8, "m^2/(V*s)"),
        "route.current.resistance": (1e-3, 50.0, "ohm*m^2"),
        "route.current.conductivity": (1e-2, 5.0, "S/m"),
    },
    "wound_spray": FILM | {
        "route.spray.deposited": (0.02, 1.0, ""),
        "route.spray.survival": (1e-6, 1.0, ""),
    },
    "dissolving_needles": NEEDLES | {
        "route.tips.inserted_share": (1e-6, 1.0, ""),
        "route.tips.tip_share": (0.01, 1.0, ""),
        "route.tips.dissolution": (1e-7, 1.0, "1/s"),
    },
    "hollow_needles": NEEDLES | {
        "route.blebs.backflow": (1e-6, 1.0, ""),
        "route.blebs.height": (1e-5, 3e-3, "m"),
    },
    "intradermal": {
        "route.injection.backflow": (1e-6, 1.0, ""),
        "route.injection.spread": (0.01, 1.0, ""),
    },
}  # fmt: skip
"""Every route card has a line here; a test asks."""
LENGTH = {"needle_length": (0.1, 0.9, "mm")}
OPENED = {"needle_length": (0.1, 2.5, "mm"), "density": (10.0, 900.0, "1/cm^2")}
PULSES = {"pulse_energy": (0.5, 200.0, "mJ"), "density": (1.0, 2000.0, "1/cm^2")}
SETTINGS = {
    "topical": {"filling": (0.01, 1.0, ""), "clearing": (1e-9, 1e-3, "1/s")},
    "microneedle_roller": OPENED,
    "stamp": OPENED | LENGTH,
    "ablative_laser": PULSES,
    "non_ablative_laser": PULSES,
    "iontophoresis": {"current_density": (1e-3, 4.0, "mA/cm^2"), "duration": (0.02, 20.0, "hour")},
    "dissolving_needles": LENGTH,
    "hollow_needles": LENGTH,
    "intradermal": {"centre": (0.0, 1.0, "")},
}
TOGETHER = (PULSES, SETTINGS["iontophoresis"])
"""Settings that are given all or none."""


CONDITIONS = sorted(name for name, found in card.load("skin").items() if found.role == "condition")


def taken_off(route: str) -> bool:
    """Whether a dose of this route can be taken off: it lies in a film or sits in a patch."""
    return bool({name for found in card.chain("route", route) for name in found.mechanisms} & {"film", "tips"})


def some(r: random.Random, low: float, high: float, unit: str = "") -> str:
    """Text of a quantity, every order of magnitude alike; now and then one of its bounds."""
    u = r.choice([0.0, 1.0]) if r.random() < 0.1 else r.random()
    value = low + u * (high - low) if low <= 0.0 else low * (high / low) ** u
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
    numbers, settings = EXTREMES | OF_ROUTE[route], SETTINGS.get(route, {})
    given = r.sample(sorted(settings), r.randint(0, len(settings)))
    if settings in TOGETHER and given:
        given = sorted(settings)
    receivers = r.choice([["keratinocyte"], ["fibroblast"], ["keratinocyte", "fibroblast"]])
    condition = r.choice(CONDITIONS)
    if "weeping" in card.load("skin")[condition].mechanisms:
        numbers = numbers | {"skin.weeping.exudate": (1e-12, 5e-6, "m/s")}
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
        "person": {"condition": condition, "age": r.randint(18, 95), "site": site(seed)},
        "receivers": receivers,
        "weeks": ((doses - 1) * every + after) / 168.0,
        "draws": r.randint(*draws),
        "seed": r.randint(0, 10**6),
        "set": {path: some(r, *numbers[path]) for path in r.sample(known, r.randint(0, 4))},
    }
    if taken_off(route) and r.random() < 0.5:
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


@pytest.fixture(scope="session", name="taken_off")
def _taken_off() -> Callable[[str], bool]:
    """Whether a dose of a route can be taken off."""
    return taken_off


@pytest.fixture(scope="session")
def routes() -> dict[str, Any]:
    """Numbers that may be set, by route card."""
    return OF_ROUTE
