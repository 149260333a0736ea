"""Does a particle's size foretell how organs share it? Score a line in log diameter beside the mean of other sizes.

    EXODERM_SHARED=../shared python scripts/score_organs.py [--write]

Reads ``reference/data/np_gold_size_route`` (gold in rats, organ by organ, by route and hour) and ``np_tumour_pk``
(share of a dose that a tumour of a mouse holds a day after it, some hundred particles). Each size is left out in turn.
The first is scored for all sizes and for those from 5 nm on, the second from study to study. ``--write`` stores the
scores beside this script, for the page docs/stage/body.md and its test.
"""

from __future__ import annotations

import csv
import os
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from exoderm.journey.body.split import Score, leave_one_out

Floats = NDArray[np.float64]
STORED = Path(__file__).with_name("organ_split.yaml")
ORGANS = ("cL", "cS", "cLu", "cK", "cGI", "cRt")
"""Liver, spleen, lung, kidney, gut, rest: what blood still holds and what was excreted are left out."""


def gold(path: Path) -> dict[str, Score]:
    """Scores by route, hour and smallest size."""
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    found = {}
    for route in sorted({row["Route"] for row in rows}):
        for hour in sorted({float(row["Time"]) for row in rows if row["Route"] == route}):
            these = [row for row in rows if row["Route"] == route and float(row["Time"]) == hour]
            size = np.array([float(row["Size"].split()[0]) for row in these])
            share = np.array([[float(row[organ]) for organ in ORGANS] for row in these])
            share /= share.sum(axis=1, keepdims=True)
            for least in (1.0, 5.0):
                kept = size >= least
                if kept.sum() >= 4:
                    found[f"gold {route} {hour:g} h, from {least:g} nm"] = leave_one_out(size[kept], share[kept])
    return found


def tumours(path: Path) -> Score:
    """Score of the share in a tumour and of the rest of the body, study by study."""
    rows = [r for r in csv.DictReader(path.read_text(encoding="utf-8").splitlines()) if r["HD"] and r["DE24"]]
    size = np.array([float(row["HD"]) for row in rows])
    share = np.clip(np.array([float(row["DE24"]) for row in rows]) / 100.0, 0.0, 1.0)
    return leave_one_out(size, np.stack([share, 1.0 - share], axis=1))


def scores(shared: Path) -> dict[str, dict[str, float | int]]:
    """All scores as plain data."""
    data = shared / "reference" / "data"
    found = gold(data / "np_gold_size_route" / "xdata.csv")
    found["tumour 24 h"] = tumours(data / "np_tumour_pk" / "studies.csv")
    return {name: {k: round(v, 6) for k, v in asdict(score).items()} for name, score in found.items()}


def main() -> int:
    """Print, and store where asked."""
    found = scores(Path(os.environ.get("EXODERM_SHARED", "../shared")))
    for name, score in found.items():
        errors = {kind: score[kind] for kind in ("regression", "mean", "middle")}
        said = "  ".join(f"{kind} {error:.4f}" for kind, error in errors.items())
        print(f"{name:30s} {score['sizes']:4d} sizes  {said}  least: {min(errors, key=lambda k: errors[k])}")
    if "--write" in sys.argv:
        head = "# Mean absolute error of shares, each size left out in turn. Written by score_organs.py --write.\n"
        STORED.write_text(head + yaml.safe_dump(found, sort_keys=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
