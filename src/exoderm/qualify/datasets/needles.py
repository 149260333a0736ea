"""Drugs from needle patches through excised skin: each drug predicted from the others.

A drug lies evenly over the depth that the needles reach and diffuses through what is left of the skin into a receptor
that takes all:

    permeated = 1 - sum_n 2 (-1)^n sin(l_n a) / (a h l_n^2) exp(-l_n^2 D t),   l_n = (n + 1/2) pi / h

D is that of the dermis for a rigid sphere of the drug's size, r = 0.066 nm (MW/Da)^(1/3) for a compact molecule; depth
and hindrance are those of the cards, the median of the draws. Three forms are scored, each with one drug left out: the
physics alone with nothing fitted, the physics with one factor on time learned from the other drugs, and the rivals:
the mean of the others, and their common curve 1 - exp(-k t).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from exoderm.journey import plan as plans
from exoderm.journey.parameter import Floats
from exoderm.journey.route.needles import Needles
from exoderm.journey.skin.hindrance import Hindrance, dermal_diffusion
from exoderm.journey.skin.layers import Layers
from exoderm.qualify.datasets import Figure, Score, number, table
from exoderm.qualify.experiments import Run
from exoderm.scenario import from_data

FILE = "microneedle_permeation/microneedle.csv"
COLUMNS = ("drug_name", "drug_mw", "mn_length", "permeation_time", "drug_perm_per")
FACTORS = 10.0 ** np.linspace(-3.0, 3.0, 121)
MODES = 60
HOUR = 3600.0

Curve = Callable[[Floats, float], Floats]
"""Rows (n,) by index and a factor on time -> percent permeated, (n,)."""


def score(folder: Path, how: Run) -> Score:
    """Root mean square errors in percent of the load over all points, each drug left out of what is learned."""
    rows = table(folder / FILE, COLUMNS)
    drug, mw, length, hours, percent = (
        np.array([number(row, name, f"microneedle.csv, line {i}") for i, row in enumerate(rows, 2)]) for name in COLUMNS
    )
    physics = _physics(how, mw, length * 1e-3, hours * HOUR)

    def curve(factor: float) -> Floats:
        return np.asarray(100.0 * -np.expm1(-factor * hours / 24.0))

    mean = np.empty_like(percent)
    learned, common = np.empty_like(percent), np.empty_like(percent)
    for one in np.unique(drug):
        out, rest = drug == one, drug != one
        mean[out] = percent[rest].mean()
        for form, into in ((physics, learned), (curve, common)):
            errors = [np.mean((form(f)[rest] - percent[rest]) ** 2) for f in FACTORS]
            into[out] = form(float(FACTORS[int(np.argmin(errors))]))[out]
    return {
        "nothing_fitted": Figure(rmse(physics(1.0), percent), rmse(mean, percent)),
        "one_factor": Figure(rmse(learned, percent), rmse(mean, percent)),
        "one_factor_over_curve": Figure(rmse(learned, percent), rmse(common, percent)),
    }


def _physics(how: Run, mw: Floats, length: Floats, seconds: Floats) -> Callable[[float], Floats]:
    """Percent permeated of every row for a factor on time."""
    plan = plans.build(
        from_data(
            {"schema": "exoderm/scenario/1", "name": "patch", "route": "microneedle_roller", "draws": how.draws,
             "seed": how.seed}, "patch",
        ),
        how.cards,
    )  # fmt: skip
    layers, hindrance = plan.get("skin.layers", Layers), plan.get("skin.hindrance", Hindrance)
    inserted = plan.get("route.needles", Needles).insertion_share
    thick = float(np.median(layers.stratum_corneum + layers.epidermis + layers.dermis))
    depth = np.minimum(length * float(np.median(inserted)), 0.95 * thick)
    sizes = {m: np.full(plan.draws, 2.0 * 0.066e-9 * m ** (1.0 / 3.0)) for m in np.unique(mw)}
    speed = {m: float(np.median(dermal_diffusion(hindrance, d, vesicle=False))) for m, d in sizes.items()}
    diffusion = np.array([speed[m] for m in mw])
    return lambda factor: 100.0 * permeated(depth, thick, diffusion, factor * seconds)


def permeated(depth: Floats, thick: float, diffusion: Floats, seconds: Floats) -> Floats:
    """Share that has left a slab sealed on top and drained below, started evenly over ``depth`` from the top, (n,)."""
    n = np.arange(MODES)
    mode = (n + 0.5) * np.pi / thick
    weight = 2.0 * (-1.0) ** n * np.sin(mode * depth[:, None]) / (depth[:, None] * thick * mode**2)
    left = (weight * np.exp(-(mode**2) * (diffusion * seconds)[:, None])).sum(axis=1)
    return np.asarray(np.clip(1.0 - left, 0.0, 1.0))


def rmse(predicted: Floats, measured: Floats) -> float:
    """Root mean square error."""
    return float(np.sqrt(np.mean((predicted - measured) ** 2)))
