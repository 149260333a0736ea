"""Where a sentence lets something go or stay in the skin, read from preposition and place and not from the verb.

"Ferried down to the living layers" and "spreads below the barrier" both lead past it. Two ideas come of it, ``goes``
and ``rests``, which are asked only where no verb of passage was found. The words stand in
``data/predicate/places.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from exoderm.library import yamlfile
from exoderm.page import files

_IDEAS = {"below": "goes", "through": "goes", "behind": "goes", "bottom": "goes", "top": "rests"}
_ADJECTIVE = r"(?!(?:of|from|by|in|into|on|to|for|with|than|like|as|and|or|but|is|are|was|were|that|which)\b)[\w'-]+\s+"


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = yamlfile.read(files.own("predicate")["places"], "places in the skin")
    return tuple((_IDEAS[kind], _pattern(w["prepositions"], w["places"])) for kind, w in words.items())


def _pattern(prepositions: list[str], places: list[str]) -> re.Pattern[str]:
    before, place = (
        "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) for words in (prepositions, places)
    )
    return re.compile(rf"(?<![\w-])(?:{before})\s+(?:{_ADJECTIVE}){{0,3}}?(?:{place})(?![\w-])", re.IGNORECASE)


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Every (idea, start, end) of a place to which, or at which, something is said to be."""
    for idea, pattern in _patterns():
        for hit in pattern.finditer(text):
            yield idea, *hit.span()
