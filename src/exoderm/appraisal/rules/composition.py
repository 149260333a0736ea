"""Can the product hold what the sentence says: how many, how pure, of which source, and as its label states?

Three things answer. Limits that follow from the size of a vesicle: no vial holds more than fit. Facts from records: no
way of isolating is pure, few makers disclose, counts are no doses. And the page itself, where it calls a product a
plant's and names human material. A maker's own word on a vial that breaks none of these cannot be checked from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from exoderm.appraisal import by_fact, origin
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.limits import limits
from exoderm.appraisal.verdict import precedence
from exoderm.page.amounts import counts, volumes
from exoderm.page.concentrations import Amount, concentrations
from exoderm.page.cues import flatten
from exoderm.page.ideas import Ideas
from exoderm.page.numerals import NUMBER, SCALE, digits, number, power
from exoderm.page.page import Claim

QUESTION = "Can the product hold what the sentence says: how many, how pure, of which source?"

_ELSEWHERE = ("efficacy", "penetration", "regulation", "safety", "storage")
_CHANGE = "A certificate of an independent laboratory on this batch, with method and counts, would change this."
_SHARE = re.compile(r"\d ?(?:ppm|ppb|%)")
_GRAMS = {"ng": 1e-9, "ug": 1e-6, "mg": 1e-3, "g": 1.0}
_LARGEST_VIAL = 100.0
"""Millilitres that a vial of unknown size may have."""
_PER_PROTEIN = re.compile(
    rf"(?:({NUMBER})(?: ?(?:x|×|\*) ?10 ?\^?(\d+)|e\+?(\d+))?|10 ?\^ ?(\d+)) ?(million|billion|trillion)?"
    r" ?(?:[a-z]+ ){0,3}(?:/|per|for each|to the|in each|a) ?(?:µg|μg|ug|microgram)",
)
_COPIES = re.compile(
    rf"({NUMBER})(?: ?(?:x|×|\*) ?10 ?\^?(\d+)|e\+?(\d+))? ?(thousand|million|billion|trillion)?"
    r"|\b(thousands|millions|billions|trillions|hundreds of thousands)\b"
)
_MANY = {"thousands": 1e3, "hundreds of thousands": 1e5, "millions": 1e6, "billions": 1e9, "trillions": 1e12}


def applies(claim: Claim, context: Context) -> bool:
    """Statements on what is in a product: by their type, or because a count, a purity or a label is their matter."""
    if claim.claim_type == "composition":
        return True
    ideas = claim.ideas
    if origin.crossed(ideas) or (ideas.has("more_particles") and ideas.has("means_better")):
        return True
    if claim.claim_type in _ELSEWHERE:
        return False
    label = ideas.has("label_differs", "label_true", "listed_first", "batch_word") or (
        ideas.has("maker_word") and ideas.has("silent_label", "discloses") and ideas.has("content_item")
    )
    made = ideas.has("vesicle", "product", "isolation_word") and ideas.has(
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
    return claim.second_type == "composition" or label or made or (holds and said) or any(_beyond(ideas)) or _counted(claim.text)  # fmt: skip # noqa: E501


def answer(claim: Claim, context: Context) -> Finding | None:
    """What breaks a limit first, then the facts that the sentence touches, then what cannot be checked."""
    ideas = claim.ideas
    found = [f for f in (_origin(claim, context), _room(ideas)) if f is not None]
    touched = by_fact.touched("composition", ideas, context)
    if touched:
        found.append(by_fact.finding(touched, context))
    if found:
        order = precedence()
        first = min(found, key=lambda f: order.index(f.answer))
        if first.answer in ("supported", "supported_limited"):
            return first
        # A hedge does not rescue what there is no room for.
        return replace(first, would_change=(_CHANGE,))
    of_product = ideas.has("own_product", "made_of", "product") and ideas.has("vesicle", "particle", "joins", "made_of")
    if claim.claim_type != "composition" and not (of_product or _counted(claim.text)):
        return None
    why = (
        "Possible: the number breaks no limit; whether this vial holds it nobody outside can check from here."
        if _counted(claim.text)
        else "The maker's own word on what is in it; nothing here lets a reader check it."
    )
    return Finding("composition", "not_checkable", why, would_change=(_CHANGE,), vague=True)


def _counted(text: str) -> bool:
    """Whether it states a number of vesicles, per volume, per vial or per mass of protein."""
    flat = flatten(text)
    if _SHARE.search(flat):
        return False  # a share of a complex tells no number
    return any(counts(flat)) or any(c.unit.startswith("particle") for c in concentrations(flat)) or bool(_PER_PROTEIN.search(digits(flat)))  # fmt: skip # noqa: E501


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
    quote = " ".join(second.split())[:120]
    why = f"The page contradicts itself on the source, for it also says: “{quote}”."
    return Finding("composition", "contradicted", why, records, flags=("safety", "regulatory"))


def _room(ideas: Ideas) -> Finding | None:
    """The first stated number that a vesicle's size has no room for."""
    broken = next(_beyond(ideas), None)
    if broken is None:
        return None
    word, why = broken
    refused = ideas.denies("joins", "vesicle") or ideas.refutes
    return Finding("composition", "supported" if refused else word, why)  # type: ignore[arg-type]


