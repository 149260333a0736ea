"""Do vesicles pass through the skin as the sentence says?

Records judge. Through undamaged horny layer: labelled vesicles stayed in it. Through needle, laser or needle
puncture: the way is open. Along follicles: particles get in, not across. With electric pulses: nobody has measured
it. Small molecules follow another rule than vesicles. A run of what the page declares explains the answer and never
changes it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from exoderm.appraisal import match
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.verdict import precedence
from exoderm.evidence.study import Study
from exoderm.page.ideas import Ideas
from exoderm.page.ideas import read as read_ideas
from exoderm.page.page import Claim

QUESTION = "Do vesicles pass through the skin as the sentence says?"

Way = Literal["intact", "opened", "follicle", "electric"]
Says = Literal["cross", "held", "little", "open", "nothing"]
_THAN = re.compile(r"\b(?:no less|no more|as well|better|more|less|further|deeper) (?:than|as)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:those|they|these|ones|it)\b", re.IGNORECASE)

_CHANGE = "A measurement of whole vesicles below the undamaged horny layer of living people would change this."
_ELSEWHERE = ("regulation", "storage", "safety")
_SKIN = ("skin", "barrier", "layer", "intact", "opened", "follicle", "electric", "product")
_PLACES = {"barrier", "rejuvenation", "hair"}
"""Outcomes by whose words places go too: the skin's barrier, smooth skin, hair follicles."""


def applies(claim: Claim, context: Context) -> bool:
    """Statements on passage: by their type, or because passage through skin is what they are mainly about."""
    ideas = claim.ideas
    if claim.claim_type == "penetration":
        # "They fit into the surface of cells" is about the way into cells, not into skin.
        return not ideas.has("cell") or ideas.has(*_SKIN) or claim.slots.reach not in ("unknown", "stratum_corneum")
    if claim.claim_type in _ELSEWHERE and claim.slots.traveller != "vesicles":
        return False
    # A sentence that mentions an outcome first and passage in passing is judged by its outcome.
    if ideas.echo is not None and _travels(read_ideas(ideas.echo.who), ideas.echo.who):
        return ideas.has("crosses", "held")
    return about_passage(ideas, claim) and not set(claim.slots.outcomes) - _PLACES


def about_passage(ideas: Ideas, claim: Claim) -> bool:
    """Whether vesicles or their like move, or are held, at a place in the skin or at a way into it."""
    moves = [m for m in ideas.of("crosses", "held", "stays_out") if not m.assumed]
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
    if what == "nothing":
        return None
    if _molecules(ideas, claim):
        return _of_molecules(ideas, what, way, context)
    if what == "open":
        return _open(way, context)
    judged = {"intact": _intact, "opened": _opened, "follicle": _follicle, "electric": _electric}
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
    if ideas.says("lowers_passage"):
        return "little"
    if ideas.says("raises_passage"):
        return "cross"
    moves = [m for m in ideas.of("crosses") if not m.assumed]
    stays = [m for m in ideas.of("held", "stays_out") if not m.assumed]
    if any(not m.denied for m in stays) and not any(not m.denied for m in moves):
        return "held"
    if any(not m.denied for m in moves):
        return "little" if ideas.says("small_share") or any(not m.denied for m in stays) else "cross"
    if moves:
        return "held"
    if stays:
        return "cross"
    if claim.claim_type == "penetration" and ideas.has("barrier") and ideas.has("opened", "electric"):
        return "held" if claim.certainty == "negated" else "cross"
    if claim.claim_type == "penetration" and not claim.slots.inherited:
        # The reader of pages resolves negations too; where no idea was found, its answer stands in.
        return {"gain": "cross", "none": "held"}.get(claim.slots.direction, "nothing")  # type: ignore[return-value]
    return "nothing"


