"""Do stores and courses meet the closed forms that pharmacokinetics has for them?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from exoderm.journey import outside
from exoderm.journey.body import muscle, organs, split
from exoderm.journey.body.course import follow, labelled
from exoderm.journey.body.flows import Flows
from exoderm.journey.body.label import Label
from exoderm.journey.body.raised import after_doses, time_above
from exoderm.journey.outside import NOTICED
from exoderm.journey.run import vesicles
from exoderm.numerics.closed import half_lives, two_compartments
from exoderm.numerics.linear import exponential

HOUR = 3600.0
rates = st.floats(1e-7, 1e-2)


def test_a_dose_into_a_mouse_s_vein_falls_biexponentially(round_trip, mouse):
    """Blood and periphery follow the closed form of two compartments within 1e-3 of the dose, for a day."""
    none = {f"body.vessels.{name}": "0" for name in ("extraction", "albumin_ratio")}
    big = {"body.organs.half_filled": "1e30 particle"}
    journey = round_trip(mouse, draws=2, set=none | big)
    go, back, leave = (journey.plan.table.row(f"body.{p}").samples[0] for p in
                       ("blood.to_periphery", "blood.from_periphery", "organs.uptake"))  # fmt: skip
    came = vesicles(journey.end.book.offered) - vesicles(journey.fate(journey.end, "left in bag and tubing"))
    for snapshot in journey.snapshots[1:]:
        x, y = two_compartments(1.0, leave, go, back, snapshot.seconds)
        for name, closed in (("blood", x), ("periphery", y)):
            store = vesicles(snapshot.stores[:, :, journey.store_names.index(name)]) / came
            np.testing.assert_allclose(store, closed, atol=1e-3, err_msg=f"{name} at {snapshot.seconds:g} s")


def test_the_slow_half_life_halves_what_is_left_late_and_the_fast_one_what_is_lost_at_first():
    """Long after the dose each slow half-life halves blood; without exchange the one rate gives the one half-life."""
    _, slow = half_lives(0.5, 3.0, 1.2)
    late = two_compartments(1.0, 0.5, 3.0, 1.2, np.array([40.0, 40.0 + float(slow)]))[0]
    assert late[1] / late[0] == pytest.approx(0.5, rel=1e-9)
    fast, _ = half_lives(2.0, 0.0, 1.0)
    assert fast == pytest.approx(np.log(2.0) / 2.0)


@settings(max_examples=30, deadline=None)
@given(st.lists(rates, min_size=9, max_size=9), st.floats(1.0, 1e6))
def test_the_exponential_of_rates_is_scipy_s(values, span):
    """Three places that exchange freely: the same to 1e-9, and no amount is lost."""
    matrix = np.array(values).reshape(3, 3)
    np.fill_diagonal(matrix, 0.0)
    matrix -= np.diag(matrix.sum(axis=0))
    ours = exponential(matrix[None] * span)[0]
    np.testing.assert_allclose(ours, expm(matrix * span), rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(ours.sum(axis=0), 1.0, rtol=1e-9)


def test_what_lymph_brings_is_followed_as_an_independent_solver_does():
    """Lymph, blood, periphery, nodes and organs after uneven inflow agree with LSODA to 1e-6 of what came."""
    one = np.ones((1, 1)) / HOUR
    flow = Flows(2.0 * one, 0.5 * one, 3.0 * one, 1.2 * one, {"body: liver": 0.4 * one, "body: lung": 0.1 * one})
    seconds = np.array([0.0, 600.0, HOUR, 5 * HOUR, 24 * HOUR, 72 * HOUR])
    came = np.array([0.0, 2.0, 3.0, 3.5, 9.0, 9.0])
    course = follow(flow, came[None, None], seconds)

    def change(t, y):
        k = min(np.searchsorted(seconds, t, side="right"), len(seconds) - 1)
        inflow = (came[k] - came[k - 1]) / (seconds[k] - seconds[k - 1])
        lymph, blood, beside = y[:3]
        return np.array([
            inflow - 2.5 * lymph / HOUR, (2.0 * lymph - 3.5 * blood + 1.2 * beside) / HOUR,
            (3.0 * blood - 1.2 * beside) / HOUR, 0.5 * lymph / HOUR, 0.5 * blood / HOUR,
        ])  # fmt: skip

    done = solve_ivp(change, (0, seconds[-1]), np.zeros(5), "LSODA", seconds, rtol=1e-10, atol=1e-12, max_step=300.0)
    found = np.stack([getattr(course, part)[0, 0] for part in ("lymph", "blood", "periphery", "nodes", "gone")])
    np.testing.assert_allclose(found, done.y, atol=1e-6 * came[-1])
    np.testing.assert_allclose(found.sum(axis=0), came, rtol=1e-10)


def test_label_that_came_at_once_decays_in_a_chain():
    """L = exp(-r t), F = r/(e - r) (exp(-r t) - exp(-e t)): the chain of two."""
    r, e = 0.01 / HOUR, 0.7 / HOUR
    seconds = np.array([0.0, HOUR, 10 * HOUR, 100 * HOUR])
    held, free = labelled(Label(np.array([r]), np.array([e])), np.ones((1, 4)), seconds)
    np.testing.assert_allclose(held[0], np.exp(-r * seconds), rtol=1e-9)
    np.testing.assert_allclose(free[0], r / (e - r) * (np.exp(-r * seconds) - np.exp(-e * seconds)), atol=1e-9)


def test_organ_shares_are_a_whole():
    """Weights of any size give shares that add up to one; phagocytes that fill leave more to the others."""
    n = 50
    weights = np.random.default_rng(1).lognormal(0, 2, (5, n))
    these = organs.Organs(np.full(n, 1e-4), *weights, np.full(n, 1e12))
    np.testing.assert_allclose(sum(organs.shares(these).values()), 1.0, rtol=1e-12)
    at_once = organs.met(these, np.full(n, 1e13), np.zeros(n))
    little, much = organs.rates(these, np.zeros(n)), organs.rates(these, at_once)
    np.testing.assert_allclose(sum(little.values()), 1e-4, rtol=1e-12)
    np.testing.assert_allclose(much["liver"] / little["liver"], 1 / 6)
    np.testing.assert_allclose(much["lung"], little["lung"])


def test_the_linear_rate_of_a_dose_keeps_the_area_of_saturable_removal():
    """x' = -k x / (1 + x/H) and the rate that stands for it leave the same area under the curve."""
    k, half, dose = 0.5, 3.0, 12.0
    done = solve_ivp(lambda t, y: [-k * y[0] / (1 + y[0] / half), y[0]], (0, 400), [dose, 0.0], rtol=1e-10, atol=1e-12)
    one = np.ones(1)
    these = organs.Organs(k * one, one, 1e-9 * one, 1e-9 * one, 1e-9 * one, 1e-9 * one, half * one)
    crowd = organs.met(these, dose * one, 0.0 * one)
    assert dose / organs.rates(these, crowd)["liver"][0] == pytest.approx(done.y[1, -1], rel=1e-6)


