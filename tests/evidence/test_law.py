"""Does the law speak only where it bears on the case, with its date, and stay silent where nothing is known?"""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.errors import CardError
from exoderm.evidence import law
from exoderm.library import shelf
from exoderm.library.terms import Route, Species

Use = Literal["cosmetic", "medicinal", "research", "unknown"]

LAWS = law.load()
TODAY = date(2026, 11, 24)


def bearing(place: str, species: Species, route: Route, use: Use, today: date = TODAY) -> dict[str | None, str]:
    return {f.law: f.bearing for f in law.status(place, species, route, use, today)}


PLACES = {"AU", "BR", "CA", "CH", "CN", "EU", "HK", "IR", "JP", "KR", "NZ", "SA", "SG", "TW", "UK", "US"}


def test_sixteen_places_are_covered() -> None:
    assert {x.jurisdiction for x in LAWS.values()} == PLACES
    assert len(LAWS) >= 60


def test_a_record_that_nobody_read_is_a_hint_and_leaves_the_place_unknown() -> None:
    found = {f.law: f for f in law.status("SG", "human", "topical_intact", "cosmetic", TODAY)}
    assert found["sg_hsa"].bearing == "unconfirmed"
    assert found[None].code == "unknown"
    assert "undated" in found["sg_hsa"].age


def test_a_record_says_its_age_wherever_it_is_shown() -> None:
    for place in PLACES:
        for f in law.status(place, "human", "injection", "medicinal", TODAY):
            assert f.law is None or f.age.startswith(("as of ", "undated"))
            assert ("look at the source" in f.age) == f.stale


def test_a_cosmetic_elsewhere_is_not_judged_as_a_medicine_either() -> None:
    for place in ("UK", "JP", "AU", "HK"):
        codes = {f.code for f in law.status(place, "plant", "topical_intact", "cosmetic", TODAY)}
        assert not codes & {"unapproved_drug", "unapproved_but_used"}, place


def test_source_and_way_in_decide_in_the_new_places() -> None:
    for place, card in (("UK", "uk_dbt_2025"), ("CH", "ch_human"), ("CN", "cn_human_ban")):
        assert bearing(place, "human", "topical_intact", "cosmetic")[card] == "applies"
        assert card not in bearing(place, "plant", "topical_intact", "cosmetic")
    for place, card in (("TW", "tw_regen_2026"), ("KR", "kr_injection"), ("BR", "br_nt33_2023")):
        assert bearing(place, "plant", "microneedle", "cosmetic")[card] == "applies"
        assert card not in bearing(place, "plant", "topical_intact", "cosmetic")


def test_a_name_that_gives_the_source_keeps_clear_of_a_bar_on_words() -> None:
    assert bearing("KR", "plant", "topical_intact", "cosmetic")["kr_ads_2025"] == "depends"
    assert bearing("KR", "human", "topical_intact", "cosmetic")["kr_ads_2025"] == "applies"


def test_a_cosmetic_is_not_judged_as_a_drug() -> None:
    codes = {f.code for f in law.status("US", "human", "topical_intact", "cosmetic", TODAY)}
    assert "unapproved_drug" not in codes
    assert "claims_dependent" in codes


def test_words_of_disease_make_a_cosmetic_a_drug() -> None:
    found = law.status("US", "human", "topical_intact", "cosmetic", TODAY, ["disease"])
    hit = next(f for f in found if f.law == "us_psn_2019")
    assert (hit.code, hit.bearing) == ("unapproved_drug", "applies")
    assert "words" in hit.reason


def test_the_european_ban_is_for_human_material_on_the_outside() -> None:
    assert bearing("EU", "human", "topical_intact", "cosmetic")["eu_1223_human"] == "applies"
    assert "eu_1223_human" not in bearing("EU", "plant", "topical_intact", "cosmetic")
    assert bearing("EU", "unknown", "topical_intact", "cosmetic")["eu_1223_human"] == "depends"


