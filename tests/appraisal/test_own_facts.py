"""Does the appraiser agree with itself, and does it leave alone what a denial does not deny?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exoderm.appraisal import fact
from exoderm.appraisal.finding import Verdict
from exoderm.page.ideas import read as read_ideas

Judge = Callable[[str], Verdict]
FACTS = fact.load()


@pytest.mark.parametrize("name", sorted(FACTS))
def test_no_fact_is_refused_when_a_page_says_it(name: str, verdict_of: Judge) -> None:
    assert verdict_of(FACTS[name].statement).word != "contradicted"


OWN_OBJECT = [
    "No study weighed morning use of exosomes against evening use.",
    "No study counted whether exosomes last longer in a refrigerator.",
    "In mice the treated holes took up no more dye than the others.",
    "No trial asked how many exosomes are necessary.",
    "No trial with exosomes asked how deep the needles should go.",
    "Nobody has tested exosomes in people with leprosy.",
]
WHOLE_SHELF = [
    "No study of exosomes in people exists.",
    "No human trial of exosomes for scars has been published.",
    "No clinical trial has ever been run with exosomes on human skin.",
    "Exosomes have never been tested in people.",
]


@pytest.mark.parametrize("text", OWN_OBJECT)
def test_a_missing_study_of_one_thing_is_not_answered_from_the_count_of_all(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word != "contradicted"


@pytest.mark.parametrize("text", WHOLE_SHELF)
def test_that_there_are_no_studies_at_all_stays_wrong(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "contradicted"


OF_CELLS = [
    "Nearly every sort of cell sheds exosomes.",
    "Exosomes come out of each kind of stem cell that was looked at.",
    "Exosomes are given off by living cells.",
    "Cells multiply, exosomes do not.",
    "Exosomes are much more than cellular waste.",
]
HOLLOW = ["A litre of broth from hollow fibres holds many vesicles.", "Vesicles were grown in hollow fibres."]


@pytest.mark.parametrize("text", HOLLOW)
def test_what_vesicles_are_grown_in_is_not_what_they_are(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word != "contradicted"
    assert verdict_of("Exosomes are hollow shells.").word == "contradicted"


CELLS = ["Exosomes are a kind of cell.", "An exosome is a sort of cell.", "Exosomes are nothing but waste of the cell."]


@pytest.mark.parametrize("text", OF_CELLS)
def test_words_about_cells_are_not_said_of_vesicles(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word != "contradicted"


@pytest.mark.parametrize("text", CELLS)
def test_that_vesicles_are_cells_or_waste_stays_wrong(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "contradicted"


SOME_MISSING = [
    "Our ginger exosomes carry no human RNA.",
    "Apple exosomes contain no proteins of people.",
    "The serum holds no dyes, no alcohol and no proteins of animal origin.",
    "Hardly any exosome carries a particular microRNA.",
    "Most vesicles hold no copy of this microRNA.",
    "Some vesicles hold no RNA.",
    "Exosomes do not hold proteins alone but fats as well.",
]
ALL_MISSING = [
    "Exosomes hold no proteins.",
    "Vesicles carry neither lipids nor RNA.",
    "Exosomes contain no lipids and no proteins.",
    "Exosomes are wholly free of protein.",
]


@pytest.mark.parametrize("text", SOME_MISSING)
def test_that_some_load_is_missing_conflicts_with_nothing(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word != "contradicted"


@pytest.mark.parametrize("text", ALL_MISSING)
def test_that_all_load_is_missing_stays_wrong(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "contradicted"


OWN_TESTING = [
    "We never test on animals.",
    "Our exosome cream is not tested on rabbits or any other animals.",
    "This exosome serum was not tested on humans.",
    "That exosome cream has never been tested.",
    "This exosome gel was never tested in a clinical trial.",
    "Cruelty-free: no animal testing at any step.",
    "We can't promise you smoother skin from our exosomes.",
]


@pytest.mark.parametrize("text", OWN_TESTING)
def test_what_a_maker_did_not_do_with_its_own_product_is_no_error(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word != "contradicted"


ASIDE = [
    ("A chemist that had not read the paper claimed exosomes {} whole skin.", False),
    ("Mrs Ott, a surgeon who sells nothing, says exosomes {} whole skin.", False),
    ("Someone who has never seen a microscope told us that exosomes {} whole skin.", False),
    ("Vesicles that are not washed {} whole skin.", False),
    ("A gel which does not burn makes exosomes {} whole skin.", False),
    ("Buyers who do not like needles can see that exosomes {} whole skin.", False),
    ("Without much ado the pharmacist said that exosomes {} whole skin.", False),
    ("Not long ago a doctor said that exosomes {} whole skin.", False),
    ("There is nobody who does not say that exosomes {} whole skin.", False),
    ("No chemist said that exosomes {} whole skin.", True),
]


@pytest.mark.parametrize(("frame", "turns"), ASIDE)
def test_a_not_in_a_relative_clause_leaves_the_main_clause_alone(frame: str, turns: bool) -> None:
    assert read_ideas(frame.format("pass through")).denies("crosses") == turns
    if not turns:
        assert read_ideas(frame.format("do not pass through")).denies("crosses")


def test_denials_side_by_side_do_not_cancel() -> None:
    ideas = read_ideas("Vesicles have no walls, no engine and no chromosomes.")
    assert ideas.denies("whole_genome")
    assert not ideas.says("whole_genome")
    assert not read_ideas("No vesicle without chromosomes was seen.").denies("whole_genome")


def test_a_medicine_denied_for_one_use_says_nothing_of_the_law(verdict_of: Judge) -> None:
    assert verdict_of("No exosome product is a medicine for ears.").word != "contradicted"
    assert verdict_of("Exosome products that treat disease are not medicines.").word == "contradicted"


LENGTHS_OF_OTHERS = [
    "The dead layer on top is 20 micrometres thick.",
    "Our exosomes swim in water at 3 micrometres a second.",
    "A hair on the head is 80 micrometres thick, exosomes are finer.",
]


@pytest.mark.parametrize("text", LENGTHS_OF_OTHERS)
def test_a_length_of_something_else_is_not_held_against_vesicles(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word != "contradicted"
    assert verdict_of("Exosomes measure 20 micrometres across.").word == "contradicted"


def test_who_reports_an_effect_does_not_turn_it(verdict_of: Judge) -> None:
    said = verdict_of("A farmer who buys nothing says exosomes reduce wrinkles.")
    assert said.word == verdict_of("A farmer says exosomes reduce wrinkles.").word
    assert said.word != verdict_of("A farmer who buys nothing says exosomes do not reduce wrinkles.").word
