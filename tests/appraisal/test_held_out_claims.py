"""The second set on the six further questions, spent as a test on 2026-11-28 and now material for development."""

from __future__ import annotations

import pytest
from tests.appraisal.wordings import QUESTIONS, misses

REACHED = {"comparison": 18, "composition": 21, "market": 19, "safety": 21, "storage": 19, "usage": 20}
"""Sentences read rightly when this was last looked at; the one run's figures stand in the README beside them."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_rule_does_not_forget(question: str) -> None:
    count, wrong = misses("held_out_claims", question)
    assert count - len(wrong) >= REACHED[question] - 1, "\n".join(wrong)
