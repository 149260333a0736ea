"""Numbers that a person can hold: "about 3,000", "1 in 3 million (1 in 500 million to 1 in 50,000)", "24 hours".

Every function is pure, never raises on a finite or missing number, and rounds on one grid: steps of 0.1 up to 2, of 0.5
up to 5, of 1 up to 10, times a power of ten. What is said therefore differs from the number by at most one part in
eight, and a larger number is never said as a smaller one. Missing and non-finite numbers are "unknown".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeGuard

UNKNOWN = "unknown"

_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGEST = Decimal(10) ** 21


def rounded(x: float) -> Decimal:
    """The nearest number on the grid, for x > 0; relative error at most 1/8."""
    mantissa_text, exponent_text = f"{x:.15e}".split("e")
    mantissa, exponent = Decimal(mantissa_text), int(exponent_text)
    step = Decimal("0.1") if mantissa < 2 else Decimal("0.5") if mantissa < 5 else Decimal(1)
    return (mantissa / step).quantize(Decimal(1)) * step * Decimal(10) ** exponent


def count(x: float | None, *, about: bool = True) -> str:
    """How many of something: "about 3,000", "7", "less than one", "none", "1.4 million"."""
    if not _known(x):
        return UNKNOWN
    if x < 0:
        return "minus " + count(-x, about=about)
    if x == 0:
        return "none"
    if x < 1:
        return "less than one"
    if x <= 20 and float(x).is_integer():
        return str(int(x))
    nice = rounded(x)
    inexact = abs(float(nice) - x) > 1e-9 * x
    return ("about " if about and inexact else "") + digits(nice)


def digits(nice: Decimal) -> str:
    """A rounded number in figures and, from a million on, a scale word: "45,000", "1.4 million"."""
    if nice > _LARGEST:
        return "more than a billion trillion"
    for size, name in _SCALES:
        if nice >= size:
            return f"{_plain(nice / size)} {name}"
    return _plain(nice)


def spell(x: float | None) -> str:
    """How many, in letters where that reads well: "three thousand", "ten billion", "1.4 billion"."""
    if not _known(x) or x < 1:
        return count(x)
    nice = Decimal(int(x)) if x <= 20 and float(x).is_integer() else rounded(x)
    if nice > _LARGEST:
        return digits(nice)
    for size, name in (*_SCALES, (Decimal(1000), "thousand"), (Decimal(1), "")):
        if nice >= size:
            many = nice / size
            if many != many.to_integral_value() or many >= 1000:
                return digits(nice)
            return f"{_letters(int(many))} {name}".strip()
    return digits(nice)


def of(part: float | None, whole: float | None) -> str:
    """A part of a whole, in letters: "about three thousand of ten billion"."""
    if not _known(part):
        return f"an unknown number of {spell(whole)}"
    inexact = part > 20 and abs(float(rounded(part)) - part) > 1e-9 * part
    return f"{'about ' if inexact else ''}{spell(part)} of {spell(whole)}"


def share(p: float | None) -> str:
    """A share of a whole: "61 %", "1 in 10,000", "less than 1 in a billion", "none", "all"."""
    if not _known(p):
        return UNKNOWN
    if p < 0:
        return "minus " + share(-p)
    if p == 0:
        return "none"
    if p < 1e-9:
        return "less than 1 in a billion"
    if p < 0.01:
        return f"1 in {_odds(1 / p)}"
    return percent(p)


def percent(p: float | None) -> str:
    """A share as a percentage with as many figures as mean something: "1.5 %", "61 %", "more than 99 %", "all"."""
    if not _known(p):
        return UNKNOWN
    if p < 0:
        return "minus " + percent(-p)
    if p == 0:
        return "none"
    if p < 0.01:
        return "less than 1 %"
    if p < 0.0995:
        return f"{_plain(Decimal(f'{100 * p:.1f}'))} %"
    if p < 0.995:
        return f"{100 * p:.0f} %"
    if p < 1 - 1e-9:
        return "more than 99 %"
    if p <= 1 + 1e-9:
        return "all"
    return f"{digits(rounded(p))} times the whole"


def interval(
    median: float | None,
    low: float | None,
    high: float | None,
    say: Callable[[float | None], str] = share,
) -> str:
    """A middle estimate with its ends: "1 in 3 million (1 in 500 million to 1 in 50,000)"."""
    middle, least, most = say(median), say(low), say(high)
    if middle == UNKNOWN and least == UNKNOWN and most == UNKNOWN:
        return UNKNOWN
    if least == most:
        return middle
    return f"{middle} ({least} to {most})"


def counts(median: float | None, low: float | None, high: float | None) -> str:
    """A number of things with its ends: "3,000 (20 to 200,000)"."""
    return interval(median, low, high, figure)


def figure(x: float | None) -> str:
    """As :func:`count` without "about", for tables and labels, where all numbers are rounded alike."""
    return count(x, about=False)


def per(x: float | None, one: str, many: str, each: str = "cell", eachs: str = "cells") -> str:
    """How many for each: "30 copies per cell", "15 copies in 100 cells", "1 copy for every 2,500 cells"."""
    if not _known(x) or x < 0:
        return UNKNOWN
    if x == 0:
        return f"no {many}"
    if x < 1e-9:
        return f"less than 1 {one} in a billion {eachs}"
    if x < 0.1:
        return f"1 {one} for every {_odds(1 / x).removeprefix('a ')} {eachs}"
    if x < 0.995:
        return f"{100 * x:.0f} {many} in 100 {eachs}"
    how = figure(max(x, 1.0))
    return f"{how} {one if how == '1' else many} per {each}"


def against(x: float | None) -> str:
    """A ratio of two amounts: "1 for every 100,000", "15 for every 100", "about as many", "30 times as many"."""
    if not _known(x) or x < 0:
        return UNKNOWN
    if x == 0:
        return "none"
    if x < 1e-12:
        return "less than 1 for every trillion"
    if 0.1 <= x < 0.9:
        return f"{100 * x:.0f} for every 100"
    if x < 0.1:
        return f"1 for every {_odds(1 / x).removeprefix('a ')}"
    return "about as many" if x < 1.1 else f"{digits(rounded(x))} times as many"


def residual(x: float | None) -> str:
    """How well a ledger closes: "to 1 part in 30 trillion", "to the last digit"."""
    if not _known(x):
        return "to an unknown part"
    if x == 0:
        return "to the last digit"
    if abs(x) >= 1:
        return "not at all"
    if abs(x) < 1e-15:
        return "to better than 1 part in 1,000 trillion"
    return f"to 1 part in {_odds(1 / abs(x))}"


def duration(seconds: float | None) -> str:
    """A stretch of time in the unit that a person would choose: "40 minutes", "24 hours", "12 weeks"."""
    if not _known(seconds):
        return UNKNOWN
    if seconds < 0:
        return "minus " + duration(-seconds)
    if seconds == 0:
        return "no time"
    if seconds < 0.001:
        return "less than a thousandth of a second"
    hour, day = 3600.0, 86400.0
    for below, size, name in (
        (120.0, 1.0, "second"),
        (2 * hour, 60.0, "minute"),
        (2.5 * day, hour, "hour"),
        (21 * day, day, "day"),
        (104 * 7 * day, 7 * day, "week"),
        (math.inf, 365.25 * day, "year"),
    ):
        if seconds < below:
            return _timed(seconds / size, name)
    return UNKNOWN


def decade(power: int) -> str:
    """A power of ten as a mark on an axis: "one", "a hundred", "10 million", "1 in 1,000"."""
    if power < 0:
        return f"1 in {decade(-power)}"
    names = {
        0: "one", 1: "ten", 2: "a hundred", 3: "a thousand", 4: "ten thousand", 6: "a million", 9: "a billion",
        10: "ten billion", 12: "a trillion",
    }  # fmt: skip
    return names.get(power) or digits(Decimal(10) ** power)


def depth(micrometres: float | None) -> str:
    """A depth below the surface: "15 µm", "1.4 mm"."""
    if not _known(micrometres):
        return UNKNOWN
    if abs(micrometres) < 1000:
        return f"{_plain(Decimal(f'{micrometres:.3g}'))} µm"
    return f"{_plain(Decimal(f'{micrometres / 1000:.2g}'))} mm"


def plural(n: int, one: str, many: str = "") -> str:
    """A small whole number with its noun: "1 claim", "3 claims", "no claims"."""
    return f"1 {one}" if n == 1 else f"{n or 'no'} {many or one + 's'}"


def listing(items: Sequence[str], last: str = "and") -> str:
    """Several things in a row: "a", "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop; the name of a file before a colon keeps its own."""
    trimmed = text.strip()
    if not trimmed:
        return ""
    name, colon, _ = trimmed.partition(":")
    first = trimmed[0] if colon and "." in name and " " not in name else trimmed[0].upper()
    return first + trimmed[1:] + ("" if trimmed[-1] in ".!?…" else ".")


def _odds(n: float) -> str:
    """The second number of "1 in …": "10,000", "3 million", "a million"."""
    said = digits(rounded(n))
    return f"a {said[2:]}" if said.startswith("1 ") else said


def _known(x: float | None) -> TypeGuard[float]:
    return x is not None and math.isfinite(x)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _letters(n: int) -> str:
    if n < 20:
        return _ONES[n]
    if n < 100:
        return _TENS[n // 10] + (f"-{_ONES[n % 10]}" if n % 10 else "")
    return f"{_ONES[n // 100]} hundred" + (f" and {_letters(n % 100)}" if n % 100 else "")


def _timed(amount: float, name: str) -> str:
    # Two figures below ten, whole numbers above: nobody plans by tenths of an hour past ten.
    text = _plain(Decimal(f"{amount:.2g}" if amount < 10 else f"{amount:.0f}"))
    return f"{text} {name}" + ("" if text == "1" else "s")
