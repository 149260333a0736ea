"""Facts of text-book rank about vesicles, as cards: what holds, how a sentence about it is recognised, who says so.

A fact is a relation between ideas ("released" by a "cell") or a number with its bounds ("diameter"). It stands
outside the ladder of evidence: a claim that agrees gets the card's ``agrees``, one that conflicts its ``otherwise``.
Each card answers to one question of the appraisal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from exoderm.appraisal import owner
from exoderm.appraisal.lengths import lengths
from exoderm.appraisal.limits import limits
from exoderm.library import shelf
from exoderm.library.value import Frozen
from exoderm.page import wordlist
from exoderm.page.ideas import Ideas, Mention

Question = Literal["identity", "composition", "storage", "usage", "comparison", "market"]
Word = Literal[
    "supported", "supported_limited", "preliminary", "preclinical_only", "not_checkable", "unsupported", "overstated",
    "contradicted",
]  # fmt: skip


_EXOSOMES = re.compile(r"exosom", re.IGNORECASE)


class Bounds(Frozen):
    """A length that a sentence may state: its usual range; what is possible stands in ``data/verdict/limits.yaml``."""

    unit: Literal["nm"]
    usual: tuple[float, float]

    @model_validator(mode="after")
    def _nested(self) -> Bounds:
        if not limits().smallest <= self.usual[0] < self.usual[1] <= limits().largest:
            raise ValueError("the usual range must lie within the possible one, lower end first")
        return self


class Fact(Frozen):
    """One fact that sentences about the nature of vesicles can be compared with."""

    id: str
    property: str = Field(description="what it is about: size, source, nature, content ...")
    statement: str = Field(description="the fact in one plain sentence, as shown to people")
    question: Question = Field("identity", description="the question of the appraisal that this fact answers")
    asks: tuple[str, ...] = Field((), description="idea whose affirmation or denial is judged; any one of them")
    opposes: tuple[str, ...] = Field((), description="ideas that say the opposite of what is asked")
    needs: tuple[tuple[str, ...], ...] = Field((), description="ideas that must occur too; one of each group")
    lacks: tuple[str, ...] = Field((), description="ideas that must not occur")
    of: tuple[str, ...] = Field(
        (), description="things of which a denial must speak as such: no proteins, not no human ones"
    )
    holds: bool = Field(True, description="whether the relation is true")
    opens: bool = Field(
        False, description="whether meeting its conditions is enough to ask the question, whatever the sentence's type"
    )
    bounds: Bounds | None = None
    agrees: Word = Field("supported", description="the word for a sentence that agrees")
    otherwise: Word = Field("contradicted", description="the word for a sentence that conflicts")
    sources: tuple[str, ...] = Field((), description="ids of study cards: text book, guideline, measurement")
    risks: tuple[str, ...] = Field((), description="ids of risk cards that speak of it")

    @model_validator(mode="after")
    def _something_to_judge(self) -> Fact:
        if not self.asks and self.bounds is None:
            raise ValueError("a fact needs an idea to judge ('asks') or a number ('bounds')")
        firm = {self.agrees, self.otherwise} - {"not_checkable", "unsupported", "overstated"}
        if firm and not self.sources and not self.risks:
            raise ValueError("a fact that supports or contradicts needs a study ('sources') or a risk ('risks')")
        return self


def compare(fact: Fact, ideas: Ideas) -> Word | None:
    """The word of one fact for one sentence, or ``None`` where the sentence does not speak of it."""
    if not all(ideas.has(*group) for group in fact.needs) or ideas.has(*fact.lacks):
        return None
    if fact.bounds is not None:
        return _bounds(fact, ideas)
    asked = _asked(fact, ideas)
    if not asked:
        return None
    affirmed = any((m.idea in fact.asks) != m.denied for m in asked)
    if affirmed == fact.holds:
        return fact.agrees
    if fact.of and not any(bare(m, ideas) for m in ideas.of(*fact.of) if m.denied == fact.holds):
        return None
    return fact.otherwise


def _asked(fact: Fact, ideas: Ideas) -> tuple[Mention, ...]:
    """The places that are judged; words within a phrase of the opposite ("more than waste") are part of that phrase."""
    against = ideas.of(*fact.opposes)
    own = (m for m in ideas.of(*fact.asks) if not any(o.start <= m.start and m.end <= o.end for o in against))
    question = unanswered(ideas)
    answered = _left_open(ideas)
    return tuple(m for m in (*own, *against) if (question is None or m.start < question) and m.end > answered)


_ASKS_FIRST = re.compile(r"\W*(?:whether|if|how|which|what (?:becomes|happens))\b", re.IGNORECASE)


def _left_open(ideas: Ideas) -> int:
    """Where the question ends that opens the sentence and is left open ("whether a sugar helps has not been studied").

    What stands in it is neither affirmed nor denied.
    """
    if not _ASKS_FIRST.match(ideas.text):
        return 0
    return max((m.start for m in ideas.of("open_question", "not_studied") if not m.denied), default=0)


@cache
def _unanswered() -> re.Pattern[str]:
    asks = wordlist.either("evidence", "asks")
    asked = rf"(?:\bwhether|\b{asks}(?: \w+)?? (?:if|how(?: long| many| much| often| well)?|what|which))"
    denied = rf"\b(?:no|not|nobody|never|none)\b(?! (?:a |the )?{wordlist.either('evidence', 'indifferent')}\b)"
    return re.compile(rf"{denied}[^.;:,]{{1,80}}?{asked}\b", re.IGNORECASE)


def unanswered(ideas: Ideas) -> int | None:
    """Where the question begins that nobody asked ("no study measured whether they keep in a fridge").

    What stands behind is neither affirmed nor denied.
    """
    hit = _unanswered().search(ideas.text)
    return hit.end() if hit else None


@cache
def _qualified() -> re.Pattern[str]:
    return re.compile(rf"\s+(?!of (?:any|whatever|all)\b){wordlist.either('load', 'qualified')}\b", re.IGNORECASE)


@cache
def _unqualifying() -> re.Pattern[str]:
    return re.compile(rf"{wordlist.either('load', 'bare')}?", re.IGNORECASE)


_WORD_BEFORE = re.compile(r"[\w-]*(?=\W*$)")


def bare(mention: Mention, ideas: Ideas) -> bool:
    """Whether a thing is named as such ("no proteins"), not some of it ("no human proteins", "no RNA of people")."""
    before, after = ideas.text[: mention.start], ideas.text[mention.end :]
    word = _WORD_BEFORE.search(before)
    return bool(word and _unqualifying().fullmatch(word.group())) and not _qualified().match(after)


def _bounds(fact: Fact, ideas: Ideas) -> Word | None:
    """A stated length against what is possible: outside it is wrong, wider than the usual is not.

    Between the widest small vesicle and the widest of all, a sentence that speaks of vesicles and not of exosomes
    may mean the larger ones: that is not shown, and not wrong.
    """
    stated = lengths(owner.of_vesicles(ideas))
    if not stated:
        return None
    denied = ideas.denies("size_word") and not ideas.says("size_word")
    broken = passed(ideas)
    if broken is None:
        return fact.otherwise if denied else fact.agrees
    larger = all(limits().smallest <= one.low and one.high <= limits().widest for one in stated)
    if larger and not _EXOSOMES.search(ideas.text):
        return "unsupported"
    return fact.agrees if denied else fact.otherwise


def passed(ideas: Ideas) -> tuple[float, float] | None:
    """The first stated length (nm) that passes a bound of what is possible, with that bound."""
    for one in lengths(owner.of_vesicles(ideas)):
        if one.low < limits().smallest:
            return one.low, limits().smallest
        if one.high > limits().largest:
            return one.high, limits().largest if one.high <= limits().widest else limits().widest
    return None


def load(extra: Path | None = None) -> Mapping[str, Fact]:
    """All fact cards by id."""
    return shelf.load("fact", Fact, extra)
