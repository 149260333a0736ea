"""Whose a word is where a sentence sets two things side by side: who is the smaller one, who is alive.

read    the ideas of a sentence; a size between a vesicle and a small molecule stands as ``smaller_wrong`` or
        ``larger_right``, and being alive counts for vesicles only where it is said of them
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

from exoderm.page import wordlist
from exoderm.page.denial import Denials
from exoderm.page.ideas import Ideas, Mention

_either = partial(wordlist.either, "sides")


@cache
def _than() -> str:
    """Where the other side follows; "finer than themselves" names none."""
    return rf"(?:{_either('far')} )?{_either('beside')}\b(?! {_either('self')}\b)"


def _size(compared: str, noun: str, whole: str) -> re.Pattern[str]:
    """A size told by a comparative with its other side, by a noun or adjective behind "is", or by a phrase."""
    is_ = r"(?:(?:is|are|looks?|seems?) (?:\w+ )?|(?:a|mere) )?"
    named = rf"{is_}{_either(noun)}(?: \w+)?(?=\W*$| {_than()})"
    return re.compile(rf"\b(?:{_either(compared)} {_than()}|{named}|{_either(whole)})", re.IGNORECASE)


@cache
def _small() -> re.Pattern[str]:
    return _size("smaller", "tiny", "less_than")


@cache
def _large() -> re.Pattern[str]:
    return _size("larger", "huge", "more_than")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^\W*{_either('beside')}\b[^,;:]*,", re.IGNORECASE)


_PRONOUN = re.compile(r"\b(?:they|it|these|those)(?: (?:are|is|were|was))?(?: \w+)?\s*$", re.IGNORECASE)
"""What was spoken of before the size: in a sentence on vesicles, those."""
_OBJECT = re.compile(
    r"\s+(?:it|them|this|the (?:vial|rest|serum|powder|liquid|solution|dose|contents?|powder))\b", re.IGNORECASE
)
"""What follows a verb of growing where somebody divides a thing."""
_VESICLES_NOT = re.compile(
    r"\b(?:exosomes|vesicles|they)\b(?: \w+)? (?:are|do|can|will|cannot|don't|aren't|can't|won't)"
    r"(?P<no>n't| not)?(?: and \w+)?\W*$",
    re.IGNORECASE,
)


def read(ideas: Ideas) -> Ideas:
    """The same sentence with sizes and life given to the side of which they are said."""
    mentions = [m for m in ideas.mentions if m.idea != "alive"]
    mentions += [*_alive(ideas), *_sizes(ideas)]
    return replace(ideas, mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.idea))))


def without_portions(ideas: Ideas) -> Ideas:
    """The same sentence without what is done to a thing ("divide it into portions"), for that is not alive."""
    kept = (m for m in ideas.mentions if m.idea != "alive" or not _OBJECT.match(ideas.text, m.end))
    return replace(ideas, mentions=tuple(kept))


def _sizes(ideas: Ideas) -> Iterator[Mention]:
    """A size that a vesicle has beside a molecule, as an idea that is wrong or right whatever the words."""
    ours = ("vesicle",) if ideas.has("vesicle") else ("particle", "product")
    sides = [(m.start, m.idea in ours) for m in ideas.of(*ours, "small_active")]
    if len({vesicle for _, vesicle in sides}) < 2:
        return
    lead = _lead().match(ideas.text)
    behind = lead.end() if lead else 0
    denials = Denials(ideas.text)
    for pattern, small in ((_small(), True), (_large(), False)):
        for hit in pattern.finditer(ideas.text):
            before = [vesicle for at, vesicle in sides if behind <= at < hit.start()]
            other = [vesicle for at, vesicle in sides if at >= hit.end() or at < behind]
            if _PRONOUN.search(ideas.text, 0, hit.start()):
                before = [True]
            # "Being smaller than peptides, exosomes ...": the one that is spoken of comes last.
            subject = before[-1] if before else next((v for v in other if v != other[0]), None)
            if other and subject is not None and subject != other[0]:
                idea = "smaller_wrong" if small == subject else "larger_right"
                yield Mention(idea, hit.start(), hit.end(), denials.denied(hit.start(), hit.end(), inside=False), False)


def _alive(ideas: Ideas) -> Iterator[Mention]:
    """Being alive, where it is said of vesicles: "cells divide, vesicles do not" denies it of them."""
    vesicles, cells = ([m.start for m in ideas.of(name)] for name in ("vesicle", "cell_therapy"))
    for mention in without_portions(ideas).of("alive"):
        of_cells = any(c < mention.start for c in cells) and not any(v < mention.start for v in vesicles)
        echo = _VESICLES_NOT.search(ideas.text, mention.end) if of_cells else None
        if not of_cells:
            yield mention
        elif echo is not None:
            refused = bool(echo["no"]) or "n't" in echo.group() or "cannot" in echo.group().lower()
            yield replace(mention, denied=refused)
