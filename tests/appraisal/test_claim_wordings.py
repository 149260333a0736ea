"""The blind reader's sentences on six more questions, composition to safety; a rule that falls back is noticed here."""

from __future__ import annotations

import pytest
from tests.appraisal.wordings import QUESTIONS, answered, misses, rows

REACHED = {"comparison": 50, "composition": 51, "market": 57, "safety": 57, "storage": 51, "usage": 55}
"""Sentences read rightly when this was last looked at; the first run's figures stand in the README beside them."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_falls_more_than_one_sentence_below_what_was_reached(question: str) -> None:
    count, wrong = misses("paraphrases_claims", question)
    assert count >= 40
    assert count - len(wrong) >= REACHED[question] - 1, "\n".join(wrong)


def test_a_pair_never_gets_the_same_answer_where_both_are_read() -> None:
    """A sentence and its flip share no accepted answer, so that one answer for both misreads one of them."""
    same = total = 0
    for question in QUESTIONS:
        mine = {str(row["id"]): row for row in rows("paraphrases_claims", question)}
        for row in mine.values():
            other = mine.get(row.get("pair") or "")
            if other is None:
                continue
            total += 1
            same += answered(question, row["text"]) == answered(question, other["text"])
    assert total > 40
    assert same <= total // 10, f"{same} of {total}"
