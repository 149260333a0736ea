"""One run: the line, then the living skin between doses, for all draws and travellers at once.

    donor -> Harvest -> vial -> Vial -> route -> Deposit -> skin (advance to the next event) -> ... -> Journey

Every vesicle that is offered is in exactly one place of the ledger at every time that is kept. A vehicle arm offers
none: the equations have no source, so all of its amounts are zero and it is not computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from exoderm.journey.book import Book, Snapshot, blank, residual
from exoderm.journey.clock import Period, periods
from exoderm.journey.days import Days
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.handover import Deposit, Harvest, Vial
from exoderm.journey.in_use import course
from exoderm.journey.parameter import Floats
from exoderm.journey.passage import Passage, Passed
from exoderm.journey.plan import Plan
from exoderm.journey.residue import Residue, none_yet
from exoderm.journey.route.deposit import deposit
from exoderm.journey.skin.ageing import Ageing
from exoderm.journey.skin.depth import Depth, depth_axis
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum
from exoderm.journey.skin.terms import SINKS, Terms, assemble

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Journey:
    """A finished run of the treated arm."""

    plan: Plan
    harvest: Harvest
    vials: tuple[Vial, ...]
    """The vial at each dose."""
    depth: Depth
    capacity: Floats
    """(draw, traveller, depth): fluid per area of each cell."""
    rates: Floats
    """(draw, traveller, sink, depth): first-order sinks of the line, 1/s."""
    store_names: tuple[str, ...]
    fate_names: tuple[str, ...]
    snapshots: tuple[Snapshot, ...]
    residual: Floats
    """(draw, traveller): what the ledger cannot explain, as a share of what was offered."""
    redone: int = 0
    followed: Sequence[int] = ()
    """Of each dose, how many (draw, traveller) were followed step by step; for the others earlier doses stood in."""

    def fate(self, at: Snapshot, name: str) -> Floats:
        """What one fate had taken by a time, (draw, traveller)."""
        return at.book.fates[:, :, self.fate_names.index(name)]

    @property
    def end(self) -> Snapshot:
        """The last snapshot."""
        return self.snapshots[-1]

    def at(self, seconds: float) -> Snapshot:
        """The snapshot nearest to a time."""
        return min(self.snapshots, key=lambda s: abs(s.seconds - seconds))


def simulate(plan: Plan, threads: int = 1, progress: Progress | None = None) -> Journey:
    """Run a plan.

    Pure: the same plan gives the same bits, whatever the threads. ``progress(share, words)`` is called between events
    and may raise KeyboardInterrupt.
    """
    tell = progress or (lambda share, words: None)
    tell(0.0, "donor and vial")
    filled = harvest(plan)
    vials = course(plan, filled, threads)
    ageing = plan.get("skin.ageing", Ageing)
    depth = depth_axis(
        plan.get("skin.layers", Layers),
        plan.get("skin.stratum_corneum", StratumCorneum),
        ageing,
        plan.scenario.person.age,
    )
    terms = assemble(plan, filled, depth)
    doses = [deposit(plan, vial, depth, terms.stores, opened) for vial, opened in zip(vials, plan.opened, strict=True)]
    tell(0.1, "skin")
    return _skin(plan, filled, vials, depth, doses, terms, threads, tell)


def _skin(
    plan: Plan, filled: Harvest, vials: tuple[Vial, ...], depth: Depth, doses: Sequence[Deposit], terms: Terms,
    threads: int, tell: Progress,
) -> Journey:  # fmt: skip
    draws, travellers, m = doses[0].stores.shape
    fates = tuple(dict.fromkeys((*terms.fates, *doses[0].lost)))
    n, shape, problems = depth.layer.shape[0], (draws, travellers), draws * travellers
    capacity = terms.parts["capacity"]
    book = blank(shape, n, len(SINKS), len(plan.scenario.receivers), len(fates))
    cells, stores = np.zeros((problems, n)), np.zeros((problems, m))
    kept = [Snapshot(0.0, cells.reshape(*shape, n), stores.reshape(*shape, m), book)]
    passage, residue = Passage(plan, terms, fates, threads), none_yet(plan, shape, fates)
    ahead = periods(plan)
    days = Days(passage, depth.layer, capacity, Counter(period.kind for period in ahead))
    since = 0.0
    for period, dose in zip(ahead, doses, strict=False):
        off = passage.lift(passage.start(cells, stores))
        residue, held = residue.leave(off.stores.reshape(*shape, m), since)
        missed = np.stack([dose.lost.get(name, np.zeros(shape)) for name in fates], axis=2) if fates else 0.0
        book = _add(book, off, missed, dose.offered)
        stores = (held + dose.stores).reshape(problems, m)
        cells = off.cells + dose.cells.reshape(problems, n) / capacity
        end, seen = days.go(period, cells, stores)
        for mark, there in [*seen, (period.length, end)]:
            left, gone, washed = _lying(residue, period, mark)
            if mark in period.marks:
                held = left.beside(there.stores.reshape(*shape, m))
                here = _add(book, there, gone, washed=washed)
                kept.append(Snapshot(period.start + mark, there.cells.reshape(*shape, n), held, here))
        residue, gone, washed = _lying(residue, period, period.length)
        if period.wash == period.length:
            end, washed, residue = passage.wash(end), washed + residue.amount, residue.washed()
        book = _add(book, end, gone, washed=washed)
        cells, stores, since = end.cells, end.stores, period.length
        tell(0.1 + 0.9 * (period.start + period.length) / plan.seconds, "skin")
    capacity = capacity.reshape(*shape, n)
    rates = terms.parts["sink"].reshape(*shape, len(SINKS), n)
    return Journey(
        plan, filled, vials, depth, capacity, rates, terms.stores, fates, tuple(kept), residual(kept[-1], capacity),
        days.redone, days.followed,
    )  # fmt: skip


def _lying(residue: Residue, period: Period, mark: float) -> tuple[Residue, Floats, Floats]:
    """The residue some time after a dose, what is gone of it by fate, and what was washed off."""
    if period.wash is None or period.wash >= period.length or mark <= period.wash:
        left, gone = residue.after(mark)
        return left, gone, np.zeros_like(residue.amount)
    left, gone = residue.after(period.wash)
    return left.washed(), gone, left.amount


def _add(
    book: Book, passed: Passed, gone: Floats | float, offered: Floats | float = 0.0, washed: Floats | float = 0.0
) -> Book:
    """The book after a passage, with what is gone beside the solver by fate, and what was offered and washed off."""
    shape = book.offered.shape

    def fit(array: Floats) -> Floats:
        return array.reshape(*shape, -1)

    return Book(
        sinks=book.sinks + fit(passed.sinks),
        taken_up=book.taken_up + fit(passed.taken_up),
        fates=book.fates + fit(passed.fates) + gone,
        exposure=book.exposure + fit(passed.exposure),
        washed=book.washed + fit(passed.washed)[:, :, 0] + washed,
        offered=book.offered + offered,
    )


def vesicles(array: Floats) -> Floats:
    """Sum over the size classes of vesicles, leaving out co-isolated protein: (draw, traveller, ...) -> (draw, ...)."""
    return np.asarray(array[:, :CLASSES].sum(axis=1))
