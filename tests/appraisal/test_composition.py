"""What a vial can hold: do the limits follow from the size of a vesicle, and is a page's own contradiction found?"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.appraisal.conftest import TODAY

from exoderm import answer
from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.finding import Verdict
from exoderm.appraisal.limits import limits, sphere
from exoderm.page.claims import read_sentences

Judge = Callable[[str], Verdict]
QUICK = settings(max_examples=40, deadline=None, derandomize=True)


def test_the_limits_are_those_of_geometry() -> None:
    """By hand: spheres of 20 nm in Kepler's packing; an inner sphere of 240 nm filled with 6 kDa at 0.73 mL/g."""
    room = limits()
    assert room.densest == pytest.approx(0.7405 * 6.0 / math.pi / (20e-7) ** 3, rel=1e-3)
    assert room.copies == pytest.approx(math.pi / 6.0 * (240e-7) ** 3 / (6000 * 0.73 / 6.022e23), rel=1e-3)
    assert room.purest == pytest.approx(1e-6 * 6.022e23 / 40_000, rel=1e-3)
    assert room.paste < room.densest
    assert sphere(2.0) == pytest.approx(8.0 * sphere(1.0))


@pytest.mark.parametrize(("text", "word"), [
    ("Our vesicles have a diameter of 180 nm.", "supported"),
    ("Our vesicles have a diameter of 420 nm.", "unsupported"),
    ("Our exosomes have a diameter of 420 nm.", "contradicted"),
    ("Our vesicles have a diameter of 8 nm.", "contradicted"),
    ("Our vesicles have a diameter of 30 micrometres.", "contradicted"),
])  # fmt: skip
def test_one_yardstick_for_sizes_and_its_bound_is_named(text: str, word: str, verdict_of: Judge) -> None:
    """Larger vesicles exist: that a vesicle is one of them is not shown, that an exosome is one is wrong."""
    verdict = verdict_of(text)
    assert verdict.word == word
    room, bounds = limits(), {"180": None, "420": "250 nm", "8": "20 nm", "30": "1000 nm"}
    bound = bounds[next(number for number in bounds if f" {number} " in text)]
    assert bound is None or bound in verdict.reason
    assert (room.smallest, room.largest, room.widest) == (20.0, 250.0, 1000.0)


@pytest.mark.parametrize("text", [
    "One millilitre of our serum holds 10^21 vesicles.",
    "Each exosome carries 90 million growth factors.",
])  # fmt: skip
def test_a_broken_limit_says_what_fits_and_what_the_page_says(text: str, verdict_of: Judge) -> None:
    verdict = verdict_of(text)
    assert verdict.letter == "E"
    assert "No more than" in verdict.reason
    assert "the page says" in verdict.reason


@QUICK
@given(st.integers(2, 24))
def test_a_count_is_wrong_from_where_it_no_longer_fits(power: int) -> None:
    text = f"Each millilitre of our serum holds 10^{power} exosomes."
    claim = read_sentences([text])[0]
    word = judge(claim, context_of([claim], today=TODAY)).word
    expected = "not_checkable" if 10.0**power <= limits().paste else "unsupported"
    assert word == ("contradicted" if 10.0**power > limits().densest else expected)


@pytest.mark.parametrize(("text", "word"), [
    ("A teaspoon of it packs 10^19 vesicles.", "contradicted"),
    ("A billion billion exosomes crowd into every millilitre.", "contradicted"),
    ("Each ampoule holds a sextillion of exosomes.", "contradicted"),
    ("A teaspoon of it holds 10^10 vesicles.", "not_checkable"),
    ("Each ampoule holds billions of exosomes.", "not_checkable"),
    ("The blood of a grown person holds 10^15 vesicles.", "not_checkable"),
])  # fmt: skip
def test_scales_multiply_and_spoons_are_volumes(text: str, word: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == word


def test_a_possible_count_is_said_to_be_possible_and_no_more(verdict_of: Judge) -> None:
    verdict = verdict_of("One millilitre of our serum contains ten billion exosomes.")
    assert verdict.word == "not_checkable"
    assert verdict.reason.startswith("Possible")
    assert verdict.second_thoughts


def test_a_denied_impossible_count_is_right(verdict_of: Judge) -> None:
    assert verdict_of("It is a myth that one millilitre contains 10^20 exosomes.").letter == "A"


def test_a_hedge_does_not_rescue_the_impossible(verdict_of: Judge) -> None:
    assert verdict_of("One millilitre may contain up to 10^20 exosomes.").letter == "E"


PLANT = "Our serum is powered by vegan rose exosomes."
HUMAN = "This serum contains human fibroblast growth factors and human stem cell proteins."
PAGE = """<html><body><h1>Rose exosome serum</h1><p>{}</p><p>{}</p><p>Apply the serum every evening. 30 ml, 49 euros.
Buy our serum with exosomes now.</p></body></html>"""


def _appraise(one: str, two: str) -> dict[str, list[dict[str, object]]]:
    document: dict[str, list[dict[str, object]]] = answer.appraise(
        PAGE.format(one, two), "page.html", run=False, today=date(2026, 11, 24)
    ).document  # type: ignore[assignment]
    return document


def test_a_plant_label_over_human_material_is_found_and_shown() -> None:
    document = _appraise(PLANT, HUMAN)
    wrong = [c for c in document["claims"] if c["verdict"] == "contradicted"]
    assert {str(c["text"]) for c in wrong} >= {PLANT, HUMAN}
    assert all("contradicts itself" in str(c["reason"]) for c in wrong if c["text"] in (PLANT, HUMAN))
    assert any("regulatory" in c["flags"] for c in wrong)  # type: ignore[operator]
    assert any(line["id"] == "plant_with_human" for line in document["safety"])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (PLANT, "This serum contains no human material."),
        (PLANT, "Unlike human stem cell exosomes, it comes from roses."),
        ("Our serum contains exosomes of human fat cells.", HUMAN),
        (PLANT, "This serum contains hyaluronic acid and niacinamide."),
    ],
)
def test_a_page_that_keeps_to_one_source_is_not_accused(one: str, two: str) -> None:
    assert not any("contradicts itself" in str(c["reason"]) for c in _appraise(one, two)["claims"])
