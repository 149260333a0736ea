"""Finding cards by words: id, name, text, other names, and the studies that a card's numbers rest on.

All words of a query must be met, each by the beginning of a word on the card; where no card has a word so begun, the
nearest words that stand on cards are taken for it (RapidFuzz) and named. Cards with the word in their id or name come
before those that merely mention it. Texts are searched as they lie on disk; only cards that may be hits are parsed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exoderm.errors import ExodermError, InputError
from exoderm.library import shelf, yamlfile

MOST_WORDS, LONGEST = 12, 200
"""Words of a query, and its characters."""
_NEAR = 74.0
"""Likeness in percent from which a word on a card may stand for a mistyped one (about two letters in eight)."""
_SMALL = {
    "a", "an", "and", "are", "at", "by", "for", "from", "in", "into", "is", "it", "of", "on", "or", "the", "to", "with",
}  # fmt: skip
"""Words that nearly every card has: they do not narrow a search."""
_WORD = re.compile(r"[^\W_]+")

WEIGHTS = {"id": 10.0, "name": 6.0, "terms": 4.0, "origin": 3.0, "about": 2.0, "numbers": 1.5, "text": 1.0}
"""What a word counts by where it stands on the card: in all of it, half where only its beginning is met."""

_NAME = {"name", "title", "question", "property", "authors", "authority", "registry"}
_ABOUT = {"about", "statement", "why", "known", "unknown", "cost_words", "design", "not_known", "route_words"}
_ORIGIN = {"study", "studies", "sources", "source", "finding"}
_NUMBERS = {"mechanisms", "findings"}
_TEXT = {"words", "cues", "fires", "silent", "partial", "examples", "triggers", "needs"}
_WORD_LISTS = {"appraisal", "cue", "denial", "idea", "verdict", "words"}
"""Kinds whose cards are lists of wordings: a word met there says little."""
_LINE = ("about", "statement", "why", "question", "title", "name")


@dataclass(frozen=True)
class Hit:
    """One card that a query found."""

    kind: str
    id: str
    name: str
    line: str
    """One line of what it says."""
    score: float
    matched: tuple[str, ...]
    """Where the words stand, the weightiest first: id, name, terms, origin, about, numbers, text."""
    rests_on: tuple[str, ...]
    """Studies named in the query (by their id) that this card rests on."""


@dataclass(frozen=True)
class Found:
    """The answer to a query."""

    query: str
    words: Mapping[str, tuple[str, ...]]
    """Each word of the query, with the words that were taken for it: itself, or its nearest where no card has it."""
    hits: tuple[Hit, ...]
    """The best first."""
    unreadable: tuple[str, ...]
    """Cards that could not be searched, with the reason."""


@dataclass(frozen=True)
class _Text:
    kind: str
    id: str
    path: Path
    words: frozenset[str]


def find(query: str, kind: str | None = None, extra: Path | None = None) -> Found:
    """Search every card, or those of one kind.

    Raises
    ------
    InputError
        If the query holds no word, or more than a dozen.
    """
    all_words = list(dict.fromkeys(fold(query)))
    asked = [w for w in all_words if w not in _SMALL] or all_words
    if not asked or len(asked) > MOST_WORDS or len(query) > LONGEST:
        raise InputError(
            f"{len(asked)} words in {len(query)} characters" if asked else "there is no word to look for",
            where="find", why=f"one to {MOST_WORDS} words are looked for", code="query.form",
            action="name a thing, a study or a number, such as 'ginger' or 'follicle'",
        )  # fmt: skip
    texts, unreadable = _texts(kind, extra)
    taken = {word: _taken(word, texts) for word in asked}
    met = {word: tuple(t for t in texts if _holds(t.words, taken[word])) for word in asked}
    most = max((sum(t in met[w] for w in asked) for t in texts), default=0)
    candidates = [t for t in texts if most and sum(t in met[w] for w in asked) == most]
    hits: list[tuple[int, Hit]] = []
    for text in candidates:
        try:
            hits.append(_hit(text, yamlfile.read(text.path), taken, query))
        except ExodermError as error:
            unreadable.append(f"{text.kind}/{text.id}: {error.sentence()}")
    # A word that stands only in keys, such as "grade", is met by no card's text: those cards drop out here.
    whole = max((met for met, _ in hits), default=0)
    order = sorted((h for met, h in hits if met == whole > 0), key=lambda h: (-h.score, h.kind, h.id))
    return Found(query, taken, tuple(order), tuple(unreadable))


def fold(text: str) -> list[str]:
    """The words of a text in small letters without accents; figures count, marks and underscores part words."""
    plain = unicodedata.normalize("NFKD", text) if not text.isascii() else text
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold())


def _texts(kind: str | None, extra: Path | None) -> tuple[list[_Text], list[str]]:
    texts, unreadable = [], []
    for each in [kind] if kind else shelf.kinds():
        for name, path in shelf.paths(each, extra).items():
            try:
                words = frozenset(fold(f"{each} {name} {yamlfile.read_text(path)}"))
            except ExodermError as error:
                unreadable.append(f"{each}/{name}: {error.sentence()}")
                continue
            texts.append(_Text(each, name, path, words))
    return texts, unreadable


def _taken(word: str, texts: Sequence[_Text]) -> tuple[str, ...]:
    """The word itself where a card has one that begins so, else the nearest words that stand on cards."""
    if any(_holds(t.words, (word,)) for t in texts) or len(word) < 4 or word.isdigit():
        return (word,)
    from rapidfuzz import fuzz, process

    known = sorted({w for t in texts for w in t.words if len(w) >= 4})
    near = process.extract(word, known, scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR)
    best = [w for w, score, _ in near if score >= near[0][1] - 4.0]
    return tuple(best) or (word,)


def _holds(words: frozenset[str] | Sequence[str], taken: Sequence[str]) -> bool:
    return any(t in words for t in taken) or any(w.startswith(t) for t in taken for w in words)


def _hit(text: _Text, data: Any, taken: Mapping[str, tuple[str, ...]], query: str) -> tuple[int, Hit]:
    """How many words of a query a card's text meets, and what the card is worth to it."""
    if not isinstance(data, dict):
        data = {"text": data}
    said = [("text" if text.kind in _WORD_LISTS else place, words) for place, words in _said(data)]
    places: dict[str, list[str]] = {name: [] for name in WEIGHTS}
    places["id"] = fold(f"{text.kind} {text.id}")
    for place, words in said:
        places[place] += fold(words)
    score, met = 0.0, 0
    where: dict[str, float] = {}
    for alike in taken.values():
        worth, place = max((_worth(places[p], alike) * weight, p) for p, weight in WEIGHTS.items())
        if worth > 0.0:
            score, met = score + worth, met + 1
            where[place] = where.get(place, 0.0) + worth
    if query.strip().casefold() in (text.id.casefold(), f"{text.kind}/{text.id}".casefold()):
        score += 50.0
    elif fold(text.id) == list(taken):
        score += 25.0
    rests = {s for p, s in said if p == "origin" and s != text.id and _all_in(fold(s), taken)}
    return met, Hit(
        text.kind, text.id, _name(data, text.id), _line(data), round(score, 2),
        tuple(sorted(where, key=lambda p: -where[p])), tuple(sorted(rests)),
    )  # fmt: skip


