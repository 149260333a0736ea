"""An amount as a sum of known ones: is it found when it is there, refused when it is not, and safe under any map?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.numerics.combine import combine


def made_of(known, coefficients):
    return np.einsum("kps,kp->ps", known, coefficients)


def problem(seed, count=4, problems=6, places=20):
    rng = np.random.default_rng(seed)
    known = np.exp(rng.normal(0, 3, (count, problems, places)))
    return rng, known, np.ones((count, problems), dtype=bool)


@given(seed=st.integers(0, 10**6))
def test_a_sum_of_known_amounts_is_found(seed):
    """Over six decades of amounts, with coefficients of either sign."""
    rng, known, every = problem(seed)
    wanted = rng.normal(0, 2, known.shape[:2])
    target = made_of(known, wanted)
    a, made = combine(known, every, target, np.abs(target) + 1e-9, 1e-8)
    assert made.all()
    np.testing.assert_allclose(made_of(known, a), target, atol=1e-7 * np.abs(target).max(), rtol=1e-7)


@given(seed=st.integers(0, 10**6), tolerance=st.sampled_from([1e-8, 1e-4, 1e-2]))
def test_a_map_that_owes_nothing_keeps_the_tolerance(seed, tolerance):
    """|rest| <= tolerance x target at every place makes |M rest| <= tolerance x M target, for any M >= 0."""
    rng, known, every = problem(seed)
    target = made_of(known, np.abs(rng.normal(0, 1, known.shape[:2])))
    target = target * (1.0 + 0.1 * tolerance * rng.normal(0, 1, target.shape))
    a, made = combine(known, every, target, target, tolerance)
    anything = np.exp(rng.normal(0, 5, (target.shape[1], 7)))
    truth, found = target @ anything, made_of(known, a) @ anything
    assert made.any()
    assert (np.abs(found - truth)[made] <= tolerance * truth[made] * (1 + 1e-9)).all()


def test_what_is_no_sum_of_them_is_refused():
    """One place more than the known amounts ever hold, however little: coefficients are zero."""
    _, known, every = problem(1)
    known[:, :, 0] = 0.0
    target = made_of(known, np.ones(known.shape[:2]))
    target[:, 0] = 1e-12 * target.max(axis=1)
    a, made = combine(known, every, target, target, 1e-3)
    assert not made.any()
    assert (a == 0.0).all()


def test_only_what_is_allowed_is_used():
    """Of two amounts that each would do, the one that is not allowed gets no part."""
    _, known, allowed = problem(2, count=2)
    known[1] = 3.0 * known[0]
    allowed[0, ::2] = False
    a, made = combine(known, allowed, known[0], known[0], 1e-9)
    assert made.all()
    np.testing.assert_allclose(a[0], [0, 1] * 3)
    np.testing.assert_allclose(a[1], [1 / 3, 0] * 3)


def test_the_same_amount_twice_says_nothing_new():
    """A known amount that repeats another is left out rather than divided by rounding."""
    _, known, every = problem(3)
    known[1] = 2.0 * known[0]
    target = made_of(known, np.ones(known.shape[:2]))
    a, made = combine(known, every, target, target, 1e-8)
    assert made.all()
    assert np.abs(a).max() < 10.0


@pytest.mark.parametrize("few", [1, 2, 5])
def test_a_problem_does_not_know_who_shares_its_batch(few):
    """The first problems of 40, alone: the same bits."""
    rng, known, every = problem(4, problems=40, places=93)
    target = made_of(known, rng.normal(0, 1, known.shape[:2])) * (1.0 + 1e-6 * rng.normal(0, 1, (40, 93)))
    all_, one = (combine(known[:, :n], every[:, :n], target[:n], np.abs(target[:n]) + 1e-3, 1e-4) for n in (40, few))
    assert np.array_equal(all_[0][:, :few], one[0])
    assert np.array_equal(all_[1][:few], one[1])


def test_an_amount_where_the_target_has_nothing_is_left_out() -> None:
    """Its square would overflow; the other known amount makes the target alone."""
    known = np.array([[[1.0, 1e8]], [[2.0, 0.0]]])
    target, scale = np.array([[4.0, 0.0]]), np.array([[4.0, 1e-300]])
    coefficients, made = combine(known, np.ones((2, 1), dtype=bool), target, scale, 1e-6)
    assert made.all()
    np.testing.assert_allclose(coefficients[:, 0], [0.0, 2.0])
