"""Do the commands keep what they promise to people and to programs?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import exoderm as package
from exoderm import scenario
from exoderm.library import shelf

Command = Callable[..., Any]

COMMANDS = ("appraise", "run", "sweep", "compare", "gaps", "find", "card", "check", "evaluate", "fit", "schema", "well")

DONOR = """\
name: A donor of my own
about: Only for this test.
terms: {species: plant, preparation: vesicles}
mechanisms:
  population:
    median_diameter: {value: 123.25 nm, grade: 1, origin: {assumed: a number that stands nowhere else}}
"""
STUDY = """\
study: human_study
title: An invented study
authors: Nobody
year: 2026
level: E5
families: [hydration]
species: plant
preparation: vesicles
route: topical_intact
who: {level: human, condition: healthy}
n: 60
controlled: true
randomised: true
blinded: true
vehicle: true
direction: favours
statement: Skin held more water than under the vehicle alone.
status: seen
as_of: "2026-01-31"
"""


def refused(said: Any, *words: str) -> None:
    assert said.code == 2, said.all
    assert "Traceback" not in said.all
    for word in words:
        assert word in said.err, said.err


@pytest.fixture
def my_cards(tmp_path: Path) -> Path:
    for kind, name, text in (("donor", "my_donor", DONOR), ("study", "my_study", STUDY)):
        (tmp_path / "my-cards" / kind).mkdir(parents=True, exist_ok=True)
        (tmp_path / "my-cards" / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "my-cards"


def test_the_version_is_the_packages(exoderm: Command) -> None:
    said = exoderm("--version")
    assert said.code == 0
    assert package.__version__ in said.out


def test_help_names_every_command(exoderm: Command) -> None:
    said = exoderm("--help")
    assert said.code == 0
    for command in COMMANDS:
        assert command in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, exoderm: Command) -> None:
    said = exoderm(command, "--help")
    assert said.code == 0
    assert len(said.out.split()) > 20


def test_a_mistyped_command_is_refused(exoderm: Command) -> None:
    refused(exoderm("apraise", "x.html"), "apraise", "appraise")


def test_a_mistyped_option_is_refused(exoderm: Command) -> None:
    refused(exoderm("run", "x.yaml", "--drwas", "3"), "--drwas", "--draws")


BROKEN = """
from exoderm import scenario
def broken(*_):
    raise ZeroDivisionError("an odd thing")
