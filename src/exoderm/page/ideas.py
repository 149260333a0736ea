"""Ideas that a sentence expresses, whatever its words, and whether it affirms or denies each.

The lexicon is ``data/idea``; :mod:`exoderm.page.phrase` explains how its phrases are written.
:mod:`exoderm.page.denial` says what is denied. Exact only for plain sentences; irony and rhetorical questions
pass unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from exoderm.page import denial, places, predicate
from exoderm.page.denial import LONGEST, Denials, grammar, negative
from exoderm.page.phrase import Index, compile_phrases, index

_MARKS = " -•*·|\"“'"


_GOES_ON = re.compile(r"^[^:;]{4,60}[:;] (?:\S+ ){3}")


@dataclass(frozen=True)
class Mention:
    """One idea at one place in a sentence."""

    idea: str
    start: int
    end: int
    denied: bool
    assumed: bool
    """It stands in a side clause ("once they have passed, ..."), which the sentence takes for granted."""


_DO_NOT = re.compile(
    r"(?:\b(?:where|while|but|whereas|and|as)|[;:,–—])\s{1,3}(?:the\s{1,3})?(?P<who>[^\s,;:.][^,;:.]{1,60}?)\s{1,3}"
    r"(?:(?:do|does|did|can|could|will|would|have|has) ?not|can't"
    r"|don't|doesn't|won't|didn't|fails?|failed)\s{0,3}[.!]?\s{0,9}$",
    re.IGNORECASE,
)
_DO_TOO = re.compile(
    r"(?:\b(?:while|but|and|as)|[;:,–—])\s{1,3}(?:the\s{1,3})?(?P<who>[^\s,;:.][^,;:.]{1,60}?)\s{1,3}"
    r"(?:do|does|did|can|could|will|would|have|has) (?:so )?(?:too|as well|likewise|also)\s{0,3}[.!]?\s{0,9}$",
    re.IGNORECASE,
)
_SO_DO = re.compile(
    r"\b(?P<how>so|neither|nor) (?:do|does|did|can|could|will|would|have|has) (?P<who>[^\s,;:.][^,;:.]{1,60}?)"
    r"\s{0,3}[.!]?\s{0,9}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Echo:
    """A short ending that says the same, or the opposite, of somebody else: "so do they", "those do not"."""

    who: str
    denied: bool
    start: int


@dataclass(frozen=True)
class Ideas:
    """All ideas found in one sentence."""

    text: str
    mentions: tuple[Mention, ...]

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(m.idea for m in self.mentions)

    @cached_property
    def _affirmed(self) -> frozenset[str]:
        return frozenset(m.idea for m in self.mentions if not m.denied)

    @cached_property
    def _denied(self) -> frozenset[str]:
        return frozenset(m.idea for m in self.mentions if m.denied)

    def has(self, *ideas: str) -> bool:
        """Whether any of the ideas occurs, affirmed or denied."""
        return not self._named.isdisjoint(ideas)

    def says(self, *ideas: str) -> bool:
        """Whether any of the ideas is affirmed."""
        return not self._affirmed.isdisjoint(ideas)

    def denies(self, *ideas: str) -> bool:
        """Whether any of the ideas is denied."""
        return not self._denied.isdisjoint(ideas)

    def says_in_main(self, *ideas: str) -> bool:
        """Whether any of the ideas is affirmed outside a remark between commas (", which nobody has to like,")."""
        asides = Denials(self.text).asides
        return any(
            m.idea in ideas and not m.denied and not any(a <= m.start < b for a, b in asides) for m in self.mentions
        )

    @cached_property
    def refutes(self) -> bool:
        """Whether the sentence as a whole rejects another one ("it is a myth that ...")."""
        wrapping = grammar()["wrapping"]
        if wrapping.search(self.text) is None:
            return False
        # "Nobody doubts that ..." rejects nothing.
        return wrapping.search(grammar()["not_a_negation"].sub(" ", self.text)) is not None

    @cached_property
    def commands(self) -> bool:
        """Whether the sentence tells the reader to do something."""
        opening = self.text.lstrip(_MARKS)
        if _GOES_ON.search(opening):
            # "Don't take our word for it: trials have proved it": the statement comes after the call.
            return False
        return bool(grammar()["imperative"].match(opening) or grammar()["advice"].search(self.text))

    @cached_property
    def points_back(self) -> bool:
        """Whether it begins by pointing at what was named before ("it", "they", "our ...")."""
        return bool(grammar()["pointing"].match(self.text.lstrip(_MARKS)))

    @cached_property
    def echo(self) -> Echo | None:
        """The other one of whom a short ending says the same or the opposite, if there is one."""
        so = _SO_DO.search(self.text)
        if so:
            return Echo(so["who"].strip(), so["how"].lower() != "so", so.start())
        for pattern, denied in ((_DO_NOT, True), (_DO_TOO, False)):
            hit = pattern.search(self.text)
            if hit:
                return Echo(hit["who"].strip(), denied, hit.start())
        return None

    def of(self, *ideas: str) -> tuple[Mention, ...]:
        """The places where the ideas occur."""
        return tuple(m for m in self.mentions if m.idea in ideas)


_SAID = frozenset({"harm", "smaller_than_cell", "known_active", "other_way", "large_molecule", "other_injectable"})
"""Ideas that a noun alone must not carry where it is what vesicles are said to be."""


@lru_cache(maxsize=1)
def _lexicon() -> Index:
    return index(denial.ideas())


@lru_cache(maxsize=2048)
def read(text: str) -> Ideas:
    """Find the ideas of a sentence and say of each whether it is affirmed or denied."""
    text = text[:LONGEST].replace("’", "'").replace("‘", "'")
    denials = Denials(text)
    found = [
        Mention(
            idea,
            at,
            until,
            denials.denied(at, until, inside=denials.some and not negative(phrase)),
            denials.assumed(at),
        )
        for idea, phrase, at, until in _lexicon().find(text)
    ]
    said = list(predicate.find(text))
    # Within what vesicles are said to be ("a virus", "a tiny peptide") words have no meaning of their own.
    found = [m for m in found if not (m.idea in _SAID and any(a <= m.start and m.end <= b for _, a, b in said))]
    found += [Mention(i, a, b, denials.denied(a, b, inside=False), denials.assumed(a)) for i, a, b in said]
    found += [Mention(i, a, b, denials.denied(a, b, inside=False), denials.assumed(a)) for i, a, b in places.find(text)]
    return Ideas(text, tuple(sorted(found, key=lambda m: (m.start, m.end, m.idea))))


def affirms(text: str, phrases: Iterable[str]) -> bool:
    """Whether any of some phrases occurs without being denied: "no side effects" names none."""
    denials = Denials(text[:LONGEST])
    hits = _pattern(tuple(phrases)).finditer(denials.text)
    return any(not denials.denied(hit.start(), hit.end(), inside=False) for hit in hits)


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return compile_phrases(f"{p}*" for p in phrases) if phrases else re.compile(r"(?!)")
