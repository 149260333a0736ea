"""Can the product hold what the sentence says: how many, how pure, of which source, and as its label states?

Three things answer. Limits that follow from the size of a vesicle: no vial holds more than fit. Facts from records: no
way of isolating is pure, few makers disclose, counts are no doses. And the page itself, where it calls a product a
plant's and names human material. A maker's own word on a vial that breaks none of these cannot be checked from here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from exoderm.appraisal import by_fact, origin, room
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.verdict import precedence
from exoderm.page import inci
from exoderm.page.ideas import Ideas
from exoderm.page.page import Claim

QUESTION = "Can the product hold what the sentence says: how many, how pure, of which source?"

_ELSEWHERE = ("efficacy", "penetration", "regulation", "safety", "storage")
_CONTENT = (
    "vesicle", "particle", "product", "own_product", "container", "copies_word", "small_active", "known_active",
    "free_of", "made_of", "plant_source", "human_material", "isolation_word", "biomolecule_word", "batch_word",
    "content_item", "markers", "listed_first", "plant", "medium", "mesenchymal", "amount_word", "quality_control",
)  # fmt: skip
"""Ideas of which one at least must occur in a sentence on what a product holds."""
_FREE = re.compile(r"\W*[a-z]+-free\b", re.IGNORECASE)
"""Headings that list what is left out: "Preservative-free and sterile-filtered"."""
_CHANGE = "A certificate of an independent laboratory on this batch, with method and counts, would change this."


def applies(claim: Claim, context: Context) -> bool:
    """Statements on what is in a product: by their type, or because a count, a purity or a label is their matter."""
    ideas = claim.ideas
    if ideas.has("everyday_thing") and not ideas.has("vesicle", "product"):
        return False  # what a waiting room holds
    if claim.claim_type == "composition" or by_fact.opened("composition", ideas, context):
        return True
    if any(m.start <= 2 for m in ideas.of("joins")) and ideas.has("small_active", "copies_word"):
        return True  # "With niacinamide and panthenol"
    if _FREE.match(claim.text) and not claim.slots.outcomes:
        return True
    if room.counted(claim.text) or any(room.beyond(ideas)):
        return True
    if origin.crossed(ideas) or (ideas.has("more_particles") and ideas.has("means_better")):
        return True
    if ideas.has("maker_word") and ideas.has("silent_label") and ideas.has("content_item"):
        return True
    if claim.claim_type in _ELSEWHERE:
        return False
    label = ideas.has("label_differs", "label_true", "listed_first", "batch_word") or (
        ideas.has("maker_word") and ideas.has("silent_label", "discloses") and ideas.has("content_item")
    )
    made = ideas.has("vesicle", "particle", "product", "isolation_word") and ideas.has(
        "pure_word", "wholly_pure", "isolation_method", "count_method", "markers", "protein_mass", "impure_word",
        "enough_word", "best_source", "quality_control",
    )  # fmt: skip
    if ideas.has("markers", "size_spread"):
        return True
    holds = ideas.has("own_product", "made_of", "product", "vesicle") and not claim.slots.outcomes
    said = ideas.has(
        "naked_eye", "protein_free", "whole_genome", "cells_inside", "every_vesicle", "joins", "on_board", "made_of",
        "unseen",
    )  # fmt: skip
    return claim.second_type == "composition" or label or made or (holds and said)


def answer(claim: Claim, context: Context) -> Finding | None:
    """What breaks a limit first, then the facts that the sentence touches, then what cannot be checked."""
    ideas = claim.ideas
    found = [f for f in (_origin(claim, context), _room(ideas, context)) if f is not None]
    touched = by_fact.touched("composition", ideas, context)
    if touched and not inci.listed(claim.text):
        found.append(by_fact.finding(touched, context))
    if found:
        order = precedence()
        first = min(found, key=lambda f: order.index(f.answer))
        if first.answer in ("supported", "supported_limited"):
            return first
        # A hedge does not rescue what there is no room for.
        return replace(first, would_change=(_CHANGE,))
    of_product = ideas.has("own_product", "made_of", "product") and ideas.has("vesicle", "particle", "joins", "made_of")
    listed = any(m.start <= 2 for m in ideas.of("joins")) or bool(_FREE.match(claim.text))
    if claim.claim_type != "composition" and not (listed or of_product or room.counted(claim.text)):
        return None
    if claim.claim_type == "composition" and not ideas.has(*_CONTENT):
        return None
    why = (
        "Possible: the number breaks no limit; whether this vial holds it nobody outside can check from here."
        if room.counted(claim.text)
        else "The maker's own word on what is in it; nothing here lets a reader check it."
    )
    return Finding("composition", "not_checkable", why, would_change=(_CHANGE,), vague=True)


def _origin(claim: Claim, context: Context) -> Finding | None:
    """A plant's product with human material, in the sentence itself or between it and another of the page."""
    ideas = claim.ideas
    ids = ("ferroni_2025", "misev_2018")
    records = tuple(Record(i, context.studies[i].level) for i in ids if i in context.studies)
    if origin.parted(ideas):
        why = "Possible: plant cells make none of it; whether this vial holds none nobody outside can check."
        return Finding("composition", "not_checkable", why, records)
    if origin.crossed(ideas):
        why = "What comes of plant cells holds nothing of human cells: the two sources contradict each other."
        return Finding("composition", "contradicted", why, records, flags=("safety", "regulatory"))
    other = context.clash
    if other is None or claim.text not in (other.plant, other.human):
        return None
    second = other.human if claim.text == other.plant else other.plant
    quote = " ".join(second.split())[:120].rstrip(".")
    why = f"The page contradicts itself on the source, for it also says “{quote}”."
    return Finding("composition", "contradicted", why, records, flags=("safety", "regulatory"))


def _room(ideas: Ideas, context: Context) -> Finding | None:
    """The first stated number that a vesicle's size has no room for."""
    broken = next(room.beyond(ideas), None)
    if broken is None:
        return None
    word, why = broken
    refused = ideas.denies("joins", "vesicle") or ideas.refutes
    records = tuple(Record(i, context.studies[i].level) for i in ("cheng_2019",) if i in context.studies)
    return Finding("composition", "supported" if refused else word, why, records)
