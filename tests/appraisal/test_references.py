"""Are references looked up fairly: what a record holds is confirmed in any style, a wrong digit contradicts it, and
what no record holds is neither?"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.appraisal.references import look_up
from exoderm.evidence import work
from exoderm.page.reader import read_page
from exoderm.page.reference import references, take_apart

WORKS = work.load()
PLACED = sorted(w.id for w in WORKS.values() if w.pages and w.volume and w.authors and w.year and "et al" in w.authors)


def family_of(w: work.Work) -> tuple[str, str]:
    first = w.authors.split(",")[0].replace(" et al.", "").replace(" et al", "").strip()
    *family, initials = first.split()
    return " ".join(family), initials


def apa(w: work.Work) -> str:
    family, initials = family_of(w)
    issue = f"({w.issue})" if w.issue else ""
    return f"{family}, {initials}, et al. ({w.year}). {w.title}. {w.journal}, {w.volume}{issue}, {w.pages}."


def vancouver(w: work.Work) -> str:
    family, initials = family_of(w)
    issue = f"({w.issue})" if w.issue else ""
    return f"{family} {initials}, et al. {w.title}. {w.journal}. {w.year};{w.volume}{issue}:{w.pages}."


def nature(w: work.Work) -> str:
    family, initials = family_of(w)
    return f"{family} {initials} et al. {w.title}. {w.journal} {w.volume}, {w.pages} ({w.year})."


def harvard(w: work.Work) -> str:
    family, initials = family_of(w)
    issue = f", no. {w.issue}" if w.issue else ""
    return f"{family}, {initials} et al. ({w.year}) '{w.title}', {w.journal}, vol. {w.volume}{issue}, pp. {w.pages}."


STYLES = {"apa": apa, "vancouver": vancouver, "nature": nature, "harvard": harvard}


def looked(entry: str, works: dict[str, work.Work] | None = None):
    return look_up([take_apart(entry)], works or dict(WORKS))[0]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", PLACED)
def test_a_work_that_a_record_holds_is_confirmed_in_every_style(name: str, style: str) -> None:
    entry = STYLES[style](WORKS[name])
    found = looked(entry)
    assert (found.status, found.work) == ("confirmed", name), f"{entry}\n{found.reason}\n{found.reference}"


@pytest.mark.parametrize("part", ["year", "volume", "pages"])
@pytest.mark.parametrize("name", PLACED)
def test_a_wrong_digit_contradicts_it(name: str, part: str) -> None:
    """In each figure of year, volume, issue and pages; the reason says what the record has."""
    true = WORKS[name]
    said = str(getattr(true, part))
    for at in [i for i, c in enumerate(said) if c.isdigit()]:
        other = str((int(said[at]) + 1) % 10)
        wrong = said[:at] + other + said[at + 1 :]
        if part == "year" and not wrong.startswith(("19", "20")):
            continue  # no year any more
        if part != "year" and wrong.lstrip("0") != wrong:
            continue
        found = looked(apa(true.model_copy(update={part: int(wrong) if part == "year" else wrong})))
        assert (found.status, found.work) == ("contradicted", name), f"{said} -> {wrong}: {found.reason}"


def test_a_wrong_digit_in_a_doi_or_a_title_contradicts_too() -> None:
    true = WORKS["misev_2018"]
    assert looked(f"{apa(true)} doi:{true.doi}").status == "confirmed"
    assert looked(f"{apa(true)} doi:{true.doi[:-1]}9").status == "contradicted"
    assert looked(apa(true.model_copy(update={"title": true.title.replace("2018", "2013")}))).status == "contradicted"


@given(st.sampled_from(PLACED), st.randoms(use_true_random=False))
def test_a_made_up_title_is_neither_confirmed_nor_contradicted(name: str, chance: random.Random) -> None:
    """In the same journal and year but by others and on something else: nobody can say."""
    true = WORKS[name]
    words = [
        "moss",
        "granite",
        "harbour",
        "willow",
        "copper",
        "lantern",
        "meadow",
        "anchor",
        "thimble",
        "saddle",
        "velvet",
        "compass",
        "orchard",
    ]
    title = " ".join(chance.sample(words, 8)).capitalize()
    entry = replace(take_apart(apa(true)), title=title, authors="Nemo, A.", doi="")
    entry = replace(entry, place=replace(entry.place, first="3", last="9"))
    assert look_up([entry], WORKS)[0].status == "could_not_be_confirmed"


PAGE = """Vesicles carry cargo [1]. They are taken up [2, 4-5] by cells{mark}.

