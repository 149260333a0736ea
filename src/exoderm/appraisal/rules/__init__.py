"""The questions of the appraisal, one per file. A new file here is a new question; nothing else has to change.

Each module defines

    QUESTION            the question, as people read it
    applies(claim, context) -> bool
    answer(claim, context) -> Finding | None

``None`` means that the sentence, on a closer look, says nothing that the question asks about.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import ModuleType

from exoderm.appraisal import empty
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.outside import outside
from exoderm.page import inci
from exoderm.page.page import Claim

_OF_LISTS = ("composition", "safety", "status")
"""Questions that a list of ingredients is asked; it says nothing of what vesicles are or do."""
_OF_THINGS = ("composition", "identity", "storage", "usage", "market", "evidence")
"""Questions about things and trials, which a remark about an empty word is not asked: it speaks of the word."""
_OF_REACH = "scope"
"""The question that reads the empty words too, and the only one that a promise for another organ is asked."""


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
    found: list[Finding] = []
    claim = _by_main_point(empty.beside(claim) or claim)
    listed, elsewhere, hollow = inci.listed(claim.text), outside(claim), empty.only_remarks(claim)
    clash = context.clash
    # A sentence by which the page contradicts itself is found again by its words.
    rest = claim if clash and claim.text in (clash.plant, clash.human) else empty.struck(claim)
    for name, rule in rules().items():
        if (listed and name not in _OF_LISTS) or (elsewhere and name != _OF_REACH) or (hollow and name in _OF_THINGS):
            continue
        said = claim if name == _OF_REACH else rest
        if rule.applies(said, context):
            finding = rule.answer(said, context)
            if finding is not None:
                found.append(finding)
    return tuple(found)


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
