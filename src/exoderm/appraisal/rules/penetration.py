"""Do vesicles pass through the skin as the sentence says?

Records judge. Through undamaged horny layer: labelled vesicles stayed in it. Through needle, laser or needle
puncture: the way is open. Along follicles: particles get in, not across. With electric pulses: nobody has measured
it. Small molecules follow another rule than vesicles. A run of what the page declares explains the answer and never
changes it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial

from exoderm.appraisal import match, passage
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.passage import Says, Way
from exoderm.appraisal.verdict import precedence
from exoderm.page import wordlist
from exoderm.page.denial import Denials
from exoderm.page.ideas import Ideas, Mention
from exoderm.page.ideas import read as read_ideas
from exoderm.page.page import Claim

QUESTION = "Do vesicles pass through the skin as the sentence says?"

_THAN = re.compile(r"\b(?:no less|no more|as well|better|more|less|further|deeper) (?:than|as)\b", re.IGNORECASE)
_THEM = re.compile(r"\b(?:they|them|these|those)\b", re.IGNORECASE)
_either = partial(wordlist.either, "passage")
_unless = partial(wordlist.pattern, "passage", "unless")


@cache
def _in_spite() -> re.Pattern[str]:
    return re.compile(rf"\W*{_either('in_spite')}\b", re.IGNORECASE)


@cache
def _of_others() -> re.Pattern[str]:
    """A passage that is told of something else in passing ("wider than the largest molecule that passes")."""
    return re.compile(rf"\b{_either('other_thing')} (?:that|which)(?: can| could| may)?\s+$", re.IGNORECASE)


@cache
def _yardstick() -> re.Pattern[str]:
    """A size that something is set against ("a thousand times smaller than a pore"): the pore is no way in."""
    return re.compile(rf"\b{_either('smaller')} than (?:\w+ ){{0,2}}$", re.IGNORECASE)


@cache
def _measure() -> re.Pattern[str]:
    number = r"(?:an? |some |about )?[\w.,]+(?:[\s-]to[\s-][\w.,]+)?"
    return re.compile(rf"\s+(?:{number}[\s-]*)?{_either('unit')}", re.IGNORECASE)


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(rf"\W*{_either('nothing')}\b", re.IGNORECASE)


@cache
def _unrivalled() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('further')}\b(?! than)", re.IGNORECASE)


@cache
def _contrast() -> re.Pattern[str]:
    """An opening that tells of other things ("unlike serums, which stay on top, ")."""
    told = r"[^,;.]{1,80}(?:,\s*(?:which|that|who)\b[^,;.]{1,80})?,"
    return re.compile(rf"\W*{_either('contrast')} {told}", re.IGNORECASE)


_ASKED = re.compile(r"[^.!;:?]{0,80}\?\W*\w")
"""The rest of a question that the sentence goes on to answer ("No needles needed? Then little gets in")."""
_PRONOUN = re.compile(r"(?:those|they|these|ones|it)\b", re.IGNORECASE)

_ELSEWHERE = ("regulation", "storage", "safety")
_SKIN = ("skin", "barrier", "layer", "intact", "opened", "follicle", "electric", "product")
_PLACES_IN_SKIN = ("barrier", "layer", "deep", "surface")
_PLACES = {"barrier", "rejuvenation", "hair"}
"""Outcomes by whose words places go too: the skin's barrier, smooth skin, hair follicles."""


def applies(claim: Claim, context: Context) -> bool:
    """Statements on passage: by their type, or because passage through skin is what they are mainly about."""
    ideas = claim.ideas
    if ideas.has("label_apart") and ideas.has("vesicle", "particle"):
        return True
    if claim.claim_type == "penetration":
        # "They fit into the surface of cells" is about the way into cells, not into skin.
        return not ideas.has("cell") or ideas.has(*_SKIN) or claim.slots.reach not in ("unknown", "stratum_corneum")
    if claim.claim_type in _ELSEWHERE and claim.slots.traveller != "vesicles":
        return False
    # A sentence that mentions an outcome first and passage in passing is judged by its outcome.
    if ideas.echo is not None and _travels(read_ideas(ideas.echo.who), ideas.echo.who):
        return ideas.has("crosses", "held")
    return about_passage(ideas, claim) and not set(claim.slots.outcomes) - _PLACES


def touches(claim: Claim, context: Context) -> bool:
    """Whether vesicles, or what is put on the skin, move or stay at a place in it and no effect is named."""
    ideas = claim.ideas
    moves = [
        m
        for m in ideas.of("crosses", "held", "stays_out", "carries", "goes", "rests", "too_big", "small_enough")
        if not m.assumed
    ]
    place = ideas.has("barrier", "layer", "deep", "follicle", "goes", "rests") or (
        ideas.has("skin") and ideas.has("intact", "opened")
    )
    what = ideas.has("vesicle", "particle", "injected")
    if ideas.has("channels_shut") and (what or ideas.has("puts_on")):
        return not claim.slots.outcomes
    return bool(moves) and place and what and not ideas.commands and not set(claim.slots.outcomes) - _PLACES


