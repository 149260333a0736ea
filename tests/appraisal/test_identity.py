"""What vesicles are: does the verdict follow the fact, the number and the denial?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exoderm.appraisal.finding import Verdict

Judge = Callable[[str], Verdict]

RIGHT = [
    "Exosomes measure 30 to 150 nanometres across.",
    "Exosomes are about a tenth of a micrometre in size.",
    "Almost every cell of the body releases exosomes.",
    "Exosomes are wrapped in a double layer of lipids.",
    "Exosomes carry proteins, lipids and RNA.",
    "Exosomes are not living cells and have no nucleus.",
    "Cells use exosomes to exchange messages.",
    "Exosomes are found in blood, saliva and milk.",
    "Conditioned medium is not the same as exosomes.",
    "Exosomes are not larger than a cell.",
]
WRONG = [
    "Exosomes measure 30 to 150 micrometres across.",
    "Exosomes do not measure 30 to 150 nanometres across.",
    "Exosomes are released only by stem cells.",
    "Exosomes are living stem cells.",
    "Exosomes have a nucleus of their own, like any cell.",
    "Exosomes are larger than a skin cell.",
    "Exosomes have no membrane.",
    "Exosomes are the same as conditioned medium.",
    "Exosomes are peptides.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_agrees_with_a_fact_is_supported(text: str, verdict_of: Judge) -> None:
    verdict = verdict_of(text)
    assert verdict.word == "supported"
    assert verdict.records


@pytest.mark.parametrize("text", WRONG)
def test_what_conflicts_with_a_fact_is_contradicted(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "contradicted"


def test_what_a_population_has_is_not_what_one_vesicle_has(verdict_of: Judge) -> None:
    assert verdict_of("Every single exosome carries more than 1,000 different proteins.").word == "overstated"
    assert verdict_of("Across a whole preparation of exosomes, thousands of proteins are found.").word == "supported"


def test_most_vesicles_carry_none_of_a_given_microrna(verdict_of: Judge) -> None:
    assert verdict_of("Of most microRNAs there is less than one copy per vesicle.").word == "supported"
