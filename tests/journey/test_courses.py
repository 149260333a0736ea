"""Do earlier days rightly stand in for later ones? The oracle is the same course with every day followed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from exoderm.journey import days
from exoderm.journey.recall import Recall
from exoderm.journey.said.notes import notes

LAYERS = 4
ROUTES = {
    "topical": {},
    "topical, washed off": {"dose": {"contact": "8 hour"}},
    "topical, covered": {"dose": {"occluded": True}},
    "topical, stripped": {"person": {"condition": "tape_stripped"}},
    "topical, a wound": {"person": {"condition": "wounded"}, "dose": {"volume": "3 mL"}},
    "topical, twice a day": {"regimen": {"doses": 24, "every": "12 hour"}},
    "topical, at odd hours": {"regimen": {"doses": 24, "every": "33.3 hour"}, "weeks": 5},
    "topical_massage": {},
    "microneedle_roller": {},
    "microneedle_roller, many": {"product": {"concentration": "1e13 particle/mL"}},
    "electroporation": {},
    "iontophoresis": {},
    "dissolving_needles": {"dose": {"contact": "8 hour"}},
    "intradermal": {},
}


def course(doses=12, **changes):
    regimen = {"doses": doses, "every": "1 day"}
    out = {"draws": 3, "weeks": doses / 7, "regimen": regimen} | changes
    each = float(out.get("dose", {}).get("volume", "1 mL").split()[0])
    volume = {"volume": f"{1.01 * each * max(doses, out['regimen']['doses']):g} mL"}
    return out | {"product": volume | changes.get("product", {})}


def placed(journey):
    """Everything that a course says, by name, as shares of what each traveller was offered: (time, draw, traveller)."""
    offered = journey.end.book.offered
    out = {}
    for layer in range(LAYERS):
        here = journey.depth.layer == layer
        out[f"layer {layer}"] = [(s.cells * journey.capacity)[:, :, here].sum(axis=2) for s in journey.snapshots]
    for i, name in enumerate(journey.store_names):
        out[name] = [s.stores[:, :, i] for s in journey.snapshots]
    for name in ("sinks", "taken_up", "fates", "washed"):
        entries = [getattr(s.book, name).reshape(*offered.shape, -1) for s in journey.snapshots]
        out |= {f"{name} {i}": [e[:, :, i] for e in entries] for i in range(entries[0].shape[2])}
    return {name: np.stack(values) / offered for name, values in out.items()}


@pytest.fixture
def every_day(monkeypatch, travel):
    """The course with no day left out."""

    def go(**changes):
        with monkeypatch.context() as patch:
            patch.setattr(days, "ENOUGH", math.inf)
            return travel(**changes)

    return go


@pytest.mark.parametrize("name", ROUTES)
def test_stand_ins_agree_with_every_day_followed(travel, every_day, name):
    """Each layer, store and fate at each kept time: to 1e-5 of the dose, and to 1e-4 of itself where there is 1e-12."""
    changes = course(route=name.partition(",")[0], **ROUTES[name])
    quick, whole = travel(**changes), every_day(**changes)
    assert sum(quick.followed) < sum(whole.followed)
    assert len(set(whole.followed)) == 1
    for what, found in placed(quick).items():
        truth = placed(whole)[what]
        np.testing.assert_allclose(found, truth, rtol=0, atol=1e-5, err_msg=what)
        some = truth > 1e-12
        np.testing.assert_allclose(found[some], truth[some], rtol=1e-4, err_msg=what)


def test_the_fewer_sites_are_free_the_more_days_are_followed(travel):
    """1e10, 1e13 and 1e15 vesicles per mL after needling: saturation bends the days, and less stands in."""
    followed = [
        sum(travel(**course(route="microneedle_roller", product={"concentration": f"{c} particle/mL"})).followed)
        for c in ("1e10", "1e13", "1e15")
    ]
    assert followed[0] < followed[1] <= followed[2]


def test_84_doses_close_and_hardly_any_is_followed(travel):
    """The standard course, few draws: the ledger to 1e-10, nothing below -1e-12, one dose in five followed at most."""
    journey = travel(**course(84))
    assert len(journey.vials) == len(journey.followed) == 84
    assert np.abs(journey.residual).max() <= 1e-10
    assert min(values.min() for values in placed(journey).values()) >= -1e-12
    assert sum(journey.followed) < 0.2 * 84 * journey.followed[0]


@pytest.mark.parametrize("threads", [1, 2])
def test_company_and_threads_change_no_bit_of_a_course(travel, threads):
    """Draws 0 to 2 of a course of three draws on one thread, and of nine on one or two."""
    changes = course(10, person={"condition": "tape_stripped"})
    alone, together = travel(**changes), travel(**changes | {"draws": 9}, threads=threads)
    assert len(alone.snapshots) == len(together.snapshots)
    for one, other in zip(alone.snapshots, together.snapshots, strict=True):
        assert np.array_equal(one.cells, other.cells[:3])
        assert np.array_equal(one.stores, other.stores[:3])
        for name, entry in vars(one.book).items():
            assert np.array_equal(entry, getattr(other.book, name)[:3]), name
    assert np.array_equal(alone.residual, together.residual[:3])


def test_a_run_says_how_its_doses_were_reckoned(travel):
    """A single dose says nothing of it; two say that each was followed; a course says how many were, and how."""

    def said(**changes):
        return [line for line in notes(travel(**changes)) if "step by step" in line]

    assert said() == []
    assert "Each of the 2 doses" in said(**course(2))[0]
    (line,) = said(**course(12))
    assert "12 doses" in line
    assert "stood in" in line


def test_a_course_can_be_stopped_between_doses(plan):
    """Progress is told after each dose, stand-in or not, and what it raises goes through."""
    from exoderm.journey.run import simulate

    told = []

    def tell(share, words):
        told.append(share)
        if share > 0.8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(plan(**course(12)), progress=tell)
    assert told == sorted(told)
    assert len(told) == 12  # vial, skin and ten of twelve doses


def test_a_rest_is_held_to_what_lies_at_its_own_place():
    """A start that differs in the emptiest place of a layer alone is no longer made of the one before."""
    recall = Recall(np.array([0, 0, 1, 1]), 1, 1)
    start = np.array([[1.0, 1e-3, 1e-6, 1e-9, 5.0]])
    recall.keep(np.array([0]), start, np.array([[2.0, 3.0]]), np.zeros(1))
    made, day = recall.stand_in(2.0 * start)
    assert made.all()
    np.testing.assert_allclose(day, [[4.0, 6.0]])
    other = start.copy()
    other[0, 3] *= 1.01
    assert not recall.stand_in(other)[0].any()
    bent = Recall(np.array([0, 0, 1, 1]), 1, 1)
    bent.keep(np.array([0]), start, np.array([[2.0, 3.0]]), np.full(1, 0.01))
    assert not bent.stand_in(2.0 * start)[0].any()  # saturation: twice as much does not do twice as much
    assert bent.stand_in(start * (1 + 1e-4))[0].all()
