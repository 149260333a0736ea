"""Scenarios and results small enough to be run many times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from exoderm import answer
from exoderm.result import Result
from exoderm.scenario import Scenario, from_data

PLAIN: dict[str, Any] = {
    "name": "A plain serum",
    "product": {
        "donor": "msc_umbilical", "concentration": "1e10 particle/mL", "volume": "15 mL", "container": "polypropylene",
        "carrier": "serum",
    },
    "storage": [{"temperature": "4 degC", "duration": "30 day"}],
    "route": "topical",
    "dose": {"volume": "1 mL", "area": "100 cm^2"},
    "draws": 24,
    "weeks": 0.15,
}  # fmt: skip


@pytest.fixture(scope="session")
def plain() -> Callable[..., Scenario]:
    """The plain scenario with whole fields changed."""
    return lambda **changes: from_data({**PLAIN, **changes}, "test")


@pytest.fixture(scope="session")
def ran() -> Callable[[Scenario], Result]:
    """The result of a scenario; each is run once."""
    kept: dict[str, Result] = {}

    def go(scenario: Scenario) -> Result:
        if scenario.digest() not in kept:
            kept[scenario.digest()] = answer.simulate(scenario)
        return kept[scenario.digest()]

    return go
