"""A disease is judged by studies of that disease, and a promise behind "so" is judged as a promise."""

from collections.abc import Callable

import pytest

from exoderm.appraisal.finding import Verdict

Judge = Callable[[str], Verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Our vesicle serum heals vitiligo.",
        "Exosomes prevent melanoma and other skin cancer.",
        "These exosomes are a cure for eczema and lupus.",
    ],
)
def test_a_cure_that_nobody_studied_is_not_shown_and_is_a_matter_of_law_and_safety(
    text: str, verdict_of: Judge
) -> None:
    verdict = verdict_of(text)
    assert verdict.word == "unsupported"
    assert {"regulatory", "safety"} <= set(verdict.flags)


def test_relief_of_redness_and_a_denied_cure_carry_no_flag_of_law(verdict_of: Judge) -> None:
    assert "regulatory" not in verdict_of("Exosomes calm redness.").flags
    assert "regulatory" not in verdict_of("Exosomes do not cure vitiligo.").flags


@pytest.mark.parametrize(
    "text",
    [
        "Our exosomes come from young stem cells, so your face becomes young once more.",
        "Collected from newborn cells, so your skin turns younger.",
    ],
)
def test_a_true_remark_on_the_source_does_not_carry_the_promise_behind_it(text: str, verdict_of: Judge) -> None:
    verdict = verdict_of(text)
    assert verdict.word == "unsupported"
    assert "outcome" in verdict.rules


def test_the_remark_alone_is_judged_as_before(verdict_of: Judge) -> None:
    assert "outcome" not in verdict_of("Our exosomes come from stem cells, so they carry proteins.").rules
