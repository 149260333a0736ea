"""What a mechanism is told of the skin that it acts in, and the stores that it may put beside the line.

Shapes: P = draws x travellers problems, n cells of the line, T moments. Amounts are per treated area.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.parameter import Floats
from exoderm.journey.physics import against_flow

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
    exudate: Floats
    """(draw,) m/s: fluid that a wound bed gives."""
    weeps: bool

    @property
    def stays_wet(self) -> bool:
        """Whether a film dries neither upwards nor downwards."""
        return self.occluded or self.weeps

    def overlap(self, top: Floats, bottom: Floats) -> Floats:
        """Length of each cell that lies between two depths, (draw, n), m."""
        return np.diff(np.clip(self.faces, top[:, None], bottom[:, None]), axis=1)


@dataclass(frozen=True)
class When:
    """Moments between a dose and the next."""

    seconds: Floats
    """(T,) s since the last dose."""
    washed: bool
    """Whether that dose was washed off before."""
    opened: float = 0.0
    """s from the latest opening of the skin to that dose: none where the dose came with it."""

    @property
    def open(self) -> Floats:
        """(T,) s since the skin was opened."""
        return self.seconds + self.opened


Course = Callable[[Floats], Floats]
"""Seconds since the skin was opened (T,) -> factor (P, T) or (1, T)."""
Link = Callable[[When], tuple[Floats, Floats]]
"""Moments (T,) -> factors on what goes out and on what comes back."""


def always(seconds: Floats) -> Floats:
    """What does not change."""
    return np.ones((1, seconds.shape[0]))


@dataclass(frozen=True)
class Surface:
    """The topmost face, between a film and the first cell: how it conducts and what flows through it, downwards."""

    conductance: Floats
    """(P,) m/s, of which ``conductance_vary`` takes the course ``opening``."""
    conductance_vary: Floats
    flow: Floats
    """(P,) m/s, of which ``flow_vary`` takes the course ``pushing``."""
    flow_vary: Floats
    opening: Course = always
    pushing: Course = always

    def whole(self) -> Floats:
        """A bound on what passes either way, (P,), m/s; never quite zero."""
        flows = np.abs(self.flow) + np.abs(self.flow_vary)
        return np.asarray(np.maximum(self.conductance + self.conductance_vary + flows, 1e-200))

    def exchange(self, seconds: Floats) -> tuple[Floats, Floats]:
        """What the film gives and takes back per concentration, (P, T), m/s, so long after the skin was opened.

        G B(-q/G) and G B(q/G).
        """
        conducts = self.conductance[:, None] + self.conductance_vary[:, None] * self.opening(seconds)
        flows = self.flow[:, None] + self.flow_vary[:, None] * self.pushing(seconds)
        fitted = conducts * against_flow(np.abs(flows) / np.maximum(conducts, 1e-200))
        return fitted + np.maximum(flows, 0.0), fitted + np.maximum(-flows, 0.0)


def steady(when: When) -> tuple[Floats, Floats]:
    """Links that do not change."""
    ones = always(when.seconds)
    return ones, ones


def even(when: When) -> Floats:
    """Moves that do not change."""
    return always(when.seconds)


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
    link: Link = steady
    """Factors on out and back, (P, T) or (1, T)."""
    moving: Callable[[When], Floats] = even
    """The same for the factor on its moves."""
    lifted: str = ""
    """Fate of what is still in it when the dose is taken off, or replaced by the next; none for what stays."""
