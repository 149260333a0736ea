"""Amounts as pages write them, in the units of a scenario: "30 ml", "1,000 billion per vial", "2 to 8 °C", "6 weeks".

Only reading: whether an amount makes sense is for the scenario's own fields to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exoderm.page.numerals import LARGE, NUMBER, SCALE, digits, number, power

_VOLUME = re.compile(rf"(?<![\w.,])({NUMBER}) ?(ml|millilit(?:er|re)s?|fl\.? ?oz)\b(?! ?(?:of water|per))")
_COUNT = re.compile(
    rf"(?<![\w.,])({NUMBER})(?: ?(?:x|×|·|\*) ?10 ?\^?(\d+)|e\+?(\d+))? ?"
    rf"({LARGE})? (?:(?!\d)[\w-]+ ){{0,4}}(?:exosomes?|particles?|vesicles?|evs)\b"
)
_TEMPERATURE = re.compile(
    r"(-? ?\d+(?:\.\d+)?)(?: ?(?:°|degrees?) ?[cf]?)?(?: ?(?:-|to|and) ?(-? ?\d+(?:\.\d+)?))? ?"
    r"(?:(?:°|degrees?)(?: ?(f|fahrenheit)\b)?|c\b(?!-))"
)
_PERIOD = re.compile(r"(?<![\w.,])(\d+) ?(hour|day|week|month|year)")
_PH = re.compile(r"\bph ?(?:of |is |=|:)? ?(\d+(?:[.,]\d+)?)")
_OUNCE = 29.57
"""Millilitres of a fluid ounce."""


def volumes(flat: str) -> Iterator[float]:
    """Volumes in mL that are not part of a concentration ("2 billion per 5 ml")."""
    for hit in _VOLUME.finditer(flat):
        before = flat[: hit.start()]
        if not re.search(r"(?:/|per) ?$", before) and not re.search(r"particles|exosomes ?$", before[-12:]):
            yield number(hit.group(1)) * (_OUNCE if "oz" in hit.group(2) else 1.0)


def counts(flat: str) -> Iterator[float]:
    """Numbers of particles ("50 billion exosomes")."""
    for hit in _COUNT.finditer(digits(flat)):
        yield number(hit.group(1)) * power(hit.group(2) or hit.group(3)) * SCALE.get(hit.group(4) or "", 1.0)


def temperatures(flat: str) -> tuple[float, ...]:
    """The first temperature in °C, or both ends of a range; nothing where none is stated."""
    hit = _TEMPERATURE.search(digits(flat))
    if hit is None:
        return ()
    ends = [number(end.replace(" ", "")) for end in hit.group(1, 2) if end]
    return tuple(round((t - 32.0) / 1.8, 1) for t in ends) if hit.group(3) else tuple(ends)


def period(flat: str) -> str | None:
    """The first stretch of time ("6 week")."""
    hit = _PERIOD.search(digits(flat))
    return f"{hit.group(1)} {hit.group(2)}" if hit else None


def acidity(flat: str) -> float | None:
    """The first pH."""
    hit = _PH.search(flat)
    return number(hit.group(1)) if hit else None


_SIZE = re.compile(rf"({NUMBER})(?: ?(?:nm|nanomet\w+))? ?(?:(?:-|to|and) ?({NUMBER}) ?)?(?:nm|nanomet\w+)\b")


def sizes(flat: str) -> tuple[float, float] | None:
    """The first size or range of sizes in nanometres."""
    hit = _SIZE.search(digits(flat))
    if hit is None:
        return None
    low, high = number(hit[1]), number(hit[2] or hit[1])
    return min(low, high), max(low, high)
