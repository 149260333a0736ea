"""Relative clauses without a comma that hold a denial of their own ("a nurse who had no training told me ...").

Such a clause ends at the next comma, at a verb of saying, at a second finite verb or, where it is no more than "is not
purified" or "do not divide", behind that. Where none of these is found its end is unknown, and it is left alone.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

SAYING = (
    r"(?:say|says|said|told|tells|explain(?:s|ed)|add(?:s|ed)|stress(?:es|ed)|warn(?:s|ed)|confirm(?:s|ed)|believe[sd]"
    r"|thinks|thought|argue[sd]|note[sd]|claim(?:s|ed)|insist(?:s|ed)|report(?:s|ed)|state[sd]|conclude[sd]|writes|wrote|described?s?"
    r"|finds|found|shows|showed|admit(?:s|ted)|assure[sd]|agree[sd]?)"
)
"""Verbs of saying in a finite form."""
FINITE = r"(?:cannot|can|could|do|does|did|will|would|may|might|must|should|is|are|was|were|has|have|had)"
"""Finite forms of auxiliaries."""
_AUXILIARY = r"(?:has|have|had|is|are|was|were|does|do|did|can|could|will|would|cannot)"
_NO_STATE = (
    r"(?:an?|the|any|yet|from|in|on|of|by|with|for|at|to|as|so|only|just|even|all|one|always|really|quite|very|too)\b"
)
_GOES_ON = (
    r"(?!(?:by|in|on|of|with|from|for|to|at|as|yet|and|or|nor|here|now|today|enough|any\w*|at|so|but|that|than|until|if"
    r"|when|because|under|into|after|before|without|elsewhere|there)\b)\w"
)
_STATE = (
    rf" (?:(?:is|are|was|were)(?: not|n't)|(?:has|have|had)(?: not|n't| never) been) (?!{_NO_STATE})\w+(?= {_GOES_ON})"
)
_ALONE = (
    r" (?:cannot|(?:do|does|did|can|could|will|would)(?: not|n't)) (?:divide|sting|work|burn|itch|hurt|exist|irritate"
    rf"|fade|last|multiply|smell|age|sell|help)(?= {_GOES_ON})"
)
_RELATIVE = re.compile(
    rf"(?<=[\w\"”)]) (?:who|which|whose \w+|that(?= {_AUXILIARY}(?:n't)?\b))\b"
    rf"(?:{_STATE}|{_ALONE}|[^,;.:]{{1,120}}?(?=,| (?:\w+ly )?{SAYING}\b| {FINITE}\b))",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|no|none|never|nothing|nobody|cannot|without|hardly|neither)\b|n't\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:there (?:is|are|was|were)|it (?:is|was)|nothing|nobody|no one|none|no \w+|hardly any \w+"
    r"|not (?:a|one|any)(?: single)? \w+)(?: \w+){0,2}$",
    re.IGNORECASE,
)
"""What the clause may not follow: "there is nobody who does not say so" says that all do."""


def relatives(text: str) -> list[Span]:
    """Where they stand."""
    return [
        hit.span()
        for hit in _RELATIVE.finditer(text)
        if _DENIES.search(hit.group()) and not _NOBODY.search(text[: hit.start()])
    ]