def about_passage(ideas: Ideas, claim: Claim) -> bool:
    """Whether vesicles or their like move, or are held, at a place in the skin or at a way into it."""
    moves = [m for m in ideas.of("crosses", "held", "stays_out", "goes") if not m.assumed]
    place = ideas.has("barrier", "layer", "electric") or (
        ideas.has("skin") and ideas.has("deep", "intact", "follicle", "opened", "surface")
    )
    place = place or (ideas.has("opened", "follicle") and ideas.has("vesicle", "particle"))
    named = ideas.has("vesicle", "particle") or claim.second_type == "penetration"
    return bool(moves) and place and (named or claim.slots.traveller == "vesicles")


def answer(claim: Claim, context: Context) -> Finding | None:
    """Compare what the sentence says of passage with what the records found for that way into the skin."""
    ideas = claim.ideas
    echo = ideas.echo
    other = read_ideas(echo.who) if echo else None
    if echo is None or other is None or not _travels(other, echo.who):
        return _judge(says(ideas, claim), way_of(ideas, claim, context), claim, ideas, context)
    # "Injected vesicles get past; those in a cream do not": the second half is judged beside the first.
    first = read_ideas(ideas.text[: echo.start])
    main = _judge(says(first, claim), way_of(first, claim, context), claim, first, context)
    way: Way = "opened" if other.has("opened") else "intact"
    second = _judge("held" if echo.denied else "cross", way, claim, other, context)
    order = precedence()
    return min((f for f in (main, second) if f is not None), key=lambda f: order.index(f.answer))


def _travels(other: Ideas, who: str) -> bool:
    """Whether it is vesicles, or what holds them, of whom the ending speaks."""
    if other.has("molecule"):
        return False
    return other.has("vesicle", "particle", "product") or bool(_PRONOUN.match(who))


def _judge(what: Says, way: Way, claim: Claim, ideas: Ideas, context: Context) -> Finding | None:
    if ideas.has("label_apart"):
        return passage.label(bool(ideas.denies("label_apart")), context)
    if what == "nothing":
        return None
    if _molecules(ideas, claim):
        return passage.of_molecules(ideas, what, way, context)
    if what == "open":
        return passage.unsettled(way, context)
    judged = {
        "intact": passage.intact,
        "opened": passage.opened,
        "follicle": passage.follicle,
        "electric": passage.electric,
    }
    found = judged[way](what, claim, ideas, context)
    named = ideas.has("barrier", "intact", "needle_free")
    plain = named or match.route_of(claim, context) in ("unknown", "topical_intact")
    return replace(found, whole_skin=way == "intact" and plain)


def says(ideas: Ideas, claim: Claim) -> Says:
    """What the sentence holds to happen: they cross, they are held back, very little crosses, or it is left open."""
    # "Whether they pass is open" leaves it open; "whether day or night, they pass" does not.
    if ideas.says("open_question") or (ideas.has("whether") and " or " not in ideas.text):
        return "open"
    if ideas.has("unmeasured"):
        return "open"
    if any(not _ASKED.match(ideas.text, m.end) for m in ideas.of("need_not_open")):
        return "cross"
    if ideas.says("must_open") and ideas.has("crosses", "goes"):
        return "held"
    if ideas.says("channels_shut") and not ideas.has("crosses"):
        return "held"
    if ideas.says("lowers_passage"):
        return "little"
    if ideas.says("raises_passage"):
        return "cross"
    other = _contrast().match(ideas.text)
    stays = [m for m in ideas.of("held", "stays_out") if not m.assumed and not (other and m.end <= other.end())]
    moves = [m for m in ideas.of("crosses") if not m.assumed and not _of_others().search(ideas.text[: m.start])]
    # The entry in "hinders their entry" is part of what is hindered.
    moves = [m for m in moves if not any(s.start < m.start and m.end <= s.end for s in stays)]
    if any(not m.denied for m in stays) and not any(not m.denied for m in moves):
        return "held"
    if moves and all(_unrivalled().search(ideas.text, m.start) for m in moves) and _nothing().match(ideas.text):
        return "nothing"  # "Nothing penetrates deeper" boasts of something that the sentence does not name
    if any(not m.denied for m in moves):
        if _others(ideas):
            return "held"
        if ideas.says("large_share") and not _few(ideas):
            return "cross"
        return "little" if _few(ideas) or any(not m.denied for m in stays) else "cross"
    if moves:
        # "Not every vesicle gets in" says that fewer do, and not that none does.
        return "little" if ideas.denies("every_vesicle") else "held"
    if stays:
        return "cross"
    where = [m for m in ideas.of("goes", "rests") if not m.assumed]
    if where and ideas.has("vesicle", "particle", "product"):
        below = any((m.idea == "goes") != m.denied for m in where)
        return ("little" if _few(ideas) else "cross") if below else "held"
    if ideas.has("barrier", "intact") and ideas.says("too_big", "small_enough"):
        return "held" if ideas.says("too_big") else "cross"
    if claim.claim_type == "penetration" and ideas.has("barrier") and ideas.has("opened", "electric"):
        return "held" if claim.certainty == "negated" else "cross"
    if claim.claim_type == "penetration" and not claim.slots.inherited and _something_travels(ideas, claim):
        # The reader of pages resolves negations too; where no idea was found, its answer stands in. That they are only
        # put on the skin does not say that they stay there.
        if claim.slots.direction == "gain":
            return "cross"
        stays_put = ideas.has(*_PLACES_IN_SKIN) or Denials(ideas.text).some
        return "held" if claim.slots.direction == "none" and stays_put else "nothing"
    return "nothing"


