"""The state of the evidence: is it counted, and does the verdict follow what is counted?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.finding import Verdict
from exoderm.appraisal.shelf_weight import weigh
from exoderm.evidence import study
from exoderm.page.claims import read_sentences

Judge = Callable[[str], Verdict]

MODEST = [
    "Large controlled trials of exosomes in people are lacking.",
    "The evidence for exosomes in skin care is still limited.",
    "More research is needed before exosomes can be judged.",
    "The benefit of exosomes has not been proven in large trials.",
    "Clinical trials of exosomes are under way.",
]
BOLD = [
    "The benefit of exosomes has been proven beyond doubt in large trials.",
    "The evidence for exosomes in skin care is no longer limited.",
    "There is overwhelming scientific evidence that exosomes work.",
    "Not a single study of exosomes has been done in people.",
]


@pytest.mark.parametrize("text", MODEST)
def test_modest_statements_agree_with_the_count(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "supported"


@pytest.mark.parametrize("text", BOLD)
def test_bold_statements_do_not(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "contradicted"


def test_the_reason_carries_the_count_of_the_cards(verdict_of: Judge) -> None:
    weight = weigh(study.load())
    assert f"{weight.people} studies in people" in verdict_of(MODEST[0]).reason


def test_a_replicated_effect_would_turn_the_verdict() -> None:
    """The answer is computed: one trial on rung E6 and "proven" holds."""
    claims = read_sentences([BOLD[0]])
    cards = dict(study.load())
    cards["kwon_2020"] = cards["kwon_2020"].model_copy(update={"level": "E6"})
    assert judge(claims[0], context_of(claims, today=date(2026, 11, 24), studies=cards)).word == "supported"


def test_an_empty_shelf_has_no_people_and_no_weeks() -> None:
    weight = weigh({})
    assert (weight.people, weight.weeks, weight.best) == (0, None, "E0")
