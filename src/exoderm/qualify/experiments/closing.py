"""Needle channels that close: when the barrier is back, when a dye no longer enters, how fast half is gone."""

from __future__ import annotations

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.journey.route.channels import Channels
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run

HOUR = 3600.0
BACK = 0.1
"""Share of the channels' area at which the barrier counts as back: less than readings of water loss scatter by."""


def run(case: Case, how: Run) -> Outcome:
    """Hours, and ratios of hours; every quantity that the mechanism can state.

    The mechanism knows one closing. Its time stands for the electrical or water barrier and for the dye alike.
    """
    long, short = (
        how.many()
        .plan(case, route={"card": "microneedle_roller", "settings": {"needle_length": case.setup[needle]}})
        .get("route.channels", Channels)
        for needle in ("long", "short")
    )
    open_, covered = recovery(long, long.half_life_open), recovery(long, long.half_life_covered)
    brief = recovery(short, short.half_life_open)
    return {
        "barrier": open_ / HOUR,
        "dye_short": brief / HOUR,
        "dye_long": open_ / HOUR,
        "longer_later": open_ / brief,
        "dye_later": open_ / open_,
        "covering": covered / open_,
        **dict.fromkeys(("forearm", "arm", "abdomen"), long.half_life_covered / HOUR),
    }


def recovery(channels: Channels, half_life: Floats) -> Floats:
    """Time until a tenth of the channels' area is open, (draw,), s; infinite where more of it never closes."""
    p = channels.lasting_share
    return np.asarray(np.where(p < BACK, half_life * np.log2((1.0 - p) / np.maximum(BACK - p, 1e-300)), np.inf))
