"""Is a statement of law read right in places beyond the United States and the Union, said this way and that?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from exoderm.appraisal import beside, lawbook
from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.finding import Verdict
from exoderm.evidence import law
from exoderm.page.claims import read_claims, read_sentences
from exoderm.page.reader import read_page

Judge = Callable[[str], Verdict]

ROWS = yaml.safe_load((Path(__file__).parent / "law_wordings.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["text"][:60])
def test_paraphrases_and_turns_of_polarity(row: dict[str, object], verdict_of: Judge) -> None:
    expected = row["expect"] if isinstance(row["expect"], list) else [row["expect"]]
    assert verdict_of(str(row["text"])).letter in expected


def test_a_second_set_that_nothing_was_changed_for_is_read_as_well_as_at_first_sight(verdict_of: Judge) -> None:
    rows = yaml.safe_load((Path(__file__).parent / "law_wordings_second.yaml").read_text(encoding="utf-8"))
    right = 0
    for row in rows:
        expected = row["expect"] if isinstance(row["expect"], list) else [row["expect"]]
        got = verdict_of(row["text"]).letter
        right += got in expected
        assert {got, *expected} != {"A", "E"}, row["text"]
    assert right >= 17


def test_a_law_that_is_only_recalled_never_contradicts_and_is_shown() -> None:
    for text in ("Singapore allows human exosomes in cosmetics.", "Singapore bans human exosomes in cosmetics."):
        claims = read_sentences([text])
        verdict = judge(claims[0], context_of(claims, today=TODAY))
        assert verdict.word == "not_checkable"
        assert [r.id for r in verdict.records] == ["sg_hsa"]
        assert "confirm" in verdict.reason


def test_were_it_read_the_same_law_would_contradict() -> None:
    claims = read_sentences(["Singapore allows human exosomes in cosmetics."])
    read = {**law.load(), "sg_hsa": law.load()["sg_hsa"].model_copy(update={"status": "secondary"})}
    assert judge(claims[0], context_of(claims, today=TODAY, laws=read)).word == "contradicted"


def test_what_the_trade_says_of_itself_is_no_law() -> None:
    claims = read_sentences(["Human exosomes in creams are legal in the UK."])
    verdict = judge(claims[0], context_of(claims, today=TODAY))
    assert verdict.word == "contradicted"
    assert "uk_conflict" not in {r.id for r in verdict.records}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sold in Switzerland.", "CH"),
        ("Swissmedic has not said.", "CH"),
        ("A Korean brand.", "KR"),
        ("The MFDS is clear.", "KR"),
        ("Brazilian clinics offer it.", "BR"),
        ("Made in the US.", "US"),
        ("Dubai clinics offer it.", "AE"),
        ("A notice of the MHRA.", "UK"),
    ],
)
def test_places_are_known_by_country_people_and_authority(text: str, place: str) -> None:
    assert place in lawbook.places(text)


@pytest.mark.parametrize(
    "text", ["Tell us what helped.", "Polish the skin with it.", "Bound to HSA in serum.", "It costs $49."]
)
def test_words_that_only_look_like_a_place_name_none(text: str) -> None:
    assert lawbook.places(text) == ()
    assert lawbook.hinted(text) == ()


def shown(text: str) -> tuple[str, ...]:
    page = read_page(text, "page")
    return beside.places([c for c in read_claims(page) if c.is_claim], page)


def test_money_hints_at_a_place_only_where_none_is_named() -> None:
    assert shown("Our exosome serum smooths wrinkles. It costs £49.") == ("UK",)
    assert shown("Our exosome serum smooths wrinkles. Ships from Japan for £49.") == ("JP",)
    assert shown("Our exosome serum smooths wrinkles. It costs $49.") == lawbook.standing()


def test_a_place_that_is_named_and_not_on_the_shelf_is_shown_as_unknown() -> None:
    page = read_page("Our exosome serum smooths wrinkles. Loved in Thailand.", "page")
    claims = [c for c in read_claims(page) if c.is_claim]
    (line,) = beside.law_lines(claims, context_of(claims, today=TODAY), page)
    assert (line.jurisdiction, line.code, line.law) == ("TH", "unknown", None)


@pytest.mark.parametrize("trap", lawbook.traps(), ids=lambda t: t["id"])
def test_each_trap_rests_on_records_and_says_why(trap: dict[str, object]) -> None:
    assert set(trap["laws"]) <= set(law.load())  # type: ignore[call-overload]
    assert str(trap["why"]).endswith(".")