def _others(ideas: Ideas) -> bool:
    """Whether the remark sets vesicles against what passes: "creams, not exosomes, pass through"."""
    remarks = [(a, b) for a, b in Denials(ideas.text).asides if ideas.text[a:b].lstrip(" ,").lower().startswith("not ")]
    named = ideas.of("vesicle", "particle")
    return bool(named) and all(any(a <= m.start < b for a, b in remarks) for m in named)


def _something_travels(ideas: Ideas, claim: Claim) -> bool:
    """Whether anything is named that could pass: "rats break down their collagen" names nothing."""
    named = ideas.has("vesicle", "particle", "product", "molecule", "large_molecule")
    return named or ideas.points_back or claim.slots.traveller != "unknown" or bool(_THEM.search(ideas.text))


def _remedy(opened: Mention, ideas: Ideas) -> bool:
    """Whether needles are named as what is done about it ("because it bars them, clinics needle the skin")."""
    denials = Denials(ideas.text)
    held = [denials.clause(m.start) for m in ideas.of("held", "stays_out") if not m.denied]
    start, end = denials.clause(opened.start)
    behind = bool(held) and all(clause[1] <= start for clause in held)
    return behind and not _in_spite().match(ideas.text[start:end])


def _few(ideas: Ideas) -> bool:
    """Whether little is said to pass; "barely a hundred nanometres" is small and not little."""
    return any(not m.denied and not _measure().match(ideas.text[m.end :]) for m in ideas.of("small_share"))


def way_of(ideas: Ideas, claim: Claim, context: Context) -> Way:
    """The way into the skin: what the sentence names, else the page's route, else undamaged skin.

    Undamaged skin is not a guess at the route: it is the case that a bare "they get through the skin" covers.
    """
    if ideas.says("precondition") and ideas.says("intact"):
        return "intact"
    if ideas.says("electric"):
        return "electric"
    if ideas.says("needle_free") or (ideas.denies("needle_free") and ideas.denies("crosses")):
        return "intact"  # "without needles", "none passes without needles"
    if ideas.has("need_not_open", "must_open"):
        return "intact"  # of skin that is not opened both speak
    if ideas.says("channels_shut"):
        return "intact"  # the way was open and is no longer
    # Of "no less than injected ones" the way of the others is not that of the sentence.
    beside = than.start() if (than := _THAN.search(ideas.text)) else len(ideas.text)
    if not ideas.says("crosses") and (unless := _unless().search(ideas.text)):
        beside = min(beside, unless.start())  # "can't get in unless the skin is needled" speaks of skin that is not
    if any(not m.denied and m.start < beside and not _remedy(m, ideas) for m in ideas.of("opened")):
        return "opened"
    if any(not m.denied and not _yardstick().search(ideas.text[: m.start]) for m in ideas.of("follicle")):
        return "follicle"
    if ideas.has("barrier", "intact"):
        return "intact"
    if ideas.denies("opened") and not ideas.says("opened") and ideas.says("crosses"):
        return "intact"  # "needling is unnecessary"
    route = match.route_of(claim, context)
    if route in ("microneedle", "laser", "injection", "topical_compromised", "wound", "aerosol_wound"):
        return "opened"
    return "electric" if route in ("electroporation", "iontophoresis", "sonophoresis") else "intact"


def _molecules(ideas: Ideas, claim: Claim) -> bool:
    """Whether it is molecules, not vesicles, that are said to travel."""
    if claim.slots.traveller == "molecules" and not ideas.has("vesicle"):
        return True
    return ideas.has("molecule", "large_molecule") and not ideas.has("vesicle", "product") and not claim.slots.inherited
