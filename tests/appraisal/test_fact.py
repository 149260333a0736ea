"""Do the facts rest on works that were read, and on ideas that can be found?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exoderm.appraisal import fact, verdict
from exoderm.appraisal.fact import Bounds, Fact
from exoderm.evidence import risk, study
from exoderm.page import denial

FACTS = fact.load()


@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_fact_names_ideas_of_the_lexicon_and_studies_of_the_shelf(name: str) -> None:
    card = FACTS[name]
    ideas = set(denial.ideas())
    assert {*card.asks, *card.opposes, *card.lacks, *(i for group in card.needs for i in group)} <= ideas
    assert set(card.sources) <= set(study.load())
    assert set(card.risks) <= set(risk.load())
    assert card.statement.endswith(".")


def test_a_fact_that_judges_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="idea to judge"):
        Fact(id="x", property="size", statement="So.", sources=("misev_2018",))


def test_bounds_must_be_nested() -> None:
    with pytest.raises(ValueError, match="usual range"):
        Bounds(unit="nm", usual=(10, 150))


def test_every_idea_is_asked_for_by_a_fact_or_a_question() -> None:
    """An idea that nobody asks for would be dead weight."""
    facts = fact.load().values()
    asked = {idea for f in facts for idea in (*f.asks, *f.opposes, *f.lacks, *(i for group in f.needs for i in group))}
    home = Path(verdict.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in home.rglob("*.py"))
    for name in ("changes", "traps"):
        code += (home.parent / "data" / "verdict" / f"{name}.yaml").read_text(encoding="utf-8")
    unused = [i for i in denial.ideas() if i not in asked and not re.search(rf"\b{i}\b", code)]
    assert not unused
