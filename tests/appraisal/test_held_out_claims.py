"""Does the untouched set on the six further questions still fare as on its one run? Only totals are printed.

Nobody who works on the rules opens the sentences of this folder.
"""

from __future__ import annotations

import pytest
from tests.appraisal.wordings import QUESTIONS, misses

FIRST = {"comparison": 10, "composition": 12, "market": 16, "safety": 13, "storage": 14, "usage": 9}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_rule_does_not_forget(question: str) -> None:
    count, wrong = misses("held_out_claims", question)
    right = count - len(wrong)
    assert right >= FIRST[question] - 1, f"{question}: {right} of {count}, {FIRST[question]} on the first run"
