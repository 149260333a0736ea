"""The circumstances that a sentence states: source, route, dose, outcomes, comparator, promises, law, references."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, cast

from exoderm.library.terms import Family, Population, Preparation, Route, Species
from exoderm.page import side_effect
from exoderm.page.cues import Hit
from exoderm.page.page import Slots
from exoderm.page.penetration import Crossing
from exoderm.page.scope import Scope

EMPTY: dict[str, object] = {
    "species": "unknown", "donor": None, "preparation": "unknown", "route": "unknown", "device": None, "outcomes": (),
}  # fmt: skip
"""Slots that a sentence may take from its page, with the value that stands for silence."""
Direction = Literal["gain", "none", "harm", "unknown"]

_CITED = re.compile(r"\[(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\]")
_NUMBER = r"(?:\d+(?:[.,]\d+)?)"
_EFFECT = re.compile(
    rf"(?:by |of |up to |about |some |nearly |over |more than )?(?:{_NUMBER}(?:\s?(?:-|"
    rf"to)\s?{_NUMBER})?\s?(?:%|percent|per cent)"
    rf"|(?:{_NUMBER}|two|three|four|five|six|ten|hundred|thousand)[- ]?(?:fold|times)|doubl(?:e|es|ed|ing)|"
    rf"tripl(?:e|es|ed|ing)|halv(?:e|es|ed|ing)"
    r"|(?:ten|five|\d+) years younger)"
)
_REFUSED = re.compile(r"\b(?:not|never|n't|without|no)\b(?: (?:for|be|to|meant for|intended for|suitable for))* $")
_LEVELS: tuple[Population, ...] = ("human", "animal", "in-vitro")
_INVASIVE = (
    "injection",
    "intravenous",
    "intramuscular",
    "microneedle",
    "laser",
    "electroporation",
    "iontophoresis",
    "sonophoresis",
    "oral",
    "aerosol_wound",
)
_PREPARATIONS: tuple[Preparation, ...] = (
    "engineered_vesicles",
    "conditioned_medium",
    "platelet_extract",
    "vesicles",
    "liposomes",
    "particles",
    "molecules",
)


def population(flat: str, hits: list[Hit]) -> Population:
    """The highest level of evidence that is named: people, animals, cells, or none."""
    found = [h for h in hits if h.cue.group == "population"]
    named = {h.means for h in found}
    wanting = {h.means for h in found} - {h.means for h in found if not _wanting(flat, h)}
    # "Data come from mice, trials in people are lacking": a level that is missed does not count beside another.
    kept = named - wanting or named
    return next((level for level in _LEVELS if level in kept), "none")


def _wanting(flat: str, hit: Hit) -> bool:
    """Whether a kind of evidence is named only to say that it is missing."""
    return bool(
        re.search(r"\b(?:not|no|without|instead of|rather than|lacks?|lacking) (?:\w+,? ){0,4}$", flat[: hit.start])
        or re.match(r"[^;,]{0,30}\b(?:lacking|missing|absent|needed|awaited)\b", flat[hit.end :])
    )


def fill(text: str, flat: str, hits: list[Hit], scope: Scope, crossing: Crossing | None) -> Slots:
    """All slots that the sentence fills by itself."""
    by: dict[str, list[Hit]] = {}
    for hit in hits:
        by.setdefault(hit.cue.group, []).append(hit)
    own = {group: [h for h in found if not _beside(flat, h, scope)] for group, found in by.items()}
    species, donor = _source(own.get("source", []))
    doses = [h for h in by.get("dose", []) if h.means.startswith("dose.")]
    times = [h for h in by.get("dose", []) if h.means == "duration"]
    effect = _EFFECT.search(flat)
    harms = side_effect.told(flat)
    # "May cause redness" is of redness as a harm, and promises nothing for it.
    aims = [h for h in by.get("outcome", []) if not any(a <= h.start < b for a, b in harms)]
    return Slots(
        species=species,
        donor=donor,
        preparation=_preparation(own.get("preparation", [])),
        route=route([h for h in own.get("route", []) if not _REFUSED.search(flat[max(0, h.start - 24) : h.start])]),
        device=_first(h.means.removeprefix("device.") for h in own.get("route", []) if h.means.startswith("device.")),
        dose=text[doses[0].start : doses[0].end].strip() if doses else None,
        duration=text[times[0].start : times[0].end] if times else None,
        outcomes=outcomes(aims, scope),
        direction=crossing.direction
        if crossing and crossing.main
        else direction(by.get("direction", []), bool(by.get("outcome")), scope),
        traveller=crossing.traveller if crossing else "unknown",
        reach=crossing.reach if crossing else "unknown",
        effect=text[effect.start() : effect.end()].strip() if effect and not doses else None,
        comparator=_comparator(text, by.get("comparator", [])),
        promises=tuple(dict.fromkeys(h.means for h in by.get("promise", []) if _promised(flat, h, scope))),
        jurisdiction=_first(h.means for h in by.get("authority", [])),
        cited=_cited(text),
    )


def _beside(flat: str, hit: Hit, scope: Scope) -> bool:
    """Whether a word belongs to what the thing is contrasted with ("unlike creams, ..."), not to the thing."""
    for a, b in scope.side:
        if a <= hit.start < b and re.match(
            r"[\s,;-]*(?:unlike|rather than|instead of|compared|in contrast|not (?:a|an|the|from|in|on|by))\b",
            flat[a:b],
        ):
            return True
    return bool(re.search(r"\b(?:than|unlike|versus)(?: \w+){0,3} $", flat[max(0, hit.start - 40) : hit.start]))


def _first(words: Iterable[str]) -> str | None:
    return next(iter(words), None)


def _source(hits: list[Hit]) -> tuple[Species, str | None]:
    species = list(dict.fromkeys(h.means.split(":")[0] for h in hits))
    donor = next(
        (h.means.split(":")[1] for h in hits if h.means.split(":")[1] and h.cue.id not in ("source.msc",)), None
    )
    donor = donor or next((h.means.split(":")[1] for h in hits if h.means.split(":")[1]), None)
    if not species:
        return "unknown", None
    if len(species) > 1:
        # "Plant stem cells": the general word for stem cells says nothing of its own beside a named organism.
        species = list(dict.fromkeys(h.means.split(":")[0] for h in hits if h.cue.id != "source.msc"))
        if len(species) > 1:
            return "mixed", None
        donor = next((h.means.split(":")[1] for h in hits if h.cue.id != "source.msc" and h.means.split(":")[1]), None)
    return cast(Species, species[0]), donor


def _preparation(hits: list[Hit]) -> Preparation:
    named = {h.means for h in hits}
    return next((p for p in _PREPARATIONS if p in named), "unknown")


def route(hits: list[Hit]) -> Route:
    """How it gets to the skin: the most invasive way that is named, "mixed" where two of these stand side by side."""
    named = {h.means for h in hits if not h.means.startswith("device.")}
    invasive = [r for r in _INVASIVE if r in named]
    if len(invasive) > 1:
        return "mixed"
    if invasive:
        return cast(Route, invasive[0])
    for word in ("topical_compromised", "wound", "bench", "topical_intact"):
        if word in named:
            return cast(Route, word)
    return "unknown"


def outcomes(hits: list[Hit], scope: Scope) -> tuple[Family, ...]:
    """Families of outcome, those of the main clause first, each once."""
    ordered = sorted(hits, key=lambda h: (not scope.in_main(h.start), h.start))
    return cast(tuple[Family, ...], tuple(dict.fromkeys(h.means for h in ordered)))


def direction(hits: list[Hit], outcome: bool, scope: Scope) -> Direction:
    """What happens to the outcome, the sentence's own denial taken into account."""
    main = [h for h in hits if scope.in_main(h.start)] or hits
    words = [h.means for h in main]
    if not words:
        # "The cream did not touch the wrinkles": a denial beside an outcome needs no verb of change.
        return "none" if outcome and scope.certainty == "negated" else "unknown"
    if "none" in words:
        return "none"
    harm = "harm" in words and not ("gain" in words and words.index("gain") < words.index("harm"))
    if scope.certainty == "negated":
        return "none"
    return "harm" if harm else "gain"


