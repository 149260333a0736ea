"""Sentences to claims: what each one asserts, of what, how surely, in which circumstances. One record per sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from exoderm.library.terms import ClaimType, Family
from exoderm.page import bare, cues, hype, ideas, kinds, language, penetration, scope, side_effect, slots, wordlist
from exoderm.page.page import BlockRole, Claim, Page, Slots

_SURE, _LIKELY = 0.4, 0.12
"""Probability from which a sentence is a claim: in general, and where it plainly states something on the topic."""
_SHORT = 12
"""Words up to which a sentence that names an effect and its change does nothing else."""
_FAMILY_OF: dict[str, Family] = {
    "definition": "identity", "mechanism": "mechanism", "efficacy": "rejuvenation", "penetration": "penetration",
    "safety": "safety", "regulation": "regulation", "comparison": "comparison", "composition": "composition",
    "storage": "storage", "usage": "usage", "evidence": "evidence", "market": "market",
}  # fmt: skip
_CONTRASTS = re.compile(r"cue:(?:topic\.contrast|comparator\.)")
"""Marks of a comparison: without any, something is only told of one thing."""
_NO_HARM: tuple[ClaimType, ...] = ("efficacy", "mechanism", "market", "definition", "comparison", "composition")
"""Types for which a sentence that tells of nothing but a complaint is easily taken."""
_COMMON = {"size_word", "means_dose", "own_product", "evidence_weak", "takes_away"}
"""Ideas that every topic has words of: "small", "shows", "our", "little", "removes"."""
_PRONOUN = re.compile(r"\b(?:we|they|them|it|its|their|these|this|those|both|sie|es|diese)\b|\d")
_FRAMES = ("heading", "nav", "cell", "caption", "reference")
"""Places on a page whose short lines claim nothing."""
_OWN_FAMILY = frozenset({"penetration", "regulation", "safety", "storage", "composition", "definition"})


@dataclass(frozen=True)
class Reading:
    """All that was noticed in one sentence, before it becomes a claim."""

    text: str
    flat: str
    hits: list[cues.Hit]
    scope: scope.Scope
    crossing: penetration.Crossing | None
    words: list[str]
    marks: list[str]
    votes: dict[str, float]
    role: BlockRole | None


def read_claims(page: Page) -> tuple[Claim, ...]:
    """One :class:`Claim` per sentence of a page, in its order; what is no claim says so, with its role."""
    texts = [s.text for s in page.sentences]
    roles: list[BlockRole | None] = [s.role for s in page.sentences]
    readings = notice(texts, roles)
    claims = [_claim(reading, page.sentences[i].start) for i, reading in enumerate(readings)]
    for i, sentence in enumerate(page.sentences):
        if language.is_foreign(sentence.lang) and claims[i].is_claim:
            claims[i] = _unread(claims[i])
    return _inherit(tuple(claims), readings)


def _unread(claim: Claim) -> Claim:
    """A sentence in a language that is not supported: no claim, and nothing said about it."""
    return Claim(
        text=claim.text, start=claim.start, end=claim.end, is_claim=False, claim_type=None, second_type=None,
        claim_family=None, population="none", certainty=claim.certainty, hype=False, hype_cue=None, role="language",
    )  # fmt: skip


def read_sentences(
    texts: Sequence[str],
    roles: Sequence[BlockRole | None] | None = None,
    weights: Mapping[str, Any] | None = None,
) -> tuple[Claim, ...]:
    """Claims of bare sentences in order, as if they stood on one page; offsets count from the first one's beginning.

    ``weights`` stand in for those of the package where a reader trained elsewhere is to be scored.
    """
    readings = notice(texts, roles)
    claims: list[Claim] = []
    at = 0
    for reading in readings:
        claims.append(_claim(reading, at, weights))
        at += len(reading.text) + 1
    return _inherit(tuple(claims), readings)


def notice(texts: Sequence[str], roles: Sequence[BlockRole | None] | None = None) -> list[Reading]:
    """Cues, clauses and features of sentences in order; a sentence also sees the topics of what stands above it."""
    readings: list[Reading] = []
    above: list[str] = []
    previous: list[str] = []
    for number, text in enumerate(texts):
        role = roles[number] if roles else None
        flat = cues.flatten(text)
        hits = cues.find(flat)
        parts = scope.analyse(flat, hits)
        crossing = penetration.find_crossing(flat, hits, parts)
        words, marks = kinds.features(text, flat, hits, parts, crossing, role, [*above, *previous])
        readings.append(Reading(text, flat, hits, parts, crossing, words, marks, kinds.votes(hits, parts), role))
        topics = [h.cue.id for h in hits if h.cue.group == "topic"]
        if role == "heading" or parts.certainty == "question" or ("bare phrase" in marks and len(words) <= 12):
            above = [f"above:{topic}" for topic in dict.fromkeys(topics)]
            previous = []
        else:
            previous = [f"previous:{topic}" for topic in dict.fromkeys(topics)]
    return readings


def _claim(reading: Reading, start: int, weights: Mapping[str, Any] | None = None) -> Claim:
    found = kinds.classify(reading.words, reading.marks, reading.votes, weights)
    role = _role(reading, found.claim)
    is_claim = role == "claim"
    promoted = hype.find_hype(reading.flat, reading.hits, reading.scope)
    filled = slots.fill(reading.text, reading.flat, reading.hits, reading.scope, reading.crossing)
    first, second = _types(reading, [cast(ClaimType, kind) for kind, _ in found.types])
    advises = reading.scope.advice or "cue:topic.imperative" in reading.marks
    mistaken = first in _NO_HARM or (first == "usage" and not advises)
    if mistaken and not filled.outcomes and side_effect.told(reading.flat):
        first, second = "safety", first
    certainty = reading.scope.certainty
    if is_claim and certainty == "question":
        certainty = "asserted"
    return Claim(
        text=reading.text,
        start=start,
        end=start + len(reading.text),
        is_claim=is_claim,
        claim_type=first if is_claim else None,
        second_type=second if is_claim else None,
        claim_family=_family(first, filled, reading) if is_claim else None,
        population=slots.population(reading.flat, reading.hits),
        certainty=certainty,
        hype=bool(promoted),
        hype_cue=f"{promoted[0].means}: {reading.text[promoted[0].start : promoted[0].end]}" if promoted else None,
        slots=filled,
        role=role,
        reported=any(h.means == "report" for h in reading.hits),
        cues=tuple(dict.fromkeys(h.cue.id for h in reading.hits if h.cue.group not in ("direction", "topic"))),
    )


def _types(reading: Reading, ranked: list[ClaimType]) -> tuple[ClaimType, ClaimType]:
    """The type and the second guess: the model's order, save that some types need what makes them so."""
    crosses = reading.crossing is not None and reading.crossing.main
    lacking = set[str]()
    if not crosses:
        lacking.add("penetration")
    if not any(_CONTRASTS.match(mark) for mark in reading.marks):
        lacking.add("comparison")
    first = next(kind for kind in ranked if kind not in lacking)
    second = next(kind for kind in ranked if kind != first)
    if crosses and first != "penetration":
        return _penetration_first(reading, first, second)
    if first == "penetration" and "cue:topic.imperative" in reading.marks:
        return "usage", first
    return first, second


