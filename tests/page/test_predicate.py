"""What vesicles are said to be, where they are said to go, and which phrases without a verb state something."""

from __future__ import annotations

import time

import pytest

from exoderm.page import bare, places, predicate
from exoderm.page.claims import read_sentences
from exoderm.page.ideas import read


def said(text: str) -> set[str]:
    return {idea for idea, _, _ in predicate.find(text)}


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("Exosomes are tiny living cells that move into your skin.", "is_cell"),
        ("Exosomes: the skin's smallest living cells", "is_cell"),
        ("Exosomes, a type of stem cell, are taken from cords.", "is_cell"),
        ('"Exosome" is the scientific name for a stem cell.', "is_cell"),
        ("Think of exosomes as tiny organisms.", "is_other"),
        ("An exosome is simply a peptide with a fancier name.", "is_molecule"),
    ],
)
def test_the_noun_behind_exosomes_are_is_read(text: str, idea: str) -> None:
    assert said(text) == {idea}


@pytest.mark.parametrize(
    "text",
    [
        "Exosomes are released by cells.",
        "Exosomes are tiny parcels that cells release.",
        "Exosomes are cell messengers.",
        "Exosomes are smaller than cells.",
        "Exosomes are rich in proteins and peptides.",
        "Cells that release exosomes are stem cells.",
        "Exosomes and stem cells are not the same.",
    ],
)
def test_what_vesicles_come_from_or_carry_is_not_what_they_are(text: str) -> None:
    assert not said(text)


def test_a_denied_noun_is_denied() -> None:
    assert read("Exosomes aren't cells.").denies("is_cell")
    assert read("Exosomes are cells.").says("is_cell")


def test_a_place_behind_a_preposition_tells_where_whatever_the_verb() -> None:
    for text in ("Vesicles were ferried down to the living layers.", "They spread below the intact horny layer."):
        assert {idea for idea, _, _ in places.find(text)} == {"goes"}
    assert {i for i, _, _ in places.find("The label was all within the outermost layer.")} == {"rests"}
    assert not list(places.find("Exosomes from fibroblasts carry a signal."))


@pytest.mark.parametrize(
    "text",
    [
        "FDA-approved exosomes",
        "Backed by decades of clinical research",
        "Transdermal delivery without needles",
        "Erases melasma forever, thanks to exosomes",
    ],
)
def test_a_phrase_without_a_verb_that_attributes_something_is_a_claim(text: str) -> None:
    assert bare.states(text)
    assert read_sentences([text])[0].is_claim


@pytest.mark.parametrize(
    "text",
    [
        "Exosomes for acne scars",
        "How exosomes treat scars on the face",
        "Clinical trials",
        "Approval and law:",
        "Effective scar improvement",
        "The FDA and exosomes",
    ],
)
def test_a_phrase_that_names_a_topic_is_none(text: str) -> None:
    assert not bare.states(text)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Approval by the Food and Drug Administration has not been granted to any exosome therapy.", True),
        ("Approval by the Food and Drug Administration has been granted to this exosome therapy.", False),
        ("Perhaps one will earn approval, but so far none has.", True),
        ("One has earned approval, and none has been withdrawn.", False),
        ("Who wouldn't want an approved serum?", False),
        ("A trial for exosomes has never won approval.", True),
    ],
)
def test_a_denial_reaches_its_own_word_and_no_further(text: str, denied: bool) -> None:
    assert read(text).denies("approved") is denied


def test_what_a_thing_lacks_does_not_deny_what_it_does() -> None:
    assert read("A cream without perfume can pass the barrier.").says("crosses")
    assert read("A case series without controls described thicker hair.").has("uncontrolled")
    assert not read("Who reaches for it has not tried vesicles yet.").denies("crosses")


def test_hostile_length_is_read_in_no_time() -> None:
    start = time.perf_counter()
    for text in (
        "exosomes are " + "a b " * 900,
        "tiny kind of " * 150,
        "exosomes are type of " * 95,
        "into the a " * 600,
    ):
        list(predicate.find(text[:2000]))
        list(places.find(text[:2000]))
    assert time.perf_counter() - start < 2.0
