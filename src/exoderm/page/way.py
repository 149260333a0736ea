"""The sentence that says how a page's product is used, whether or not anybody has modelled that way of use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from exoderm.library.terms import Route
from exoderm.page import wordlist
from exoderm.page.cues import flatten
from exoderm.page.page import Claim, LabelItem

PLAIN: Route = "topical_intact"
"""The way of use that the word "serum" alone already says; a tool that is named says more."""


@cache
def own() -> re.Pattern[str]:
    """Words by which a page speaks of its own product."""
    return re.compile(rf"\b{wordlist.either('own', 'told')}\b|^\d")


_SILENT = ("unknown", "bench", "not_applicable")
_first = partial(wordlist.pattern, "own", "first_person")
_DAMAGE = ("topical_compromised", "wound")
_LAW = ("safety", "regulation")
_ASIDE = ("evidence", "market", None)


def stated(item: LabelItem | None, claims: Sequence[Claim]) -> Claim | None:
    """The sentence that tells how to use the product, else the first of the way most named; ``None`` in silence.

    ``item`` is the label's answer on the route. What is said of law and safety tells no use, what is said of studies
    and prices only where the page says "we" or "our", and damage that is to be repaired is no way in.
    """
    named = [c for c in claims if _names_way(c)]
    answer = [c for c in named if item is not None and item.passage == c.text]
    told = answer if item is not None and item.status == "declared" else []
    ours = [c for c in named if _tells(c)]
    usage = (c for c in named if c.claim_type == "usage")
    return next(iter([*told, *usage]), None) or _usual(ours) or next(iter(answer), None)


def _names_way(claim: Claim) -> bool:
    repaired = claim.claim_type == "efficacy" and claim.slots.route in _DAMAGE
    return claim.slots.route not in _SILENT and "route" not in claim.slots.inherited and not repaired


def _tells(claim: Claim) -> bool:
    """Whether a sentence that is no instruction speaks of how the page's own product is used."""
    words = _first() if claim.claim_type in _ASIDE else own()
    return claim.claim_type not in _LAW and bool(words.search(flatten(claim.text)))


def _usual(claims: Sequence[Claim]) -> Claim | None:
    """The first sentence of the way that most sentences name; of two ways named alike, the one with a tool."""
    by_way: dict[Route, list[Claim]] = {}
    for claim in claims:
        by_way.setdefault(claim.slots.route, []).append(claim)
    if not by_way:
        return None
    return by_way[max(by_way, key=lambda route: (len(by_way[route]), route != PLAIN))][0]
