"""Does the appraiser leave alone what cards of studies, risks and law state as seen, when a page says it?

A statement here is never called wrong. One that rightly would be (because it tells of a claim that is wrong) belongs
into ``TELLS_OF_A_WRONG_CLAIM`` with its reason; there is none. Below: the classes of sentences that were misread, each
with a neighbour whose verdict must stay.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exoderm.appraisal.finding import Verdict
from exoderm.evidence import law, risk, study
from exoderm.page.denial import Denials
from exoderm.page.ideas import read as read_ideas

Judge = Callable[[str], Verdict]
STATEMENTS = {
    f"{kind}/{name}": card.statement
    for kind, shelf in (("study", study.load()), ("risk", risk.load()), ("law", law.load()))
    for name, card in shelf.items()
    if card.statement
}
TELLS_OF_A_WRONG_CLAIM: dict[str, str] = {}
"""Cards whose statement a verdict rightly calls wrong, with the reason."""


def test_every_shelf_is_asked() -> None:
    kinds = {name.split("/")[0] for name in STATEMENTS}
    assert kinds == {"study", "risk", "law"}
    assert len(STATEMENTS) > 300


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_no_card_is_refused_when_a_page_says_it(name: str, verdict_of: Judge) -> None:
    assert (verdict_of(STATEMENTS[name]).word == "contradicted") == (name in TELLS_OF_A_WRONG_CLAIM)


LEFT_ALONE = [
    "A court fined a nurse who had injected an exosome cosmetic.",
    "Creams are put on the skin; what is infused or injected cannot be one of the cosmetics and never was a cosmetic.",
    "Nurses in two countries injected a cosmetic that held exosomes.",
    "The brochure names no trial.",
    "The seller cites no studies.",
    "The trials on which the leaflet rests are not cited.",
    "The review found hardly any clinical trials with exosomes.",
    "Almost no trials in people exist.",
    "Six small trials with vesicles are too few to judge harm.",
    "A retrospective study of 90 patients reports no adverse reaction after needling with exosomes.",
    "The rule is not to inject into infected skin.",
    "It is best not to needle skin with a cold sore or other infection.",
    "Old mice lose a third of the collagen in their skin.",
    "The nodes kept hardly any of the vesicles that were injected.",
    "Dextran got into the dermis after the horny layer had been removed.",
    "Vesicles hardly entered the skin of pigs, as a study shows.",
    "Apoptotic bodies of one to five micrometres come from dying cells, and exosomes are vesicles of 100 nm.",
    "Vesicles were first regarded as a way of getting rid of waste.",
    "Cells with and without a nucleus shed vesicles.",
    "Exosome products have to be approved before they are sold for treatment.",
    "The agency said that it had approved no exosome product, and that such a product needs approval.",
]
STILL_WRONG = [
    "Injected exosomes are a cosmetic.",
    "The law regards injected exosomes as cosmetics.",
    "There are no studies of exosomes in people.",
    "No clinical trial of exosomes exists.",
    "Hardly any companies sell exosomes, only a few companies do.",
    "Exosomes cause no harm.",
    "Exosomes cause no infection.",
    "No infection has ever followed exosomes.",
    "Exosomes sink through undamaged skin.",
    "They reach the dermis through intact skin.",
    "Exosomes are five micrometres across.",
    "Vesicles are nothing but waste of the cell.",
    "Exosomes have a nucleus of their own, like any cell.",
    "The agency said that exosome products need no approval as drugs.",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_a_true_and_careful_sentence_is_not_called_wrong(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word != "contradicted"


@pytest.mark.parametrize("text", STILL_WRONG)
def test_its_wrong_neighbour_stays_wrong(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).word == "contradicted"


def test_what_the_first_of_two_things_said_denies_ends_with_it() -> None:
    two = read_ideas("The agency says that it approved no cream, and that injected products need approval.")
    assert two.denies("approved")
    assert two.says("needs_approval")
    assert read_ideas("Nobody says that it is a cream, and that such products need approval.").denies("needs_approval")


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("None of the vesicles that were injected stayed in the skin.", False),
        ("No vesicle that is injected stays in the skin.", True),
        ("None of the vesicles were injected.", True),
    ],
)
def test_what_happened_to_a_known_thing_is_taken_for_granted(text: str, reached: bool) -> None:
    at = text.index("injected")
    assert Denials(text).denied(at, at + len("injected"), inside=False) == reached
