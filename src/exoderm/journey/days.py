"""Period after period: each problem is followed step by step until days that were followed can stand in for the next.

There is nothing to choose: a problem is a size class in one draw, and each finds its own way, by what lies in its skin
alone. A period in which a state is kept before its end, or of which there are not three alike, is followed.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.clock import Period
from exoderm.journey.parameter import Floats
from exoderm.journey.passage import Passage, Passed
from exoderm.journey.recall import Recall

ENOUGH = 3
"""Periods alike from which on it pays to remember."""


class Days:
    """The periods of a run, one after the other."""

    def __init__(
        self, passage: Passage, layers: NDArray[np.int64], capacity: Floats, kinds: Mapping[object, int]
    ) -> None:
        self.passage, self.layers, self.capacity, self.kinds = passage, layers, capacity, kinds
        self.recalls: dict[object, Recall] = {}
        self.redone = 0
        self.followed: list[int] = []
        """Of each period, how many problems were followed step by step."""

    def go(self, period: Period, cells: Floats, stores: Floats) -> tuple[Passed, list[tuple[float, Passed]]]:
        """The end of a period and what was seen at marks before it, for the state (P, ...) after its dose."""
        every = np.arange(cells.shape[0])
        if period.within or self.kinds[period.kind] < ENOUGH:
            return self._follow(period, cells, stores, every)
        start = np.concatenate([cells * self.capacity, stores], axis=1)
        recall = self.recalls.setdefault(period.kind, Recall(self.layers, stores.shape[1], every.size))
        made, day = recall.stand_in(start)
        chosen = np.flatnonzero(~made)
        if not chosen.size:
            self.followed.append(0)
            return self.passage.start(cells, stores).read(day), []
        done, seen = self._follow(period, cells[chosen], stores[chosen], chosen)
        recall.keep(chosen, start[chosen], done.row(), self._bent(done, chosen))
        if chosen.size == every.size:
            return done, seen
        day[chosen] = done.row()
        return self.passage.start(cells, stores).read(day), seen

    def _follow(
        self, period: Period, cells: Floats, stores: Floats, chosen: NDArray[np.int64]
    ) -> tuple[Passed, list[tuple[float, Passed]]]:
        end, seen, redone = self.passage.follow(period, cells, stores, chosen)
        self.redone += redone
        self.followed.append(chosen.size)
        return end, seen

    def _bent(self, end: Passed, chosen: NDArray[np.int64]) -> Floats:
        """Share of uptake by free sites that saturation held back, (p,): of the cells where it is largest."""
        parts = self.passage.terms.parts
        bent = np.zeros(chosen.size)
        for k in range(end.taken_up.shape[1]):
            slope = parts["saturable_max"][chosen, k] / parts["saturable_half"][chosen, k]
            free = (slope * self.capacity[chosen] * end.exposure).sum(axis=1)
            bent = np.maximum(bent, (free - end.taken_up[:, k]) / np.maximum(free, 1e-300))
        return bent
