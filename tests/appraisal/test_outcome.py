"""Effects: does the verdict follow the level, the route, the promise, the null and the denial?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.finding import Verdict
from exoderm.evidence import study
from exoderm.page.claims import read_sentences

Judge = Callable[[str], Verdict]


def test_a_statement_that_names_its_own_level_is_judged_there(verdict_of: Judge) -> None:
    for text in (
        "In mice, vesicles from fat tissue reduced wrinkles.",
        "In cultured fibroblasts, exosomes raised collagen production.",
    ):
        verdict = verdict_of(text)
        assert verdict.word == "supported", text
        assert "own_level" in verdict.flags


def test_the_same_effect_without_its_level_is_not_supported(verdict_of: Judge) -> None:
    assert verdict_of("Exosomes reduce wrinkles.").letter == "D"
    assert verdict_of("Exosomes make fibroblasts produce collagen.").word == "preclinical_only"


@pytest.mark.parametrize(
    "text",
    [
        "Exosomes remove wrinkles permanently.",
        "Exosomes smooth wrinkles overnight.",
        "Exosome serum works better than retinol against wrinkles.",
        "Exosomes fade dark spots in everyone, on every skin type.",
    ],
)
def test_promises_beyond_the_studies_overstate(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "overstated"


@pytest.mark.parametrize(
    "text",
    [
        "The effect of exosomes on wrinkles is not permanent.",
        "Exosome serum is not better than retinol against wrinkles.",
        "Exosomes do not smooth wrinkles overnight.",
    ],
)
def test_the_denial_of_such_a_promise_is_supported(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "supported"


def test_an_outcome_that_nobody_studied_is_not_shown(verdict_of: Judge) -> None:
    verdict = verdict_of("Exosomes speed up skin turnover.")
    assert verdict.word == "unsupported"
    assert not verdict.records


def test_hedged_wording_that_fits_the_level_gets_early_signs(verdict_of: Judge) -> None:
    assert verdict_of("A serum with exosomes may slightly lighten dark spots.").letter == "B"


def test_records_of_another_route_are_named_as_such(verdict_of: Judge) -> None:
    verdict = verdict_of("Rubbed onto whole skin, exosomes smooth acne scars.")
    assert verdict.word == "not_transferable"
    assert any("route" in r.transfer_failures for r in verdict.records)


def test_the_laser_trial_speaks_where_a_laser_was_used(verdict_of: Judge) -> None:
    verdict = verdict_of("After fractional laser, exosomes may improve acne scars.")
    assert verdict.letter in "AB"
    assert "kwon_2020" in {r.id for r in verdict.records}


def test_a_null_stays_visible_as_counter_evidence(verdict_of: Judge) -> None:
    verdict = verdict_of("With microneedles, exosomes may soften wrinkles.")
    assert any(r.against for r in verdict.records)


def test_without_studies_nothing_is_shown() -> None:
    """The verdict comes from the records: take them away and it goes."""
    claims = read_sentences(["After fractional laser, exosomes may improve acne scars."])
    context = context_of(claims, today=date(2026, 11, 24), studies={})
    assert judge(claims[0], context).word == "unsupported"


def test_if_every_trial_were_null_the_claim_would_be_contradicted() -> None:
    claims = read_sentences(["After fractional laser, exosomes may improve acne scars."])
    nulls = {k: s.model_copy(update={"direction": "no_difference"}) for k, s in study.load().items()}
    context = replace(context_of(claims, today=date(2026, 11, 24)), studies=nulls)
    assert judge(claims[0], context).word == "contradicted"


def test_a_ginger_cream_is_read_as_a_promise_and_its_studies_are_weighed(verdict_of: Judge) -> None:
    verdict = verdict_of("Exosomes from ginger, applied to intact skin, hydrate the skin.")
    assert "outcome" in verdict.rules
    assert verdict.letter in "CD"
    assert verdict.records


def test_a_bare_cure_is_a_claim() -> None:
    (claim,) = read_sentences(["Exosomes treat acne."])
    assert claim.is_claim
    assert claim.claim_type == "efficacy"


def test_why_a_study_does_not_carry_over_is_said_in_words_of_buyers(verdict_of: Judge) -> None:
    reason = verdict_of("Our exosome injections flatten scars.").reason
    assert "after a laser that opens the skin, not injected into the skin" in reason
    assert "claimed" not in reason
