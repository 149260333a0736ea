"""What a sentence says that vesicles are: the noun behind "exosomes are", "exosomes, a type of", "call an exosome a".

    subject  copula  (article)  (type of)  adjectives  NOUN

The nouns and the idea that each expresses stand in ``data/predicate/nouns.yaml``. Adjectives are read over,
prepositions are not: "exosomes are tiny living cells" says what they are, "exosomes are released by cells" does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from exoderm.library import yamlfile
from exoderm.page import files

_SUBJECT = r"(?:exosom\w*|(?:extracellular |nano-?)?vesicles?|EVs?)"
_NAMED = re.compile(_SUBJECT, re.IGNORECASE)
_LEAD = (
    r"(?:^\W*|[,;:–—(]\s*|\b(?:that|because|since|as|and|but|while|although|if|whether|an?|the|these|those|our|your|such"
    r"|all|most|many|plants?|human|tiny)\s+)"
)
"""What the subject of a clause stands behind; behind a verb ("cells that release exosomes") it is none."""
_BE = (
    r"(?:,?\s+(?:which|that))?\s+(?:(?:is|are|was|were)(?:n't)?|(?:do|does|did)(?:n't| not) (?:be|mean|equal)"
    r"|cannot be|can't be"
    r"|may be|might be|amounts? to|counts? as|means?|equals?)"
    r"(?:\s+(?:not|never|neither|simply|just|really|actually|basically|essentially"
    r"|only|merely|nothing (?:but|more than)"
    r"|in (?:fact|truth)|no (?:more|less) than|of course|also|in themselves|themselves"
    r"|by no means|anything but|far from))*"
)
_NAME = (
    r"[\"”']?\s+(?:is|are)\s+(?:the|another|a|just another)\s+(?:\w+\s+){0,2}?(?:names?|terms?|words?)\s+(?:for|of)\s+"
)
_NOT = (
    r"of|from|by|in|into|on|to|for|with|than|like|as|between|inside|outside|within|among|that|which|who|and|or|when|where"
    r"|how|what|at|about|via|through|because|not|but|no|if|so"
)
_WORD = rf"(?!(?:{_NOT})\b)(?!\w+(?<!liv)ing\b)[\w'-]+\s+"
_ARTICLE = r"(?:an?|one|another|some|the(?:\s+[\w-]+'s)?)\s+"
_KIND = r"(?:types?|kinds?|forms?|sorts?|class|species|variet(?:y|ies)|versions?)\s+of\s+"
_END = (
    r"(?=\s*(?:$|[.,;:!?)\"”]|(?:with|of|in|that|which|who|and|or|nor|but|by|for|to|from|at|under|whatever|taken|made"
    r"|harvested|derived|collected|grown|on|as|so|because|when|while|although|though|even|yet|rather|instead|is|are|without|whose)\b))"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    nouns = yamlfile.read(files.own("predicate")["nouns"], "nouns of what vesicles are")
    return tuple(
        (idea, _pattern([*kinds["plural"], *kinds.get("mass", [])], kinds["single"])) for idea, kinds in nouns.items()
    )


def _pattern(plural: list[str], single: list[str]) -> re.Pattern[str]:
    many, one = ("|".join(re.escape(word) for word in words) for words in (plural, single))
    named = (
        rf"(?P<said>(?:{_ARTICLE})?(?:{_WORD}){{0,4}}?(?:{_KIND})?(?:{_WORD}){{0,3}}?(?:{many})"
        rf"|(?:{_ARTICLE})(?:{_WORD}){{0,4}}?(?:{_KIND})?(?:{_WORD}){{0,3}}?(?:{one})"
        rf"|(?:{_WORD}){{0,2}}?{_KIND}(?:{_WORD}){{0,3}}?(?:{one}))"
    )
    joined = (
        rf"(?:[^.;:]{{1,60}}?,\s+(?:and\s+)?not\s+|{_NAME}|{_BE}\s+|\s*(?::|–|—|=)\s*(?:not\s+)?"
        rf"|,\s+(?=(?:an?|one)\s+(?:[\w-]+\s+)?{_KIND}))"
    )
    call = (
        r"\b(?:call|calls|called|calling|consider|considers|considered|term|terms|describe|describes|think of|regard"
        rf"|see|view|imagine|picture)\s+(?:an?\s+|the\s+)?{_SUBJECT}\s+(?:as\s+)?"
    )
    return re.compile(rf"(?:{_LEAD}{_SUBJECT}{joined}|{call}){named}{_END}", re.IGNORECASE)


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Every (idea, start, end) of a noun that is said of vesicles, with what stands before it."""
    if _NAMED.search(text) is None:
        return
    for idea, pattern in _patterns():
        for hit in pattern.finditer(text):
            yield idea, *hit.span("said")
