"""Data sets of many measurements, scored whole. A module holds one data set and one function ``score(folder, how)``.

The folder is the one that holds the data sets (``--data DIR``). Each figure has a rival beside it. A data set that the
model can't speak to has a card without a module, and says why.
"""

from __future__ import annotations

import csv
import importlib
import math
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from exoderm.errors import FileProblem, InputError, unknown
from exoderm.library.yamlfile import read_text
from exoderm.qualify.experiments import Run

LARGEST = 20_000_000
NINE_IN_TEN = 0.9
"""What an interval should cover."""


@dataclass(frozen=True)
class Figure:
    """One figure of a score: the model's and its rival's, in one unit."""

    model: float
    naive: float


Score = Mapping[str, Figure]
Scorer = Callable[[Path, Run], Score]


def find(name: str, where: str = "") -> Scorer:
    """The scorer of a name; unknown names are refused with the nearest."""
    known = [info.name for info in pkgutil.iter_modules(__path__)]
    if name not in known:
        raise unknown("scorer of data", name, known, where=where)
    found: Scorer = importlib.import_module(f"{__name__}.{name}").score
    return found


def table(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a table with a first line of names; a missing file or column is refused by name."""
    lines = read_text(path, LARGEST, "table of measurements").splitlines()
    rows = list(csv.DictReader(lines))
    lost = [name for name in columns if rows and rows[0].get(name) is None]
    if lost or not rows:
        raise FileProblem(
            f"no column '{lost[0]}'" if lost else "no rows", where=path.name, code="data.invalid",
            why="the data set is read by its column names", action="restore the file as it was published",
        )  # fmt: skip
    return rows


def number(row: Mapping[str, str], column: str, where: str) -> float:
    """A cell as a finite number."""
    try:
        found = float(row[column] or "")
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise InputError(
            f"'{row[column]}' in column '{column}' is no number", where=where, code="data.invalid",
            why="measurements are numbers", action="restore the file as it was published",
        )  # fmt: skip
    return found
