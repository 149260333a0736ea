"""The vial from dose to dose: opened and mixed each time, so that one day does to it nearly what the day before did.

A day takes from what is there, by size class, a share for each fate. These shares change slowly: with what still floats
(which pairs) and with what covers the wall. So each draw is followed on the first days; later the polynomial through
the days that were followed last is taken, as long as one through a day fewer says the same, and the course has not
grown to twice its length since. Otherwise the day is followed, and is remembered in its turn.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.handover import Harvest, Vial
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.spell import Spell
from exoderm.journey.vial.keep import CELLS, FATES, Kept, dissolved, fill, mixed, through, used

STEADY = 1e-5
"""Of what is in the vial: how far the two polynomials may lie apart in any share of a day."""
POINTS = 4
"""Days through which the polynomial goes."""


def course(plan: Plan, harvest: Harvest, threads: int = 1) -> tuple[Vial, ...]:
    """The vial at each dose: kept through its storage history to the first, then in use from dose to dose."""
    kept = fill(plan, harvest)
    for spell in plan.history:
        kept = mixed(through(plan, kept, spell, threads))
    kept = dissolved(plan, kept)
    doses, days = [used(plan, kept)], _Days(kept)
    for before, now in pairwise(plan.dose_times):
        kept = days.go(plan, kept, in_use(plan, now - before), threads)
        doses.append(used(plan, kept))
    return tuple(doses)


def in_use(plan: Plan, seconds: float) -> Spell:
    """The spell between two doses: as the last of the storage history, but opened and dissolved.

    What is kept frozen is thawed for each dose and frozen again. Volume over wetted area stays that of the full vial.
    """
    last = plan.history[-1]
    cycles = np.where(last.kelvin < 273.15, 1.0, 0.0)
    return replace(last, seconds=np.full(plan.draws, float(seconds)), air="open", freeze_thaw=cycles, dry=False)


class _Days:
    """What the latest days that were followed took from each draw: shares (POINTS, draw, X), newest first."""

    def __init__(self, kept: Kept) -> None:
        draws, classes = kept.left.shape
        self.day = 0
        self.shares = np.zeros((POINTS, draws, classes * len(FATES) + 1))
        self.when = np.tile(-np.arange(POINTS, dtype=np.float64)[:, None], (1, draws))
        self.count = np.zeros(draws, dtype=np.int64)

    def go(self, plan: Plan, kept: Kept, spell: Spell, threads: int) -> Kept:
        """One more day, and then mixed."""
        self.day += 1
        shares, doubt = self._carried_on()
        steady = (self.count >= POINTS) & (doubt <= STEADY) & (self.day <= 2 * self.when[0])
        chosen = np.flatnonzero(~steady)
        if chosen.size:
            shares[chosen] = _followed(plan, kept, spell, chosen, threads)
            for memory, new in ((self.shares, shares[chosen]), (self.when, float(self.day))):
                memory[1:, chosen] = memory[:-1, chosen]
                memory[0, chosen] = new
            self.count[chosen] += 1
        draws, classes = kept.left.shape
        each = shares[:, :-1].reshape(draws, len(FATES), classes)
        gone = _sum(each)
        each = each / np.maximum(gone, 1.0)[:, None]  # where next to nothing is left, rounding may take more
        lost = {name: kept.lost[name] + each[:, i] * kept.left for i, name in enumerate(FATES)}
        gone = np.minimum(_sum(each), 1.0)
        content = np.repeat((kept.left * (1.0 - gone))[:, :, None], CELLS, axis=2)
        return replace(kept, content=content, taken=np.minimum(kept.taken + shares[:, -1], 1.0), lost=lost)

    def _carried_on(self) -> tuple[Floats, Floats]:
        """Shares of the day by a polynomial through all days remembered, (draw, X), and how far one fewer is off."""
        all_, fewer = (self._through(count) for count in (POINTS, POINTS - 1))
        return np.maximum(all_, 0.0), np.abs(all_ - fewer).max(axis=1)

    def _through(self, count: int) -> Floats:
        """Lagrange's polynomial through the newest `count` days."""
        total = np.zeros(self.shares.shape[1:])
        for i in range(count):
            weight = np.ones(self.shares.shape[1])
            for j in range(count):
                if j != i:
                    weight = weight * (self.day - self.when[j]) / (self.when[i] - self.when[j])
            total += weight[:, None] * self.shares[i]
        return total


def _sum(each: Floats) -> Floats:
    """Over the fates, always in their order, (draw, class)."""
    total = np.zeros((each.shape[0], each.shape[2]))
    for i in range(each.shape[1]):
        total += each[:, i]
    return total


def _followed(plan: Plan, kept: Kept, spell: Spell, chosen: NDArray[np.int64], threads: int) -> Floats:
    """Shares of what is there that a day takes from the chosen draws, by fate and class, and of the wall's sites."""
    here = Kept(
        Harvest(kept.harvest.diameter[chosen], kept.harvest.amount[chosen]), kept.content[chosen], kept.taken[chosen],
        {name: np.zeros_like(amount[chosen]) for name, amount in kept.lost.items()}, kept.dry,
    )  # fmt: skip
    day = replace(
        spell, kelvin=spell.kelvin[chosen], seconds=spell.seconds[chosen], freeze_thaw=spell.freeze_thaw[chosen],
        humidity=spell.humidity[chosen],
    )  # fmt: skip
    after = mixed(through(_of_draws(plan, chosen), here, day, threads))
    shares = [after.lost[name] / np.maximum(here.left, 1e-300) for name in FATES]
    return np.concatenate([*shares, (after.taken - here.taken)[:, None]], axis=1)


def _of_draws(plan: Plan, chosen: NDArray[np.int64]) -> Plan:
    """The plan as container and carrier of the chosen draws meet it."""
    acting = {
        path: type(found)(**{name: part[chosen] for name, part in vars(found).items()})
        for path, found in plan.acting.items()
        if path.startswith(("container.", "carrier."))
    }
    return replace(plan, acting=acting)
