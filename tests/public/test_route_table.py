"""Is the table of routes still what the cards say, and does every way in have a row?"""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from exoderm.library import card

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def table() -> Any:
    """The script that writes the page."""
    spec = importlib.util.spec_from_file_location("route_table", ROOT / "scripts" / "route_table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["route_table"] = module
    spec.loader.exec_module(module)
    return module


def test_the_numbers_behind_the_table_are_those_of_the_cards(table: Any) -> None:
    """Where this fails, run scripts/route_table.py and read what has changed."""
    found = re.search(r"Numbers of the cards: `(\w+)`", table.PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[1] == table.digest()


def test_every_way_in_has_a_row(table: Any) -> None:
    assert {case.route for case in table.cases()} == set(card.load("route")) - {"intravenous", "intramuscular"}
    page = table.PAGE.read_text(encoding="utf-8")
    assert all(f"| {case.label} |" in page for case in table.cases())


def test_each_row_meets_what_was_expected_of_it_or_the_page_says_why_not(table: Any) -> None:
    """Nine draws in ten of whole vesicles overlap the range that was written down before; a "no" needs its reason."""
    page = table.PAGE.read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(): line for line in page.splitlines() if line.startswith("|")}
    reasons = page.split("## Where the middle lies elsewhere than expected")[1].split("##")[0].lower()
    for case in table.cases():
        verdict = rows[case.label].split("|")[-2].strip()
        assert verdict in ({"—"} if case.expected is None else {"yes", "no"})
        if verdict == "no":
            assert case.label.split(",")[0].lower() in reasons


@pytest.mark.parametrize("label", ["serum between the follicles", "hollow needles"])
def test_a_row_that_is_run_again_says_the_same(table: Any, label: str) -> None:
    case = next(case for case in table.cases() if case.label == label)
    line, _ = table.row(case)
    assert line in table.PAGE.read_text(encoding="utf-8")
