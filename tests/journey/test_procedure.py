"""When the skin is opened in a course: known limits, direction, an independent solver, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from referee import apart

from exoderm.errors import ScenarioError
from exoderm.journey import account
from exoderm.journey.route.channels import Channels
from exoderm.journey.route.closing import Closing, uncrusted, unfilled, way
from exoderm.journey.route.deposit import device_depth
from exoderm.journey.said.notes import notes
from exoderm.scenario import from_data

THREE = {"doses": 3, "every": "1 day"}
COURSE = {
    "product": {"volume": "4 mL"}, "weeks": 3 / 7, "draws": 6, "route": "microneedle_roller",
}  # fmt: skip
NEVER_CLOSES = {
    "route.closing.lasting_share": "1", "route.closing.crust_passage": "1", "route.closing.crust_half_life": "1e9 hour",
    "route.channels.exudate": "0 uL/cm^2/hour",
}  # fmt: skip
SHUT_IN_A_DAY = {
    "route.closing.lasting_share": "0", "route.closing.crust_passage": "0", "route.closing.crust_half_life": "1 minute",
    "route.closing.growth": "500 um/hour", "route.channels.exudate": "0 uL/cm^2/hour",
}  # fmt: skip


@pytest.fixture
def course(travel):
    """A course whose skin is opened as said."""

    def go(procedure, regimen=THREE, **changes):
        return travel(**COURSE | changes, regimen={**regimen, "procedure": procedure})

    return go


def delivered(journey):
    return account.reached(journey, journey.end, *account.LIVING)


def test_channels_that_never_close_need_no_second_needling(course):
    each, first = (course(said, set=NEVER_CLOSES) for said in ("each dose", "first dose"))
    assert delivered(first) == pytest.approx(delivered(each), rel=1e-6)


def test_channels_that_are_shut_by_the_next_day_bring_in_one_dose_only(course):
    """Beyond what one needled dose brings, two more doses on closed skin bring what they bring to whole skin."""
    one = course("each dose", regimen={"doses": 1, "every": "1 day"}, set=SHUT_IN_A_DAY)
    first = course("first dose", set=SHUT_IN_A_DAY)
    whole = {"route.channels.density": "0 1/cm^2"}
    closed = course("each dose", set=SHUT_IN_A_DAY | whole)
    alone = course("each dose", regimen={"doses": 1, "every": "1 day"}, set=SHUT_IN_A_DAY | whole)
    expected = delivered(one) + delivered(closed) - delivered(alone)
    assert delivered(first) == pytest.approx(expected, rel=0.02)
    assert (delivered(course("each dose", set=SHUT_IN_A_DAY)) > 1.2 * delivered(first)).all()


def test_a_time_between_procedures_is_a_mixture_of_both(course):
    """Again after two days: three doses are opened with the first and the third; after one day with each."""
    every_other, each = course("2 day"), course("each dose")
    assert every_other.plan.opened == (0.0, 86400.0, 0.0)
    assert each.plan.opened == (0.0, 0.0, 0.0)
    np.testing.assert_array_equal(delivered(course("1 day")), delivered(each))
    assert course("first dose").plan.opened == (0.0, 86400.0, 172800.0)


def test_once_all_has_settled_later_days_are_alike_and_stand_in(course):
    """Channels that fill within some days: a fortnight later a dose meets what it met the week before, and says so."""
    quick = {"route.closing.growth": "40 um/hour", "route.channels.exudate_fading": "1 hour"}
    many = {"regimen": {"doses": 26, "every": "1 day"}, "product": {"volume": "27 mL"}, "weeks": 26 / 7, "draws": 2}
    journey = course("first dose", set=quick, **many)
    assert list(journey.plan.opened) == sorted(journey.plan.opened)
    assert len(set(journey.plan.opened[8:])) == 1
    assert sum(journey.followed) < 0.9 * 26 * journey.followed[0]
    settled = journey.plan.opened[-1]
    shut = journey.plan.get("route.closing", Closing)
    way_down = way(
        journey.plan.get("route.channels", Channels).diameter / 2, device_depth(journey.plan),
        journey.depth.bottom("epidermis"),
    )  # fmt: skip
    seconds = np.array([settled, 100 * settled])
    left = unfilled(shut, way_down, False, seconds)
    np.testing.assert_array_equal(left[:, 0], left[:, 1])
    assert (uncrusted(shut, False, seconds)[:, 0] < 1e-11).all()


def test_a_current_of_the_first_dose_is_over_at_the_second(course):
    """Against a current that draws vesicles in, later doses without it bring less, and as much as plain skin would."""
    drawn = {"route.current.mobility": "2e-8 m^2/(V*s)", "skin.stratum_corneum.defect_share": "1e-3"}
    each, first = (course(said, route="iontophoresis", set=drawn) for said in ("each dose", "first dose"))
    none = course("each dose", route="iontophoresis", set=drawn | {"route.current.current_density": "0 A/m^2"})
    assert (delivered(each) > delivered(first)).all()
    assert (delivered(first) > delivered(none)).all()


@pytest.mark.parametrize("route", ["microneedle_roller", "ablative_laser", "electroporation", "iontophoresis"])
def test_an_independent_solver_agrees_on_a_course_opened_once(course, route):
    journey = course("first dose", route=route, draws=1, regimen={"doses": 2, "every": "1 day"})
    for traveller in (0, 4):
        found = apart(journey, traveller)
        assert found.share < 1e-3, found.where


def test_ledgers_close_whenever_the_skin_is_opened(course):
    for said in ("first dose", "2 day"):
        assert np.abs(course(said).residual).max() < 1e-12


def test_the_run_says_with_which_doses_the_skin_was_opened(course, travel):
    assert any("with 1 of the 3 doses" in line for line in notes(course("first dose")))
    silent = travel(**COURSE, regimen=THREE)
    assert any("does not say when" in line for line in notes(silent))
    assert ("regimen.procedure", "each dose") in silent.plan.left_out()
    plain = travel(**COURSE | {"route": "topical"}, regimen=THREE)
    assert not any("opened" in line for line in notes(plain))
    assert "regimen.procedure" not in dict(plain.plan.left_out())


@pytest.mark.parametrize("route", ["topical", "intradermal", "dissolving_needles"])
def test_a_route_that_opens_nothing_for_later_doses_has_no_procedure(plan, route):
    with pytest.raises(ScenarioError) as caught:
        plan(**COURSE | {"route": route}, regimen={**THREE, "procedure": "first dose"})
    assert caught.value.code == "regimen.procedure"


@pytest.mark.parametrize("said", ["twice", "10 minute", "20 year", "-1 day"])
def test_what_is_no_time_between_procedures_is_refused(said):
    with pytest.raises(ScenarioError):
        from_data({"regimen": {**THREE, "procedure": said}}, "test")
