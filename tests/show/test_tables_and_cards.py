"""Does text of a page stay text in a spreadsheet and in a picture that is passed on?"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exoderm.show import tabular, theme, verdict_card
from exoderm.show.marks import VERDICT_WORDS, mark

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "−1", "a;=1", "a; @x", "x|=cmd", "\n=1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_begins_as_a_formula(formula: str) -> None:
    said = tabular.cell(formula)
    for part in said.replace("|", ";").split(";"):
        assert not part.strip().startswith(("=", "+", "-", "@", "＝", "−"))


@given(st.text())
def test_any_text_is_one_harmless_line(text: str) -> None:
    said = tabular.cell(text)
    said.encode("utf-8")
    assert said.isprintable()
    assert not said.lstrip().startswith(("=", "+", "-", "@"))


def test_numbers_and_words_stay_as_they_are() -> None:
    assert [tabular.cell(v) for v in (-1, 2.5, True, None, "plain; words", "a-b")] == [
        "-1", "2.5", "yes", "", "plain; words", "a-b",
    ]  # fmt: skip


def test_a_table_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tabular.write(tmp_path / "a.csv", ("a", "b"), ([i, f'say "{i}", twice'] for i in range(3)))
    with open(path, encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["a", "b"], *([str(i), f'say "{i}", twice'] for i in range(3))]


def picture(appraisal: Any, number: int = 1) -> Any:
    return etree.fromstring(verdict_card.draw(appraisal, number).encode())


def whole(appraisal: Any) -> Any:
    """The stored appraisal with the fields that a picture needs."""
    page = {"version": "1", "digest": "0" * 64, "today": "2026-11-28", "data_date": "2026-11-24"}
    appraisal["document"] = {**appraisal["document"], **page}
    for claim in appraisal["claims"]:
        claim["records"] = [{"id": "study_2020", "citation": "Somebody 2020"}]
    return appraisal


@pytest.mark.parametrize("verdict", VERDICT_WORDS)
def test_a_picture_says_all_that_belongs_to_a_verdict(verdict: str, appraisal: Any) -> None:
    appraisal = whole(appraisal)
    appraisal["claims"][0].update(verdict=verdict, reason="Because of this.")
    svg = picture(appraisal)
    said = " ".join(svg.itertext())
    assert (svg.get("width"), svg.get("height")) == ("1200", "630")
    for word in (
        mark(verdict).letter,
        "Because of this.",
        "study_2020",
        "2026-11-24",
        "exoderm 1",
        "nobody has reviewed",
    ):
        assert word in said
    assert theme.VERDICT[mark(verdict).key][0] in etree.tostring(svg).decode()


@pytest.mark.parametrize(
    "text", ["W" * 5_000, "word " * 2_000, "漢" * 500, "", "\u202e</text><script>x</script>", "&lt;"]
)
def test_nothing_runs_over_the_edge_or_out_of_its_element(text: str, appraisal: Any) -> None:
    appraisal = whole(appraisal)
    appraisal["claims"][0].update(text=text, reason=text)
    appraisal["document"]["name"] = text
    svg = picture(appraisal)
    assert {etree.QName(e).localname for e in svg.iter()} == {
        "svg",
        "title",
        "desc",
        "metadata",
        "rect",
        "line",
        "text",
    }
    for line in svg.findall("{*}text"):
        assert 0 < float(line.get("y")) < 630
        assert verdict_card._measure(line.text or "") * float(line.get("font-size")) <= 1_180
    assert "\u202e" not in "".join(svg.itertext())


def test_a_reviewed_verdict_names_both(appraisal: Any) -> None:
    appraisal = whole(appraisal)
    appraisal["claims"][0]["verdict"] = "contradicted"
    appraisal["claims"][0]["review"] = {
        "verdict": "preliminary", "letter": "B", "reason": "One trial.", "agreed": False, "by": "A. Reviewer",
        "date": "2026-11-28",
    }  # fmt: skip
    said = " ".join(picture(appraisal).itertext())
    assert "Early signs" in said
    assert "Reviewed by A. Reviewer on 2026-11-28; the program said E wrong." in said
