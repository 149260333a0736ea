"""When to look: the time steps between two events, fixed before the run so that all problems share them.

After an event (a dose, a wash, a channel that opens) things change fast and then ever more slowly, so steps grow
geometrically. The first two steps are damped: each is taken as two backward-Euler half-steps, which swallow the sharp
edge that an event leaves. Halves are steps of their own, so that factors which change in time are needed at the nodes
only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Schedule:
    """Time nodes from the event (0) to the end of the interval, and which of the steps between them are damped."""

    times: NDArray[np.float64]  # (T,) rising
    damped: NDArray[np.bool_]  # (T-1,) True: backward Euler, False: second order

    def __post_init__(self) -> None:
        if self.times.ndim != 1 or self.times.shape[0] < 2 or self.damped.shape != (self.times.shape[0] - 1,):
            raise ValueError(f"schedule: {self.times.shape} times and {self.damped.shape} steps do not fit together")
        if not (np.isfinite(self.times).all() and (np.diff(self.times) > 0.0).all()):
            raise ValueError("schedule: times must rise and be finite")

    def find(self, times: Sequence[float]) -> list[int]:
        """Node numbers at the given times; raises ValueError when a time is not a node (pass it as a mark)."""
        span = float(self.times[-1] - self.times[0])
        found = [int(np.abs(self.times - time).argmin()) for time in times]
        for time, node in zip(times, found, strict=True):
            if abs(self.times[node] - time) > 1e-9 * span:
                raise ValueError(
                    f"schedule: no node at {time:g}; the nearest is {self.times[node]:g}. Give it as a mark"
                )
        return found


def halve_first(edges: Sequence[float], damped_steps: int) -> Schedule:
    """Replace each of the first steps by two damped halves."""
    times, damped = [float(edges[0])], []
    for number, (a, b) in enumerate(pairwise(edges)):
        if number < damped_steps:
            times.append(0.5 * (a + b))
            damped.append(True)
        times.append(float(b))
        damped.append(number < damped_steps)
    return Schedule(np.array(times), np.array(damped, dtype=np.bool_))


def even_steps(duration: float, steps: int, damped: int = 2) -> Schedule:
    """Equal steps over `duration`, the first ones damped."""
    if steps < 1:
        raise ValueError(f"schedule: {steps} steps, but at least one is needed")
    return halve_first([duration * k / steps for k in range(steps + 1)], damped)


def growing_steps(
    duration: float,
    first: float,
    growth: float = 1.1,
    longest: float = np.inf,
    marks: Sequence[float] = (),
    damped: int = 2,
) -> Schedule:
    """Steps that start at `first` and grow by the factor `growth` up to `longest`; marks and the end are met exactly.

    Marks are times strictly inside the interval at which a state is wanted (others are ignored). One unit of time.
    """
    if not (duration > 0.0 and first > 0.0 and growth >= 1.0 and longest > 0.0):
        raise ValueError(f"schedule: duration {duration:g}, first {first:g}, growth {growth:g}, longest {longest:g}")
    edges, step = [0.0], min(first, longest)
    for stop in [*sorted({float(mark) for mark in marks if 0.0 < mark < duration}), float(duration)]:
        while edges[-1] < stop:
            rest = stop - edges[-1]
            if rest <= step * (1.0 + 1e-9):
                edges.append(stop)
            elif rest < 2.0 * step:
                edges.append(edges[-1] + 0.5 * rest)
            else:
                edges.append(edges[-1] + step)
            step = min(step * growth, longest)
    return halve_first(edges, damped)
