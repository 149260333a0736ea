"""The questions of the appraisal, one per file. A new file here is a new question; nothing else has to change.

Each module defines

    QUESTION            the question, as people read it
    applies(claim, context) -> bool
    answer(claim, context) -> Finding | None
    touches(claim, context) -> bool      not every rule: by its ideas alone, whatever type the sentence was taken for

``None`` means that the sentence, on a closer look, says nothing that the question asks about.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from types import ModuleType

from exoderm.appraisal import empty
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.outside import outside
from exoderm.page import inci, wordlist
from exoderm.page.page import Claim

_OF_LISTS = ("composition", "safety", "status")
"""Questions that a list of ingredients is asked; it says nothing of what vesicles are or do."""
_OF_THINGS = ("composition", "identity", "storage", "usage", "market", "evidence")
"""Questions about things and trials, which a remark about an empty word is not asked: it speaks of the word."""
_OF_EFFECT = "outcome"
"""The question that such a remark, like a buyer's praise, is asked only where it names an effect that was measured."""
_OF_REACH = "scope"
"""The question that reads the empty words too, and the only one that a promise for another organ is asked."""

_OF_STATEMENTS = ("evidence", "identity", "outcome", "penetration", "status")
"""Questions that only a statement is asked: who tells the reader to find something out states none of it."""


@cache
def _asks() -> re.Pattern[str]:
    """The reader is told to ask, and for nothing of the page's own ("ask which trial", "before you buy, check it")."""
    own, before, politely, verb = (wordlist.either("asks", key) for key in ("own", "before", "politely", "asks"))
    lead = rf"^(?!.*\b{own}\b)\W*(?:{before}\b[^,;]{{1,80}},\s*)?(?:{politely} )?"
    return re.compile(rf"{lead}{verb}\b[^.;:!]*[.!]?\W*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def rules() -> Mapping[str, ModuleType]:
    """All rules by name, found by listing this folder."""
    return {
        info.name: importlib.import_module(f"{__name__}.{info.name}")
        for info in sorted(pkgutil.iter_modules(__path__), key=lambda i: i.name)
        if not info.name.startswith("_")
    }


def ask(claim: Claim, context: Context) -> tuple[Finding, ...]:
    """The findings of every rule that has something to say about a claim."""
    claim = _by_main_point(empty.beside(claim) or claim)
    listed, elsewhere, hollow = inci.listed(claim.text), outside(claim), empty.only_remarks(claim)
    asks = bool(_asks().search(claim.text))
    clash = context.clash
    # A sentence by which the page contradicts itself is found again by its words.
    rest = claim if clash and claim.text in (clash.plant, clash.human) else empty.struck(claim)
    mine = {
        rule: claim if name == _OF_REACH else rest
        for name, rule in rules().items()
        if not (
            (listed and name not in _OF_LISTS)
            or (elsewhere and name != _OF_REACH)
            or (hollow and name in _OF_THINGS)
            or (name == _OF_EFFECT and not rest.slots.outcomes and (hollow or rest.ideas.has("testimonial")))
            or (asks and name in _OF_STATEMENTS)
        )
    }
    first = [rule for rule, said in mine.items() if rule.applies(said, context)]
    found = _answers(first, mine, context)
    if listed or any(f.answer != "not_checkable" for f in found):
        return found
    # A sentence taken for another type than it is would get no answer: its ideas say who may be asked still.
    others = [r for r, said in mine.items() if r not in first and hasattr(r, "touches") and r.touches(said, context)]
    return found + tuple(f for f in _answers(others, mine, context) if f.answer != "not_checkable")


def _answers(asked: Iterable[ModuleType], said: Mapping[ModuleType, Claim], context: Context) -> tuple[Finding, ...]:
    found = (rule.answer(said[rule], context) for rule in asked)
    return tuple(f for f in found if f is not None)


def one(name: str, claim: Claim, context: Context) -> Finding | None:
    """The finding of one rule on a claim, by the rule's name."""
    rule, claim = rules()[name], _by_main_point(claim)
    found: Finding | None = rule.answer(claim, context) if rule.applies(claim, context) else None
    return found


def _by_main_point(claim: Claim) -> Claim:
    """A sentence that takes the passage for granted ("once they have passed, they ...") is about what follows."""
    if claim.claim_type != "penetration" or claim.second_type is None:
        return claim
    ideas = claim.ideas
    moves = ideas.of("crosses", "held", "stays_out")
    if not moves or ideas.echo is not None or not all(m.assumed for m in moves):
        return claim
    return replace(claim, claim_type=claim.second_type, second_type="penetration")
