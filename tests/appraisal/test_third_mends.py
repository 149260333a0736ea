"""Do the mends made on the third set hold for other wordings, and leave the neighbours of each class as they were?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exoderm.appraisal.finding import Verdict
from exoderm.page.ideas import read as read_ideas

Judge = Callable[[str], Verdict]

TRUE = [
    "What glows below the surface may be free dye and not a whole vesicle.",
    "A label that has detached from its vesicle can wander deeper than the vesicle itself.",
    "Smaller than a pore or not, vesicles on whole skin stay in the horny layer.",
    "After a week the needle channels have long closed, and what is put on then stays outside.",
    "They have no nucleus, cannot divide and are not alive.",
    "An exosome is not a molecule but a bubble with thousands of them.",
    "Exosomes are carriers of molecules, wrapped in a membrane.",
    "Vesicles from plants are not identical with your own.",
    "A vesicle can't copy itself, has no genome and isn't a cell.",
    "PDRN is a string of DNA and not an exosome.",
    "No two batches of vesicles are alike, since their load depends on the donor cell.",
    "Neither the EMA nor the FDA nor the MHRA has approved an exosome product for skin.",
    "Exosomes are not exempt from FDA oversight just because they aren't cells.",
    "In Korea they may be sold as a cosmetic ingredient but not be injected.",
    "An entry in a trial register shows that a study is planned, not that it found anything.",
    "Registered does not mean finished: a trial number proves only a plan.",
    "Hardly any study followed its volunteers for longer than three months.",
    "Whether it lasts past a season has not been studied.",
    "Before-and-after photos without a control group say little.",
    "How far they get in living skin is anybody's guess.",
    "That the skin is opened doesn't mean that every vesicle gets in.",
    "A lack of evidence isn't evidence that nothing happens.",
    "None of the findings has been repeated by somebody independent.",
    "The studies can't be pooled since each used another preparation.",
    "Not every particle that a counter counts is an exosome.",
    "Fibroblasts in a dish made more collagen.",
    "Results with a laser tell us nothing of a cream.",
    "The trial had no blinding, so its result should be taken with care.",
    "That a study was sponsored by the seller is a reason for caution.",
    "Milk holds vesicles, and so does blood.",
    "Not all that is called an exosome on a label has been shown to be one.",
]
WRONG = [
    "The dye does not come loose, so the glow proves that exosomes reach the dermis.",
    "Being narrower than a pore, our exosomes sink through intact skin to the dermis.",
    "Exosomes have a nucleus, can divide and are alive.",
    "Exosomes are tiny molecules that young skin makes.",
    "Exosomes from ginseng are the same as your own.",
    "PDRN is another name for exosomes.",
    "Both the FDA and the EMA have approved exosome products for skin.",
    "Exosomes are exempt from FDA regulation because they hold no cells.",
    "In Korea they may be sold as a cosmetic ingredient and be injected as well.",
    "Most of what has been published about vesicles was done in large trials with patients.",
    "A trial number proves that the exosomes work.",
    "Many studies followed their volunteers for longer than three years.",
    "That the skin is opened means that no vesicle gets in.",
    "A lack of evidence is evidence that nothing happens.",
    "That the studies were paid for by the seller is no reason for caution.",
    "The evidence from human trials is not preliminary.",
    "Human material is not banned from cosmetics in the EU.",
    "The findings have been replicated by several independent groups.",
]
NOT_SHOWN = [
    "Exosomes travel down the pores into the living skin.",
    "It soaks straight into the hair roots, no needles needed.",
    "Our exosomes switch off eczema.",
    "Less redness for everyone from our exosome cream.",
    "Scars vanish with our vesicles, better than on the other cheek.",
    "Before-and-after photos prove that the exosomes work.",
    "The laser trial was promising, so our cream does the same.",
    "Since fibroblasts in a dish made more collagen, your face will too.",
]


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true_is_right(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter == "A"


@pytest.mark.parametrize("text", WRONG)
def test_its_neighbour_is_wrong(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter == "E"


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_a_promise_beside_it_is_not_called_right(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter in ("C", "D", "E")


def test_a_makers_own_panel_is_neither_right_nor_wrong(verdict_of: Judge) -> None:
    assert verdict_of("In our in-house survey 90 % of users said their skin felt firmer.").letter == "-"
    assert verdict_of("Our exosomes make the skin feel firmer.").letter != "-"


def test_a_split_face_trial_in_words_is_held_against_that_trial(verdict_of: Judge) -> None:
    told = (
        "On one cheek lasered acne scars got vesicles and improved more than on the other cheek, lasered too, in a {}"
    )
    assert verdict_of(told.format("trial with twenty-five people.")).letter in ("A", "B")
    assert verdict_of(told.format("trial with nine hundred people.")).letter not in ("A", "B")


def test_a_row_of_denials_denies_each() -> None:
    row = read_ideas("They have no nucleus, cannot divide and are not alive.")
    assert not row.says("alive", "nucleus")
    assert read_ideas("They have a nucleus, divide and are alive.").says("alive")
    assert read_ideas("Neither the FDA nor the EMA nor the MHRA has approved it.").denies("approved")
    assert read_ideas("The FDA, the EMA and the MHRA have approved it.").says("approved")


def test_a_size_alone_tells_no_kin_from_kin_and_denies_no_kinship(verdict_of: Judge) -> None:
    assert verdict_of("One can't tell an exosome from other small vesicles by its size alone.").letter != "E"
    assert verdict_of("Exosomes do not belong to the family of extracellular vesicles.").letter == "E"


def test_a_dish_that_is_no_face_is_no_evidence(verdict_of: Judge) -> None:
    assert (
        verdict_of("A cell culture is not a face, and what happens in one need not happen in the other.").letter != "E"
    )


def test_a_list_that_was_not_read_holds_no_leave(verdict_of: Judge) -> None:
    assert verdict_of("Whether human material is on it was not read, so no ban is stated here.").letter != "E"
