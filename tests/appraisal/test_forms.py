"""Sentences whose form makes them hard to read: remarks, exclamations, retractions, short endings, and their flips."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.appraisal.conftest import TODAY

from exoderm.appraisal.appraise import context_of, judge
from exoderm.page.claims import read_sentences

HERE = Path(__file__).parent
FORMS: dict[str, list[tuple[str, str]]] = yaml.safe_load((HERE / "forms.yaml").read_text(encoding="utf-8"))
OPEN = {
    "In the only placebo-controlled test on intact skin, dark spots did not fade at all.",
    "An exosome is no more a cell than a letter is the person who wrote it.",
    "They were discovered in the 1980s in maturing red blood cells.",
}
"""Read wrongly today: a likeness is taken for a statement on letters; no record tells of the discovery; and which of
two trials is "the only one" is not asked."""


def letter(text: str) -> str:
    claim = read_sentences([text])[0]
    return judge(claim, context_of([claim], today=TODAY)).letter if claim.is_claim else "none"


@pytest.mark.parametrize(
    ("text", "letters"),
    [(text, letters) for form in FORMS.values() for text, letters in form if text not in OPEN],
)
def test_the_form_of_a_sentence_is_read(text: str, letters: str) -> None:
    assert letter(text) in letters.split("/")


@pytest.mark.parametrize("text", sorted(OPEN))
def test_what_is_still_read_wrongly_is_known(text: str) -> None:
    """If one of these is read rightly, it moves to the others."""
    (letters,) = [letters for form in FORMS.values() for t, letters in form if t == text]
    assert letter(text) not in letters.split("/")