References
[1] {one}
[2] {two}
[3] Nemo, A. (2019). A harbour of moss and granite. Journal of Lanterns, 7(2), 33-41.
[4] {one}
"""


def test_what_is_cited_and_what_is_listed_are_told_apart() -> None:
    text = PAGE.format(one=apa(WORKS["johnstone_1987"]), two=apa(WORKS["wiklander_2015"]), mark="³")
    found = look_up(references(read_page(text)), WORKS)
    assert [(f.reference.number, f.reference.cited, f.reference.listed) for f in found] == [
        (1, True, True), (2, True, True), (3, True, True), (4, True, True), (5, True, False),
    ]  # fmt: skip
    assert [f.status for f in found] == [
        "confirmed", "confirmed", "could_not_be_confirmed", "confirmed", "could_not_be_confirmed",
    ]  # fmt: skip


def test_an_entry_that_nothing_cites_is_said_to_be_so() -> None:
    text = PAGE.format(one=apa(WORKS["johnstone_1987"]), two=apa(WORKS["wiklander_2015"]), mark="")
    found = references(read_page(text))
    assert [f.number for f in found if f.listed and not f.cited] == [3]


def test_a_list_that_the_page_numbers_itself_is_counted_in_its_order() -> None:
    one, two = apa(WORKS["johnstone_1987"]), apa(WORKS["wiklander_2015"])
    lists = f"<ol><li>{one}</li><li>{two}</li></ol>"
    page = f"<p>Exosomes were named early [1], and later again [3].</p><h2>References</h2>{lists}"
    found = references(read_page(page))
    assert [(f.number, f.listed, f.cited) for f in found] == [(1, True, True), (2, True, False), (3, False, True)]


def test_names_and_years_are_citations_where_there_are_no_numbers() -> None:
    one, two = WORKS["johnstone_1987"], WORKS["wiklander_2015"]
    text = f"Vesicles were named early (Johnstone et al., 1987).\n\nReferences\n- {apa(one)}\n- {apa(two)}\n"
    assert [(f.authors.split(",")[0], f.cited) for f in references(read_page(text))] == [
        ("Johnstone", True), ("Wiklander", False),
    ]  # fmt: skip


def test_an_authority_is_held_to_its_own_day_and_form() -> None:
    notice = "Ministry of Health, Labour and Welfare. (2024). Notice on supervision of exosome reagents. Notice, {}."
    assert looked(notice.format("31 July 2024")).status == "confirmed"
    wrong = looked(notice.format("30 July 2024"))
    assert wrong.status == "contradicted"
    assert "2024-07-31" in wrong.reason
    guidance = "Japanese Society for Regenerative Medicine (2024). Guidance on clinical use of extracellular vesicles{}"
    assert looked(guidance.format(".")).status == "confirmed"
    assert looked(guidance.format(". Society Papers, 3, 1-9.")).status == "contradicted"


@given(st.text(max_size=300))
def test_any_text_is_taken_apart_without_complaint(text: str) -> None:
    found = look_up([take_apart(text)], WORKS)[0]
    assert found.status in ("confirmed", "contradicted", "could_not_be_confirmed")


def test_the_list_of_one_document(shared: Path) -> None:
    """Five confirmed, four contradicted, nine neither; one number is missing and nine entries are never cited."""
    (path,) = (shared / "seeds").glob("001_*.txt")
    text = path.read_text(encoding="utf-8")
    found = look_up(references(read_page(text)), WORKS)
    by = {f.reference.number: f.status for f in found if f.reference.listed}
    assert {n for n, s in by.items() if s == "confirmed"} == {2, 3, 4, 6, 14}
    assert {n for n, s in by.items() if s == "contradicted"} == {1, 9, 16, 17}
    assert len(by) == 18
    assert [f.reference.number for f in found if not f.reference.listed] == [19]
    assert {f.reference.number for f in found if not f.reference.cited} == {1, 3, 10, 11, 12, 13, 14, 16, 17}
    moved = re.sub(r"\[(\d+)\]", lambda hit: f"[{int(hit.group(1)) + 40}]", text)
    again = {f.reference.number: f.status for f in look_up(references(read_page(moved)), WORKS) if f.reference.listed}
    assert again == {n + 40: s for n, s in by.items()}
    for n in (2, 3, 4, 6, 14):
        entry = next(f.reference.text for f in found if f.reference.number == n)
        for hit in list(re.finditer(r"\d", entry))[len(str(n)) :]:
            wrong = entry[: hit.start()] + str((int(hit.group()) + 1) % 10) + entry[hit.end() :]
            if take_apart(wrong).year is None:
                continue
            body = re.sub(r"^\[\d+\]\s*", "", wrong.lstrip("- "))
            assert looked(body).status == "contradicted", wrong
