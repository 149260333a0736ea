"""For how long doses raise what circulates: blood after each dose into a vein, and the time it spends above a level.

The run keeps states at its own times, which are days apart late in a course and lie right before a dose. What blood
holds in the hours after each dose is followed here by the same rates. What the skin gives back is left out of it: it
is a part of what little came to the skin.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from exoderm.journey.body.course import BLOOD, follow
from exoderm.journey.body.flows import Flows
from exoderm.journey.parameter import Floats

AFTER = (0.0, 1.0, 60.0, 600.0, 1800.0, 3600.0, 2 * 3600.0, 4 * 3600.0, 8 * 3600.0, 12 * 3600.0)
"""Seconds after a dose at which blood is read, beside each day of the run. A dose at once comes within the first."""
WHILE = (0.25, 0.5, 0.75, 1.0)
"""Shares of the time of an infusion at which it is read besides, for the shortest, middle and longest of the draws."""
DAY = 86400.0


def after_doses(
    rates: Flows, amounts: Floats, lasting: Floats, starts: Sequence[float], end: float
) -> tuple[Floats, Floats]:
    """Vesicles in blood, (draw, time), and the times (time,), s, for doses into a vein.

    Parameters
    ----------
    rates:   of vesicles alone, (draw, 1) each.
    amounts: what comes into blood with each dose, (draw, dose).
    lasting: how long each takes, (draw,), s.
    starts:  when each dose is given, s, rising.
    end:     of the run, s.
    """
    infused = np.outer(np.quantile(lasting, (0.0, 0.5, 1.0)), WHILE).ravel()
    looks = np.concatenate([AFTER, infused, infused + AFTER[3], infused + AFTER[6]])
    given = np.add.outer(np.asarray(starts, dtype=np.float64), looks).ravel()
    every = np.concatenate([given, np.arange(0.0, end, DAY), [end]])
    seconds = np.unique(np.round(every[every <= end], 3))
    time = np.maximum(lasting, AFTER[1])[:, None]
    came = np.zeros((lasting.shape[0], seconds.size))
    for i, start in enumerate(starts):
        came += amounts[:, i, None] * np.clip((seconds[None, :] - start) / time, 0.0, 1.0)
    return follow(rates, came[:, None, :], seconds, BLOOD).blood[:, 0], seconds


def time_above(values: Floats, seconds: Floats, level: float) -> Floats:
    """Time that each row of (draw, time) spends at a level or above, (draw,), s.

    Between two times a rise is a line, and a fall is one in the logarithm.
    """
    before, after, span = values[:, :-1], values[:, 1:], np.diff(seconds)
    high, low = np.maximum(before, after), np.minimum(before, after)
    crosses = (high >= level) & (low < level)
    straight = (high - level) / np.where(crosses, high - low, 1.0)
    ends = np.log(np.maximum(high, 1e-300) / np.maximum(low, 1e-300))
    logarithm = np.log(np.maximum(high, 1e-300) / level) / np.where(crosses, ends, 1.0)
    part = np.where(crosses, np.where(after > before, straight, logarithm), low >= level)
    return np.asarray((part * span).sum(axis=1))
