"""Blood and organs after a dose into a vein: what was measured, and how a prediction is scored beside a rival.

A prediction is a function ``kinetics(diameter, seconds) -> {place: share of dose}``: a diameter in m, times (time,),
and for ``blood``, ``liver``, ``spleen``, ``kidney``, ``lung`` and ``rest`` samples (draw, time). The data give per cent
of dose by hour; vesicles of the one set are taken as 100 nm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.qualify.datasets import Figure, Score, number, table

VESICLES = "ev_pk_iv_transcribed/ev_pk_choi2022.csv"
GOLD = "np_gold_size_route/xdata.csv"
ORGANS = {"cB": "blood", "cLu": "lung", "cL": "liver", "cK": "kidney", "cS": "spleen"}
HOUR = 3600.0
VESICLE = 100e-9
RIVAL_HALF_LIFE = 2.0 * HOUR
"""The rival knows one phase: half is gone from blood every two hours, and the liver gets the rest."""

Kinetics = Callable[[float, Floats], Mapping[str, Floats]]


@dataclass(frozen=True)
class Point:
    """One measurement: share of dose at a place and time."""

    diameter: float
    place: str
    seconds: float
    share: float


def vesicles(folder: Path) -> list[Point]:
    """Blood and liver of mice after labelled vesicles; second-hand, never to be held tighter than a factor of two."""
    rows = table(folder / VESICLES, ("matrix", "unit", "time_h", "value"))
    return [
        Point(VESICLE, row["matrix"], number(row, "time_h", where) * HOUR, number(row, "value", where) / 100.0)
        for row, where in ((row, f"ev_pk_choi2022.csv, line {i}") for i, row in enumerate(rows, 2))
    ]


def gold(folder: Path) -> list[Point]:
    """Organs of rats after gold particles of 1.4 to 200 nm into a vein."""
    out = []
    for i, row in enumerate(table(folder / GOLD, ("Time", "Size", "Route", *ORGANS)), 2):
        if row["Route"] != "IV":
            continue
        where, size = f"xdata.csv, line {i}", float(row["Size"].removesuffix(" nm")) * 1e-9
        for column, place in ORGANS.items():
            share = number(row, column, where) / 100.0
            out.append(Point(size, place, number(row, "Time", where) * HOUR, share))
    return out


def score(kinetics: Kinetics, points: list[Point]) -> Score:
    """Root mean square error in per cent of dose, and the share of points within a factor of two."""
    predicted = np.array([float(np.median(_at(kinetics, p))) for p in points])
    rival = np.array([_rival(p) for p in points])
    measured = np.array([p.share for p in points])

    def error(found: Floats) -> float:
        return float(100.0 * np.sqrt(np.mean((found - measured) ** 2)))

    def close(found: Floats) -> float:
        return float(np.mean((found <= 2.0 * measured) & (found >= 0.5 * measured)))

    return {
        "error": Figure(error(predicted), error(rival)),
        "within_twofold": Figure(close(predicted), close(rival)),
    }


def _at(kinetics: Kinetics, point: Point) -> Floats:
    return kinetics(point.diameter, np.array([point.seconds]))[point.place][:, 0]


def _rival(point: Point) -> float:
    left = float(0.5 ** (point.seconds / RIVAL_HALF_LIFE))
    return left if point.place == "blood" else (1.0 - left) * (point.place == "liver")
