"""Do patterns begin as they are said to? One that is passed over where it could match would lose a cue or an answer."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exoderm.page import cues, label_cards, openings

BEGINS = {
    "penetrat\\w+": {"pene"},
    "ph ?\\d": {"ph"},
    "s?oft": {""},
    "micro-?needl\\w+": {"micr"},
    "(?:no|not) proof": {"no", "not"},
    "(?:very )?pure": {"very", "pure"},
    "(?:a ){0,2}drop": {"a", "drop"},
    "one|(?:two|three) [|(] four": {"one", "two", "thre"},
    "\\bind\\b": {"ind"},
    "^ask": {"ask"},
    "(?<![\\d.])\\d+ nm": {"0"},
    "10 ?% off": {"0"},
    "1?0": {""},
    "(?:|so) good": {"", "so"},
    "[®™]": {""},
    "\\w+ing": {""},
    "a\\(b|c": {"a", "c"},
}


@pytest.mark.parametrize("pattern", BEGINS)
def test_a_pattern_begins_as_it_is_written(pattern: str) -> None:
    assert openings.needed(pattern) == BEGINS[pattern]


WRITTEN = sorted(
    {word for group in cues.load().values() for cue in group for word in cue.words}
    | {label_cards.Word(word).pattern.pattern for card in label_cards.cards() for word in (*card.words, *card.partial)}
)


@settings(max_examples=300)
@given(st.data())
def test_what_a_card_matches_gives_an_opening_that_its_pattern_needs(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(WRITTEN)).removeprefix("(?<![\\w-])(?:").removesuffix(")(?!\\w)")
    text = data.draw(st.from_regex(rf"(?<![\w-])(?:{pattern})(?!\w)").filter(lambda t: t == t.lower()))
    assert re.search(pattern, text)
    assert openings.needed(pattern) & openings.given(text), (pattern, text)


def test_a_sign_that_is_no_letter_begins_no_word() -> None:
    assert "clos" in openings.given("÷closed door")


def test_most_patterns_are_passed_over_on_a_plain_sentence() -> None:
    begins = openings.given("exosomes carry proteins from one cell to the next")
    words = [word for card in label_cards.cards() for word in (*card.each, *card.hints)]
    tried = [word for word in words if not word.openings.isdisjoint(begins)]
    assert 0 < len(tried) < len(words) / 5
