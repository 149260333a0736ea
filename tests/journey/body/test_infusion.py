"""A dose that is let into a vein over a time: known limits, direction, an independent solver, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from referee import apart

from exoderm.errors import ScenarioError
from exoderm.journey import account, outside
from exoderm.journey.route.infusion import BAG, LEFT, TAIL
from exoderm.journey.run import vesicles

SMALL = {"body.organs.half_filled": "1e30 particle"}
HOUR = 3600.0


def over(round_trip, time, **changes):
    """A dose let in over a time."""
    said = {"draws": 4, "set": SMALL} | changes
    return round_trip(route={"card": "intravenous", "settings": {"duration": time}}, **said)


def held(journey, name, at):
    return vesicles(at.stores[:, :, journey.store_names.index(name)])


def test_the_flow_is_even_and_all_of_it_comes(round_trip):
    """After a quarter of an infusion of 16 h three quarters are in the bag, to the tail; after a day nothing is."""
    journey = over(round_trip, "16 hour")
    start = vesicles(journey.end.book.offered) - vesicles(journey.fate(journey.end, LEFT))
    quarter = journey.at(4 * HOUR)
    assert quarter.seconds == 4 * HOUR
    np.testing.assert_allclose(held(journey, BAG, quarter) / start, 1.0 - 0.25 / (1.0 + TAIL), rtol=1e-3)
    assert (held(journey, BAG, journey.end) < 1e-6 * start).all()
    assert np.abs(journey.residual).max() < 1e-12
    found = outside.outside(journey, journey.at(4 * HOUR))
    blood = next(place for place in found.places if place.name == "blood")
    np.testing.assert_allclose(blood.came, start * journey.plan.area - held(journey, BAG, quarter) * journey.plan.area)
    np.testing.assert_allclose(account.entered(journey, quarter), blood.came)


def test_organs_end_with_the_same_and_blood_peaks_lower(round_trip):
    """Without filling phagocytes, shares at the end of a week do not know how long it took; the hour after does."""
    at_once, slow = (over(round_trip, time, weeks=1) for time in ("0 hour", "2 hour"))
    assert BAG not in at_once.store_names
    for name in ("body: liver", "body: spleen", "body: ruptured"):
        np.testing.assert_allclose(
            vesicles(slow.fate(slow.end, name)), vesicles(at_once.fate(at_once.end, name)), rtol=0.03
        )
    early = [held(journey, "blood", journey.at(HOUR / 6)) for journey in (at_once, slow)]
    assert (early[1] < 0.2 * early[0]).all()


def test_a_moment_is_as_good_as_at_once(round_trip):
    at_once, moment = (over(round_trip, time) for time in ("0 hour", "10 second"))
    for name in ("blood", "periphery"):
        a, b = held(at_once, name, at_once.at(HOUR)), held(moment, name, moment.at(HOUR))
        np.testing.assert_allclose(a, b, rtol=0.02)


def test_phagocytes_fill_less_over_hours(round_trip):
    """A dose that fills liver and spleen at once leaves them a larger share when it is let in over a day."""
    full = {"set": {"body.organs.half_filled": "1e9 particle", "body.organs.uptake": "3 1/hour"}, "weeks": 1}
    at_once, slow = (over(round_trip, time, **full) for time in ("0 hour", "24 hour"))
    in_liver = [vesicles(journey.fate(journey.end, "body: liver")) for journey in (at_once, slow)]
    assert (in_liver[1] > 1.5 * in_liver[0]).all()


@pytest.mark.parametrize("time", ["20 minute", "7 hour"])
def test_an_independent_solver_agrees(round_trip, time):
    journey = over(round_trip, time, draws=1)
    for traveller in (0, 4):
        found = apart(journey, traveller)
        assert found.share < 1e-3, found.where


def test_the_time_for_which_blood_is_raised_follows_the_infusion(round_trip):
    """Blood that loses within minutes what it gets is raised for as long as the dose runs in."""
    fast = {"body.organs.uptake": "60 1/hour", "body.blood.to_periphery": "0 1/hour"}
    few = {"body.circulating.particles": "1e4 particle/mL"}
    journey = over(round_trip, "10 hour", set=SMALL | fast | few)
    raised = outside.outside(journey, journey.end).raised
    assert (raised > 9.5 * HOUR).all()
    assert (raised < 11.5 * HOUR).all()


def test_an_infusion_that_runs_into_the_next_is_refused(round_trip):
    with pytest.raises(ScenarioError) as caught:
        over(round_trip, "3 hour", regimen={"doses": 2, "every": "2 hour"})
    assert caught.value.code == "regimen.overlap"
