"""Passage through the skin: does the verdict follow direction, way in, and who travels?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exoderm.appraisal.finding import Verdict

Judge = Callable[[str], Verdict]

CROSSING = [
    "Exosomes easily pass through the horny layer of whole skin.",
    "The vesicles sink straight through the stratum corneum and reach the dermis.",
    "Applied as a cream, exosomes get all the way down to the fibroblasts.",
    "Without any needles the vesicles slip past the skin barrier.",
    "It is a myth that exosomes cannot get through undamaged skin.",
]
HELD = [
    "Exosomes do not pass through the horny layer of whole skin.",
    "On undamaged skin the vesicles stay on the surface.",
    "The vesicles are too large to slip through the stratum corneum.",
    "Hardly any exosomes get through undamaged skin.",
    "It is a myth that exosomes sink through undamaged skin.",
]
OPENED = [
    "After microneedling, exosomes get below the horny layer.",
    "Laser channels let the vesicles reach the dermis.",
    "Injected vesicles arrive in the dermis.",
]


@pytest.mark.parametrize("text", CROSSING)
def test_passage_of_whole_skin_is_contradicted_by_named_records(text: str, verdict_of: Judge) -> None:
    verdict = verdict_of(text)
    assert verdict.word == "contradicted"
    assert {"zhang_2021_explant", "roadmap_2023"} <= {r.id for r in verdict.records}
    assert verdict.asks_run


@pytest.mark.parametrize("text", HELD)
def test_its_denial_is_supported(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "supported"


@pytest.mark.parametrize("text", OPENED)
def test_an_opened_barrier_has_another_answer(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "supported"


def test_the_record_that_reports_passage_stays_visible(verdict_of: Judge) -> None:
    verdict = verdict_of("Exosomes easily pass through the horny layer of whole skin.")
    assert [r.id for r in verdict.records if r.against] == ["kim_2017"]


def test_what_is_said_to_be_possible_is_not_called_wrong(verdict_of: Judge) -> None:
    assert verdict_of("Exosomes might pass through the horny layer of whole skin.").word == "unsupported"


def test_an_open_question_is_open(verdict_of: Judge) -> None:
    assert verdict_of("Whether vesicles in a cream penetrate the skin barrier is still unclear.").word == "supported"


def test_nobody_has_measured_electric_pulses(verdict_of: Judge) -> None:
    verdict = verdict_of("With electroporation the vesicles reach the dermis.")
    assert verdict.word == "unsupported"
    assert "nobody has measured" in verdict.reason.lower()


def test_follicles_let_particles_in_but_nobody_saw_vesicles_leave_them(verdict_of: Judge) -> None:
    verdict = verdict_of("Through hair follicles the vesicles reach the living skin.")
    assert verdict.word == "unsupported"
    assert all("source" in r.transfer_failures for r in verdict.records)


def test_damage_opens_the_barrier_and_does_not_close_it(verdict_of: Judge) -> None:
    assert verdict_of("A damaged barrier reduces penetration of vesicles into the skin.").word == "contradicted"


def test_small_molecules_follow_another_rule_than_vesicles(verdict_of: Judge) -> None:
    assert verdict_of("Small molecules such as caffeine penetrate the stratum corneum.").word == "supported"
    assert verdict_of("Small molecules such as caffeine cannot penetrate the stratum corneum.").word == "contradicted"