def _penetration_first(reading: Reading, first: ClaimType, second: ClaimType) -> tuple[ClaimType, ClaimType]:
    """Type of a sentence whose main point is a crossing: penetration, unless it advises or weighs proof."""
    marks = set(reading.marks)
    if first in ("usage", "evidence", "regulation", "market") or "cue:topic.imperative" in marks:
        return first, "penetration"
    if (
        reading.crossing is not None
        and reading.crossing.reach == "unknown"
        and first in ("efficacy", "mechanism", "definition", "composition")
    ):
        return (
            ("penetration", first)
            if re.search(r"penetrat|permea|absor|sink|soak", reading.flat)
            else (first, "penetration")
        )
    return "penetration", first


def _role(reading: Reading, probability: float) -> str:
    """ "claim", or the name of what a sentence is instead."""
    flat, block = reading.flat, reading.role
    if not any(c.isalpha() for c in flat):
        return "noise"
    if block == "nav":
        return "nav"
    if block == "reference":
        return "reference"
    if reading.scope.certainty == "question":
        return "question"
    likely = probability >= (_LIKELY if _states(reading) else _SURE)
    if _errand(reading):
        return "errand"
    # "Glass bottle", "The gallery is upstairs": where nothing was noticed, nothing can be checked.
    if likely and (reading.hits or _points(reading)):
        return "claim"
    if ((block == "bullet" or reading.text.rstrip().endswith("*")) and _praises(reading)) or _lauds(reading):
        return "claim"
    if block != "cell" and {"bare phrase", "ends:open", "no verb"} & set(reading.marks) and bare.states(reading.text):
        return "claim"
    if block == "cell":
        return "table"
    named = [h.means for h in reading.hits if h.cue.group == "role"]
    if named:
        return named[0]
    if block == "heading" or ("bare phrase" in reading.marks and len(reading.words) <= 15):
        return "heading"
    if "ends:open" in reading.marks and len(reading.words) <= 12:
        return "heading"
    if len(reading.words) <= 6:
        return "fragment"
    return "filler"


