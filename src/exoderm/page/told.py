"""A sentence as the label audit needs it: numbers in digits, what it denies, whether it speaks of the page's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exoderm.page import openings
from exoderm.page.cues import flatten
from exoderm.page.denial import Denials
from exoderm.page.numerals import digits
from exoderm.page.page import Claim

OWN = re.compile(
    r"\b(?:our|ours|we|my clinic|this (?:\w+ )?(?:serum|product|cream|ampoule|gel|formula|vial|mask|treatment|"
    r"kit|essence)|"
    r"(?:the|each|every|one|per) (?:\w+ ){0,3}(?:serum|product|cream|ampoule|gel|formula|vial|bottle|mask|kit|"
    r"essence|box))\b|"
    r"[®™]|^(?:ingredients?|inci|contains?|composition|source|origin|storage|store|keep|size|concentration|"
    r"dose|content|directions|how to use|"
    r"use|apply|volume|net|shelf[- ]life|donor|isolation|purity|testing|tested|sterile|form|count|particles?|"
    r"indication|category)\b"
)
"""Words by which a page speaks of its own product."""
_GOES_ON = re.compile(r"(?:they|it|these|this|both|all)\b")
HUMAN = re.compile(r"\b(?:human|umbilical|adipose|placent\w+|amnio\w+|wharton'?s)\b")
PLANT = re.compile(r"\b(?:plant|vegan|botanical|ginger|centella|rosa|ginseng|aloe|broccoli|grape)\b")


class Told:
    """A sentence of the page with what the audit needs of it, worked out once for all questions."""

    __slots__ = ("claim", "denials", "flat", "openings", "own")

    def __init__(self, claim: Claim, own: bool = False) -> None:
        self.claim = claim
        self.flat = digits(flatten(claim.text))
        self.own = own or bool(OWN.search(self.flat))
        self.denials = Denials(self.flat)
        self.openings = openings.given(self.flat)


def tell(claims: Sequence[Claim]) -> tuple[Told, ...]:
    """Sentences of a page, each with whether it speaks of the page's own product."""
    return tuple(Told(claim, own) for claim, own in zip(claims, _own(claims), strict=True))


def _own(claims: Sequence[Claim]) -> Iterator[bool]:
    """Whether each sentence speaks of the page's own product; a pronoun goes on speaking of the one before it."""
    own = False
    for claim in claims:
        flat = flatten(claim.text)
        own = bool(OWN.search(flat)) or (own and bool(_GOES_ON.match(flat)))
        yield own


def species(told: Sequence[Told]) -> str:
    """The one species of which the page's own sentences speak, else "unknown"."""
    said = {t.claim.slots.species for t in told if t.own and "species" not in t.claim.slots.inherited} - {"unknown"}
    return said.pop() if len(said) == 1 else "unknown"
