"""How a run is read: which draws, at which time, which amounts, and what stands beside a number.

Every number carries its interval (5 to 95 % of draws), the weakest link among the inputs that move it, and the input
that moves it most.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from exoderm.journey import account
from exoderm.journey.book import Snapshot
from exoderm.journey.parameter import Floats
from exoderm.journey.run import Journey
from exoderm.journey.table import Row
from exoderm.journey.trace import Mover, weakest

DAY = 86400.0
BASIS = "total over the treated area, all doses"


def good_draws(journey: Journey) -> NDArray[np.bool_]:
    """Draws in which everything is finite."""
    end = journey.end
    good = np.isfinite(journey.vials[-1].amount).all(axis=1) & np.isfinite(end.cells).all(axis=(1, 2))
    good &= np.isfinite(end.stores).all(axis=(1, 2)) & np.isfinite(end.book.taken_up).all(axis=(1, 2))
    return np.asarray(good)


def watched(journey: Journey) -> Snapshot:
    """The state at which a run is read: a day after a single dose, the end of a course of several."""
    return journey.at(min(DAY, journey.plan.seconds)) if len(journey.plan.dose_times) == 1 else journey.end


def when(journey: Journey) -> str:
    """That time in words."""
    days = watched(journey).seconds / DAY
    return "within a day" if days <= 1.0 else f"within {days:g} days"


def amounts(journey: Journey) -> dict[str, Floats]:
    """The amounts of the waterfall, one per draw."""
    day = watched(journey)
    return {
        "labelled": account.labelled(journey),
        "filled": account.filled(journey),
        "opened": account.opened(journey),
        "entered": account.entered(journey, day),
        "living_skin": account.reached(journey, day, *account.LIVING),
        "dermis": account.reached(journey, day, "dermis"),
        "taken_up": account.taken_up(journey, day),
    }


def interval(values: Floats) -> dict[str, float]:
    low, median, high = (float(x) for x in np.quantile(values, (0.05, 0.5, 0.95)))
    return {"median": median, "low": low, "high": high}


def links(movers: list[Mover], fallback: Row | None = None) -> dict[str, Any]:
    """The weakest link and the strongest mover; where no input stands out, the fallback or the reason why not."""
    row = weakest(movers) or fallback
    link: dict[str, Any] = {
        "grade": None, "input": None, "path": None, "origin": None,
        "reason": "no single input stands out, or too few draws to tell",
    }  # fmt: skip
    if row is not None:
        link = {
            "grade": row.value.grade, "input": row.parameter.meaning, "path": row.path,
            "origin": row.value.origin.words(),
        }  # fmt: skip
    return {"weakest": link, "moved_most_by": movers[0].row.parameter.meaning if movers else None}
