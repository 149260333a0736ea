"""Would the fitted model have made such a table? Posterior predictive checks (Gelman, Meng and Stern's discrepancies).

For each draw of the posterior a table is made anew with the same rows, and a discrepancy is taken of both. The share of
made tables that look at least as odd as the real one is p: near nought, the model cannot make what was measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.parameter import Floats
from exoderm.journey.vial.stability.posterior import Posterior
from exoderm.journey.vial.stability.table import Table
from exoderm.numerics.draw import normal_quantile, uniforms

DRAWS = 500
ODD = 0.05


@dataclass(frozen=True)
class Check:
    """One question to the model; p is none where the table cannot ask it."""

    name: str
    question: str
    p: float | None
    reason: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the model passes; none where it was not asked."""
        return None if self.p is None else self.p >= ODD


def checks(table: Table, found: Posterior, seed: int) -> list[Check]:
    """Three questions: is any count too far off, does one rate hold over time, does Arrhenius hold over warmth?"""
    pick = np.linspace(0, len(found.scatter) - 1, DRAWS).astype(int)
    rates = np.stack([found.rate(t)[pick] for t in np.unique(table.celsius)], axis=1)
    group = np.unique(table.celsius, return_inverse=True)[1]
    mean = found.log_start[pick, None] - rates[:, group] * table.days * 86400.0
    spread = np.sqrt(found.scatter[pick, None] ** 2 + (table.sd / table.count) ** 2)
    real = (np.log(table.count) - mean) / spread
    made = normal_quantile(uniforms(seed, "stability.check", real.size)).reshape(real.shape)
    bends, slopes = _bends(table, group), _slopes(table, group)

    def p(measure: Floats, again: Floats) -> float:
        return float((again >= measure).mean())

    out = [Check("outlier", "Is each single count as near as such scatter leaves it?",
                 p(np.abs(real).max(axis=1), np.abs(made).max(axis=1)))]  # fmt: skip
    if bends is None:
        out.append(Check("first_order", _ONE_RATE, None, "no temperature has counts at three times or more"))
    else:
        out.append(Check("first_order", _ONE_RATE, p(np.abs(real @ bends), np.abs(made @ bends))))
    if slopes.shape[1] < 3:
        out.append(
            Check("arrhenius", _ONE_ENERGY, None, "two temperatures fit any activation energy; a third would test it")
        )
    else:
        measures = [((r @ slopes) ** 2).sum(axis=1) for r in (real, made)]
        out.append(Check("arrhenius", _ONE_ENERGY, p(*measures)))
    return out


_ONE_RATE = "Do counts fall at one rate over time, rather than fast and then slowly, or the other way round?"
_ONE_ENERGY = "Do the rates of the temperatures follow one activation energy?"


def _bends(table: Table, group: NDArray[np.intp]) -> Floats | None:
    """A unit vector over the rows along which a bend in time would show, alike at all temperatures."""
    out = np.zeros(len(table.days))
    for g in np.unique(group):
        t = table.days[group == g]
        if np.unique(t).size < 3:
            continue
        scaled = t / t.max()
        straight = np.stack([np.ones_like(scaled), scaled], axis=1)
        bent = scaled**2
        out[group == g] = bent - straight @ np.linalg.lstsq(straight, bent, rcond=None)[0]
    size = float(np.sqrt((out**2).sum()))
    return out / size if size > 1e-9 else None


def _slopes(table: Table, group: NDArray[np.intp]) -> Floats:
    """Unit vectors over the rows, one per temperature, along which a rate of its own would show; (row, temperature)."""
    columns = []
    for g in np.unique(group):
        t = np.where(group == g, table.days, 0.0)
        if t.max() > 0.0:
            columns.append(t / np.sqrt((t**2).sum()))
    return np.stack(columns, axis=1)
