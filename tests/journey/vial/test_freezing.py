"""Is a freezer a freezer? What stands between crystals of ice loses by how cold it is, until nothing flows."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.vial import keep
from exoderm.journey.vial.freezing import Freezing, rate

HOUR = 3600.0


def frost(**changed):
    """A concentrate that sets at -40 degC and loses a hundredth per hour at -20."""
    numbers = {"loss": 0.1, "rest_at_minus_20c": 0.01 / HOUR, "activation": 6e4, "solid": 233.15, "still": 1e-3}
    return Freezing(**{name: np.array([value]) for name, value in (numbers | changed).items()})


def at(celsius, **changed):
    return float(rate(frost(**changed), np.array([celsius + 273.15]))[0])


def test_the_card_states_the_loss_at_minus_20():
    """A concentrate still liquid there loses what the card says; one that has set loses the card's share of it."""
    assert at(-20) == pytest.approx(0.01 / HOUR)
    assert at(-20, solid=260.0) == pytest.approx(0.01 / HOUR * 1e-3)


@given(
    st.floats(-196, -1), st.floats(-196, -1), st.floats(200, 260), st.floats(0, 1), st.floats(1e4, 1.5e5)
)  # fmt: skip
def test_colder_never_loses_more(one, other, solid, still, activation):
    """Whatever the point at which it sets and whatever is left of the rate then."""
    cold, warm = (at(t, solid=solid, still=still, activation=activation) for t in sorted((one, other)))
    assert cold <= warm * (1 + 1e-12)


def test_a_month_at_minus_20_costs_and_at_minus_80_does_not(plan):
    """Salt water is brine in the one freezer and solid in the other; both thaw once. Without that loss they agree."""

    def left(celsius, **numbers):
        this = plan(
            draws=16, product={"carrier": "saline"},
            storage=[{"temperature": f"{celsius} degC", "duration": "30 day", "freeze_thaw": 1}],
            set={f"carrier.freezing.{name}": value for name, value in numbers.items()},
        )  # fmt: skip
        filled = harvest(this)
        return keep.keep(this, filled).amount[:, :CLASSES].sum(axis=1) / filled.amount[:, :CLASSES].sum(axis=1)

    rate_there = 5e-3
    warm, cold = (left(t, rest_at_minus_20c=f"{rate_there} 1/hour") for t in (-20, -80))
    np.testing.assert_allclose(warm / cold, np.exp(-rate_there * 720), rtol=0.02)
    still = [left(t, rest_at_minus_20c="0 1/hour") for t in (-20, -80)]
    np.testing.assert_allclose(*still, rtol=1e-9)


def test_the_liquid_does_not_know_the_ice(plan):
    """Above 0 degC the loss between crystals plays no part, and below it the liquid's own rate plays none."""
    this = plan(draws=4, product={"carrier": "saline"}, storage=[{"temperature": "4 degC", "duration": "1 day"}])
    warm = this.history[0]
    cold = replace(warm, kelvin=np.full(4, 253.15))
    assert keep.bulk_rate(this, cold) == pytest.approx(this.acting["carrier.freezing"].rest_at_minus_20c)
    fast = plan(
        draws=4, product={"carrier": "saline"}, storage=[{"temperature": "4 degC", "duration": "1 day"}],
        set={"carrier.freezing.rest_at_minus_20c": "1 1/hour"},
    )  # fmt: skip
    np.testing.assert_array_equal(keep.bulk_rate(this, warm), keep.bulk_rate(fast, warm))
    assert keep.bulk_rate(fast, cold) == pytest.approx(1 / HOUR)


def test_protein_keeps_vesicles_off_the_wall(plan):
    """Two cold days in conditioned medium: in every draw less on the wall than from saline, and more whole vesicles."""

    def fate(carrier):
        this = plan(
            draws=16, product={"carrier": carrier, "container": "polypropylene", "concentration": "1e10 particle/mL"},
            storage=[{"temperature": "4 degC", "duration": "48 hour"}], dose={"volume": "0.1 mL"},
        )  # fmt: skip
        kept = keep.keep(this, harvest(this))
        return kept.lost["wall"][:, :CLASSES].mean(axis=1)

    medium, saline = fate("conditioned_medium"), fate("saline")
    assert (medium < saline).all()
    assert np.median(medium / saline) < 0.5
