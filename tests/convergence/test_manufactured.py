"""Is the order what we claim? Solutions known on paper: errors shrink with the square of cell and of step."""

from dataclasses import dataclass

import numpy as np
import pytest
from scipy.linalg import expm
from scipy.optimize import brentq
from scipy.special import lambertw

from exoderm.numerics.grid import Grid, conductances
from exoderm.numerics.schedule import even_steps
from exoderm.numerics.transport import advance, build_line

PI, END = np.pi, 0.4


@dataclass
class Truth:
    """A line on n cells, where it starts, and what it must be at the end."""

    parts: dict
    start: np.ndarray
    end: np.ndarray
    volumes: np.ndarray
    stores: tuple = ()
    stores_end: tuple = ()
    face_factor: object = None

    def run(self, steps):
        schedule = even_steps(END, steps)
        factor = {} if self.face_factor is None else {"face_factor": self.face_factor(schedule.times)}
        line = build_line(**self.parts, **factor)
        stores = np.reshape(self.stores, (1, -1)) if len(self.stores) else np.zeros((1, 0))
        done = advance(line, self.start, stores, schedule)
        return np.concatenate([done.cells[0], done.stores[0]])

    def error(self, values, truth=None):
        truth = np.concatenate([self.end, self.stores_end]) if truth is None else truth
        weight = np.concatenate([self.volumes / self.volumes.sum(), np.ones(len(self.stores))])
        return np.sqrt((weight * (values - truth) ** 2).sum())


def flat(n):
    grid = Grid(np.linspace(0.0, 1.0, n + 1))
    return grid, grid.centres, {"capacity": grid.volumes}


def slab(n):
    """Diffusion between sealed walls: 1 + cos(pi x) exp(-D pi^2 t)."""
    grid, x, parts = flat(n)
    parts["conductance"] = conductances(grid, np.full(n, 0.3))
    return Truth(parts, 1 + np.cos(PI * x), 1 + np.cos(PI * x) * np.exp(-0.3 * PI**2 * END), grid.volumes)


def partition_jump(n):
    """Two layers in which c/K is continuous, open at both ends: the slowest shape and its rate, by one root."""
    grid, x, parts = flat(n)
    D, K = np.where(x < 0.5, 0.2, 0.7), np.where(x < 0.5, 3.0, 0.5)
    parts |= {"conductance": conductances(grid, D, K, open_first=True, open_last=True), "partition": K}
    a, b = 1 / np.sqrt(0.2), 1 / np.sqrt(0.7)  # sin(a w x) above, s sin(b w (1 - x)) below, rate w^2

    def mismatch(w):
        left, right = np.sin(a * w / 2), np.sin(b * w / 2)
        return 0.2 * 3.0 * a * np.cos(a * w / 2) * right + 0.7 * 0.5 * b * np.cos(b * w / 2) * left

    w = brentq(mismatch, 1.4, 2.63)
    s = np.sin(a * w / 2) / np.sin(b * w / 2)
    shape = K * np.where(x < 0.5, np.sin(a * w * x), s * np.sin(b * w * (1 - x)))
    return Truth(parts, shape, shape * np.exp(-(w**2) * END), grid.volumes)


def reaction(n):
    """Diffusion with first-order loss: (1 + cos(pi x) exp(-D pi^2 t)) exp(-k t)."""
    truth = slab(n)
    truth.parts["sink"] = np.full((1, 2, n), 0.6)
    truth.end = truth.end * np.exp(-1.2 * END)
    return truth


def saturable(n):
    """Uptake that saturates, diffusion, and the source that holds 2 + cos(pi x) / 2: it must stay."""
    grid, x, parts = flat(n)
    fine = np.linspace(0, 1, n + 1)[:-1, None] + (np.polynomial.legendre.leggauss(6)[0] + 1) / (2 * n)
    weights = np.polynomial.legendre.leggauss(6)[1] / (2 * n)
    c = 2 + np.cos(PI * fine) / 2
    source = ((0.3 * PI**2 * np.cos(PI * fine) / 2 + 5.0 * c / (1.5 + c)) * weights).sum(1)
    parts |= {"conductance": conductances(grid, np.full(n, 0.3)), "source": source}
    parts |= {"saturable_max": np.full((1, 1, n), 5.0), "saturable_half": np.full((1, 1, n), 1.5)}
    return Truth(parts, 2 + np.cos(PI * x) / 2, 2 + np.cos(PI * x) / 2, grid.volumes)


def saturable_decay(n):
    """Uptake that saturates, no gradients: c = half W(c0/half exp((c0 - vmax t)/half))."""
    grid, _, parts = flat(n)
    parts |= {"conductance": conductances(grid, np.full(n, 0.3))}
    parts |= {"saturable_max": np.full((1, 1, n), 5.0), "saturable_half": np.full((1, 1, n), 0.4)}
    end = 0.4 * lambertw(2.0 / 0.4 * np.exp((2.0 - 5.0 * END) / 0.4)).real
    return Truth(parts, np.full(n, 2.0), np.full(n, end), grid.volumes)


