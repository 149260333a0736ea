"""A sentence set beside the facts of one question: which it touches, and the word that follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from exoderm import words
from exoderm.appraisal.context import Context
from exoderm.appraisal.fact import Fact, Question, Word, compare, passed
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.limits import limits
from exoderm.appraisal.verdict import precedence
from exoderm.page.ideas import Ideas

Compared = tuple[Fact, Word]
_LEAD = {"overstated": "That goes further than what is known: "}


def touched(question: Question, ideas: Ideas, context: Context) -> list[Compared]:
    """Every fact of a question that the sentence speaks of, with the word that it gives."""
    mine = (fact for fact in context.facts.values() if fact.question == question)
    found = ((fact, word) for fact in mine if (word := compare(fact, ideas)))
    lot = any(m.start <= 2 for m in ideas.of("batch_word"))
    # A lot's own width agrees with what is known of vesicles, and nobody outside can check that it is the lot's.
    return [(_measured(f, ideas), w) for f, w in found if not (lot and f.bounds is not None and w == f.agrees)]


def opened(question: Question, ideas: Ideas, context: Context) -> bool:
    """Whether a fact with exact conditions speaks of the sentence: then its question is asked of any type."""
    return any(f.opens and compare(f, ideas) for f in context.facts.values() if f.question == question)


def _measured(fact: Fact, ideas: Ideas) -> Fact:
    """A fact about a length, with the bound that the stated one passes in its sentence."""
    broken = passed(ideas) if fact.bounds is not None else None
    if broken is None:
        return fact
    stated, bound = broken
    side = "below" if stated < bound else "above"
    what = "exosomes and other small vesicles" if bound == limits().largest else "vesicles of any kind"
    said = f"{fact.statement.rstrip('.')}; {words.figure(stated)} nm lies {side} the {bound:g} nm that bound {what}."
    return fact.model_copy(update={"statement": said})


def finding(compared: Iterable[Compared], context: Context) -> Finding:
    """The worst comparison as a finding.

    Among facts of equal standing the one with the longer list of conditions speaks most exactly of the sentence.
    """
    found, order = list(compared), precedence()
    fact, word = min(found, key=lambda fw: (order.index(fw[1]), -len(fw[0].needs), fw[0].id))
    same = [f for f, w in found if w == word]
    studies = dict.fromkeys(s for f in same for s in f.sources if s in context.studies)
    risks = [context.risks[r] for f in same for r in f.risks if r in context.risks]
    studies |= dict.fromkeys(s for r in risks for s in r.studies if s in context.studies)
    lead = _LEAD.get(word, "")
    reason = lead + fact.statement[0].lower() + fact.statement[1:] if lead else fact.statement
    return Finding(
        fact.question,
        word,
        reason,
        tuple(Record(s, context.studies[s].level) for s in list(studies)[:6]),
        flags=("safety",) if risks else (),
    )


def softened(found: Finding, hedged: bool) -> Finding:
    """What is only held to be possible is not wrong before somebody has looked: it is not shown."""
    return replace(found, answer="unsupported") if hedged and found.answer == "contradicted" else found