def way_of(ideas: Ideas, claim: Claim, context: Context) -> Way:
    """The way into the skin: what the sentence names, else the page's route, else undamaged skin.

    Undamaged skin is not a guess at the route: it is the case that a bare "they get through the skin" covers.
    """
    if ideas.says("precondition") and ideas.says("intact"):
        return "intact"
    if ideas.says("electric"):
        return "electric"
    if ideas.says("needle_free"):
        return "intact"
    # Of "no less than injected ones" the way of the others is not that of the sentence.
    beside = than.start() if (than := _THAN.search(ideas.text)) else len(ideas.text)
    if any(not m.denied and m.start < beside for m in ideas.of("opened")):
        return "opened"
    if ideas.says("follicle"):
        return "follicle"
    if ideas.has("barrier", "intact"):
        return "intact"
    route = match.route_of(claim, context)
    if route in ("microneedle", "laser", "injection", "topical_compromised", "wound", "aerosol_wound"):
        return "opened"
    return "electric" if route in ("electroporation", "iontophoresis", "sonophoresis") else "intact"


def _molecules(ideas: Ideas, claim: Claim) -> bool:
    """Whether it is molecules, not vesicles, that are said to travel."""
    if claim.slots.traveller == "molecules" and not ideas.has("vesicle"):
        return True
    return ideas.has("molecule", "large_molecule") and not ideas.has("vesicle", "product") and not claim.slots.inherited


def _intact(what: Says, claim: Claim, ideas: Ideas, context: Context) -> Finding:
    hold, cross = _vesicles_on_intact(context)
    surrogates = [
        s
        for s in _penetration(context, "intact")
        if s.preparation in ("liposomes", "particles") and s.direction == "against"
    ]
    records = tuple(
        [Record(s.id, s.level) for s in hold]
        + [Record(s.id, s.level, ("source",)) for s in surrogates[:3]]
        + [Record(s.id, s.level, against=True) for s in cross]
    )
    found = (
        "Labelled vesicles put on undamaged human skin stayed in the horny layer, "
        "and less than one part in a hundred came out below"
    )
    if not hold:
        return _finding("not_checkable", "No record followed vesicles on undamaged skin.", ())
    if what in ("held", "little"):
        if ideas.says("precondition") or (what == "little" and ideas.says("lowers_passage") and ideas.says("opened")):
            return _finding("contradicted", "Damage to the barrier lets more through, not less.", records)
        return _finding("supported", f"{found}; the sentence agrees with that.", records)
    if ideas.says("precondition"):
        return _finding(
            "contradicted",
            "An undamaged barrier is what keeps vesicles out, not what lets them in.",
            records,
            (_CHANGE,),
        )
    if (claim.certainty == "hedged" or ideas.says("possible")) and not ideas.refutes:
        return _finding(
            "unsupported", f"{found}; that they might pass all the same has not been shown.", records, (_CHANGE,)
        )
    return _finding("contradicted", f"{found}.", records, (_CHANGE,))


def _opened(what: Says, claim: Claim, ideas: Ideas, context: Context) -> Finding:
    studies = _penetration(context, "opened")
    records = tuple(Record(s.id, s.level) for s in studies[:5])
    if what == "held" or (what == "little" and ideas.says("lowers_passage")):
        return _finding(
            "contradicted",
            "Where needles, a laser or damage open the horny layer, more gets into the skin, not less.",
            records,
        )
    if what == "cross" and ideas.says("large_share") and claim.certainty != "hedged":
        return _finding(
            "unsupported",
            "An opened horny layer lets some vesicles in; that most or all of them pass has not been measured.",
            records,
        )
    return _finding(
        "supported",
        "Needles, lasers and injection make a way past the horny layer, so vesicles can get below it; how many "
        "do depends on the device.",
        records,
        ("A count of whole vesicles below the surface after this device would say how many.",),
    )


