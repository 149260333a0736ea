"""First-order loss with Arrhenius, fitted to counts: the whole posterior on a grid that closes in on it.

    log N_ij = log N_0 - k(T_i) t_ij + e_ij,   k(T) = k_4C exp(-Ea/R (1/T - 1/277.15 K))
    e_ij ~ normal(0, s^2 + (sd_ij / N_ij)^2)

Three numbers make the grid: log10 of the rate at the table's own middle temperature (which, unlike that at 4 degC, is
all but independent of Ea), Ea, and log10 s. N_0 has a flat prior in its logarithm and is integrated in closed form.
Given s, chi-square is a quadratic in the rates of the temperatures, so a grid point costs a few multiplications,
whatever the number of rows. The grid is laid anew over what holds the mass until it stops shrinking, with the middle
temperature moved to where rate and energy do not lean on each other; no sampler has to converge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.parameter import Floats
from exoderm.journey.physics import GAS
from exoderm.journey.vial.decay import REFERENCE
from exoderm.journey.vial.stability.prior import HIGH_SCATTER, LOW_SCATTER, Prior
from exoderm.journey.vial.stability.table import Table
from exoderm.numerics.draw import normal_quantile, uniforms

POINTS = 61, 61, 31
DEPTH = 16.0
"""Natural logarithms below the peak at which a grid ends: e^-16 of its density."""
KEPT = 0.02
"""Share of the grid's points that is looked at more closely in any case."""
ROUNDS = 40
ENERGIES = 0.0, 250e3
DAY = 86400.0
DRAWS = 4000
CHUNK = 1_000_000
"""Draws times rows that are held at once."""


@dataclass(frozen=True)
class Posterior:
    """Draws of what the table leaves possible; (draw,)."""

    rate_at_4c: Floats
    """1/s"""
    activation: Floats
    """J/mol"""
    scatter: Floats
    """Standard deviation of the logarithm of a count, beside its stated sd."""
    log_start: Floats
    """Logarithm of the count at time nought, particle/mL."""

    def rate(self, celsius: float) -> Floats:
        """First-order rate at a temperature, (draw,), 1/s."""
        return np.asarray(self.rate_at_4c * np.exp(-self.activation * _inverse(np.array([celsius]))[0]))


def fit(table: Table, prior: Prior, seed: int, draws: int = DRAWS) -> Posterior:
    """The posterior of a table under a prior; the same table, prior and seed give the same draws."""
    rows = _rows(table)
    middle = float((rows.inverse[rows.group] * rows.time).sum() / rows.time.sum())
    low, high = np.log10(prior.rate)
    # At the middle temperature the rate may differ from that at 4 degC by what the largest energy makes of it.
    shift = -ENERGIES[1] * middle / np.log(10.0)
    bounds = (-np.inf, np.inf), ENERGIES, (np.log10(_sigma(LOW_SCATTER)), np.log10(_sigma(HIGH_SCATTER)))
    edges = [(low - 5.0 + min(shift, 0.0), high + 5.0 + max(shift, 0.0)), bounds[1], bounds[2]]
    moving = 2
    for _ in range(ROUNDS):
        grid = _grid(edges, rows, middle, prior)
        # Before the grid resolves the peak its best points tell where to look: a fixed share of them is kept at least.
        floor = min(grid.density.max() - DEPTH, float(np.quantile(grid.density, 1.0 - KEPT)))
        narrower, middle, lost = _narrow(grid, grid.density >= floor, bounds, moving)
        if not lost:
            if moving == 3:
                break
            moving = 3
        edges = narrower
    return _draw(grid, rows, seed, draws)


@dataclass(frozen=True)
class _Rows:
    """The table as the likelihood needs it."""

    y: Floats
    """Logarithm of the counts."""
    own: Floats
    """Relative standard deviation that the table gives of each."""
    time: Floats
    """Seconds."""
    group: NDArray[np.intp]
    """Which temperature a row belongs to."""
    inverse: Floats
    """(temperature,): (1/T - 1/277.15 K)/R."""


def _rows(table: Table) -> _Rows:
    warm, group = np.unique(table.celsius, return_inverse=True)
    return _Rows(np.log(table.count), table.sd / table.count, table.days * DAY, group, _inverse(warm))


@dataclass(frozen=True)
class _Grid:
    """Log density over (log10 rate at the middle temperature, activation energy, log10 scatter)."""

    axes: tuple[Floats, Floats, Floats]
    density: Floats
    middle: float
    """(1/T - 1/277.15 K)/R of the middle temperature."""

    def at_4c(self, log_rate: Floats, energy: Floats) -> Floats:
        """log10 of the rate at 4 degC."""
        return np.asarray(log_rate + energy * self.middle / np.log(10.0))


