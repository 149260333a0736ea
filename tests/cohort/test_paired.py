"""Does pairing hold all else equal, and is it silent where there is nothing to divide?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.cohort.paired import SOLVER, ratio

RNG = np.random.default_rng(3)
PEOPLE = np.exp(RNG.normal(0.0, 3.0, 1001))


def test_what_people_have_in_common_falls_out() -> None:
    """Answers that span six orders of magnitude differ by 5 % draw by draw: told apart, with no width at all."""
    found = ratio(1.05 * PEOPLE, PEOPLE)
    assert (found["low"], found["median"], found["high"]) == pytest.approx((1.05, 1.05, 1.05))
    assert found["distinguishable"]
    apart = np.quantile(1.05 * PEOPLE, (0.05, 0.95)), np.quantile(PEOPLE, (0.05, 0.95))
    assert apart[0][0] < apart[1][1]


def test_unpaired_draws_hide_the_same_difference() -> None:
    found = ratio(1.05 * RNG.permutation(PEOPLE), PEOPLE)
    assert not found["distinguishable"]
    assert found["high"] / found["low"] > 1e3


def test_the_quantiles_are_those_of_the_ratios() -> None:
    """A lognormal effect with median 2 and a geometric standard deviation of 1.2: ends 2 x 1.2^(+-1.645)."""
    effect = 2.0 * 1.2 ** np.sort(RNG.normal(size=20001))
    found = ratio(effect * np.exp(np.ones(20001)), np.exp(np.ones(20001)))
    assert (found["low"], found["median"], found["high"]) == pytest.approx(
        (2 * 1.2**-1.645, 2, 2 * 1.2**1.645), rel=0.02
    )


def test_the_same_is_the_same() -> None:
    found = ratio(PEOPLE, PEOPLE)
    assert (found["low"], found["median"], found["high"]) == (1.0, 1.0, 1.0)
    assert not found["distinguishable"]


@pytest.mark.parametrize("by", [1 + SOLVER / 2, 1 - SOLVER / 2])
def test_a_difference_within_the_solver_s_error_is_none(by: float) -> None:
    assert not ratio(by * PEOPLE, PEOPLE)["distinguishable"]


def test_nothing_against_nothing_says_so() -> None:
    found = ratio(np.zeros(9), np.zeros(9))
    assert found["median"] is None
    assert found["pairs"] == 0
    assert found["reason"]


def test_something_against_nothing_has_no_number_but_a_reason() -> None:
    new, old = np.ones(10), np.array([0.0] * 4 + [1.0] * 6)
    found = ratio(new, old)
    assert found["high"] is None
    assert found["median"] == 1.0
    assert "4 of 10" in found["reason"]


def test_failed_draws_are_left_out() -> None:
    new = np.array([np.nan, *(2.0 * np.ones(9))])
    assert ratio(new, np.ones(10))["pairs"] == 9
    assert ratio(new, np.ones(10))["median"] == 2.0


@given(st.lists(st.tuples(st.floats(1e-12, 1e12), st.floats(1e-12, 1e12)), min_size=1, max_size=60))
def test_turning_it_round_turns_the_ends(pairs: list[tuple[float, float]]) -> None:
    """The ratio the other way is one over it, so that what can be told apart can be so either way round."""
    new, old = np.array(pairs).T
    there, back = ratio(new, old), ratio(old, new)
    assert there["low"] <= there["median"] <= there["high"]
    assert there["pairs"] == back["pairs"] == len(pairs)
    if len(pairs) % 2 and len(pairs) > 40:
        assert there["median"] == pytest.approx(1 / back["median"])
