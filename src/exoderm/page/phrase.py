"""Phrases in a small notation, found in text. The notation cannot run away on hostile input.

    ``penetrat*``      a word that begins so
    ``sink* in``       words in a row
    ``reach* .. deep`` up to five words between; ``...`` up to ten

An index by the longest word of each phrase keeps the search short: only phrases of which it occurs are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_GAP = r"(?:[\s,/-]+[^\s.;:]{1,40}){0,5}?[\s,/-]+"
_GAPS = {"..": _GAP, "...": _GAP.replace("{0,5}", "{0,10}")}
_SPACE = r"[\s-]+"
_STEM = 2
"""Letters by which word beginnings are sorted."""
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(_SPACE)
_ROW = re.compile(r"\w+\*?(?:[ -]\w+\*?)*")

Words = Mapping[str, list[tuple[int, int]]]
"""The words of a text in lower case, each with its places."""


@dataclass(frozen=True)
class Index:
    """Phrases of many ideas, sorted by their longest word or by how it begins."""

    exact: Mapping[str, list[tuple[str, str]]]
    beginning: Mapping[str, list[tuple[str, tuple[str, str]]]]
    anywhere: list[tuple[str, str]]

    def find(self, text: str) -> Iterator[tuple[str, str, int, int]]:
        """Every (idea, phrase, start, end) in a text."""
        words: dict[str, list[tuple[int, int]]] = {}
        for hit in _WORD.finditer(text):
            words.setdefault(hit.group().lower(), []).append(hit.span())
        tried = dict.fromkeys(self.anywhere)
        for word in words:
            tried.update(dict.fromkeys(self.exact.get(word, ())))
            for stem, entry in self.beginning.get(word[:_STEM], ()):
                if word.startswith(stem):
                    tried[entry] = None
        for idea, phrase in tried:
            for start, end in _spans(phrase, text, words):
                yield idea, phrase, start, end

    def ideas(self, text: str) -> frozenset[str]:
        """The ideas of which any phrase occurs."""
        return frozenset(idea for idea, *_ in self.find(text))


def _spans(phrase: str, text: str, words: Words) -> list[tuple[int, int]]:
    """Places of a phrase in a text with these words."""
    parts = _parts(phrase)
    if not all(_occurs(stem, whole, words) for stem, whole in parts):
        return []
    if _ROW.fullmatch(phrase):
        return _rows(parts, text, words)
    return [hit.span() for hit in _one(phrase).finditer(text)]


def _rows(parts: tuple[tuple[str, bool], ...], text: str, words: Words) -> list[tuple[int, int]]:
    """Places of words in a row, followed from the first to the last; spaces and hyphens may stand between."""
    places = [dict(span for word in _fitting(stem, whole, words) for span in words[word]) for stem, whole in parts]
    found: list[tuple[int, int]] = []
    for start, end in places[0].items():
        for following in places[1:]:
            gap = _BETWEEN.match(text, end)
            if gap is None or gap.end() not in following:
                break
            end = following[gap.end()]
        else:
            found.append((start, end))
    return found


def _fitting(stem: str, whole: bool, words: Iterable[str]) -> list[str]:
    return [word for word in words if word == stem or (not whole and word.startswith(stem))]


def _occurs(stem: str, whole: bool, words: Iterable[str]) -> bool:
    return stem in words if whole else any(word.startswith(stem) for word in words)


@lru_cache(maxsize=8192)
def _parts(phrase: str) -> tuple[tuple[str, bool], ...]:
    """The letters of a phrase's words, and whether each is a whole word: a phrase needs all of them."""
    parts: list[tuple[str, bool]] = []
    for word in phrase.lower().split():
        if not word.startswith("*"):
            pieces = _WORD.findall(word)
            parts += [(piece, piece != pieces[-1] or not word.endswith("*")) for piece in pieces]
    return tuple(parts)


def index(ideas: Mapping[str, Iterable[str]]) -> Index:
    """Sort the phrases of all ideas by their longest word."""
    exact: dict[str, list[tuple[str, str]]] = {}
    beginning: dict[str, list[tuple[str, tuple[str, str]]]] = {}
    anywhere: list[tuple[str, str]] = []
    for idea, phrases in ideas.items():
        for phrase in phrases:
            stem, whole = _longest(phrase)
            if whole:
                exact.setdefault(stem, []).append((idea, phrase))
            elif len(stem) >= _STEM:
                beginning.setdefault(stem[:_STEM], []).append((stem, (idea, phrase)))
            else:
                anywhere.append((idea, phrase))
    return Index(exact, beginning, anywhere)


def _longest(phrase: str) -> tuple[str, bool]:
    word = max(phrase.lower().split(), key=len)
    stem = word.removesuffix("*")
    if stem.isalnum():
        return stem, stem == word
    return max(_parts(phrase), key=lambda part: len(part[0]), default=("", False))


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Several phrases as one pattern that starts and ends at word borders."""
    return re.compile("|".join(rf"(?<!\w)(?:{_pattern(p)})(?!\w)" for p in phrases), re.IGNORECASE)


@lru_cache(maxsize=8192)
def _one(phrase: str) -> re.Pattern[str]:
    return compile_phrases([phrase])


def _pattern(phrase: str) -> str:
    out = ""
    for word in phrase.split():
        if word in _GAPS:
            out += _GAPS[word]
            continue
        if out and not out.endswith(tuple(_GAPS.values())):
            out += _SPACE
        out += re.escape(word).replace(r"\*", r"\w*")
    return out
