"""A complaint is a harm where it is caused, had or follows a treatment, and an effect's object where it is relieved."""

import pytest

from exoderm.page import claims, side_effect

HARM = (
    "Exosome ampoules can trigger stinging.",
    "Itching and swelling are common after an exosome session.",
    "Several users noticed redness for three days after the mask.",
    "One man had slight burning and redness that was gone by evening.",
    "Of thirty testers of the vesicle gel, four got a rash.",
    "The cream gave me hives.",
    "It softens lines but may cause irritation.",
    "Unwanted side effects include erythema and tenderness.",
    "Stinging, reddening and a faint rash can be felt for a day.",
    "A tingling sensation may appear and lasts an hour.",
)
RELIEF = (
    "The gel lowered redness in five users.",
    "Vesicles soothe stinging after peeling.",
    "Suitable for anyone who has itching.",
    "Users reported fewer rashes after the course.",
    "Patients noticed the swelling subside faster.",
    "They prevent the irritation that acids cause.",
    "Vesicles were tested for redness after laser.",
    "Less burning was reported after needling with vesicles.",
    "They reduce swelling caused by sunburn.",
)


@pytest.mark.parametrize("text", HARM)
def test_a_complaint_that_is_caused_or_had_is_a_harm_and_no_outcome(text: str) -> None:
    assert side_effect.affirmed(text)
    (claim,) = claims.read_sentences([text])
    assert "inflammation" not in claim.slots.outcomes


@pytest.mark.parametrize("text", RELIEF)
def test_a_complaint_that_is_relieved_or_was_there_before_is_no_harm(text: str) -> None:
    assert side_effect.told(text) == ()


@pytest.mark.parametrize("text", ["The vesicle serum caused no redness.", "Nobody developed a rash after the mask."])
def test_a_denied_complaint_is_told_and_not_affirmed(text: str) -> None:
    assert side_effect.told(text)
    assert not side_effect.affirmed(text)


def test_one_sentence_may_hold_both() -> None:
    """What it relieves stays an outcome, what it causes does not."""
    (claim,) = claims.read_sentences(["Vesicles calm redness, but they may cause itching."])
    assert claim.slots.outcomes == ("inflammation",)
    assert [claim.text[a:b] for a, b in side_effect.told(claim.text)] == ["itching"]
