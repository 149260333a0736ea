"""Vesicles in the blood of an animal after a dose into a vein: the half-lives of the two phases."""

from __future__ import annotations

from typing import Any

import numpy as np

from exoderm.journey.body.blood import Blood
from exoderm.journey.body.organs import Organs, rates
from exoderm.journey.body.vessels import Vessels, held_rate
from exoderm.journey.parameter import mechanisms, schema
from exoderm.journey.table import sample
from exoderm.library import card as cards
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run

MINUTE = 60.0


def run(case: Case, how: Run) -> Outcome:
    """``alpha`` and ``beta`` in minutes: ln 2 over the roots of blood and periphery for a small dose.

    ``setup.body`` names the card of the animal, whose numbers are drawn as they stand.
    """
    moving, taking, vessels = (
        _drawn(case, how, *one) for one in (("blood", Blood), ("organs", Organs), ("vessels", Vessels))
    )
    leave = sum(rates(taking, np.zeros(how.many().draws)).values()) + moving.rupture
    leave = leave + held_rate(vessels, moving.volume)
    total = moving.to_periphery + moving.from_periphery + leave
    apart = np.sqrt(total**2 - 4.0 * moving.from_periphery * leave)
    fast = 0.5 * (total + apart)
    slow = moving.from_periphery * leave / fast
    return {"alpha": np.log(2.0) / fast / MINUTE, "beta": np.log(2.0) / slow / MINUTE}


def _drawn(case: Case, how: Run, name: str, mechanism: type) -> Any:
    """One mechanism of the animal's card with its draws."""
    assert mechanisms("body")[name] is mechanism
    card, more = cards.find("body", case.setup["body"], how.cards), how.many()
    return mechanism(
        **{
            key: sample(f"body.{name}.{key}", one, card.mechanisms[name][key], card.id, more.seed, more.draws).samples
            for key, one in schema(mechanism).items()
        }
    )
