"""The tuner's own probe sentences on six questions: what was reached, and the half that was kept aside."""

from __future__ import annotations

import pytest
from tests.appraisal.wordings import QUESTIONS, misses

REACHED = {"comparison": 98, "composition": 90, "market": 93, "safety": 100, "storage": 99, "usage": 100}
KEPT = {"comparison": 12, "composition": 10, "market": 12, "safety": 11, "storage": 9, "usage": 13}
"""Right in the half that was kept aside, on its one run at the end."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_was_reached_is_held(question: str) -> None:
    count, wrong = misses("probe_claims", question)
    assert count - len(wrong) >= REACHED[question] - 1, "\n".join(wrong)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_kept_half_does_not_fall(question: str) -> None:
    count, wrong = misses("probe_claims_kept", question)
    assert count - len(wrong) >= KEPT[question] - 1
