"""What holds for any text: places are true, a denial flips, a hedge hedges and changes nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exoderm.errors import PageError
from exoderm.page.claims import read_claims, read_sentences
from exoderm.page.label import read_label
from exoderm.page.page import Page
from exoderm.page.reader import read_page

PIECES = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=nav>",
                "<li>",
                "&#0;",
                "<table><tr><td>",
                "Exosomes calm skin. ",
                "[1]",
                "\n",
                "\n\n",
                "# ",
                "- ",
                "| a |",
                "e.g. ",
                "…",
                "not ",
                "?",
            ]
        ),
    ),
    max_size=25,
).map("".join)


def _true_places(page: Page) -> None:
    for part in (*page.blocks, *page.sentences):
        assert page.text[part.start : part.end] == part.text
    for claim in read_claims(page):
        assert page.text[claim.start : claim.end] == claim.text


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_any_text_is_a_page_with_true_places_or_a_refusal(text: str) -> None:
    try:
        page = read_page(text)
    except PageError:
        return
    _true_places(page)
    assert len(read_label(page, read_claims(page))) == 59


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.binary(max_size=300), PIECES.map(lambda t: t.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_a_page_with_true_places_or_a_refusal(raw: bytes) -> None:
    try:
        page = read_page(raw)
    except PageError:
        return
    _true_places(page)


SUBJECT = st.sampled_from(["Exosomes", "Vesicles", "These serums", "Plant vesicles", "Adipose exosomes", "They"])
VERB = st.sampled_from(["reduce", "improve", "soften", "calm", "restore", "penetrate", "reach", "brighten"])
OBJECT = st.sampled_from(
    ["wrinkles", "redness", "the dermis", "dark spots", "the skin barrier", "fine lines on the face", "acne scars"]
)
HEDGE = st.sampled_from(["may", "might", "could", "possibly", "perhaps", "probably"])


@settings(max_examples=80, deadline=None)
@given(SUBJECT, VERB, OBJECT, st.sampled_from(["do not", "don't", "cannot", "never"]))
def test_a_denial_flips_certainty_and_direction(subject: str, verb: str, thing: str, denial: str) -> None:
    (plain,) = read_sentences([f"{subject} {verb} {thing}."])
    (denied,) = read_sentences([f"{subject} {denial} {verb} {thing}."])
    assert (plain.certainty, denied.certainty) == ("asserted", "negated")
    if plain.slots.direction == "gain":
        assert denied.slots.direction == "none"
    assert denied.slots.outcomes == plain.slots.outcomes


@settings(max_examples=80, deadline=None)
@given(SUBJECT, VERB, OBJECT, HEDGE)
def test_a_hedge_hedges_and_changes_nothing_else(subject: str, verb: str, thing: str, hedge: str) -> None:
    (plain,) = read_sentences([f"{subject} {verb} {thing}."])
    (hedged,) = read_sentences([f"{subject} {hedge} {verb} {thing}."])
    assert (plain.certainty, hedged.certainty) == ("asserted", "hedged")
    same = replace(hedged, text=plain.text, end=plain.end, certainty=plain.certainty, cues=plain.cues)
    assert same == plain


@pytest.mark.parametrize("hedge", ["may", "might", "could"])
def test_a_hedge_in_a_side_clause_does_not_hedge_the_point(hedge: str) -> None:
    (claim,) = read_sentences([f"Although acids {hedge} sting, vesicles calm redness."])
    assert claim.certainty == "asserted"
