"""A scenario of any kind from a number: all cards, routes and sites, any storage, washed off or not, one dose or more.

The number seeds every choice, so that what a strategy of many small parts would explore by changing one part at a time
is met as whole scenarios that have little in common. Half of them keep the numbers of the cards; the other half set up
to four of them, far beyond the cards' ranges. What the package refuses because its parts do not fit (a needle longer
than the skin) is drawn again; any other refusal is an error.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reaches import EXTREMES, OF_A_CELL, OF_ROUTE, SETTINGS, TOGETHER

from exoderm.errors import ExodermError
from exoderm.journey.plan import Plan, build
from exoderm.library import card, shelf
from exoderm.scenario import from_data

SYSTEMIC = ("intravenous", "intramuscular")
UNFIT = ("needle.longer", "beam.deeper", "site.hairless", "purity.impossible", "histogram.shape")
"""Refusals of parts that do not fit together, each with a test of its own."""
ASKED = {
    "donor": "", "preparation": "preparation", "container": "container", "carrier": "carrier", "route": "",
    "site": "site", "condition": "condition", "cell": "", "cargo": "",
}  # fmt: skip
"""What a scenario chooses -> the role of the cards that it chooses from."""
KINDS = {"preparation": "donor", "container": "vial", "carrier": "vial", "site": "skin", "condition": "skin"}
SILENT = ("undeclared_container", "undeclared_carrier", "undeclared_preparation")
"""Cards that stand for silence: a scenario says "undeclared" or nothing."""


def choices(what: str) -> list[str]:
    """Names of the cards that a scenario can choose from."""
    found = card.load(KINDS.get(what, what))
    return sorted(name for name, c in found.items() if c.role == ASKED[what] and name not in SILENT)


CARDS = {what: choices(what) for what in ASKED}
GROWN = [n for n in CARDS["donor"] if any("biogenesis" in c.mechanisms for c in card.chain("donor", n))]
LOADED = ("msc_loaded", "liposome")


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


def storage(r: random.Random, dry: bool, mild: bool) -> list[dict[str, Any]]:
    """Spells in order, of a month at most where they are mild.

    Frozen ones may be thawed and frozen again, and a dry cake may be dissolved in one of them.
    """
    spells: list[dict[str, Any]] = []
    longest = 30 if mild else 1500
    for _ in range(r.choice([0, 1, 1, 2, 3])):
        cold = r.random() < 0.3
        degrees = round(r.uniform(-190, -1) if cold else r.uniform(0.5, 25 if mild else 60), 1)
        spell: dict[str, Any] = {
            "temperature": f"{degrees} degC",
            "duration": r.choice(["undeclared", "0 day"]) if r.random() < 0.2 else some(r, 1e-3, longest, "day"),
            "light": r.choice(["dark", "dark", "indoor", "sun"]),
            "air": r.choice(["closed", "open"]),
        }
        if r.random() < 0.3:
            spell["humidity"] = some(r, 0.0, 1.0)
        if dry and r.random() < 0.4:
            spell["reconstituted"] = True
            dry = False
        if cold and not dry:
            spell["freeze_thaw"] = r.randint(0, 6)
        elif not cold and r.random() < 0.2:
            spell["temperature"] = "undeclared"
        spells.append(spell)
    return spells


def product(r: random.Random, volume: float, mild: bool) -> dict[str, Any]:
    """What is in the vial, and what is said of the cells that made it."""
    donor = r.choice(CARDS["donor"])
    data: dict[str, Any] = {
        "donor": donor,
        "concentration": declared(r, 1e8 if mild else 1.0, 1e15, "particle/mL"),
        "purity": declared(r, 1e3, 1e11, "particle/ug"),
        "volume": f"{volume:.6g} mL",
        "container": r.choice([*CARDS["container"], "undeclared"]),
        "carrier": r.choice([*CARDS["carrier"], "undeclared"]),
        "ph": declared(r, *((5.0, 8.0) if mild else (1.0, 14.0))),
    }
    if r.random() < 0.4:
        data["preparation"] = r.choice(CARDS["preparation"])
    if donor in GROWN and r.random() < 0.5:
        state: dict[str, Any] = {"culture": r.choice(["2d", "3d", "hypoxia", "undeclared"])}
        if r.random() < 0.5:
            state["senescent_share"] = some(r, 0.0, 1.0)
        if r.random() < 0.5:
            state["stress"] = some(r, 0.0, 1.0)
        if data["concentration"] == "undeclared":
            state["collection"] = some(r, 0.5, 720.0, "hour")
        data["donor_state"] = state
    if donor in LOADED and r.random() < 0.5:
        data["loaded"] = r.choice([name for name in CARDS["cargo"] if name.startswith(("mir_", "let_"))])
    if r.random() < 0.15:
        sizes = sorted({round(30.0 * 10.0 ** r.random(), 1) for _ in range(r.randint(3, 12))} | {40.0, 80.0, 200.0})
        data["histogram"] = [[d, round(r.expovariate(0.01) + 1.0, 1)] for d in sizes]
    return data


def once(r: random.Random, most_doses: int, draws: tuple[int, int]) -> dict[str, Any]:
    """A scenario as plain data, before anybody asked whether its parts fit."""
    route = r.choice(CARDS["route"])
    systemic = route in SYSTEMIC
    doses = 1 if r.random() < 0.4 else r.randint(1, most_doses)
    every, after = round(r.uniform(1.0, 30.0), 2), round(r.uniform(0.2, 60.0), 2)
    settings = SETTINGS.get(route, {})
    given = r.sample(sorted(settings), r.randint(0, len(settings)))
    if settings in TOGETHER and given:
        given = sorted(settings)
    receivers = r.sample(CARDS["cell"], r.choice([1, 2, 2, 3]))
    condition = "intact" if systemic else r.choice(CARDS["condition"])
    numbers = EXTREMES | OF_ROUTE[route]
    numbers |= {f"cell.{name}.{path}": reach for name in receivers for path, reach in OF_A_CELL.items()}
    if "weeping" in card.load("skin")[condition].mechanisms:
        numbers |= {"skin.weeping.exudate": (1e-12, 5e-6, "m/s")}
    volume = r.choice([0.1, 1.0, 5.0]) if systemic else r.choice([0.02, 0.2, 1.0, 3.0])
    mild = r.random() < 0.6  # what is stored hot, sour and for years holds next to nothing when it is used
    vial = product(r, volume * doses * 1.01, mild)
    if "histogram" in vial:
        numbers.pop("donor.population.median_diameter")
    dry = any("cake" in c.mechanisms for c in card.chain("vial", vial["carrier"])) if (
        vial["carrier"] != "undeclared"
    ) else False  # fmt: skip
    known = [path for path in sorted(numbers) if path.rsplit(".", 1)[1] not in given]
    if dry:
        known = [path for path in known if not path.startswith(("carrier.", "container."))]
    beyond = r.sample(known, r.randint(1, 4)) if r.random() < 0.5 else []
    data: dict[str, Any] = {
        "product": vial,
        "storage": storage(r, dry, mild),
        "route": {"card": route, "settings": {name: some(r, *settings[name]) for name in given}},
        "dose": {"volume": f"{volume} mL"},
        "regimen": {"doses": doses, "every": f"{every} hour"},
        "person": {"age": r.randint(18, 95), "site": r.choice(CARDS["site"])},
        "receivers": receivers,
        "cargo": r.sample(CARDS["cargo"], r.choice([0, 0, 1, 3])),
        "weeks": ((doses - 1) * every + after) / 168.0,
        "draws": r.randint(*draws),
        "seed": r.randint(0, 10**6),
        "set": {path: some(r, *numbers[path]) for path in beyond},
    }
    if not systemic:
        data["person"]["condition"] = condition
        data["dose"] |= {"area": some(r, 1.0, 1000.0, "cm^2"), "occluded": r.random() < 0.4}
    if taken_off(route) and r.random() < 0.5:
        # A dose stays on at most until the next; now and then exactly until then.
        longest = every if doses > 1 else 48.0
        data["dose"]["contact"] = f"{every} hour" if r.random() < 0.2 else some(r, 0.01, longest, "hour")
    return data


@dataclass(frozen=True)
class Chosen:
    """A scenario that fits together."""

    data: dict[str, Any]
    plan: Plan
    mouse: bool
    """Whether the mouse's body stands in for the human one."""
    refused: int
    """How many were drawn before it whose parts did not fit."""

    def cards(self) -> set[str]:
        """Every card that gives it anything, as kind/name."""
        names: dict[str, set[str]] = {}
        for role, found in self.plan.cards.items():
            names.setdefault(found.kind, set()).add("mouse" if role == "body" and self.mouse else found.id)
        names["skin"].add("human")
        return {f"{kind}/{c.id}" for kind, ids in names.items() for name in ids for c in card.chain(kind, name)}


def scenario(seed: int, most_doses: int, draws: tuple[int, int], mouse: Path | None = None) -> Chosen:
    """The scenario of a number; ``mouse`` is a folder in which a tenth of those into blood find another body."""
    r = random.Random(seed)
    refused = 0
    while True:
        data = once(r, most_doses, draws)
        other = mouse if data["route"]["card"] in SYSTEMIC and r.random() < 0.3 else None
        try:
            return Chosen(data, build(from_data(data, "test"), other), other is not None, refused)
        except ExodermError as error:
            if error.code not in UNFIT:
                raise
            refused += 1


def mouse_body(folder: Path) -> Path:
    """A folder of cards in which the mouse's body stands in for the human one."""
    (folder / "body").mkdir(parents=True, exist_ok=True)
    text = (shelf.own() / "body" / "mouse.yaml").read_text(encoding="utf-8")
    (folder / "body" / "human.yaml").write_text(text, encoding="utf-8")
    return folder
