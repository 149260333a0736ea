"""The tuner's own probe sentences on six questions: what was reached, and the half that was kept aside."""

from __future__ import annotations

import pytest
from tests.appraisal.wordings import QUESTIONS, misses

REACHED = {"comparison": 84, "composition": 76, "market": 79, "safety": 84, "storage": 84, "usage": 83}
KEPT = {"comparison": 0, "composition": 0, "market": 0, "safety": 0, "storage": 0, "usage": 0}
"""Right in the half that was kept aside, on its one run at the end."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_was_reached_is_held(question: str) -> None:
    count, wrong = misses("probe_claims", question)
    assert count - len(wrong) >= REACHED[question] - 1, "\n".join(wrong)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_kept_half_does_not_fall(question: str) -> None:
    count, wrong = misses("probe_claims_kept", question)
    assert count - len(wrong) >= KEPT[question] - 1
