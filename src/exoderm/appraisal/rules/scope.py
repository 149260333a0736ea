"""Is the sentence about skin and hair, and do its words have a meaning that a study could measure?

Records here are of skin and hair: what is promised for joints, brain or lifespan is said to lie outside, not judged.
A term without an agreed meaning ("medical grade", "cellular energy") is said to be one; who says so of it is right.
"""

from __future__ import annotations

from exoderm.appraisal import disease, empty
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.outside import organs, outside, partly
from exoderm.page.page import Claim

QUESTION = "Is it about skin and hair, and do its words have a meaning that a study could measure?"


def applies(claim: Claim, context: Context) -> bool:
    """Promises for other organs than skin and hair, and sentences with a term that nobody has defined."""
    return bool(empty.terms(claim)) or empty.remark(claim) is not None or outside(claim) or partly(claim)


def answer(claim: Claim, context: Context) -> Finding | None:
    """That the records do not reach there, or that the word has no agreed meaning; other answers go first."""
    if outside(claim) or partly(claim):
        word = _word(claim, organs(claim)[0].start, organs(claim)[0].end)
        why = f"The records here are of skin and hair; what is said of “{word}” lies outside and is not judged."
        flags = ("out_of_scope", *(disease.FLAGS if disease.promised(claim) else ()))
        return Finding("scope", "not_checkable", why, flags=flags, vague=partly(claim) and bool(claim.slots.outcomes))
    said = empty.remark(claim)
    if said is not None:
        term = claim.ideas.of("empty_term")[0]
        word = _word(claim, term.start, term.end)
        if said:
            return Finding(
                "scope", "supported", f"That “{word}” has no agreed meaning is right: no study could measure it."
            )
        return Finding("scope", "unsupported", f"No agreed meaning of “{word}” is known here.", flags=("unknown_term",))
    named = empty.terms(claim)
    if not named:
        return None
    why = f"“{_word(claim, named[0].start, named[0].end)}” has no agreed meaning that a study could measure."
    return Finding(
        "scope", "not_checkable", why, flags=("unknown_term",), vague=bool(empty.struck(claim).slots.outcomes)
    )


def _word(claim: Claim, start: int, end: int) -> str:
    return claim.ideas.text[start:end].lower()