@pytest.mark.parametrize("time", [0.2, 4.0, 60.0])
def test_an_infusion_fills_phagocytes_less_and_keeps_their_area_to_first_order(time):
    """Let in over a time, saturable removal leaves an area whose excess over N/k is that of the linear rate."""
    k, half, dose = 0.5, 300.0, 12.0
    one = np.ones(1)

    def change(t, y):
        return [dose / time * (t < time) - k * y[0] / (1 + y[0] / half), y[0]]

    first = solve_ivp(change, (0, time), [0.0, 0.0], rtol=1e-11, atol=1e-13, max_step=time / 50)
    done = solve_ivp(change, (time * (1 + 1e-12), time + 100), first.y[:, -1], rtol=1e-11, atol=1e-13)
    these = organs.Organs(k * one, one, 1e-9 * one, 1e-9 * one, 1e-9 * one, 1e-9 * one, half * one)
    crowd = organs.met(these, dose * one, time * one)
    excess = dose / organs.rates(these, crowd)["liver"][0] - dose / k
    assert excess == pytest.approx(done.y[1, -1] - dose / k, rel=0.03)
    assert crowd[0] < 0.5 * dose


def test_muscle_is_drained_as_its_sieve_says():
    """Albumin's rate times the sieve; nothing at a sieve of zero."""
    rates = [np.array([rate]) for rate in (3e-5, 0.0, 0.0, 0.0)]
    these = muscle.Muscle(*rates)
    np.testing.assert_allclose(muscle.lymph_rate(these, np.array([1.0, 0.25, 0.0])), [3e-5, 0.75e-5, 0.0])


