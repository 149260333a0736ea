"""The blind reader's sets on one question each: our answer in that reader's words, and the count of right ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from tests.appraisal.conftest import TODAY

from exoderm.appraisal import rules
from exoderm.appraisal.appraise import context_of
from exoderm.appraisal.verdict import settings
from exoderm.page.claims import read_sentences

HOME = Path(__file__).parent
QUESTIONS = ("comparison", "composition", "market", "safety", "storage", "usage")
_WORDS = {
    "composition": {"supported": "plausible"},
    "usage": {"supported": "not-checkable", "plausible": "not-checkable", "contradicted": "harmful"},
    "market": {"supported": "not-checkable", "plausible": "not-checkable"},
    "comparison": {"not-checkable": "none"},
    "storage": {"not-checkable": "none"},
    "safety": {"not-checkable": "none"},
}
"""Where a set has no word of ours: a sound warning is "not-checkable" there, a true remark on content "plausible"."""


def answered(question: str, text: str) -> str:
    """What the one rule answers to a sentence standing alone, in the words of the set; "none" where it says nothing."""
    claim = read_sentences([text])[0]
    if not claim.is_claim:
        return "none"
    found = rules.one(question, claim, context_of([claim], today=TODAY))
    if found is None:
        return "none"
    word = settings("map")["labels"][found.answer]
    if question == "composition" and word == "not-checkable" and found.reason.startswith("Possible"):
        word = "plausible"
    return _WORDS[question].get(word, word)


def rows(folder: str, question: str) -> list[dict[str, Any]]:
    """The sentences of a set on one question."""
    found: list[dict[str, Any]] = yaml.safe_load((HOME / folder / f"{question}.yaml").read_text(encoding="utf-8"))
    return found


def misses(folder: str, question: str) -> tuple[int, list[str]]:
    """How many sentences there are, and those that are answered otherwise than their writer would accept."""
    wrong = []
    for row in rows(folder, question):
        got = answered(question, row["text"])
        accepted = row["expect"] if isinstance(row["expect"], list) else [row["expect"]]
        if got not in accepted:
            wrong.append(f"{row['id']}: expected {accepted}, got {got}: {row['text']}")
    return len(rows(folder, question)), wrong
