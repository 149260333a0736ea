"""Does every card load, and does every number on it have an origin that exists?"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exoderm import scenario
from exoderm.evidence import study
from exoderm.library import shelf, yamlfile
from exoderm.library.card import JOURNEY_KINDS, Card
from exoderm.library.value import Value

SOURCE = Path(shelf.__file__).parents[1]
TABLES = {
    "annex",
    "appraisal",
    "claim",
    "cue",
    "german",
    "denial",
    "example",
    "idea",
    "inci",
    "label",
    "predicate",
    "schema",
    "verdict",
    "words",
}
"""Kinds whose files are settings, pages or schemas that one module reads by itself, each with tests of its own."""


def models() -> dict[str, type[Any]]:
    """The record that reads each kind, found where code says ``shelf.load("kind", Model)`` or ``shelf.find(...)``."""
    found: dict[str, type[Any]] = dict.fromkeys(JOURNEY_KINDS, Card)
    found["scenario"] = scenario.Scenario
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="load" | "find"), args=[ast.Constant(value=str(kind)), *rest]):
                    module = importlib.import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
                    for arg in rest:
                        model = getattr(module, arg.id, None) if isinstance(arg, ast.Name) else None
                        if isinstance(model, type):
                            found.setdefault(kind, model)
    return found


def every_file() -> list[Path]:
    return sorted(shelf.own().rglob("*.yaml"))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", every_file(), ids=name_of)
def test_every_file_is_plain_yaml_in_the_folder_of_its_kind(path: Path) -> None:
    assert path.parent.parent == shelf.own()
    assert isinstance(yamlfile.read(path), dict)
    assert path.stem == path.stem.lower()


@pytest.mark.parametrize("kind", list(shelf.kinds()))
def test_every_card_of_a_kind_loads_as_its_record(kind: str) -> None:
    if kind in TABLES:
        pytest.skip(f"'{kind}' is read by one module, with tests of its own")
    known = models()
    assert kind in known, f"no record reads cards of kind '{kind}'"
    paths = shelf.paths(kind)
    assert paths, f"the folder '{kind}' is empty"
    for path in paths.values():
        shelf.read_record(path, known[kind])


def every_value() -> Iterator[tuple[str, Value]]:
    for kind in JOURNEY_KINDS:
        for card in shelf.load(kind, Card).values() if kind in shelf.kinds() else ():
            for mechanism, parameter, value in card.values():
                yield f"{kind}/{card.id}: {mechanism}.{parameter}", value


def test_every_measured_number_names_a_study_and_a_finding_that_we_hold() -> None:
    studies, lost = study.load(), []
    for where, value in every_value():
        origin = value.origin
        if origin.study and origin.study not in studies:
            lost.append(f"{where}: there is no study card '{origin.study}'")
        elif origin.study and origin.finding and origin.finding not in studies[origin.study].findings:
            known = ", ".join(studies[origin.study].findings) or "none"
            lost.append(f"{where}: {origin.study} has no finding '{origin.finding}', only: {known}")
    assert not lost, "\n".join(lost)


def test_every_assumption_says_why_and_has_a_range_or_says_that_it_is_fixed() -> None:
    for where, value in every_value():
        if value.origin.assumed:
            assert len(value.origin.assumed.split()) >= 3, f"{where} is assumed without a reason"


@pytest.mark.parametrize("name", sorted(scenario.examples()))
def test_every_example_scenario_reads(name: str) -> None:
    assert scenario.load(name).text()["schema"] == scenario.SCHEMA
