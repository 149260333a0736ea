"""Whose a stated length is: "a pore is 50 micrometres wide, an exosome far less" says nothing of a wide exosome.

A clause that has a subject of its own, and names no vesicle, speaks of something else; so does what stands behind
"than" with an article ("smaller than a cell of 20 micrometres"), but no number in words ("a fifth of ...").
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from exoderm.appraisal.lengths import in_words
from exoderm.page import wordlist
from exoderm.page.ideas import Ideas

_THINGS = ("vesicle", "particle", "own_product")
_THAN = re.compile(r"\bthan (?P<what>(?:an?|the|any|most|our|your)\b[^,;.:]{1,60})[.!?]?\s*$", re.IGNORECASE)


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"[,;:()–—]|\b{wordlist.either('length', 'joint')}\b", re.IGNORECASE)


@cache
def _subject() -> re.Pattern[str]:
    """A subject of two words or more, or in the plural, with its verb; pronouns and measures go on with what was."""
    joint, same, has = (wordlist.either("length", key) for key in ("joint", "goes_on", "has"))
    return re.compile(rf"^\W*(?:{joint}\W+)?+(?!{same}\b)(?:\w[\w-]*+\W++){{1,6}}?{has}\b", re.IGNORECASE)


@cache
def _again() -> re.Pattern[str]:
    joint, same = wordlist.either("length", "joint"), wordlist.either("length", "goes_on")
    return re.compile(rf"^\W*(?:{joint}\W+)?{same}\b", re.IGNORECASE)


def of_vesicles(ideas: Ideas) -> str:
    """The sentence with the stretches emptied in which lengths of other things stand."""
    text = ideas.text
    places = [m.start for m in ideas.of(*_THINGS)]
    ends = [0, *(hit.start() for hit in _joint().finditer(text)), len(text)]
    kept, other = [], False
    for start, end in pairwise(ends):
        clause = text[start:end]
        mine = any(start <= at < end for at in places)
        # A clause without a subject of its own goes on with the one before.
        other = not mine and bool(_subject().match(clause) or (other and not _again().match(clause)))
        than = _THAN.search(clause)
        if other:
            clause = ""
        elif (
            than is not None
            and not in_words(than["what"])
            and not any(start + than.start() <= at < end for at in places)
        ):
            clause = clause[: than.start()]
        kept.append(clause)
    return "".join(kept)
