"""An independent statement of the same equations: plain NumPy, written from the text of the contract, for SciPy to integrate."""

from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp

from exoderm.numerics.transport import Line


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
