"""True and careful sentences near the six questions: wider gates must not call one of them wrong or unproven."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.appraisal.conftest import TODAY

from exoderm.appraisal import rules, verdict
from exoderm.appraisal.appraise import context_of
from exoderm.appraisal.finding import Verdict
from exoderm.page.claims import read_sentences

Judge = Callable[[str], Verdict]

CAREFUL = (
    "Our exosomes contain no viruses or pathogens.",
    "The serum is free of allergens and germs.",
    "Cancer cells shed vesicles too.",
    "Exosomes from tumour cells prepare distant tissue for metastasis.",
    "Vesicles protect cells from damage.",
    "Exosomes do not contain cells, unlike PRP.",
    "PRP is plasma with platelets; exosomes are vesicles.",
    "Peptides are chains of amino acids, while exosomes are membrane-bound vesicles.",
    "Growth factors are proteins; exosomes carry them.",
    "The laser opens channels; exosomes are then dripped on.",
    "Peptides and hyaluronic acid round off the recipe.",
    "Vitamin C serums are cheaper than exosome serums.",
    "Retinol is better studied than exosomes.",
    "Botulinum toxin relaxes muscles; exosomes do not.",
    "Unlike fillers, exosomes add no volume.",
    "Exosomes do not outperform laser in any trial.",
    "The trial compared exosomes with saline after laser.",
    "Vesicles are larger than proteins.",
    "Proteins are smaller than vesicles.",
    "The vesicles were stored at -80 °C until use.",
    "Samples were frozen once and thawed on ice.",
    "The shipment arrived frozen.",
    "The freezer in the staff kitchen is broken.",
    "We store your files for ten years.",
    "The serum comes in an airless pump.",
    "Many people buy it because it smells nice.",
    "Demand has risen because social media discovered it.",
    "Each box contains five vials.",
    "The preparation contained 1.2e10 particles per mL.",
    "A litre of blood contains about 10^12 vesicles.",
    "Human plasma holds trillions of exosomes.",
    "Some exosomes contain miR-21.",
    "Plant vesicles lack human proteins.",
    "Ginger vesicles were taken up by human cells.",
    "Nothing is known about long-term harm.",
    "Whether donor vesicles can transmit viruses has not been clarified.",
    "It is not known whether exosomes promote the growth of tumours.",
    "Nobody in the trial reported pain.",
    "Nobody can rule out that donor material passes on a virus.",
    "Drink enough water after the session.",
    "Apply the serum to dry skin, avoiding the eyes.",
    "Herpes blisters or pus are a reason to put off the treatment.",
    "Participants used the cream twice a day for twelve weeks.",
    "Our car park is safe and well lit.",
    "Your data are safe with us.",
)


@pytest.mark.parametrize("text", CAREFUL)
def test_a_careful_sentence_is_called_neither_wrong_nor_unproven(text: str) -> None:
    claim = read_sentences([text])[0]
    if not claim.is_claim:
        return
    word = verdict.combine(rules.ask(claim, context_of([claim], today=TODAY)), claim.claim_type).word
    assert word not in ("contradicted", "unsupported", "overstated")


BOLD = (
    "Adverse reactions simply do not occur.",
    "Clinical experience shows that injected exosomes are free of any danger.",
    "Screened donors mean that no disease can be passed on.",
    "Nothing in dermatology outperforms exosomes.",
    "No laser comes close to what vesicles do.",
    "Never refrigerate it; leave it in the heat.",
    "Herpes is no reason to cancel the needling.",
    "Long-term safety is no longer in question.",
    "Infections after exosome injections are a myth.",
    "No one doubts that exosomes beat retinol.",
    "It can't hurt to put it on an open wound.",
    "Do not avoid the eyes; the serum does them good.",
    "Whether injected or rubbed in, exosomes do no harm.",
    "Do not stop when the skin burns.",
    "No exosome lacks miR-21.",
    "It is not true that exosomes break down in heat.",
    "There are no impurities in our exosomes.",
    "Repeated thawing is no problem for exosomes.",
    "Labels never lie about what a vial holds.",
)


@pytest.mark.parametrize("text", BOLD)
def test_a_bold_sentence_in_the_form_of_a_denial_is_not_called_right(text: str) -> None:
    claim = read_sentences([text])[0]
    assert claim.is_claim
    word = verdict.combine(rules.ask(claim, context_of([claim], today=TODAY)), claim.claim_type).word
    assert word not in ("supported", "supported_limited", "preliminary")


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        # "Anything but" is all but in a denial, and a denial by itself.
        ("Vesicle preparations never contain anything but exosomes.", "E"),
        ("Exosome vials are anything but pure.", "A"),
        ("A vesicle preparation is seldom made of exosomes alone.", "-"),
        ("Our vesicle preparation is made of exosomes alone.", "E"),
        # What something is free of ends before a time.
        ("Rosacea sufferers will be free of flare-ups for life.", "D"),
        # What goes beyond something is a promise only where it is the evidence.
        ("Superficial: does not go beyond where ordinary serums stop", "-"),
        # How long results last is no matter of shelf life.
        ("Data on how long results last do not go beyond a few months.", "A"),
        # Blood alone is no harm, nor is what another active does.
        ("Red blood cells have no nucleus.", "-"),
        ("Retinol makes skin peel; our vesicles make it bloom.", "D"),
        # A "whether" that is all the same asks nothing; one that nobody measured is open.
        ("There is no difference whether you keep vesicles in a freezer or on a radiator.", "E"),
        ("No study measured whether vesicles keep on a radiator.", "-"),
    ],
)
def test_where_two_readings_meet_the_careful_one_stays(text: str, letter: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter == letter
