"""A moved hair as a pump: what holds a particle in the lee of a step, and what of that reaches the follicles."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.parameter import schema
from exoderm.journey.physics import SKIN_SURFACE, free_diffusion
from exoderm.journey.route.ratchet import Ratchet, carried, pumped, ridden_over
from exoderm.journey.skin.layers import Layers

MASSAGE = "topical_massage"
HAIR = {
    "step_height": 0.4e-6, "step_interval": 1e-5, "opening": 6e-5, "hair_share": 0.5, "stroke": 1e-4, "frequency": 1.0,
    "duration": 180.0, "gain": 1.0,
}  # fmt: skip
SIZES = np.geomspace(5e-9, 2e-5, 200)[None, :]


def made(**numbers):
    """The ratchet of one draw."""
    return Ratchet(**{name: np.array([float((HAIR | numbers)[name])]) for name in schema(Ratchet)})


def in_follicles(journey):
    """Share of the dose that follicles hold at once, (draw, traveller)."""
    return journey.end.stores[:, :, journey.store_names.index("follicle")] / journey.end.book.offered


@pytest.mark.parametrize("diameter", [1e-6, 1.5e-6, 5e-6])
def test_a_large_particle_rides_over_as_its_motion_says(diameter):
    """The edge moves at unit speed; the particle goes along the line from edge to middle, until its middle is above."""
    height, r = 0.4e-6, diameter / 2

    def motion(_, y):
        sine = min((y[1]) / r, 1.0)
        cosine = math.sqrt(max(1.0 - sine**2, 0.0))
        return [cosine**2, cosine * sine]

    def over(_, y):
        return y[1] - r * (1 - 1e-9)

    over.terminal = True
    done = solve_ivp(motion, (0.0, 1.0), [0.0, r - height], "LSODA", rtol=1e-10, atol=1e-18, events=over, max_step=1e-8)
    way = float(ridden_over(np.array([[diameter]]), np.array([[height]]))[0, 0])
    assert done.y[0, -1] == pytest.approx(way, rel=1e-3)


def test_a_small_particle_stays_in_the_lee_for_its_time_of_first_passage():
    """D T'' = -1 between a floor that reflects and an edge that absorbs, by finite differences."""
    n, h = 2000, 0.4e-6
    dx, D = h / n, float(free_diffusion(30e-9, SKIN_SURFACE))
    system = np.diag(np.full(n, -2.0)) + np.diag(np.ones(n - 1), 1) + np.diag(np.ones(n - 1), -1)
    system[0, 0] = -1.0
    seconds = np.linalg.solve(system, np.full(n, -(dx**2) / D))[0]
    this = made(stroke=1.0)
    assert float(carried(this, np.array([[30e-9]]))[0, 0]) == pytest.approx(2.0 * seconds, rel=2e-3)


def test_a_particle_whose_middle_lies_below_the_edge_is_never_ridden_over():
    sizes = np.array([[1e-8, 4e-7, 7.99e-7, 8e-7, 8.01e-7, 2e-6]])
    way = ridden_over(sizes, np.array([[4e-7]]))[0]
    assert np.isinf(way[:4]).all()
    assert np.isfinite(way[4:]).all()
    assert way[4] > way[5]


@pytest.mark.parametrize("height", [0.1e-6, 0.4e-6, 2e-6])
def test_the_best_size_is_twice_the_step(height):
    """Carriage rises with size up to there and falls above; a higher step moves it up in proportion."""
    way = carried(made(step_height=height, stroke=1.0, frequency=1e-3), SIZES)[0]
    best = int(np.argmax(way))
    assert SIZES[0, best] == pytest.approx(2 * height, rel=0.06)
    assert (np.diff(way[: best + 1]) > 0).all()
    beyond = np.argmax(SIZES[0] > 20 * height)
    assert way[beyond] < 0.1 * way[best]


def test_nothing_is_carried_further_than_its_stroke():
    way = carried(made(frequency=100.0), SIZES)
    assert (way <= 1e-4).all()
    assert way.max() == 1e-4


@given(st.sampled_from(["stroke", "frequency", "duration", "gain", "hair_share"]))
def test_without_any_one_part_of_the_pump_nothing_is_pumped(name):
    assert (pumped(made(**{name: 0.0}), SIZES, np.array([3e-4])) == 0.0).all()


@given(st.floats(1e-8, 1e-5), st.floats(1e-9, 1e-2), st.floats(0.0, 1.0))
def test_longer_and_more_strokes_never_pump_less(height, stroke, gain):
    depth = np.array([3e-4])
    less, further, more = (
        pumped(made(step_height=height, gain=gain, **x), SIZES, depth)
        for x in ({"stroke": stroke}, {"stroke": 2 * stroke}, {"stroke": stroke, "duration": 400.0})
    )
    assert (less >= 0.0).all()
    assert (further >= less * (1 - 1e-12)).all()
    assert (more >= less).all()


def test_spread_alone_a_dose_fills_follicles_whatever_its_size(travel):
    """The null case: without massage there is no pump, and vesicles of all sizes and protein fill alike."""
    share = in_follicles(travel(draws=8, weeks=1 / 604800))
    for traveller in range(1, CLASSES):
        np.testing.assert_allclose(share[:, traveller], share[:, 0], rtol=1e-6)


def test_massage_brings_vesicles_further_than_protein_and_stillness_does_not(travel):
    """Albumin leaves the lee of a step some 15 times as fast as a vesicle does; a massage of no time moves neither."""
    for minutes in ("0 min", "5 min"):
        share = in_follicles(travel(draws=32, route=MASSAGE, weeks=1 / 604800, set={
            "route.ratchet.duration": minutes, "route.follicle.filling": "0.05"}))  # fmt: skip
        if minutes == "0 min":
            np.testing.assert_allclose(share[:, 2], share[:, CLASSES], rtol=1e-5)
        else:
            assert (share[:, 2] > share[:, CLASSES]).all()
            assert np.median(share[:, 2] / share[:, CLASSES]) > 1.1


@pytest.mark.parametrize("traveller", [0, 3, 4])
def test_what_a_massage_brings_in_written_a_second_time(plan, travel, traveller):
    """From the parameters of the only draw, with nothing of the package but Stokes and Einstein."""
    this = plan(draws=1, route=MASSAGE)
    take = {name: float(this.table.row(f"route.ratchet.{name}").samples[0]) for name in HAIR}
    size = float(harvest(this).diameter[0, traveller])
    h, r = take["step_height"], size / 2
    way = 2 * take["frequency"] * take["stroke"] * h * h / 2 / float(free_diffusion(size, SKIN_SURFACE))
    way = min(way, take["stroke"])
    if r > h:
        angle = math.asin(1 - h / r)
        way = min(way, r * (math.log(1 / math.tan(angle / 2)) - math.cos(angle)))
    lee = math.pi * take["hair_share"] * take["opening"] * h / 2
    brought = take["frequency"] * take["duration"] * take["stroke"] * take["gain"] * lee * way
    brought /= way + take["step_interval"]
    layers = this.get("skin.layers", Layers)
    deep, open_share = float(layers.follicle_depth[0]), float(layers.opening_share[0])
    filling = float(this.table.row("route.follicle.filling").samples[0])
    filled = filling + (1 - filling) * -math.expm1(-brought / (math.pi * take["opening"] ** 2 / 4 * deep))
    expected = filled * open_share * deep / float(this.thickness)
    journey = travel(draws=1, route=MASSAGE, weeks=1 / 604800)
    assert float(in_follicles(journey)[0, traveller]) == pytest.approx(expected, rel=1e-4)
