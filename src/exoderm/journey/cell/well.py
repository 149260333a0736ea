"""Vesicles over a layer of cells in a well: they reach the cells by diffusion, and are taken up as in skin.

    dC/dt = D d2C/dx2,   sealed above;   at the cells  -D dC/dx = rho u(C),   u = CL C / (1 + C / C_half)

x: depth in the medium (m); rho: cells per area. D follows from each size class (Stokes-Einstein, water at 37 degC).
Nothing stirs, and vesicles of this size do not settle within days. The size classes compete for the same sites: equal
in number, each fills its share of them, as in skin. No cell can take more than diffusion brings (:func:`ceiling`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from exoderm.journey.cell.endosome import Endosome, fates
from exoderm.journey.cell.escape import Escape
from exoderm.journey.cell.uptake import Uptake, half_saturation, largest
from exoderm.journey.parameter import Floats
from exoderm.journey.physics import BODY, free_diffusion
from exoderm.numerics.grid import Grid, conductances, geometric_faces
from exoderm.numerics.schedule import growing_steps

CELLS, THINNEST = 64, 2e-4
"""Cells of the line over the depth of the medium, and the share of it that the thinnest one, at the cells, takes."""
FIRST_STEP, GROWTH, LONGEST = 1e-5, 1.05, 0.01
"""First and longest time step as a share of the whole time, and their growth."""


@dataclass(frozen=True)
class Well:
    """Depth of the medium (m) and cells per area of the bottom (cell/m^2)."""

    depth: float
    cells_per_area: float


@dataclass(frozen=True)
class Incubation:
    """What a well holds over time; amounts are vesicles per cell of the layer."""

    seconds: Floats
    """(time,)."""
    fluid: Floats
    """(time, draw): still in the medium."""
    taken_up: Floats
    """(time, draw): taken out of the medium so far; the fates add up to it."""
    fates: Mapping[str, Floats]
    """(time, draw) each, by name."""
    residual: Floats
    """(draw,): what the account cannot explain, as a share of what was offered."""

    @property
    def offered(self) -> Floats:
        """Vesicles per cell at the start, (draw,)."""
        return np.asarray(self.fluid[0])

    @property
    def internalised(self) -> Floats:
        """(time, draw): taken in so far, wherever they are now; not those still bound."""
        return np.asarray(self.taken_up - self.fates["bound"])


def incubate(
    uptake: Uptake,
    endosome: Endosome,
    escape: Escape,
    diameter: Floats,
    concentration: Floats,
    well: Well,
    seconds: Sequence[float],
    threads: int = 1,
) -> Incubation:
    """Leave vesicles over cells.

    Parameters
    ----------
    uptake, endosome, escape: the numbers of the cell, (draw,) each.
    diameter:      of each size class, (draw, class), m.
    concentration: of each size class at the start, (draw, class), particle/m^3.
    well:          depth of the medium and cells per area.
    seconds:       rising times at which to look, the first above zero; zero itself is added.
    threads:       worker threads; the answer is the same for any number.
    """
    from exoderm.numerics.transport import advance, build_line

    draws, classes = diameter.shape
    size, every = diameter.reshape(-1), np.repeat(np.arange(draws), classes)
    faces = well.depth - geometric_faces(well.depth, CELLS, THINNEST * well.depth)[::-1]
    grid = Grid(faces)
    spread = np.broadcast_to(free_diffusion(size, BODY)[:, None], (size.shape[0], CELLS))
    at_cells = np.zeros(CELLS)
    at_cells[-1] = well.cells_per_area / grid.widths[-1]
    most = (largest(uptake) / classes)[every][:, None] * at_cells
    half = np.broadcast_to((half_saturation(uptake) / classes)[every][:, None], most.shape)
    line = build_line(
        np.broadcast_to(grid.widths, spread.shape), conductances(grid, spread),
        saturable_max=most[:, None], saturable_half=half[:, None],
    )  # fmt: skip
    looks = [float(s) for s in seconds]
    end = looks[-1]
    schedule = growing_steps(end, FIRST_STEP * end, GROWTH, LONGEST * end, looks[:-1])
    start = np.repeat(concentration.reshape(-1, 1), CELLS, axis=1)
    done = advance(line, start, np.zeros((size.shape[0], 0)), schedule, schedule.find(looks), threads)

    def per_cell(amount: Floats) -> Floats:
        """(problem, time) per area -> (time, draw) per cell."""
        return np.asarray(amount.reshape(draws, classes, -1).sum(axis=1).T / well.cells_per_area)

    taken_up = per_cell(np.insert(done.seen.account.saturable[:, :, 0], 0, 0.0, axis=1))
    there = per_cell(np.insert((done.seen.cells * grid.widths).sum(axis=2), 0, start[:, 0] * well.depth, axis=1))
    times = np.array([0.0, *looks])
    kept = fates(endosome, uptake.internalisation, escape.share, list(times), taken_up)
    missing = np.abs(there[0] - there[-1] - taken_up[-1]) / np.maximum(there[0], 1e-300)
    return Incubation(times, there, taken_up, kept, missing)


def ceiling(diffusion: ArrayLike, depth: float, seconds: ArrayLike) -> Floats:
    """Largest share of the offered vesicles that can reach the cells: all that arrive are taken.

    1 - sum over n of 8/(pi (2n+1))^2 exp(-(2n+1)^2 pi^2 D t / (4 h^2)); at first 2 sqrt(D t / pi) / h.

    Parameters
    ----------
    diffusion: m^2/s.
    depth:     of the medium, h, m.
    seconds:   t; broadcasts with ``diffusion``.
    """
    passed = np.asarray(diffusion, dtype=np.float64) * np.asarray(seconds, dtype=np.float64) / depth**2
    odd = (2.0 * np.arange(40) + 1.0) ** 2 * np.pi**2
    late = 1.0 - (8.0 / odd * np.exp(-odd / 4.0 * passed[..., None])).sum(axis=-1)
    return np.asarray(np.where(passed < 0.02, 2.0 * np.sqrt(passed / np.pi), late))
