"""Does the report of a qualification show each miss as a miss, and validation apart from calibration?"""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest

from exoderm.qualify.qualify import qualify
from exoderm.show import qualify_table, qualify_view
from exoderm.show.charts.agreement import reference


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return qualify(draws=20)


def test_the_table_names_every_case_and_every_miss(document: dict[str, Any]) -> None:
    text = "\n".join(qualify_table.lines(document))
    for case in document["cases"]:
        line = next(li for li in text.splitlines() if f"{case['id']}  [" in li)
        assert qualify_table.state(case) in line
        assert qualify_table.role(case) in line
    assert max(map(len, text.splitlines())) <= qualify_table.WIDTH


def test_the_report_draws_validation_and_calibration_apart(document: dict[str, Any]) -> None:
    page = lxml.html.fromstring(qualify_view.render(document, "2026-11-28"))
    for role in ("validation", "calibration"):
        cases = [c for c in document["cases"] if c["role"] == role]
        (figure,) = page.xpath(f"//figure[@id='fig-agreement-{role}']")
        assert len(figure.xpath(".//tbody/tr")) == sum(len(c["parts"]) for c in cases)
        svg = lxml.html.tostring(figure, encoding="unicode")
        misses = sum(not p["inside"] and p["predicted"] is not None for c in cases for p in c["parts"])
        assert svg.count("M-6,-6 L6,6 M-6,6 L6,-6") == misses
    assert not page.xpath("//script")


def test_every_case_has_its_badge_in_the_colour_of_its_verdict(document: dict[str, Any]) -> None:
    page = lxml.html.fromstring(qualify_view.render(document, "2026-11-28"))
    for case in document["cases"]:
        (note,) = page.xpath(f"//div[contains(@class,'note')][.//span[contains(.,'{case['id']} ·')]]")
        assert qualify_view.KEYS[qualify_table.state(case)] in note.get("class").split()


def test_what_a_page_says_cannot_become_markup(document: dict[str, Any]) -> None:
    spoilt = {**document, "cases": [{**c, "title": "<b onclick=x>&"} for c in document["cases"]]}
    html = qualify_view.render(spoilt, "2026-11-28")
    assert "<b onclick" not in html


@pytest.mark.parametrize(
    ("tolerance", "measured", "by"),
    [
        ({"type": "upper_bound", "value": 2.0}, 1.0, 2.0),
        ({"type": "factor", "value": 2.0}, 4.0, 4.0),
        ({"type": "within_range", "low": 1.0, "high": 4.0}, None, 2.0),
        ({"type": "absolute", "value": 1.0}, 0.0, None),
    ],
)
def test_a_quantity_is_divided_by_its_bound_or_its_measured_value(
    tolerance: dict[str, Any], measured: float | None, by: float | None
) -> None:
    assert reference({"tolerance": tolerance, "measured": measured}) == by


def test_a_ratio_beyond_all_measure_leaves_the_axis_to_the_others(document: dict[str, Any]) -> None:
    page = lxml.html.fromstring(qualify_view.render(document, "2026-11-28"))
    marks = [t.text_content() for t in page.xpath("//*[local-name()='svg']//*[local-name()='text']")]
    powers = [m for m in marks if m.startswith(("× ", "÷ "))]
    assert powers
    assert max(map(len, powers)) <= len("× 100,000")
