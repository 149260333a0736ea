"""Small journeys: few draws, short weeks, and numbers pinned where a test needs them known."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from exoderm.journey.plan import Plan, build
from exoderm.journey.run import Journey, simulate
from exoderm.scenario import from_data

PLAIN: dict[str, Any] = {
    "product": {
        "donor": "msc_umbilical", "concentration": "1e10 particle/mL", "volume": "15 mL",
        "container": "polypropylene", "carrier": "serum",
    },
    "storage": [{"temperature": "4 degC", "duration": "1 day"}],
    "route": "topical",
    "dose": {"volume": "1 mL", "area": "100 cm^2"},
    "draws": 8,
    "weeks": 1 / 7,
}  # fmt: skip
"""A day after a serum with declared content; tests change what they ask about."""


def _lay(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    out = copy.deepcopy(base)
    for key, value in changes.items():
        keep = isinstance(value, dict) and isinstance(out.get(key), dict)
        out[key] = _lay(out[key], value) if keep else value
    return out


def plan_of(**changes: Any) -> Plan:
    return build(from_data(_lay(PLAIN, changes), "test"))


def travel_with(threads: int = 1, **changes: Any) -> Journey:
    return simulate(plan_of(**changes), threads)


@pytest.fixture(scope="session")
def plan() -> Callable[..., Plan]:
    """A plan from the plain scenario with changes, such as ``plan(dose={"occluded": True})``."""
    return plan_of


@pytest.fixture(scope="session")
def travel() -> Callable[..., Journey]:
    """A finished journey from the plain scenario with changes."""
    return travel_with
