"""Does the depth kernel meet what can be worked out on paper? Micrometres and seconds."""

import numpy as np
import pytest
from scipy.interpolate import CubicSpline
from scipy.special import erfc

from exoderm.numerics.grid import Grid, conductances
from exoderm.numerics.schedule import growing_steps
from exoderm.numerics.transport import advance, build_line

HOUR = 3600.0
NO_STORES = np.zeros((1, 0))


def run(grid, D, hours, cells=0.0, first=False, last=False, growth=1.03, marks=(), steps=200, **parts):
    n = grid.volumes.shape[-1]
    line = build_line(grid.volumes, conductances(grid, np.full(n, D), open_first=first, open_last=last), **parts)
    schedule = growing_steps(hours * HOUR, 0.01, growth, hours * HOUR / steps, marks)
    seen = schedule.find([*marks, hours * HOUR])
    return advance(line, np.broadcast_to(cells, (1, n)), NO_STORES, schedule, observe=seen)


def at(grid, end, x):
    return float(CubicSpline(grid.centres, end.cells[0])(x))


def test_case_1_a_constant_surface_feeds_a_half_space():
    """erfc(x / 2 sqrt(D t)) = 0.4047 at 50 um after 1 h; 2 sqrt(D t / pi) = 47.87 um has gone in."""
    grid = Grid(np.linspace(0, 400, 801))
    end = run(grid, 0.5, 1.0, first=True, outside=[1.0, 0.0])
    assert at(grid, end, 50) == pytest.approx(erfc(50 / (2 * np.sqrt(0.5 * HOUR))), abs=1e-5)
    assert at(grid, end, 50) == pytest.approx(0.4047, abs=5e-5)
    net = end.account.inflow[0, 0] - end.account.outflow[0, 0]
    assert net == pytest.approx(47.87, abs=5e-3)


def test_case_2_a_membrane_lets_through_after_a_time_lag():
    """h = 100 um, D = 3: lag h^2 / 6D = 555.6 s, then D C0 / h per time."""
    grid = Grid(np.linspace(0, 100, 401))
    end = run(grid, 3.0, 8.0, first=True, last=True, outside=[1.0, 0.0], marks=(6 * HOUR,))
    early, late = end.seen.account.outflow[0, :, 1]
    slope = (late - early) / (2 * HOUR)
    assert slope == pytest.approx(3.0 / 100, rel=1e-6)
    assert 8 * HOUR - late / slope == pytest.approx(555.6, abs=0.05)


def test_case_3_loss_on_the_way_sets_a_length():
    """D = 0.5, half-life 24 h: the steady profile falls by e every 249.6 um."""
    k = np.log(2) / (24 * HOUR)
    grid = Grid(np.linspace(0, 4000, 1601))
    end = run(grid, 0.5, 24 * 40, first=True, outside=[1.0, 0.0], sink=np.full((1, 1, 1600), k), growth=1.1)
    assert -250 / np.log(at(grid, end, 250)) == pytest.approx(np.sqrt(0.5 / k), rel=2e-5)
    assert -250 / np.log(at(grid, end, 250)) == pytest.approx(249.6, abs=0.06)


def test_case_4_flow_carries_a_front_that_diffusion_blurs():
    """Ogata and Banks: v = 0.1, D = 0.5, t = 1800 s: 0.3581 at 200 um, 0.5464 at 180 um."""
    grid = Grid(np.linspace(0, 400, 1601))
    end = run(grid, 0.5, 0.5, first=True, outside=[1.0, 0.0], flow=np.full(1601, 0.1), steps=800)
    assert at(grid, end, 200) == pytest.approx(0.3581, abs=5e-5)
    assert at(grid, end, 180) == pytest.approx(0.5464, abs=5e-5)


@pytest.mark.parametrize("k", [0.0, 2e-4])
def test_case_5_a_spherical_depot_spreads(k):
    """Radius 100 um, D = 0.5, 1 h: 0.0896 of the first concentration at 150 um; with loss, times exp(-k t)."""
    grid = Grid(np.linspace(0, 500, 1001), spherical=True)
    end = run(grid, 0.5, 1.0, cells=(grid.centres < 100) * 1.0, sink=np.full((1, 1, 1000), k))
    assert at(grid, end, 150) == pytest.approx(0.0896 * np.exp(-k * HOUR), abs=6e-5)


def test_case_7_a_wall_that_keeps_all_that_touches_it():
    """A / V = 6 per cm, D = 2.62, 48 h: 0.455 is lost, as the series 1 - sum 8 / ((2n+1)^2 pi^2) exp(...) says."""
    depth = 1e4 / 6
    grid = Grid(np.linspace(0, depth, 801))
    end = run(grid, 2.62, 48.0, cells=1.0, last=True)
    lost = end.account.outflow[0, 1] / depth
    odd = 2 * np.arange(200) + 1
    series = 1 - (8 / (odd * np.pi) ** 2 * np.exp(-2.62 * (odd * np.pi) ** 2 * 48 * HOUR / (4 * depth**2))).sum()
    assert lost == pytest.approx(series, abs=2e-6)
    assert lost == pytest.approx(0.455, abs=5e-4)


def test_strong_flow_through_a_sealed_end_is_upwind():
    """With flow and no conductance the outer face carries out what the last cell holds."""
    grid = Grid(np.linspace(0, 1, 11))
    conductance = conductances(grid, np.full(10, 1e-9))
    line = build_line(grid.volumes, conductance, flow=np.full(11, 1.0), outside=[2.0, 0.0])
    end = advance(line, np.zeros((1, 10)), NO_STORES, growing_steps(10.0, 1e-3, 1.1))
    np.testing.assert_allclose(end.cells, 2.0, rtol=1e-6)
    assert end.account.inflow[0, 0] == pytest.approx(20.0, rel=1e-12)
