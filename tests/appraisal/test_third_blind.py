"""Does the third set still fare as on its first day? Of its pages only totals are printed.

Nobody who works on the rules opens the folder of pages.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from exoderm.answer import appraise
from exoderm.appraisal.appraise import context_of, judge
from exoderm.page.claims import read_sentences

HOME = Path(__file__).parent / "third_blind"
DAY = date(2026, 11, 28)
FIRST = {
    "scope": 13, "penetration": 6, "identity": 9, "outcome": 7, "evidence": 7, "status": 10, "safety": 11,
    "composition": 9, "storage": 8, "usage": 8, "comparison": 8, "market": 7,
}  # fmt: skip
"""Sentences read rightly on the first run."""
REACHED = FIRST | {
    "penetration": 12, "identity": 12, "outcome": 12, "evidence": 13, "status": 13,
    "scope": 24, "safety": 14, "composition": 13, "storage": 13, "usage": 13, "comparison": 13, "market": 12,
}  # fmt: skip
"""The same after these sentences had become development."""
FIRST_ON_PAGES = {
    "brand_faq": 21, "clinic_honest": 18, "label_inci": 16, "news_article": 13, "product_overdone": 15,
    "university_press": 12,
}  # fmt: skip


def alone(text: str) -> str:
    """The letter of a sentence that stands alone."""
    claim = read_sentences([text])[0]
    return judge(claim, context_of([claim], today=DAY)).letter if claim.is_claim else "none"


def on_page(name: str) -> list[str]:
    """The letter of each listed sentence, read on its page; one that the reader joins with others has their letter."""
    content = (HOME / "pages" / f"{name}.html").read_bytes()
    document = appraise(content, name, run=False, today=DAY).document
    judged = [(_words(claim["text"]), claim["letter"]) for claim in document["claims"]]
    found = []
    for row in rows(f"pages/{name}"):
        text = _words(row["text"])
        found.append(next((letter for held, letter in judged if text in held or held in text), "none"))
    return found


def rows(name: str) -> list[dict[str, Any]]:
    """The sentences of a file."""
    listed: list[dict[str, Any]] = yaml.safe_load((HOME / f"{name}.yaml").read_text(encoding="utf-8"))
    return listed


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _accepted(row: dict[str, Any]) -> list[str]:
    return [str(letter) for letter in row["expect"]]


def right(rule: str) -> int:
    """How many of a rule's sentences are answered as their writer would accept."""
    return sum(
        alone(row["text"]) in _accepted(row) for row in rows("test_three") + rows("scope_test") if row["rule"] == rule
    )


@pytest.mark.parametrize("rule", REACHED)
def test_a_rule_does_not_forget(rule: str) -> None:
    assert right(rule) >= REACHED[rule] - 1


@pytest.mark.parametrize("name", FIRST_ON_PAGES)
def test_a_page_is_read_as_on_its_first_day(name: str) -> None:
    hits = sum(got in _accepted(row) for got, row in zip(on_page(name), rows(f"pages/{name}"), strict=True))
    assert hits >= FIRST_ON_PAGES[name] - 1
