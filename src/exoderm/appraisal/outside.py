"""Promises for other organs, other diseases and animals kept by people: records of skin and hair do not reach there.

A sentence lies outside where what it does for another organ is all that it says, or the main thing. Where it promises
something for skin or hair too, that part is judged and the other is only pointed out.
"""

from __future__ import annotations

from exoderm.appraisal import taken_away
from exoderm.page.ideas import Mention
from exoderm.page.page import Claim

_BORROWED = {"wound", "rejuvenation", "inflammation", "other-medical", "elasticity", "collagen"}
"""Outcomes by whose words other organs are spoken of too: "heals joints", "rejuvenates the brain"."""
_MATTERS = {
    "regulation": (
        "approved", "unapproved", "needs_approval", "free_of_approval", "registered", "authority", "warned", "notified",
        "drug_class", "classified", "banned", "allowed", "grey_zone", "duty", "misleading_offer", "regenerative_act",
    ),
    "storage": ("storage_word", "heat", "freeze_thaw", "deep_cold", "freezer", "fridge", "long_kept"),
}  # fmt: skip
"""What makes a sentence one of law or of keeping, whose questions cover every organ; its type alone may be mistaken."""
_OF_EFFECT = ("efficacy", "safety")
"""Types that tell of something done to the organ, in whatever words."""
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
    if (ideas.commands and not _for_an_organ(claim)) or _on_its_matter(claim):
        return False
    if claim.claim_type not in _OF_EFFECT and not ideas.has("health_gain", "given_for"):
        return False
    if ideas.has("under_study", "forecast"):
        return False  # that something is looked into promises nothing
    if claim.claim_type == "definition" and ideas.has("released", "carries", "taken_up"):
        return False  # of which organs vesicles come, and where they go, is what is known of them
    hurt = any(not _named_with(m, claim) for m in ideas.of("harm"))
    harm = claim.claim_type == "safety" and (hurt or ideas.has("no_harm", "safe", "safety_word", "brings_harm"))
    if harm and not (ideas.has("by_the_way") or _of_a_complaint(claim) or taken_away.says(ideas)):
        return False
    if claim.claim_type == "evidence" and (claim.certainty == "negated" or ideas.has(*_OF_NOTHING)):
        return False  # that nothing is proved holds of every organ
    return bool(organs(claim))


def _for_an_organ(claim: Claim) -> bool:
    """Whether an order begins with the organ for which the thing is given ("For the liver we recommend drips")."""
    return bool(organs(claim)) and organs(claim)[0].start <= 2 * _OPENING and claim.ideas.says("given_for")


def _named_with(harm: Mention, claim: Claim) -> bool:
    """Whether a harm is the ailment of an organ and no harm of the thing that is given ("spinal injuries")."""
    return any(0 <= harm.start - organ.end <= 1 for organ in organs(claim))


def _on_its_matter(claim: Claim) -> bool:
    """Whether a sentence on law or keeping names a matter of these ("cleared by the FDA", not "cleared the lungs")."""
    ideas = claim.ideas
    gains = {m.start for m in ideas.of("health_gain")}
    return any(m.start not in gains for m in ideas.of(*_MATTERS.get(claim.claim_type or "", ())))


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
    trades = ideas.of("skin_trade")
    spoken = any(not any(t.start <= m.start < t.end for t in trades) for m in ideas.of("skin", "skin_matter"))
    # "We, as hair surgeons": who speaks is promised nothing.
    return spoken or bool(set(claim.slots.outcomes) - _BORROWED - ({"hair"} if trades else set()))
