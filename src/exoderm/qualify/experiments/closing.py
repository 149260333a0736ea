"""Needle channels that close: when the barrier is back, when a dye no longer enters, how fast half is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.route.channels import Channels
from exoderm.journey.route.closing import Closing, uncrusted, unfilled, way
from exoderm.journey.route.deposit import device_depth
from exoderm.journey.skin.ageing import Ageing
from exoderm.journey.skin.depth import depth_axis
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run

HOUR = 3600.0
BACK = 0.1
"""Share of the channels' area at which the barrier counts as back: less than readings of water loss scatter by."""
SITES = "forearm", "arm", "abdomen"
_TIMES = np.geomspace(1.0, 1e9, 4001)


@dataclass(frozen=True)
class Closed:
    """The channels of one needle: how they close, and how far epidermis must grow until they have, (draw,), m."""

    closing: Closing
    length: Floats

    def water(self, covered: bool) -> Floats:
        """What a probe for water loss or impedance reads, over its first reading, (draw, time)."""
        return self.dye(covered) * uncrusted(self.closing, covered, _TIMES)

    def dye(self, covered: bool) -> Floats:
        """What a dye in a liquid enters, over the start, (draw, time): small, it passes a crust that it wets."""
        return unfilled(self.closing, self.length, covered, _TIMES)


def run(case: Case, how: Run) -> Outcome:
    """Hours, and ratios of hours; every quantity that the mechanism can state.

    ``forearm``, ``arm``, ``abdomen``: half-lives under a cover, where ``setup`` names a card for the site; ``whole``:
    whole closing over half closing at the first of them.
    """
    long, short = (_needled(case, how, case.setup[length]) for length in ("long", "short"))
    barrier, covered = until(long.water(False), BACK), until(long.water(True), BACK)
    dye_long, dye_short = until(long.dye(False), BACK), until(short.dye(False), BACK)
    return {
        "barrier": barrier / HOUR,
        "dye_short": dye_short / HOUR,
        "dye_long": dye_long / HOUR,
        "longer_later": dye_long / dye_short,
        "dye_later": dye_long / barrier,
        "covering": covered / barrier,
        **_by_site(case, how),
    }


def _by_site(case: Case, how: Run) -> Outcome:
    """Half-lives under a cover at each site of the set-up, and how much later channels are closed."""
    read = {
        site: _needled(case, how, case.setup["long"], {"person": {"site": case.setup[site]}}).water(True)
        for site in SITES if site in case.setup
    }  # fmt: skip
    half = {site: until(water, 0.5) / HOUR for site, water in read.items()}
    if not read:
        return {}
    first = next(iter(read))
    return half | {"whole": until(read[first], BACK) / HOUR / half[first]}


def _needled(case: Case, how: Run, length: str, changes: Mapping[str, object] = MappingProxyType({})) -> Closed:
    """The channels of needles of one length."""
    route = {"card": "microneedle_roller", "settings": {"needle_length": length}}
    return closed(how.many().plan(case, None, route=route, **changes))


def closed(plan: Plan) -> Closed:
    """The channels of a plan."""
    depth = depth_axis(
        plan.get("skin.layers", Layers),
        plan.get("skin.stratum_corneum", StratumCorneum),
        plan.get("skin.ageing", Ageing),
        plan.scenario.person.age,
    )
    radius = plan.get("route.channels", Channels).diameter / 2.0
    return Closed(plan.get("route.closing", Closing), way(radius, device_depth(plan), depth.bottom("epidermis")))


def until(share: Floats, level: float) -> Floats:
    """Time until a falling share comes to a level, (draw,), s; infinite where it stays above."""
    below = share <= level
    at = np.argmax(below, axis=1)
    every, before = np.arange(share.shape[0]), np.maximum(at - 1, 0)
    drop = share[every, before] - share[every, at]
    part = np.where(drop > 0.0, (share[every, before] - level) / np.where(drop > 0.0, drop, 1.0), 0.0)
    found = _TIMES[before] + part * (_TIMES[at] - _TIMES[before])
    return np.asarray(np.where(below.any(axis=1), found, np.inf))
