"""Does the map of depth and time hold as many vesicles as the account says?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from exoderm import scenario
from exoderm.journey import account, plan, run, summary
from exoderm.journey.skin.depth import NAMES


@pytest.fixture(scope="module")
def one_draw() -> tuple[Any, Any]:
    alone = scenario.load("serum-on-cheek").model_copy(update={"draws": 1})
    journey = run.simulate(plan.build(alone))
    return journey, summary.summarise(journey, 0.0).document["profile"]


def test_density_times_volume_is_the_amount_in_each_layer(one_draw: tuple[Any, Any]) -> None:
    journey, profile = one_draw
    assert profile["unit"] == "particle/mL of tissue"
    millilitres = journey.depth.widths[0] * journey.plan.area * 1e6
    shown = [s for s in journey.snapshots if s.seconds > 0.0]
    for line, snapshot in zip(profile["median"], shown, strict=True):
        for name in NAMES:
            where = journey.depth.mask(name)
            amount = account.in_layer(journey, snapshot, name)[0]
            assert np.sum((np.array(line) * millilitres)[where]) == pytest.approx(amount, rel=1e-9, abs=1e-12)


def test_tissue_holds_less_than_its_fluid(one_draw: tuple[Any, Any]) -> None:
    journey, profile = one_draw
    fluid = run.vesicles(journey.end.cells)[0] / 1e6
    there = fluid > 0
    assert there.any()
    assert np.all(np.array(profile["median"][-1])[there] < fluid[there])
