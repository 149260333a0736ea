"""The two documents of our own invention that the pictures are tried on, and the stamp of a report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def run() -> dict[str, Any]:
    return json.loads((HERE / "run.json").read_text(encoding="utf8"))


@pytest.fixture
def appraisal() -> dict[str, Any]:
    return json.loads((HERE / "appraisal.json").read_text(encoding="utf8"))


@pytest.fixture
def stamp() -> dict[str, Any]:
    return {"version": "0.1.0", "date": "2026-11-24", "evidence_as_of": "24 November 2026"}
