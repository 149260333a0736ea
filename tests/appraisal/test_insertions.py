"""A word put into a sentence changes what it should and nothing else: denials, hedges, remarks, wrappings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.appraisal.conftest import TODAY

from exoderm.appraisal.appraise import context_of, judge
from exoderm.page.claims import read_sentences
from exoderm.page.page import Claim

WHO = ("Exosomes", "Whole vesicles", "Vesicles of fat cells", "The vesicles in this cream")
DOES = (
    "cross the horny layer of intact skin",
    "pass through the barrier of healthy skin",
    "reach the dermis of unbroken skin",
    "sink through the stratum corneum of intact skin",
)
NOT = ("do not", "cannot", "never", "hardly ever", "by no means", "do not, of course,", "could not", "fail to")
MAY = ("may", "might", "could perhaps", "may well", "can possibly")
ASIDE = (", of course,", ", which are tiny,", ", in fact,", ", which nobody has to like,", ", however,")
WRAP = ("It is not true that", "It is a myth that", "It would be wrong to say that", "It is false that")
QUICK = settings(max_examples=60, deadline=None, derandomize=True)


def read(text: str) -> Claim:
    return read_sentences([text])[0]


def letter(text: str) -> str:
    claim = read(text)
    return judge(claim, context_of([claim], today=TODAY)).letter if claim.is_claim else "none"


def low(text: str) -> str:
    return text[0].lower() + text[1:]


@QUICK
@given(st.sampled_from(WHO), st.sampled_from(DOES), st.sampled_from(NOT))
def test_a_denial_turns_the_verdict_and_keeps_the_topic(who: str, does: str, no: str) -> None:
    plain, denied = f"{who} {does}.", f"{who} {no} {does}."
    assert (letter(plain), letter(denied)) == ("E", "A")
    assert read(plain).claim_type == read(denied).claim_type == "penetration"
    # The sentence and its idea are marked apart, and agree (docs/decisions/0006).
    assert read(denied).certainty == "negated"
    assert read(denied).ideas.denies("crosses")


@QUICK
@given(st.sampled_from(WHO), st.sampled_from(DOES), st.sampled_from(MAY))
def test_a_hedge_softens_and_denies_nothing(who: str, does: str, may: str) -> None:
    plain, hedged = read(f"{who} {does}."), read(f"{who} {may} {does}.")
    assert (plain.certainty, hedged.certainty) == ("asserted", "hedged")
    assert plain.claim_type == hedged.claim_type
    assert plain.slots.direction == hedged.slots.direction
    assert letter(hedged.text) == "D", "that they might pass has not been shown"


@QUICK
@given(st.sampled_from(WHO), st.sampled_from(DOES), st.sampled_from(ASIDE), st.sampled_from(("", " do not")))
def test_a_remark_between_commas_changes_no_verdict(who: str, does: str, aside: str, no: str) -> None:
    assert letter(f"{who}{aside}{no} {does}.") == letter(f"{who}{no} {does}.")


@QUICK
@given(st.sampled_from(WHO), st.sampled_from(DOES), st.sampled_from(WRAP), st.sampled_from(("", " do not")))
def test_a_wrapping_denial_turns_the_verdict_once(who: str, does: str, wrap: str, no: str) -> None:
    inner = f"{who}{no} {does}."
    assert {letter(inner), letter(f"{wrap} {low(inner)}")} == {"A", "E"}


@QUICK
@given(st.sampled_from(WHO), st.sampled_from(DOES))
def test_a_question_claims_nothing(who: str, does: str) -> None:
    assert letter(f"Do {low(who)} {does}?") == "none"


@pytest.mark.parametrize(
    ("plain", "denied"),
    [
        ("The FDA has approved an exosome product.", "The FDA has approved no exosome product."),
        ("The FDA has approved exosomes.", "The FDA has never approved exosomes."),
        ("Our vials are licensed by the FDA.", "Our vials are by no means licensed by the FDA."),
        ("Exosomes are living cells.", "Exosomes are not living cells."),
        ("Exosomes have a nucleus.", "Exosomes have no nucleus at all."),
        ("Exosome injections have no side effects.", "It is not so that exosome injections have no side effects."),
        ("The evidence is solid.", "The evidence is anything but solid."),
        ("Large trials prove that exosomes work.", "Large trials do not prove that exosomes work."),
    ],
)
def test_a_denial_turns_wrong_into_right(plain: str, denied: str) -> None:
    assert letter(plain) in "DE"
    assert letter(denied) == "A"