def _states(reading: Reading) -> bool:
    """A full sentence with a verb that speaks of a crossing or of vesicles, and nothing that marks a non-claim."""
    if not {"verb", "ends:stop"} <= set(reading.marks) or "any role" in reading.marks:
        return False
    crossing = reading.crossing is not None and reading.crossing.main
    on_evidence = any(h.cue.id == "topic.evidence" for h in reading.hits)
    effect = _praises(reading) and len(reading.flat.split()) <= _SHORT
    return crossing or on_evidence or effect or any(h.cue.group == "preparation" for h in reading.hits)


def _praises(reading: Reading) -> bool:
    """A bullet without a verb that still promises something: an outcome and its change, proof, safety, a crossing."""
    groups = {h.cue.group for h in reading.hits}
    return {"outcome", "direction"} <= groups or "promise" in groups or reading.crossing is not None


def _errand(reading: Reading) -> bool:
    """Opening hours, parking, payment: named, and nothing of vesicles, skin or an effect."""
    groups = {h.cue.group for h in reading.hits}
    if not any(h.cue.id == "role.errand" for h in reading.hits) or groups & {"outcome", "preparation", "penetration"}:
        return False
    return not ideas.read(reading.text).has("vesicle", "product", "skin")


def _points(reading: Reading) -> bool:
    """Whether a sentence without any cue may be on the topic all the same: by a pronoun, a number or an idea."""
    if "bare phrase" in reading.marks:
        return False
    named = {m.idea for m in ideas.read(reading.text).mentions}
    return bool(_PRONOUN.search(reading.flat) or named - _COMMON)


def _lauds(reading: Reading) -> bool:
    """A short line that is called out or footnoted and praises: "Transforms skin*", "Clinical-strength exosomes!"."""
    last, marks = reading.text.rstrip()[-1:], reading.marks
    if reading.role in _FRAMES or len(reading.words) > _SHORT or last not in ("!", "*"):
        return False
    said = ideas.read(reading.text)
    on_topic = said.has("vesicle", "product", "skin") or "digits" in marks
    return on_topic and (said.says("empty_term") or (last == "*" and "verb open" in marks))


def _family(kind: ClaimType, filled: Slots, reading: Reading) -> Family:
    """The outcome or topic: the type's own where it has one, else the outcomes named, else the type's usual one."""
    if kind in _OWN_FAMILY:
        return _FAMILY_OF[kind]
    named = [f for f in filled.outcomes if f not in ("inflammation",) or len(filled.outcomes) == 1]
    if kind in ("efficacy", "comparison", "mechanism", "evidence", "market", "usage") and named:
        special = [f for f in named if f != "rejuvenation"]
        if len(set(special)) > 2:
            return "rejuvenation"
        return (special or named)[0]
    if reading.crossing is not None and reading.crossing.main:
        return "penetration"
    return _FAMILY_OF[kind]


def _inherit(claims: tuple[Claim, ...], readings: list[Reading]) -> tuple[Claim, ...]:
    """Give each claim what it leaves unsaid and its page says: the heading or question above, then the product."""
    declared = page_slots(claims, readings)
    above: dict[str, object] = {}
    out: list[Claim] = []
    for claim, reading in zip(claims, readings, strict=True):
        if claim.role in ("heading", "question") or reading.role == "heading":
            above = {name: getattr(claim.slots, name) for name in slots.EMPTY}
        elif claim.is_claim and claim.claim_type not in ("regulation", "market"):
            refers = _REFERS.match(reading.flat) is not None
            near = {n: v for n, v in above.items() if n != "preparation" and (refers or n != "outcomes")}
            filled = slots.merge(slots.merge(claim.slots, **near), **declared)
            claim = replace(claim, slots=filled)
        out.append(claim)
    return tuple(out)


_REFERS = re.compile(r"(?:yes|no|they|it|this|these|that|here|both|such)\b")


@cache
def _ours() -> re.Pattern[str]:
    return re.compile(rf"\b{wordlist.either('own', 'declares')}\b|^{wordlist.either('own', 'declares_first')}\b")


def page_slots(claims: Sequence[Claim], readings: Sequence[Reading]) -> dict[str, object]:
    """Source, preparation and route of a page's own product; a slot on which the page disagrees stays open."""
    found: dict[str, set[object]] = {name: set() for name in slots.EMPTY if name != "outcomes"}
    for claim, reading in zip(claims, readings, strict=True):
        if claim.role in ("nav", "reference", "question") or not _ours().search(reading.flat):
            continue
        for name, values in found.items():
            value = getattr(claim.slots, name)
            if value not in (slots.EMPTY[name], "mixed", "molecules"):
                values.add(value)
    return {name: next(iter(values)) for name, values in found.items() if len(values) == 1}
