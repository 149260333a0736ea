"""Promises for other organs, other diseases and animals kept by people: records of skin and hair do not reach there.

A sentence lies outside where what it does for another organ is all that it says, or the main thing. Where it promises
something for skin or hair too, that part is judged and the other is only pointed out.
"""

from __future__ import annotations

from exoderm.page.ideas import Mention
from exoderm.page.page import Claim

_BORROWED = {"wound", "rejuvenation", "inflammation", "other-medical", "elasticity", "collagen"}
"""Outcomes by whose words other organs are spoken of too: "heals joints", "rejuvenates the brain"."""
_ELSEWHERE = ("regulation", "storage")
"""Types whose own question covers every organ: "approved for neither skin nor joints"."""
_OF_NOTHING = ("nothing_exists", "unmeasured", "overreach")
_OPENING = 12
"""Characters within which an organ opens a sentence ("For lungs ...")."""


def organs(claim: Claim) -> tuple[Mention, ...]:
    """The places where something other than skin and hair is named; "liver spots" and "at the heart of" name none."""
    ideas = claim.ideas
    skin = ideas.of("skin_after_all")
    return tuple(m for m in ideas.of("outside_skin") if not any(s.start < m.end and m.start < s.end for s in skin))


def outside(claim: Claim) -> bool:
    """Whether what the sentence does for another organ is all that it says, or the main thing."""
    return _elsewhere(claim) and not _of_skin(claim)


def partly(claim: Claim) -> bool:
    """Whether another organ is promised something beside skin or hair."""
    return _elsewhere(claim) and _of_skin(claim)


def _elsewhere(claim: Claim) -> bool:
    ideas = claim.ideas
    if claim.claim_type in _ELSEWHERE or ideas.commands or not ideas.has("health_gain", "given_for"):
        return False
    if ideas.has("under_study", "forecast"):
        return False  # that something is looked into promises nothing
    if claim.claim_type == "definition" and ideas.has("released", "carries"):
        return False
    if claim.claim_type == "safety" and not (ideas.has("by_the_way") or _of_a_complaint(claim)):
        return False
    if claim.claim_type == "evidence" and (claim.certainty == "negated" or ideas.has(*_OF_NOTHING)):
        return False  # that nothing is proved holds of every organ
    return bool(organs(claim))


def _of_a_complaint(claim: Claim) -> bool:
    """Whether a sentence taken for one on harm tells for which ailment something is given ("for scarred lungs")."""
    named = organs(claim)
    return bool(named) and named[0].start <= _OPENING and not claim.ideas.has("brings_harm", "safe", "no_harm")


def _of_skin(claim: Claim) -> bool:
    """Whether skin or hair is promised something, and not just on the side ("and, as a bonus, a softer complexion")."""
    ideas = claim.ideas
    on_side = min((m.start for m in ideas.of("by_the_way")), default=len(ideas.text))
    if organs(claim)[0].start < on_side < len(ideas.text):
        return False
    return ideas.has("skin", "skin_matter") or bool(set(claim.slots.outcomes) - _BORROWED)
