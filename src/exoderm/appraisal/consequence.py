"""The promise that a sentence draws from a remark on source or make: "from young cells, so your skin becomes young"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial

from exoderm.library.terms import Family
from exoderm.page import wordlist
from exoderm.page.claims import read_sentences
from exoderm.page.page import Claim

_REMARKS = ("composition", "definition", "mechanism", "market", "storage", None)
"""Types of sentence whose true remark must not carry the promise behind it."""
_either = partial(wordlist.either, "promise")


@cache
def _so() -> re.Pattern[str]:
    return re.compile(rf"[,;–—] ?(?:and )?{_either('hence')}(?: that)?,? (?=\w)", re.IGNORECASE)


@cache
def _young() -> re.Pattern[str]:
    becomes = rf"{_either('becomes')}(?: \w+ly| once)? {_either('young')}"
    return re.compile(rf"\b(?:{becomes}|{_either('young_again')})\b", re.IGNORECASE)


@cache
def _young_skin() -> re.Pattern[str]:
    """Young skin as an end, whatever joins it to the remark: "your skin becomes young", "makes your face young"."""
    who, young = _either("of_a_person"), _either("young")
    becomes = rf"{who}(?: \w+){{0,2}}? {_either('becomes')}(?: \w+ly| once)? {young}"
    made = rf"{_either('makes')} (?:\w+ ){{0,2}}?(?:{who} (?:\w+ )?{young}|new(?:born)? skin|young(?:er)? {who})"
    return re.compile(rf"\b(?:{becomes}|{made})\b", re.IGNORECASE)


_JOINT = re.compile(r"[,;:–—] ?(?:and )?(?=\w)|\band (?:that|this|it|they) ", re.IGNORECASE)


def _promise(text: str) -> str | None:
    """The promise behind a remark: behind a "so", or young skin behind any joint."""
    so = _so().search(text)
    if so is not None:
        return text[so.end() :]
    ends = (text[joint.end() :] for joint in _JOINT.finditer(text))
    return next((rest for rest in ends if _young_skin().search(rest)), None)


def behind(claim: Claim) -> Claim | None:
    """The promise behind a "so" as a claim of its own on an effect; ``None`` where there is none."""
    text = _promise(claim.text) if claim.claim_type in _REMARKS else None
    if text is None:
        return None
    (said,) = read_sentences([text])
    young = bool(_young().search(text) or _young_skin().search(text))
    outcomes: tuple[Family, ...] = said.slots.outcomes or (("rejuvenation",) if young else ())
    if not outcomes or said.certainty in ("negated", "question") or not (young or said.slots.direction == "gain"):
        return None
    slots = replace(claim.slots, outcomes=outcomes, direction="gain", promises=said.slots.promises)
    return replace(
        claim, text=text, claim_type="efficacy", claim_family=outcomes[0], certainty=said.certainty, slots=slots
    )