def _comparator(text: str, hits: list[Hit]) -> str | None:
    for hit in hits:
        if hit.cue.id != "comparator.more":
            return text[hit.start : hit.end].strip(" ,")
    return None


def _promised(flat: str, hit: Hit, scope: Scope) -> bool:
    """Whether a promise is made and not taken back by a denial just before it."""
    before = flat[max(0, hit.start - 22) : hit.start]
    return not re.search(
        r"\b(?:not|never|no|isn't|aren't|cannot|n't|nor|without being|far from)\b[^,;]*$", before
    ) or flat[hit.start : hit.end].startswith(("no ", "without", "zero"))


def _cited(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for group in _CITED.findall(text):
        for part in group.split(","):
            ends = [int(n) for n in part.replace("–", "-").split("-") if n.strip()]
            found.extend(str(n) for n in range(ends[0], min(ends[-1], ends[0] + 50) + 1))
    return tuple(dict.fromkeys(found))


def merge(slots: Slots, **given: Any) -> Slots:
    """Slots with what the page says put where the sentence is silent, and named in ``inherited``."""
    news = {
        name: value for name, value in given.items() if value != EMPTY[name] and getattr(slots, name) == EMPTY[name]
    }
    if "donor" in news and slots.species not in ("unknown", given.get("species")):
        del news["donor"]
    return replace(slots, **news, inherited=(*slots.inherited, *news)) if news else slots
