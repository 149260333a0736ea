"""Is each claim marked on exactly its own words, and is nothing lost between them?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.show.page_view import headline
from exoderm.show.passages import cut


def joined(document: dict[str, Any], claims: list[dict[str, int]], budget: int = 10**6) -> str:
    return "".join(piece.text for p in cut(document, claims, budget) for piece in p.pieces)


places = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=12)


@given(st.text("ab c", min_size=1, max_size=100), places, places)
def test_the_page_reads_the_same_whatever_is_marked(text: str, blocks: Any, claims: Any) -> None:
    document = {"text": text, "blocks": [{"role": "paragraph", "start": a, "end": a + n} for a, n in blocks]}
    shown = joined(document, [{"start": a, "end": a + n} for a, n in claims])
    assert shown.replace(" ", "") == text.replace(" ", "")


def test_a_claim_is_marked_on_exactly_its_words() -> None:
    text = "One. Two is a claim. Three."
    [passage] = cut({"text": text}, [{"start": 5, "end": 20}], 0)
    assert [(p.text, p.claim) for p in passage.pieces] == [("One. ", None), ("Two is a claim.", 0), (" Three.", None)]


def test_a_claim_across_two_blocks_has_one_badge() -> None:
    document = {
        "text": "abcdef",
        "blocks": [{"role": "cell", "start": 0, "end": 3}, {"role": "cell", "start": 3, "end": 6}],
    }
    found = cut(document, [{"start": 1, "end": 5}], 0)
    assert [(p.text, p.claim, p.first) for passage in found for p in passage.pieces] == [
        ("a", None, False),
        ("bc", 0, True),
        ("de", 0, False),
        ("f", None, False),
    ]
    assert [p.claims for p in found] == [(0,), ()]


def test_of_two_claims_on_the_same_words_the_first_is_marked() -> None:
    [passage] = cut({"text": "abcdef"}, [{"start": 0, "end": 4}, {"start": 2, "end": 6}], 0)
    assert passage.claims == (0,)


def test_text_left_out_is_counted() -> None:
    text = "x" * 50 + "claim" + "y" * 50
    blocks = [{"role": "paragraph", "start": a, "end": b} for a, b in ((0, 25), (25, 50), (50, 55), (55, 105))]
    found = cut({"text": text, "blocks": blocks}, [{"start": 50, "end": 55}], 0)
    assert [p.left_out for p in found] == [50, 0, 50]


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        ({}, "no claim"),
        ({"A": 5}, "holds."),
        ({"A": 5, "E": 1}, "but 1 statement does not"),
        ({"A": 5, "D": 2}, "2 statements do not"),
        ({"D": 3, "E": 2, "A": 1}, "further than anyone has shown"),
        ({"–": 5, "A": 1}, "can't be checked"),
        ({"B": 1, "C": 3, "A": 1}, "Nothing here was found wrong"),
        ({"B": 2, "C": 2, "E": 1}, "early signs or on the laboratory"),
        ({"A": 2, "B": 1, "D": 2}, "Some of what"),
        ({"E": 1}, "What this page says about exosomes is contradicted"),
        ({"E": 3, "D": 1}, "Most of what this page says about exosomes is contradicted"),
    ],
)
def test_the_headline_follows_the_letters(tally: dict[str, int], said: str) -> None:
    assert said in headline(tally)
    assert "!" not in headline(tally)
    assert headline({}, about=False) == "This page is not about exosomes."
