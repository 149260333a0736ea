"""Do whole runs still say what they said? A change here is meant, or it is a fault.

The numbers in whole_runs.yaml are what this code gave, not truth: when a change of the model or its cards is meant to
move them, renew the file and say why in the commit.

    python tests/stored/test_stored.py        writes the file anew
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from exoderm.journey import account
from exoderm.journey.donor.harvest import CLASSES
from exoderm.journey.plan import build
from exoderm.journey.run import simulate
from exoderm.scenario import from_data

FILE = Path(__file__).with_name("whole_runs.yaml")
TOLERANCE = 1e-6
"""Relative: other processors round otherwise; the same machine agrees to 1e-9."""

RUNS: dict[str, dict[str, Any]] = {
    "a cream that says nothing, twice": {
        "product": {"volume": "30 mL"}, "route": "topical",
        "dose": {"volume": "0.5 mL", "area": "150 cm^2", "contact": "8 hour"},
        "regimen": {"doses": 2, "every": "1 day"}, "weeks": 0.5, "draws": 8,
    },
    "a serum after needling": {
        "product": {"donor": "msc_umbilical", "concentration": "1e10 particle/mL", "volume": "15 mL",
                    "container": "polypropylene", "carrier": "serum", "ph": "6.0"},
        "storage": [{"temperature": "4 degC", "duration": "30 day"},
                    {"temperature": "25 degC", "duration": "2 day", "light": "indoor", "air": "open"}],
        "route": {"card": "microneedle_roller", "settings": {"needle_length": "0.75 mm"}},
        "dose": {"volume": "1 mL", "area": "100 cm^2"}, "weeks": 0.5, "draws": 8,
    },
    "injected ginger vesicles, once frozen": {
        "product": {"donor": "ginger", "concentration": "1e9 particle/mL", "volume": "2 mL", "container": "lobind",
                    "carrier": "serum"},
        "storage": [{"temperature": "-80 degC", "duration": "60 day", "freeze_thaw": 2}],
        "route": "intradermal", "dose": {"volume": "0.2 mL", "area": "10 cm^2"},
        "person": {"condition": "tape_stripped"}, "weeks": 0.5, "draws": 8,
    },
}  # fmt: skip


def key_numbers(data: dict[str, Any]) -> dict[str, list[float]]:
    """A few numbers of every stage, as the mean, the lowest and the highest draw."""
    journey = simulate(build(from_data(data, "stored")))
    end = journey.end
    numbers = {
        "filled, particles": account.filled(journey),
        "opened, particles": account.opened(journey),
        "entered, particles": account.entered(journey, end),
        "in living skin, particles": account.reached(journey, end, *account.LIVING),
        "in the dermis, particles": account.reached(journey, end, "dermis"),
        "companion in the dermis, kg": (end.cells * journey.capacity)[:, CLASSES][:, journey.depth.mask("dermis")].sum(
            axis=1
        )
        * journey.plan.area,
    }
    for cell in account.receivers(journey):
        numbers[f"vesicles per {cell.name}"] = cell.vesicles_per_cell
        numbers[f"copies per {cell.name}"] = cell.copies_per_cell
    numbers |= {f"share {name}": share for name, share in account.ledger(journey).items() if share.max() > 1e-9}
    return {name: [float(f(v)) for f in (np.mean, np.min, np.max)] for name, v in numbers.items()}


@pytest.mark.parametrize("name", RUNS)
def test_a_whole_run_still_says_the_same(name):
    """Every key number within 1e-6 of the stored one, none more and none fewer."""
    stored = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert list(stored) == list(RUNS)
    now = key_numbers(RUNS[name])
    assert list(now) == list(stored[name])
    for what, numbers in now.items():
        np.testing.assert_allclose(numbers, stored[name][what], rtol=TOLERANCE, atol=1e-300, err_msg=what)


def renew() -> None:
    """Write what the code says today."""
    text = yaml.safe_dump(
        {name: key_numbers(data) for name, data in RUNS.items()}, sort_keys=False, default_flow_style=None, width=120
    )
    head = (
        "# Mean, lowest and highest draw of each key number. Written by test_stored.py; see there when to renew it.\n"
    )
    FILE.write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    renew()
    sys.stdout.write(f"wrote {FILE.name}\n")
