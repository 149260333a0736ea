"""Fit data/permeability/human.yaml and print what it reaches on compounds that it has not seen.

    EXODERM_SHARED=../shared python scripts/train_permeability.py [--write]

Reads ``reference/data/kp_huskindb`` (log10 cm/s) and ``kp_cheruvu_flux`` (log10 cm/h); needs SciPy. Fitted are medians
of compounds over measurements from an aqueous vehicle through skin with its stratum corneum; scored are medians over
all rows.
"""

from __future__ import annotations

import csv
import math
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import least_squares, minimize

from exoderm.journey.skin import molecule, permeation

Floats = NDArray[np.float64]
CARD = Path(permeation.__file__).parents[2] / "data" / "permeability" / "human.yaml"

# What is expected before the data speak. The lipid path starts from the published form (intercept -6.3, slope 0.71,
# 0.61 per 100 g/mol), loosely held; the other two start from orders of magnitude and are held looser still.
EXPECTED = np.array([-6.3, 0.71, 0.61, -7.5, 0.5, -4.5, 0.5])
HELD = np.array([1.0, 0.4, 0.4, 1.0, 1.0, 1.0, 2.0])
EDGE = 0.01
"""Share of compounds beyond each edge of logP: a salt with a computed logP of -40 draws no edge."""
ELLIPSE = 0.05
"""Share of the compounds between these edges that lie outside the ellipse, alone with their numbers."""
WITHOUT_HORNY_LAYER = {"dermis", "epidermis without stratum corneum", "epidermis, dermis without stratum corneum"}
MEANING = {
    "lipid": ("log10(cm/s)", "lipid path at logP 0, extrapolated to no weight"),
    "lipid_logp": ("", "rise of the lipid path per unit of logP"),
    "lipid_size": ("per 100 g/mol", "fall of the lipid path with weight"),
    "pore": ("log10(cm/s)", "polar path at 100 g/mol"),
    "pore_size": ("", "power of weight by which the polar path falls"),
    "beyond": ("log10(cm/s)", "what limits lipophiles, at 100 g/mol"),
    "beyond_size": ("", "power of weight by which that limit falls"),
}


@dataclass(frozen=True)
class Measurement:
    compound: str
    logp: float
    mw: float
    log_kp: float
    """log10 cm/s."""
    usable: bool
    """From water, through skin that has its stratum corneum."""
    paper: str


@dataclass(frozen=True)
class Compounds:
    """Medians per structure, (n,)."""

    logp: Floats
    mw: Floats
    target: Floats
    """over the usable rows; NaN where there is none"""
    pooled: Floats
    """over all rows"""
    rows: tuple[tuple[Measurement, ...], ...]


@dataclass(frozen=True)
class Fit:
    mean: Floats
    covariance: Floats
    scatter: Floats
    """log base, size, grease of :class:`permeation.Scatter`"""


def shared() -> Path:
    return Path(os.environ.get("EXODERM_SHARED", Path(__file__).parents[2] / "shared")) / "reference" / "data"


def measurements(folder: Path) -> list[Measurement]:
    found = []
    for row in _table(folder / "kp_huskindb" / "huskindb.csv"):
        usable = row["neat"] == "0" and row["used layer"] not in WITHOUT_HORNY_LAYER
        key = molecule.read(row["Smiles"]).key()
        logp, mw, per_second = (float(row[k]) for k in ("LogP", "molecular weight", "logkp (cm/s)"))
        found.append(Measurement(key, logp, mw, per_second, usable, _paper(row["reference"])))
    for row in _table(folder / "kp_cheruvu_flux" / "cheruvu_kp_jmax.csv"):
        key = molecule.read(row["SMILES"]).key()
        logp, mw, per_hour = (float(row[k]) for k in ("logKowb", "MWa", "logkpl"))
        per_second = per_hour - math.log10(3600.0)
        found.append(Measurement(key, logp, mw, per_second, True, _paper(row["Reference"])))
    return found


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _paper(reference: str) -> str:
    """First author and year, so that a paper in both sets is one."""
    author, year = re.search(r"[A-Za-z\-]+", reference), re.search(r"(19|20)\d\d", reference)
    return f"{author.group().lower() if author else '?'} {year.group() if year else '?'}"


def compounds(rows: Iterable[Measurement]) -> Compounds:
    groups: dict[str, list[Measurement]] = defaultdict(list)
    for row in rows:
        groups[row.compound].append(row)

    def median(values: list[float]) -> float:
        return float(np.median(values)) if values else math.nan

    table = [
        (
            median([r.logp for r in g]),
            median([r.mw for r in g]),
            median([r.log_kp for r in g if r.usable]),
            median([r.log_kp for r in g]),
        )
        for g in groups.values()
    ]
    logp, mw, target, pooled = np.array(table, dtype=np.float64).T
    return Compounds(logp, mw, target, pooled, tuple(tuple(g) for g in groups.values()))


