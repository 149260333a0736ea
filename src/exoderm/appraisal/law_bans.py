"""What the law forbids and what it lets pass: material of people, words on a label, what is put into the skin."""

from __future__ import annotations

import re
from itertools import pairwise

from exoderm.appraisal import lawbook
from exoderm.appraisal.finding import Finding
from exoderm.evidence.law import Law
from exoderm.library.terms import Route, Verdict
from exoderm.page.ideas import Ideas
from exoderm.page.page import Claim

_JOINT = re.compile(r"[,;:–—]|\b(?:and|but|yet|while|whereas|although|though)\b", re.IGNORECASE)


def wording(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """What may a product be called: a bar on words, and the sources whose mention keeps clear of it."""
    bars = [law for law in lawbook.meaning(laws, "wording") if "cosmetic" in law.intended_use]
    if not bars or not ideas.has("wording"):
        return None
    forbidden = forbids(ideas, claim) or ideas.denies("wording")
    spared = [law for law in bars if law.spares]
    if ideas.has("other_origin") and spared:
        why = (
            f"The bar in {lawbook.names(spared)} is on the bare word; a name with a plant or milk in it is clear of it."
        )
        return lawbook.finding("contradicted" if forbidden else "supported", why, lawbook.records(spared))
    why = f"Words that suggest such content are barred from cosmetics in {lawbook.names(bars)}."
    return lawbook.finding(
        "supported" if forbidden else "contradicted", why, lawbook.records(bars), () if forbidden else ("regulatory",)
    )


def forbids(ideas: Ideas, claim: Claim) -> bool:
    """Whether the sentence says that something is not allowed."""
    if ideas.denies("banned") and not ideas.says("banned"):
        return False
    denied = ideas.denies("allowed") and not ideas.says("allowed")
    return (
        ideas.says("banned")
        or denied
        or (not ideas.has("banned") and claim.certainty == "negated" and not ideas.says("allowed"))
    )


def banned_or_allowed(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """That something is forbidden or allowed, by source and by the way in."""
    inside = ideas.has("injected", "needled_in")
    if not ideas.has("banned", "allowed") or ideas.has("unread_rule"):
        return None  # that no ban was found is not that there is none
    forbidden = forbids(ideas, claim)
    if forbidden and _way_allowed(ideas):
        # "Not injected, but lawfully needled": right in one half is not right.
        return lawbook.finding(
            "unsupported",
            "That one way is barred makes no other lawful: that turns on source, intended use and wording.",
            lawbook.records(lawbook.coded(laws, ["not_cosmetic", "not_authorised", "unapproved_drug"])),
            ("regulatory",),
        )
    if inside:
        outside = ideas.says("allowed") and ideas.denies("injected") and not ideas.says("injected", "needled_in")
        # "Lawful in creams, but not to be injected" forbids the one way inside that it names.
        return injected(forbidden or (outside and not ideas.has("human_origin")), ideas, laws)
    other = ideas.has("other_origin")
    human = ideas.has("human_origin") and not other
    bans = [law for law in lawbook.meaning(laws, "banned") if lawbook.covers(law, "human")]
    conditional = lawbook.meaning(laws, "conditional")
    if human and bans:
        why = f"Material of human origin is barred from cosmetics in {lawbook.names(bans)}."
        if forbidden:
            return lawbook.finding("supported", why, lawbook.records(bans))
        return lawbook.finding("contradicted", why, lawbook.records(bans), ("regulatory",))
    case_by_case = [law for law in lawbook.coded(conditional, ["conditional"]) if "human" in law.species]
    if human and case_by_case:
        why = f"Human material enters cosmetics in {lawbook.names(case_by_case)} only under conditions."
        word: Verdict = "supported" if ideas.has("conditions") else "overstated"
        return lawbook.finding(word, why, lawbook.records(case_by_case), () if word == "supported" else ("regulatory",))
    if other and conditional:
        # "The ban on human material leaves plants untouched" forbids nothing of plants.
        return other_origin(forbidden and not ideas.has("spares"), conditional, laws)
    if forbidden and (bans or lawbook.meaning(laws, "not_approved")):
        return lawbook.finding(
            "supported",
            "Rules bar or restrict such products in places that the records cover.",
            lawbook.records(bans or lawbook.meaning(laws, "not_approved")),
        )
    if not forbidden and laws:
        return lawbook.finding(
            "unsupported",
            "Whether it is lawful turns on source, route, intended use and wording; the sentence leaves these out.",
            lawbook.records([*bans, *conditional, *lawbook.meaning(laws, "not_approved")]),
            ("regulatory",),
        )
    return None


def _way_allowed(ideas: Ideas) -> bool:
    """Whether what the sentence calls allowed is itself a way inside: leave to sell beside a ban on needles is none."""
    ends = [0, *(hit.end() for hit in _JOINT.finditer(ideas.text)), len(ideas.text)]
    ways = [m.start for m in ideas.of("injected", "needled_in") if not m.denied]
    free = [m.start for m in ideas.of("allowed") if not m.denied]
    return any(any(a <= x < b for x in ways) and any(a <= x < b for x in free) for a, b in pairwise(ends))


def other_origin(forbids: bool, conditional: list[Law], laws: list[Law]) -> Finding:
    """Plants, animals and microbes in cosmetics; where one record bars what another allows, neither is taken."""
    against = [
        law
        for law in lawbook.coded(laws, ["prohibited", "unapproved_drug"])
        if lawbook.covers(law, "plant")
        and lawbook.reaches(law, "topical_intact")
        and law.intended_use != ("medicinal",)
    ]
    open_ = [law for law in conditional if law.jurisdiction not in {a.jurisdiction for a in against}]
    if not open_:
        why = f"The records of {lawbook.names(against)} disagree on material that is not of people."
        return lawbook.finding("unsupported", why, lawbook.records([*against, *conditional]), ("regulatory",))
    why = f"Material of other origin than human may be used in cosmetics under conditions in {lawbook.names(open_)}."
    return lawbook.finding("contradicted" if forbids else "supported", why, lawbook.records(open_))


def injected(forbids: bool, ideas: Ideas, laws: list[Law]) -> Finding | None:
    """What is injected, or carried in by needles where a rule speaks of needles."""
    way: Route = "injection" if ideas.has("injected") else "microneedle"
    rules = [
        law
        for law in lawbook.coded(laws, ["not_cosmetic", "not_authorised", "unapproved_drug"])
        if (lawbook.reaches(law, way) if way == "injection" else way in law.routes)
    ]
    if not rules:
        return None
    how = "injected" if way == "injection" else "needled in"
    why = f"What is {how} is a medicine or device, and the records know of no approved vesicle product for skin."
    return lawbook.finding(
        "supported" if forbids else "contradicted", why, lawbook.records(rules), () if forbids else ("regulatory",)
    )


def cosmetic(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """That what is injected counts as a cosmetic, or as none; that somebody injected one tells of an act only."""
    rules = lawbook.coded(laws, ["not_cosmetic"])
    if not (ideas.has("injected") and ideas.has("cosmetic") and rules):
        return None
    none = ideas.says("no_cosmetic") or ideas.denies("is_cosmetic")
    if not none and not ideas.says("is_cosmetic"):
        return None
    word: Verdict = "supported" if none else "contradicted"
    return lawbook.finding(
        word, "What is injected is no cosmetic: a cosmetic is put on the body, not into it.", lawbook.records(rules)
    )
