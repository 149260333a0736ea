"""Do the pages of sweeps, comparisons and gaps carry their words, units and numbers, and stay text?"""

from __future__ import annotations

import copy
import json
import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree, html

from exoderm import answer
from exoderm.cohort import compare, sweep
from exoderm.errors import InputError
from exoderm.journey import gaps
from exoderm.scenario import from_data
from exoderm.show import answers, compare_view, gaps_view, sweep_view
from exoderm.show.charts import intervals
from exoderm.show.charts.intervals import Axis, Bar, Group
from exoderm.show.charts.svg import Stamp
from exoderm.show.sheet import render

STAMP = Stamp("0.1.0", "5f2c9a7be310", "20417")
SVG = "{http://www.w3.org/2000/svg}"
VIEWS = {"sweep": sweep_view, "compare": compare_view, "gaps": gaps_view}
HOSTILE = "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>\"' {{ 7*7 }} \x1b[2J\x07"


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    """One of each, from two short runs of few draws; the sweep also has a value refused and one not reached."""
    product = {"donor": "msc_umbilical", "concentration": "1e10 particle/mL", "container": "polypropylene",
               "carrier": "serum"}  # fmt: skip
    some = {"draws": 64, "weeks": 0.15, "product": product, "storage": [{"temperature": "4 degC", "duration": "9 day"}]}
    plain = from_data({**some, "name": "A plain serum"}, "test")
    other = from_data({**some, "name": "Stripped", "person": {"condition": "tape_stripped"}}, "test")
    looks = [answer.look(s) for s in (plain, other)]
    over = sweep.Over("person.condition", ("intact", "tape_stripped", "scaly", "wounded"))
    points = [
        sweep.Point("intact", looks[0].result), sweep.Point("tape_stripped", looks[1].result),
        sweep.Point("scaly", refused=InputError("there is no such condition")), sweep.Point("wounded"),
    ]  # fmt: skip
    both = [look.result for look in looks]
    return {
        "sweep": sweep.document(plain, over, points),
        "compare": compare.document([plain, other], both, compare.common([plain, other], anyway=True)),
        "gaps": gaps.document(looks, "two scenarios"),
    }


