"""Shares that are left or lost, read for what they say: "only half survive" tells of failing, not of lasting.

read    the ideas of a sentence, in which a small share that lasts, or a share that is lost, stands as breaking down
told    whether the sentence states such a share
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

from exoderm.page import wordlist
from exoderm.page.denial import Denials
from exoderm.page.ideas import Ideas, Mention

_either = partial(wordlist.either, "loss")
_NO_TIME = r"(?! (?:a|an|hour|day|week|month|year|price|time)\b)"
"""What follows a share of vesicles, and not half an hour or half the price."""


@cache
def _shares() -> tuple[re.Pattern[str], ...]:
    """Few that last, a share that is lost, a number that falls, a share that is gone."""
    minor, part = _either("minor"), rf"(?:{_either('minor')}|{_either('major')}){_NO_TIME}"
    only = rf"{_either('only')} (?:about |around )?(?:some|a few|{part})"
    small = rf"(?:{only}|(?<!\bthan )(?<!\bleast )(?<!\bover ){minor}{_NO_TIME}|{_either('few')})"
    falls = rf"\b{_either('counted')}\b[^.;:]{{0,40}}?\b{_either('falls')}\b (?:by|to) (?:\w+ ){{0,2}}?{part}"
    patterns = (
        rf"\b{small}\b[^.;:]{{0,60}}?\b{_either('lasts')}\b",
        rf"\b{_either('loses')}\b (?!{_either('little')})(?:\w+ ){{0,3}}?{part}",
        falls,
        rf"\b{part}\b[^.;:]{{0,50}}?\b{_either('gone')}\b",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def told(ideas: Ideas) -> bool:
    """Whether the sentence states a share that was lost, or a small one that was left."""
    return next(_mentions(ideas.text), None) is not None


def read(ideas: Ideas) -> Ideas:
    """The same sentence with such a share as an idea of breaking down, in place of the lasting that it speaks of."""
    shares = tuple(_mentions(ideas.text))
    if not shares:
        return ideas
    kept = tuple(m for m in ideas.mentions if m.idea not in ("stays_whole", "kept_anyhow"))
    return replace(ideas, mentions=tuple(sorted((*kept, *shares), key=lambda m: (m.start, m.end, m.idea))))


def _mentions(text: str) -> Iterator[Mention]:
    denials = Denials(text)
    for pattern in _shares():
        for hit in pattern.finditer(text):
            denied = denials.denied(hit.start(), hit.end(), inside=False)
            yield Mention("breaks_down", hit.start(), hit.end(), denied, denials.assumed(hit.start()))
