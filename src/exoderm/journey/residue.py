"""What earlier doses left dry on the surface: no dose any more, it is shed and its vesicles rupture.

    dR/dt = -(s + r) R

has a closed form, so the solver does not carry it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.route.deposit import thickness
from exoderm.journey.route.film import RUPTURED, SHED, Film, drying_time


@dataclass(frozen=True)
class Residue:
    """The residue of a run after a dose was put on, (draw, traveller)."""

    amount: Floats
    fates: Sequence[str]
    film: Film | None
    dry_after: Floats | None
    """(draw,) s after a dose: the film is dry; none where it stays wet."""

    def leave(self, held: Floats, seconds: float) -> tuple[Residue, Floats]:
        """Take dry films out of the stores, (draw, traveller, store); wet ones merge with the next dose."""
        if self.dry_after is None:
            return self, held
        dry = self.dry_after <= seconds
        left = held.copy()
        left[:, :, 0] *= ~dry[:, None]
        return replace(self, amount=self.amount + held[:, :, 0] * dry[:, None]), left

    def washed(self) -> Residue:
        """After a wash nothing is left."""
        return replace(self, amount=np.zeros_like(self.amount))

    def after(self, seconds: float) -> tuple[Residue, Floats]:
        """What is left, and what is gone by fate (draw, traveller, fate), after a time without a wash."""
        gone = np.zeros((*self.amount.shape, len(self.fates)))
        if self.film is None:
            return self, gone
        total = self.film.shedding + self.film.rupture
        lost = self.amount * -np.expm1(-total * seconds)[:, None]
        share = (self.film.shedding / np.maximum(total, 1e-300))[:, None]
        gone[:, :, self.fates.index(SHED)], gone[:, :, self.fates.index(RUPTURED)] = lost * share, lost * (1.0 - share)
        return replace(self, amount=self.amount - lost), gone

    def beside(self, held: Floats) -> Floats:
        """Stores as they are reported: the surface holds film and residue."""
        if self.film is None:
            return held
        both = held.copy()
        both[:, :, 0] += self.amount
        return both


def none_yet(plan: Plan, shape: tuple[int, int], fates: Sequence[str]) -> Residue:
    """The residue before the first dose."""
    film = plan.get("route.film", Film) if plan.has("route.film") else None
    wet = film is None or plan.scenario.dose.occluded or plan.has("skin.weeping")
    dry = None if film is None or wet else drying_time(film, thickness(plan))
    return Residue(np.zeros(shape), fates, film, dry)
