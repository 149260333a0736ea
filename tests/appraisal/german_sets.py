"""The German sets: our answer to a German sentence by its gloss, and what its writer would accept."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tests.appraisal import test_paraphrases, wordings

from exoderm.page.claims import read_sentences
from exoderm.page.german.gloss import gloss

HOME = Path(__file__).parent / "german"


def answered(question: str, text: str) -> str:
    """The program's answer to an English sentence on one question, in the words of its set."""
    if question in wordings.QUESTIONS:
        return wordings.answered(question, text)
    return test_paraphrases.ANSWERS.get(question, test_paraphrases._letter)(read_sentences([text])[0])


def german(question: str, text: str) -> str:
    """The same of a German sentence; "unread" where it holds a word that is not known."""
    read = gloss(text)
    return answered(question, read.text) if read.read else "unread"


@cache
def originals(question: str) -> dict[str, dict[str, Any]]:
    """The English rows of a question by id."""
    folder = "paraphrases_claims" if question in wordings.QUESTIONS else "paraphrases"
    return {str(row["id"]): row for row in wordings.rows(folder, question)}


def accepted(row: dict[str, Any]) -> list[str]:
    """The answers that count as right."""
    expect = row["expect"]
    return [str(e) for e in expect] if isinstance(expect, list) else [str(expect)]


def development() -> dict[str, dict[str, str]]:
    """German versions by question and id of the English row."""
    found: dict[str, dict[str, str]] = yaml.safe_load((HOME / "development.yaml").read_text(encoding="utf-8"))
    return found


def aside() -> dict[str, list[dict[str, Any]]]:
    """The sentences kept aside, by question."""
    return _rows("aside")


def later() -> dict[str, list[dict[str, Any]]]:
    """The sentences written after all work, by question."""
    return _rows("later")


def _rows(name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load((HOME / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
