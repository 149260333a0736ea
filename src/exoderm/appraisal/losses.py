"""Shares that are left or lost, read for what they say: "only half survive" tells of failing, not of lasting.

read    the ideas of a sentence, in which a small share that lasts, or a share that is lost, stands as breaking down
told    whether the sentence states such a share
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from exoderm.page.denial import Denials
from exoderm.page.ideas import Ideas, Mention

_NO_TIME = r"(?! (?:a|an|hour|day|week|month|year|price|time)\b)"
_MINOR = (
    r"(?:half|(?:a|one) (?:third|quarter|fifth|tenth|fraction|minority|handful|small (?:part|share|number))|one in \w+)"
)
_MAJOR = r"(?:(?:two|three) (?:thirds|quarters|fifths|tenths)|\d{1,2}(?:[.,]\d+)? ?(?:%|per ?cent)|most|the majority)"
_PART = rf"(?:{_MINOR}|{_MAJOR}){_NO_TIME}"
_ONLY = r"(?:only|just|merely|barely|no more than|at most|fewer than|less than|not even) (?:about |around )?"
_FEW = r"(?<!\ba )few(?! (?:days|weeks|months|years|hours|studies|trials|makers))|(?:hardly|scarcely|barely) any"
_SMALL = rf"(?:{_ONLY}(?:some|a few|{_PART})|(?<!\bthan )(?<!\bleast )(?<!\bover ){_MINOR}{_NO_TIME}|{_FEW})"
_LASTS = (
    r"(?:surviv\w+|outlast\w*|outliv\w+|endur\w+|withst\w+|remain\w*|stay\w*|keep\w*|last(?:s|ed)?|left|"
    r"(?:are|is|were|was) (?:still )?(?:left|there|whole|intact|alive))"
)
_FEW_LAST = re.compile(rf"\b{_SMALL}\b[^.;:]{{0,60}}?\b{_LASTS}\b", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?:los(?:e|es|ing|t)|shed(?:s|ding)?|forfeit\w*)\b (?!only|just|less|fewer|under|hardly|barely|at most|no more)"
    rf"(?:\w+ ){{0,3}}?{_PART}",
    re.IGNORECASE,
)
_FALLS = re.compile(
    r"\b(?:number|count|counts|concentration|vesicles|exosomes|particles|share)\b[^.;:]{0,40}?"
    rf"\b(?:drop\w*|fall\w*|fell|declin\w+|sink\w*|sank|shrink\w*|shrank)\b (?:by|to) (?:\w+ ){{0,2}}?{_PART}",
    re.IGNORECASE,
)
_GONE = re.compile(
    rf"\b{_PART}\b[^.;:]{{0,50}}?\b(?:gone|lost|missing|vanish\w*|perish\w*|disappear\w*)\b", re.IGNORECASE
)


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
    for pattern in (_FEW_LAST, _LOST, _FALLS, _GONE):
        for hit in pattern.finditer(text):
            denied = denials.denied(hit.start(), hit.end(), inside=False)
            yield Mention("breaks_down", hit.start(), hit.end(), denied, denials.assumed(hit.start()))
