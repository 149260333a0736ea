"""A vial in use for weeks: is it what it would be, had every day been followed?"""

from __future__ import annotations

import numpy as np
import pytest

from exoderm.journey import in_use
from exoderm.journey.donor.harvest import CLASSES, harvest

VIALS = {
    "as it is": {},
    "nothing declared": {"product": {"donor": "undeclared", "concentration": "undeclared", "container": "undeclared",
                                     "carrier": "undeclared"}, "storage": []},
    "crowded": {"product": {"concentration": "1e14 particle/mL"}},
    "sticky, few sites": {"set": {"container.wall.sticking": "1e-6 m/s", "container.wall.sites": "1e12 particle/m^2"}},
    "clumping": {"product": {"concentration": "1e12 particle/mL"},
                 "set": {"carrier.aggregation.stability_ratio": "100"}},
    "thawed for each dose": {"storage": [{"temperature": "-80 degC", "duration": "30 day", "freeze_thaw": 1}]},
    "soon empty": {"set": {"carrier.decay.rate_at_4c": "1e-4 1/s"}},
}  # fmt: skip


@pytest.fixture
def counted(monkeypatch):
    """How many draws and days were followed."""
    followed, seen = in_use._followed, []

    def count(plan, kept, spell, chosen, threads):
        seen.append(chosen.size)
        return followed(plan, kept, spell, chosen, threads)

    monkeypatch.setattr(in_use, "_followed", count)
    return seen


@pytest.mark.parametrize("name", VIALS)
def test_days_left_out_agree_with_every_day_followed(plan, monkeypatch, counted, name):
    """84 daily doses: each within 2e-4 of the first, half of the days left out at least, nothing lost or owed."""
    doses = {"regimen": {"doses": 84, "every": "1 day"}, "weeks": 12, "draws": 4}
    changes = VIALS[name]
    this = plan(**doses, **changes | {"product": changes.get("product", {}) | {"volume": "84 mL"}})
    filled = harvest(this)
    quick = in_use.course(this, filled)
    few = sum(counted)
    monkeypatch.setattr(in_use, "STEADY", -1.0)
    whole = in_use.course(this, filled)
    assert sum(counted) - few == 83 * 4
    assert few < 0.5 * 83 * 4
    first = whole[0].amount[:, :CLASSES]
    for one, other in zip(quick, whole, strict=True):
        assert (np.abs(one.amount - other.amount)[:, :CLASSES] <= 2e-4 * first).all()
        assert (one.amount[:, :CLASSES] >= 0.0).all()
        there = one.amount[:, :CLASSES] / filled.amount[:, :CLASSES]
        gone = sum(share[:, :CLASSES] for share in one.lost.values())
        np.testing.assert_allclose(there + gone, 1.0, rtol=0, atol=1e-12)
        assert all((share >= 0.0).all() for share in one.lost.values())


def test_the_first_days_are_all_followed(plan, counted):
    """There is nothing yet to lay a polynomial through."""
    this = plan(regimen={"doses": 5, "every": "1 day"}, weeks=1, draws=3)
    in_use.course(this, harvest(this))
    assert counted == [3, 3, 3, 3]
