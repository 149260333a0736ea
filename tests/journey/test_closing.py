"""The two closings of a channel: a crust over the mouth, epidermis below it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.journey import account
from exoderm.journey.parameter import schema
from exoderm.journey.route.closing import Closing, filled_after, mouth, uncrusted, unfilled, way
from exoderm.qualify.experiments.closing import closed, until

ROLLER = {"card": "microneedle_roller", "settings": {"needle_length": "0.75 mm"}}
HOUR = 3600.0


def made(**numbers):
    """The closing of one draw: what is not given is 1."""
    return Closing(**{name: np.array([float(numbers.get(name, 1.0))]) for name in schema(Closing)})


def living(journey):
    return account.reached(journey, journey.end, "epidermis", "junction", "dermis")


def test_a_channel_that_ends_in_the_epidermis_is_filled_from_its_sides_alone():
    """Radius only; what lies below the epidermis is grown down first."""
    deep = np.array([60e-6, 80e-6, 180e-6])
    np.testing.assert_allclose(way(np.full(3, 35e-6), deep, np.full(3, 80e-6)), [35e-6, 35e-6, 135e-6], rtol=1e-12)


def test_the_open_area_is_that_of_a_shrinking_disc():
    """A front from all sides: at half of the way a quarter is open, at the end what lasts, and it stays."""
    this = made(growth=1e-9, dry_share=0.5, lasting_share=0.0)
    end = one(filled_after(this, np.array([1e-4]), True))
    assert end == pytest.approx(1e5)
    assert one(filled_after(this, np.array([1e-4]), False)) == pytest.approx(2e5)
    at = np.array([0.0, 0.5, 0.9, 1.0, 100.0]) * end
    np.testing.assert_allclose(unfilled(this, np.array([1e-4]), True, at)[0], [1, 0.25, 0.01, 0, 0], atol=1e-12)
    lasts = made(growth=1e-9, lasting_share=0.2)
    np.testing.assert_allclose(unfilled(lasts, np.array([1e-4]), True, at)[0], [1, 0.4, 0.208, 0.2, 0.2], rtol=1e-12)


def test_a_crust_forms_by_halves_and_only_in_the_open():
    """Null case: under a cover nothing dries, so nothing is held back at the mouth at any time."""
    this = made(crust_half_life=HOUR, crust_passage=0.1)
    at = np.array([0.0, HOUR, 2 * HOUR, 1e9])
    np.testing.assert_allclose(uncrusted(this, False, at)[0], [1, 0.5, 0.25, 0], atol=1e-12)
    np.testing.assert_allclose(mouth(this, False, at)[0], [1, 0.55, 0.325, 0.1], rtol=1e-12)
    assert (uncrusted(this, True, at) == 1.0).all()
    assert (mouth(this, True, at) == 1.0).all()


@given(st.floats(1e-11, 1e-7), st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.booleans())
def test_a_channel_never_opens_again(growth, lasting, passage, covered):
    this = made(growth=growth, lasting_share=lasting, crust_passage=passage, crust_half_life=HOUR, dry_share=0.7)
    at = np.concatenate([[0.0], np.geomspace(1.0, 1e9, 60)])
    for share in (unfilled(this, np.array([1e-4]), covered, at), mouth(this, covered, at)):
        assert share[0, 0] == pytest.approx(1.0)
        assert (np.diff(share[0]) <= 1e-12).all()
        assert (share[0] >= 0.0).all()


def test_readings_of_water_end_before_a_dye_stops_to_enter_and_longer_needles_fill_later(plan):
    """In the open, in every draw; under a cover, where nothing dries, both end at one time."""
    long, short = (
        closed(plan(draws=64, route={"card": "microneedle_roller", "settings": {"needle_length": length}}))
        for length in ("2 mm", "0.5 mm")
    )
    water, dye = until(long.water(False), 0.1), until(long.dye(False), 0.1)
    assert (water < dye).all()
    assert np.median(dye / water) > 3
    np.testing.assert_allclose(until(long.water(True), 0.1), until(long.dye(True), 0.1), rtol=1e-12)
    assert (until(short.dye(False), 0.1) < dye).all()
    # The crust does not know the depth below it; only where it hardly forms in time does filling come first.
    assert np.median(until(short.water(False), 0.1) / water) > 0.8
    assert (until(long.water(True), 0.1) > water).all()


def test_a_crust_holds_back_what_lies_in_the_open_and_nothing_under_a_cover(travel):
    """A crust that lets everything through gives more; under a cover, the same to the bit.

    In the middle: a crust also shuts in what filled a channel at once, so single draws may differ.
    """
    for covered in (False, True):
        tight, loose = (
            living(travel(draws=8, route=ROLLER, dose={"occluded": covered}, set={
                "route.closing.crust_passage": share, "route.closing.crust_half_life": "2 min",
                "route.film.evaporation": "10 um/hour"})) for share in ("0", "1")
        )  # fmt: skip
        if covered:
            assert np.array_equal(tight, loose)
        else:
            assert np.median(loose / tight) > 1.5


def test_slow_growth_lets_more_in_under_a_cover_and_does_nothing_where_channels_last(travel):
    """Null case: where all of a channel lasts, growth has nothing to fill."""
    for lasting in ("0", "1"):
        fast, slow = (
            living(travel(draws=8, route=ROLLER, dose={"occluded": True}, set={
                "route.closing.growth": speed, "route.closing.lasting_share": lasting}))
            for speed in ("50 um/hour", "1 um/hour")
        )  # fmt: skip
        if lasting == "1":
            assert np.array_equal(fast, slow)
        else:
            assert (slow > fast).all()
            assert np.median(slow / fast) > 1.2


def one(array):
    return float(np.asarray(array).reshape(-1)[0])


def test_half_of_a_covered_channel_is_gone_after_less_than_a_third_of_the_time(plan):
    """1 - sqrt(1/2) of the way: most of an area is lost early."""
    shut = closed(plan(draws=32, route=ROLLER))
    half, end = until(shut.dye(True), 0.5), filled_after(shut.closing, shut.length, True)
    expected = end * (1 - np.sqrt((0.5 - shut.closing.lasting_share) / (1 - shut.closing.lasting_share)))
    np.testing.assert_allclose(half, expected, rtol=1e-5)
    assert (half < end / 3).all()
    assert math.isclose(float(np.median(half / end)), 0.295, rel_tol=0.02)