def _beyond(ideas: Ideas) -> Iterator[tuple[str, str]]:
    """Numbers beyond a bound, with the word and the sum in a sentence."""
    flat = flatten(ideas.text)
    if not any(c.isdigit() for c in digits(flat)) and not ideas.has("copies_word"):
        return
    room = limits()
    volume = max(volumes(flat), default=_LARGEST_VIAL)
    for amount in concentrations(flat):
        per_ml = _per_ml(amount, volume)
        if per_ml is None:
            continue
        if per_ml > room.densest:
            yield "contradicted", f"Even the smallest vesicles, packed like oranges, come to {room.densest:.0e} per mL."
        elif per_ml > room.paste:
            yield (
                "unsupported",
                f"Beyond {room.paste:.0e} per mL a vial of vesicles is a paste; no record has seen one.",
            )
    hit = _PER_PROTEIN.search(digits(flat))
    if hit and _per_protein(hit) > room.purest:
        yield "contradicted", f"Beyond {room.purest:.0e} per µg of protein a vesicle would have no protein of its own."
    if ideas.has("one_each") and ideas.has("copies_word") and _copies(flat) > room.copies:
        yield (
            "contradicted",
            f"Filled with a small protein and nothing else, a vesicle holds {room.copies:.0e} molecules of it.",
        )


def _per_ml(amount: Amount, volume: float) -> float | None:
    if amount.unit == "particle/mL":
        return amount.value
    if amount.unit == "particle/vial":
        return amount.value / volume
    mass, _, of = amount.unit.partition("/")
    if mass not in _GRAMS or of not in ("mL", "vial"):
        return None
    return amount.value * _GRAMS[mass] / (limits().mass * (volume if of == "vial" else 1.0))


def _per_protein(hit: re.Match[str]) -> float:
    """Particles per microgram of protein as a match states them."""
    stated = power(hit[4]) if hit[4] else number(hit[1]) * power(hit[2] or hit[3])
    return stated * SCALE.get(hit[5] or "", 1.0)


def _copies(flat: str) -> float:
    """The largest number that stands close before the molecules of one vesicle."""
    text = digits(flat)
    found = [0.0]
    for hit in _COPIES.finditer(text):
        if re.match(
            r"(?: ?[a-z-]+){0,4} ?(?:molecule|cop|protein|growth|mirna|microrna|rna|cytokine|peptide|enzyme|receptor)",
            text[hit.end() :],
        ):
            found.append(
                _MANY[hit[5]]
                if hit[5]
                else number(hit[1]) * power(hit[2] or hit[3]) * {"thousand": 1e3, **SCALE}.get(hit[4] or "", 1.0)
            )
    return max(found)
