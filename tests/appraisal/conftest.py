"""Sentences in, verdicts out: what the tests of the questions share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.finding import Verdict
from exoderm.page.claims import read_sentences

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def verdict_of() -> Callable[[str], Verdict]:
    """The verdict on one sentence standing alone, read and judged as on a page."""

    def judged(text: str) -> Verdict:
        claims = read_sentences([text])
        return judge(claims[0], context_of(claims, today=TODAY))

    return judged


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the checkout; its absence is said loudly."""
    place = Path(os.environ.get("EXODERM_SHARED", Path(__file__).parents[2].parent / "shared"))
    if not (place / "seeds").is_dir():
        pytest.skip(f"NO REFERENCE MATERIAL at {place}: set EXODERM_SHARED; nothing is tested against it")
    return place
