"""One path of a scenario over several values, the same people each time (document exoderm/sweep/1)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exoderm import __version__
from exoderm.cohort import readouts
from exoderm.cohort.paired import ratio
from exoderm.cohort.readouts import Readout
from exoderm.errors import ExodermError, InputError, unknown
from exoderm.result import Result
from exoderm.scenario import Scenario

SCHEMA = "exoderm/sweep/1"
MOST_VALUES = 40
FIXED = ("schema", "name", "about", "seed", "draws", "arms")
"""Fields over which nothing is swept: without them the people would not be the same, or nothing would change."""


@dataclass(frozen=True)
class Over:
    """A path and the values that it takes, as text."""

    path: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """One value with what came of it: a result, a refusal, or neither where it was not reached."""

    value: str
    result: Result | None = None
    refused: ExodermError | None = None


def over(text: str) -> Over:
    """Read ``PATH=V1,V2,...``.

    Raises
    ------
    InputError
        For a form that is not this, a value that stands twice, or a path that cannot be swept.
    """
    path, equals, rest = text.partition("=")
    values = tuple(v.strip() for v in rest.split(","))
    where, write = f"--over {text[:60]}", "write for example --over dose.volume='0.5 mL,1 mL,2 mL'"
    if not equals or not path.strip() or not all(values):
        raise InputError("this is not PATH=V1,V2,...", where=where, action=write, code="sweep.form")
    if len(set(values)) != len(values) or not 2 <= len(values) <= MOST_VALUES:
        raise InputError(
            f"{len(set(values))} different of {len(values)} values", where=where, action=write, code="sweep.form",
            why=f"two to {MOST_VALUES} values, each once, can be held against each other",
        )  # fmt: skip
    if path.strip().split(".")[0] in FIXED:
        raise InputError(
            f"'{path.strip()}' is not swept", where=where, code="sweep.path",
            why="all values are run on the same people, with the same seed and draws",
            action="choose what acts on the vesicles, such as route.card, person.condition or dose.volume",
        )  # fmt: skip
    return Over(path.strip(), values)


def document(scenario: Scenario, swept: Over, points: Sequence[Point], wanted: Sequence[str] = ()) -> dict[str, Any]:
    """The sweep as a document: a table of readouts by value, each also paired with the first value that ran.

    Raises
    ------
    UnknownName
        If a wanted readout is none of those that the runs have.
    """
    ran = [(p, readouts.readouts(p.result)) for p in points if p.result is not None]
    known: dict[str, Readout] = {}
    for _, found in ran:
        known = {**found, **known}
    for name in wanted:
        if ran and name not in known:
            raise unknown("readout", name, known, where="--readout")
    chosen = [r for r in known.values() if (r.id in wanted if wanted else not r.id.startswith("stage."))]
    first = ran[0] if ran else None
    whens = sorted({str(p.result.document["when"]) for p, _ in ran if p.result is not None})
    return {
        "schema": SCHEMA,
        "version": __version__,
        "scenario": {"name": scenario.name, "about": scenario.about, "data": scenario.text()},
        "digest": digest(scenario, swept),
        "seed": scenario.seed,
        "draws": scenario.draws,
        "over": {"path": swept.path, "values": list(swept.values)},
        "against": first[0].value if first else None,
        "readouts": [readouts.said(r) for r in chosen],
        "points": [_point(p, swept, chosen, first) for p in points],
        "notes": _notes(whens),
        "files": [],
    }


def digest(scenario: Scenario, swept: Over) -> str:
    """Twelve hexadecimal digits of scenario, path and values."""
    text = "\n".join((scenario.digest(), swept.path, *swept.values))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _point(
    point: Point, swept: Over, chosen: Sequence[Readout], first: tuple[Point, Mapping[str, Readout]] | None
) -> dict[str, Any]:
    status = "refused" if point.refused else "done" if point.result else "not_reached"
    out: dict[str, Any] = {
        "value": point.value, "status": status,
        "reason": point.refused.sentence() if point.refused else "" if point.result else "stopped before it was run",
        "code": point.refused.code if point.refused else None,
        "digest": None, "failed": None, "seconds": None, "readouts": {},
    }  # fmt: skip
    if point.result is None:
        return out
    found, run = readouts.readouts(point.result), point.result.document
    shown: dict[str, Any] = {}
    for each in chosen:
        if each.id not in found:
            continue
        draws = found[each.id].draws
        paired = ratio(draws, first[1][each.id].draws) if first and each.id in first[1] else None
        shown[each.id] = {**readouts.interval(draws), "against_first": paired}
    return {**out, "digest": run["digest"], "failed": run["failed"], "seconds": run["seconds"], "readouts": shown}


def _notes(whens: Sequence[str]) -> list[str]:
    notes = ["All values were run on the same people: the same seed gives each number the same draw in every run."]
    if len(whens) > 1:
        notes.append(f"The runs are read at different times ({'; '.join(whens)}): a single dose after a day, a course at its end.")  # fmt: skip # noqa: E501
    return notes
