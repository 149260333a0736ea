"""Scenarios of every kind: all cards, routes and conditions, any storage, washed off or not, one dose or a course.

Hypothesis chooses a number, and the number seeds every choice (`tests/helpers/anything.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from anything import mouse_body, scenario
from hypothesis import strategies as st

from exoderm.journey.plan import Plan, build
from exoderm.journey.run import Journey, simulate
from exoderm.scenario import from_data


@pytest.fixture(scope="session")
def mouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of cards in which the mouse's body stands in for the human one."""
    return mouse_body(tmp_path_factory.mktemp("mouse"))


@pytest.fixture(scope="session")
def scenarios(mouse: Path) -> Callable[..., st.SearchStrategy[Plan]]:
    """The strategy of plans, to draw from within a test."""

    def plans(most_doses: int = 14, draws: tuple[int, int] = (1, 4)) -> st.SearchStrategy[Plan]:
        return st.integers(0, 2**62).map(lambda seed: scenario(seed, most_doses, draws, mouse).plan)

    return plans


@pytest.fixture(scope="session")
def written() -> Callable[..., st.SearchStrategy[dict[str, Any]]]:
    """The same as plain data, for a test that changes some of it."""

    def data(most_doses: int = 14, draws: tuple[int, int] = (1, 4)) -> st.SearchStrategy[dict[str, Any]]:
        return st.integers(0, 2**62).map(lambda seed: scenario(seed, most_doses, draws).data)

    return data


@pytest.fixture(scope="session")
def travel() -> Callable[..., Journey]:
    """Run plain data as a scenario."""

    def go(data: dict[str, Any], threads: int = 1) -> Journey:
        return simulate(build(from_data(data, "test")), threads)

    return go
