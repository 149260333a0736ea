"""How a sentence says that a product is kept: as a liquid or dry, how cold, how long; and what the records reach.

    Kept      form, temperature and time as the sentence states them
    beside    the share of its vesicles that such a vial of the model still holds whole (``data/verdict/keeping.yaml``)

The table was made by ``scripts/keeping_table.py`` from the vial of the journey; it explains a verdict and makes none.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from typing import Literal

from exoderm.appraisal.finding import RunNumber
from exoderm.appraisal.lengths import weeks
from exoderm.appraisal.verdict import settings
from exoderm.page import wordlist
from exoderm.page.amounts import temperatures
from exoderm.page.cues import flatten
from exoderm.page.ideas import Ideas
from exoderm.page.numerals import digits

Form = Literal["liquid", "dry"]
_HOURS = re.compile(r"(?<![\w.])(\d{1,3}) ?(?:hours?|h)\b")
_WORDS: Mapping[str, float] = {"deep_cold": -80.0, "freezer": -20.0, "fridge": 4.0, "cool": 8.0}
ROOM_CELSIUS = 22.0
"""What "room temperature" stands for where no number is given."""
_room = partial(wordlist.pattern, "keeping", "room")


@cache
def _liquid() -> re.Pattern[str]:
    return re.compile(rf"\b{wordlist.either('keeping', 'liquid')}\w*\b", re.IGNORECASE)


@dataclass(frozen=True)
class Kept:
    """A way of keeping; ``None`` where the sentence does not say."""

    form: Form | None
    celsius: float | None
    days: float | None


def read(ideas: Ideas) -> Kept:
    """Form, temperature and longest time that the sentence states."""
    text = digits(flatten(ideas.text))
    dry = ideas.says("dried")
    form: Form | None = "dry" if dry else "liquid" if _liquid().search(text) else None
    spans = [7.0 * w for w in weeks(text)] + [float(h) / 24.0 for h in _HOURS.findall(text)]
    return Kept(form, _celsius(ideas), max(spans) if spans else None)


def _celsius(ideas: Ideas) -> float | None:
    stated = temperatures(flatten(ideas.text).replace("−", "-").replace("–", "-"))
    if stated:
        return max(stated)
    if _room().search(ideas.text):
        return ROOM_CELSIUS
    return next((warm for name, warm in _WORDS.items() if ideas.says(name)), None)


def beside(kept: Kept) -> RunNumber | None:
    """What the model's vial still holds, ``None`` where temperature or time are not stated.

    Between the table's rows the logarithm of what is lost per time runs straight; beyond them the nearest row stands.
    """
    if kept.celsius is None or kept.days is None or kept.days <= 0.0:
        return None
    table = settings("keeping")[kept.form or "liquid"]
    ends = [_between(table, kept.celsius, kept.days, which) for which in (0, 1, 2)]
    median, low, high = ends
    of = f"such a vial of the model ({'freeze-dried' if kept.form == 'dry' else 'a liquid'} of undeclared make)"
    return RunNumber("share of the vesicles that is still whole", "share", median, min(low, median), max(high, median), of)  # fmt: skip # noqa: E501


def _between(table: Mapping[float, Mapping[float, Sequence[float]]], celsius: float, days: float, which: int) -> float:
    """Bilinear in temperature and the logarithm of time, of the logarithm of the share."""
    t0, t1, ft = _place(sorted(table), celsius)
    times = sorted(table[t0])
    d0, d1, fd = _place([math.log(d) for d in times], math.log(days))
    by_log = {math.log(d): d for d in times}

    def at(t: float, d: float) -> float:
        return math.log(float(table[t][by_log[d]][which]))

    near = (1 - fd) * at(t0, d0) + fd * at(t0, d1)
    far = (1 - fd) * at(t1, d0) + fd * at(t1, d1)
    return math.exp((1 - ft) * near + ft * far)


def _place(grid: Sequence[float], at: float) -> tuple[float, float, float]:
    """The two grid points around a value and how far it lies between them; at the ends the end itself."""
    if at <= grid[0]:
        return grid[0], grid[0], 0.0
    if at >= grid[-1]:
        return grid[-1], grid[-1], 0.0
    right = bisect_left(grid, at)
    left = next(a for a, b in pairwise(grid) if b == grid[right])
    return left, grid[right], (at - left) / (grid[right] - left)
