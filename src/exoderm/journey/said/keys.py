"""Keys and keyholes as the document of a run says them: how vesicles of this donor bind beside ordinary ones."""

from __future__ import annotations

from typing import Any

import numpy as np

from exoderm.journey import fitting
from exoderm.journey.cell.keyholes import KEYS
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan


def at_cell(plan: Plan, name: str, good: Any) -> dict[str, Any] | None:
    """Binding to one type of cell by keyhole, over all binding of ordinary vesicles; none where these are ordinary."""
    parts, whole = fitting.parts(plan.acting, name), fitting.binding(plan.acting, name)
    if parts is None or whole is None:
        return None
    return {
        "binding": _interval(whole[good]),
        "parts": [
            {
                "key": key, "label": KEYS[key], "level": _interval(level[good]), "ordinary": _interval(before[good]),
                "here": _interval(after[good]),
            }
            for key, (level, before, after) in parts.items()
        ],
    }  # fmt: skip


def _interval(values: Floats) -> dict[str, float]:
    low, median, high = (float(x) for x in np.quantile(values, (0.05, 0.5, 0.95)))
    return {"median": median, "low": low, "high": high}
