"""Is it sound what the reader is told to do, where records of harm, of trials or of makers speak of it?

A plain instruction is neither right nor wrong and cannot be checked. What puts a cosmetic inside the skin, or goes on
in spite of a reaction, is a known danger. A schedule that promises an effect would need a study that compared some.
"""

from __future__ import annotations

from dataclasses import replace

from exoderm.appraisal import by_fact
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.rules import status
from exoderm.library.terms import Flag
from exoderm.page.ideas import Ideas, affirms
from exoderm.page.page import Claim

QUESTION = "Is it sound what the reader is told to do, where records speak of it?"

_ELSEWHERE = ("storage", "regulation", "penetration", "evidence")
_PERSONS = ("pregnancy_word", "tumour_word", "allergy_word", "ill_word")
_WAYS = ("injects_it", "needles_skin", "raw_skin", "in_eyes", "swallowed", "reaction_word")
_DANGERS = (
    ("injects_it", ("cosmetic_thing", "at_home")), ("needles_skin", ("at_home",)), ("raw_skin", ("puts_on",)),
    ("in_eyes", ("puts_on", "keeps_away")), ("swallowed", ("regimen", "keeps_away", "puts_on")),
    ("shares", ("vial_or_needle",)),
    ("goes_on", (*_PERSONS, "reaction_word")), ("stop_word", ("reaction_word",)),
)  # fmt: skip
"""Pairs of ideas that make a sentence advice on a danger, whatever its type."""
_MATTER = (
    "cosmetic_thing", "product", "vial_or_needle", "injected", "needles_skin", "skin", "regimen", "swallowed",
    "in_eyes", "raw_skin", "vesicle", "see_doctor",
)  # fmt: skip
"""Ideas of which one at least must occur in an order, for it to be about a product and its use."""
_OPENING = 12
"""Characters within which a verb opens an instruction ("smooth three drops over ...") and promises nothing."""
_CHANGE = "A trial that compares schedules would change this."


def applies(claim: Claim, context: Context) -> bool:
    """Advice and instructions: by their type, by their form, or because they say for whom and how a thing is fit."""
    ideas = claim.ideas
    if ideas.has("everyday_thing") and not ideas.has("vesicle", "product"):
        return False
    label = claim.claim_type == "regulation" and ideas.has("not_here") and _plain(ideas)
    if status.applies(claim, context) and not label:
        return False  # what the law says of needles and cosmetics is another question
    if by_fact.opened("usage", ideas, context):
        return True
    danger = any(ideas.has(one) and ideas.has(*others) for one, others in _DANGERS)
    if claim.claim_type == "usage" or (danger and claim.population == "none"):
        return True
    if _orders(ideas) and ideas.has(*_MATTER) and claim.claim_type not in ("regulation", "comparison"):
        return True
    if claim.claim_type in _ELSEWHERE or claim.population != "none":
        return ideas.has("instructs") and not ideas.has("evidence_word", "vesicle")
    if _procedure(ideas) and ideas.has("own_product", "cosmetic_thing"):
        return not claim.slots.outcomes
    if claim.second_type == "usage" and ideas.has("regimen", "instructs"):
        return True
    whom = ideas.has(*_PERSONS) and ideas.has("avoids", "fit_for")
    told = ideas.commands or ideas.has("instructs", "no_regimen_known")
    return whom or told or _promised(claim)


def _ordered(ideas: Ideas) -> Ideas:
    """An order without what it calls dangerous, which is the other way ("needle it in: to leave it on is foolish")."""
    if not (ideas.commands or _orders(ideas)):
        return ideas
    return replace(ideas, mentions=tuple(m for m in ideas.mentions if m.idea != "called_danger"))


def _orders(ideas: Ideas) -> bool:
    """Whether it begins as an order does: "Pour what is left ...", "Leave injections to ..."."""
    return any(m.start <= 1 for m in ideas.of("orders"))


def _procedure(ideas: Ideas) -> bool:
    """Whether it tells what somebody of the staff does with it."""
    return ideas.has("staff_word") and ideas.has("procedure_word")


def _plain(ideas: Ideas) -> bool:
    """Whether no word of law occurs: "for external use only" stands on a label and tells what to do."""
    return not ideas.has("approved", "unapproved", "needs_approval", "registered", "banned", "allowed", "wording")


def answer(claim: Claim, context: Context) -> Finding | None:
    """Dangers and cautions that records speak of, then a schedule with a promise, else that it is an instruction."""
    ideas = _ordered(claim.ideas)
    flags: tuple[Flag, ...] = ("safety",) if _risky(claim, context) else ()
    touched = by_fact.touched("usage", ideas, context)
    if touched:
        found = by_fact.finding(touched, context)
        if found.answer == "supported" and _other_way(ideas):
            why = f"It keeps from one way inside and takes another. {found.reason}"
            found = replace(found, answer="unsupported", reason=why)
        return replace(found, flags=tuple(dict.fromkeys((*found.flags, *flags))))
    if _promised(claim):
        return _schedule(context, flags)
    told = ideas.commands or ideas.has("instructs") or _orders(ideas) or _procedure(ideas)
    if "usage" not in (claim.claim_type, claim.second_type) and not told:
        return None
    why = "An instruction is neither right nor wrong; no record compared it with another."
    return Finding("usage", "not_checkable", why, flags=flags, vague=True)


def _other_way(ideas: Ideas) -> bool:
    """Whether it keeps from the one way into the skin and tells of the other: never injected, yet needled in."""
    ways = ("injects_it", "needles_skin")
    crossed = any(ideas.denies(a) and ideas.says(b) for a, b in (ways, ways[::-1]))
    return crossed and not ideas.has("not_here", "harm_report", "evidence_word")


def _promised(claim: Claim) -> bool:
    """Whether a schedule comes with an effect: "three sessions and the spots are gone"."""
    ideas = claim.ideas
    if (
        claim.claim_type in ("market", "evidence", "comparison")
        or (claim.claim_type == "composition" and not claim.slots.outcomes)
        or not (ideas.says("regimen", "how_often") or (claim.claim_type == "usage" and ideas.says("spell")))
        or claim.certainty == "negated"
        or ideas.has("sun_care", "no_regimen_known", "trial_word", "trial_design", "plain_drink")
    ):
        return False
    gains = [m for m in ideas.of("gain_verb", "forever", "effect_word", "brings_back") if m.start > _OPENING]
    if any(m.denied for m in gains) or ideas.has("modest_hopes") or ideas.denies("promises_made"):
        return False
    opens = any(m.start < _OPENING for m in ideas.of("instructs"))
    return bool(gains) or (bool(claim.slots.outcomes) and not opens) or ideas.says("best_regimen")


def _schedule(context: Context, flags: tuple[Flag, ...]) -> Finding:
    why = "No study compared how often, when or with what vesicles are used, so that no schedule is shown to do this."
    records = tuple(Record(i, context.studies[i].level) for i in ("olumesi_2023",) if i in context.studies)
    return Finding("usage", "unsupported", why, records, flags, (_CHANGE,))


def _risky(claim: Claim, context: Context) -> bool:
    """Whether the advice touches what a risk card names: a way inside, a person at risk, a harm."""
    if claim.ideas.has(*_PERSONS, *_WAYS):
        return True
    persons = [r for r in context.risks.values() if r.about in ("person", "medicine")]
    return any(affirms(claim.text, r.named_by) for r in persons)
