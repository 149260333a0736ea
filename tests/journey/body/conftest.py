"""Doses that go round the skin: few draws, short weeks, the human body or the mouse's in its place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exoderm.journey.plan import build
from exoderm.journey.run import Journey, simulate
from exoderm.library import shelf
from exoderm.scenario import from_data

ROUND: dict[str, Any] = {
    "product": {
        "donor": "msc_umbilical", "concentration": "1e10 particle/mL", "volume": "50 mL", "container": "lobind",
        "carrier": "serum",
    },
    "storage": [{"temperature": "4 degC", "duration": "1 day"}],
    "route": "intravenous",
    "dose": {"volume": "5 mL"},
    "draws": 8,
    "weeks": 1 / 7,
}  # fmt: skip


def go(cards: Path | None = None, **changes: Any) -> Journey:
    data = copy.deepcopy(ROUND)
    for key, value in changes.items():
        data[key] = {**data[key], **value} if isinstance(data.get(key), dict) and isinstance(value, dict) else value
    return simulate(build(from_data(data, "test"), cards))


@pytest.fixture(scope="session")
def round_trip() -> Callable[..., Journey]:
    """A finished journey of a dose into a vein, with changes such as ``route="intramuscular"``."""
    return go


@pytest.fixture(scope="session")
def mouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of cards in which the mouse's body stands in for the human one."""
    folder = tmp_path_factory.mktemp("mouse")
    (folder / "body").mkdir()
    text = (shelf.own() / "body" / "mouse.yaml").read_text(encoding="utf-8")
    (folder / "body" / "human.yaml").write_text(text, encoding="utf-8")
    return folder
