"""Does a screen name the risks and rules that bear on a scenario, those alone, and say what is unknown as unknown?"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from exoderm import scenario
from exoderm.appraisal import screen as screening
from exoderm.appraisal.screen import Use, case, screen, standing
from exoderm.evidence import law, risk
from exoderm.evidence.sources import sources
from exoderm.library.terms import ROUTE_WORDS

TODAY = date(2026, 11, 28)
KNOWN = sources()


def found(name: str, use: Use = "cosmetic", today: date = TODAY, **changes: Any) -> dict[str, Any]:
    data = {**scenario.load(name).text(), **changes}
    return screen(scenario.from_data(data, "test"), use, today, KNOWN)


def risks(document: dict[str, Any]) -> set[str]:
    return {r["id"] for r in document["risks"]}


def place(document: dict[str, Any], code: str) -> dict[str, Any]:
    return next(p for p in document["law"] if p["jurisdiction"] == code)


def test_a_cosmetic_of_people_is_barred_in_europe_and_one_of_plants_is_not() -> None:
    human, plant = (place(found(name), "EU") for name in ("serum-on-cheek", "green-tea-on-cheek"))
    assert human["standing"] == "barred"
    assert human["rules"][0]["law"] == "eu_1223_human"
    assert plant["standing"] == "conditional"
    assert "eu_1223_human" not in {r["law"] for r in plant["rules"]}


def test_an_unknown_source_is_open_and_never_safe() -> None:
    document = found("silent-cream")
    assert place(document, "EU")["standing"] == "open"
    assert {"virus", "tumour", "donor_state", "plant_with_human"} <= risks(document)
    loose = {r["id"] for r in document["risks"] if r["bearing"] == "not_ruled_out"}
    assert {"virus", "tumour", "plant_with_human"} <= loose
    assert any("source is not stated" in line for line in document["unknown"])


def test_an_injection_adds_granuloma_and_necrosis_and_whole_skin_does_not() -> None:
    inside = {"granuloma", "necrosis", "infection", "vision", "injection_reactions", "anticoagulants"}
    assert inside <= risks(found("injected-vesicles"))
    assert not inside & risks(found("serum-on-cheek"))


def test_needles_add_their_own_and_not_those_of_the_syringe() -> None:
    needled = risks(found("serum-after-needling"))
    assert {"device", "granuloma_needled", "keloid", "isotretinoin", "cosmetic_put_inside"} <= needled
    assert not {"granuloma", "necrosis", "injection_reactions"} & needled


@pytest.mark.parametrize("name", sorted(scenario.examples()))
def test_pregnancy_and_tumours_are_asked_after_wherever_they_bear(name: str) -> None:
    document = found(name)
    assert "pregnancy" in risks(document)
    assert ("tumour" in risks(document)) == (document["case"]["species"] in ("human", "animal", "mixed", "unknown"))


def test_damaged_skin_turns_a_cream_into_another_case() -> None:
    whole = scenario.load("serum-on-cheek")
    broken = whole.model_copy(update={"person": whole.person.model_copy(update={"condition": "wounded"})})
    assert case(whole).route == "topical_intact"
    assert case(broken).route == "wound"


def test_intended_use_is_asked_and_not_guessed() -> None:
    assert place(found("serum-on-cheek", "unknown"), "US")["standing"] == "open"
    assert place(found("serum-on-cheek", "medicinal"), "US")["standing"] == "barred"
    assert place(found("serum-on-cheek", "cosmetic"), "US")["standing"] == "conditional"


def test_what_is_injected_may_be_judged_as_a_medicine_whatever_it_is_called() -> None:
    us = place(found("injected-vesicles", "cosmetic"), "US")
    assert us["standing"] == "open"
    assert "us_psn_2019" in {r["law"] for r in us["rules"] if r["bearing"] == "depends"}


def test_records_that_disagree_are_shown_to() -> None:
    assert place(found("green-tea-on-cheek"), "CA")["standing"] == "disputed"


def test_a_place_without_a_rule_is_unknown_and_no_place_ever_allows() -> None:
    for name in scenario.examples():
        for use in screening.USES:
            for p in found(name, use)["law"]:
                assert p["standing"] in {"barred", "disputed", "open", "conditional", "other", "unknown"}
                if p["standing"] == "unknown":
                    silent = ("none_found", "unconfirmed", "not_yet", "lapsed")
                    assert all(r["bearing"] in silent or r["status"] == "unknown" for r in p["rules"])
    assert standing(()) == "unknown"


def test_a_recalled_rule_bars_nothing() -> None:
    sg = place(found("serum-on-cheek"), "SG")
    assert sg["standing"] == "unknown"
    assert any(r["bearing"] == "unconfirmed" and r["read"] == "recalled" for r in sg["rules"])


def test_every_rule_says_its_age_and_grows_old() -> None:
    now, later = (place(found("serum-on-cheek", today=d), "EU") for d in (TODAY, date(2027, 9, 1)))
    assert not now["rules"][0]["stale"]
    assert later["rules"][0]["stale"]
    assert "look at the source" in later["rules"][0]["age"]


def test_what_is_assumed_has_no_source_and_asks_and_what_is_not_has_one() -> None:
    for r in risk.load().values():
        assert (r.known == "assumed") == (not r.studies and not r.laws), r.id
        if r.known == "assumed" or r.about in ("person", "medicine"):
            assert r.ask.endswith("?"), r.id


def test_nothing_in_it_is_advice() -> None:
    told = " ".join(
        [*(f"{r.statement} {r.unknown}" for r in risk.load().values()), *(x.statement for x in law.load().values())]
    )
    assert not re.search(
        r"\b(?:you should|we recommend|we advise|is advisable|avoid it|do not use)\b", told, re.IGNORECASE
    )
    assert found("serum-on-cheek")["not_advice"].startswith("Not a recommendation")


def test_every_route_has_reactions_or_harms_of_its_own_or_open() -> None:
    for route in ROUTE_WORDS:
        assert risk.relevant(route, "human")  # type: ignore[arg-type]
