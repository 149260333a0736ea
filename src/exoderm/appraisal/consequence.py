"""The promise that a sentence draws from a remark on source or make: "from young cells, so your skin becomes young"."""

from __future__ import annotations

import re
from dataclasses import replace

from exoderm.library.terms import Family
from exoderm.page.claims import read_sentences
from exoderm.page.page import Claim

_REMARKS = ("composition", "definition", "mechanism", "market", "storage", None)
"""Types of sentence whose true remark must not carry the promise behind it."""
_SO = re.compile(
    r"[,;–—] ?(?:and )?(?:so|hence|thus|therefore|which means|which is why|that is why|meaning)(?: that)?,? (?=\w)",
    re.IGNORECASE,
)
_YOUNG = re.compile(
    r"\b(?:becom\w+|look\w*|turn\w*|grow\w*|get\w*|is|are|be|feel\w*|stay\w*)(?: \w+ly| once)? "
    r"(?:young(?:er)?|ageless|reborn|years younger|like new|brand new)\b"
    r"|\bturn\w* back (?:time|the clock|the years)\b|\bnew(?:born)? skin\b",
    re.IGNORECASE,
)


def behind(claim: Claim) -> Claim | None:
    """The promise behind a "so" as a claim of its own on an effect; ``None`` where there is none."""
    hit = _SO.search(claim.text) if claim.claim_type in _REMARKS else None
    if hit is None:
        return None
    text = claim.text[hit.end() :]
    (said,) = read_sentences([text])
    young = bool(_YOUNG.search(text))
    outcomes: tuple[Family, ...] = said.slots.outcomes or (("rejuvenation",) if young else ())
    if not outcomes or said.certainty in ("negated", "question") or not (young or said.slots.direction == "gain"):
        return None
    slots = replace(claim.slots, outcomes=outcomes, direction="gain", promises=said.slots.promises)
    return replace(
        claim, text=text, claim_type="efficacy", claim_family=outcomes[0], certainty=said.certainty, slots=slots
    )
