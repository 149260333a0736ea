"""Is a statement on getting into skin recognised in any wording, with what travels and whether it arrives?"""

from __future__ import annotations

import pytest

from exoderm.page.claims import read_sentences

PASSES = [
    "Exosomes easily penetrate the outer layer of skin.",
    "Our vesicles sink deep into the skin.",
    "The serum soaks in and reaches the dermis.",
    "Vesicles travel past the outermost layer down to living cells.",
    "Nanovesicles get through the skin barrier.",
    "Thanks to their size the particles make it through the horny layer.",
    "Exosomes slip between the cells of the stratum corneum into deeper layers.",
    "These messengers find their way into the dermis.",
    "The vesicles are absorbed by the skin.",
    "Exosomes traverse the stratum corneum.",
    "They are small enough to pass the skin barrier.",
    "Our exosomes work their way down to the fibroblasts.",
    "The vesicles do not stay on the surface.",
    "Exosomes diffuse across the epidermis.",
    "Applied to the face, they reach the deepest skin layers.",
    "Skin drinks them in.",
    "Exosomes breach the barrier of intact skin.",
    "Exosome serum is taken up by the skin.",
    "Rubbed on intact skin, vesicles arrive in the dermis.",
    "The skin's natural barrier does not stop exosomes.",
    "Vesicles plunge straight to the dermis.",
    "It dives deep below the skin's surface.",
    "Exosome cream nourishes the deepest skin layers directly.",
    "The nano-size lets the vesicles through the outer shell of the skin.",
    "Exosomes have been shown to permeate human skin.",
    "Your skin soaks up every vesicle.",
    "These particles fit through the gaps between skin cells.",
    "The barrier poses no obstacle to exosomes.",
    "Vesicles bypass the stratum corneum via hair follicles.",
    "A topical exosome gel delivers its cargo to the dermis.",
    "The formula penetrates three times deeper than ordinary creams.",
    "From the surface they migrate to the living epidermis.",
    "Fluorescent vesicles were detected in the dermis after topical use.",
    "Skin penetration of exosomes is excellent.",
    "Exosomes are so tiny that the skin lets them in.",
    "Intact skin is permeable to vesicles.",
    "Exosomes readily overcome the skin barrier.",
    "The dermis is within reach of topically applied vesicles.",
]
STAYS = [
    "Vesicles do not cross the horny layer.",
    "Exosomes remain on the surface of the skin.",
    "Vesicles stay in the stratum corneum.",
    "Exosomes are too large to get past the outer layer.",
    "The horny layer keeps vesicles out.",
    "On intact skin hardly any exosome reaches the dermis.",
    "They never make it through the barrier.",
    "Vesicles cannot penetrate intact skin.",
    "The particles sit on top of the skin and are washed off.",
    "Intact skin is impermeable to vesicles.",
    "Exosomes fail to reach living layers.",
    "Nothing of the serum gets into the deeper layers.",
    "Most vesicles end up stuck in the outer layer.",
    "The outer layer stops vesicles from entering.",
    "Vesicles get no deeper than the horny layer.",
    "No exosome travels past the outermost layer.",
    "Skin does not absorb vesicles.",
    "Exosomes lack the ability to pass the skin barrier.",
    "Almost all of the vesicles are trapped near the surface.",
    "The skin barrier is an insurmountable wall for exosomes.",
    "Topical vesicles never get beyond dead cells.",
    "Most of the serum is wiped off with the towel before any vesicle gets in.",
    "The dermis is out of reach for vesicles put on healthy skin.",
    "At 100 nm they are simply too big for the gaps in the horny layer.",
    "Healthy skin shuts them out.",
    "Skin penetration of exosomes is negligible.",
    "Rubbing exosomes on the face will not bring them into the dermis.",
    "Without needles, vesicles do not go anywhere.",
    "The stratum corneum is a closed door to vesicles.",
    "Less than one percent of the vesicles left the horny layer.",
    "Vesicles are stopped by the outer layer.",
    "None of the particles made it past the corneum.",
    "The skin barrier cannot be crossed by particles of this size.",
    "Healthy skin rejects particles of that size.",
    "Vesicles remained confined to the cornified layer.",
    "Topical exosomes lie on the skin like dust.",
    "No trace of vesicles was found in the dermis.",
    "Absorption through intact skin is unlikely.",
    "Exosomes fall short of the living layers.",
    "It is impossible for vesicles to cross intact skin.",
]
NOT_PENETRATION = [
    "Exosomes carry proteins and microRNA.",
    "Store the serum in the fridge.",
    "The dermis holds collagen and elastin.",
    "Vesicles are taken up by cells and enter the endosome.",
    "The market will reach two billion dollars.",
    "Exosomes calm redness.",
    "The results are absorbing reading.",
    "Clinics go beyond what the law allows.",
    "Cells release vesicles into the bloodstream.",
    "The barrier function of the skin improved.",
]


@pytest.mark.parametrize("text", PASSES)
def test_arrives(text: str) -> None:
    (claim,) = read_sentences([text])
    assert (claim.claim_family, claim.slots.direction) == ("penetration", "gain")


@pytest.mark.parametrize("text", STAYS)
def test_does_not_arrive(text: str) -> None:
    (claim,) = read_sentences([text])
    assert (claim.claim_family, claim.slots.direction) == ("penetration", "none")


@pytest.mark.parametrize("text", NOT_PENETRATION)
def test_is_about_something_else(text: str) -> None:
    assert read_sentences([text])[0].claim_family != "penetration"


@pytest.mark.parametrize(
    ("text", "traveller"),
    [
        ("Vesicles sink into the dermis.", "vesicles"),
        ("Small molecules pass the horny layer.", "molecules"),
        ("Red light reaches the dermis.", "light"),
        ("The needles reach the dermis.", "device"),
        ("Unlike small molecules, exosomes stay on the surface.", "vesicles"),
        ("Retinol penetrates the epidermis.", "molecules"),
        ("They penetrate the stratum corneum.", "vesicles"),
    ],
)
def test_what_travels(text: str, traveller: str) -> None:
    assert read_sentences([text])[0].slots.traveller == traveller


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("After microneedling the vesicles reach the dermis.", "microneedle"),
        ("Injected vesicles reach the dermis.", "injection"),
        ("Topically applied vesicles stay on the surface.", "topical_intact"),
        ("On tape-stripped skin vesicles go deeper into the skin.", "topical_compromised"),
        ("Vesicles stay on the surface.", "unknown"),
    ],
)
def test_by_which_route(text: str, route: str) -> None:
    assert read_sentences([text])[0].slots.route == route
