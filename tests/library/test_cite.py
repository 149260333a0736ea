"""Can every work be cited, for people and for reference managers, and is it said where it was not read?"""

from __future__ import annotations

import re

import pytest

from exoderm.errors import UnknownName
from exoderm.evidence import study
from exoderm.library import cite

STUDIES = study.load()


def test_a_citation_names_who_when_what_and_where() -> None:
    (one,) = study.citations(["kwon_2020"])
    for part in ("Kwon HH", "(2020)", "acne scars", "Acta Derm Venereol", "doi:10.2340/00015555-3666"):
        assert part in one.text
    assert one.bibtex.startswith("@article{kwon_2020,")
    assert "Kwon, H. H. and Yang, S. H." in one.bibtex


def test_each_work_once_in_the_order_asked() -> None:
    asked = ["reed_1985", "kwon_2020", "reed_1985"]
    assert [c.id for c in study.citations(asked)] == ["reed_1985", "kwon_2020"]


def test_a_work_read_second_hand_says_so() -> None:
    second, recalled = study.citations(["wang_2026", "cases_2025_nodules"])
    assert "second-hand" in second.text
    assert "second-hand" in second.bibtex
    assert "not confirmed" in recalled.text


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("zhang_2021", "Zhang 2021"),
        ("alameer_2025", "Al Ameer 2025"),
        ("chavez_2008", "Chavez-Munoz 2008"),
        ("fda_2021", "FDA 2021"),
        ("jafar_ulcer", "Jafar, no date"),
        ("carcinogenesis_2022", "The dual role of mesenchymal… 2022"),
    ],
)
def test_a_short_citation_is_a_name_and_a_year(name: str, short: str) -> None:
    assert cite.short(STUDIES[name]) == short


@pytest.mark.parametrize("name", sorted(STUDIES))
def test_every_work_has_a_short_citation(name: str) -> None:
    assert re.fullmatch(r"[^()\[\]_,]{2,70}( \d{4}|, no date)", cite.short(STUDIES[name]))


def test_an_unknown_work_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="kwon_2020"):
        study.citations(["kwon_2021"])


@pytest.mark.parametrize("name", sorted(STUDIES))
def test_every_work_gives_a_line_and_balanced_bibtex(name: str) -> None:
    (c,) = study.citations([name])
    assert re.search(r"\((\d{4}|no date)\)\. \S", c.text)
    assert ".." not in c.text
    assert c.bibtex.count("{") == c.bibtex.count("}")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", c.bibtex, flags=re.M))
    assert len(fields) == len(c.bibtex.splitlines()) - 2
    assert fields["author"]
    assert fields["title"]


def test_hostile_text_cannot_break_out_of_its_field() -> None:
    work = STUDIES["kwon_2020"].model_copy(update={"title": "50% of {all} \\input{x} & _more_"})
    entry = cite.bibtex(work)
    title = next(line for line in entry.splitlines() if line.startswith("  title"))
    assert title == r"  title = {50\% of all inputx \& \_more\_},"