def fit(logp: Floats, mw: Floats, target: Floats, start: Floats = EXPECTED) -> Fit:
    """Most probable coefficients, their covariance about it, and the scatter of compounds (log10 units).

    Minimises sum(residual^2) / s^2 + sum(((x - expected) / held)^2) with s = 1, near the scatter found.
    """

    def residuals(x: Floats) -> Floats:
        return np.concatenate([permeation.log_kp(x, logp, mw) - target, (x - EXPECTED) / HELD])

    def jacobian(x: Floats) -> Floats:
        return np.concatenate([permeation.slopes(x, logp, mw), np.diag(1.0 / HELD)])

    best: Floats = least_squares(residuals, start, jac=jacobian, method="lm").x
    J = permeation.slopes(best, logp, mw)
    prior = np.diag(HELD**-2.0)
    spent = float(np.trace(np.linalg.solve(J.T @ J + prior, J.T @ J)))
    off = (permeation.log_kp(best, logp, mw) - target) * math.sqrt(len(target) / (len(target) - spent))
    covariance: Floats = np.linalg.inv(J.T @ J / np.mean(off**2) + prior).astype(np.float64)
    return Fit(best, covariance, _scatter(off, logp, mw))


def _scatter(off: Floats, logp: Floats, mw: Floats) -> Floats:
    """The SD of normal residuals by weight and logP, most likely values."""
    by = np.stack([np.ones_like(logp), np.log(mw / 200.0), np.maximum(logp - 3.0, 0.0)], axis=1)

    def surprise(x: Floats) -> tuple[float, Floats]:
        log_sd = by @ x
        square = off**2 * np.exp(-2.0 * log_sd)
        return float(np.sum(log_sd + 0.5 * square)), by.T @ (1.0 - square)

    return np.asarray(minimize(surprise, np.zeros(3), jac=True, method="BFGS").x)


def potts_guy(logp: Floats, mw: Floats) -> Floats:
    """The rival as recalled from Potts and Guy 1992, log10 cm/s."""
    return -6.3 + 0.71 * logp - 0.0061 * mw


def domain(logp: Floats, mw: Floats) -> dict[str, Any]:
    logp_edge = np.quantile(logp, [EDGE, 1.0 - EDGE])
    kept = (logp >= logp_edge[0]) & (logp <= logp_edge[1])
    place = np.stack([logp, mw / 100.0])[:, kept]
    centre = place.mean(axis=1)
    precision = np.linalg.inv(np.cov(place))
    off = place - centre[:, None]
    radius = np.quantile(np.sqrt(np.einsum("in,ij,jn->n", off, precision, off)), 1.0 - ELLIPSE)
    return {
        "logp": np.round(logp_edge, 4).tolist(), "mw": np.round([mw[kept].min(), mw[kept].max()], 3).tolist(),
        "centre": np.round(centre, 6).tolist(), "precision": np.round(precision, 8).tolist(),
        "radius": round(float(radius), 6),
    }  # fmt: skip


def barrier(found: Fit, logp: Floats, mw: Floats) -> permeation.Permeability:
    """The fit as the record that predicts."""
    base, size, grease = found.scatter
    return permeation.Permeability.model_validate(
        {
            "name": "human stratum corneum, small molecules from water",
            "about": (
                "Seven coefficients of Kp by logP and weight with their covariance. The equations stand in "
                "journey/skin/permeation.py; scripts/train_permeability.py writes this file and prints how it does "
                "on compounds left out of the fit."
            ),
            "origin": (
                "fitted to the medians of compounds in huskinDB (doi 10.1038/s41597-020-00764-z) and in the table of "
                "Cheruvu and others (Data in Brief 42:108242), rows from an aqueous vehicle through skin with its "
                "stratum corneum"
            ),
            "compounds": len(logp),
            "coefficients": {
                name: {"value": round(float(value), 6), "unit": MEANING[name][0], "meaning": MEANING[name][1]}
                for name, value in zip(permeation.NAMES, found.mean, strict=True)
            },
            "covariance": [[round(float(v), 8) for v in row] for row in found.covariance],
            "scatter": {
                "base": round(math.exp(base), 6), "size": round(float(size), 6), "grease": round(float(grease), 6)
            },
            "domain": domain(logp, mw),
            "not_known": [
                "what stops large lipophilic molecules, the tissue beyond the lipid or how they were measured",
                "how ionised each compound was; most rows name no pH",
                "what a vehicle other than water does",
            ],
        }
    )  # fmt: skip


