"""Doses that were followed step by step stand in for later ones, where what lies in the skin is a sum of theirs.

Between two doses all transport is linear in what lies in and on the skin when the dose has just been put on, and so is
uptake as long as its sites are nearly all free. So where the start of a day is a sum of the starts of earlier days,

    start = totalk a_k start_k + rest,   day(start) = totalk a_k day(start_k) + day(rest),

and only what no sum of earlier days makes needs steps. A few days span a course, since all but the slowest parts of a
profile fade within a day. No part of the skin gets back less than nothing from more, so a rest below a share at every
place makes an error below that share in every layer, cell and fate that holds more than ``FLOOR`` asks for
(`numerics.combine`). So small a rest is not
followed by itself: it goes where the whole day goes, and nothing is lost from the ledger.

How much saturation held back is in the books: uptake of free sites, slope x capacity x exposure, less what was taken.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.parameter import Floats
from exoderm.numerics.combine import combine

Mask = NDArray[np.bool_]

MOST = 12
"""Days kept for each problem, the latest ones."""
ALIKE = 1e-6
"""Largest rest at any place, as a share of what lies there."""
FLOOR = 1e-6
"""Of the fullest place of a layer: emptier ones are held to that."""
NOTHING = 1e-18
"""Of all that lies in and on the skin: a layer that holds less is held to that. Of 1e12 vesicles it is a millionth."""
BENT = 1e-4
"""Share of uptake that saturation may hold back in a day that stands in, times how unlike the two days are."""
BENT_IN_ALL = 1e-3
"""The same summed over the days that stand in, with their coefficients."""
LARGEST = 1e3
"""Sum of the coefficients' sizes: with more, rounding would grow."""


class Recall:
    """The latest days of each problem that were followed step by step, newest first."""

    def __init__(self, layers: NDArray[np.int64], stores: int, problems: int) -> None:
        self.tops = np.flatnonzero(np.diff(layers, prepend=-1))
        self.widths = np.diff(self.tops, append=layers.size)
        self.stores = stores
        self.count = np.zeros(problems, dtype=np.int64)
        self.starts = np.zeros((0, problems, 0))
        self.days = np.zeros((0, problems, 0))
        self.bent = np.zeros((MOST, problems))

    def keep(self, chosen: NDArray[np.int64], start: Floats, day: Floats, bent: Floats) -> None:
        """Remember what became of the chosen problems: start (p, S) in amounts, day (p, X).

        ``bent`` (p,) is the share of uptake that saturation held back.
        """
        if not self.starts.size:
            problems = self.count.size
            self.starts, self.days = (np.zeros((MOST, problems, array.shape[1])) for array in (start, day))
        for memory, new in ((self.starts, start), (self.days, day), (self.bent, bent)):
            memory[1:, chosen] = memory[:-1, chosen]
            memory[0, chosen] = new
        self.count[chosen] = np.minimum(self.count[chosen] + 1, MOST)

    def stand_in(self, start: Floats) -> tuple[Mask, Floats]:
        """For which problems earlier days tell what becomes of a start (P, S), and that day (P, X)."""
        deep = int(self.count.max(initial=0))
        if deep == 0:
            return np.zeros(self.count.size, dtype=np.bool_), np.zeros((0, 0))
        starts, scale = self.starts[:deep], self._scale(start)
        unlike = np.ones((deep, start.shape[0]))
        for k in range(deep):
            bends = np.flatnonzero(self.bent[k] > BENT)
            apart = np.abs(starts[k, bends] - start[bends]) / scale[bends]
            unlike[k, bends] = np.minimum(apart.max(axis=1, initial=0.0), 1.0)
        doubt = self.bent[:deep] * unlike
        known = np.arange(deep)[:, None] < self.count
        a, made = combine(starts, known & (doubt <= BENT), start, scale, 0.5 * ALIKE)
        day, total = np.zeros_like(self.days[0]), np.zeros_like(start)
        size, bent = np.zeros(start.shape[0]), np.zeros(start.shape[0])
        for k in range(deep):
            day += a[k, :, None] * self.days[k]
            total += a[k, :, None] * starts[k]
            size += np.abs(a[k])
            bent += np.abs(a[k]) * doubt[k]
        made &= (np.abs(start - total) / scale).max(axis=1) <= ALIKE
        made &= (size <= LARGEST) & (bent <= BENT_IN_ALL)
        whole, told = start.sum(axis=1), total.sum(axis=1)
        day *= np.where(made & (told > 0.0), whole / np.where(told > 0.0, told, 1.0), 1.0)[:, None]
        return made, day

    def _scale(self, start: Floats) -> Floats:
        """What a rest is held against at each place, above zero."""
        cells = np.abs(start[:, : start.shape[1] - self.stores])
        fullest = np.repeat(np.maximum.reduceat(cells, self.tops, axis=1), self.widths, axis=1)
        floor = np.concatenate([FLOOR * fullest, np.zeros((start.shape[0], self.stores))], axis=1)
        whole = np.abs(start).sum(axis=1, keepdims=True)
        return np.asarray(np.abs(start) + floor + NOTHING * whole + 1e-300)
