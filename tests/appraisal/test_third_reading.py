"""Do mends hold for the paraphrase too, and leave the neighbour as it was?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exoderm.appraisal.finding import Verdict
from exoderm.page import side_effect
from exoderm.page.ideas import read as read_ideas

Judge = Callable[[str], Verdict]

ASIDE = [
    "Doctors who have no stake in it explain that exosomes {} whole skin.",
    "Two authors who did not sell anything write that exosomes {} whole skin.",
    "Nurses who never saw a trial believe that exosomes {} whole skin.",
    "Vesicles that do not clump {} whole skin.",
    "Vesicles that don't settle {} whole skin.",
]


@pytest.mark.parametrize("frame", ASIDE)
def test_what_many_say_ends_a_relative_clause_too(frame: str) -> None:
    assert read_ideas(frame.format("pass through")).says("crosses")
    assert read_ideas(frame.format("do not pass through")).denies("crosses")


@pytest.mark.parametrize("text", ["Doctors who did not find that exosomes pass through skin were asked."])
def test_a_verb_behind_a_helper_does_not_end_it(text: str) -> None:
    assert read_ideas(text).denies("crosses")


YOUNG = [
    "Because they come from young cells, your skin becomes young.",
    "As they come from young cells, they make your skin young again.",
    "They come from young cells and that makes your skin young.",
    "They come from young cells; your skin becomes young as a result.",
    "Taken from newborn tissue, they give you newborn skin.",
    "Made by young cells: your skin turns young.",
]
NO_PROMISE = [
    "Exosomes are given off by cells; some of these cells are young.",
    "They come from cells that look young, and they carry proteins.",
]


@pytest.mark.parametrize("text", YOUNG)
def test_a_true_remark_on_the_source_does_not_carry_young_skin(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word in ("unsupported", "overstated")


@pytest.mark.parametrize("text", NO_PROMISE)
def test_young_cells_are_no_promise(text: str, verdict_of: Judge) -> None:
    assert "outcome" not in verdict_of(text).rules


CURED = [
    "Vitiligo can be cured with exosomes.",
    "Your vitiligo will vanish with exosomes.",
    "Exosomes make vitiligo go away.",
    "Our exosomes make ichthyosis go away.",
]


@pytest.mark.parametrize("text", CURED)
def test_a_disease_that_is_said_to_go_is_promised(text: str, verdict_of: Judge) -> None:
    said = verdict_of(text)
    assert said.word == "unsupported"
    assert {"regulatory", "safety"} <= set(said.flags)


@pytest.mark.parametrize(
    "text", ["Patients with vitiligo were treated with exosomes in a trial.", "Vitiligo cannot be cured with exosomes."]
)
def test_a_treated_patient_and_a_denial_promise_nothing(text: str, verdict_of: Judge) -> None:
    assert "vitiligo was located" not in verdict_of(text).reason


LOST = [
    "After a week at room temperature hardly one exosome is left.",
    "After a month at room temperature a mere tenth of the vesicles makes it.",
]


@pytest.mark.parametrize("text", LOST)
def test_little_that_is_left_is_a_loss(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "supported_limited"


@pytest.mark.parametrize("text", ["Not one wrinkle remains after exosomes.", "No wrinkle is left after exosomes."])
def test_nothing_left_is_a_promise_of_any_size(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "overstated"


def test_what_a_wrong_use_cost_somebody_is_no_advice(verdict_of: Judge) -> None:
    assert verdict_of("Injecting a cosmetic at home cost a woman her sight.").word != "contradicted"
    assert verdict_of("Inject our exosome serum at home.").word == "contradicted"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("As they cannot divide, exosomes carry less danger than stem cells.", "unsupported"),
        ("Exosomes carry fewer risks than stem cells because they cannot divide.", "unsupported"),
        ("Exosomes cause no tumours.", "contradicted"),
    ],
)
def test_fewer_risks_than_cells_are_a_comparison(text: str, word: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == word
    assert verdict_of("Exosomes do not carry fewer risks than stem cells.").word != "contradicted"


def test_what_may_be_sold_as_a_drug_is_approved(verdict_of: Judge) -> None:
    assert verdict_of("The FDA lets exosomes be sold as drugs.").word == "contradicted"
    assert verdict_of("Medicines law says exosomes must not be sold as drugs.").word != "contradicted"


def test_that_nobody_looked_is_not_held_against_a_sentence(verdict_of: Judge) -> None:
    open_ = verdict_of("Nobody has looked at whether exosomes last at room temperature for a year.")
    assert open_.word in ("not_checkable", "supported")
    assert verdict_of("Exosomes last at room temperature for a year.").word == "unsupported"


BY_VERB = [
    "Our serum may redden the skin.",
    "After the treatment the skin may sting for an hour.",
    "Some clients broke out in a rash.",
    "My face turned red after the exosome facial.",
    "The serum makes skin itch.",
]
NOT_TOLD = [
    "If your skin stings, choose exosomes.",
    "Skin that reddens easily is soothed by exosomes.",
    "The skin reddens less with exosomes.",
    "Skin no longer itches after exosomes.",
    "Our serum does not sting.",
    "Exosomes burn fat.",
]


@pytest.mark.parametrize("text", BY_VERB)
def test_a_complaint_told_by_a_verb_is_a_harm(text: str, verdict_of: Judge) -> None:
    assert side_effect.affirmed(text)
    assert verdict_of(text).word == "supported"


@pytest.mark.parametrize("text", NOT_TOLD)
def test_a_state_before_a_relief_and_a_denial_are_none(text: str) -> None:
    assert not side_effect.told(text)


@pytest.mark.parametrize(
    "text", ["We do not test our exosomes on rats.", "Our exosome serum has not been put on any animal."]
)
def test_what_a_maker_does_not_do_is_no_error_in_other_words(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word != "contradicted"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Exosomes, not creams, pass through whole skin.", "contradicted"),
        ("Creams, not exosomes, pass through whole skin.", "supported"),
        ("Only injection, not creams, gets vesicles into the dermis.", "supported"),
        ("Exosomes stay on top of whole skin, not in the dermis.", "supported"),
        ("Exosomes do not pass, not even a little, through whole skin.", "supported"),
    ],
)
def test_a_contrast_between_commas_denies_only_what_stands_in_it(text: str, word: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nothing passes through whole skin as exosomes do.", "contradicted"),
        ("No cream gets into the dermis of whole skin the way exosomes can.", "contradicted"),
        ("Nothing passes through whole skin, and exosomes do not either.", "supported"),
    ],
)
def test_what_nothing_does_as_they_do_they_do(text: str, word: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == word


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Exosomes caused no more redness than saline.", False),
        ("Redness was no more common with exosomes than with saline.", False),
        ("Fewer patients had redness with exosomes.", False),
        ("Exosomes caused redness.", True),
        ("Two of ten had redness, which was gone in a day.", True),
        ("Mild redness goes away within a day.", True),
        ("Mild redness fades with exosomes.", False),
        ("Redness fades within a week of our serum.", False),
    ],
)
def test_a_complaint_that_passes_is_one_and_a_difference_denied_is_none(text: str, told: bool) -> None:
    assert side_effect.affirmed(text) == told


RELIEVED = ["Exosomes led to less swelling.", "Users reported fewer rashes after the course."]


@pytest.mark.parametrize("text", ["They reduce swelling caused by sunburn.", "Protects from infection and scars."])
def test_a_promise_without_its_actor_is_one_too(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word in ("overstated", "unsupported", "not_transferable")
    assert verdict_of("They were treated for an infection.").word == "supported"


@pytest.mark.parametrize("text", RELIEVED)
def test_relief_of_a_harm_is_not_a_harm_that_is_right(text: str, verdict_of: Judge) -> None:
    assert "safety" not in verdict_of(text).rules
    assert verdict_of("Less commonly, rash and swelling after exosomes have been reported.").word == "supported"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Our nanovesicles pass the intact skin within a few minutes.", "E"),
        ("Only a few vesicles pass intact skin.", "A"),
        ("Unlike ordinary serums, which remain on the surface, this one takes its vesicles down to the dermis.", "DE"),
        ("Unlike small molecules, exosomes stay on the surface of intact skin.", "A"),
        ("Nothing penetrates deeper.", "D-"),
        ("Surgeons argue that vesicles of people raise no question if someone just dabs them on.", "DE-"),
        ("Nothing penetrates the intact horny layer, not even vesicles.", "A"),
        ("So far there are no large clinical trials.", "A"),
        ("Large clinical trials prove that exosomes work.", "E"),
        ("The approval is missing.", "A"),
        ("Long-term risks are not ruled out.", "A"),
        ("Long-term risks are ruled out.", "E"),
        ("With the naked eye exosomes cannot be seen.", "A"),
        ("With the naked eye exosomes can be seen.", "E"),
    ],
)
def test_what_reading_in_another_language_brought_to_light(text: str, letters: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter in letters
