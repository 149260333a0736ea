"""Several scenarios side by side on the same person and axes (document exoderm/compare/1)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import __version__, units
from exoderm.cohort import readouts
from exoderm.cohort.paired import ratio
from exoderm.cohort.readouts import STAGES
from exoderm.errors import InputError
from exoderm.result import Result
from exoderm.scenario import Person, Scenario

SCHEMA = "exoderm/compare/1"
MOST = 8
LETTERS = "ABCDEFGH"


def common(scenarios: Sequence[Scenario], anyway: bool = False) -> list[str]:
    """What keeps scenarios from being compared: persons, weeks, areas and times of reading that differ, in words.

    Raises
    ------
    InputError
        If something does and ``anyway`` is not said, or if fewer than two or more than eight are given.
    """
    if not 2 <= len(scenarios) <= MOST:
        raise InputError(
            f"{len(scenarios)} scenario(s)", where="compare", why=f"two to {MOST} can stand side by side",
            action="name them one after the other", code="compare.number",
        )  # fmt: skip
    asked = {
        **{f"person.{f}": [str(getattr(s.person, f)) for s in scenarios] for f in Person.model_fields},
        "weeks": [f"{s.weeks:g}" for s in scenarios],
        "dose.area": [units.write(units.read(s.dose.area, "cm^2"), "cm^2", "cm^2", 6) for s in scenarios],
    }
    differ = [f"{path}: {', '.join(dict.fromkeys(said))}" for path, said in asked.items() if len(set(said)) > 1]
    if differ and not anyway:
        raise InputError(
            f"the scenarios are not about the same skin ({'; '.join(differ)})", where="compare", code="compare.unlike",
            why="only on the same person, area and weeks is a difference one of what was done",
            action="make them agree, or say --anyway",
        )  # fmt: skip
    return differ


def document(scenarios: Sequence[Scenario], results: Sequence[Result], differ: Sequence[str]) -> dict[str, Any]:
    """The scenarios side by side: each stage and each cell with its interval, and paired ratios to the first."""
    found = [readouts.readouts(r) for r in results]
    ids = list(dict.fromkeys(i for each in found for i in each))
    rows = []
    for name in ids:
        some = next(each[name] for each in found if name in each)
        if name == "whole_at_use":
            continue
        rows.append(
            {
                **readouts.said(some), "label": _label(name, some.label),
                "values": [readouts.interval(each[name].draws) if name in each else None for each in found],
                "ratios": [
                    None if i == 0 or name not in each or name not in found[0]
                    else ratio(each[name].draws, found[0][name].draws)
                    for i, each in enumerate(found)
                ],
            }
        )  # fmt: skip
    rows.sort(key=lambda row: (row["id"] == "living_skin") + 2 * str(row["id"]).startswith("copies."))
    differences = _differences(results)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "digest": hashlib.sha256("\n".join(r.document["digest"] for r in results).encode()).hexdigest()[:12],
        "seed": scenarios[0].seed,
        "draws": scenarios[0].draws,
        "scenarios": [
            {
                "letter": LETTERS[i], "name": s.name, "about": s.about, "digest": r.document["digest"],
                "when": r.document["when"], "failed": r.document["failed"], "seconds": r.document["seconds"],
                "data": s.text(),
            }
            for i, (s, r) in enumerate(zip(scenarios, results, strict=True))
        ],
        "differ_in": _fields(scenarios),
        "rows": rows,
        "inputs_that_differ": differences,
        "unlike": list(differ),
        "notes": _notes(results, differ, differences),
        "files": [],
    }  # fmt: skip


def _label(name: str, label: str) -> str:
    if name == "living_skin":
        return "in living skin, as a share of the dose as counted"
    return STAGES.get(name.removeprefix("stage."), label)


def _fields(scenarios: Sequence[Scenario]) -> list[dict[str, Any]]:
    """Fields of the scenarios that are not alike, with what each says."""

    def walk(value: Any, path: str) -> dict[str, str]:
        if isinstance(value, Mapping):
            return {k: v for key, inner in value.items() for k, v in walk(inner, f"{path}.{key}".strip(".")).items()}
        if isinstance(value, list) and any(isinstance(v, Mapping) for v in value):
            return {k: v for i, inner in enumerate(value) for k, v in walk(inner, f"{path}.{i}").items()}
        return {path: ", ".join(map(str, value)) if isinstance(value, list) else str(value)}

    flat = [walk({k: v for k, v in s.text().items() if k not in ("name", "about", "schema")}, "") for s in scenarios]
    paths = list(dict.fromkeys(p for each in flat for p in each))
    return [
        {"path": p, "values": [each.get(p) for each in flat]} for p in paths if len({each.get(p) for each in flat}) > 1
    ]


def _differences(results: Sequence[Result]) -> list[dict[str, Any]]:
    """Numbers of the plans that are not alike: path, meaning, and what stands for it in each."""
    tables = [{i["path"]: i for i in r.document["inputs"] if not i["default"]} for r in results]
    paths = list(dict.fromkeys(p for each in tables for p in each))
    return [
        {
            "path": p, "label": next(t[p]["label"] for t in tables if p in t),
            "values": [t[p]["text"] if p in t else None for t in tables],
        }
        for p in paths
        if len({t[p]["text"] if p in t else None for t in tables}) > 1
    ]  # fmt: skip


def _notes(results: Sequence[Result], differ: Sequence[str], differences: Sequence[Mapping[str, Any]]) -> list[str]:
    notes = []
    if differ:
        notes.append(f"These are not the same skin ({'; '.join(differ)}): a difference may be one of persons, weeks or areas.")  # fmt: skip # noqa: E501
    whens = list(dict.fromkeys(str(r.document["when"]) for r in results))
    if len(whens) > 1:
        notes.append(f"They are read at different times ({'; '.join(whens)}): a single dose after a day, a course at its end.")  # fmt: skip # noqa: E501
    shared = sum(all(v is not None for v in d["values"]) for d in differences)
    if shared:
        notes.append(
            f"{shared} numbers come from other cards or settings in the others. Draw by draw they stand at the same "
            "place of their own ranges, so that what is unknown of both alike does not blur the comparison; where two "
            "such unknowns have nothing to do with each other, the interval of the ratio is too narrow."
        )
    return notes
