"""A stability table: time, temperature and count, with units, read with suspicion.

Columns stand in any order; ``time_day``, ``time [week]`` and ``time`` with a unit in each cell are all understood, and
``date`` may stand for a time. What a fit cannot take as one product measured in one way is refused whole: half a table
would give a whole wrong number.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from exoderm import units
from exoderm.errors import InputError, UnitError, nearest
from exoderm.journey.parameter import Floats
from exoderm.library.yamlfile import read_text

LARGEST = 2_000_000
"""bytes"""
MOST_ROWS = 5_000
MOST_TEMPERATURES = 24
LONGEST_WORD = 60
MEASURED = {"time": "day", "date": "", "temperature": "degC", "count": "particle/mL", "sd": "particle/mL"}
"""Columns with a quantity and the unit in which it is held."""
FACTS = ("ph", "container", "carrier", "method", "mode", "batch")
"""Columns that must say the same in every row: a fit is of one product, measured in one way."""
COLUMNS = (*MEASURED, "replicate", *FACTS)
EXAMPLE = "time_day,temperature_c,count_per_ml"
_TIMES = {
    "s": "s", "sec": "s", "second": "s", "min": "minute", "minute": "minute", "h": "hour", "hr": "hour", "hour": "hour",
    "d": "day", "day": "day", "wk": "week", "week": "week", "month": "month", "year": "year",
}  # fmt: skip
_TEMPERATURES = {"c": "degC", "degc": "degC", "°c": "degC", "celsius": "degC", "k": "K", "kelvin": "K"}
_VOLUMES = {"ml": "mL", "ul": "uL", "µl": "uL", "l": "L", "nl": "nL", "m3": "m^3", "m^3": "m^3", "cm3": "cm^3"}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_COUNTED = re.compile(r"(?:(?:1|#|particles?|vesicles?|evs?|counts?)?\s*/|(?:particles?_)?per[_ ])\s*([a-zµ]+\^?3?)")


@dataclass(frozen=True)
class Table:
    """Counts of one product, in rising time for each temperature and replicate."""

    name: str
    days: Floats
    celsius: Floats
    count: Floats
    """particle/mL"""
    sd: Floats
    """Standard deviation of each count, particle/mL; nought where none is given."""
    facts: Mapping[str, str]
    """What holds for the whole table, such as container and pH, as far as it says."""
    unused: tuple[str, ...]
    """Columns that no fit reads."""


def read(path: Path) -> Table:
    """Read a comma-separated table of a laboratory.

    Raises
    ------
    InputError, UnitError, FileProblem
        With line and column, for whatever makes the table unfit to be fitted; see the codes ``table.*``.
    """
    where, text = path.name, read_text(path, LARGEST, "stability table")
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise _invalid(f"not readable as a table ({error})", where, "", "save it as CSV, UTF-8") from None
    places, held = _header(lines[0], where)
    rows = [(n, row) for n, row in enumerate(lines[1:], 2) if any(cell.strip() for cell in row)]
    if not rows:
        raise _invalid("this table has no rows", where, "a line per count is needed", "add them under the header")
    if len(rows) > MOST_ROWS:
        raise InputError(
            f"{len(rows)} rows", where=where, why=f"a stability table may hold {MOST_ROWS}", code="file.large",
            action="give one product at a time, or means of replicates with their sd",
        )  # fmt: skip
    for n, row in rows:
        if len(row) != len(lines[0]) and any(cell.strip() for cell in row[len(lines[0]) :]):
            raise _invalid(
                f"{len(row)} cells under {len(lines[0])} columns", f"{where}, line {n}",
                "a decimal comma makes two cells of one", "write numbers with points, and quote names with commas",
            )  # fmt: skip
    cells = {
        key: [(f"{where}, line {n}, {lines[0][at].strip()}", row[at].strip() if at < len(row) else "")
              for n, row in rows]
        for key, at in places.items()
    }  # fmt: skip
    found: dict[str, Floats] = {key: np.array([_number(text, place, held[key], key) for place, text in cells[key]])
             for key in ("temperature", "count", "sd") if key in cells}  # fmt: skip
    found["time"] = (
        _dates(cells["date"]) if "date" in cells
        else np.array([_number(text, place, held["time"], "time") for place, text in cells["time"]])
    )  # fmt: skip
    _possible(found, cells)
    replicate = [text for _, text in cells.get("replicate", [("", "")] * len(rows))]
    _in_order(found, replicate, [n for n, _ in rows], where)
    _enough(found, where)
    return Table(
        name=where[:LONGEST_WORD], days=found["time"], celsius=found["temperature"], count=found["count"],
        sd=found.get("sd", np.zeros(len(rows))), facts=_facts(cells, where),
        unused=tuple(cell.strip()[:LONGEST_WORD] for at, cell in enumerate(lines[0])
                     if cell.strip() and at not in places.values()),
    )  # fmt: skip


def _header(header: list[str], where: str) -> tuple[dict[str, int], dict[str, str]]:
    """Where each known column stands, and in which unit it is written ("" where its cells say so)."""
    if len(header) == 1 and re.search("[;\t]", header[0]):
        raise _invalid(
            "the header is one long cell", where, "the columns must be separated by commas",
            f"save it again as comma-separated, with decimal points; the first line is then {EXAMPLE}",
        )  # fmt: skip
    places: dict[str, int] = {}
    held: dict[str, str] = {}
    for at, cell in enumerate(header):
        key, unit = _column(cell.strip())
        if key is None:
            continue
        if key in places:
            raise _invalid(f"the column '{key}' stands twice", where, "one of them must go", "rename or remove one")
        places[key] = at
        held[key] = _unit(key, unit, f"{where}, line 1, {cell.strip()[:LONGEST_WORD]}") if unit else ""
    if "time" in places and "date" in places:
        raise _invalid("both 'time' and 'date' are there", where, "one of them is the clock", "remove one")
    missing = [
        k for k in ("time", "temperature", "count") if k not in places and not (k == "time" and "date" in places)
    ]
    if missing:
        there = [cell.strip() for cell in header if cell.strip()]
        why = f"found: {', '.join(there)[:200] or 'nothing'}"
        if close := [hit for key in missing for hit in nearest(key, [c for c in there if _column(c)[0] is None], 1)]:
            why += f"; rename '{close[0][:LONGEST_WORD]}'?"
        raise _invalid(
            f"no column '{missing[0]}'" if len(missing) == 1 else "no columns " + ", ".join(f"'{m}'" for m in missing),
            where, why, f"the first line must name them with units, such as {EXAMPLE}",
        )  # fmt: skip
    if "sd" in held:
        held["sd"] = held["sd"] or held["count"]
    return places, held


def _column(cell: str) -> tuple[str | None, str]:
    """The column that a heading names, and its unit as written."""
    flat = cell.lower()
    bracket = re.fullmatch(r"([a-z]+)[\s_]*[\[(]([^\])]*)[\])]", flat)
    name, unit = bracket.groups() if bracket else (flat, "")
    if not bracket:
        for known in COLUMNS:
            if flat.startswith((f"{known}_", f"{known} ")):
                name, unit = known, flat[len(known) + 1 :].strip()
    return (name, unit) if name in COLUMNS else (None, "")


def _unit(key: str, said: str, where: str) -> str:
    """The unit of a heading in our spelling."""
    flat = said.strip().lower()
    found: str | None = None
    if key == "time":
        found = _TIMES.get(flat) or _TIMES.get(flat.removesuffix("s"))
    elif key == "temperature":
        found = _TEMPERATURES.get(flat)
    elif key in ("count", "sd") and (match := _COUNTED.fullmatch(flat)):
        volume = _VOLUMES.get(match.group(1))
        found = f"particle/{volume}" if volume else None
    elif key not in MEASURED or key == "date":
        return ""
    if found is None:
        raise UnitError(
            f"the unit '{said[:LONGEST_WORD]}' is unknown", where=where,
            why=f"a column '{key}' is needed in such a unit as {MEASURED[key]}",
            action=f"name the columns as in {EXAMPLE}",
        )  # fmt: skip
    return found


def _number(text: str, where: str, unit: str, key: str) -> float:
    """One cell in the unit in which its column is held."""
    if not text:
        raise _invalid("this cell is empty", where, "a row is one whole count", "fill it in, or take the row out")
    plain = _NUMBER.fullmatch(text) if text.isascii() else None
    if unit and plain is None:
        raise _invalid(
            f"'{text[:LONGEST_WORD]}' is not a number", where, f"the column is in {unit}",
            "write it as 1.5 or 2.1e10; what lies below the limit of detection cannot be fitted",
        )  # fmt: skip
    if plain is not None and not unit:
        raise InputError(
            f"'{text[:LONGEST_WORD]}' has no unit", where=where, why=f"neither has the column's name; {MEASURED[key]} "
            "may be meant, or not", action=f"name the columns with units, such as {EXAMPLE}", code="unit.missing",
        )  # fmt: skip
    try:
        return units.convert(float(text), unit, MEASURED[key]) if unit else units.read(text, MEASURED[key])
    except UnitError as error:
        raise UnitError(error.found, where=where, why=error.why, action=error.action) from None


def _dates(cells: list[tuple[str, str]]) -> Floats:
    """Days since the first date."""
    found = []
    for place, text in cells:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise _invalid(
                f"'{text[:LONGEST_WORD]}' is not a date", place, "day and month change places between countries",
                "write dates as 2026-11-28",
            ) from None  # fmt: skip
        found.append(moment.replace(tzinfo=None))
    first = min(found)
    return np.array([(moment - first).total_seconds() / 86400.0 for moment in found])


def _possible(found: Mapping[str, Floats], cells: Mapping[str, list[tuple[str, str]]]) -> None:
    """Refuse the first number that nothing can have."""
    sound = {
        "count": (1e-300, 1e20, "a count lies above nought", "take the row out where nothing was counted"),
        "sd": (0.0, 1e20, "a standard deviation is not negative", "mend it, or leave the column out"),
        "time": (0.0, 7320.0, "a time lies between nought and 20 years", "check the unit"),
        "temperature": (0.0, 80.0, "a liquid or a cake is followed here between 0 and 80 degC",
                        "leave frozen samples out: freezing breaks vesicles in another way; check the unit"),
    }  # fmt: skip
    for key, (low, high, why, action) in sound.items():
        if key not in found:
            continue
        bad = np.flatnonzero(~((found[key] >= low) & (found[key] <= high)))
        if bad.size:
            place, text = cells["date" if key == "time" and "date" in cells else key][int(bad[0])]
            raise InputError(f"'{text[:LONGEST_WORD]}'", where=place, why=why, action=action, code="value.range")
    if "sd" in found and (bad := np.flatnonzero(found["sd"] > 2.0 * found["count"])).size:
        place, text = cells["sd"][int(bad[0])]
        raise InputError(
            f"a standard deviation of {text[:LONGEST_WORD]}", where=place, why="it is more than twice its count",
            action="check its unit, or take the row out", code="value.range",
        )  # fmt: skip


def _in_order(found: Mapping[str, Floats], replicate: list[str], numbers: list[int], where: str) -> None:
    """Times must not fall within one temperature and replicate: a date that does is most often a typing error."""
    last: dict[tuple[float, str], tuple[float, int]] = {}
    for time, warm, name, n in zip(found["time"], found["temperature"], replicate, numbers, strict=True):
        before, at = last.get((warm, name), (-math.inf, 0))
        if time < before:
            raise InputError(
                f"day {time:g} comes after day {before:g} of line {at}", where=f"{where}, line {n}",
                why=f"times must rise within one temperature ({warm:g} degC) and one replicate",
                action="mend the date, sort the rows, or name the series in a column 'replicate'", code="table.order",
            )  # fmt: skip
        last[warm, name] = (time, n)


def _enough(found: Mapping[str, Floats], where: str) -> None:
    """Refuse what cannot tell a rate, or a rate but not how it changes with warmth."""
    times = np.unique(found["time"])
    if times.size < 3:
        raise InputError(
            f"{times.size} different time{'s' if times.size > 1 else ''}", where=where, code="table.times",
            why="three at least are needed to tell a loss from the scatter of counts",
            action="count again later, at the same temperatures",
        )  # fmt: skip
    if np.unique(found["temperature"]).size > MOST_TEMPERATURES:
        raise InputError(
            f"{np.unique(found['temperature']).size} different temperatures", where=where, code="table.temperatures",
            why=f"at most {MOST_TEMPERATURES} are told apart",
            action="give the temperature of the cabinet, not each reading of it",
        )  # fmt: skip
    warm = np.unique(found["temperature"][found["time"] > times[0]])
    if warm.size < 2:
        raise InputError(
            f"one temperature only ({warm[0]:g} degC)", where=where, code="table.temperatures",
            why="how the loss changes with temperature (the activation energy) cannot be told from one, and without it "
            "the rate holds nowhere else",
            action="keep some of the batch at a second temperature, ten degrees or more away, and count that too",
        )  # fmt: skip
    if np.ptp(warm) < 5.0:
        raise InputError(
            f"temperatures from {warm[0]:g} to {warm[-1]:g} degC", where=where, code="table.temperatures",
            why="less than five degrees apart they are one temperature to an activation energy",
            action="keep some of the batch at a second temperature, ten degrees or more away, and count that too",
        )  # fmt: skip


def _facts(cells: Mapping[str, list[tuple[str, str]]], where: str) -> dict[str, str]:
    """What the whole table shares; a column that says two things is refused."""
    out: dict[str, str] = {}
    for key in FACTS:
        said = [text for _, text in cells.get(key, []) if text]
        if not said:
            continue
        different = list(dict.fromkeys(text.casefold() for text in said))
        if len(different) > 1 or len(said) < len(cells[key]):
            shown = ", ".join(different[:3])[:LONGEST_WORD] + ("" if len(said) == len(cells[key]) else ", and blank")
            raise InputError(
                f"{key} is not the same in every row ({shown})", where=where, code="table.mixed",
                why="a fit is of one product measured in one way; two of them make a curve that neither follows",
                action=f"split the table by {key} and fit each part",
            )  # fmt: skip
        out[key] = said[0][:LONGEST_WORD]
    if "ph" in out and not (_NUMBER.fullmatch(out["ph"]) and 0.0 <= float(out["ph"]) <= 14.0):
        raise InputError(f"a pH of '{out['ph']}'", where=where, why="a pH lies between 0 and 14", code="value.range")
    return out


def _invalid(found: str, where: str, why: str, action: str) -> InputError:
    return InputError(found, where=where, why=why, action=action, code="table.invalid")
