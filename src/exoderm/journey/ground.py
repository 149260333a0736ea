"""What a mechanism is told of the skin that it acts in, and the stores that it may put beside the line.

Shapes: P = draws x travellers problems, n cells of the line, T moments. Amounts are per treated area.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.parameter import Floats

Index = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Ground:
    """The skin as a mechanism of the route meets it."""

    every: Index
    """(P,) draw of each problem."""
    diameter: Floats
    """(P,) m."""
    vesicle: Mask
    """(P,) true for vesicles, false for what is dissolved."""
    diffusion: Floats
    """(P, n) in the fluid of each cell, m^2/s."""
    fluid: Floats
    """(P, n) share of each cell that is fluid."""
    faces: Floats
    """(draw, n+1) m below the surface."""
    top: Mapping[str, Floats]
    """(draw,) depth at which each layer begins."""
    bottom: Mapping[str, Floats]
    """(draw,) depth at which each layer ends."""
    thickness: Floats
    """(draw,) m: volume of a dose over the area."""
    occluded: bool

    def overlap(self, top: Floats, bottom: Floats) -> Floats:
        """Length of each cell that lies between two depths, (draw, n), m."""
        return np.diff(np.clip(self.faces, top[:, None], bottom[:, None]), axis=1)


def steady(seconds: Floats, washed: bool) -> tuple[Floats, Floats]:
    """Links that do not change."""
    ones = np.ones((1, seconds.shape[0]))
    return ones, ones


def even(seconds: Floats, washed: bool) -> Floats:
    """Moves that do not change."""
    return np.ones((1, seconds.shape[0]))


@dataclass(frozen=True)
class Store:
    """A well-mixed amount beside the line: the film, channels, follicles, tips of needles."""

    name: str
    out: Floats
    """(P, n) rate into each cell, 1/s."""
    back: Floats
    """(P, n) from each cell back into the store, volume per area and time, m/s."""
    fates: Mapping[str, Floats]
    """(P,) rates at which it is lost, by name, 1/s."""
    moves: Mapping[str, Floats] = field(default_factory=dict)
    """(P,) rates into other stores, by name, 1/s."""
    link: Callable[[Floats, bool], tuple[Floats, Floats]] = steady
    """Seconds since the last dose (T,), washed off since -> factors on out and back, (P, T) or (1, T)."""
    moving: Callable[[Floats, bool], Floats] = even
    """The same for the factor on its moves."""
