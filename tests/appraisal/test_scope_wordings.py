"""Does the appraiser know where its records end, and which words mean nothing that a study could measure?

Each class of sentences has its counter-examples: what looks alike and must be judged as before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.finding import Verdict
from exoderm.page.claims import read_sentences

Judge = Callable[[str], Verdict]
DAY = date(2026, 11, 28)
DEVELOPMENT: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "third_blind" / "scope_dev.yaml").read_text(encoding="utf-8")
)
REACHED = 57
"""Of sixty; two of the three others want "only in the laboratory" for what is itself said of mice or of a dish."""


def letter(text: str) -> str:
    claim = read_sentences([text])[0]
    return judge(claim, context_of([claim], today=DAY)).letter if claim.is_claim else "none"


def test_the_development_set_stays_where_it_is() -> None:
    missed = [row["id"] for row in DEVELOPMENT if letter(row["text"]) not in [str(x) for x in row["expect"]]]
    assert len(DEVELOPMENT) - len(missed) >= REACHED, missed


@pytest.mark.parametrize(
    "text",
    [
        "Our veterinary partner infuses arthritic Labradors with the same vesicles and they run again.",
        "In horses with a torn suspensory ligament, vesicle injections shortened the lay-off.",
        "Gum recession? Exosomes rebuild the periodontium around the tooth.",
        "The drip clears brain fog and lifts your mood within a day.",
        "Athletes come back from muscle tears twice as fast with our exosome injections.",
        "In mice with colitis, vesicles calmed the gut.",
        "For lungs scarred by infection, vesicles are being given in one hospital.",
        "Better eyesight in three weeks!",
        "Exosomes gave my father his hearing back.",
        "Nebulised exosomes cleared the lungs of a smoker within a week, according to a post.",
        "Exosomes gave my dad's ageing eyes a second spring.",
    ],
)
def test_what_is_promised_for_another_organ_is_not_judged(text: str, verdict_of: Judge) -> None:
    verdict = verdict_of(text)
    assert verdict.letter == "-"
    assert "out_of_scope" in verdict.flags


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Wounds of people with diabetes healed in days with our exosomes.", "D"),
        ("The heart of our range is a serum that smooths every wrinkle overnight.", "D"),
        ("While you sleep, the mask firms your face.", "D"),
        ("Neurons, heart cells and liver cells all release exosomes.", "A"),
        ("A patient was treated with exosomes for knee pain and developed a severe infection.", "A"),
        ("Exosomes are not approved for osteoarthritis.", "A"),
        ("Exosomes are being investigated for diseases of heart and brain.", "A"),
        ("Liver spots fade overnight with exosomes.", "D"),
        ("Liver and spleen take up most vesicles that are injected into the blood.", "A"),
        ("A woman went blind in one eye and suffered a stroke after an injection near the eye.", "A"),
        ("Exosomes from dental pulp cells heal skin wounds in mice.", "A"),
        ("The FDA has not approved exosomes for COVID-19.", "A"),
    ],
)
def test_an_organ_that_is_only_mentioned_takes_no_question_away(text: str, letters: str, verdict_of: Judge) -> None:
    verdict = verdict_of(text)
    assert verdict.letter in letters
    assert "scope" not in verdict.rules


@pytest.mark.parametrize(
    "text", ["Exosomes smooth wrinkles and cure arthritis.", "Exosomes erase crow's feet overnight and heal the liver."]
)
def test_beside_another_organ_the_promise_for_skin_is_judged(text: str, verdict_of: Judge) -> None:
    verdict = verdict_of(text)
    assert verdict.letter == "D"
    assert "out_of_scope" in verdict.flags


def test_a_softer_complexion_on_the_side_does_not_make_it_a_matter_of_skin(verdict_of: Judge) -> None:
    assert verdict_of("Better fertility and, as a bonus, a softer complexion after our drip.").letter == "-"


@pytest.mark.parametrize(
    "text",
    [
        "Our quantum-charged mist retunes the bio-frequency of tired skin.",
        "Hospital-grade exosomes, bottled for you.",
        "A serum that speaks the language of your cells.",
        "Restores cellular energy*",
        "Skin energy up by 200 %!",
        "Skin Joy Index: up by a third.",
        "+300 % cell communication.",
    ],
)
def test_a_promise_in_empty_words_cannot_be_checked(text: str) -> None:
    assert letter(text) == "-"


@pytest.mark.parametrize(
    "text",
    [
        "Medical-grade exosomes erase wrinkles overnight.",
        "Quantum exosomes sink through whole skin into the dermis.",
        "Boosts cellular energy and firmness overnight.",
    ],
)
def test_what_stands_beside_an_empty_word_is_judged(text: str, verdict_of: Judge) -> None:
    verdict = verdict_of(text)
    assert verdict.letter in "DE"
    assert "unknown_term" in verdict.flags


def test_to_strike_an_empty_word_makes_no_other_statement() -> None:
    assert letter("Only medical-grade exosomes go into our ampoules.") in "-D"


@pytest.mark.parametrize(
    "text",
    [
        'Nobody has agreed on what "cell energy" is supposed to be, so the promise cannot be tested.',
        'The phrase "professional strength" is not regulated and tells a buyer nothing.',
        "Medical grade has no legal definition.",
        "Cellular energy cannot be measured.",
        'No instrument reads "life force".',
        'Nobody can weigh "inner radiance".',
        '"Youth energy" cannot be measured, so no trial could ever show the slogan to be wrong.',
        'As a claim, "reprograms your cells" is so loose that no experiment could contradict it.',
        'The regulator has never laid down what "therapeutic grade" should mean.',
    ],
)
def test_who_says_of_an_empty_word_that_it_is_empty_is_right(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter == "A"


@pytest.mark.parametrize(
    "text",
    [
        '"Medical grade" is an official class that is protected by law.',
        'It is not true that "detox" means nothing.',
        '"Structured water" is a measurable quantity with a scientific definition.',
        "Medical-grade exosomes cannot be measured against any rival.",
        'Our "medical-grade" exosomes carry no legal risk.',
        'For us "medical grade" is no empty phrase.',
        '"Medical grade" means no compromise.',
        '"Quantum" is no gimmick.',
        '"Detox" without any test is what we offer.',
        'No other brand has tested "clinical strength" as we have.',
    ],
)
def test_no_other_remark_is_called_right(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter not in "AB"


@pytest.mark.parametrize(
    "text",
    [
        '"Medical grade" has no legal definition, but our exosomes erase wrinkles overnight.',
        'While "medical grade" means nothing, each millilitre holds 10^20 exosomes.',
        'Whatever "medical grade" means, our exosomes are approved by the FDA.',
        '"Detox" means nothing and our serum erases wrinkles overnight.',
        '"Detox" means nothing, yet large trials have proved that exosomes work.',
    ],
)
def test_a_true_remark_does_not_carry_a_promise(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter in "DE"


def test_a_laboratory_reading_is_no_empty_word(verdict_of: Judge) -> None:
    for text in (
        "Quantum dots marked the vesicles by their fluorescence.",
        "Detoxification enzymes of keratinocytes were unchanged.",
        "The Melanin Index fell in both groups.",
    ):
        assert "unknown_term" not in verdict_of(text).flags, text


@pytest.mark.parametrize(
    "text",
    [
        "Free parking is behind the building, enter from Mill Lane.",
        "Our phone number is on the back of the card.",
        "The gallery upstairs shows watercolours until Easter.",
        "Photo caption: a bottle in the sun.",
        "The lift to the third floor is on your left.",
    ],
)
def test_what_is_off_the_topic_claims_nothing(text: str) -> None:
    assert letter(text) == "none"


def test_a_sentence_that_points_back_may_claim_without_a_word_of_the_topic() -> None:
    assert letter("They are about a tenth of a micrometre wide.") == "A"
    assert letter("Shield the bottle from direct sun.") != "none"


def test_the_age_of_the_donor_tells(verdict_of: Judge) -> None:
    assert verdict_of("The age of the donor changes what vesicles carry.").letter == "A"
    assert verdict_of("The age of the donor does not change what vesicles carry.").letter == "D"
