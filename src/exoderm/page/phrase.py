"""Phrases in a small notation, found in text. The notation cannot run away on hostile input.

    ``penetrat*``      a word that begins so
    ``sink* in``       words in a row
    ``reach* .. deep`` up to five words between; ``...`` up to ten

An index by first word keeps the search short: only phrases whose first word occurs in the text are tried.
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
_ALONE = re.compile(r"(\w+)(\*?)")
_BETWEEN = re.compile(_SPACE)
_ROW = re.compile(r"\w+\*?(?:[ -]\w+\*?)+")


@dataclass(frozen=True)
class Index:
    """Phrases of many ideas, sorted by how their first word begins."""

    exact: Mapping[str, tuple[tuple[str, str], ...]]
    beginning: Mapping[str, tuple[tuple[str, str, str], ...]]
    anywhere: tuple[tuple[str, str], ...]

    def find(self, text: str) -> Iterator[tuple[str, str, int, int]]:
        """Every (idea, phrase, start, end) in a text."""
        words: dict[str, list[tuple[int, int]]] = {}
        for hit in _WORD.finditer(text):
            words.setdefault(hit.group().lower(), []).append(hit.span())
        candidates = dict.fromkeys(self.anywhere)
        for word in words:
            candidates.update(dict.fromkeys(self.exact.get(word, ())))
            for stem, idea, phrase in self.beginning.get(word[:_STEM], ()):
                if word.startswith(stem):
                    candidates[(idea, phrase)] = None
        for idea, phrase in candidates:
            for start, end in _spans(phrase, text, words):
                yield idea, phrase, start, end


def _spans(phrase: str, text: str, words: Mapping[str, list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Places of a phrase; one of a single word is looked up, a longer one is sought where all its words occur."""
    alone = _ALONE.fullmatch(phrase)
    if alone:
        stem = alone[1].lower()
        if not alone[2]:
            return words.get(stem, [])
        return [span for word, spans in words.items() if word.startswith(stem) for span in spans]
    parts = _parts(phrase)
    if not all(_occurs(stem, whole, words) for stem, whole in parts):
        return []
    if _ROW.fullmatch(phrase):
        return _rows(parts, text, words)
    return [hit.span() for hit in _one(phrase).finditer(text)]


def _rows(
    parts: tuple[tuple[str, bool], ...], text: str, words: Mapping[str, list[tuple[int, int]]]
) -> list[tuple[int, int]]:
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


@lru_cache(maxsize=8192)
def _parts(phrase: str) -> tuple[tuple[str, bool], ...]:
    """The letters of a phrase's words, and whether each is a whole word: a phrase needs all of them."""
    parts: list[tuple[str, bool]] = []
    for word in phrase.lower().split():
        if not word.startswith("*"):
            pieces = _WORD.findall(word)
            parts += [(piece, piece != pieces[-1] or not word.endswith("*")) for piece in pieces]
    return tuple(parts)


def _occurs(stem: str, whole: bool, words: Iterable[str]) -> bool:
    return stem in words if whole else any(word.startswith(stem) for word in words)


def index(ideas: Mapping[str, Iterable[str]]) -> Index:
    """Sort the phrases of all ideas by their first word."""
    exact: dict[str, list[tuple[str, str]]] = {}
    beginning: dict[str, list[tuple[str, str, str]]] = {}
    anywhere: list[tuple[str, str]] = []
    for idea, phrases in ideas.items():
        for phrase in phrases:
            first = phrase.split()[0].lower()
            head = _WORD.match(first)
            if head is None:
                anywhere.append((idea, phrase))
            elif first[head.end() :].startswith("*") and len(head.group()) >= _STEM:
                beginning.setdefault(head.group()[:_STEM], []).append((head.group(), idea, phrase))
            else:
                exact.setdefault(head.group(), []).append((idea, phrase))
    return Index({k: tuple(v) for k, v in exact.items()}, {k: tuple(v) for k, v in beginning.items()}, tuple(anywhere))


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
