"""What vesicles are said to cure or prevent is a promise: reports of that very harm do not bear it out."""

from collections.abc import Callable

import pytest

from exoderm.appraisal.finding import Verdict
from exoderm.library.terms import Verdict as Word

Judge = Callable[[str], Verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Exosomes cure cancer.",
        "Exosome therapy removes tumours.",
        "Exosomes prevent infections.",
        "Exosomes can reverse allergies and stop rashes.",
        "Injections of exosomes cure sepsis.",
    ],
)
def test_a_promise_to_undo_a_harm_is_not_held_up_by_reports_of_it(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word not in ("supported", "supported_limited")


def test_a_cure_of_cancer_is_a_matter_of_law_and_safety(verdict_of: Judge) -> None:
    verdict = verdict_of("Exosomes cure cancer.")
    assert verdict.word == "not_checkable"
    assert {"regulatory", "safety"} <= set(verdict.flags)


def test_swelling_after_a_laser_is_judged_by_the_studies_that_judge_redness(verdict_of: Judge) -> None:
    swelling = verdict_of("Exosomes reduce swelling and bruising after laser.")
    redness = verdict_of("Exosomes reduce redness after laser.")
    assert (swelling.word, swelling.records) == (redness.word, redness.records)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Exosome injections have caused infections.", "supported"),
        ("Patients treated with exosomes developed infections.", "supported"),
        ("Exosomes reduce wrinkles but can cause infections.", "supported"),
        ("Antibiotics cleared the infection that the exosome injection had caused.", "supported"),
        ("Sterile filtration of exosomes prevents infections.", "supported"),
        ("Exosomes may suppress immunity and raise the risk of cancer.", "supported"),
        ("Exosomes never cause tumours.", "contradicted"),
    ],
)
def test_a_report_of_harm_stays_one_though_something_is_treated_in_it(text: str, word: Word, verdict_of: Judge) -> None:
    assert verdict_of(text).word == word


@pytest.mark.parametrize(
    "text",
    [
        "No exosome product cures cancer.",
        "Exosomes do not prevent infections.",
        "Nobody has shown that exosomes prevent infections.",
    ],
)
def test_who_denies_the_cure_is_not_told_that_harm_was_reported(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "supported"


def test_to_find_a_cancer_lies_outside_skin_and_is_said_to(verdict_of: Judge) -> None:
    for text in ("Exosomes can detect tumours before a scan does.", "Exosomes diagnose pancreatic cancer early."):
        verdict = verdict_of(text)
        assert verdict.word == "not_checkable"
        assert "out_of_scope" in verdict.flags


def test_an_infection_that_a_doctor_finds_is_a_report(verdict_of: Judge) -> None:
    assert verdict_of("Doctors diagnosed infections after exosome injections.").word == "supported"
