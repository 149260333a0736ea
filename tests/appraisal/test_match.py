"""Does a marker weigh less than what can be seen, where the claim promises what can be seen?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from exoderm.appraisal import match
from exoderm.appraisal.appraise import context_of
from exoderm.appraisal.verdict import settings
from exoderm.evidence import ladder, study
from exoderm.library.terms import LEVELS
from exoderm.page.claims import read_sentences
from exoderm.page.page import Claim

STUDIES = study.load()
SHELF = next(s for s in STUDIES.values() if s.surrogate and "wrinkle" in s.families)
MARKER = SHELF.model_copy(update={"level": "E4", "who": study.Who(level="human", condition="cosmetic")})
SEEN = MARKER.model_copy(update={"id": "seen", "surrogate": False})


def claim(text: str) -> Claim:
    return read_sentences([text])[0]


def levels(text: str, family: str = "wrinkle") -> dict[str, str | None]:
    read = claim(text)
    context = replace(context_of([read], today=date(2026, 11, 24)), studies={s.id: s for s in (MARKER, SEEN)})
    return {m.study.id: m.graded.surviving for m in match.find(family, read, context)}  # type: ignore[arg-type]


def test_a_marker_loses_a_step_where_something_visible_is_promised() -> None:
    found = levels("Exosomes smooth wrinkles.")
    assert LEVELS.index(found[MARKER.id] or "E0") < LEVELS.index(found["seen"] or "E0")


def test_stand_ins_of_the_shelf_are_named_as_such() -> None:
    read = claim("Exosomes smooth wrinkles.")
    context = context_of([read], today=date(2026, 11, 24))
    found = {m.study.id: m for m in match.find("wrinkle", read, context)}
    reasons = {s.rule: s.reason for s in found[SHELF.id].graded.steps if s.failed}
    assert "stand-in" in reasons["outcome"]


def test_of_what_cells_do_nothing_visible_is_asked() -> None:
    read = replace(claim("Exosomes smooth wrinkles."), claim_type="mechanism")
    assert match.circumstances(read, context_of([read], today=date(2026, 11, 24)), "wrinkle").surrogate is None


def test_a_study_of_kin_alone_says_so() -> None:
    read = claim("Exosomes make skin more elastic.")
    context = context_of([read], today=date(2026, 11, 24))
    kin = [m for m in match.find("elasticity", read, context) if "elasticity" not in m.study.families]
    assert kin
    assert all(any(s.rule == "outcome" and s.failed for s in m.graded.steps) for m in kin)


@pytest.mark.parametrize(
    ("direction", "side"),
    [("favours", "for"), ("baseline_only", "for"), ("no_difference", "against"), ("mixed", "neither")],
)
def test_one_list_says_what_speaks_for_a_benefit(direction: study.Direction, side: str) -> None:
    shown = SEEN.model_copy(update={"direction": direction})
    read = claim("Exosomes smooth wrinkles.")
    context = replace(context_of([read], today=date(2026, 11, 24)), studies={"seen": shown})
    assert [m.side for m in match.find("wrinkle", read, context)] == [ladder.side(shown)] == [side]
    assert not {"for", "against"} & set(settings("families"))


def test_better_than_before_is_contradicted_by_a_null_of_its_rank() -> None:
    before_after = SEEN.model_copy(update={"direction": "baseline_only"})
    null = SEEN.model_copy(update={"id": "null", "direction": "no_difference"})
    graded = ladder.grade(before_after, ladder.Circumstances(family="wrinkle"), beside=[null])
    assert any(s.rule == "inconsistency" and s.failed for s in graded.steps)