scenario.load = scenario.read = scenario.from_data = broken
from exoderm.cli import main
raise SystemExit(main())
"""


def test_a_defect_of_ours_ends_with_1_and_asks_for_a_report(tmp_path: Path, apart: Command) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("schema: exoderm/scenario/1\n", encoding="utf-8")
    said = apart("check", mine, python=BROKEN)
    assert said.code == 1
    assert "Traceback" not in said.all
    for word in ("defect", "report", "--debug"):
        assert word in said.err
    shown = apart("--debug", "check", mine, python=BROKEN)
    assert shown.code == 1
    assert "Traceback" in shown.err
    assert "an odd thing" in shown.err


# Cards


def test_the_list_of_cards_names_all_of_a_kind(exoderm: Command) -> None:
    said = exoderm("card", "--kind", "donor")
    assert said.code == 0, said.all
    for name in shelf.paths("donor"):
        assert name in said.out


def test_a_card_shows_its_numbers_and_where_they_come_from(exoderm: Command) -> None:
    said = exoderm("card", "ginger")
    assert said.code == 0, said.all
    assert "median_diameter" in said.all
    assert "nm" in said.all
    assert "kusnandar_2025" in said.all


def test_unknown_cards_and_kinds_are_answered_with_the_nearest(exoderm: Command) -> None:
    refused(exoderm("card", "gingr"), "name.unknown", "ginger")
    refused(exoderm("card", "--kind", "donors"), "name.unknown", "donor")


def test_cards_of_ones_own_stand_beside_ours(my_cards: Path, exoderm: Command) -> None:
    said = exoderm("--cards", my_cards, "card", "my_donor")
    assert said.code == 0, said.all
    assert "123.25 nm" in said.all
    assert "my_donor" in exoderm("--cards", my_cards, "card", "--kind", "donor").out
    refused(exoderm("card", "my_donor"), "name.unknown")


def test_a_faulty_card_of_ones_own_is_refused_with_its_place(my_cards: Path, exoderm: Command) -> None:
    (my_cards / "donor" / "my_donor.yaml").write_text(DONOR.replace("grade: 1", "grad: 1"), encoding="utf-8")
    refused(exoderm("--cards", my_cards, "card", "my_donor"), "key.unknown", "donor/my_donor.yaml", "grade")


def test_an_incomplete_donor_is_refused_by_the_number_that_it_lacks(
    my_cards: Path, tmp_path: Path, exoderm: Command
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("schema: exoderm/scenario/1\nproduct: {donor: my_donor}\ndraws: 4\n", encoding="utf-8")
    refused(exoderm("--cards", my_cards, "check", mine), "card.incomplete", "my_donor.yaml", "grade")


def test_a_folder_of_cards_that_is_missing_or_misnamed_is_refused(tmp_path: Path, exoderm: Command) -> None:
    refused(exoderm("--cards", tmp_path / "nowhere", "card", "--kind", "donor"), "file.missing", "nowhere")
    (tmp_path / "donrs").mkdir()
    refused(exoderm("--cards", tmp_path, "card", "--kind", "donor"), "name.unknown", "donor")


def test_a_study_of_ones_own_is_weighed(my_cards: Path, tmp_path: Path, exoderm: Command) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Ginger exosomes applied to the skin improve skin hydration in people.\n", encoding="utf-8")

    def records(*options: object) -> set[str]:
        said = exoderm(*options, "appraise", page, "--no-run", "--json")
        assert said.code == 0, said.all
        return {r["id"] for claim in json.loads(said.out)["claims"] for r in claim["records"]}

    assert "my_study" in records("--cards", my_cards)
    assert "my_study" not in records()


# Schema, check, examples


def test_the_schema_of_a_scenario_is_json_and_lists_its_fields(exoderm: Command) -> None:
    said = exoderm("schema", "scenario")
    assert said.code == 0, said.all
    schema = json.loads(said.out)
    assert {"product", "storage", "route", "dose", "person", "weeks", "draws", "seed"} <= set(schema["properties"])


@pytest.mark.parametrize("name", ["appraisal", "run"])
def test_what_json_prints_has_a_schema(name: str, exoderm: Command) -> None:
    said = exoderm("schema", name)
    assert said.code == 0, said.all
    assert json.loads(said.out)["type"] == "object"


def test_an_unknown_schema_is_answered_with_the_nearest(exoderm: Command) -> None:
    refused(exoderm("schema", "scenari"), "scenario")


@pytest.mark.parametrize("name", sorted(scenario.examples()))
def test_every_example_checks_and_runs(name: str, tmp_path: Path, exoderm: Command) -> None:
    said = exoderm("run", name, "--draws", "8", "--json", "--out", tmp_path)
    assert said.code == 0, said.all
    document = json.loads(said.out)
    assert document["draws"] == 8
    assert document["failed"] in (0, [])
    assert document["ledger"]["residual_of_dose"] <= 1e-12


def test_there_are_four_examples() -> None:
    assert len(scenario.examples()) >= 4


def test_check_lists_what_was_left_out(tmp_path: Path, exoderm: Command) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("schema: exoderm/scenario/1\nname: Nothing is said\n", encoding="utf-8")
    said = exoderm("check", mine)
    assert said.code == 0, said.all
    for left_out in ("product.concentration", "undeclared", "person.age"):
        assert left_out in said.all


# Evaluate

LINES = [
    {"text": "Exosomes smooth wrinkles.", "lang": "en", "doc_id": "a", "is_claim": True, "claim_type": "efficacy",
     "hype": False, "certainty": "asserted", "population": "none", "verdict": "unproven"},
    {"text": "Read more below.", "lang": "en", "doc_id": "a", "is_claim": False, "claim_type": None,
     "hype": False, "certainty": None, "population": "none", "verdict": None},
]  # fmt: skip


def test_evaluate_prints_figures_with_intervals(tmp_path: Path, exoderm: Command) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)) + "\n", encoding="utf-8")
    said = exoderm("evaluate", path, "--json")
    assert said.code == 0, said.all
    document = json.loads(said.out)
    assert document["n"] == 2
    assert {"is_claim", "claim_type", "hype", "certainty", "population", "verdict"} <= set(document)


@pytest.mark.parametrize(
    ("content", "words"),
    [("", ["empty"]), ('{"text": "a"\n', ["line 1"]), ('{"text": 7}\n', ["line 1", "text"]), ("[]\n", ["line 1"])],
)
def test_a_faulty_line_is_refused_by_its_number(
    content: str, words: list[str], tmp_path: Path, exoderm: Command
) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(content, encoding="utf-8")
    refused(exoderm("evaluate", path, "--json"), *words)


# The demonstration


def test_the_demonstration_judges_runs_and_names_its_report(tmp_path: Path, exoderm: Command) -> None:
    said = exoderm("appraise", "--example", "glow-serum", "--out", tmp_path)
    assert said.code == 0, said.all
    reports = list(tmp_path.glob("*.html"))
    assert len(reports) == 1
    assert reports[0].name in said.all
    text = reports[0].read_text(encoding="utf-8")
    assert len(text) < 1_000_000
    assert "<script" not in text
    assert "http://" not in text.replace("http://www.w3.org/", "")


def test_an_unknown_example_is_answered_with_the_nearest(exoderm: Command) -> None:
    refused(exoderm("appraise", "--example", "glow-serm", "--no-run"), "name.unknown", "glow-serum")
