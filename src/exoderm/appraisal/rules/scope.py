"""Is the sentence about skin and hair, and do its words have a meaning that a study could measure?

Records here are of skin and hair: what is promised for joints, brain or lifespan is said to lie outside, not judged.
A term without an agreed meaning ("medical grade", "cellular energy") is said to be one.
"""

from __future__ import annotations

from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.outside import outside
from exoderm.page.page import Claim

QUESTION = "Is it about skin and hair, and do its words have a meaning that a study could measure?"

_ELSEWHERE = ("regulation", "safety", "evidence", "storage")


def applies(claim: Claim, context: Context) -> bool:
    """Promises for other organs than skin and hair, and sentences with a term that nobody has defined."""
    ideas = claim.ideas
    if ideas.says("empty_term"):
        return True
    return claim.claim_type not in _ELSEWHERE and outside(claim)


def answer(claim: Claim, context: Context) -> Finding | None:
    """That the records do not reach there, or that the word has no agreed meaning; other answers go first."""
    ideas = claim.ideas
    if outside(claim):
        organ = ideas.of("outside_skin")[0]
        word = ideas.text[organ.start : organ.end].lower()
        why = f"The records here are of skin and hair; what is said of “{word}” lies outside and is not judged."
        return Finding("scope", "not_checkable", why, flags=("out_of_scope",))
    term = next((m for m in ideas.of("empty_term") if not m.denied), None)
    if term is None:
        return None
    word = ideas.text[term.start : term.end].lower()
    why = f"“{word}” has no agreed meaning that a study could measure."
    return Finding("scope", "not_checkable", why, flags=("unknown_term",), vague=True)
