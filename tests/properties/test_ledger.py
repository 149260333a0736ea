"""Is anything lost, and is anything ever below nothing? Asked of scenarios of every kind."""

from __future__ import annotations

import numpy as np
import pytest
from anything import CARDS, SYSTEMIC, taken_off
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from reaches import OF_ROUTE
from trial import lowest

from exoderm.journey import account
from exoderm.journey.run import simulate

TINY = 1e-12
ROUTES = [name for name in CARDS["route"] if name not in SYSTEMIC]
"""Ways in through the skin; a course by those round it has tests of its own."""
PLAIN = (Phase.explicit, Phase.reuse, Phase.generate)
"""A scenario that fails is told as it is: shrinking it would take minutes of runs."""


@settings(max_examples=220, phases=PLAIN)
@given(data=st.data())
def test_no_vesicle_is_lost_and_none_is_owed(scenarios, data):
    """220 scenarios: the ledger closes to 1e-12 of each traveller's dose; nothing is below -1e-12 of it."""
    journey = simulate(data.draw(scenarios()))
    assert np.isfinite(journey.end.cells).all()
    assert np.abs(journey.residual).max() <= TINY
    owed = lowest(journey)
    assert min(owed.values()) >= -TINY, owed


@settings(max_examples=40, phases=PLAIN)
@given(data=st.data())
def test_shares_of_the_ledger_add_up_to_one(scenarios, data):
    """From the filled vial to the end of the run, the fates of all vesicles are one whole in every draw."""
    journey = simulate(data.draw(scenarios()))
    shares = account.ledger(journey)
    np.testing.assert_allclose(sum(shares.values()), 1.0, rtol=0, atol=TINY)
    assert min(float(share.min()) for share in shares.values()) >= -TINY


@settings(max_examples=40, phases=PLAIN)
@given(data=st.data())
def test_no_stage_holds_more_than_the_one_before(scenarios, data):
    """Filled >= opened >= entered; what cells take up was in living skin; nothing comes from nowhere."""
    journey = simulate(data.draw(scenarios()))
    end = journey.end
    filled, opened = account.filled(journey), account.opened(journey)
    if journey.plan.systemic:
        return  # a dose into a vein enters no skin; what of it comes there came by blood
    entered, living = account.entered(journey, end), account.reached(journey, end, *account.LIVING)
    # Rounding, and a billionth of one vesicle: below that there is nothing to speak of.
    slack, nothing = 1.0 + 1e-9, 1e-12 * opened + 1e-9
    assert (opened <= filled * slack + nothing).all()
    assert (entered <= opened * slack + nothing).all()
    assert (living <= entered * slack + nothing).all()
    assert (account.taken_up(journey, end) <= living * slack + nothing).all()
    assert (account.reached(journey, end, "dermis") <= living * slack + nothing).all()


def test_every_route_card_has_numbers_that_may_be_set():
    """A route card whose own numbers nobody sets would pass every test here at its own ranges only."""
    assert set(OF_ROUTE) == set(CARDS["route"])


@pytest.mark.parametrize("route", ["topical", "microneedle_roller", "dissolving_needles", "iontophoresis"])
def test_a_long_course_closes_too(travel, route):
    """Three weeks with a dose each day, washed off at night: 1e-11 of the dose."""
    journey = travel(course(route, 3, taken_off(route)))
    assert np.abs(journey.residual).max() <= 1e-11
    assert min(lowest(journey).values()) >= -TINY


@pytest.mark.nightly
@pytest.mark.parametrize("route", ROUTES)
def test_twelve_weeks_with_84_doses_close(travel, route):
    """The standard course: 1e-10 of the dose."""
    journey = travel(course(route, 12, taken_off(route)))
    assert np.abs(journey.residual).max() <= 1e-10
    assert min(lowest(journey).values()) >= -TINY


def course(route, weeks, taken_off):
    doses = 7 * weeks
    data = {
        "product": {"donor": "msc_umbilical", "volume": f"{doses} mL"},
        "route": route,
        "dose": {"volume": "0.5 mL", "area": "100 cm^2"},
        "regimen": {"doses": doses, "every": "1 day"},
        "weeks": weeks,
        "draws": 4,
    }
    if taken_off:
        data["dose"]["contact"] = "8 hour"
    return data


@pytest.mark.nightly
@settings(max_examples=600, phases=PLAIN)
@given(data=st.data())
def test_many_more_scenarios_close(scenarios, data):
    """600 scenarios over all cards: the ledger to 1e-12 of each traveller's dose, nothing below -1e-12 of it."""
    journey = simulate(data.draw(scenarios(most_doses=5)))
    assert np.abs(journey.residual).max() <= TINY
    assert min(lowest(journey).values()) >= -TINY
