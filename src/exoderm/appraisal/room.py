"""Numbers of vesicles and of molecules in them, as a sentence states them, against what their size leaves room for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exoderm import words
from exoderm.appraisal.limits import limits
from exoderm.library.terms import Verdict
from exoderm.page.amounts import counts, volumes
from exoderm.page.concentrations import Amount, concentrations, totals
from exoderm.page.cues import flatten
from exoderm.page.ideas import Ideas
from exoderm.page.numerals import NUMBER, SCALE, digits, number, power

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
_MEASURES = {
    "teaspoon": 5.0, "tablespoon": 15.0, "thimble": 3.0, "droplet": 0.05, "drop": 0.05, "pipette": 2.0, "syringe": 50.0,
    "pump": 2.0, "egg cup": 60.0, "eggcup": 60.0, "vial": _LARGEST_VIAL, "ampoule": _LARGEST_VIAL,
}  # fmt: skip
"""Household measures in millilitres, taken large."""
_MEASURE = re.compile(rf"\b(?:an?|one|1|each|every|per|single|the) (?:single )?({'|'.join(_MEASURES)})(?:ful)?\b")
_PLURAL = re.compile(r"(?<![\w.,])(million|billion|trillion|quadrillion|quintillion|sextillion)s(?= of\b)")
"""Unnumbered scales: at least one of them."""
_MANY = {"thousands": 1e3, "hundreds of thousands": 1e5, "millions": 1e6, "billions": 1e9, "trillions": 1e12}


def counted(text: str) -> bool:
    """Whether it states a number of vesicles, per volume, per vial or per mass of protein."""
    flat = flatten(text)
    if _SHARE.search(flat):
        return False  # a share of a complex tells no number
    return any(counts(flat)) or any(c.unit.startswith("particle") for c in concentrations(flat)) or bool(_PER_PROTEIN.search(digits(flat)))  # fmt: skip # noqa: E501


def beyond(ideas: Ideas) -> Iterator[tuple[Verdict, str]]:
    """Numbers beyond a bound, with the word and the sum in a sentence."""
    flat = _PLURAL.sub(r"1 \1", flatten(ideas.text))
    if not any(c.isdigit() for c in digits(flat)) and not ideas.has("copies_word"):
        return
    most = limits()
    volume = max(volumes(flat), default=_LARGEST_VIAL)
    measured = _MEASURE.search(flat)
    holder = _MEASURES[measured[1]] if measured else volume
    stated = [c for a in concentrations(flat) if (c := _per_ml(a, volume)) is not None]
    in_product = ideas.has("product", "container", "own_product") or measured is not None
    bare = in_product and not ideas.has("body_fluids", "own_skin") and not _PER_PROTEIN.search(digits(flat))
    for per_ml in stated or ([n / holder for n in totals(flat)] if bare else []):
        if per_ml > most.densest:
            yield (
                "contradicted",
                f"No more than {words.figure(most.densest)} of the smallest vesicles fit in a mL, packed like oranges; "
                f"the page says {words.figure(per_ml)}.",
            )
        elif per_ml > most.paste:
            yield (
                "unsupported",
                f"Beyond {words.figure(most.paste)} per mL a vial of vesicles is a paste; no record has seen one.",
            )
    hit = _PER_PROTEIN.search(digits(flat))
    if hit and _per_protein(hit) > most.purest:
        yield (
            "contradicted",
            f"No more than {words.figure(most.purest)} vesicles fit to a µg of protein, each with one molecule of it; "
            f"the page says {words.figure(_per_protein(hit))}.",
        )
    if ideas.has("one_each") and ideas.has("copies_word") and _copies(flat) > most.copies:
        yield (
            "contradicted",
            f"No more than {words.figure(most.copies)} molecules of a small protein fit in one vesicle; "
            f"the page says {words.figure(_copies(flat))}.",
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