def healing_barrier(n):
    """A conductance that wanes as p + (1-p) exp(-k t): 1 + cos(pi x) exp(-D pi^2 times the integral of that)."""
    grid, x, parts = flat(n)
    parts |= {"conductance": np.zeros(n + 1), "conductance_vary": conductances(grid, np.full(n, 0.5))}
    p, k = 0.2, 6.0
    passed = p * END + (1 - p) * (1 - np.exp(-k * END)) / k
    end = 1 + np.cos(PI * x) * np.exp(-0.5 * PI**2 * passed)
    return Truth(parts, 1 + np.cos(PI * x), end, grid.volumes, face_factor=lambda t: p + (1 - p) * np.exp(-k * t))


def source(n):
    """A constant source that builds cos(pi x) towards its steady height."""
    grid, x, parts = flat(n)
    edges = np.sin(PI * grid.faces) / PI
    parts |= {"conductance": conductances(grid, np.full(n, 0.3)), "source": 0.9 * np.diff(edges) + grid.volumes}
    rate = 0.3 * PI**2
    end = 4 + END + 0.9 / rate * (1 - np.exp(-rate * END)) * np.cos(PI * x)
    return Truth(parts, np.full(n, 4.0), end, grid.volumes)


def convection(n):
    """Flow through a slab open at both ends: exp(v x / 2D) sin(pi x) exp(-(v^2/4D + D pi^2) t)."""
    grid, x, parts = flat(n)
    D, v = 0.3, 1.5
    conductance = conductances(grid, np.full(n, D), open_first=True, open_last=True)
    parts |= {"conductance": conductance, "flow": np.full(n + 1, v)}
    shape = np.exp(v * x / (2 * D)) * np.sin(PI * x)
    return Truth(parts, shape, shape * np.exp(-(v * v / (4 * D) + D * PI**2) * END), grid.volumes)


def store_exchange(n):
    """A store that gives unevenly, o0 + o1 cos(pi x), and takes back evenly: three modes, one matrix exponential."""
    grid, x, parts = flat(n)
    o0, o1, b, D = 2.0, 1.5, 3.0, 0.3
    give = o0 * grid.volumes + o1 * np.diff(np.sin(PI * grid.faces) / PI)
    parts |= {"conductance": conductances(grid, np.full(n, D)), "link_out": give[None, None]}
    parts |= {"link_back": b * grid.volumes[None, None]}
    modes = np.array([[-o0, b, 0], [o0, -b, 0], [o1, 0, -b - D * PI**2]])
    store, even, wave = expm(modes * END) @ [3.0, 0.5, 0.0]
    return Truth(parts, np.full(n, 0.5), even + wave * np.cos(PI * x), grid.volumes, (3.0,), (store,))


def spherical(n):
    """A ball that empties through its surface: sin(pi r) / r exp(-D pi^2 t)."""
    grid = Grid(np.linspace(0.0, 1.0, n + 1), spherical=True)
    r = grid.centres
    parts = {"capacity": grid.volumes, "conductance": conductances(grid, np.full(n, 0.3), open_last=True)}
    return Truth(parts, np.sin(PI * r) / r, np.sin(PI * r) / r * np.exp(-0.3 * PI**2 * END), grid.volumes)


SPACE = [slab, partition_jump, reaction, saturable, healing_barrier, source, convection, store_exchange, spherical]
TIME = [slab, partition_jump, reaction, saturable_decay, healing_barrier, source, convection, store_exchange, spherical]


def slope(sizes, errors):
    return -np.polyfit(np.log(sizes), np.log(errors), 1)[0]


@pytest.mark.parametrize("problem", SPACE, ids=lambda f: f.__name__)
def test_halving_the_cells_quarters_the_error(problem):
    """Second order in space on five grids, time steps far too small to matter."""
    grids = [16, 24, 32, 48, 64]
    errors = [problem(n).error(problem(n).run(3000)) for n in grids]
    assert errors[-1] < 2e-3
    assert slope(grids, errors) == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("problem", TIME, ids=lambda f: f.__name__)
def test_halving_the_steps_quarters_the_error(problem):
    """Second order in time on five schedules, against the same cells with steps far smaller."""
    truth = problem(24)
    reference = truth.run(6400)
    steps = [50, 71, 100, 141, 200]
    errors = [truth.error(truth.run(k), reference) for k in steps]
    assert slope(steps, errors) == pytest.approx(2.0, abs=0.15)


def test_saturable_uptake_alone_meets_its_closed_form():
    """Michaelis-Menten decay against Lambert's W: what the time step leaves is 1e-6."""
    truth = saturable_decay(8)
    assert truth.error(truth.run(2000)) < 1e-6
