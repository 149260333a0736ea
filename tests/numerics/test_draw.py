"""Is draw 17 always draw 17, and do the distributions have the shape that they claim?"""

import math

import numpy as np
import pytest
from scipy import stats

from exoderm.numerics.draw import (
    FailedDrawsError,
    Fixed,
    LogNormal,
    LogUniform,
    Normal,
    Triangular,
    Uniform,
    normal_probability,
    normal_quantile,
    quantiles,
    uniforms,
)

U = np.linspace(0.0005, 0.9995, 1001)


def test_a_draw_depends_on_its_number_and_not_on_how_many_are_made():
    whole = uniforms(7, "skin/diffusivity", 1000)
    for start, stop in [(0, 1), (1, 2), (3, 9), (17, 18), (250, 1000), (999, 1000)]:
        assert (uniforms(7, "skin/diffusivity", stop - start, start) == whole[start:stop]).all()


def test_these_numbers_are_the_same_on_every_machine_and_in_every_process():
    """Stored digits: a change of NumPy, of the hash, or of the process must not move a draw."""
    expected = [0.6335130501898184, 0.09031926569758675, 0.6430344190713889]
    np.testing.assert_array_equal(uniforms(1, "a/b", 3), expected)


def test_seed_and_path_both_name_the_stream():
    first = uniforms(1, "a", 4000)
    for other in (uniforms(2, "a", 4000), uniforms(1, "b", 4000)):
        assert abs(np.corrcoef(first, other)[0, 1]) < 0.06
    assert first.min() > 0.0
    assert first.max() < 1.0
    assert stats.kstest(first, "uniform").pvalue > 1e-3


def test_the_normal_probability_agrees_with_the_exact_one():
    z = np.linspace(-8.0, 8.0, 2001)
    np.testing.assert_allclose(normal_probability(z), stats.norm.cdf(z), atol=1.5e-7)


def test_the_normal_quantile_keeps_its_digits_far_into_the_tails():
    """AS 241 against SciPy from 1e-300 to 1 - 1e-15."""
    p = np.concatenate(
        [10.0 ** -np.arange(1.0, 300.0), np.linspace(1e-4, 1 - 1e-4, 9999), 1 - 10.0 ** -np.arange(1, 16)]
    )
    np.testing.assert_allclose(normal_quantile(p), stats.norm.ppf(p), rtol=4e-15, atol=1e-15)
    np.testing.assert_array_equal(normal_quantile([0.0, 0.5, 1.0]), [-np.inf, 0.0, np.inf])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Uniform(-2.0, 3.0), stats.uniform(-2, 5)),
        (LogUniform(1e-3, 1e2), stats.loguniform(1e-3, 1e2)),
        (Normal(2.0, 0.5), stats.norm(2, 0.5)),
        (Normal(0.0, 1.0, 0.5, 4.0), stats.truncnorm(0.5, 4)),
        (Normal(0.0, 1.0, -9.0, -6.0), stats.truncnorm(-9, -6)),
        (Normal(0.0, 1.0, 6.0, 9.0), stats.truncnorm(6, 9)),
        (LogNormal(3.0, 2.0), stats.lognorm(math.log(2), scale=3)),
        (Triangular(1.0, 2.0, 5.0), stats.triang(0.25, 1, 4)),
        (Triangular(1.0, 1.0, 5.0), stats.triang(0.0, 1, 4)),
        (Triangular(1.0, 5.0, 5.0), stats.triang(1.0, 1, 4)),
    ],
)
def test_quantiles_agree_with_scipy(ours, theirs):
    np.testing.assert_allclose(ours.ppf(U), theirs.ppf(U), rtol=1e-9, atol=1e-12)


def test_a_cut_off_lognormal_is_the_rest_of_the_whole_one():
    part, whole = LogNormal(1.0, 3.0, 0.5, 20.0), stats.lognorm(math.log(3))
    low, high = whole.cdf(0.5), whole.cdf(20.0)
    np.testing.assert_allclose(part.ppf(U), whole.ppf(low + (high - low) * U), rtol=1e-12)


@pytest.mark.parametrize(
    "record",
    [
        Uniform(0.1, 0.3),
        LogUniform(0.1, 0.3),
        Normal(0, 5, -1, 1),
        LogNormal(1, 4, 0.9, 1.1),
        LogNormal(1, 2, 0, 1.5),
        Triangular(0.1, 0.2, 0.3),
    ],
)
def test_no_draw_leaves_its_bounds(record):
    values = record.ppf(np.concatenate([uniforms(3, "x", 1000), [2.0**-53, 1 - 2.0**-53, 0.0, 1.0]]))
    assert (values >= record.low).all()
    assert (values <= record.high).all()


def test_a_fixed_number_is_that_number():
    assert (Fixed(4.5).ppf(U) == 4.5).all()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Uniform(2, 1),
        lambda: LogUniform(0, 1),
        lambda: Normal(0, 0),
        lambda: LogNormal(1, 1),
        lambda: LogNormal(-1, 2),
        lambda: Triangular(1, 0, 2),
        lambda: Fixed(math.nan),
    ],
)
def test_distributions_that_cannot_be_are_refused(make):
    with pytest.raises(ValueError, match="must rise"):
        make()


def test_bounds_beyond_all_probability_are_refused():
    with pytest.raises(ValueError, match="no probability left"):
        Normal(0, 1, 60, 61).ppf(0.5)


def test_one_failed_draw_is_named_rather_than_averaged_away():
    samples = np.arange(10.0)
    np.testing.assert_allclose(quantiles(samples, [0.0, 0.5, 1.0], "reach"), [0, 4.5, 9])
    samples[3] = np.nan
    with pytest.raises(FailedDrawsError, match=r"reach: 1 of 10 draws failed \(the first is draw 3\)"):
        quantiles(samples, [0.5], "reach")
    with pytest.raises(FailedDrawsError, match="no draws"):
        quantiles([], [0.5], "reach")
