"""Generated courses on skin that is opened now and then, and infusions: does the ledger close, does LSODA agree?"""

from __future__ import annotations

import random

import numpy as np
import pytest
from anything import once
from referee import TooSlow, apart

from exoderm.errors import ExodermError
from exoderm.journey.plan import build
from exoderm.journey.route.procedure import opens
from exoderm.journey.run import simulate
from exoderm.scenario import from_data

PATIENCE = 60.0


def generated(seed):
    """A plan whose later doses meet skin that was opened before, or whose dose runs in for some time."""
    r = random.Random(seed)
    while True:
        data = once(r, 4, (1, 1))
        if data["route"]["card"] == "intravenous":
            data["route"]["settings"]["duration"] = f"{r.uniform(0.01, 12.0):.4g} hour"
        else:
            data["regimen"]["procedure"] = r.choice(["first dose", f"{r.uniform(1.0, 60.0):.4g} hour"])
        try:
            plan = build(from_data(data, "test"))
        except ExodermError:
            continue
        if plan.systemic or (opens(plan.acting) and any(plan.opened)):
            return plan


def held(seed):
    journey = simulate(generated(seed))
    assert np.abs(journey.residual).max() < 1e-12
    for traveller in (0, 4):
        try:
            found = apart(journey, traveller, PATIENCE)
        except TooSlow:
            continue
        assert found.share <= 1e-3, (seed, found)


@pytest.mark.parametrize("seed", range(6))
def test_some_courses_agree_with_lsoda(seed):
    """Each layer, store and entry within 1e-3 of the dose, with numbers as on the cards and far beyond."""
    held(seed)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(6, 80))
def test_many_courses_agree_with_lsoda(seed):
    held(seed)
