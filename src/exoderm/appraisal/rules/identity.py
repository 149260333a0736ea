"""Does the sentence fit what is known of vesicles: size, source, make-up, content?

Facts of text-book rank stand outside the ladder of evidence: a sentence that agrees is supported, one that conflicts
is contradicted or, where it carries a population's property over to each single vesicle, overstated.
"""

from __future__ import annotations

from dataclasses import replace

from exoderm.appraisal import by_fact
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.sides import without_portions
from exoderm.appraisal.verdict import settings
from exoderm.page.ideas import Ideas
from exoderm.page.ideas import read as read_ideas
from exoderm.page.page import Claim

QUESTION = "Does the sentence fit what is known of vesicles: their size, source, make-up and content?"

_TYPES = ("definition", "composition", "mechanism", None)
_COMPARING = ("same_as", "differs_from", "bigger_than_cell", "smaller_than_cell")
_NEVER_SO = ("alive", "is_cell", "nucleus", "is_other", "bigger_than_cell")
_ELSEWHERE = ("penetration", "regulation", "safety")


def applies(claim: Claim, context: Context) -> bool:
    """Statements on what vesicles are, of whatever type they were taken for, unless they name an effect."""
    ideas = claim.ideas
    if claim.claim_type in _ELSEWHERE or (claim.claim_type == "evidence" and ideas.has("evidence_word")):
        return False
    return claim.claim_type in ("definition", "composition") or not _acts(claim) or ideas.has(*_NEVER_SO)


def _acts(claim: Claim) -> bool:
    """Whether it names an effect in skin or on cells; a hair as a yardstick is none."""
    outcomes = set(settings("families")["outcomes"]) & set(claim.slots.outcomes)
    if claim.ideas.has("smaller_than_cell", "bigger_than_cell"):
        outcomes -= {"hair"}
    return bool(outcomes) or claim.ideas.has("cell_effect")


def touches(claim: Claim, context: Context) -> bool:
    """Whether vesicles, or something that is said to be the same, are its matter and no effect is."""
    ideas = claim.ideas
    about = ideas.has("vesicle", "they_word", "named_same", "smaller_than_cell", "bigger_than_cell")
    return about and not ideas.commands and not _acts(claim)


def _of_vesicles(ideas: Ideas) -> Ideas:
    """What the short ending says of vesicles, where the rest is of others ("cells have a nucleus; exosomes do not")."""
    echo = ideas.echo
    if echo is None or not read_ideas(echo.who).has("vesicle"):
        return ideas
    first = [m for m in ideas.mentions if m.start < echo.start]
    if any(m.idea == "vesicle" for m in first):
        return ideas
    turned = [replace(m, denied=m.denied != echo.denied) for m in first]
    return replace(ideas, mentions=tuple(turned + [m for m in ideas.mentions if m.start >= echo.start]))


def answer(claim: Claim, context: Context) -> Finding | None:
    """Compare the sentence with every fact that it touches; the worst comparison is the answer."""
    ideas = without_portions(_of_vesicles(claim.ideas))
    compared = by_fact.touched("identity", ideas, context)
    bare = claim.claim_type == "comparison" and claim.slots.comparator is None and not claim.slots.promises
    aside = ideas.has("vesicle", "released") and (claim.claim_type in ("usage", "market", "evidence") or bare)
    if claim.claim_type not in _TYPES and claim.second_type != "definition" and not aside:
        own = {*_COMPARING, *_NEVER_SO}
        # A sentence with another main point is not made right by a true remark, but a wrong one stays wrong.
        compared = [(f, w) for f, w in compared if w != "supported" or set(f.asks) & own]
    if _acts(claim) and claim.claim_type not in ("definition", "composition"):
        # Beside an effect only what can't be so is worth a word: that vesicles live, or are cells.
        compared = [(f, w) for f, w in compared if w == "contradicted" and set(f.asks) & set(_NEVER_SO)]
    if not compared:
        return None
    return by_fact.finding(compared, context)
