"""Fit the mouse card of the body to a blood and liver curve of label, and print how far each point is missed.

    EXODERM_SHARED=../shared python scripts/fit_blood.py

Reads ``reference/data/ev_pk_iv_transcribed`` (label in blood and liver, transcribed by others and not checked against
the paper: calibration, held to a factor of two and no closer); needs SciPy. Fitted are six numbers of the card:
removal, exchange, the liver's share, release and excretion of label. Two half-lives that another study tabulates (card
kim_2019) bound the vesicles' own curve, which the label's shows only for the first hours. Numbers are printed to be
written into data/body/mouse.yaml by hand, with this digest of the file that was fitted.
"""

from __future__ import annotations

import csv
import hashlib
import math
import os
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from exoderm.journey.body.course import into_vein
from exoderm.journey.body.flows import Flows
from exoderm.journey.body.label import Label
from exoderm.numerics.closed import half_lives

Floats = NDArray[np.float64]
FILE = Path("reference/data/ev_pk_iv_transcribed/ev_pk_choi2022.csv")
NAMES = ("removal", "to_periphery", "from_periphery", "liver_share", "release", "excretion")
START = np.log([0.7, 2.8, 2.0, 0.6, 0.005, 0.1])
"""Per hour, but for the share: half-lives of 8 min and 6 h, a third of the dose in the slow phase."""
FAST, SLOW = (6.85 / 60, 8.79 / 60), (149 / 60, 792 / 60)
"""Half-lives in hours, the ends of what kim_2019 tabulates."""
FINE = np.concatenate([[0.0], np.geomspace(1e-3, 170.0, 400)])
"""Hours at which the label is followed: what comes in between two of them comes in evenly."""


def curves(logs: Floats) -> dict[str, Floats]:
    """Label in blood and in the liver at the fine times, shares of the dose; hours instead of seconds."""
    removal, go, back, share, release, excretion = (np.full((1, 1), x) for x in np.exp(logs))
    nothing = np.zeros((1, 1))
    rates = Flows(nothing, nothing, go, back, {"liver": removal * share, "others": removal * (1.0 - share)})
    found = into_vein(rates, Label(release=release[0], excretion=excretion[0]), FINE)
    return {name: found[name][0] for name in ("blood", "liver")}


def main() -> int:
    """Fit and print."""
    path = Path(os.environ.get("EXODERM_SHARED", "../shared")) / FILE
    rows = [r for r in csv.DictReader(path.read_text(encoding="utf-8").splitlines()) if r["study"] == "Choi2022"]

    def misses(logs: Floats) -> Floats:
        model = curves(logs)
        points = [
            math.log(float(np.interp(float(r["time_h"]), FINE, model[r["matrix"]])) / (float(r["value"]) / 100.0))
            for r in rows
        ]
        pull = []
        for found, (low, high) in zip(half_lives(*np.exp(logs[:3])), (FAST, SLOW), strict=True):
            # Free between the ends, and held at them fifty times as tightly as at a point of the curve.
            pull.append(50.0 * (max(math.log(found / high), 0.0) + min(math.log(found / low), 0.0)))
        return np.array([*points, *pull])

    done = least_squares(misses, START, x_scale=1.0)
    print(f"file {path.name}, sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:12]}")
    for name, value in zip(NAMES, np.exp(done.x), strict=True):
        print(f"{name} = {value:.4g}{'' if name == 'liver_share' else ' 1/hour'}")
    fast, slow = half_lives(*np.exp(done.x[:3]))
    print(f"half-lives of whole vesicles: {60 * fast:.2f} min and {60 * slow:.0f} min")
    for row, miss in zip(rows, done.fun, strict=False):
        print(
            f"{row['matrix']:6s} {row['time_h']:>5s} h  {row['value']:>5s} %  predicted / read = {math.exp(miss):.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
