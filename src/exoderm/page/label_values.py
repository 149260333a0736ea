"""The value that a sentence declares: in one notation to show, and as an interval to set against another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from exoderm.page import amounts
from exoderm.page.concentrations import concentrations
from exoderm.page.prices import prices
from exoderm.page.told import Told

Stated = Iterator[tuple[str, float, float]]
"""A value as (what it is a value of, low, high): only values of one thing can contradict each other."""


def _particles(flat: str) -> Stated:
    yield from ((a.unit, a.value, a.value) for a in concentrations(flat) if a.unit.startswith("particle/"))


def _period(flat: str) -> Stated:
    length = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}
    if found := amounts.period(flat):
        count, unit = found.split()
        after = "mixing" if re.search(r"reconstit|mix|dissol", flat) else "opening"
        yield after, float(count[:9]) * length[unit], float(count[:9]) * length[unit]


def _temperature(flat: str) -> Stated:
    ends = amounts.temperatures(flat)
    if ends and not re.search(r"open|reconstit|mix|dissol|transport|ship|long[- ]term", flat):
        # Degrees may be negative: they are compared in kelvin.
        yield "storage", min(ends) + 273.15, max(ends) + 273.15


def _size(flat: str) -> Stated:
    if found := amounts.sizes(flat):
        yield "size", *found


def _acidity(flat: str) -> Stated:
    if (ph := amounts.acidity(flat)) is not None:
        yield "ph", ph, ph


READERS: Mapping[str, Callable[[str], Stated]] = {
    "particles": _particles, "period": _period, "temperature": _temperature, "size": _size, "ph": _acidity,
}  # fmt: skip


def value(kind: str | None, told: Told) -> str | None:
    """The declared value of a sentence, in one notation."""
    flat = told.flat
    match kind:
        case "source":
            return told.claim.slots.donor or (
                told.claim.slots.species if told.claim.slots.species != "unknown" else None
            )
        case "particles":
            return next((a.text for a in concentrations(flat)), None)
        case "period":
            return amounts.period(flat)
        case "temperature":
            return (
                " to ".join(f"{t:g}" for t in amounts.temperatures(flat)) + " °C"
                if amounts.temperatures(flat)
                else None
            )
        case "size":
            ends = amounts.sizes(flat)
            return None if ends is None else " to ".join(dict.fromkeys(f"{e:g}" for e in ends)) + " nm"
        case "ph":
            ph = amounts.acidity(flat)
            return None if ph is None else f"pH {ph:g}"
        case "price":
            price = next(prices(told.claim.text), None)
            return None if price is None else price.text
        case _:
            return None