def _follicle(what: Says, claim: Claim, ideas: Ideas, context: Context) -> Finding:
    studies = _penetration(context, "follicle")
    records = tuple(Record(s.id, s.level, ("source",)) for s in studies[:4])
    if what in ("held", "little"):
        return _finding(
            "supported",
            "Particles were found lying in hair follicles; that anything near the size of a vesicle crossed "
            "their wall was not shown.",
            records,
        )
    return _finding(
        "unsupported",
        "Particles of this size get into hair follicles, but nobody has shown that vesicles leave them for the "
        "living skin.",
        records,
        ("Vesicles followed across the wall of a follicle would change this.",),
    )


def _electric(what: Says, claim: Claim, ideas: Ideas, context: Context) -> Finding:
    studies = [s for s in context.studies.values() if s.route in ("electroporation", "iontophoresis", "sonophoresis")]
    return _finding(
        "unsupported",
        "Nobody has measured how many vesicles electric pulses, currents or ultrasound carry through skin.",
        tuple(Record(s.id, s.level, ("outcome",)) for s in studies[:3]),
        ("A count of whole vesicles in skin with and without the device would change this.",),
    )


def _open(way: Way, context: Context) -> Finding:
    hold, cross = _vesicles_on_intact(context)
    records = tuple([Record(s.id, s.level) for s in hold] + [Record(s.id, s.level, against=True) for s in cross])
    return _finding(
        "supported",
        "How much gets through living human skin, and whether it is enough to act, has not been settled; "
        "laboratory records point to very little.",
        records,
    )


def _of_molecules(ideas: Ideas, what: Says, way: Way, context: Context) -> Finding:
    studies = [s for s in _penetration(context, "intact") if s.preparation == "molecules"]
    records = tuple(Record(s.id, s.level) for s in studies)
    if ideas.says("raises_passage") and way == "intact":
        return _finding("unsupported", "Nobody has shown that vesicles help other ingredients through the skin.", ())
    if not ideas.has("molecule", "large_molecule"):
        return _finding(
            "not_checkable", "Which ingredient is meant, and how large it is, the sentence does not say.", ()
        )
    small = ideas.has("molecule") and not ideas.has("large_molecule")
    crosses = what == "cross"
    if way != "intact":
        return _finding(
            "supported" if crosses else "contradicted", "An opened horny layer lets molecules of any size in.", records
        )
    if small == crosses:
        word: Literal["supported", "contradicted"] = "supported"
    else:
        word = "contradicted"
    return _finding(
        word,
        "Small molecules, up to about 500 dalton, can pass undamaged skin and larger ones hardly do; it says "
        "nothing of whole vesicles.",
        records,
    )


def _penetration(context: Context, way: Way) -> list[Study]:
    """Penetration records of one way into the skin, in a fixed order: vesicles first, then stand-ins."""
    groups = {
        "intact": ("topical_intact",),
        "opened": ("microneedle", "laser", "injection", "topical_compromised", "mixed"),
        "follicle": ("topical_intact",),
        "electric": ("electroporation", "iontophoresis", "sonophoresis"),
    }
    studies = [s for s in context.studies.values() if "penetration" in s.families and s.route in groups[way]]
    if way == "follicle":
        studies = [s for s in studies if s.preparation == "particles" and s.direction in ("mechanism", "mixed")]
    return sorted(studies, key=lambda s: (s.preparation != "vesicles", s.id))


def _vesicles_on_intact(context: Context) -> tuple[list[Study], list[Study]]:
    """Records of vesicles on undamaged skin: those in which they were held back, those that report passage."""
    studies = [s for s in _penetration(context, "intact") if s.preparation in ("vesicles", "engineered_vesicles")]
    hold = [s for s in studies if s.direction in ("against", "no_difference")]
    return hold, [s for s in studies if s.direction.startswith("favours")]


def _finding(
    word: Literal["supported", "contradicted", "unsupported", "not_checkable"],
    reason: str,
    records: tuple[Record, ...],
    change: tuple[str, ...] = (),
) -> Finding:
    return Finding("penetration", word, reason, records, would_change=change, asks_run=word != "not_checkable")
