"""Amounts as pages write them, in the units of a scenario: "30 ml", "1,000 billion per vial", "2 to 8 °C", "6 weeks".

Only reading: whether an amount makes sense is for the scenario's own fields to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:[.,]\d+)?"
_VOLUME = re.compile(rf"(?<![\w.,])({_NUMBER}) ?(ml|millilit(?:er|re)s?|fl\.? ?oz)\b(?! ?(?:of water|per))")
_COUNT = re.compile(
    rf"(?<![\w.,])({_NUMBER})(?: ?(?:x|×) ?10 ?\^?(\d+)|e(\d+))? ?(billion|trillion|million|bn)? "
    r"(?:[\w-]+ ){0,4}(?:exosomes?|particles?|vesicles?|evs)\b"
)
_TEMPERATURE = re.compile(
    r"(-? ?\d+(?:\.\d+)?)(?: ?(?:°|degrees?) ?[cf]?)?(?: ?(?:-|to|and) ?(-? ?\d+(?:\.\d+)?))? ?(?:°|degrees?)"
    r"(?: ?(f|fahrenheit)\b)?"
)
_PERIOD = re.compile(r"(?<![\w.,])(\d+) ?(hour|day|week|month|year)")
_PH = re.compile(r"\bph ?(?:of |is |=|:)? ?(\d+(?:[.,]\d+)?)")
_SCALE = {"million": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_OUNCE = 29.57
"""Millilitres of a fluid ounce."""


def number(text: str) -> float:
    """A number with a decimal point or comma; a comma before each three digits parts thousands ("1,000")."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".").replace(" ", ""))


def power(digits: str | None) -> float:
    """Ten to a power as written; powers beyond thirty stand for thirty, which no field takes."""
    return 10.0 ** min(int((digits or "0").lstrip("0")[:3] or "0"), 30)


def volumes(flat: str) -> Iterator[float]:
    """Volumes in mL that are not part of a concentration ("2 billion per 5 ml")."""
    for hit in _VOLUME.finditer(flat):
        before = flat[: hit.start()]
        if not re.search(r"(?:/|per) ?$", before) and not re.search(r"particles|exosomes ?$", before[-12:]):
            yield number(hit.group(1)) * (_OUNCE if "oz" in hit.group(2) else 1.0)


def counts(flat: str) -> Iterator[float]:
    """Numbers of particles ("50 billion exosomes")."""
    for hit in _COUNT.finditer(flat):
        yield number(hit.group(1)) * power(hit.group(2) or hit.group(3)) * _SCALE.get(hit.group(4) or "", 1.0)


def temperatures(flat: str) -> tuple[float, ...]:
    """The first temperature in °C, or both ends of a range; nothing where none is stated."""
    hit = _TEMPERATURE.search(flat)
    if hit is None:
        return ()
    ends = [number(end.replace(" ", "")) for end in hit.group(1, 2) if end]
    return tuple(round((t - 32.0) / 1.8, 1) for t in ends) if hit.group(3) else tuple(ends)


def period(flat: str) -> str | None:
    """The first stretch of time ("6 week")."""
    hit = _PERIOD.search(flat)
    return f"{hit.group(1)} {hit.group(2)}" if hit else None


def acidity(flat: str) -> float | None:
    """The first pH."""
    hit = _PH.search(flat)
    return number(hit.group(1)) if hit else None
