"""The books of a run: what went where since the start, and the state of the skin at one time."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from exoderm.journey.parameter import Floats


@dataclass(frozen=True)
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

    def __add__(self, other: Book) -> Book:
        """This book and what came to it."""
        names = [part.name for part in fields(Book)]
        return Book(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True)
class Snapshot:
    """State of the skin at one time, per area."""

    seconds: float
    cells: Floats
    """(draw, traveller, depth): concentration in the fluid."""
    stores: Floats
    """(draw, traveller, store)."""
    book: Book


def blank(shape: tuple[int, int], depth: int, sinks: int, receivers: int, fates: int) -> Book:
    """A book in which nothing is written yet, for (draw, traveller)."""
    rows = {"sinks": sinks, "taken_up": receivers, "fates": fates, "exposure": depth}
    columns = {name: np.zeros((*shape, count)) for name, count in rows.items()}
    return Book(**columns, washed=np.zeros(shape), offered=np.zeros(shape))


def residual(end: Snapshot, capacity: Floats) -> Floats:
    """What the ledger cannot explain, as a share of what was offered, (draw, traveller)."""
    book = end.book
    there = (end.cells * capacity).sum(axis=2) + end.stores.sum(axis=2)
    gone = book.sinks.sum(axis=2) + book.taken_up.sum(axis=2) + book.fates.sum(axis=2)
    gone = gone + book.washed
    whole = np.maximum(book.offered, 1e-300)
    return np.asarray(np.where(book.offered > 0.0, (book.offered - there - gone) / whole, 0.0))
