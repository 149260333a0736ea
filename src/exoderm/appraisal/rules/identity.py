"""Does the sentence fit what is known of vesicles: size, source, make-up, content?

Facts of text-book rank stand outside the ladder of evidence: a sentence that agrees is supported, one that conflicts
is contradicted or, where it carries a population's property over to each single vesicle, overstated.
"""

from __future__ import annotations

from exoderm.appraisal.context import Context
from exoderm.appraisal.fact import Fact
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.lengths import Length, lengths
from exoderm.appraisal.verdict import precedence, settings
from exoderm.page.ideas import Ideas
from exoderm.page.page import Claim

QUESTION = "Does the sentence fit what is known of vesicles: their size, source, make-up and content?"

_TYPES = ("definition", "composition", "mechanism", None)
_COMPARING = ("same_as", "differs_from", "bigger_than_cell", "smaller_than_cell")
_ELSEWHERE = ("penetration", "regulation", "safety")


def applies(claim: Claim, context: Context) -> bool:
    """Statements on what vesicles are, of whatever type they were taken for, unless they name an effect."""
    ideas = claim.ideas
    if claim.claim_type in _ELSEWHERE or (claim.claim_type == "evidence" and ideas.has("evidence_word")):
        return False
    outcomes = set(settings("families")["outcomes"])
    acts = bool(outcomes & set(claim.slots.outcomes)) or ideas.has("cell_effect")
    return claim.claim_type in ("definition", "composition") or not acts


def answer(claim: Claim, context: Context) -> Finding | None:
    """Compare the sentence with every fact that it touches; the worst comparison is the answer."""
    ideas = claim.ideas
    compared = [(fact, word) for fact in context.facts.values() if (word := compare(fact, ideas))]
    bare = claim.claim_type == "comparison" and claim.slots.comparator is None and not claim.slots.promises
    aside = ideas.has("vesicle", "released") and (claim.claim_type in ("usage", "market", "evidence") or bare)
    if claim.claim_type not in _TYPES and claim.second_type != "definition" and not aside:
        # A sentence with another main point is not made right by a true remark, but a wrong one stays wrong.
        compared = [(f, w) for f, w in compared if w != "supported" or set(f.asks) & set(_COMPARING)]
    if not compared:
        return None
    order = precedence()
    # Among facts of equal standing the one with the longer list of conditions speaks most exactly of the sentence.
    fact, word = min(compared, key=lambda fw: (order.index(fw[1]), -len(fw[0].needs), fw[0].id))
    sources = {s: None for f, w in compared if w == word for s in f.sources}
    known = [s for s in sources if s in context.studies]
    records = tuple(Record(s, context.studies[s].level) for s in known)
    lead = {"supported": "", "overstated": "That goes further than what is known: "}.get(word, "")
    reason = fact.statement if not lead else lead + fact.statement[0].lower() + fact.statement[1:]
    return Finding("identity", word, reason, records)  # type: ignore[arg-type]


def compare(fact: Fact, ideas: Ideas) -> str | None:
    """The verdict of one fact on one sentence, or ``None`` where the sentence does not speak of it."""
    if not all(ideas.has(*group) for group in fact.needs) or ideas.has(*fact.lacks):
        return None
    if fact.bounds is not None:
        return _bounds(fact, ideas)
    asked = ideas.of(*fact.asks)
    if not asked:
        return None
    affirmed = any(not m.denied for m in asked)
    return "supported" if affirmed == fact.holds else fact.otherwise


def _bounds(fact: Fact, ideas: Ideas) -> str | None:
    """A stated length against the fact's bounds: outside the possible is wrong, wider than the usual is not."""
    assert fact.bounds is not None
    stated = lengths(ideas.text)
    if not stated:
        return None
    low, high = fact.bounds.possible
    fits = all(_fits(one, low, high) for one in stated)
    denied = ideas.denies("size_word") and not ideas.says("size_word")
    return "supported" if fits != denied else fact.otherwise


def _fits(one: Length, low: float, high: float) -> bool:
    """Whether a stated length, or the stated range's both ends, lie within the possible."""
    return low <= one.low and one.high <= high
