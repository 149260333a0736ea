"""Tables for spreadsheets: text that a page wrote must never become a formula there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from exoderm.result import write_aside
from exoderm.show.plain import flat

_STARTS = re.compile(r"(^|[;|])(\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20\u2212])")
"""A cell, or what a program that parts cells at another sign would take for one, that begins as a formula does."""


def cell(value: object) -> str:
    """What is written for a value: numbers as they are, text on one line and with a ' before what could be a formula.

    The exact words stand in the JSON documents; a table is for looking and counting.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    text = flat(value).encode("utf-8", "ignore").decode("utf-8")
    return _STARTS.sub(r"\1\2'", text)


def write(path: Path, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    """Write a CSV file (RFC 4180, UTF-8) aside, row by row, and rename it into place."""

    def fill(aside: Path) -> None:
        with open(aside, "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, quoting=csv.QUOTE_ALL)
            table.writerow(head)
            for row in rows:
                table.writerow([cell(value) for value in row])

    return write_aside(path, fill)
