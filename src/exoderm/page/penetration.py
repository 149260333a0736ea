"""Statements on getting into skin: what travels, how far, and whether the sentence says that it gets there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from exoderm.page import wordlist
from exoderm.page.cues import Hit
from exoderm.page.scope import Scope

Direction = Literal["gain", "none", "harm", "unknown"]
Traveller = Literal["vesicles", "molecules", "light", "device", "unknown"]
Reach = Literal["stratum_corneum", "epidermis", "dermis", "follicle", "skin", "unknown"]

_NEAR = 70
_skinless = partial(wordlist.pattern, "passage", "skinless")


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(wordlist.either("passage", "strong"))


_OFF = re.compile(r"(?:wash|wip|rub|rins|brush)\w* (?:\w+ )?(?:off|away)")


@cache
def _slight() -> re.Pattern[str]:
    state = wordlist.either("passage", "slight")
    return re.compile(rf"[^.,;]{{0,60}}\b(?:is|was|are|remains?|seems?|stays?) (?:\w+ )?{state}\b")


_FEW = re.compile(
    r"\b(?:less than|under|below|fewer than|not even|a mere|only|just) (?:about )?(?:0?[.,]\d+|"
    r"[0-5](?:[.,]\d+)?|one|two|a few) "
    r"?(?:%|per ?cent|in a)|\b(?:tiny|negligible|minute|vanishing\w*) (?:fraction|share|part|number|amount)|"
    r"\b(?:hardly|barely|scarcely) any\b"
)
_DEPTH: tuple[Reach, ...] = ("dermis", "epidermis", "follicle", "stratum_corneum", "skin")


@dataclass(frozen=True)
class Crossing:
    """What a sentence says about the way into the skin."""

    main: bool
    """The main point, not a remark beside it."""
    direction: Direction
    traveller: Traveller
    reach: Reach
    at: int


def find_crossing(flat: str, hits: list[Hit], scope: Scope) -> Crossing | None:
    """The statement on penetration in a sentence, or ``None``: a movement (or its want) near a place in the skin."""
    moves = [h for h in hits if h.means in ("pass", "stay", "block") and h.cue.group == "penetration"]
    aids = [h for h in hits if h.means == "aid"]
    places = [h for h in hits if h.means.startswith("place.")]
    good = [h for h in moves if _about_skin(flat, h, places)]
    if not good and aids and any(abs(a.start - p.start) < _NEAR for a in aids for p in places):
        good = aids
    if not good:
        return None
    main = [h for h in good if scope.in_main(h.start)]
    hit = (main or good)[0]
    if hit.means == "pass" and (stuck := [h for h in main if h.means in ("stay", "block")]):
        hit = stuck[0]
    return Crossing(
        bool(main), _direction(flat, hit, scope, hits), _traveller(flat, hit, hits), _reach(hit, places), hit.start
    )


def _about_skin(flat: str, hit: Hit, places: list[Hit]) -> bool:
    words = flat[hit.start : hit.end]
    if _OFF.match(words) or "where" in words:
        return bool(re.search(r"vesicle|exosom|serum|particle", flat))
    if words.endswith((" to", " toward", " towards")):
        return True
    near = [p for p in places if -_NEAR < p.start - hit.end < _NEAR or hit.start <= p.start < hit.end]
    if _skinless().search(flat[hit.start : hit.end + 40]) and not any(p.means != "place.skin" for p in near):
        return False
    if near and flat[hit.end : hit.end + 4] == " by ":
        return True
    if near and (words.startswith(("reach", "ent", "pass", "cross", "break", "go", "come", "work", "move", "push"))):
        # Words with many other uses need a layer or the skin right behind them.
        return any(
            p.end > hit.start and p.start - hit.end < 45 and (p.means != "place.skin" or p.start - hit.end < 25)
            for p in near
        )
    return bool(near) or bool(_strong().search(words)) or words.startswith("absor")


def _direction(flat: str, hit: Hit, scope: Scope, hits: list[Hit]) -> Direction:
    """Gain where it gets in, none where it does not, both after the sentence's own denial."""
    # A denial within the words themselves ("get no deeper") is part of what they say.
    denied = scope.denied_from is not None and not hit.start <= scope.denied_from < hit.end
    if not denied and scope.certainty != "negated":
        # "Vesicles that do not cross ..." inside a side clause: its own denial counts for the crossing.
        denied = any(h.means == "negation" and 0 <= hit.start - h.end < 14 and not scope.in_main(h.start) for h in hits)
    denied = denied or bool(
        re.search(r"\bunlikely to (?:\w+ )?$", flat[: hit.start]) or _slight().match(flat[hit.end :])
    )
    denied = denied or (hit.means == "pass" and bool(_FEW.search(flat[: hit.start])))
    if hit.means in ("stay", "block"):
        return "gain" if denied else "none"
    return "none" if denied else "gain"


def _traveller(flat: str, hit: Hit, hits: list[Hit]) -> Traveller:
    """What travels: the nearest thing named before the movement, else after it, else vesicles for a pronoun."""
    named = [h for h in hits if h.means.startswith("traveller.")]
    before = [h for h in named if h.end <= hit.start]
    after = [h for h in named if h.start >= hit.start]
    if any(h.means == "traveller.vesicles" for h in before):
        # "Vesicles, unlike small molecules, ..." and "exosomes carrying proteins ..." keep their subject.
        first = next(h for h in before if h.means == "traveller.vesicles")
        if not any(h.means in ("traveller.light", "traveller.device") and h.start > first.end for h in before):
            return "vesicles"
    chosen = before[-1:] or after[:1]
    if not chosen:
        return "vesicles" if re.match(r"(?:they|these|it|this)\b", flat) else "unknown"
    word = chosen[0].means.removeprefix("traveller.")
    return word if word in ("vesicles", "molecules", "light", "device") else "unknown"  # type: ignore[return-value]


def _reach(hit: Hit, places: list[Hit]) -> Reach:
    near = {p.means.removeprefix("place.") for p in places if abs(p.start - hit.end) < _NEAR + 30}
    for depth in _DEPTH:
        if depth in near:
            return depth
    return "unknown"
