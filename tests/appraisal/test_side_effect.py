"""What a sentence tells as harm goes to the question of safety, and no study of relief is held against it."""

from collections.abc import Callable

import pytest

from exoderm.appraisal.finding import Verdict

Judge = Callable[[str], Verdict]


@pytest.mark.parametrize(
    "text",
    [
        "A vesicle serum can bring on itching and redness.",
        "Stinging and swelling are to be expected after an exosome facial.",
        "Three clients had redness for two days after the exosome mask.",
        "Of forty people who used the exosome gel, five developed hives.",
        "The exosome cream gave me a burning rash.",
    ],
)
def test_a_complaint_after_the_product_is_a_harm_that_records_know(text: str, verdict_of: Judge) -> None:
    verdict = verdict_of(text)
    assert verdict.word == "supported"
    assert "safety" in verdict.flags
    assert "outcome" not in verdict.rules


def test_relief_of_the_same_complaint_is_judged_by_its_studies(verdict_of: Judge) -> None:
    verdict = verdict_of("The exosome cream reduced redness in three clients.")
    assert "outcome" in verdict.rules
    assert verdict.word != "supported"


def test_a_rash_of_another_active_is_no_harm_of_vesicles(verdict_of: Judge) -> None:
    assert "safety" not in verdict_of("Tretinoin may cause redness and peeling.").rules
