"""Which input moves an answer, and on which weakest link it stands.

The share of an input in the spread of an answer is the square of Spearman's rank correlation between its draws and the
answer's. Shares below what chance gives (three standard errors, 9/draws) are not reported. The weakest link is the
lowest grade among the inputs that matter (share of at least 5 %).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.journey.table import DrawTable, Row

MATTERS = 0.05


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
        chance = 9.0 / draws
        found = [Mover(self.rows[i], float(shares[i])) for i in np.argsort(-shares) if shares[i] > chance]
        return found


def weakest(movers: list[Mover]) -> Row | None:
    """The input of lowest grade among those that matter; of equals the one that moves more."""
    matter = [m for m in movers if m.share >= MATTERS] or movers[:1]
    return min(matter, key=lambda m: (m.row.value.grade, -m.share)).row if matter else None
