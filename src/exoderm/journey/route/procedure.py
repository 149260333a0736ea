"""When in a course the skin is opened: with each dose, with the first alone, or again after a time.

Needles, a laser, electric pulses, ultrasound and a current open the skin, and a dose is put on it. Between two
openings later doses meet the skin as it has healed since: channels close, pores reseal, a current is over.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from exoderm import units
from exoderm.errors import ScenarioError
from exoderm.scenario import EACH_DOSE, FIRST_DOSE, Scenario

OPENING = ("channels", "poration", "current")
"""Mechanisms of a route that open the skin for what lies on it."""


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


def since_opening(scenario: Scenario, dose_times: Sequence[float]) -> tuple[float, ...]:
    """Seconds from the latest opening of the skin to each dose; none where the dose comes with it."""
    said = scenario.regimen.procedure
    if said == EACH_DOSE:
        return (0.0,) * len(dose_times)
    apart = float("inf") if said == FIRST_DOSE else units.read(said, "s")
    last, out = dose_times[0], []
    for time in dose_times:
        # Sums of the same hours differ in the last digit.
        if time - last >= apart * (1.0 - 1e-9):
            last = time
        out.append(time - last)
    return tuple(out)
