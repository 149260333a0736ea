"""The questions of the label audit (``data/label/*.yaml``): what is asked, of whom, why, and which words answer it.

Words are patterns over a sentence in lower case with its numbers in digits. ``<n>``, ``<time>``, ``<ves>``, ``<study>``
and ``<people>`` stand for groups of synonyms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from exoderm.errors import CardError
from exoderm.library import yamlfile
from exoderm.page import files, openings
from exoderm.page.denial import negative

Reader = Literal["product", "clinic", "article"]
Group = Literal["identity_dose", "safety", "evidence_legality"]
Severity = Literal["critical", "major", "minor"]
Kind = Literal["declaration", "warning"]

SEVERITIES: tuple[Severity, ...] = ("critical", "major", "minor")
SYNONYMS = {
    "<n>": r"(?<![\d.])\d+(?:[.,]\d+)?",
    "<time>": r"(?:(?:h|hours?|days?|weeks?|months?|years?)\b)",
    "<ves>": r"(?:(?:exosom\w*|particles?|vesicles?|evs)\b)",
    "<study>": r"(?:trials?|stud(?:y|ies)|tests?)",
    "<people>": r"(?:people|patients|volunteers|women|men|participants|subjects|persons|users|adults)",
}


@dataclass(frozen=True)
class Word:
    """One pattern of a card."""

    text: str

    @cached_property
    def openings(self) -> frozenset[str]:
        return openings.needed(_spelled(self.text))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{_spelled(self.text)})(?!\w)")

    def places(self, flat: str, given: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Where it stands in a text in lower case that gives these openings."""
        if not self.openings.isdisjoint(given):
            yield from (hit.span() for hit in self.pattern.finditer(flat))

    @cached_property
    def negative(self) -> bool:
        """Whether it holds a negation of its own ("no side effects"), which then turns nothing."""
        return negative(self.text)


@dataclass(frozen=True)
class LabelCard:
    """One question of the audit, in plain words."""

    id: str
    order: int
    group: Group
    severity: Severity
    asked_of: tuple[Reader, ...]
    """Pages that are asked it; for all others it does not apply."""
    question: str
    why: str
    ask: str
    """What a reader can ask the seller."""
    examples: Mapping[str, tuple[str, ...]]
    silent: str | None = None
    """What the page keeps to itself, where it does."""
    kind: Kind = "declaration"
    """A declaration is good to find; a warning is a thing better not said: found, it is shown and asked about."""
    costs: str | None = None
    """Scenario path that stays undeclared, such as ``product.concentration``; ``None`` where no run depends on it."""
    cost_words: str | None = None
    reads: str | None = None
    """What is read instead of sentences: the ingredient ``list`` or the ``references``."""
    words: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    """One of these must stand in the sentence too."""
    unless: tuple[str, ...] = ()
    """Any of these in the sentence silences it."""
    when: tuple[str, ...] = ()
    """The page is asked only where one of these stands on it."""
    generic: bool = False
    """An instruction ("store it cold") declares it too, without naming the product."""
    denied: Literal["counts"] | None = None
    """Where a denial is an answer as well ("not for injection"); elsewhere what is denied is not declared."""
    value: str | None = None
    """Which amount the sentence states; two that cannot both hold contradict each other."""
    warned: Literal["harm", "caution"] | None = None
    """A sentence that warns of this kind (:mod:`exoderm.page.warning`) answers it, whatever its words."""
    least: int = 1
    """So many different words make it declared, fewer make it partial."""
    only_for: tuple[str, ...] = field(default=())
    """Species of origin to which the question applies."""

    @cached_property
    def openings(self) -> frozenset[str]:
        """Openings of which one occurs in every sentence that says any of its words."""
        return frozenset[str]().union(*(word.openings for word in (*self.each, *self.hints)))

    @cached_property
    def each(self) -> tuple[Word, ...]:
        """The words one by one."""
        return tuple(map(Word, self.words))

    @cached_property
    def hints(self) -> tuple[Word, ...]:
        """The words that only hint, one by one."""
        return tuple(map(Word, self.partial))

    @cached_property
    def near(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.context)) if self.context else None

    @cached_property
    def silencer(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.unless)) if self.unless else None

    @cached_property
    def occasion(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.when)) if self.when else None


def _spelled(text: str) -> str:
    for name, group in SYNONYMS.items():
        text = text.replace(name, group)
    return text


_TUPLES = {"asked_of", "words", "partial", "context", "unless", "when", "only_for"}
_KEYS = set(LabelCard.__dataclass_fields__) - {"id"}
_NEEDED = {"order", "group", "severity", "asked_of", "question", "why", "ask", "costs", "examples"}


@lru_cache(maxsize=1)
def cards() -> tuple[LabelCard, ...]:
    """All questions, the gravest first, then in the order of the checklist."""
    read = (_read(name, path) for name, path in files.own("label").items())
    return tuple(sorted(read, key=lambda card: (SEVERITIES.index(card.severity), card.order)))


@lru_cache(maxsize=1)
def by_id() -> Mapping[str, LabelCard]:
    """The questions by their id."""
    return {card.id: card for card in cards()}


def _read(name: str, path: Path) -> LabelCard:
    data = yamlfile.read(path, "label card")
    if odd := sorted(set(data) - _KEYS) or sorted(_NEEDED - set(data)):
        what = "unknown key" if odd[0] in data else "no key"
        raise CardError(f"{what} {odd[0]}", where=f"label/{name}.yaml", why=f"known: {', '.join(sorted(_KEYS))}")
    given: dict[str, Any] = {key: tuple(value) if key in _TUPLES else value for key, value in data.items()}
    given["examples"] = {key: tuple(texts) for key, texts in data["examples"].items()}
    return LabelCard(id=name, **given)
