"""Do the experiments repeat what was done: known limits, the null case, an independent solver?"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.special import erfcx

from exoderm import units
from exoderm.errors import CardError, UnknownName
from exoderm.journey import account
from exoderm.journey.route.deposit import device_depth
from exoderm.journey.run import simulate
from exoderm.qualify import case, experiments
from exoderm.qualify.datasets import needles
from exoderm.qualify.experiments import Run, closing, lymph, molecules, storage, well
from exoderm.qualify.qualify import run

CASES = case.load()
FEW = Run(16, 7)


def test_scaled_erfc_is_that_of_scipy() -> None:
    x = np.concatenate([[0.0], np.geomspace(1e-6, 1e6, 200)])
    assert well.scaled_erfc(x) == pytest.approx(erfcx(x), rel=1e-5)


def test_a_well_follows_an_independent_solver() -> None:
    """A slab of 3 mm by the method of lines, with the same sticking bottom."""
    D, speed, seconds, n, depth = 6.6e-12, 3e-9, 6 * 3600.0, 400, 3e-3
    dx = depth / n

    def rates(_: float, c: Any) -> Any:
        bottom = c[0] / (1.0 / speed + 0.5 * dx / D)
        flow = np.concatenate([[bottom], D * np.diff(c) / dx, [0.0]])
        return np.diff(flow) / dx

    done = solve_ivp(rates, (0.0, seconds), np.ones(n), method="LSODA", rtol=1e-8, atol=1e-12)
    taken = depth - done.y[:, -1].sum() * dx
    assert well.reach(np.array([speed]), np.array([D]), seconds)[0] == pytest.approx(taken, rel=2e-3)


def test_cells_never_take_more_than_a_perfect_sink_and_little_by_little_what_they_clear() -> None:
    D, seconds = np.full(50, 6.6e-12), 3600.0
    speed = np.geomspace(1e-16, 1e-3, 50)
    taken = well.reach(speed, D, seconds)
    sink = 2.0 * math.sqrt(D[0] * seconds / math.pi)
    assert (np.diff(taken) > 0.0).all()
    assert (taken <= sink).all()
    assert taken[0] == pytest.approx(speed[0] * seconds, rel=1e-3)
    assert taken[-1] == pytest.approx(sink, rel=1e-3)


def test_the_instrument_decides_which_cells_are_positive() -> None:
    """Shares are shares, more vesicles never make fewer cells positive, and no cell is positive with less than one."""
    seen = well.run(CASES["v03_uptake_saturation"], FEW)
    for name in ("plateau", "onset"):
        assert (seen[name] >= 0.0).all()
        assert (seen[name] <= 1.0).all()
    assert (seen["flat"] >= 1.0 - 1e-9).all()
    assert (seen["needed"] >= 1.0).all()


def test_channels_that_last_never_fill_and_others_when_a_tenth_of_the_area_is_left_of_the_front() -> None:
    """By hand: 1 - sqrt(0.1) of the way for what is filled; log2(10) half-lives for a crust over what never fills."""
    shut = closing.closed(FEW.plan(CASES["val_mn_closure_rat"]))
    none, never = (replace(shut.closing, lasting_share=np.full(16, p)) for p in (0.0, 1.0))
    filled = closing.until(replace(shut, closing=none).dye(True), 0.1)
    assert filled == pytest.approx(shut.length / shut.closing.growth * (1.0 - math.sqrt(0.1)), rel=1e-5)
    assert np.isinf(closing.until(replace(shut, closing=never).dye(True), 0.1)).all()
    crusted = closing.until(replace(shut, closing=never).water(False), 0.1)
    assert crusted == pytest.approx(shut.closing.crust_half_life * math.log2(10.0), rel=1e-5)


def test_equal_sizes_are_lost_alike_and_smaller_ones_sooner() -> None:
    plan = FEW.plan(CASES["val_vial_size_shift"])
    losses = [1.0 - storage.left(plan, d) for d in (50e-9, 100e-9, 150e-9)]
    assert (losses[0] > losses[1]).all()
    assert (losses[1] > losses[2]).all()
    same = storage.left(plan, 80e-9)
    assert (same == storage.left(plan, 80e-9)).all()


def test_lymph_drains_equal_sizes_alike_and_all_if_nothing_else_takes_them() -> None:
    plan = FEW.plan(CASES["val_lymph_size_25_100"])
    clearance, matrix = plan.get("skin.clearance", lymph.Clearance), plan.get("skin.hindrance", lymph.Hindrance)
    alone = replace(clearance, phagocytes=np.zeros(16), blood_protein=np.zeros(16))
    assert lymph.drained(alone, matrix, 100e-9) == pytest.approx(np.ones(16))
    assert (lymph.drained(clearance, matrix, 25e-9) > lymph.drained(clearance, matrix, 100e-9)).all()


def test_twice_the_time_permeates_twice_as_much() -> None:
    one = CASES["val_ghkcu_48h"]
    longer = one.model_copy(update={"setup": {**one.setup, "time": "96 hour"}})
    assert molecules.run(longer, FEW)["permeated"] == pytest.approx(2.0 * molecules.run(one, FEW)["permeated"])


def test_a_slab_of_drug_keeps_its_drug() -> None:
    """Nothing has left at first, all leaves in the end, and a deeper needle gets it out sooner."""
    depth, seconds = np.full(60, 2e-4), np.geomspace(1.0, 1e8, 60)
    left = needles.permeated(depth, 1.2e-3, np.full(60, 5e-11), seconds)
    assert left[0] < 1e-3
    assert left[-1] == pytest.approx(1.0, abs=1e-6)
    cut = 1e-6  # what the modes that are left out would add at first
    assert (np.diff(left) >= -cut).all()
    assert (needles.permeated(depth * 3.0, 1.2e-3, np.full(60, 5e-11), seconds) >= left - cut).all()


def test_an_unknown_experiment_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="storage"):
        experiments.find("storrage")


def test_a_part_that_the_experiment_does_not_give_is_refused() -> None:
    one = CASES["val_albumin_frr_rat"]
    odd = one.model_copy(update={"parts": {"sleepy": next(iter(one.parts.values()))}})
    with pytest.raises(CardError, match="gives no 'sleepy'"):
        run(odd, FEW)


def test_rats_get_the_channels_that_were_measured_in_rats() -> None:
    """152.5 um under needles of 770 um; under 370 um as much less as they are shorter."""
    one = CASES["val_mn_closure_rat"]
    for text, deep in ((one.setup["long"], 152.5e-6), (one.setup["short"], 152.5e-6 * 370.0 / 770.0)):
        plan = FEW.plan(one, route={"card": "microneedle_roller", "settings": {"needle_length": text}})
        assert device_depth(plan) == pytest.approx(np.full(16, deep), rel=1e-3)


def test_each_site_closes_on_skin_of_its_own() -> None:
    """Epidermis leaves less of the way where it is thicker. By hand, where all fills: (1 - sqrt 0.1)/(1 - sqrt 0.5)."""
    one = CASES["val_mn_halflife_human"]
    found = closing.run(one, FEW)
    assert set(one.parts) <= set(found)
    assert not np.array_equal(found["forearm"], found["abdomen"])
    assert found["arm"] == pytest.approx(found["forearm"])
    ratio = (1.0 - math.sqrt(0.1)) / (1.0 - math.sqrt(0.5))
    assert (found["whole"] >= ratio * (1.0 - 1e-4)).all()
    assert found["whole"].min() == pytest.approx(ratio, rel=5e-3)


def test_zinc_oxide_neither_bursts_nor_is_eaten_on_its_way() -> None:
    """What was offered lies on or in the skin, was shed, came out of follicles, or passed the membrane."""
    journey = simulate(FEW.plan(CASES["val_topical_zno_24h"]))
    ledger = account.ledger(journey)
    for name, share in ledger.items():
        if "ruptured" in name or "phagocytes" in name:
            assert (share == 0.0).all(), name
    assert set(journey.plan.scenario.receivers) == {"fibroblast"}


def test_the_rival_of_half_the_cells_is_one_vesicle_offered_to_each() -> None:
    one = CASES["v03_uptake_saturation"]
    per_area = units.read(one.setup["cells"], "cell") / units.read(one.setup["area"], "m^2")
    one_each = per_area / units.read(one.setup["depth"], "m") / well.PICOMOLAR
    assert one.parts["half_dose"].naive.value == pytest.approx(one_each, rel=0.05)
