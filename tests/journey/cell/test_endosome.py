"""Is every vesicle that a cell took up in exactly one place, and in the right one?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from exoderm.journey.cell.endosome import FATES, Endosome, fates

RATE = st.floats(1e-6, 1e-1)


def course(k_int, k_rec, k_lys, share, seconds, taken):
    """Fates of one draw."""
    one = [np.array([v]) for v in (k_rec, k_lys, k_int, share)]
    found = fates(Endosome(*one[:2]), one[2], one[3], list(seconds), np.asarray(taken, dtype=float)[:, None])
    return {name: values[:, 0] for name, values in found.items()}


@given(
    RATE, st.floats(0.0, 0.1), RATE, st.floats(0.0, 1.0),
    st.lists(st.tuples(st.floats(1.0, 1e6), st.floats(0.0, 1e9)), min_size=1, max_size=12),
)  # fmt: skip
def test_the_five_add_up_and_none_is_below_zero(k_int, k_rec, k_lys, share, spans):
    seconds = np.cumsum([0.0, *(s for s, _ in spans)])
    taken = np.cumsum([0.0, *(u for _, u in spans)])
    found = course(k_int, k_rec, k_lys, share, seconds, taken)
    np.testing.assert_allclose(sum(found.values()), taken, rtol=1e-12, atol=1e-9 * max(taken[-1], 1e-300))
    for name in FATES:
        assert (found[name] >= 0.0).all(), name
        if name in ("recycled", "lysosome", "cytosol"):
            assert (np.diff(found[name]) >= 0.0).all(), name


@given(RATE, RATE, RATE, st.floats(0.0, 0.9))
def test_the_closed_form_agrees_with_a_solver(k_int, k_rec, k_lys, share):
    """Uptake that rises, rests and rises again, against LSODA."""
    seconds, taken = np.array([0.0, 600.0, 4000.0, 20000.0]), np.array([0.0, 30.0, 30.0, 130.0])
    k_esc = share / (1.0 - share) * (k_rec + k_lys)
    state = np.zeros(5)
    for i in range(1, 4):
        u = (taken[i] - taken[i - 1]) / (seconds[i] - seconds[i - 1])

        def change(_, y, u=u):
            b, e, *_ = y
            return [u - k_int * b, k_int * b - (k_rec + k_lys + k_esc) * e, k_rec * e, k_lys * e, k_esc * e]

        span = (seconds[i - 1], seconds[i])
        state = solve_ivp(change, span, state, method="LSODA", rtol=1e-10, atol=1e-10).y[:, -1]
    found = course(k_int, k_rec, k_lys, share, seconds, taken)
    np.testing.assert_allclose([found[name][-1] for name in FATES], state, atol=2e-6 * taken[-1])


def test_equal_rates_of_the_chain_are_no_trap():
    """k_int equal to what leaves endosomes: continuous with rates that differ by a little."""
    times, taken = [0.0, 3600.0], [0.0, 10.0]
    same = course(1e-3, 4e-4, 6e-4, 0.0, times, taken)
    near = course(1e-3 * (1 + 1e-9), 4e-4, 6e-4, 0.0, times, taken)
    for name in FATES:
        assert same[name][-1] == pytest.approx(near[name][-1], rel=1e-7)


def test_without_recycling_more_is_kept():
    times, taken = [0.0, 86400.0], [0.0, 100.0]
    none, some = (course(1e-3, k, 2e-4, 0.1, times, taken) for k in (0.0, 4e-4))
    assert none["recycled"][-1] == 0.0
    assert some["recycled"][-1] == pytest.approx(60.0, rel=0.03)  # two thirds of what does not escape
    assert none["lysosome"][-1] > 2.5 * some["lysosome"][-1]


def test_a_share_of_what_was_taken_in_escapes_whatever_else_happens():
    """Long after, the cytosol's part is the share itself, with and without recycling; none escapes at zero."""
    times, taken = [0.0, 3600.0, 1e7], [0.0, 100.0, 100.0]
    for share in (0.0, 0.01, 0.3, 1.0):
        for recycling in (0.0, 1e-3):
            found = course(1e-3, recycling, 2e-4, share, times, taken)
            assert found["cytosol"][-1] == pytest.approx(100.0 * share, rel=1e-9, abs=1e-9)
