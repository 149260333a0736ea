"""Write docs/route-table.md: what share of a dose comes to living skin within a day, by every way in.

    PYTHONPATH=src python scripts/route_table.py

Each case is run with 256 draws of fresh vesicles of 100 nm, 10 uL per cm2. `tests/public/test_route_table.py` asks
whether the numbers of the cards are still those of the table, and runs two of its rows again.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exoderm.journey import account
from exoderm.journey.donor.harvest import CLASSES
from exoderm.journey.plan import Plan, build
from exoderm.journey.run import Journey, simulate, vesicles
from exoderm.journey.skin.terms import SINKS
from exoderm.library import card
from exoderm.scenario import from_data

PAGE = Path(__file__).parent.parent / "docs" / "route-table.md"
DRAWS = 256


@dataclass(frozen=True)
class Case:
    """One row: how it is run, and the range that was expected before anything was run."""

    label: str
    route: str
    condition: str = "intact"
    dose: dict[str, Any] = field(default_factory=dict)
    expected: tuple[float, float] | None = None
    numbers: dict[str, str] = field(default_factory=dict)


INTO = {"volume": "0.1 mL", "area": "10 cm^2"}
CASES = (
    Case("serum between the follicles", "topical", expected=(0.0, 1e-3), numbers={"route.follicle.filling": "0"}),
    Case("serum, with follicles", "topical"),
    Case("massaged into follicles", "topical_massage", expected=(1e-5, 5e-3)),
    Case("serum on tape-stripped skin", "topical", "tape_stripped", expected=(1e-4, 3e-2)),
    Case("iontophoresis, 20 min", "iontophoresis", expected=(0.0, 1e-3)),
    Case("electroporation", "electroporation", expected=(1e-6, 1e-2)),
    Case("ultrasound", "sonophoresis"),
    Case("roller, open, washed off after 2 h", "microneedle_roller", dose={"contact": "2 hour"}, expected=(3e-3, 6e-2)),
    Case("roller, covered for a day", "microneedle_roller", dose={"occluded": True}, expected=(2e-2, 2e-1)),
    Case("stamp, open", "stamp"),
    Case("dissolving needles", "dissolving_needles", dose=INTO, expected=(0.3, 0.9)),
    Case("hollow needles", "hollow_needles", dose=INTO, expected=(0.3, 0.9)),
    Case("ablative fractional laser", "ablative_laser", expected=(2e-2, 4e-1)),
    Case("non-ablative fractional laser", "non_ablative_laser"),
    Case("injected into the dermis", "intradermal", dose=INTO, expected=(0.7, 1.0)),
    Case("aerosol on an open wound", "wound_spray", "wounded", expected=(0.02, 0.6)),
)


def cases() -> tuple[Case, ...]:
    """Those whose route card exists."""
    return tuple(case for case in CASES if case.route in card.load("route"))


def plan(case: Case, draws: int = DRAWS) -> Plan:
    """Fresh vesicles of one size for a day."""
    one_size = {"donor.population.median_diameter": "100 nm", "donor.population.diameter_gsd": "1.01"}
    data = {
        "product": {
            "donor": "msc_umbilical", "concentration": "1e10 particle/mL", "volume": "5 mL",
            "container": "lobind", "carrier": "serum",
        },
        "storage": [{"temperature": "4 degC", "duration": "0 day"}],
        "route": case.route,
        "dose": {"volume": "1 mL", "area": "100 cm^2"} | case.dose,
        "person": {"condition": case.condition},
        "weeks": 1 / 7,
        "draws": draws,
        "set": one_size | case.numbers,
    }  # fmt: skip
    return build(from_data(data, case.label))


def shares(journey: Journey) -> dict[str, NDArray[np.float64]]:
    """Whole vesicles, their label, and label on the co-isolated protein, as shares of what was dosed; (draw,)."""
    end, area = journey.end, journey.plan.area
    came = account.reached(journey, end, *account.LIVING)
    living = journey.depth.mask(*account.LIVING)
    broken = journey.rates[:, :, SINKS.index("ruptured")] * journey.capacity * end.book.exposure
    ruptured = vesicles(broken[:, :, living].sum(axis=2)) * area
    protein = (end.cells * journey.capacity)[:, CLASSES, living].sum(axis=1)
    gone = (journey.rates.sum(axis=2) * journey.capacity * end.book.exposure)[:, CLASSES, living].sum(axis=1)
    opened = account.opened(journey)
    return {
        "whole": (came - ruptured) / opened,
        "label": came / opened,
        "protein": (protein + gone) / np.maximum(end.book.offered[:, CLASSES], 1e-300),
    }


def digest() -> str:
    """Over all numbers that the table rests on."""
    lines = "\n".join(f"{case.label} {plan(case, 1).table.digest()}" for case in cases())
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


def span(values: NDArray[np.float64]) -> str:
    """Median and the 90 % interval."""
    low, middle, high = (number(float(x)) for x in np.quantile(values, (0.05, 0.5, 0.95)))
    return f"{middle} ({low} to {high})"


def number(x: float) -> str:
    """Two digits, or one over a hundred million as nothing to speak of."""
    return "0" if x < 1e-8 else f"{x:.2g}"


def row(case: Case) -> tuple[str, bool | None]:
    """A line of the table, and whether the interval meets what was expected."""
    found = shares(simulate(plan(case), 2))
    low, high = np.quantile(found["whole"], (0.05, 0.95))
    meets = None if case.expected is None else bool(low <= case.expected[1] and high >= case.expected[0])
    expected = "—" if case.expected is None else f"{number(case.expected[0])} to {number(case.expected[1])}"
    word = {None: "—", True: "yes", False: "no"}[meets]
    cells = [case.label, *(span(found[name]) for name in ("whole", "label", "protein")), expected, word]
    return "| " + " | ".join(cells) + " |", meets


HEAD = """| way in | whole vesicles | their label | label on co-isolated protein | expected | overlap |
|---|---|---|---|---|---|"""


def main() -> None:
    """Run all cases and put the table into the page, between its marks."""
    lines = []
    for case in cases():
        line, _ = row(case)
        lines.append(line)
        print(line, flush=True)
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split("<!-- table -->\n", 1)
    _, after = rest.split("<!-- end -->", 1)
    made = "\n".join([HEAD, *lines, "", f"Numbers of the cards: `{digest()}`."])
    PAGE.write_text(f"{before}<!-- table -->\n{made}\n<!-- end -->{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