def test_what_is_injected_is_no_cosmetic_in_europe() -> None:
    found = bearing("EU", "plant", "injection", "cosmetic")
    assert found["eu_cosmetic_definition"] == "applies"
    assert "eu_cosmetic_nonhuman" not in found


def test_the_repealed_act_of_new_zealand_is_lapsed_and_its_successor_named() -> None:
    found = {f.law: f for f in law.status("NZ", "human", "injection", "medicinal", TODAY)}
    assert found["nz_tpa_2023"].bearing == "lapsed"
    assert "nz_medicines_act" in found["nz_tpa_2023"].reason
    assert found["nz_medicines_act"].bearing == "applies"
    assert found["nz_mpb"].bearing == "not_yet"
    before = bearing("NZ", "human", "injection", "medicinal", today=date(2024, 12, 17))
    assert before["nz_tpa_2023"] == "applies"


def test_no_record_is_unknown_and_never_more() -> None:
    (only,) = law.status("TH", "plant", "topical_intact", "cosmetic", TODAY)
    assert (only.law, only.code, only.bearing) == (None, "unknown", "none_found")
    assert "not proof" in only.statement


def test_an_unstated_use_settles_nothing() -> None:
    found = law.status("US", "human", "injection", "unknown", TODAY)
    assert {f.bearing for f in found if f.code == "unapproved_drug"} == {"depends"}


def test_strictest_comes_first() -> None:
    for place in ("US", "EU", "NZ"):
        found = law.status(place, "human", "topical_intact", "medicinal", TODAY)
        applied = [law.CODES.index(f.code) for f in found if f.bearing == "applies"]
        assert applied == sorted(applied)


def test_no_card_grants_leave_to_use() -> None:
    for x in LAWS.values():
        words = x.statement.lower()
        assert not any(p in words for p in ("is allowed", "may be sold", "may be used", "is safe", "is legal")), x.id


def test_links_between_laws_hold_both_ways() -> None:
    for x in LAWS.values():
        if x.superseded_by:
            assert x.id in LAWS[x.superseded_by].supersedes
        for old in x.supersedes:
            assert LAWS[old].superseded_by == x.id
        if x.status != "seen":
            assert x.status == "secondary" or x.missing


@pytest.mark.parametrize(
    ("as_of", "pending", "today", "is_stale"),
    [
        ("2025-11-25", False, TODAY, False),
        ("2025-11-24", False, TODAY, True),
        ("2026-05-25", True, TODAY, False),
        ("2026-05-24", True, TODAY, True),
        ("2026", False, TODAY, False),
        ("2025", False, TODAY, True),
        ("2025-12", False, TODAY, False),
        ("2024-02-29", False, date(2025, 2, 28), False),
        ("2024-02-29", False, date(2025, 3, 1), True),
        ("2026-08-31", True, date(2027, 2, 28), False),
        (None, False, TODAY, True),
    ],
)
def test_records_go_stale(as_of: str | None, pending: bool, today: date, is_stale: bool) -> None:
    record = LAWS["eu_655"].model_copy(update={"as_of": as_of, "pending": pending})
    assert law.stale(record, today) is is_stale


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 4000), st.booleans())
def test_what_is_stale_stays_stale_and_pending_goes_first(day: date, later: int, pending: bool) -> None:
    record = LAWS["eu_655"].model_copy(update={"as_of": day.isoformat(), "pending": pending})
    then = date.fromordinal(min(day.toordinal() + later, date.max.toordinal()))
    if law.stale(record, then):
        assert law.stale(record, date.fromordinal(then.toordinal() + 1))
        assert law.stale(record.model_copy(update={"pending": True}), then)
    assert not law.stale(record, day)


@pytest.mark.parametrize("bad", ["yesterday", "24-11-2026", "2026-13", "2026-02-30", "2026-1-2-3", ""])
def test_a_date_that_is_none_is_refused(bad: str) -> None:
    data = LAWS["eu_655"].model_dump(mode="json")
    with pytest.raises(CardError, match="as_of"):
        shelf.validate({**data, "as_of": bad}, law.Law, "test")
