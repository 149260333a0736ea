"""One run: the line, then the living skin between doses, for all draws and travellers at once.

    donor -> Harvest -> vial -> Vial -> route -> Deposit -> skin (advance to the next event) -> ... -> Journey

Every vesicle that is offered is in exactly one place of the ledger at every time that is kept. A vehicle arm offers
none: the equations have no source, so all of its amounts are zero and it is not computed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from exoderm.journey.clock import FIRST_STEP, events, steps, watch, windows
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.handover import Deposit, Harvest, Vial
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.route.deposit import deposit, thickness
from exoderm.journey.route.film import RUPTURED, SHED, Film, drying_time
from exoderm.journey.skin.ageing import Ageing
from exoderm.journey.skin.depth import Depth, depth_axis
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum
from exoderm.journey.skin.terms import SINKS, Terms, assemble
from exoderm.journey.vial.keep import course
from exoderm.numerics.schedule import Schedule
from exoderm.numerics.transport import Line, advance, build_line

Progress = Callable[[float, str], None]


@dataclass
class Book:
    """Integrated fates since the start, per area: (draw, traveller, ...)."""

    sinks: Floats
    taken_up: Floats
    fates: Floats
    """(draw, traveller, fate): what stores lost, and what of the doses never came to one."""
    exposure: Floats
    """(draw, traveller, depth): integral of concentration over time."""
    washed: Floats
    offered: Floats

    def copy(self) -> Book:
        """A snapshot."""
        return Book(**{name: array.copy() for name, array in vars(self).items()})


@dataclass(frozen=True)
class Snapshot:
    """State of the skin at one time, per area."""

    seconds: float
    cells: Floats
    """(draw, traveller, depth): concentration in the fluid."""
    stores: Floats
    """(draw, traveller, store)."""
    book: Book


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
    timings: Mapping[str, float] = field(default_factory=dict)

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
    doses = [deposit(plan, vial, depth, terms.stores) for vial in vials]
    tell(0.1, "skin")
    return _skin(plan, filled, vials, depth, doses, terms, threads, tell)


def _skin(
    plan: Plan, filled: Harvest, vials: tuple[Vial, ...], depth: Depth, doses: Sequence[Deposit], terms: Terms,
    threads: int, tell: Progress,
) -> Journey:  # fmt: skip
    draws, travellers, m = doses[0].stores.shape
    fates = tuple(dict.fromkeys((*terms.fates, *doses[0].lost)))
    film = terms.stores.index("film") if "film" in terms.stores else None
    n = depth.layer.shape[0]
    shape, problems = (draws, travellers), draws * travellers
    capacity = terms.parts["capacity"].reshape(*shape, n)
    cells, held = np.zeros((*shape, n)), np.zeros((*shape, m))
    receivers = len(plan.scenario.receivers)
    book = Book(
        sinks=np.zeros((*shape, len(SINKS))), taken_up=np.zeros((*shape, receivers)),
        fates=np.zeros((*shape, len(fates))), exposure=np.zeros((*shape, n)), washed=np.zeros(shape),
        offered=np.zeros(shape),
    )  # fmt: skip
    first = FIRST_STEP * min(1.0, plan.thickness / 1e-4) if film is not None else FIRST_STEP
    watched, kept = watch(plan), [Snapshot(0.0, cells.copy(), held.copy(), book.copy())]
    stops = events(plan)
    redone, last_dose, washed, coming = 0, 0.0, False, iter(doses)
    residue = Residue(plan, shape, fates)
    for (start, what), (end, _) in pairwise(stops):
        if what == "dose":
            dose = next(coming)
            held, off = _lift(held, terms, fates)
            book.fates = book.fates + off
            held = residue.leave(held, start - last_dose) + dose.stores
            cells = cells + dose.cells / capacity
            missed = [dose.lost.get(name, np.zeros(shape)) for name in fates]
            book.offered = book.offered + dose.offered
            book.fates = book.fates + np.stack(missed, axis=2) if fates else book.fates
            last_dose, washed = start, False
        elif what == "wash":
            held, off = _lift(held, terms, fates)
            book.fates = book.fates + off
            if film is not None:
                book.washed = book.washed + held[:, :, film] + residue.wash()
                held[:, :, film] = 0.0
            washed = True
        if end - start <= 0.0:
            continue
        marks = [t - start for t in watched if start < t <= end]
        schedule = steps(end - start, first, windows(plan, washed), marks, start - last_dose)
        nodes = schedule.find(marks)
        line = _line(terms, schedule, start - last_dose, washed)
        begin = cells.reshape(problems, n), held.reshape(problems, m)
        done = advance(line, *begin, schedule, observe=nodes, threads=threads)
        redone += int(done.redone.sum())
        before = book
        for k, mark in enumerate(marks):
            seen = done.seen
            account = {name: array[:, k] for name, array in vars(seen.account).items()}
            there, gone = residue.after(mark)
            seen_held = seen.stores[:, k].reshape(*shape, m)
            kept.append(
                Snapshot(
                    start + mark,
                    seen.cells[:, k].reshape(*shape, n),
                    residue.beside(seen_held, there),
                    _add(before, account, shape, gone),
                )
            )
        residue.amount, gone = residue.after(end - start)
        book = _add(before, vars(done.account), shape, gone)
        cells, held = done.cells.reshape(*shape, n), done.stores.reshape(*shape, m)
        tell(0.1 + 0.9 * end / plan.seconds, "skin")
    residual = _residual(kept[-1], capacity)
    rates = terms.parts["sink"].reshape(*shape, len(SINKS), n)
    return Journey(plan, filled, vials, depth, capacity, rates, terms.stores, fates, tuple(kept), residual, redone)


class Residue:
    """What earlier doses left dry on the surface: no dose any more, it is shed and its vesicles rupture.

    dR/dt = -(s + r) R has a closed form, so the solver does not carry it.
    """

    def __init__(self, plan: Plan, shape: tuple[int, int], fates: Sequence[str]) -> None:
        self.plan, self.amount, self.fates = plan, np.zeros(shape), fates
        self.film = plan.get("route.film", Film) if plan.has("route.film") else None

    def leave(self, held: Floats, seconds: float) -> Floats:
        """Take the dry films out of the stores, (draw, traveller, store); wet ones merge with the next dose."""
        if self.film is None or self.plan.scenario.dose.occluded or self.plan.has("skin.weeping"):
            return held
        dry = drying_time(self.film, thickness(self.plan)) <= seconds
        left = held.copy()
        self.amount = self.amount + held[:, :, 0] * dry[:, None]
        left[:, :, 0] *= ~dry[:, None]
        return left

    def wash(self) -> Floats:
        """Give up what lies there."""
        washed, self.amount = self.amount, np.zeros_like(self.amount)
        return washed

    def after(self, seconds: float) -> tuple[Floats, Floats]:
        """What is left, and what is gone by fate (draw, traveller, fate), after a time without a wash."""
        gone = np.zeros((*self.amount.shape, len(self.fates)))
        if self.film is None:
            return self.amount, gone
        total = self.film.shedding + self.film.rupture
        lost = self.amount * -np.expm1(-total * seconds)[:, None]
        share = (self.film.shedding / np.maximum(total, 1e-300))[:, None]
        gone[:, :, self.fates.index(SHED)], gone[:, :, self.fates.index(RUPTURED)] = lost * share, lost * (1.0 - share)
        return self.amount - lost, gone

    def beside(self, held: Floats, there: Floats) -> Floats:
        """Stores as they are reported: the surface holds film and residue."""
        if self.film is None:
            return held
        both = held.copy()
        both[:, :, 0] += there
        return both


def _lift(held: Floats, terms: Terms, fates: Sequence[str]) -> tuple[Floats, Floats]:
    """Take off what is taken off with a dose: stores (draw, traveller, store) and fates (draw, traveller, fate)."""
    left, off = held.copy(), np.zeros((*held.shape[:2], len(fates)))
    for store, fate in terms.lifted.items():
        j = terms.stores.index(store)
        off[:, :, fates.index(fate)] += left[:, :, j]
        left[:, :, j] = 0.0
    return left, off


def _line(terms: Terms, schedule: Schedule, since_dose: float, washed: bool) -> Line:
    factors = terms.factors(since_dose + schedule.times, washed)
    parts = dict(terms.parts)
    capacity, conductance = parts.pop("capacity"), parts.pop("conductance")
    return build_line(capacity, conductance, **parts, **factors)


def _add(book: Book, account: Mapping[str, Floats], shape: tuple[int, int], gone: Floats) -> Book:
    """The book after an interval's account and what was gone of the residue by fate."""

    def fit(array: Floats) -> Floats:
        return array.reshape(*shape, *array.shape[1:])

    fates = book.fates + gone
    fates[:, :, : account["store_sinks"].shape[1]] += fit(account["store_sinks"])
    return Book(
        sinks=book.sinks + fit(account["sinks"]),
        taken_up=book.taken_up + fit(account["saturable"]),
        fates=fates,
        exposure=book.exposure + fit(account["exposure"]),
        washed=book.washed,
        offered=book.offered,
    )


def _residual(end: Snapshot, capacity: Floats) -> Floats:
    book = end.book
    there = (end.cells * capacity).sum(axis=2) + end.stores.sum(axis=2)
    gone = book.sinks.sum(axis=2) + book.taken_up.sum(axis=2) + book.fates.sum(axis=2)
    gone = gone + book.washed
    whole = np.maximum(book.offered, 1e-300)
    return np.asarray(np.where(book.offered > 0.0, (book.offered - there - gone) / whole, 0.0))


def vesicles(array: Floats) -> Floats:
    """Sum over the size classes of vesicles, leaving out co-isolated protein: (draw, traveller, ...) -> (draw, ...)."""
    return np.asarray(array[:, :CLASSES].sum(axis=1))
