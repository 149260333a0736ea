"""Errors that a second reader found in verdicts: each sentence beside one that must keep its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exoderm.appraisal.finding import Verdict
from exoderm.page.amounts import temperatures
from exoderm.page.cues import flatten

Judge = Callable[[str], Verdict]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Ingredients: Aqua, Rose Extracellular Vesicles, Glycerin, Panthenol, Xanthan Gum", "-"),
        ("INCI: Aqua, Glycerin, Exosomes, Collagen, Hyaluronic Acid.", "-"),
        ("Exosomes are a subtype of extracellular vesicles.", "A"),
    ],
)
def test_a_list_of_ingredients_claims_nothing_that_holds(text: str, answers: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter in answers


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("A vial of ours is less expensive than a session of Botox.", "-"),
        ("The waiting list for our clinic is longer than the one for fillers.", "-"),
        ("Our exosomes firm the skin faster than fillers.", "D"),
        ("Exosomes give a stronger glow than a laser.", "D"),
    ],
)
def test_a_lead_needs_something_in_which_to_lead(text: str, answers: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter in answers


def test_a_letter_that_was_posted_is_no_message_between_cells(verdict_of: Judge) -> None:
    verdict = verdict_of("The seller, who never answered our letters, says that exosomes carry lipids between cells.")
    assert verdict.letter == "A"
    assert verdict_of("Cells send out exosomes like letters to one another.").letter == "A"


def test_one_way_inside_refused_and_the_other_taken_is_not_sound(verdict_of: Judge) -> None:
    assert verdict_of("Our serum goes on the face after needling; injecting it we never do.").letter != "A"
    assert verdict_of("Never inject a cosmetic serum at home.").letter == "A"


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Avoid contact with your eyes.", "A"),
        ("Do not inject this exosome cosmetic yourself.", "A"),
        ("Use within four days of opening.", "A"),
        ("Use within nine months of opening.", "D"),
        ("Apply a few drops after cleansing.", "-"),
    ],
)
def test_an_instruction_that_a_record_speaks_of_is_judged_by_it(text: str, letter: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter == letter


@pytest.mark.parametrize(
    ("text", "celsius"),
    [("Store at 2-25 C.", (2.0, 25.0)), ("Keep at 4 C in the dark.", (4.0,)), ("10 % vitamin C, 2 creams", ())],
)
def test_degrees_are_read_without_their_sign(text: str, celsius: tuple[float, ...]) -> None:
    assert temperatures(flatten(text)) == celsius


def test_room_temperature_without_a_sign_is_not_the_cold(verdict_of: Judge) -> None:
    assert verdict_of("Store at 2-25 C.").letter == "D"
    assert verdict_of("Store at 2-8 C.").letter == "A"


def test_what_was_measured_for_microrna_is_not_said_of_proteins(verdict_of: Judge) -> None:
    """Copies per vesicle were counted for microRNA; for a growth factor nobody here has counted them."""
    assert verdict_of("Each and every vesicle contains miR-146.").word == "contradicted"
    assert verdict_of("Each and every vesicle contains VEGF.").word == "unsupported"


def test_warmth_set_above_cold_is_wrong_and_below_it_right(verdict_of: Judge) -> None:
    assert verdict_of("Vesicles last better in warmth than in the cold.").letter == "E"
    assert verdict_of("Vesicles keep better in the cold than in the warmth.").letter == "A"


def test_what_one_round_of_freezing_costs_more_rounds_are_not_known_to(verdict_of: Judge) -> None:
    """The study that tried repeated freezing was read without its result: neither side is more than not shown."""
    assert verdict_of("Exosomes stay intact through repeated freezing and thawing.").letter == "D"


def test_safer_is_not_shown_by_a_true_reason(verdict_of: Judge) -> None:
    """That vesicles cannot divide is right; that they are safer for it nobody compared."""
    assert verdict_of("Exosomes are safer than stem cells since they do not divide.").word == "unsupported"
    assert verdict_of("Exosomes do not divide, unlike stem cells.").letter == "A"


@pytest.mark.parametrize(
    "text",
    [
        "Most of the robust scientific evidence for exosome efficacy stems from clinics.",
        "Over the last five years published studies of exosomes have multiplied.",
        "Growth in the number of exosome studies over the past decade.",
    ],
)
def test_firm_evidence_is_no_firm_vesicle_and_years_of_the_calendar_are_no_follow_up(
    text: str, verdict_of: Judge
) -> None:
    assert verdict_of(text).word != "contradicted"


def test_a_report_of_harm_by_wrong_use_is_no_advice_to_use_it_so(verdict_of: Judge) -> None:
    assert verdict_of("Injecting an exosome serum at home led to an infection in one woman.").word != "contradicted"
    assert verdict_of("Inject our exosome serum at home with a fine syringe.").word == "contradicted"


def test_a_stated_follow_up_is_still_held_against_the_longest_one(verdict_of: Judge) -> None:
    assert verdict_of("Controlled trials of exosomes followed people for five years.").word == "contradicted"
    assert verdict_of("Exosomes are robust and stay whole for years without cooling.").word == "contradicted"
