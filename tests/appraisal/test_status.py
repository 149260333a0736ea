"""Law and approval: does the verdict follow the law card, the place, the source and the denial?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.finding import Verdict
from exoderm.page.claims import read_sentences

Judge = Callable[[str], Verdict]

RIGHT = [
    "No exosome product has been approved by the FDA.",
    "The FDA has not approved any exosome product.",
    "Exosome products that treat disease need approval by the FDA.",
    "The FDA has warned against unapproved exosome products.",
    "In the EU, cosmetics must not contain exosomes of human origin.",
    "Being registered with the FDA is not the same as being approved.",
    "The FDA regards exosomes for treatment as biological drugs.",
]
WRONG = [
    "Our exosome serum is approved by the FDA.",
    "The FDA has licensed exosome products for the skin.",
    "Exosome products that treat disease need no approval by the FDA.",
    "The FDA has never warned against exosome products.",
    "In the EU, exosomes of human origin are allowed in cosmetics.",
    "The product is FDA registered and therefore approved.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_agrees_with_the_law_is_supported(text: str, verdict_of: Judge) -> None:
    verdict = verdict_of(text)
    assert verdict.word == "supported"
    assert verdict.records


@pytest.mark.parametrize("text", WRONG)
def test_what_conflicts_with_the_law_is_contradicted(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "contradicted"


def test_an_entry_in_a_register_says_nothing_of_approval(verdict_of: Judge) -> None:
    verdict = verdict_of("The serum is made in a facility that is registered with the FDA.")
    assert verdict.word == "not_checkable"
    assert "regulatory" in verdict.flags


def test_a_place_without_a_card_is_unknown_and_never_allowed(verdict_of: Judge) -> None:
    verdict = verdict_of("Exosome injections are legal in Thailand.")
    assert verdict.word == "not_checkable"
    assert "Thailand" in verdict.reason


def test_source_decides_in_the_union(verdict_of: Judge) -> None:
    assert verdict_of("In the EU, vesicles from plants are allowed in cosmetics.").word == "supported"


def test_a_law_that_changed_makes_a_sentence_outdated_only_afterwards() -> None:
    claims = read_sentences(["The government of New Zealand plans to repeal the Therapeutic Products Act."])
    later = judge(claims[0], context_of(claims, today=date(2026, 11, 24)))
    assert later.flags == ("outdated",)
    assert later.word == "supported"
    assert "outdated" not in judge(claims[0], context_of(claims, today=date(2024, 6, 1))).flags


def test_old_records_of_law_are_said_to_be_old() -> None:
    claims = read_sentences(["The FDA has not approved any exosome product."])

    def thoughts(today: date) -> tuple[str, ...]:
        return judge(claims[0], context_of(claims, today=today)).second_thoughts

    assert any("newest record is of 2026" in line for line in thoughts(date(2030, 1, 1)))
    assert not any("newest record" in line for line in thoughts(date(2026, 6, 1)))


def test_a_ban_on_one_way_in_beside_leave_to_sell_is_right() -> None:
    """What is allowed must itself be a way inside before it takes from the ban."""

    def word(text: str) -> str:
        claims = read_sentences([text])
        return judge(claims[0], context_of(claims, today=date(2026, 11, 24))).word

    assert word("In Korea such serums are permitted as cosmetics, yet injecting them is prohibited.") == "supported"
    assert word("Exosomes must not be injected, while microneedling them in is lawful.") == "unsupported"


def test_where_the_law_leaves_vesicles_out_they_are_not_said_to_be_medicines_there(verdict_of: Judge) -> None:
    assert verdict_of("In Japan exosomes are regulated as medicines.").word == "unsupported"
    assert verdict_of("In the European Union exosomes are regulated as medicines.").word == "supported"


def test_whether_a_cosmetic_may_be_injected_is_the_law_s_and_that_one_was_is_an_act(verdict_of: Judge) -> None:
    assert verdict_of("In Britain a cosmetic may not be injected.").word == "supported"
    assert verdict_of("In Britain, unlike in the EU, a cosmetic may be injected.").word == "contradicted"
    assert verdict_of("Our clinic in Britain injected a cosmetic.").letter == "-"
