"""The words of a verdict for people: letter, name, line and colour key of each of the six marks."""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.library.terms import LETTER_WORDS, PEOPLE_LETTER
from exoderm.show.theme import LETTER_KEY


@dataclass(frozen=True)
class Mark:
    """What stands for a verdict wherever it is shown."""

    letter: str
    words: str
    key: str
    """Colour and line style by name: a CSS class."""


MARKS = tuple(Mark("–" if letter == "-" else letter, LETTER_WORDS[letter], key) for letter, key in LETTER_KEY.items())
"""The six marks in the order of the legend."""

_BY_LETTER = dict(zip(LETTER_KEY, MARKS, strict=True))

COUNTED = {
    "A": ("holds", "hold"),
    "B": ("has early signs in people", "have early signs in people"),
    "C": ("is seen only in the laboratory", "are seen only in the laboratory"),
    "D": ("is not shown", "are not shown"),
    "E": ("is wrong", "are wrong"),
    "–": ("can't be checked", "can't be checked"),
}
"""What follows a number of claims, one or several, by the letter that they bear."""

VERDICT_WORDS = {
    "supported": "supported",
    "supported_limited": "supported, within limits",
    "preliminary": "preliminary: early signs in people",
    "preclinical_only": "seen only in the laboratory or in animals",
    "not_transferable": "shown elsewhere, does not carry over to this",
    "unsupported": "not shown by any record",
    "contradicted": "contradicted by the records",
    "overstated": "goes further than the records",
    "not_checkable": "can't be checked",
}

FLAG_WORDS = {
    "outdated": "was true once, is out of date",
    "regulatory": "touches the law",
    "safety": "touches safety",
    "out_of_scope": "not about skin",
    "unknown_term": "uses a term without an agreed meaning",
    "own_level": "names its own level of evidence",
    "interest": "the record was paid for or run by the maker",
}

STATUS_WORDS = {
    "declared": "declared",
    "partial": "in part",
    "missing": "not said",
    "contradictory": "contradictory",
    "not_applicable": "does not apply",
    "confirmed": "confirmed",
    "contradicted": "a record says otherwise",
    "could_not_be_confirmed": "could not be confirmed",
}


def mark(verdict: object) -> Mark:
    """The mark of a verdict word; a word that is not known can't be checked."""
    return _BY_LETTER[PEOPLE_LETTER.get(str(verdict), "-")]
