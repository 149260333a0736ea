"""Does the reader of ideas tell an affirmation from a denial, however it is put?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.page import denial
from exoderm.page.ideas import affirms
from exoderm.page.ideas import read as read_ideas
from exoderm.page.phrase import compile_phrases, index

AFFIRMED = [
    "Vesicles penetrate the skin.",
    "They pass through the horny layer.",
    "It is untrue that vesicles do not penetrate the skin.",
    "Not only do vesicles penetrate the skin, they also act.",
    "They do not stay on the surface but penetrate the skin.",
]
DENIED = [
    "Vesicles do not penetrate the skin.",
    "Vesicles cannot pass through the horny layer.",
    "It is a myth that vesicles penetrate the skin.",
    "They are too large to penetrate the skin.",
    "Neither rubbing nor heat makes them penetrate the skin.",
    "Passage through whole skin has not been shown.",
    "No vesicle penetrates the skin.",
]


@pytest.mark.parametrize("text", AFFIRMED)
def test_an_affirmation_is_read_as_one(text: str) -> None:
    assert read_ideas(text).says("crosses")


@pytest.mark.parametrize("text", DENIED)
def test_a_denial_is_read_as_one(text: str) -> None:
    ideas = read_ideas(text)
    assert ideas.denies("crosses")
    assert not ideas.says("crosses")


def test_what_a_side_clause_takes_for_granted_is_marked() -> None:
    ideas = read_ideas("Once vesicles penetrate the skin, they send signals to cells.")
    assert [m.assumed for m in ideas.of("crosses")] == [True]


def test_a_negation_that_belongs_to_the_idea_does_not_turn_it() -> None:
    assert read_ideas("It works without needles.").says("needle_free")


def test_every_phrase_of_the_lexicon_finds_itself() -> None:
    """A phrase that its own pattern misses would be dead weight."""
    for idea, phrases in denial.ideas().items():
        for phrase in phrases:
            plain = phrase.replace(" ... ", " the ").replace(" .. ", " the ").replace("*", "")
            assert compile_phrases([phrase]).search(plain), (idea, phrase)


WRITTEN = [(idea, phrase) for idea, phrases in denial.ideas().items() for phrase in phrases]


@given(st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=4))
def test_the_index_finds_every_phrase_among_others(chosen: list[tuple[str, str]]) -> None:
    """Sorting by the longest word must lose no phrase, wherever in the sentence it stands."""
    plain = [p.replace(" ... ", " the ").replace(" .. ", " the ").replace("*", "s") for _, p in chosen]
    found = index({idea: [phrase] for idea, phrase in chosen}).ideas(f"Well, {', '.join(plain)}.")
    assert found == {idea for idea, _ in chosen}


def test_long_hostile_text_is_read_in_reasonable_time() -> None:
    import time

    start = time.process_time()
    read_ideas("reach not deliver into the the the pass " * 5_000)
    assert time.process_time() - start < 2.0


def test_a_denied_risk_is_not_a_named_one() -> None:
    assert affirms("Side effects such as nodules have been reported.", ["side effect"])
    assert not affirms("The serum has no side effects at all.", ["side effect"])
    assert not affirms("Nothing is said.", [])