def _narrow(
    grid: _Grid, inside: NDArray[np.bool_], bounds: tuple[tuple[float, float], ...], moving: int
) -> tuple[list[tuple[float, float]], float, bool]:
    """New edges around what is inside, the middle temperature at which rate and energy are independent there, and
    whether the grid lost a fifth or more of an axis. Scatter moves last: a coarse grid takes misfit for scatter."""
    steps = [axis[1] - axis[0] for axis in grid.axes]
    i, j = np.nonzero(inside.any(axis=2))
    energy = grid.axes[1][j]
    lean = float(np.polyfit(energy - energy.mean(), grid.axes[0][i], 1)[0]) if np.ptp(energy) > 0.0 else 0.0
    log_rate = grid.axes[0][i] - lean * energy
    seen = [log_rate, energy, grid.axes[2][np.nonzero(inside.any(axis=(0, 1)))[0]]]
    edges = [(float(axis[0]), float(axis[-1])) for axis in grid.axes]
    for at in range(moving):
        least, most = bounds[at]
        edges[at] = max(least, seen[at].min() - steps[at]), min(most, seen[at].max() + steps[at])
    lost = any(b - a < 0.8 * (axis[-1] - axis[0]) for (a, b), axis in zip(edges, grid.axes, strict=True))
    return edges, grid.middle + lean * np.log(10.0), lost


def _inverse(celsius: Floats) -> Floats:
    """(1/T - 1/277.15 K)/R, mol/J."""
    return np.asarray((1.0 / (celsius + 273.15) - 1.0 / REFERENCE) / GAS)


def _sigma(variation: float) -> float:
    """Standard deviation of the logarithm for a coefficient of variation."""
    return float(np.sqrt(np.log1p(variation**2)))


def variation(sigma: Floats) -> Floats:
    """Coefficient of variation for a standard deviation of the logarithm."""
    return np.asarray(np.sqrt(np.expm1(sigma**2)))


def _grid(edges: list[tuple[float, float]], rows: _Rows, middle: float, prior: Prior) -> _Grid:
    """Prior times likelihood, N_0 integrated, on a grid between edges."""
    log_rate, energy, scatter = (np.linspace(a, b, n) for (a, b), n in zip(edges, POINTS, strict=True))
    grid = _Grid((log_rate, energy, scatter), np.empty(POINTS), middle)
    u, e = np.meshgrid(log_rate, energy, indexing="ij")
    rates = 10.0 ** u[..., None] * np.exp(-e[..., None] * (rows.inverse - middle))
    before = prior.log_density(grid.at_4c(u, e), e)
    squares = rates**2
    for k, log_s in enumerate(scatter):
        w = 1.0 / (10.0 ** (2.0 * log_s) + rows.own**2)
        total = w.sum()
        dy = rows.y - (w * rows.y).sum() / total
        # Sums over each temperature's rows: the misfit is a quadratic in the rates, and only the mean couples them.
        t, tt, ty = (np.bincount(rows.group, w * v, rates.shape[2]) for v in (rows.time, rows.time**2, rows.time * dy))
        chi = (w * dy**2).sum() + 2.0 * rates @ ty + squares @ tt - (rates @ t) ** 2 / total
        grid.density[:, :, k] = before - 0.5 * chi + 0.5 * np.log(w).sum() - 0.5 * np.log(total)
    return grid


def _draw(grid: _Grid, rows: _Rows, seed: int, draws: int) -> Posterior:
    """Draws from the grid, spread evenly within each cell, and of N_0 from its closed form."""
    mass = np.exp(grid.density - grid.density.max()).ravel()
    cumulative = np.cumsum(mass)
    u = uniforms(seed, "stability.cell", draws) * cumulative[-1]
    cell = np.unravel_index(np.minimum(np.searchsorted(cumulative, u), mass.size - 1), grid.density.shape)
    log_rate, energy, log_s = (
        np.clip(axis[c] + (uniforms(seed, f"stability.{name}", draws) - 0.5) * (axis[1] - axis[0]), axis[0], axis[-1])
        for name, axis, c in zip(("rate", "energy", "scatter"), grid.axes, cell, strict=True)
    )
    start = np.empty(draws)
    above = normal_quantile(uniforms(seed, "stability.start", draws))
    for some in np.array_split(np.arange(draws), max(1, draws * len(rows.y) // CHUNK)):
        rates = 10.0 ** log_rate[some, None] * np.exp(-energy[some, None] * (rows.inverse - grid.middle))
        w = 1.0 / (10.0 ** (2.0 * log_s[some, None]) + rows.own**2)
        total = w.sum(axis=1)
        level = (w * (rows.y + rates[:, rows.group] * rows.time)).sum(axis=1) / total
        start[some] = level + above[some] / np.sqrt(total)
    return Posterior(10.0 ** grid.at_4c(log_rate, energy), energy, 10.0**log_s, start)
