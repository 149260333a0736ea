"""Does the page that says what is covered name only what there is, and does each report show its row?"""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import pytest

from exoderm import answer
from exoderm.scenario import load

ROOT = Path(__file__).resolve().parents[2]
KINDS = {"The journey": ("scenarios", "direction", "magnitude", "null"), "The appraisal": ("page", "tests")}


def rows() -> list[tuple[str, str, dict[str, str]]]:
    """(part, row, its fields) of docs/covered.md."""
    found = []
    text = (ROOT / "docs" / "covered.md").read_text(encoding="utf-8")
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        for row in re.split(r"^\*\*", part, flags=re.MULTILINE)[1:]:
            fields = dict(re.findall(r"^: \*(\w+)\* (.+)$", row, flags=re.MULTILINE))
            found.append((part.splitlines()[0], row[: row.index("**")], fields))
    return found


def names(field: str) -> list[str]:
    return re.findall(r"`([^`]+)`", field)


@cache
def headings(kind: str, name: str) -> tuple[str, ...]:
    """The headings of an example's report."""
    if kind == "page":
        content = (ROOT / "src/exoderm/data/example" / f"{name}.html").read_bytes()
        page = answer.report(answer.appraise(content, name, run=False))
    else:
        page = answer.report(answer.simulate(load(name).model_copy(update={"draws": 64})))
    plain = (re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", page, flags=re.DOTALL))
    return tuple(html.unescape(each).strip() for each in plain)


def test_every_part_has_its_rows_and_every_row_its_fields() -> None:
    counted = {part: [row for p, row, _ in rows() if p == part] for part in KINDS}
    assert {part: len(found) for part, found in counted.items()} == {"The journey": 8, "The appraisal": 7}
    for part, row, fields in rows():
        assert set(fields) == {*KINDS[part], "report"}, row
        if part == "The journey":
            assert len(names(fields["scenarios"])) >= 2, row


def test_every_question_that_it_names_is_asked() -> None:
    asked = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }
    for part, row, fields in rows():
        for kind in KINDS[part][1:]:
            assert names(fields[kind]), f"{row}: {kind}"
            assert not set(names(fields[kind])) - asked, f"{row}: {kind}"


@pytest.mark.parametrize(
    ("kind", "name", "heading"),
    [
        (kind, name, fields["report"])
        for _, _, fields in rows()
        for kind in ("scenarios", "page")
        for name in names(fields.get(kind, ""))
    ],
)
def test_every_example_runs_and_its_report_shows_the_row(kind: str, name: str, heading: str) -> None:
    shown = headings(kind, name)
    assert any(heading in each for each in shown), f"{name} shows {shown}"