def leave_compound_out(c: Compounds) -> dict[str, Floats]:
    """Each compound predicted by a fit that has not seen it, (n,): ours with its interval, and the training mean."""
    usable = np.isfinite(c.target)
    start = fit(c.logp[usable], c.mw[usable], c.target[usable]).mean
    out = {name: np.empty(len(c.pooled)) for name in ("ours", "low", "high", "mean")}
    for i in range(len(c.pooled)):
        rest = usable.copy()
        rest[i] = False
        unseen = barrier(fit(c.logp[rest], c.mw[rest], c.target[rest], start), c.logp[rest], c.mw[rest])
        one = permeation.predict(unseen, c.logp[i : i + 1], c.mw[i : i + 1])
        out["ours"][i], out["low"][i], out["high"][i] = one.log_kp[0], one.low[0], one.high[0]
        out["mean"][i] = c.target[rest].mean()
    return out


def rmse(predicted: Floats, measured: Floats) -> float:
    return float(np.sqrt(np.mean((predicted - measured) ** 2)))


def floor(c: Compounds) -> dict[str, float]:
    """What repetition leaves: SD of a compound's rows, SD between papers, the RMSE of a perfect model of medians."""
    rows = [np.array([m.log_kp for m in group]) for group in c.rows]
    papers = []
    for group in c.rows:
        by: dict[str, list[float]] = defaultdict(list)
        for m in group:
            by[m.paper].append(m.log_kp)
        papers.append(np.array([np.median(v) for v in by.values()]))

    def within(groups: list[Floats]) -> float:
        several = [g for g in groups if len(g) > 1]
        return math.sqrt(sum(float(np.sum((g - g.mean()) ** 2)) for g in several) / sum(len(g) - 1 for g in several))

    between = within(papers)
    return {
        "rows_sd": within(rows),
        "papers_sd": between,
        "papers_compounds": float(sum(len(p) > 1 for p in papers)),
        "floor": float(np.sqrt(np.mean([between**2 / len(p) for p in papers]))),
    }


def scores(c: Compounds) -> dict[str, float]:
    """What is printed and tested."""
    left_out, usable = leave_compound_out(c), np.isfinite(c.target)
    edge = permeation.Domain.model_validate(domain(c.logp[usable], c.mw[usable]))
    inside = permeation.distance(edge, c.logp, c.mw) <= 1.0
    published = potts_guy(c.logp, c.mw)

    large = usable & ((c.mw > 320.0) | (c.logp > 3.5))

    def covered(y: Floats, which: NDArray[np.bool_]) -> float:
        return float(np.mean(((left_out["low"] <= y) & (y <= left_out["high"]))[which]))

    every = np.ones_like(usable)
    return {
        "compounds": len(c.pooled),
        "fitted": int(usable.sum()),
        "mean": rmse(left_out["mean"], c.pooled),
        "ours": rmse(left_out["ours"], c.pooled),
        "potts_guy": rmse(published, c.pooled),
        "potts_guy_inside": rmse(published[inside], c.pooled[inside]),
        "coverage": covered(c.pooled, every),
        "inside": int(inside.sum()),
        "mean_inside": rmse(left_out["mean"][inside], c.pooled[inside]),
        "ours_inside": rmse(left_out["ours"][inside], c.pooled[inside]),
        "coverage_inside": covered(c.pooled, inside),
        "mean_usable": rmse(left_out["mean"][usable], c.target[usable]),
        "ours_usable": rmse(left_out["ours"][usable], c.target[usable]),
        "coverage_usable": covered(c.target, usable),
        "coverage_large": covered(c.pooled, large),
        "narrowest": float(np.min(left_out["high"] - left_out["low"])),
        "widest_inside": float(np.max((left_out["high"] - left_out["low"])[inside])),
        "median_width": float(np.median(left_out["high"] - left_out["low"])),
        **floor(c),
    }


def card(c: Compounds) -> str:
    """The card's text."""
    usable = np.isfinite(c.target)
    logp, mw = c.logp[usable], c.mw[usable]
    record = barrier(fit(logp, mw, c.target[usable]), logp, mw).model_dump(mode="json")
    return yaml.safe_dump(record, sort_keys=False, width=118, default_flow_style=None, allow_unicode=True)


def main() -> None:
    data = compounds(measurements(shared()))
    for name, value in scores(data).items():
        print(f"{name:18} {value:.4g}")
    if "--write" in sys.argv[1:]:
        CARD.write_text(card(data), encoding="utf-8")
        print(f"written: {CARD.name}")


if __name__ == "__main__":
    main()
