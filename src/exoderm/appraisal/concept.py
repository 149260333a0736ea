"""Ideas that a sentence expresses, whatever its words, and whether it affirms or denies each.

The lexicon is ``data/verdict/concepts.yaml``; :mod:`exoderm.appraisal.phrase` explains how its phrases are written.
Negation is counted inside a clause: "do not pass" denies, "it is untrue that they do not pass" affirms again. Exact
only for plain sentences; irony and rhetorical questions pass unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from exoderm.appraisal.phrase import Index, compile_phrases, index
from exoderm.appraisal.verdict import settings

_MARKS = " -•*·|\"“'"
LONGEST = 2_000
"""Characters of a sentence that are looked at."""


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
    r"(?:\b(?:where|while|but|whereas|and|as)|[;:,–—])\s+(?:the\s+)?(?P<who>[^,;:.]{2,60}?)\s+"
    r"(?:(?:do|does|did|can|could|will|would|have|has) ?not|can't|don't|doesn't|won't|didn't)\s*[.!]?\s*$",
    re.IGNORECASE,
)
_SO_DO = re.compile(
    r"\b(?P<how>so|neither|nor) (?:do|does|did|can|could|will|would|have|has) (?P<who>[^,;:.]{2,60}?)\s*[.!]?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Echo:
    """A short ending that says the same, or the opposite, of somebody else: "so do they", "those do not"."""

    who: str
    denied: bool


@dataclass(frozen=True)
class Ideas:
    """All ideas found in one sentence."""

    text: str
    mentions: tuple[Mention, ...]

    def has(self, *ideas: str) -> bool:
        """Whether any of the ideas occurs, affirmed or denied."""
        return any(m.idea in ideas for m in self.mentions)

    def says(self, *ideas: str) -> bool:
        """Whether any of the ideas is affirmed."""
        return any(m.idea in ideas and not m.denied for m in self.mentions)

    def denies(self, *ideas: str) -> bool:
        """Whether any of the ideas is denied."""
        return any(m.idea in ideas and m.denied for m in self.mentions)

    @property
    def refutes(self) -> bool:
        """Whether the sentence as a whole rejects another one ("it is a myth that ...")."""
        return bool(_grammar()["wrapping"].search(self.text))

    @property
    def commands(self) -> bool:
        """Whether the sentence tells the reader to do something."""
        opening = self.text.lstrip(_MARKS)
        if _GOES_ON.search(opening):
            # "Don't take our word for it: trials have proved it": the statement comes after the call.
            return False
        return bool(_grammar()["imperative"].match(opening) or _grammar()["advice"].search(self.text))

    @property
    def points_back(self) -> bool:
        """Whether it begins by pointing at what was named before ("it", "they", "our ...")."""
        return bool(_grammar()["pointing"].match(self.text.lstrip(_MARKS)))

    @property
    def echo(self) -> Echo | None:
        """The other one of whom a short ending says the same or the opposite, if there is one."""
        so = _SO_DO.search(self.text)
        if so:
            return Echo(so["who"].strip(), so["how"].lower() != "so")
        hit = _DO_NOT.search(self.text)
        return Echo(hit["who"].strip(), True) if hit else None

    def of(self, *ideas: str) -> tuple[Mention, ...]:
        """The places where the ideas occur."""
        return tuple(m for m in self.mentions if m.idea in ideas)


@lru_cache(maxsize=1)
def _lexicon() -> Index:
    return index(settings("concepts")["ideas"])


@lru_cache(maxsize=1)
def _needle_free() -> re.Pattern[str]:
    return compile_phrases(settings("concepts")["ideas"]["needle_free"])


@lru_cache(maxsize=1)
def _grammar() -> dict[str, re.Pattern[str]]:
    return {name: compile_phrases(phrases) for name, phrases in settings("concepts")["grammar"].items()}


@lru_cache(maxsize=8192)
def _negative(phrase: str) -> bool:
    """Whether a phrase itself holds a negation ("without needles"): that is part of the idea and turns nothing."""
    return bool(_grammar()["negation"].search(phrase))


@lru_cache(maxsize=2048)
def read(text: str) -> Ideas:
    """Find the ideas of a sentence and say of each whether it is affirmed or denied."""
    text = text[:LONGEST].replace("’", "'").replace("‘", "'")
    asides = _asides(text)
    plain = _blank(text, asides)
    clauses, bare = _clauses(plain), _lasting(text)
    found: list[Mention] = []
    for idea, phrase, at, until in _lexicon().find(text):
        aside = next((a for a in asides if a[0] <= at < a[1]), None)
        start, end = aside or next((c for c in clauses if c[0] <= at < c[1]), (0, len(text)))
        body = text if aside else _blank(bare, asides)
        opens = _grammar()["assuming"].match(text[start:end].lstrip(' ,"“'))
        found.append(
            Mention(
                idea,
                at,
                until,
                denied=_denied(body, start, at, until, end, inside=not _negative(phrase)),
                assumed=bool(opens) and end < len(text.rstrip(' .!"”')),
            )
        )
    return Ideas(text, tuple(sorted(found, key=lambda m: (m.start, m.end, m.idea))))


_ASIDE = re.compile(
    r",\s*(?:which|who|whose|where|not even|even|of course|in fact|for once|as ever|by the way|it seems|so to speak|to be clear|however|though"
    r"|in short|needless to say|frankly|obviously|naturally)\b[^,;.]{0,120}?(?:,|(?=[.!]?$))",
    re.IGNORECASE,
)
_EXCLAIMS = re.compile(
    r"\b(never)(?= (?:before )?(?:seen|heard|known|felt|looked|been|had)\b.{0,60}?\b(?:this|so|such|like)\b)", re.I
)


def _asides(text: str) -> list[tuple[int, int]]:
    """Remarks between commas: what they deny stays inside them, and the clause goes on behind them."""
    return [m.span() for m in _ASIDE.finditer(text)]


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with some stretches emptied, every other character in its place."""
    for a, b in spans:
        text = f"{text[:a]}{' ' * (b - a)}{text[b:]}"
    return text


