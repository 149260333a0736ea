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


def behind(claim: Claim) -> Claim | None:
    """The promise behind a "so" as a claim of its own on an effect; ``None`` where there is none."""
    hit = _so().search(claim.text) if claim.claim_type in _REMARKS else None
    if hit is None:
        return None
    text = claim.text[hit.end() :]
    (said,) = read_sentences([text])
    young = bool(_young().search(text))
    outcomes: tuple[Family, ...] = said.slots.outcomes or (("rejuvenation",) if young else ())
    if not outcomes or said.certainty in ("negated", "question") or not (young or said.slots.direction == "gain"):
        return None
    slots = replace(claim.slots, outcomes=outcomes, direction="gain", promises=said.slots.promises)
    return replace(
        claim, text=text, claim_type="efficacy", claim_family=outcomes[0], certainty=said.certainty, slots=slots
    )
