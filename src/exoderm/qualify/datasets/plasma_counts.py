"""Particles counted in the plasma of sixty people, four times each, by tracking in one laboratory.

The card of plasma vesicles predicts what a counter sees: count, median and mean size (log-normal). The counting error,
measured between laboratories on one sample, predicts by which factor two counts of one person differ if nothing else
does. Nothing is fitted.
"""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import numpy as np

from exoderm import units
from exoderm.journey import plan as plans
from exoderm.journey.donor.population import Population
from exoderm.journey.donor.preparation import Preparation
from exoderm.journey.parameter import Floats
from exoderm.qualify.datasets import NINE_IN_TEN, Figure, Score, number, table
from exoderm.qualify.experiments import Run
from exoderm.scenario import from_data

FILE = "ev_human_plasma_nta/plasma_ev_long.csv"
COUNT, MEAN, MEDIAN = "Concentration/ml", "Mean Value (nm)", "Median Value (nm)"
TYPICAL = 1e10
"""Particles per mL: the rival's round number for any preparation."""


def score(folder: Path, how: Run) -> Score:
    """Errors of the median and coverage of the 90 % intervals; log10 units and shares."""
    data = read(folder / FILE)
    plan = plans.build(
        from_data(
            {"schema": "exoderm/scenario/1", "name": "plasma", "product": {"donor": "platelet"}, "draws": how.draws,
             "seed": how.seed}, "plasma",
        ),
        how.cards,
    )  # fmt: skip
    preparation, population = plan.get("donor.preparation", Preparation), plan.get("donor.population", Population)
    seen = units.convert(1.0, "particle/m^3", "particle/mL") * preparation.concentration * preparation.counting_error
    median = population.median_diameter * 1e9
    mean = median * np.exp(0.5 * np.log(population.diameter_gsd) ** 2)
    ratio = np.exp(math.sqrt(2.0) * np.log(preparation.counting_error / np.median(preparation.counting_error)))
    repeats = np.concatenate([v[1:] / v[:-1] for v in people(data[COUNT])])
    counts, sizes, means = (np.concatenate(list(data[name].values())) for name in (COUNT, MEDIAN, MEAN))
    return {
        "count_error": Figure(off(np.median(seen), counts), off(TYPICAL, counts)),
        "count_coverage": Figure(covered(seen, counts), NINE_IN_TEN),
        "median_size_error": Figure(off(np.median(median), sizes), off(100.0, sizes)),
        "median_size_coverage": Figure(covered(median, sizes), NINE_IN_TEN),
        "mean_size_error": Figure(off(np.median(mean), means), off(100.0, means)),
        "repeat_coverage": Figure(covered(ratio, repeats), NINE_IN_TEN),
    }


def read(path: Path) -> dict[str, dict[str, Floats]]:
    """Measurement -> person -> values in order of time."""
    found: dict[str, dict[str, list[tuple[str, float]]]] = defaultdict(lambda: defaultdict(list))
    for i, row in enumerate(table(path, ("Subject_ID", "time", "Measurements", "Value")), 2):
        value = number(row, "Value", f"{path.name}, line {i}")
        found[row["Measurements"]][row["Subject_ID"]].append((row["time"], value))
    return {
        what: {who: np.array([v for _, v in sorted(series)]) for who, series in by.items()}
        for what, by in found.items()
    }


def people(by: dict[str, Floats]) -> list[Floats]:
    """The series of those who were counted more than once."""
    return [series for series in by.values() if len(series) > 1]


def off(predicted: float, measured: Floats) -> float:
    """Root mean square of log10(predicted/measured)."""
    return float(np.sqrt(np.mean(np.log10(predicted / measured) ** 2)))


def covered(samples: Floats, measured: Floats) -> float:
    """Share of the measurements within the 90 % interval of the draws."""
    low, high = np.quantile(samples, (0.05, 0.95))
    return float(np.mean((measured >= low) & (measured <= high)))
