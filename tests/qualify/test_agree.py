"""Does a prediction pass only where it should: no pass for a wide interval, none for half of the draws?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.errors import CardError
from exoderm.library import shelf
from exoderm.qualify.agree import OBEY, agreement, band, within
from exoderm.qualify.case import Case, Measured, Tolerance

NUMBERS = st.floats(1e-6, 1e6)


def near(kind: str, value: float | None = None, **ends: float) -> Tolerance:
    return Tolerance.model_validate({"type": kind, "value": value, **ends})


def test_a_wide_interval_over_the_measurement_is_no_pass() -> None:
    found = agreement(np.geomspace(1e-3, 1e1, 999), near("factor", 2.0), Measured(value=1.0))
    assert found.low < 1.0 < found.high
    assert not found.inside


def test_half_of_the_draws_below_a_bound_is_no_pass() -> None:
    samples = np.linspace(0.0, 2.0, 1001)
    assert not agreement(samples, near("upper_bound", 1.0), Measured()).inside
    assert agreement(samples, near("upper_bound", 1.9), Measured()).inside


def test_equals_have_no_order_even_if_rounding_parts_them() -> None:
    ones = 1.0 + np.array([-1e-16, 0.0, 2e-16, 4e-16])
    assert agreement(ones, near("ordering", 1.0), Measured()).share == 0.0
    assert agreement(ones + 0.01, near("ordering", 1.0), Measured()).share == 1.0


@given(st.lists(NUMBERS, min_size=3, max_size=60), NUMBERS, st.floats(1.01, 100.0))
def test_a_factor_is_symmetric_in_the_logarithm(numbers: list[float], value: float, factor: float) -> None:
    low, high = band(near("factor", factor), Measured(value=value))
    assert low * high == pytest.approx(value**2)
    found = agreement(np.array(numbers), near("factor", factor), Measured(value=value))
    assert found.inside == (low <= np.median(numbers) <= high)


@given(st.lists(NUMBERS, min_size=2, max_size=60), NUMBERS, NUMBERS)
def test_a_laxer_bound_never_fails_what_a_stricter_passed(numbers: list[float], a: float, b: float) -> None:
    strict, lax = sorted((a, b))
    samples = np.array(numbers)
    if agreement(samples, near("upper_bound", strict), Measured()).inside:
        assert agreement(samples, near("upper_bound", lax), Measured()).inside
    if agreement(samples, near("lower_bound", lax), Measured()).inside:
        assert agreement(samples, near("lower_bound", strict), Measured()).inside


@given(st.lists(NUMBERS, min_size=2, max_size=60), NUMBERS)
def test_the_share_of_draws_decides_an_inequality(numbers: list[float], bound: float) -> None:
    samples = np.array(numbers)
    found = agreement(samples, near("lower_bound", bound), Measured())
    assert found.inside == (np.mean(samples >= bound) >= OBEY)
    assert found.share == pytest.approx(within(samples, near("lower_bound", bound), Measured()).mean())


@pytest.mark.parametrize("bad", [{"type": "factor", "value": 0.5}, {"type": "absolute"}, {"type": "within_range"}])
def test_a_tolerance_that_says_nothing_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(CardError, match=r"factor is above one|needs"):
        shelf.validate(bad, Tolerance, "test")


def test_a_case_that_can_be_neither_run_nor_excused_is_refused() -> None:
    data = shelf.find("case", "val_iv_biphasic_mouse", Case).model_dump(mode="json")
    with pytest.raises(CardError, match="says why none can"):
        shelf.validate({**data, "experiment": "", "not_modelled": ""}, Case, "test")
