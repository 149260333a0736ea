"""Has every card a name that people can hold, its full citation, and word of how it was read?"""

from __future__ import annotations

import pytest

from exoderm.evidence import law, risk, study
from exoderm.evidence.sources import sources

ALL = sources()


def test_every_card_is_a_source() -> None:
    assert set(ALL) == {*study.load(), *law.load(), *risk.load()}


@pytest.mark.parametrize("name", sorted(ALL))
def test_each_is_named_by_words_and_a_year(name: str) -> None:
    source = ALL[name]
    assert "_" not in source.short
    assert source.short.endswith("no date") or source.short.endswith("without a date") or source.short[-4:].isdigit()
    assert len(source.text) > len(source.short)
    assert source.text.endswith((".", "]"))


@pytest.mark.parametrize(
    ("name", "short", "inside"),
    [
        ("us_psn_2019", "FDA, as of 2019", "FDA, biologics centre (US). Public Safety Notification"),
        ("us_cosmetic_claims", "Food, Drug and Cosmetic Act, as of 2023", "MoCRA 2022"),
        ("allergy", "Allergic reactions, as of 2026", "Read in "),
        ("zhang_2021", "Zhang 2021", "doi:10.3390/ijms22020720"),
    ],
)
def test_laws_and_risks_are_named_by_authority_or_title(name: str, short: str, inside: str) -> None:
    assert ALL[name].short == short
    assert inside in ALL[name].text


def test_how_it_was_read_is_kept() -> None:
    assert ALL["us_psn_2019"].status == "seen"
    assert ALL["eu_655"].text.endswith("[read second-hand]")
    assert ALL["wang_2026"].status == "secondary"
    assert ALL["cases_2025_nodules"].status == "recalled"


def test_an_empty_shelf_gives_no_source() -> None:
    assert sources({}, {}, {}) == {}
