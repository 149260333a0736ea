"""A sentence as the label audit needs it: numbers in digits, what it denies, whether it speaks of the page's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from exoderm.page import openings, wordlist
from exoderm.page.cues import flatten
from exoderm.page.denial import Denials
from exoderm.page.numerals import digits
from exoderm.page.page import Claim


@cache
def _own_words() -> re.Pattern[str]:
    """Words by which a page speaks of its own product."""
    return re.compile(rf"\b{wordlist.either('own', 'product')}\b|[®™]|^{wordlist.either('own', 'product_first')}\b")


_GOES_ON = re.compile(r"(?:they|it|these|this|both|all)\b")
of_people = partial(wordlist.pattern, "own", "human")
"""Words for human material."""
of_plants = partial(wordlist.pattern, "own", "plant")
"""Words for plant material."""


class Told:
    """A sentence of the page with what the audit needs of it, worked out once for all questions."""

    __slots__ = ("claim", "denials", "flat", "openings", "own")

    def __init__(self, claim: Claim, own: bool = False) -> None:
        self.claim = claim
        self.flat = digits(flatten(claim.text))
        self.own = own or bool(_own_words().search(self.flat))
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
        own = bool(_own_words().search(flat)) or (own and bool(_GOES_ON.match(flat)))
        yield own


def species(told: Sequence[Told]) -> str:
    """The one species of which the page's own sentences speak, else "unknown"."""
    said = {t.claim.slots.species for t in told if t.own and "species" not in t.claim.slots.inherited} - {"unknown"}
    return said.pop() if len(said) == 1 else "unknown"
