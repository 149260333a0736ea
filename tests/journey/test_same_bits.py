"""Is an answer the same to the last bit, whoever computes it and in whatever company?"""

from __future__ import annotations

import numpy as np
import pytest

DOSED = {"product": {"donor": "undeclared", "concentration": "undeclared"}, "storage": [], "weeks": 0.3,
         "regimen": {"doses": 2, "every": "1 day"}, "dose": {"contact": "8 hour"}}  # fmt: skip


def everything(journey):
    """All arrays of a journey that have draws as their first axis, by name."""
    arrays = {
        "diameter": journey.harvest.diameter, "filled": journey.harvest.amount, "vial": journey.vials[-1].amount,
        "faces": journey.depth.faces, "capacity": journey.capacity, "rates": journey.rates,
        "residual": journey.residual, **{f"lost {name}": share for name, share in journey.vials[-1].lost.items()},
    }  # fmt: skip
    for snapshot in journey.snapshots:
        at = f" at {snapshot.seconds:g} s"
        arrays |= {"cells" + at: snapshot.cells, "stores" + at: snapshot.stores}
        arrays |= {name + at: array for name, array in vars(snapshot.book).items()}
    arrays |= {f"input {row.path}": row.samples for row in journey.plan.table}
    return arrays


def assert_same(one, other, draws):
    for name, array in one.items():
        assert np.array_equal(array[:draws], other[name][:draws]), name


@pytest.mark.parametrize("route", ["topical", "microneedle_roller", "intradermal"])
def test_threads_do_not_change_a_bit(travel, route):
    """One, two and four threads: every array is the same."""
    changes = DOSED | {"route": route, "draws": 11, "dose": {} if route == "intradermal" else DOSED["dose"]}
    one = everything(travel(threads=1, **changes))
    assert len(one) > 100
    for threads in (2, 4):
        assert_same(one, everything(travel(threads=threads, **changes)), 11)


@pytest.mark.parametrize("route", ["topical", "microneedle_roller", "intradermal"])
@pytest.mark.parametrize("few", [1, 8, 9])
def test_a_draw_does_not_know_how_many_others_there_are(travel, route, few):
    """Draw i of a run with 1, 8 or 9 draws is draw i of a run with 32, in every array."""
    changes = DOSED | {"route": route, "dose": {} if route == "intradermal" else DOSED["dose"], "weeks": 0.2}
    one, other = (everything(travel(**changes, draws=n)) for n in (few, 32))
    assert_same(one, other, few)


def test_a_draw_freezes_by_its_own_temperature(travel):
    """Storage between -10 and 10 degC: some draws freeze and some do not, and no draw decides for another."""
    history = {"low": "263 K", "high": "283 K", "spread": "uniform", "grade": 1, "origin": {"user": "a cold car"}}
    changes = {"storage": [], "set": {"storage.history.temperature": history}, "weeks": 0.02}
    one, other = (everything(travel(**changes, draws=n)) for n in (4, 24))
    assert_same(one, other, 4)
    kelvin, frozen = other["input storage.history.temperature"], other["lost frozen"][:, 0]
    assert 0 < (kelvin < 273.15).sum() < 24
    assert np.array_equal(frozen > 0.0, kelvin < 273.15)


def test_the_same_seed_is_the_same_run_and_another_is_not(travel):
    """Twice the same seed: the same bits. Another seed: other draws of all that is uncertain."""
    first, again, other = (everything(travel(draws=4, seed=seed)) for seed in (5, 5, 6))
    assert_same(first, again, 4)
    moved = [name for name in first if name.startswith("input ") and not np.array_equal(first[name], other[name])]
    uncertain = [name for name in first if name.startswith("input ") and np.ptp(first[name]) > 0]
    assert len(moved) == len(uncertain) > 30
