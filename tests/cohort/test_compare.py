"""Are scenarios compared on one person alone, and is the same never called different?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exoderm.cohort import compare
from exoderm.errors import InputError

Command = Callable[..., Any]


def row(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(r for r in document["rows"] if r["id"] == name)


def side_by_side(ran: Any, *scenarios: Any) -> dict[str, Any]:
    return compare.document(scenarios, [ran(s) for s in scenarios], compare.common(scenarios, anyway=True))


def test_a_scenario_against_itself_differs_in_nothing(plain: Any, ran: Any) -> None:
    document = side_by_side(ran, plain(), plain(name="The same under another name"))
    assert document["differ_in"] == []
    assert document["inputs_that_differ"] == []
    for each in document["rows"]:
        assert each["ratios"][1]["median"] == 1.0
        assert not each["ratios"][1]["distinguishable"]


def test_tape_stripped_skin_lets_more_in_and_only_there(plain: Any, ran: Any) -> None:
    """Direction, size and null case: the vial does not know what skin it will meet."""
    document = side_by_side(ran, plain(), plain(person={"condition": "tape_stripped"}))
    assert row(document, "stage.living_skin")["ratios"][1]["low"] > 1.0
    assert row(document, "stage.living_skin")["ratios"][1]["distinguishable"]
    assert row(document, "stage.opened")["ratios"][1]["high"] == 1.0
    assert [d["path"] for d in document["differ_in"]] == ["person.condition"]
    assert document["unlike"]


def test_the_numbers_that_differ_are_named(plain: Any, ran: Any) -> None:
    path = "route.follicle.filling"
    document = side_by_side(ran, plain(), plain(set={path: "0.2"}))
    assert [d["path"] for d in document["inputs_that_differ"]] == [path]
    assert document["differ_in"] == [{"path": f"set.{path}", "values": [None, "0.2"]}]


def test_a_cell_that_one_does_not_watch_is_null_for_it(plain: Any, ran: Any) -> None:
    document = side_by_side(ran, plain(), plain(receivers=["fibroblast"]))
    assert row(document, "copies.keratinocyte")["values"][1] is None
    assert row(document, "copies.keratinocyte")["ratios"][1] is None
    assert row(document, "copies.fibroblast")["ratios"][1]["median"] > 0.0


@pytest.mark.parametrize(
    "change",
    [{"person": {"age": 70}}, {"person": {"condition": "tape_stripped"}}, {"weeks": 0.3},
     {"dose": {"volume": "1 mL", "area": "50 cm^2"}}],
)  # fmt: skip
def test_other_people_weeks_or_areas_are_refused_unless_asked_for(plain: Any, change: dict[str, Any]) -> None:
    both = [plain(), plain(**change)]
    with pytest.raises(InputError) as refusal:
        compare.common(both)
    assert refusal.value.code == "compare.unlike"
    assert len(compare.common(both, anyway=True)) == 1


def test_the_same_area_in_other_units_is_the_same_area(plain: Any) -> None:
    assert compare.common([plain(), plain(dose={"volume": "1 mL", "area": "0.01 m^2"})]) == []


@pytest.mark.parametrize("n", [1, 9])
def test_one_or_too_many_cannot_stand_side_by_side(plain: Any, n: int) -> None:
    with pytest.raises(InputError) as refusal:
        compare.common([plain()] * n)
    assert refusal.value.code == "compare.number"


def test_the_command_refuses_prints_and_writes(tmp_path: Path, exoderm: Command) -> None:
    pair = ("serum-on-cheek", "injected-vesicles")
    small = ("--draws", "16", "--set", "weeks=0.15", "--out", tmp_path)
    said = exoderm("compare", *pair, *small)
    assert said.code == 2
    assert "compare.unlike" in said.err
    assert "--anyway" in said.err
    said = exoderm("compare", *pair, *small, "--anyway")
    assert said.code == 0, said.all
    assert "against A" in said.out
    assert "not the same skin" in said.all
    page = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
    assert "not the same skin" in page
    assert "fig-compare-ratios" in page


def test_seed_and_draws_are_those_of_the_first(tmp_path: Path, exoderm: Command) -> None:
    """A second file with a seed of its own would be other people: the first one's holds for both."""
    for name, seed in (("a", 5), ("b", 6)):
        text = f"schema: exoderm/scenario/1\nname: {name}\nseed: {seed}\ndraws: {seed}\nweeks: 0.15\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    said = exoderm("compare", tmp_path / "a.yaml", tmp_path / "b.yaml", "--out", tmp_path)
    assert said.code == 0, said.all
    assert "seed 5 for all" in said.all
    assert "the same" in said.out
