"""A run with the same steps halved, and halved again: what the length of the steps does to the answer.

The damped steps after an event stay as many as they are, so that they too grow shorter: with them the whole scheme is
of second order, and halving all steps leaves a quarter of the error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from exoderm.journey import passage
from exoderm.numerics.schedule import Schedule


def halved(schedule: Schedule) -> Schedule:
    """Each step as two halves."""
    middle = 0.5 * (schedule.times[1:] + schedule.times[:-1])
    times = np.sort(np.concatenate([schedule.times, middle]))
    damped = np.arange(times.size - 1) < schedule.damped.sum()
    return Schedule(times, damped)


@contextmanager
def steps_halved(often: int) -> Iterator[None]:
    """Within it every run halves its steps so often."""
    coarse = passage.steps

    def fine(*given: object) -> Schedule:
        schedule = coarse(*given)
        for _ in range(often):
            schedule = halved(schedule)
        return schedule

    passage.steps = fine
    try:
        yield
    finally:
        passage.steps = coarse