def test_the_time_for_which_blood_holds_more_is_that_of_an_exponential():
    """Ten times its own, halved each hour: log2(100) hours until a tenth, to the last digit between any two looks."""
    seconds = np.array([0.0, 600.0, HOUR, 4 * HOUR, 24 * HOUR])
    ratio = 10.0 * 0.5 ** (seconds / HOUR)
    none, all_of_it = np.full(5, NOTICED / 2), np.full(5, 1.0)
    until = time_above(np.stack([ratio, none, all_of_it]), seconds, NOTICED)
    np.testing.assert_allclose(until, [np.log2(10.0 / NOTICED) * HOUR, 0.0, 24 * HOUR], rtol=1e-12)


def test_every_dose_of_a_course_raises_blood_and_not_the_first_alone():
    """Apart, four doses last four times as long as one; close, they add up as an exact superposition of one does."""
    one = np.ones((1, 1)) / HOUR
    flow = Flows(one, 0.0 * one, 3.0 * one, 1.2 * one, {"body: liver": 2.0 * one})
    week = 7 * 24 * HOUR
    at_once = np.zeros(1)
    single, when = after_doses(flow, np.full((1, 1), 5.0), at_once, [0.0], 4 * week)
    lasts = time_above(single, when, NOTICED)
    apart, times = after_doses(flow, np.full((1, 4), 5.0), at_once, [0.0, week, 2 * week, 3 * week], 4 * week)
    np.testing.assert_allclose(time_above(apart, times, NOTICED), 4.0 * lasts, rtol=2e-3)
    close, times = after_doses(flow, np.full((1, 2), 5.0), at_once, [0.0, 2 * HOUR], week)
    exact = two_compartments(5.0, 2.0 / HOUR, 3.0 / HOUR, 1.2 / HOUR, times - 0.5)[0]
    again = two_compartments(5.0, 2.0 / HOUR, 3.0 / HOUR, 1.2 / HOUR, np.maximum(times - 2 * HOUR - 0.5, 0.0))[0]
    late = times > 2 * HOUR + 600.0
    np.testing.assert_allclose(close[0, late], (exact + again)[late], rtol=1e-4)


def test_what_lies_beside_blood_does_not_circulate(round_trip):
    """With vessel walls that hold nearly all and give hardly any back, blood is raised for minutes, not for days."""
    big = {"product": {"concentration": "1e14 particle/mL"}, "draws": 2, "weeks": 1}
    walls = {"body.blood.to_periphery": "60 1/hour", "body.blood.from_periphery": "1e-6 1/hour"}
    found = outside.outside(journey := round_trip(set=walls, **big), journey.end)
    assert (found.raised < HOUR).all()
    blood = next(place for place in found.places if place.name == "blood")
    assert (blood.whole > NOTICED * found.own).all()


def test_a_line_in_log_diameter_is_found_again_and_a_flat_one_is_not_claimed():
    """Shares that follow a line are foretold to rounding; without one the mean wins; two sizes are too few."""
    size = np.array([5.0, 20.0, 80.0, 200.0])
    ratios = np.outer(np.log(size), [0.5, -0.2, -0.3]) + np.array([0.2, 0.1, -0.3])
    shares = np.exp(ratios) / np.exp(ratios).sum(axis=1, keepdims=True)
    found = split.leave_one_out(size, shares)
    assert found.better
    assert found.regression < 1e-12
    np.testing.assert_allclose(split.predict(size[:3], shares[:3], size[3:])[0], shares[3])
    noise = np.exp(np.random.default_rng(3).normal(0, 0.3, (40, 3)))
    flat = split.leave_one_out(np.geomspace(5, 200, 40), noise / noise.sum(axis=1, keepdims=True))
    assert flat.regression == pytest.approx(flat.middle, rel=0.15)
    with pytest.raises(ValueError, match="three"):
        split.leave_one_out(size[:2], shares[:2])