def page(name: str, document: dict[str, Any]) -> str:
    return render(VIEWS[name].sheet(document, STAMP, "2026-11-28"), STAMP, "2026-11-28")


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_picture_has_title_description_stamp_unit_caption_and_table(name: str, documents: dict[str, Any]) -> None:
    figures = [f for _, group in VIEWS[name].sheet(documents[name], STAMP, "2026-11-28").figures for f in group]
    assert figures
    assert len({f.name for f in figures}) == len(figures)
    for figure in figures:
        root = etree.fromstring(figure.svg)
        title, desc, metadata = (root.find(f"{SVG}{tag}").text for tag in ("title", "desc", "metadata"))
        assert title
        assert len(desc) > 20
        assert "seed 20417" in metadata
        assert re.search(r"unit: \S.*; basis: \S", metadata)
        assert len(figure.caption) > 30
        assert figure.rows
        assert all(len(row) == len(figure.head) for row in figure.rows)


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_a_page_is_one_sound_file_without_scripts_or_addresses(name: str, documents: dict[str, Any]) -> None:
    text = page(name, documents[name])
    root = html.fromstring(text)
    assert not root.xpath("//script | //iframe | //link | //img")
    assert not re.search(r'(?:src|href)="(?!#)', text)
    assert root.xpath("//h1")[0].text_content().strip()
    assert "no dosing, usage or sourcing advice" in text
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_hostile_text_in_any_field_stays_text(name: str, documents: dict[str, Any]) -> None:
    def taint(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: taint(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [taint(v, key) for v in value]
        keys = {"id", "unit", "color", "status", "against", "answer", "letter", "schema"}
        return f"{value}{HOSTILE}" if isinstance(value, str) and key not in keys else value

    tainted = taint(copy.deepcopy(documents[name]))
    root = html.fromstring(page(name, tainted))
    assert not root.xpath("//script | //img | //*[@onerror]")
    for line, _ in VIEWS[name].lines(tainted, 88):
        assert line.isprintable(), line


@pytest.mark.parametrize("name", sorted(VIEWS))
@pytest.mark.parametrize("width", [60, 88, 110])
def test_lines_fit_the_width(name: str, width: int, documents: dict[str, Any]) -> None:
    for line, _ in VIEWS[name].lines(documents[name], width):
        assert len(line) <= width


def test_a_value_without_numbers_is_drawn_and_says_why(documents: dict[str, Any]) -> None:
    for figure in sweep_view.sheet(documents["sweep"], STAMP, "").figures[0][1]:
        assert figure.svg.count("-hatch)") == 2
        assert "no such condition" in figure.svg
        assert "stopped before it was run" in figure.svg
    said = "\n".join(line for line, _ in sweep_view.lines(documents["sweep"], 88))
    assert "refused" in said
    assert "not reached" in said


def test_what_cannot_be_told_apart_has_an_open_dot_and_says_so(documents: dict[str, Any]) -> None:
    """The vial does not know the skin: its second dot is open. What reaches living skin does."""
    vial, living = sweep_view.sheet(documents["sweep"], STAMP, "").figures[0][1][:2]
    assert vial.svg.count('fill="var(--paper)"') == 1
    assert living.svg.count('fill="var(--paper)"') == 0
    assert "no value can be told apart" in sweep_view.lead(documents["sweep"])


def test_the_comparison_names_what_differs_and_who_is_ahead(documents: dict[str, Any]) -> None:
    said = "\n".join(line for line, _ in compare_view.lines(documents["compare"], 110))
    assert "person.condition: A intact; B tape_stripped" in said
    assert re.search(r"B is ahead in (all|more than 99 %|\d+ %) of the draws", " ".join(said.split()))
    assert "not the same skin" in said


def test_the_first_gap_is_said_with_what_it_would_bring(documents: dict[str, Any]) -> None:
    found = copy.deepcopy(documents["gaps"])
    first = found["gaps"][0]
    assert first["label"] in gaps_view.lead(found)
    for gap in found["gaps"]:
        gap.update(effect=None, effects=[])
    assert "No single gap stands out" in gaps_view.lead(found)
    assert page("gaps", found)


def positions(svg: str) -> list[float]:
    return [float(c.get("cx").rstrip("%")) for c in etree.fromstring(svg).iter(f"{SVG}circle")]


def drawn(*bars: Bar, **axis: Any) -> str:
    whole = {"under": "of the dose", "unit": "share", "basis": "per dose", "say": str, **axis}
    return intervals.draw("x", "t", [Group("", bars)], Axis(**whole), "c", ("a",), [("b",)], STAMP).svg


def test_a_dot_stands_at_its_logarithm() -> None:
    """1e-4, 1e-2 and 1 on an axis from 1e-4 to 1 stand at the left end, in the middle and at the right end."""
    svg = drawn(*(Bar(str(x), x, x, x, "living") for x in (1e-4, 1e-2, 1.0)))
    assert positions(svg) == pytest.approx([0.9, 50.0, 99.1])


def test_an_end_that_is_missing_runs_off_the_axis() -> None:
    svg = drawn(Bar("a", 1e-2, None, 1e-1, "living"), Bar("b", 1e-3, 1e-4, 1.0, "living"))
    spans = [r for r in etree.fromstring(svg).iter(f"{SVG}rect") if r.get("class") == "span"]
    assert float(spans[0].get("x").rstrip("%")) == 0.0
    assert float(spans[1].get("x").rstrip("%")) == 0.0
    assert float(spans[1].get("width").rstrip("%")) == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("x", "said"),
    [(1.0, "as many"), (1.002, "as many"), (1.04, "4 % more"), (0.96, "4 % fewer"), (3.0, "× 3"), (0.25, "÷ 4"),
     (0.0, "none"), (None, "unknown")],
)  # fmt: skip
def test_ratios_are_said_so_that_they_can_be_held(x: float | None, said: str) -> None:
    assert answers.times(x) == said


def test_marks_of_a_share_end_with_all() -> None:
    assert [intervals.share_power(p) for p in (-3, 0)] == ["1 in a thousand", "all"]
    assert [intervals.times_power(p) for p in (-12, -1, 0, 3)] == ["÷ 10¹²", "÷ 10", "as many", "× 1,000"]


def test_documents_are_json(documents: dict[str, Any]) -> None:
    to: Callable[[Any], str] = lambda d: json.dumps(d, allow_nan=False)  # noqa: E731
    assert all(to(d) for d in documents.values())


def test_a_ratio_that_no_word_is_left_for_stands_at_the_end_of_its_axis() -> None:
    axis = Axis("times", "1", "per draw", str, line=1.0)
    group = Group("", (Bar("huge", 1e40, 1e3, 1e90, "vial"), Bar("small", 5.0, 2.0, 9.0, "vial")))
    figure = intervals.draw("ratio", "Ratio", [group], axis, "", ("a",), [("b",)], STAMP)
    root = etree.fromstring(figure.svg)
    at = [float(str(c.get("cx")).rstrip("%")) for c in root.iter(f"{SVG}circle")]
    assert at[0] > 95
    assert at[1] == pytest.approx(100 * math.log10(5) / 21, abs=1.5)


def test_a_sweep_whose_ends_have_the_same_words_tells_the_ratio(documents: dict[str, Any]) -> None:
    found = copy.deepcopy(documents["sweep"])
    living = next(r for r in found["readouts"] if r["id"] == "living_skin")
    for point, much in zip(found["points"], (1e-14, 1e-11), strict=False):
        point["readouts"]["living_skin"].update(median=much, low=much / 2, high=much * 2)
    found["points"][1]["readouts"]["living_skin"]["against_first"].update(
        median=1e3, low=5e2, high=2e3, distinguishable=True
    )
    said = sweep_view.lead({**found, "readouts": [living]})
    assert "throughout; tape_stripped against intact: × 1,000" in said