def _worth(words: Sequence[str], taken: Sequence[str]) -> float:
    if any(t in words for t in taken):
        return 1.0
    return 0.5 if _holds(words, taken) else 0.0


def _all_in(words: Sequence[str], taken: Mapping[str, tuple[str, ...]]) -> bool:
    return bool(words) and all(any(w in alike for alike in taken.values()) for w in words)


def _said(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every piece of text of a card with the place that it stands in."""
    for key, value in data.items():
        if key in ("id", "kind"):
            continue
        place = (
            "name" if key in _NAME else "about" if key in _ABOUT else "numbers" if key in _NUMBERS
            else "text" if key in _TEXT else "origin" if key in _ORIGIN else "terms"
        )  # fmt: skip
        # What kind of work a study is stands under the key that elsewhere names a study.
        yield from _pieces(value, "terms" if key == "study" else place)


def _pieces(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if place in ("numbers", "text"):
                yield place, str(key)
            yield from _pieces(inner, "origin" if place == "numbers" and key in ("study", "finding") else place)
    elif isinstance(value, list):
        for inner in value:
            yield from _pieces(inner, place)
    elif isinstance(value, str):
        yield place, value


def _name(data: Mapping[str, Any], fallback: str) -> str:
    said = next((str(data[k]) for k in ("name", "title", "question") if data.get(k)), fallback.replace("_", " "))
    return " ".join(said.split())


def _line(data: Mapping[str, Any]) -> str:
    """The first sentence of what a card says of itself."""
    said = next((str(data[k]) for k in _LINE if isinstance(data.get(k), str)), "")
    flat = " ".join(said.split())
    end = re.search(r"[.;:?!](?= )", flat)
    return flat[: end.end()].rstrip(";:") if end and end.end() > 20 else flat
