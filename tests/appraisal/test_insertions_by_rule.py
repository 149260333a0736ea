"""A denial, a hedge or a remark put into a sentence of any rule changes what it should and nothing else.

A frame is a plain sentence of one question, split before its verb. A denial turns its letter round, a hedge never makes
it better, a remark leaves it alone; rule and topic stay.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.appraisal.conftest import TODAY

from exoderm.appraisal import rules
from exoderm.appraisal.appraise import context_of, judge
from exoderm.page.claims import read_sentences
from exoderm.page.page import Claim


@dataclass(frozen=True)
class Frame:
    """Sentences of one question, with the letters that are right for them as they stand, denied and hedged."""

    who: tuple[str, ...]
    does: tuple[str, ...]
    plain: str
    denied: str
    hedged: str


FRAMES = {
    "penetration": Frame(
        ("Exosomes", "Whole vesicles"),
        ("cross the horny layer of intact skin", "reach the dermis of unbroken skin"),
        "E", "A", "D",
    ),
    "identity": Frame(
        ("Exosomes", "These vesicles"),
        ("have a nucleus of their own", "carry a genome of their own"),
        "E", "A", "E",
    ),
    "storage": Frame(
        ("Exosomes in a serum", "Liquid exosomes", "The vesicles in our ampoules"),
        ("withstand heat", "survive repeated freezing and thawing", "keep for two years at room temperature"),
        "DE", "A", "DE",
    ),
    "composition": Frame(
        ("Exosomes", "The vesicles in this serum"),
        ("contain whole living cells", "contain whole chromosomes", "contain a complete genome"),
        "E", "A", "DE",
    ),
    "comparison": Frame(
        ("Exosomes", "Vesicles from fat tissue"),
        ("work better than retinol", "do more than vitamin C", "work as well as botulinum toxin"),
        "D", "A", "DB",
    ),
    "market": Frame(
        ("High sales", "Five-star reviews", "Famous customers"),
        ("prove that the serum works", "show that the effect is real"),
        "D", "A", "D",
    ),
    "outcome": Frame(
        ("Exosomes", "The vesicles in this cream"),
        ("remove wrinkles for ever", "cure every skin problem"),
        "D", "A", "D",
    ),
    "safety": Frame(
        ("Exosome injections", "Injected vesicles"), ("cause granulomas", "cause infections"), "A", "E", "A"
    ),
    "evidence": Frame(
        ("Large trials", "Solid studies"),
        ("prove that exosomes work", "confirm that vesicles work"),
        "DE", "A", "DE-",
    ),
    "status": Frame(
        ("Exosome injections", "Injectable vesicle products"),
        ("need approval in the United States", "require FDA approval"),
        "A", "E", "A",
    ),
    "scope": Frame(("Exosomes", "Our vesicles"), ("cure arthritis", "reverse dementia"), "-", "-", "-"),
}  # fmt: skip
NOT = ("do not", "never", "by no means")
MAY = ("may", "might", "could perhaps")
ASIDE = (", of course,", ", in fact,", ", which nobody has to like,")
QUICK = settings(max_examples=120, deadline=None, derandomize=True)
frames = st.sampled_from(sorted(FRAMES)).flatmap(
    lambda rule: st.tuples(st.just(rule), st.sampled_from(FRAMES[rule].who), st.sampled_from(FRAMES[rule].does))
)


def read(text: str) -> Claim:
    return read_sentences([text])[0]


def answer(text: str) -> tuple[str, tuple[str, ...]]:
    claim = read(text)
    if not claim.is_claim:
        return "none", ()
    verdict = judge(claim, context_of([claim], today=TODAY))
    return verdict.letter, verdict.rules


def test_every_rule_has_a_frame_or_a_table_of_its_own() -> None:
    assert set(rules.rules()) == {*FRAMES, "usage"}


@QUICK
@given(frames, st.sampled_from(NOT))
def test_a_denial_turns_the_letter_and_keeps_the_question(frame: tuple[str, str, str], no: str) -> None:
    rule, who, does = frame
    (plain, asked), (denied, asked_again) = answer(f"{who} {does}."), answer(f"{who} {no} {does}.")
    assert plain in FRAMES[rule].plain, (plain, who, does)
    assert denied in FRAMES[rule].denied, (denied, who, no, does)
    assert rule in asked
    assert rule in asked_again


@QUICK
@given(frames, st.sampled_from(MAY))
def test_a_hedge_never_makes_a_letter_better(frame: tuple[str, str, str], may: str) -> None:
    rule, who, does = frame
    letter, asked = answer(f"{who} {may} {does}.")
    assert letter in FRAMES[rule].hedged, (letter, who, may, does)
    assert rule in asked
    assert read(f"{who} {may} {does}.").certainty == "hedged"


@QUICK
@given(frames, st.sampled_from(ASIDE), st.sampled_from(("", " do not")))
def test_a_remark_between_commas_changes_no_letter(frame: tuple[str, str, str], aside: str, no: str) -> None:
    _, who, does = frame
    assert answer(f"{who}{aside}{no} {does}.")[0] == answer(f"{who}{no} {does}.")[0]


@QUICK
@given(frames)
def test_a_question_claims_nothing(frame: tuple[str, str, str]) -> None:
    _, who, does = frame
    assert answer(f"Do {who[0].lower()}{who[1:]} {does}?")[0] == "none"


@pytest.mark.parametrize(
    ("told", "letter"),
    [
        ("You should inject the serum at home.", "E"),
        ("You should not inject the serum at home.", "A"),
        ("Never inject the serum at home.", "A"),
        ("You could perhaps inject the serum at home.", "E"),
        ("Do not use exosome products during pregnancy.", "A"),
        ("Exosome products can be used during pregnancy.", "D"),
        ("Use the serum every evening.", "-"),
        ("Use the serum every evening for fewer wrinkles.", "D"),
    ],
)
def test_advice_and_its_opposite(told: str, letter: str) -> None:
    """An instruction has its denial before the verb, so that it has a table and no frame."""
    found, asked = answer(told)
    assert found == letter
    assert "usage" in asked


@pytest.mark.parametrize(
    ("plain", "told"),
    [
        (
            "Liquid exosomes degrade within days.",
            "Without a cold chain, liquid exosomes degrade within days.",
        ),
        ("Exosomes do not cross the horny layer.", "Without a laser, exosomes do not cross the horny layer."),
        ("Exosomes remove wrinkles for ever.", "Without surgery, exosomes remove wrinkles for ever."),
    ],
)
def test_a_denial_that_only_sets_the_scene_turns_nothing(plain: str, told: str) -> None:
    assert answer(plain)[0] == answer(told)[0] != "none"
