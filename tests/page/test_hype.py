"""Is promotion told from sober, denied, quoted and reported words?"""

from __future__ import annotations

import pytest

from exoderm.page.claims import read_sentences

PROMOTES = [
    ("Results are guaranteed after one session.", "guarantee"),
    ("A true miracle in a bottle.", "miracle"),
    ("The serum is clinically proven to erase lines.", "proof"),
    ("See younger skin in just seven days.", "speed"),
    ("Vesicles slip effortlessly into the dermis.", "ease"),
    ("Wrinkles are gone forever.", "permanence"),
    ("It has absolutely no side effects.", "safety"),
    ("The most powerful serum ever made.", "superlative"),
    ("Our formula outperforms every retinol.", "superiority"),
    ("A revolutionary breakthrough for your face.", "novelty"),
    ("Say goodbye to dull skin.", "hope"),
    ("An all natural path to young skin.", "naturalness"),
    ("One solution for every skin problem.", "panacea"),
    ("Exosomes completely renew ageing skin.", "absolute"),
    ("Smart cellular messengers reprogram tired skin.", "science"),
]
SOBER = [
    "It is not a miracle cure.",
    "Nobody should expect a miracle from a cream.",
    "The product is marketed as a breakthrough.",
    "Sellers promise permanent results without data.",
    "Adverts call it revolutionary, yet trials are missing.",
    "No adverse effects were seen in the trial.",
    "The effect is not permanent.",
    "It has not been clinically proven.",
    "Sterility cannot be guaranteed.",
    "Two women kept permanent scars.",
    "Redness subsided within two days.",
    "Vesicles were not superior to vehicle.",
    "The most common harm is redness.",
    "Discard the vial within 24 hours.",
    "Beware of the words miracle and breakthrough.",
    "The so-called fountain of youth lacks evidence.",
]


@pytest.mark.parametrize(("text", "device"), PROMOTES)
def test_promotion_is_named_with_its_words(text: str, device: str) -> None:
    (claim,) = read_sentences([text])
    assert claim.hype
    assert claim.hype_cue is not None
    name, _, words = claim.hype_cue.partition(": ")
    assert words in text
    assert name == device


@pytest.mark.parametrize("text", SOBER)
def test_sober_words_are_no_promotion(text: str) -> None:
    assert read_sentences([text])[0].hype_cue is None
