"""A German sentence in plain English words, each with the place of the German that it stands for.

The gloss is no translation to be read for pleasure: it is what the English rules are asked about. A sentence with a
word that is not known is not read at all, since a guess at it could turn what is said into its opposite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from exoderm.page.german import clauses
from exoderm.page.german.parts import UNKNOWN, Piece
from exoderm.page.german.words import Word, words

LONGEST = 900
"""Characters of a sentence beyond which it is not glossed."""
_TIGHT = frozenset(".,;:!?)]%°")
_LIST = re.compile(r"^\s*(?:inhaltsstoffe|ingredients|inci|zutaten|bestandteile)\b[^:]{0,20}:", re.IGNORECASE)


@dataclass(frozen=True)
class Gloss:
    """A sentence as it was understood."""

    text: str
    """In English."""
    spans: tuple[tuple[int, int, int, int], ...]
    """(start, end) in the gloss and (start, end) in the German sentence, in the order of the gloss."""
    unknown: tuple[str, ...]
    """Words that are not in the lexicon."""

    @property
    def read(self) -> bool:
        """Whether every word was known."""
        return not self.unknown

    def german(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the German sentence that a stretch of the gloss stands for; (0, 0) for none."""
        touched = [(a, b) for x, y, a, b in self.spans if x < end and start < y and b > a]
        return (min(a for a, _ in touched), max(b for _, b in touched)) if touched else (0, 0)


@lru_cache(maxsize=4096)
def gloss(text: str, names: frozenset[str] = frozenset()) -> Gloss:
    """Put one German sentence into English words; ``names`` are words that the page uses as names."""
    listed = _LIST.match(text)
    if listed:
        # Names of ingredients are the same in every language.
        head = "Ingredients:"
        return Gloss(
            head + text[listed.end() :],
            (
                (0, len(head), 0, listed.end()),
                (len(head), len(head) + len(text) - listed.end(), listed.end(), len(text)),
            ),
            (),
        )
    told = words(text[:LONGEST])
    unknown = tuple(
        dict.fromkeys(
            w.text for i, w in enumerate(told) if w.text not in names and _matters(w, told[i - 1] if i else None)
        )
    )
    if len(text) > LONGEST:
        unknown = (*unknown, "…")
    question = text.rstrip(" \"'”“»«)").endswith("?")
    pieces = [p for p in clauses.gloss(told, question) if p.text.strip()]
    unmeant = [text[p.start : p.end] for p in pieces if UNKNOWN in p.text]
    unknown = tuple(dict.fromkeys([*unknown, *unmeant]))
    return _write(pieces, unknown)


def _matters(word: Word, before: Word | None) -> bool:
    """Whether a word that is not known could change what is said: all but names do.

    An English word behind a German article is no name ("das Fell").
    """
    english = any(r.pos == "name" and r.form == "english" for r in word.readings)
    return word.unknown or (english and before is not None and before.get("article") is not None)


def _write(pieces: list[Piece], unknown: tuple[str, ...]) -> Gloss:
    text = ""
    spans: list[tuple[int, int, int, int]] = []
    for piece in pieces:
        said = piece.text.replace(UNKNOWN, "").strip()
        if not said:
            continue
        if said == "," and (not text or text[-1] in ",.;:"):
            continue
        if said in (".", "!", "?", ";", ":") and text.endswith(","):
            text = text[:-1]
        tight = said[0] in _TIGHT or (text and text[-1] in "([") or said == "/" or text.endswith("/")
        if text and not tight:
            text += " "
        start = len(text)
        text += said
        spans.append((start, len(text), piece.start, piece.end))
    text = re.sub(r"\bcan not\b", "cannot", text) if False else text
    text = re.sub(r"^(\W*)(\w)", lambda m: m.group(1) + m.group(2).upper(), text, count=1)
    return Gloss(text, tuple(spans), unknown)
