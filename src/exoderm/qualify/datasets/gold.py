"""Gold particles in organs of rats after a dose into a vein: does size foretell the split better than the mean does?

The body takes no line in size, and this is why: each size is left out in turn of a line through log-ratios of shares.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np

from exoderm.journey.body.split import leave_one_out
from exoderm.qualify import kinetics
from exoderm.qualify.datasets import Figure, Score
from exoderm.qualify.experiments import Run

HOURS = {1.0: "after_1h", 24.0: "after_24h"}


def score(folder: Path, how: Run) -> Score:
    """Mean absolute error of the shares of five places, beside the mean of the other sizes."""
    by: dict[float, dict[float, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for p in kinetics.gold(folder):
        by[p.seconds / 3600.0][p.diameter][p.place] = p.share
    out = {}
    for hour, name in HOURS.items():
        sizes = sorted(by[hour])
        shares = np.array([[by[hour][d][place] for place in kinetics.ORGANS.values()] for d in sizes])
        found = leave_one_out(np.array(sizes), shares / shares.sum(axis=1, keepdims=True))
        out[name] = Figure(found.regression, found.mean)
    return out
