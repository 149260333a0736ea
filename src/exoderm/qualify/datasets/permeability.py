"""Permeability of small molecules, each predicted by a fit that has not seen its compound.

Rows of two compilations are grouped by structure. The seven coefficients are fitted anew without each compound, by the
same penalised least squares that made the package's barrier (``scripts/train_permeability.py``, which finds them with
SciPy; here a damped Gauss-Newton iteration that starts from the package's own coefficients).
"""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.journey.skin import molecule, permeation
from exoderm.qualify.datasets import NINE_IN_TEN, Figure, Score, number, table
from exoderm.qualify.experiments import Run

HUSKIN, CHERUVU = "kp_huskindb/huskindb.csv", "kp_cheruvu_flux/cheruvu_kp_jmax.csv"
WITHOUT = {"dermis", "epidermis without stratum corneum", "epidermis, dermis without stratum corneum"}
EXPECTED = np.array([-6.3, 0.71, 0.61, -7.5, 0.5, -4.5, 0.5])
HELD = np.array([1.0, 0.4, 0.4, 1.0, 1.0, 1.0, 2.0])
"""What is expected before the data speak, and how firmly; as in the script."""


def score(folder: Path, how: Run) -> Score:
    """Root mean square errors in log10 units over medians of compounds; coverage of the 90 % interval."""
    logp, mw, fitted, pooled = compounds(folder)
    usable = np.isfinite(fitted)
    barrier = permeation.human()
    ours, mean, low, high = (np.empty_like(pooled) for _ in range(4))
    for i in range(pooled.size):
        rest = usable.copy()
        rest[i] = False
        found = fit(logp[rest], mw[rest], fitted[rest], barrier.mean)
        ours[i] = permeation.log_kp(found, logp[i : i + 1], mw[i : i + 1])[0]
        mean[i] = fitted[rest].mean()
        spread = permeation.predict(barrier, logp[i : i + 1], mw[i : i + 1])
        low[i], high[i] = ours[i] + spread.low[0] - spread.log_kp[0], ours[i] + spread.high[0] - spread.log_kp[0]
    lipid = -6.3 + 0.71 * logp - 0.0061 * mw
    inside = permeation.distance(barrier.domain, logp, mw) <= 1.0
    return {
        "error": Figure(rmse(ours, pooled), rmse(mean, pooled)),
        "error_over_lipid_path": Figure(rmse(ours[inside], pooled[inside]), rmse(lipid[inside], pooled[inside])),
        "coverage": Figure(float(np.mean((low <= pooled) & (pooled <= high))), NINE_IN_TEN),
    }


def compounds(folder: Path) -> tuple[Floats, Floats, Floats, Floats]:
    """logP, MW, median log10 Kp (cm/s) over usable rows (NaN where none) and over all rows, by structure, (n,)."""
    groups: dict[str, list[tuple[float, float, float, bool]]] = defaultdict(list)
    columns = ("Smiles", "LogP", "molecular weight", "logkp (cm/s)", "neat", "used layer")
    for i, row in enumerate(table(folder / HUSKIN, columns), 2):
        where = f"huskindb.csv, line {i}"
        usable = row["neat"] == "0" and row["used layer"] not in WITHOUT
        values = (number(row, name, where) for name in ("LogP", "molecular weight", "logkp (cm/s)"))
        groups[molecule.read(row["Smiles"]).key()].append((*values, usable))  # type: ignore[arg-type]
    for i, row in enumerate(table(folder / CHERUVU, ("SMILES", "logKowb", "MWa", "logkpl")), 2):
        logp, mw, per_hour = (number(row, name, f"cheruvu, line {i}") for name in ("logKowb", "MWa", "logkpl"))
        groups[molecule.read(row["SMILES"]).key()].append((logp, mw, per_hour - math.log10(3600.0), True))

    def median(values: list[float]) -> float:
        return float(np.median(values)) if values else math.nan

    rows = [
        (median([r[0] for r in g]), median([r[1] for r in g]), median([r[2] for r in g if r[3]]),
         median([r[2] for r in g]))
        for g in groups.values()
    ]  # fmt: skip
    logp_, mw_, fitted, pooled = np.array(rows, dtype=np.float64).T
    return logp_, mw_, fitted, pooled


def fit(logp: Floats, mw: Floats, target: Floats, start: Floats) -> Floats:
    """Most probable coefficients, (7,): least sum(residual^2) + sum(((x - expected)/held)^2)."""

    def residuals(x: Floats) -> Floats:
        return np.concatenate([permeation.log_kp(x, logp, mw) - target, (x - EXPECTED) / HELD])

    x, damping = start.copy(), 1e-3
    r = residuals(x)
    for _ in range(200):
        J = np.concatenate([permeation.slopes(x, logp, mw), np.diag(1.0 / HELD)])
        square = J.T @ J
        step = np.linalg.solve(square + damping * np.diag(np.diag(square)), -J.T @ r)
        tried = residuals(x + step)
        if tried @ tried <= r @ r:
            x, r, damping = x + step, tried, damping / 5.0
            if np.abs(step).max() < 1e-9:
                break
        else:
            damping *= 4.0
            if damping > 1e12:
                break
    return np.asarray(x)


def rmse(predicted: Floats, measured: Floats) -> float:
    """Root mean square error."""
    return float(np.sqrt(np.mean((predicted - measured) ** 2)))
