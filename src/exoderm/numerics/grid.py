"""Cut layers into cells: where faces lie, how much each cell holds, how well each face conducts.

Arrays may have leading axes (one row per problem): thicknesses may differ between problems, the number of cells may
not. Any unit of length serves, as long as it is the same everywhere.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Grid:
    """A line of n cells: flat (per unit area) or in shells around a centre (whole spheres)."""

    faces: Floats  # (..., n+1) depth, or radius, of the faces
    spherical: bool = False

    def __post_init__(self) -> None:
        if self.faces.shape[-1] < 2 or not (np.diff(self.faces, axis=-1) > 0.0).all():
            raise ValueError("grid: faces must rise from one to the next")
        if self.spherical and (self.faces < 0.0).any():
            raise ValueError("grid: a radius below zero")

    @property
    def widths(self) -> Floats:
        """Thickness of each cell, (..., n)."""
        widths: Floats = np.diff(self.faces, axis=-1)
        return widths

    @property
    def centres(self) -> Floats:
        """Middle of each cell, (..., n)."""
        return 0.5 * (self.faces[..., 1:] + self.faces[..., :-1])

    @property
    def areas(self) -> Floats:
        """Area of each face, (..., n+1): 1 when flat, 4 pi r^2 in shells."""
        return 4.0 * math.pi * self.faces**2 if self.spherical else np.ones_like(self.faces)

    @property
    def volumes(self) -> Floats:
        """Volume of each cell, (..., n): per unit area when flat."""
        a, b = self.faces[..., :-1], self.faces[..., 1:]
        return 4.0 / 3.0 * math.pi * (b - a) * (b * b + a * b + a * a) if self.spherical else b - a


def geometric_faces(thickness: float, cells: int, first: float) -> Floats:
    """Faces from 0 to `thickness` whose cells start at `first` and grow (or shrink) by one constant factor, (cells+1,).

    The factor r solves first (r^cells - 1) / (r - 1) = thickness; found by bisection on log r.
    """
    if not (thickness > 0.0 and cells >= 1 and first > 0.0) or (first >= thickness and cells > 1):
        raise ValueError(f"grid: {cells} cells, first {first:g}, cannot fill {thickness:g}")
    if cells == 1:
        return np.array([0.0, thickness])
    number = np.arange(cells + 1)
    low, high = -math.log(thickness / first + 2.0) * 2.0 - 40.0, math.log(thickness / first) + 1.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        total = first * float(np.exp(middle * number[:-1]).sum())
        low, high = (middle, high) if total < thickness else (low, middle)
    sizes = np.exp(0.5 * (low + high) * number[:-1])
    faces: Floats = thickness * np.concatenate([[0.0], np.cumsum(sizes)]) / sizes.sum()
    return faces


def layered_faces(thicknesses: ArrayLike, cells: Sequence[int]) -> Floats:
    """Faces through layers of given thickness, (..., layers) -> (..., n+1), each cut into its number of equal cells."""
    thick = np.asarray(thicknesses, dtype=np.float64)
    if thick.shape[-1] != len(cells) or min(cells) < 1 or not (thick > 0.0).all():
        raise ValueError(
            f"grid: {thick.shape[-1]} thicknesses (above zero) for {len(cells)} layers of {list(cells)} cells"
        )
    tops = np.concatenate([np.zeros((*thick.shape[:-1], 1)), np.cumsum(thick, axis=-1)], axis=-1)
    parts = [tops[..., :1]]
    for layer, count in enumerate(cells):
        share = np.arange(1, count + 1) / count
        parts.append(tops[..., layer, None] * (1.0 - share) + tops[..., layer + 1, None] * share)
    return np.concatenate(parts, axis=-1)


def spread(values: ArrayLike, cells: Sequence[int]) -> Floats:
    """One value per layer, (..., layers), repeated for the cells of each layer, (..., n)."""
    return np.repeat(np.asarray(values, dtype=np.float64), cells, axis=-1)


def conductances(
    grid: Grid,
    diffusivity: ArrayLike,
    partition: ArrayLike = 1.0,
    open_first: bool = False,
    open_last: bool = False,
    barrier: ArrayLike = 0.0,
) -> Floats:
    """How well each face lets c/K through, (..., n+1): the half cells on both sides, and a thin barrier, in series.

        1 / G = R(above) + R(below) + barrier,   R = distance / (area D K), in shells (1/r1 - 1/r2) / (4 pi D K)

    `diffusivity` and `partition` are per cell, (..., n); the diffusivity refers to the whole cross-section (pore
    fraction included). `barrier` is the resistance of each face itself, time per volume. A cell without diffusivity
    lets nothing through. The outer faces are sealed unless opened, and then conduct through the outer half cell.
    """
    middle, faces = grid.centres, grid.faces
    flow = np.asarray(diffusivity, dtype=np.float64) * np.asarray(partition, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        if grid.spherical:
            inner = (1.0 / faces[..., :-1] - 1.0 / middle) / (4.0 * math.pi * flow)
            outer = (1.0 / middle - 1.0 / faces[..., 1:]) / (4.0 * math.pi * flow)
        else:
            inner = (middle - faces[..., :-1]) / flow
            outer = (faces[..., 1:] - middle) / flow
        shut = np.full_like(inner[..., :1], np.inf)
        above = np.concatenate([np.zeros_like(shut) if open_first else shut, outer], axis=-1)
        below = np.concatenate([inner, np.zeros_like(shut) if open_last else shut], axis=-1)
        through: Floats = 1.0 / (above + below + np.asarray(barrier, dtype=np.float64))
    return through
