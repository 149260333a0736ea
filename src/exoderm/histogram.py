"""A measured histogram of sizes in a scenario: rows of diameter and count, or a table of them beside the file."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from exoderm.bounds import Refused
from exoderm.errors import ScenarioError
from exoderm.library import yamlfile

MOST_SIZES = 2000
Histogram = tuple[tuple[float, float], ...]
"""Rows of a measured size histogram: diameter in nm and count."""


def _checked(rows: Histogram | None) -> Histogram | None:
    """Refuse what is no histogram: a count below zero, diameters that do not rise, no vesicles at all."""
    if rows is None:
        return None
    if not 3 <= len(rows) <= MOST_SIZES:
        raise Refused(f"a size histogram has 3 to {MOST_SIZES} rows of [diameter in nm, count]", "histogram.invalid")
    for i, (diameter, count) in enumerate(rows, 1):
        if not (math.isfinite(diameter) and 10.0 <= diameter <= 1000.0):
            raise Refused(f"row {i}: a vesicle measures 10 to 1000 nm; give diameters in nm", "histogram.invalid")
        if not math.isfinite(count):
            raise Refused(f"row {i}: a count is a number", "histogram.invalid")
        if count < 0.0:
            raise Refused(
                f"row {i} counts {count:g} vesicles: nothing is counted less often than never. Where a background was "
                "subtracted, write 0 for what fell below it",
                "histogram.negative",
            )
    if any(b <= a for (a, _), (b, _) in pairwise(rows)):
        raise Refused("diameters must rise from row to row, each of them once: sort the rows", "histogram.invalid")
    if sum(count > 0.0 for _, count in rows) < 2:
        raise Refused("at least two diameters must have a count above zero", "histogram.invalid")
    return rows


Sizes = Annotated[Histogram | None, AfterValidator(_checked)]


def read_sizes(scenario: Path, name: str) -> list[tuple[float, float]]:
    """Rows of a CSV of two columns, diameter in nm and count; a first line of words is a heading.

    Raises
    ------
    ScenarioError
        For a file elsewhere than beside the scenario, and for a line that is not two numbers.
    """
    where = f"{scenario.name}, product.histogram"
    if Path(name).name != name or not name.endswith(".csv"):
        raise ScenarioError(
            f"histogram is {name!r:.60}", where=where, why="only a .csv in the scenario's own folder is read",
            action="put it there and write its name alone", code="histogram.invalid",
        )  # fmt: skip
    lines = yamlfile.read_text(scenario.parent / name, MOST_SIZES * 100, "histogram").splitlines()
    rows = []
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in re.split(r"[,;\t]", line)]
        try:
            diameter, count = map(float, cells)
        except ValueError:
            if not line.strip() or (number == 1 and not re.search(r"\d", cells[-1])):
                continue
            raise ScenarioError(
                f"line {number} is not two numbers", where=f"{where}, {name}",
                why="each line is a diameter in nm and a count, with a comma, semicolon or tab between",
                action="keep these two columns, and write decimals with a point", code="histogram.invalid",
            ) from None  # fmt: skip
        rows.append((diameter, count))
    return rows
