"""The scores on sentences that were written without sight of the program; a rule that falls back is noticed here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.appraisal.conftest import TODAY

from exoderm.appraisal.appraise import context_of, judge
from exoderm.page.claims import read_sentences
from exoderm.page.page import Claim

HOME = Path(__file__).parent / "paraphrases"
REACHED = {"penetration": 53, "identity": 54, "outcome": 56, "status": 53, "evidence": 56, "hype": 46, "certainty": 54}
"""Sentences read rightly when this was last looked at; the first run's figures stand in the README beside them."""


def _letter(claim: Claim) -> str:
    return judge(claim, context_of([claim], today=TODAY)).letter if claim.is_claim else "none"


def _hype(claim: Claim) -> str:
    return "hype" if claim.hype else "sober"


def _certainty(claim: Claim) -> str:
    return "question" if claim.role == "question" else claim.certainty


ANSWERS: dict[str, Callable[[Claim], str]] = {"hype": _hype, "certainty": _certainty}


def misses(name: str) -> tuple[int, list[str]]:
    """Sentences of a file, and those that are answered otherwise than its writer would accept."""
    rows: list[dict[str, Any]] = yaml.safe_load((HOME / f"{name}.yaml").read_text(encoding="utf-8"))
    wrong = []
    for row in rows:
        got = ANSWERS.get(name, _letter)(read_sentences([row["text"]])[0])
        accepted = row["expect"] if isinstance(row["expect"], list) else [row["expect"]]
        if got not in accepted:
            wrong.append(f"{row['id']}: expected {accepted}, got {got}: {row['text']}")
    return len(rows), wrong


@pytest.mark.parametrize("name", REACHED)
def test_no_question_falls_more_than_one_sentence_below_what_was_reached(name: str) -> None:
    rows, wrong = misses(name)
    assert rows - len(wrong) >= REACHED[name] - 1, "\n".join(wrong)


def test_a_pair_never_gets_the_same_letter_where_both_are_read() -> None:
    """A sentence and its flip share no accepted answer, so one letter for both is a misreading of one of them."""
    same = total = 0
    for name in ("penetration", "identity", "outcome", "status", "evidence"):
        rows = {str(row["id"]): row for row in yaml.safe_load((HOME / f"{name}.yaml").read_text(encoding="utf-8"))}
        for row in rows.values():
            other = rows.get(row.get("pair") or "")
            if other is None:
                continue
            total += 1
            same += _letter(read_sentences([row["text"]])[0]) == _letter(read_sentences([other["text"]])[0])
    assert total > 50
    assert same <= 3
