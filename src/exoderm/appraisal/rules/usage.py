"""Is it sound what the reader is told to do, where records of harm, of trials or of makers speak of it?

A plain instruction is neither right nor wrong and cannot be checked. A caution that a risk card carries is sound, the
opposite of it is not shown. A schedule that is said to work better would need a study that compared schedules.
"""

from __future__ import annotations

from dataclasses import replace

from exoderm.appraisal import by_fact
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.rules import status
from exoderm.library.terms import Flag
from exoderm.page.ideas import affirms
from exoderm.page.page import Claim

QUESTION = "Is it sound what the reader is told to do, where records speak of it?"

_ELSEWHERE = ("storage", "regulation", "penetration", "composition", "efficacy", "mechanism", "definition", "safety")
_RISKY = ("put_inside", "pregnancy_word", "tumour_word", "ill_word", "allergy_word")


def applies(claim: Claim, context: Context) -> bool:
    """Advice and instructions: by their type, by their form, or because they say for whom a thing is fit."""
    ideas = claim.ideas
    if status.applies(claim, context):
        return False  # what the law says of needles and cosmetics is another question
    if claim.claim_type == "usage" or (ideas.commands and claim.claim_type not in ("storage", "regulation")):
        return True
    whom = ideas.has("pregnancy_word", "tumour_word", "allergy_word") and ideas.has("avoids", "fit_for")
    home = ideas.has("put_inside") and ideas.has("by_layman") and claim.claim_type not in ("regulation", "penetration")
    schedule = ideas.has("no_regimen_known") or (claim.second_type == "usage" and ideas.has("regimen"))
    if claim.claim_type in _ELSEWHERE and not whom and not (claim.claim_type == "safety" and home):
        return False
    return whom or home or schedule


def answer(claim: Claim, context: Context) -> Finding | None:
    """The facts that the advice touches; else that it is an instruction, with the risks that it touches flagged."""
    ideas = claim.ideas
    flags: tuple[Flag, ...] = ("safety",) if _risky(claim, context) else ()
    touched = by_fact.touched("usage", ideas, context)
    if touched:
        found = by_fact.finding(touched, context)
        return replace(by_fact.softened(found, claim.certainty == "hedged"), flags=(*found.flags, *flags))
    if claim.claim_type != "usage" and not ideas.commands:
        return None
    why = "An instruction is neither right nor wrong; no record compared it with another."
    return Finding("usage", "not_checkable", why, flags=flags, vague=True)


def _risky(claim: Claim, context: Context) -> bool:
    """Whether the advice touches what a risk card names: a way inside, a person at risk, a harm."""
    if claim.ideas.has(*_RISKY):
        return True
    persons = [r for r in context.risks.values() if r.about in ("person", "medicine")]
    return any(affirms(claim.text, r.named_by) for r in persons)