def _lasting(text: str) -> str:
    """The text without the "never" of an exclamation: "you have never seen them go this deep" denies nothing."""
    return _blank(text, (m.span(1) for m in _EXCLAIMS.finditer(text)))


def affirms(text: str, phrases: Iterable[str]) -> bool:
    """Whether any of some phrases occurs without being denied: "no side effects" names none."""
    text = text[:LONGEST]
    clauses = _clauses(text)
    for hit in _pattern(tuple(phrases)).finditer(text):
        start, end = next((c for c in clauses if c[0] <= hit.start() < c[1]), (0, len(text)))
        if not _denied(text, start, hit.start(), hit.end(), end, inside=False):
            return True
    return False


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return compile_phrases(f"{p}*" for p in phrases) if phrases else re.compile(r"(?!)")


_ANY_BUT = re.compile(r"\b(?:anything|nothing|all|none|everything)\s+$", re.IGNORECASE)
_LEAD = re.compile(
    r"^\W*(?:once|when|after|if|as soon as|unlike|contrary to|despite|in spite of|far from|whatever|forget|ignore"
    r"|leave aside|never mind|where)\b[^,;:]*[,;:]",
    re.IGNORECASE,
)
"""A stretch at the beginning that only leads up to the statement."""


def _clauses(text: str) -> list[tuple[int, int]]:
    """Stretches of text within which a negation holds."""
    cuts = [0]
    for border in _grammar()["border"].finditer(text):
        if not _ANY_BUT.search(text[: border.start()]):
            cuts.append(border.start())
    cuts += [m.end() for m in re.finditer(r"[;:()|–—]|\s-\s|[.!?]\s", text)]
    cuts += [
        m.start()
        for m in re.finditer(r",\s+(?=(?:the|it|they|there|this|exosomes|vesicles|our|we)\b)", text, re.IGNORECASE)
    ]
    cuts += [m.end() for m in _LEAD.finditer(text)]
    # "No cells, only what they release": the denial ends at the comma.
    cuts += [m.start() for m in re.finditer(r",\s+(?=(?:only|just|merely|simply|rather)\b)", text, re.IGNORECASE)]
    cuts = sorted({*cuts, len(text)})
    return list(pairwise(cuts))


def _denied(text: str, start: int, at: int, until: int, end: int, inside: bool) -> bool:
    """Odd number of negations that reach the words at ``at``..``until`` within their clause."""
    grammar = _grammar()
    before, within, after = text[start:at], text[at:until], text[until:end]
    before = _needle_free().sub(" ", before)
    before = grammar["wrapping"].sub(" ", grammar["not_a_negation"].sub(" ", before))
    before, within = _pair(before), _pair(within)
    count = len(grammar["negation"].findall(before))
    count += len(grammar["negation_inside"].findall(within)) if inside else 0
    # "It is a myth that ..." reaches over the border of its clause.
    count += len(grammar["wrapping"].findall(grammar["not_a_negation"].sub(" ", text[:at])))
    # "Has approved no product": the object carries the denial.
    count += 1 if inside and grammar["negation_object"].match(after.lstrip()) else 0
    behind = grammar["negation_after"].search(after[:90])
    if behind and not grammar["turns_away"].search(after[: behind.start()]):
        # "Is not lacking" affirms what it speaks of.
        count += 0 if grammar["want"].match(after[behind.end() :].lstrip()) else 1
    count += 1 if grammar["negation_late"].search(after[:120]) else 0
    # "Overwhelming proof; there is none", "'approved', says the poster; that is false".
    count += 1 if grammar["retraction"].search(text[until:]) else 0
    return count % 2 == 1


def _pair(text: str) -> str:
    """ "Neither ... nor ..." is one denial in two words."""
    return re.sub(r"\bneither\b(.*?)\bnor\b", r"neither \1 ", text, flags=re.IGNORECASE)
