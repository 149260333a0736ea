"""What several tests share: the equations stated a second time, for SciPy to integrate, and generated problems."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from exoderm.numerics.transport import Line, build_line


def bernoulli(x):
    return np.where(np.abs(x) < 1e-8, 1.0 - 0.5 * x, x / np.expm1(np.where(np.abs(x) < 1e-8, 1.0, x)))


@dataclass
class Referee:
    """Problem 0 of a line with factors given as functions of time."""

    line: Line
    face: object = staticmethod(lambda t: 1.0)
    flow: object = staticmethod(lambda t: 1.0)
    move: object = staticmethod(lambda t: 1.0)
    fate: object = staticmethod(lambda t: 1.0)
    link: object = staticmethod(lambda t: 1.0)

    def rates(self, t, y):
        line, n = self.line, self.line.capacity.shape[1]
        c, M = y[:n], y[n:]
        g = line.conductance[0] + line.conductance_vary[0] * self.face(t)
        q = line.flow[0] + line.flow_vary[0] * self.flow(t)
        u = np.concatenate([[line.outside[0, 0]], c / line.partition[0], [line.outside[0, 1]]])
        flux = np.where(q > 0, q * u[:-1], q * u[1:])
        open_ = g > 0
        pe = q[open_] / g[open_]
        flux[open_] = g[open_] * (bernoulli(-pe) * u[:-1][open_] - bernoulli(pe) * u[1:][open_])
        amount = flux[:-1] - flux[1:] + line.source[0] - line.sink[0].sum(0) * line.capacity[0] * c
        amount -= (line.saturable_max[0] * c / (line.saturable_half[0] + np.abs(c)) * line.capacity[0]).sum(0)
        lent = self.link(t) * (line.link_out[0] * M[:, None] - line.link_back[0] * c)
        amount += lent.sum(0)
        moved = line.store_move[0] * M[:, None] * self.move(t)
        dM = -lent.sum(1) - moved.sum(1) + moved.sum(0) - line.store_sink[0].sum(1) * self.fate(t) * M
        return np.concatenate([amount / line.capacity[0], dM])

    def solve(self, cells, stores, times, method="LSODA", rtol=1e-9, atol=1e-13):
        start = np.concatenate([cells, stores])
        run = solve_ivp(
            self.rates, (times[0], times[-1]), start, method=method, t_eval=times, rtol=rtol, atol=atol * start.max()
        )
        assert run.success, run.message
        return run.y.T


@pytest.fixture
def referee():
    return Referee


@dataclass
class Case:
    """Four generated problems that share a shape, and the doses that they get."""

    parts: dict
    cells: np.ndarray
    stores: np.ndarray
    factors: dict = field(default_factory=dict)

    def line(self, times=None):
        """The line with its factors at the nodes `times` (all 1 when there are none)."""
        at = {name: shape(np.asarray(times)) for name, shape in self.factors.items()} if times is not None else {}
        return build_line(**self.parts, **at)


def log_uniform(rng, low, high, shape):
    return np.exp(rng.uniform(np.log(low), np.log(high), shape))


def pulse(rng, P, m=None):
    """A factor that opens, wanes and waxes smoothly: (P, T) or (P, m, T) from times (T,)."""
    shape = (P, 1) if m is None else (P, m, 1)
    height, pace, rest = rng.uniform(0, 2, shape), rng.uniform(0.5, 8, shape), rng.uniform(0, 1, shape)
    return lambda t: rest + height * np.exp(-pace * t) * (1 + np.sin(pace * t)) / 2


def make_case(seed, m=None, U=None, stiff=1.0, P=4):
    """Draw layers, membranes, sinks, flows, stores and a sharp dose; `stiff` scales the spread of the rates."""
    rng = np.random.default_rng(seed)
    n, S, R = int(rng.integers(3, 40)), int(rng.integers(0, 4)), int(rng.integers(0, 3))
    m = int(rng.integers(0, 5)) if m is None else m
    U = int(rng.integers(0, 3)) if U is None else U
    spread = 10.0**stiff
    capacity = log_uniform(rng, 0.02, 1.0, (P, n))
    conductance = log_uniform(rng, 1 / spread, spread**2, (P, n + 1)) * (rng.random((P, n + 1)) > 0.05)
    conductance[:, [0, -1]] *= rng.random((P, 2)) < 0.5
    sometimes = lambda shape, chance=0.5: rng.random(shape) < chance  # noqa: E731
    links = sometimes((P, m, n), 0.4)
    parts = {
        "capacity": capacity,
        "conductance": conductance,
        "conductance_vary": log_uniform(rng, 1 / spread, spread, (P, n + 1)) * (conductance > 0) * sometimes((P, 1)),
        "flow": rng.normal(0, spread, (P, 1)) * (conductance > 0) * sometimes((P, 1)),
        "flow_vary": rng.normal(0, spread, (P, 1)) * (conductance > 0) * sometimes((P, 1)),
        "partition": log_uniform(rng, 0.1, 10, (P, n)),
        "outside": rng.random((P, 2)) * sometimes((P, 1), 0.3),
        "sink": log_uniform(rng, 0.1, 10 * spread**2, (P, S, n)) * sometimes((P, S, n)),
        "saturable_max": log_uniform(rng, 0.1, 10 * spread, (P, U, n)) * sometimes((P, U, n)),
        "saturable_half": log_uniform(rng, 0.01, 10, (P, U, n)),
        "source": rng.random((P, n)) * sometimes((P, 1), 0.3),
        "store_move": log_uniform(rng, 0.1, spread, (P, m, m)) * (1 - np.eye(m)) * sometimes((P, m, m)),
        "store_sink": log_uniform(rng, 0.1, spread, (P, m, R)) * sometimes((P, m, R)),
        "link_out": log_uniform(rng, 0.01, spread, (P, m, n)) * links,
        "link_back": log_uniform(rng, 0.01, spread, (P, m, n)) * links * sometimes((P, m, 1)),
    }
    cells = np.zeros((P, n))
    cells[np.arange(P), rng.integers(0, n, P)] = 1.0 / capacity[np.arange(P), 0]
    stores = rng.random((P, m)) * sometimes((P, m))
    factors = {name: pulse(rng, P, m) for name in ("move_factor", "sink_factor", "link_factor") if m}
    factors |= {name: pulse(rng, P) for name in ("face_factor", "flow_factor")}
    return Case(parts, cells, stores, factors)


@pytest.fixture
def case():
    return make_case
