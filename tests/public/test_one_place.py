"""Is what the library and the command both need decided in one place, so that they can't part?"""

from __future__ import annotations

from pathlib import Path

import pytest

from exoderm import scenario
from exoderm.cli import settings
from exoderm.errors import PageError, UnknownName
from exoderm.page import decode


def both(name: str) -> list[scenario.Scenario]:
    return [scenario.load(name), settings.load(name, None, None, [])]


def test_an_example_is_the_same_scenario_by_both_ways() -> None:
    for name in scenario.examples():
        one, other = both(name)
        assert one == other


def test_a_file_that_bears_an_example_s_name_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "serum-on-cheek"
    mine.write_text("schema: exoderm/scenario/1\nname: Mine\n", encoding="utf-8")
    assert {s.name for s in both("serum-on-cheek")} == {"Mine"}


def test_what_is_neither_is_refused_alike() -> None:
    said = set()
    for load in (scenario.load, lambda name: settings.load(name, None, None, [])):
        with pytest.raises(UnknownName) as refusal:
            load("serum-on-cheeks")
        said.add(refusal.value.sentence())
    assert len(said) == 1
    assert "serum-on-cheek'" in said.pop()


def test_a_file_and_a_text_have_the_same_largest_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exoderm: object
) -> None:
    monkeypatch.setattr(decode, "LARGEST", 1_000)
    page = tmp_path / "page.txt"
    page.write_text("Exosomes. " * 200, encoding="utf-8")
    told = exoderm("appraise", page, "--no-run", "--json")  # type: ignore[operator]
    assert told.code == 2
    with pytest.raises(PageError) as refusal:
        decode.decode(page.read_bytes(), page.name)
    assert refusal.value.code == "page.large"
    assert " ".join(refusal.value.sentence().split()) in told.all
