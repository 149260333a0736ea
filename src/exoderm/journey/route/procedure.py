"""When in a course the skin is opened: with each dose, with the first alone, or again after a time.

Needles, a laser, electric pulses, ultrasound and a current open the skin, and a dose is put on it. Between two
openings later doses meet the skin as it has healed since: channels close, pores reseal, a current is over.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from exoderm import units
from exoderm.bounds import EACH_DOSE, FIRST_DOSE
from exoderm.errors import ScenarioError
from exoderm.journey.physics import pulse_depth
from exoderm.journey.table import DrawTable, Row, distribution
from exoderm.scenario import Scenario

OPENING = ("channels", "poration", "current")
"""Mechanisms of a route that open the skin for what lies on it."""
GONE = 40.0
"""Half-lives, or time constants, after which less than rounding is left of what fades."""
RARE = 1e-9
"""How seldom a number lies beyond what is taken as its end."""


def opens(has: Collection[str]) -> bool:
    """Whether a route opens the skin; ``has`` are the paths of its mechanisms."""
    return any(f"route.{name}" in has for name in OPENING)


def check(scenario: Scenario, has: Collection[str]) -> None:
    """Refuse to say when the skin is opened where the route does not open it, or brings in each dose itself.

    Raises
    ------
    ScenarioError
        With the field to leave out.
    """
    said = scenario.regimen.procedure
    if said == EACH_DOSE or opens(has):
        return
    raise ScenarioError(
        f"procedure is {said}", where="regimen.procedure", code="regimen.procedure",
        why=f"the route '{scenario.route.card}' opens no way that stays open for a later dose",
        action="leave procedure out, or take a route with needles, laser, pulses or current before the dose",
    )  # fmt: skip


def since_opening(scenario: Scenario, dose_times: Sequence[float], table: DrawTable) -> tuple[float, ...]:
    """Seconds from the latest opening of the skin to each dose; none where the dose comes with it.

    Never more than after which nothing changes any more: such doses meet the same skin, whatever the day.
    """
    said = scenario.regimen.procedure
    if said == EACH_DOSE:
        return (0.0,) * len(dose_times)
    apart = float("inf") if said == FIRST_DOSE else units.read(said, "s")
    last, most, out = dose_times[0], settled({row.path: row for row in table}), []
    for time in dose_times:
        # Sums of the same hours differ in the last digit.
        if time - last >= apart * (1.0 - 1e-9):
            last = time
        out.append(min(time - last, most))
    return tuple(out)


def settled(rows: Mapping[str, Row]) -> float:
    """Time after an opening from which what is open stays as it is in all draws, s: channels filled, pores resealed.

    From the ends of the numbers' laws and not from their samples: a draw must not change with the company it has.
    """

    def end(path: str, top: bool) -> float:
        row = rows[f"route.{path}"]
        at = np.array([1.0 - RARE if top else RARE])
        return float(distribution(row.value, row.parameter, row.path).ppf(at)[0])

    times = [0.0]
    if "route.channels.diameter" in rows:
        if "route.needles.needle_length" in rows:
            deep = end("needles.needle_length", True) * end("needles.insertion_share", True)
        else:
            energy, volume = end("beam.pulse_energy", True), end("beam.energy_per_volume", False)
            deep = float(pulse_depth(energy, volume, end("channels.diameter", False)))
        way = 0.5 * end("channels.diameter", True) + deep
        times.append(way / (end("closing.growth", False) * end("closing.dry_share", False)))
        times += [GONE * end("closing.crust_half_life", True), GONE * end("channels.exudate_fading", True)]
    if "route.poration.half_life" in rows:
        times.append(GONE * end("poration.half_life", True))
    if "route.current.duration" in rows:
        times.append(end("current.duration", True))
    return max(times)
