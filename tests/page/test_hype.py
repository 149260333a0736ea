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
LOUD = [
    "Our exosomes are the purest on the market.",
    "It is the ultimate answer to ageing.",
    "Get the skin of your dreams.",
    "Turn heads with luminous, glass-like skin.",
    "Wrinkles melt away.",
    "Zero risk, maximum results.",
    "Prepare to be amazed.",
    "A must-have for every beauty lover.",
    "The secret of eternal youth has been found.",
    "Doctors are stunned by this discovery.",
    "Unlock your skin's full potential.",
    "This is the Rolls-Royce of serums.",
    "Regenerates your skin at the cellular level.",
    "Exosomes are the most advanced form of regenerative medicine today.",
    "Say hello to youthful skin.",
    "The effects are immediate and long-lasting.",
    "Completely natural and therefore free of risk.",
    "Works from the very first drop.",
    "Ten times stronger than any other serum.",
    "Banish wrinkles for good.",
    "With a 98 % success rate, you can't go wrong.",
    "It restores your hair naturally and permanently.",
    "Scientifically proven to reverse ageing.",
    "The next big thing in skincare is here.",
    "A powerful new way to heal skin from the inside out.",
    "Truly life-changing results.",
    "Rejuvenation has never been easier.",
    "It targets ageing at its source.",
    "Watch years disappear from your face.",
    "Its unrivalled purity puts it in a class of its own.",
    "Goodbye needles, hello glow.",
    "The smartest molecule in modern dermatology.",
    "Our bio-identical vesicles know precisely what your cells want.",
    "See the difference from day one.",
    "You deserve this liquid gold.",
    "Every woman over forty needs this serum.",
    "Harness the unstoppable force of stem cells.",
    "100 % of users were thrilled.",
    "The most effective anti-ageing treatment ever developed.",
    "With no downtime at all you can return to work at once.",
    "These tiny powerhouses supercharge collagen.",
    "Our experts have cracked the code of youth.",
    "It heals what nothing else could.",
    "Clinical studies prove it beyond doubt.",
    "Hair comes back thicker than ever.",
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
    "The best evidence so far comes from mice.",
    "The most common side effect was mild redness.",
    "A new generation of trials is needed.",
    "The product is stored overnight at 4 degrees.",
    "Exosomes have been described as a breakthrough, but proof is thin.",
    "Immediate redness after needling is normal.",
    "Patients should be told that results are not guaranteed.",
    "The cells were completely removed by filtration.",
    "There is no magic bullet for wrinkles.",
    "The highest dose caused swelling.",
    "Advertising with the word permanent is banned.",
    "Permanent scarring has been reported.",
    "No serious adverse events occurred during follow-up.",
    "The treatment took 30 minutes.",
    "Side effects settled within three days.",
    "One of the most studied sources is fat tissue.",
    "Superior outcomes over saline were not seen.",
    "The effect faded within weeks.",
    "Exosomes are natural particles found in blood.",
    "Revolutionary claims need strong proof.",
    "The promise of eternal youth sells well.",
    "It is too early to speak of a breakthrough.",
    "Young donors yielded more particles than old donors.",
    "The vesicles act as natural messengers between cells.",
    "Vitamin C is a powerful antioxidant.",
    "An expert called the ad campaign misleading.",
    "In all patients the wound closed within 8 weeks.",
    "Phase 1 found no safety concern in 11 volunteers.",
    "The clinic must ensure safety and hygiene.",
    "The gel is effective against redness in small trials.",
    "The study was the largest so far.",
    "Exosomes are more stable than cells.",
    "Results were better than with placebo in one small trial.",
    "This is the first trial in humans.",
    "The treatment is not suitable for everyone.",
    "Complete healing occurred in nine of twelve ulcers.",
    "The safest approach is to wait for data.",
    "Vendors boast of amazing results.",
    "Freezing instantly destroys some vesicles.",
    "The best known source is the umbilical cord.",
    "Perfect sterility is hard to reach.",
    "It was perfectly legal until 2020.",
    "The total dose was 10 billion particles.",
    "Absolute numbers were not given.",
    "Natural does not mean harmless.",
    "Regulators call such promises misleading.",
    "New methods allow faster isolation.",
    "Powerful microscopes are needed to see them.",
    "All patients gave consent.",
    "Long-lasting effects have not been shown.",
]


@pytest.mark.parametrize(("text", "device"), PROMOTES)
def test_promotion_is_named_with_its_words(text: str, device: str) -> None:
    (claim,) = read_sentences([text])
    assert claim.hype
    assert claim.hype_cue is not None
    name, _, words = claim.hype_cue.partition(": ")
    assert words in text
    assert name == device


@pytest.mark.parametrize("text", LOUD)
def test_promotion_is_heard_in_other_words(text: str) -> None:
    assert read_sentences([text])[0].hype


@pytest.mark.parametrize("text", SOBER)
def test_sober_words_are_no_promotion(text: str) -> None:
    assert read_sentences([text])[0].hype_cue is None
