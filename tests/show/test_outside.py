"""Is exposure outside the skin told in words, drawn as bars, and is the unknown drawn as unknown?"""

from __future__ import annotations

import copy
from typing import Any

import pytest
from lxml import etree

from exoderm.show import outside, report, terminal
from exoderm.show.charts import body
from exoderm.show.charts.svg import Stamp

STAMP = Stamp("0.1.0", "5f2c9a7be310", "20417")
SVG = "{http://www.w3.org/2000/svg}"


def amount(median: float, of_dose: float) -> dict[str, Any]:
    def three(x: float) -> dict[str, float]:
        return {"median": x, "low": x / 3, "high": 3 * x}

    weak = {"grade": 1, "input": "what nodes keep", "path": "body.nodes.kept", "origin": "assumed"}
    return {**three(median), "of_dose": three(of_dose), "weakest": weak, "moved_most_by": "what nodes keep"}


def place(name: str, label: str, share: float, whole: float | None) -> dict[str, Any]:
    return {
        "place": name, "label": label, "way": "skin, lymph, blood", "came": amount(1e10 * share, share),
        "whole": None if whole is None else amount(1e10 * whole, whole),
        "whole_reason": "nobody" if whole is None else None,
        "labelled": amount(5e9 * share, share / 2),
    }  # fmt: skip


FOUND: dict[str, Any] = {
    "when": "within a day", "at_h": 24.0, "basis": "total over the body, all doses", "unit": "particle",
    "drained": amount(2e8, 0.02), "into_blood": amount(1.5e8, 0.015),
    "places": [
        place("blood", "blood", 0.015, 0.002), place("liver", "liver", 0.01, None),
        place("lung", "lungs", 0.001, None),
    ],
    "circulating": {
        "own": amount(3e13, 1.0), "ratio": amount(1e-5, 1.0), "raised_above": 0.1,
        "raised_h": {"median": 0.0, "low": 0.0, "high": 0.0},
        "shed_in_minutes": {"median": 1e-4, "low": 1e-5, "high": 1e-3},
    },
}  # fmt: skip


def test_organs_have_bars_and_what_nobody_knows_is_hatched() -> None:
    figure = body.draw(FOUND, STAMP)
    root = etree.fromstring(figure.svg)
    hatched = [r for r in root.iter(f"{SVG}rect") if r.get("fill") == "url(#body-hatch)"]
    assert len(hatched) == 2
    assert [row[3] for row in figure.rows] == ["1 in 500 (1 in 1,500 to 1 in 170)", "unknown", "unknown"]
    assert "liver" in figure.caption
    assert "2 places nobody knows" in figure.caption


def test_a_longer_bar_is_a_larger_share() -> None:
    root = etree.fromstring(body.draw(FOUND, STAMP).svg)
    bars = [float(r.get("width").rstrip("%")) for r in root.iter(f"{SVG}rect") if r.get("fill") == "var(--body)"]
    assert bars == sorted(bars, reverse=True)
    assert len(set(bars)) == 3


def test_a_place_of_which_nothing_is_known_is_drawn() -> None:
    found = copy.deepcopy(FOUND)
    found["places"][2]["came"] = {**amount(1, 1), "of_dose": {"median": None, "low": None, "high": None}}
    figure = body.draw(found, STAMP)
    assert figure.rows[2][2] == "unknown"
    assert figure.svg.count("url(#body-hatch)") == 2


def test_a_share_above_the_whole_is_pinned_to_the_edge() -> None:
    found = copy.deepcopy(FOUND)
    found["places"][0]["came"] = amount(2e10, 2.0)
    root = etree.fromstring(body.draw(found, STAMP).svg)
    bars = [float(r.get("width").rstrip("%")) for r in root.iter(f"{SVG}rect") if r.get("fill") == "var(--body)"]
    assert max(bars) == 100.0


def test_the_sentences_name_the_organ_and_what_circulates_anyway() -> None:
    first, second = outside.sentences(FOUND)
    assert "1.5 %" in first
    assert "most comes to the liver" in first
    assert "1 for every 100,000" in second
    assert "at no time does it add 10 %" in second
    noticed = copy.deepcopy(FOUND)
    noticed["circulating"]["raised_h"] = {"median": 2.0, "low": 0.0, "high": 5.0}
    assert "for 2 hours (up to 5 hours)" in outside.sentences(noticed)[1]


def test_a_run_of_before_has_no_such_part_and_is_shown_all_the_same(run: dict[str, Any]) -> None:
    assert "outside" not in run
    assert "Outside the skin" not in report.render(None, run, {"version": "0.1.0", "date": "2026-11-28"})


@pytest.mark.parametrize("width", [40, 88])
def test_report_and_terminal_show_it(width: int, run: dict[str, Any]) -> None:
    run["outside"] = copy.deepcopy(FOUND)
    html = report.render(None, run, {"version": "0.1.0", "date": "2026-11-28"})
    assert 'id="outside"' in html
    assert "come to: liver" in html
    lines = terminal.run_lines(run, width)
    assert any("Outside the skin" in line for line in lines)
    assert max(map(len, lines)) <= width
