"""Which input moves an answer, and on which weakest link it stands.

The share of an input in the spread of an answer is the square of Spearman's rank correlation between its draws and the
answer's. Shares are reported where chance would give as much to any of the inputs in one answer of twenty
(:func:`chance`). The weakest link is the lowest grade among the inputs that matter (share of at least 5 %).

Of the inputs that differ between people and those that nobody knows, each kind carries the sum of its inputs' shares,
each share less what chance alone gives, 1/(draws - 1): without that, eighty inputs that do nothing would seem to carry
a third of the spread of 256 draws. What the sums leave is carried by inputs together, or not in one direction.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import get_args

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.journey.table import DrawTable, Row
from exoderm.library.value import Between

MATTERS = 0.05
FEWEST = 32
"""Draws below which the kinds of input are not told apart."""
KINDS = get_args(Between)


@dataclass(frozen=True)
class Part:
    """Which share of the spread of an answer one kind of input carries."""

    kind: str
    """``people``, ``measurement``, ``ignorance``, or ``together`` for what no single input carries."""
    share: float
    error: float
    """Standard error of the share, from the number of draws."""
    inputs: int
    """How many uncertain inputs are of this kind."""


@dataclass(frozen=True)
class Mover:
    """One input and its share in the spread of an answer."""

    row: Row
    share: float


def _ranks(samples: Floats) -> Floats:
    """Average ranks along the last axis, centred and scaled to unit length; constants become zeros."""
    order = np.argsort(samples, axis=-1, kind="stable")
    ranks = np.empty_like(samples, dtype=np.float64)
    np.put_along_axis(ranks, order, np.arange(samples.shape[-1], dtype=np.float64), axis=-1)
    for line, values in zip(np.atleast_2d(ranks), np.atleast_2d(samples), strict=True):
        _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
        line[:] = (np.bincount(where, weights=line) / counts)[where]
    ranks -= ranks.mean(axis=-1, keepdims=True)
    norm = np.sqrt((ranks**2).sum(axis=-1, keepdims=True))
    return np.asarray(np.divide(ranks, norm, out=np.zeros_like(ranks), where=norm > 0.0))


def chance(draws: int, inputs: int) -> float:
    """The share that the luckiest of so many inputs that do nothing exceeds in one answer of twenty.

    The inverse hyperbolic tangent of a rank correlation by chance is normal with variance 1/(draws - 3) (Fisher), and
    each input is allowed its part of the twentieth (Bonferroni): 0.05 for 170 inputs and 256 draws.
    """
    bound = NormalDist().inv_cdf(1.0 - 0.05 / (2.0 * inputs))
    return math.tanh(bound / math.sqrt(draws - 3)) ** 2


class Tracer:
    """Ranks of all uncertain inputs, made once, against which answers are held."""

    def __init__(self, table: DrawTable) -> None:
        self.rows = [row for row in table if row.uncertain]
        self.ranks = _ranks(np.stack([row.samples for row in self.rows])) if self.rows else np.zeros((0, table.draws))

    def movers(self, answer: Floats) -> list[Mover]:
        """Inputs that move an answer (draw,), the strongest first."""
        draws = answer.shape[0]
        if draws < 8 or not self.rows or np.ptp(answer) == 0.0:
            return []
        shares = (self.ranks @ _ranks(answer)) ** 2
        least = chance(draws, len(self.rows))
        return [Mover(self.rows[i], float(shares[i])) for i in np.argsort(-shares) if shares[i] > least]

    def parts(self, answer: Floats) -> list[Part]:
        """Shares of the spread of an answer (draw,) by what the inputs' spread stands for; they add up to one.

        An answer without spread, or with fewer than 32 draws, has no parts. The error of a share r^2 of n draws is the
        root of 4 r^2 (1 - r^2)^2 / n + 2 / n^2, which for sums adds up in squares.
        """
        draws = answer.shape[0]
        if draws < FEWEST or not self.rows or not np.isfinite(answer).all() or np.ptp(answer) == 0.0:
            return []
        squares = (self.ranks @ _ranks(answer)) ** 2
        by_luck = 1.0 / (draws - 1)
        shares = (squares - by_luck) / (1.0 - by_luck)
        errors = 4.0 * squares * (1.0 - squares) ** 2 / draws + 2.0 / draws**2
        kinds = np.array([row.value.between for row in self.rows])
        sums = {kind: max(float(shares[kinds == kind].sum()), 0.0) for kind in KINDS}
        whole = max(sum(sums.values()), 1.0)
        out = [
            Part(kind, sums[kind] / whole, float(np.sqrt(errors[kinds == kind].sum())), int((kinds == kind).sum()))
            for kind in KINDS
        ]
        left = max(1.0 - sum(part.share for part in out), 0.0)
        return [*out, Part("together", left, float(np.sqrt(errors.sum())), len(self.rows))]


def weakest(movers: list[Mover]) -> Row | None:
    """The input of lowest grade among those that matter; of equals the one that moves more."""
    matter = [m for m in movers if m.share >= MATTERS] or movers[:1]
    return min(matter, key=lambda m: (m.row.value.grade, -m.share)).row if matter else None
