"""Does the reader know what a sentence asserts, hedges or denies, whatever the words?"""

from __future__ import annotations

import pytest

from exoderm.page.claims import read_sentences

ASSERTED = [
    "Vesicles cross the horny layer.",
    "Unlike creams that do not penetrate, our serum does.",
    "There is no doubt that it firms the face.",
    "It not only soothes but also firms.",
    "Not just a trend, exosomes restore firmness.",
    "Although nobody tested it on children, the gel calms redness.",
    "Because acids cannot reach the dermis, vesicles carry the message there.",
    "Creams that cannot sink in leave a film, vesicles go deeper.",
    "It never fails to brighten a dull face.",
    "Do not rub the serum into your eyes.",
    "You should not freeze the vial twice.",
    "It is important not to skip sunscreen.",
    "Exosomes are not a filler but a signal for the skin.",
    "Without a doubt the vesicles reach fibroblasts.",
    "No one disputes that cells release vesicles.",
    "The serum works where ordinary creams do not.",
    "In the EU human vesicles are banned from cosmetics.",
    "Clinics may sell the product as a cosmetic.",
    "Nobody doubts that it hydrates.",
    "The effect is not unlike that of retinol.",
    "They carry proteins across walls that whole cells cannot cross.",
    "Treatment takes an hour with no downtime.",
    "The vesicles calm skin without irritating it.",
    "It is undeniable that exosomes reach the dermis.",
    "Vesicles were found only in the outermost layer.",
    "Exosomes have no trouble crossing the skin barrier.",
    "Vesicles cross the barrier without difficulty.",
    "Contrary to what critics say, vesicles sink into the skin.",
    "It is not that vesicles are too large, it is that skin is tight.",
    "Penetration of vesicles through intact skin has been demonstrated.",
    "Intact skin lets vesicles through.",
    "Exosomes won't just sit on the surface, they go deep into the dermis.",
    "The FDA warns against unapproved exosome products.",
    "Unapproved products are sold online.",
    "Studies show that vesicles calm redness.",
    "The serum can soften lines.",
    "Vesicle creams sit on top of the skin and do nothing more.",
    "Exosomes never miss their target.",
]
HEDGED = [
    "Vesicles may cross the horny layer.",
    "The serum could help with dark spots.",
    "Plant vesicles possibly calm redness.",
    "Exosomes are thought to speed healing.",
    "The first results look promising.",
    "It is believed that vesicles wake fibroblasts.",
    "The cream seems to hydrate.",
    "Vesicles have the potential to reach the dermis.",
    "Early studies suggest that hair becomes denser.",
    "Perhaps the vesicles stay in the follicle.",
    "Scientists suspect that the cargo matters.",
    "Presumably most particles stay on top.",
    "It might not help everybody.",
    "The vesicles, while small, may be washed off.",
    "In theory the particles slip between the cells.",
    "The gel is expected to soften lines.",
    "It appears to reduce swelling.",
    "We hope that it will thicken hair.",
    "Plant exosomes show promise in calming skin.",
    "There is a chance that some vesicles pass.",
    "Exosomes are said to cross the barrier.",
    "Exosomes might one day replace fillers.",
    "Most experts believe the cargo does the work.",
    "A benefit cannot be ruled out.",
]
NEGATED = [
    "Vesicles do not cross the horny layer.",
    "Vesicles can't get past the outer layer.",
    "No vesicle reaches the dermis of intact skin.",
    "There is no approved exosome product.",
    "Evidence in people is lacking.",
    "The benefit is far from proven.",
    "It has never been shown to regrow hair.",
    "None of the trials had a control arm.",
    "The serum fails to reach living cells.",
    "Whether it lasts remains unknown.",
    "Neither redness nor swelling changed.",
    "The FDA has yet to approve an exosome.",
    "Hardly any particle gets through the barrier.",
    "Exosomes aren't authorised for injection.",
    "The claim that vesicles sink in is not supported.",
    "Nothing gets past the outer layer.",
    "Although they are tiny, vesicles do not pass the barrier.",
    "Experts stress that there is no proof of a benefit.",
    "Vesicles are unable to diffuse into the dermis.",
    "The optimal dose is still unclear.",
    "It is not true that exosomes reach the dermis.",
    "There isn't any evidence that it works.",
    "No study has shown lasting results.",
    "Long-term data do not exist.",
    "It is wrong that vesicles pass through intact skin.",
    "It is a myth that exosomes sink into the dermis.",
    "Exosome products have never been cleared for cosmetic injection.",
    "So far, not a single trial has compared vesicles with retinol.",
    "Vesicles don't seem to get beyond the dead cell layer.",
    "We found no sign that the serum gets below the surface.",
    "The particles could not be detected in the dermis.",
    "Whether exosomes reach the dermis has not been settled.",
    "It's doubtful whether vesicles pass the barrier.",
    "Exosomes aren't small enough to slip through healthy skin.",
    "No serum can push vesicles through the horny layer.",
    "Contrary to what adverts say, vesicles do not sink into the skin.",
    "Claims that vesicles pass intact skin lack proof.",
    "There's little reason to believe that vesicles enter the dermis.",
    "Penetration of vesicles through intact skin has not been demonstrated.",
    "Intact skin does not let vesicles through.",
    "The idea that exosomes seep into the dermis is a fairy tale.",
    "Exosomes are anything but proven.",
    "Approval by the FDA is still pending.",
    "Results are not permanent.",
    "The product is not sterile.",
    "It won't regrow lost hair.",
    "The makers offer no data.",
    "The serum offers no benefit over vehicle.",
    "Neither the dose nor the source is stated.",
    "The cream did nothing for wrinkles.",
    "Exosome creams are useless against wrinkles.",
    "Scientists have yet to show that it works.",
    "A benefit can be ruled out.",
    "Only injection, not creams, gets vesicles into the dermis.",
]


@pytest.mark.parametrize("text", ASSERTED)
def test_asserted(text: str) -> None:
    assert read_sentences([text])[0].certainty == "asserted"


@pytest.mark.parametrize("text", HEDGED)
def test_hedged(text: str) -> None:
    assert read_sentences([text])[0].certainty == "hedged"


@pytest.mark.parametrize("text", NEGATED)
def test_negated(text: str) -> None:
    assert read_sentences([text])[0].certainty == "negated"


def test_only_a_non_claim_can_be_a_question() -> None:
    (claim,) = read_sentences(["Do exosomes cross the horny layer?"])
    assert claim.certainty == "question"
    assert not claim.is_claim
