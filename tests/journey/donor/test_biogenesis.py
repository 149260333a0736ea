"""Do cells make, digest and release vesicles as the equation says, and is none lost on the way?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from exoderm.journey.donor import loading
from exoderm.journey.donor.biogenesis import Biogenesis, collect, pool, secretion
from exoderm.journey.donor.loading import Loading

HOUR = 3600.0


def cell(budding=100.0, vesicles=25.0, release=0.105, lysosome=1.0) -> Biogenesis:
    """One cell, rates per hour."""
    one = [np.array([x]) for x in (budding / HOUR, vesicles, release / HOUR, lysosome / HOUR)]
    return Biogenesis(*one)


factors = st.floats(1e-2, 1e2)
rates = st.floats(1e-3, 1e2)


@given(budding=rates, release=rates, lysosome=rates, before=factors, during=factors, hours=st.floats(0.1, 1e3))
def test_every_vesicle_is_secreted_digested_or_inside(budding, release, lysosome, before, during, hours):
    """formed + before = secreted + digested + after, to rounding; nothing is negative."""
    done = collect(cell(budding, 25, release, lysosome), np.array([hours * HOUR]), before, during)
    have, gone = done.formed + done.before, done.secreted + done.digested + done.after
    np.testing.assert_allclose(gone, have, rtol=1e-9)
    assert min(done.secreted.min(), done.digested.min(), done.after.min()) >= 0.0


@pytest.mark.parametrize(("before", "during"), [(1.0, 1.0), (1.0, 5.0), (4.0, 0.2)])
def test_the_closed_form_is_the_equation_integrated(before, during):
    """dV/dt = k_b - (k_rel F + k_lys) V by another way, for two days, within 1e-7."""
    one, seconds = cell(), 48 * HOUR
    kb, n, rel, lys = (float(x[0]) for x in (one.budding, one.vesicles_per_body, one.release, one.lysosome))
    done = collect(one, np.array([seconds]), before, during)
    found = solve_ivp(
        lambda t, y: [kb - (rel * during + lys) * y[0], n * rel * during * y[0]],
        (0.0, seconds), [kb / (rel * before + lys), 0.0], rtol=1e-10, atol=1e-12,
    )  # fmt: skip
    np.testing.assert_allclose([done.after[0] / n, done.secreted[0]], found.y[:, -1], rtol=1e-7)


def test_at_rest_a_collection_is_secretion_times_time():
    done = collect(cell(), np.array([24 * HOUR]))
    np.testing.assert_allclose(done.secreted, secretion(cell()) * 24 * HOUR, rtol=1e-12)
    np.testing.assert_allclose(done.before, done.after, rtol=1e-12)


def test_faster_release_empties_the_pool_and_gives_less_than_in_proportion():
    """Four times the release: more than one and less than four times the vesicles, and a smaller pool."""
    ratio = secretion(cell(), 4.0) / secretion(cell())
    assert 1.0 < ratio < 4.0
    np.testing.assert_allclose(ratio, 4 * 1.105 / 1.42, rtol=1e-12)
    assert pool(cell(), 4.0) < pool(cell())


def test_release_without_bound_gives_all_that_is_formed_and_no_more():
    one = cell()
    np.testing.assert_allclose(secretion(one, 1e9), one.budding * one.vesicles_per_body, rtol=1e-6)


def test_without_lysosomes_faster_release_changes_nothing_at_rest():
    """All bodies are released anyway: the yield is what is formed, whatever F."""
    one = cell(lysosome=0.0)
    np.testing.assert_allclose(secretion(one, 4.0), secretion(one), rtol=1e-12)


def test_a_stress_that_begins_with_the_collection_gives_a_burst_first():
    """The first hour gives more per hour than the second day, since the pool of a resting cell is fuller."""
    first = collect(cell(), np.array([HOUR]), 1.0, 5.0).secreted
    two, one = (collect(cell(), np.array([d * 24 * HOUR]), 1.0, 5.0).secreted for d in (2, 1))
    assert first > (two - one) / 24 * 1.05


def test_more_bodies_or_fewer_digested_give_more():
    """Twice the bodies: twice; half the digestion: more, and at most twice."""
    one = cell()
    np.testing.assert_allclose(secretion(replace(one, budding=2 * one.budding)), 2 * secretion(one), rtol=1e-12)
    spared = secretion(replace(one, lysosome=one.lysosome / 2)) / secretion(one)
    assert 1.0 < spared < 2.0


def test_few_copies_strewn_at_random_are_poisson():
    """A large k: 1 - exp(-mean)."""
    mean = np.array([0.008, 1.0, 5.0])
    found = loading.carriers(Loading(np.ones(3), np.full(3, 1e8), np.ones(3)), mean)
    np.testing.assert_allclose(found, 1 - np.exp(-mean), rtol=1e-6)


@given(mean=st.floats(1e-6, 1e3), k=st.floats(1e-3, 1e3))
def test_uneven_loading_leaves_more_vesicles_empty(mean, k):
    """Never more carriers than at random, never more than copies, and between none and all."""
    share = loading.carriers(Loading(np.ones(1), np.array([k]), np.ones(1)), np.array([mean]))[0]
    assert 0.0 < share <= min(1.0, mean) * (1 + 1e-9)
    assert share <= -np.expm1(-mean) * (1 + 1e-9)
