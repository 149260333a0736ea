"""Lengths that a sentence states, in nanometres ("30–150 nm", "a tenth of a micrometre"), and spans of time."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:[,.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_UNIT = r"nm|nanomet(?:er|re)s?n?|µm|μm|um|micromet(?:er|re)s?|mikrometern?|microns?|mm|millimet(?:er|re)s?"
_PER_TIME = r"\s*(?:/|per\b|an?\b|every\b)\s*(?:seconds?|sec|s|minutes?|min|hours?|h|days?)\b"
_RANGE = re.compile(
    rf"(?P<a>{_NUMBER})\s*(?P<ua>{_UNIT})?\s*(?:-|–|—|to|and|bis|und|through)\s*(?P<b>{_NUMBER})[\s-]*(?P<ub>{_UNIT})(?!\w)(?!{_PER_TIME})",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?<![\w.])(?P<a>{_NUMBER})[\s-]*(?P<ua>{_UNIT})(?!\w)(?!{_PER_TIME})", re.IGNORECASE)
_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "ten": "10", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "a hundred": "100", "one hundred": "100",
    "a hundred and fifty": "150", "one hundred and fifty": "150", "two hundred": "200", "five hundred": "500",
    "a thousand": "1000", "one thousand": "1000", "a tenth of a": "0.1", "one tenth of a": "0.1", "half a": "0.5",
    "a fifth of a": "0.2", "one fifth of a": "0.2", "a quarter of a": "0.25", "a third of a": "0.33",
    "a hundredth of a": "0.01", "one hundredth of a": "0.01", "a twentieth of a": "0.05",
    "several": "3", "a few": "3",
}  # fmt: skip
_SPELT = re.compile(r"(?<!\w)(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Length:
    """A length or a range of lengths in nanometres."""

    low: float
    high: float


def in_words(text: str) -> bool:
    """Whether a text begins with a number that is told in words ("a fifth of a micrometre")."""
    return _SPELT.match(text) is not None


def lengths(text: str) -> tuple[Length, ...]:
    """All lengths of a sentence; a range counts once, a single number is a range of no width."""
    text = _SPELT.sub(lambda m: _WORDS[m.group().lower()], text[:2_000])
    found: list[Length] = []
    rest = text
    for hit in _RANGE.finditer(text):
        unit = hit["ub"]
        low, high = _nm(hit["a"], hit["ua"] or unit), _nm(hit["b"], unit)
        found.append(Length(min(low, high), max(low, high)))
        rest = rest[: hit.start()] + " " * (hit.end() - hit.start()) + rest[hit.end() :]
    for hit in _ONE.finditer(rest):
        size = _nm(hit["a"], hit["ua"])
        found.append(Length(size, size))
    return tuple(found)


def _nm(number: str, unit: str) -> float:
    plain = number.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", number) else number.replace(",", ".")
    scale = {"n": 1.0, "m": 1e3, "µ": 1e3, "μ": 1e3, "u": 1e3}[unit[0].lower()]
    return float(plain) * (1e6 if unit.lower().startswith(("mm", "milli")) else scale)


_COUNT = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "twenty": 20,
}  # fmt: skip
_WEEKS = {"day": 1 / 7, "week": 1.0, "month": 52 / 12, "year": 52.0, "decade": 520.0}
_SPAN = re.compile(
    rf"(?<![\w.])(?P<n>\d{{1,4}}(?:\.\d+)?|{'|'.join(_COUNT)})[\s-]+(?P<unit>{'|'.join(_WEEKS)})s?(?!\w)",
    re.IGNORECASE,
)


def weeks(text: str) -> tuple[float, ...]:
    """All spans of time that a sentence states, in weeks; a month counts as a twelfth of 52 weeks."""
    return tuple(
        float(_COUNT.get(hit["n"].lower(), 0) or hit["n"]) * _WEEKS[hit["unit"].lower()]
        for hit in _SPAN.finditer(text[:2_000])
    )
