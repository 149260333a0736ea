"""From one dose to the next: what becomes of what lies in the skin, followed step by step.

Problems (P) are draws x travellers. Amounts are per area.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.clock import FIRST_STEP, Period, steps, windows
from exoderm.journey.ground import When
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.skin.terms import Terms
from exoderm.numerics.schedule import Schedule
from exoderm.numerics.transport import Line, advance, build_line

Chosen = NDArray[np.int64]


@dataclass(frozen=True)
class Passed:
    """The state some time after a dose, and what went where since; (P, ...)."""

    cells: Floats
    """Concentration in the fluid by depth."""
    stores: Floats
    sinks: Floats
    taken_up: Floats
    fates: Floats
    exposure: Floats
    washed: Floats
    """(P, 1)"""

    def row(self) -> Floats:
        """All of it side by side, (P, X)."""
        return np.concatenate([getattr(self, part.name) for part in fields(Passed)], axis=1)

    def read(self, row: Floats) -> Passed:
        """The same places filled from (P, X)."""
        widths = [getattr(self, part.name).shape[1] for part in fields(Passed)]
        return Passed(*np.split(row, np.cumsum(widths)[:-1], axis=1))


class Passage:
    """How to follow problems of one run through a period."""

    def __init__(self, plan: Plan, terms: Terms, fates: Sequence[str], threads: int) -> None:
        self.terms, self.fates, self.threads = terms, tuple(fates), threads
        self.film = terms.stores.index("film") if "film" in terms.stores else None
        first = FIRST_STEP * min(1.0, plan.thickness / 1e-4) if self.film is not None else FIRST_STEP

        @lru_cache(maxsize=2)
        def course(
            since: float, until: float, washed: bool, marks: tuple[float, ...], opened: float
        ) -> tuple[Schedule, dict[str, Floats]]:
            schedule = steps(until - since, first, windows(plan, washed, opened), marks, since)
            return schedule, terms.factors(When(since + schedule.times, washed, opened))

        self.course = course

    def follow(
        self, period: Period, cells: Floats, stores: Floats, chosen: Chosen
    ) -> tuple[Passed, list[tuple[float, Passed]], int]:
        """Carry `cells` and `stores` of the chosen problems through a period.

        Returns the end of it, what was seen at marks before its end, and how many steps were redone.
        """
        now = self.start(cells, stores)
        cut = period.wash if period.wash is not None and period.wash < period.length else None
        stretches = [(0.0, cut or period.length, False)]
        if cut is not None:
            stretches.append((cut, period.length, True))
        seen, redone = [], 0
        for since, until, washed in stretches:
            if washed:
                now = self.wash(now)
            within = [t for t in period.within if since < t <= until]
            marks = tuple(t - since for t in within)
            schedule, factors = self.course(since, until, washed, marks, period.opened)
            line = self._line(factors, chosen)
            done = advance(line, now.cells, now.stores, schedule, schedule.find(marks), self.threads)
            for k, mark in enumerate(within):
                account = {name: array[:, k] for name, array in vars(done.seen.account).items()}
                seen.append((mark, _then(now, done.seen.cells[:, k], done.seen.stores[:, k], account)))
            now = _then(now, done.cells, done.stores, vars(done.account))
            redone += int(done.redone.sum())
        return now, seen, redone

    def start(self, cells: Floats, stores: Floats) -> Passed:
        """A state from which on the books are kept."""
        widths = self.terms.parts["sink"].shape[1], self.terms.parts["saturable_max"].shape[1], len(self.fates)
        sinks, taken_up, fates = (np.zeros((cells.shape[0], width)) for width in widths)
        return Passed(cells, stores, sinks, taken_up, fates, np.zeros_like(cells), np.zeros((cells.shape[0], 1)))

    def lift(self, now: Passed) -> Passed:
        """Take off the stores that are taken off with a dose."""
        if not self.terms.lifted:
            return now
        stores, fates = now.stores.copy(), now.fates.copy()
        for store, fate in self.terms.lifted.items():
            j = self.terms.stores.index(store)
            fates[:, self.fates.index(fate)] += stores[:, j]
            stores[:, j] = 0.0
        return replace(now, stores=stores, fates=fates)

    def wash(self, now: Passed) -> Passed:
        """Take the dose off: what is lifted with it, and the film."""
        off = self.lift(now)
        if self.film is None:
            return off
        stores = off.stores.copy()
        stores[:, self.film] = 0.0
        return replace(off, stores=stores, washed=off.washed + off.stores[:, self.film, None])

    def _line(self, factors: Mapping[str, Floats], chosen: Chosen) -> Line:
        parts = {name: part[chosen] for name, part in self.terms.parts.items()}
        capacity, conductance = parts.pop("capacity"), parts.pop("conductance")
        course = {name: part if part.shape[0] == 1 else part[chosen] for name, part in factors.items()}
        return build_line(capacity, conductance, **parts, **course)


def _then(before: Passed, cells: Floats, stores: Floats, account: Mapping[str, Floats]) -> Passed:
    """After the account of a stretch."""
    fates = before.fates.copy()
    fates[:, : account["store_sinks"].shape[1]] += account["store_sinks"]
    return Passed(
        cells=cells,
        stores=stores,
        sinks=before.sinks + account["sinks"],
        taken_up=before.taken_up + account["saturable"],
        fates=fates,
        exposure=before.exposure + account["exposure"],
        washed=before.washed,
    )
