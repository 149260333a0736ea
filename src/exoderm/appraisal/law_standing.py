"""What standing a product has: approved, registered only, in need of approval, a medicine, warned of, or open."""

from __future__ import annotations

import re
from functools import cache, partial

from exoderm.appraisal import lawbook
from exoderm.appraisal.finding import Finding
from exoderm.evidence.law import Law
from exoderm.page import wordlist
from exoderm.page.denial import Denials
from exoderm.page.ideas import Ideas, Mention
from exoderm.page.page import Claim

_supposed = partial(wordlist.pattern, "law", "supposed")
"""An approval that is only thought of."""


def act(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """Is the act on regenerative medicine said to reach exosomes, where the records say that it does not?"""
    gap = lawbook.coded(laws, ["regulatory_gap"])
    if not gap or not ideas.has("regenerative_act"):
        return None
    outside = ideas.says("outside_act") or ideas.denies("within_act")
    if not outside and not ideas.says("within_act"):
        return None
    why = f"Exosomes are not cells and lie outside the act on regenerative medicine in {lawbook.names(gap)}."
    return lawbook.finding(
        "supported" if outside else "contradicted", why, lawbook.records(gap), () if outside else ("regulatory",)
    )


def registered(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """Being registered, listed or numbered, taken for being approved or kept apart from it."""
    if not ideas.has("registered") or ideas.has("warned", "needs_approval"):
        return None
    because = "Being registered, listed or numbered with an authority is not being approved by it."
    records = lawbook.records(lawbook.coded(laws, ["listing_only", "warning"]))
    approved, denied = ideas.says("approved"), ideas.denies("approved") or ideas.says("unapproved")
    if denied and not approved:
        return lawbook.finding("supported", because, records)
    if approved:
        return lawbook.finding(
            "contradicted", because, records or lawbook.records(lawbook.meaning(laws, "not_approved")), ("regulatory",)
        )
    if ideas.has("authority") or lawbook.places(claim.text):
        return lawbook.finding(
            "not_checkable", f"{because} Whether the entry exists cannot be seen from here.", records, ("regulatory",)
        )
    return None


def needs_approval(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """That a product needs approval, or needs none."""
    asked = ideas.of("needs_approval")
    if not asked and not ideas.has("free_of_approval"):
        return None
    rules = lawbook.meaning(laws, "needs_approval") or [
        law for law in lawbook.coded(laws, ["claims_dependent"]) if "medicinal" in law.intended_use
    ]
    records = lawbook.records(rules)
    if not records:
        return None
    if any(not m.denied for m in asked) or (not asked and ideas.denies("free_of_approval")):
        return lawbook.finding(
            "supported",
            "Vesicle products meant to treat or to change the body are medicines and need approval.",
            records,
        )
    denials = Denials(ideas.text)
    here = {denials.clause(m.start) for m in asked}
    other = [m for m in ideas.of("drug_class", "injected") if not here or denials.clause(m.start) in here]
    if ideas.has("cosmetic") and not other:
        return lawbook.finding(
            "supported",
            "A cosmetic needs no approval before sale; wording that promises treatment makes it a medicine.",
            records,
            ("regulatory",),
        )
    return lawbook.finding(
        "contradicted",
        "Vesicle products meant to treat or to change the body are medicines and do need approval.",
        records,
        ("regulatory",),
    )


def approved(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """That something is approved, where the records know of nothing that is."""
    asked = ideas.of("approved", "unapproved")
    if not asked or _supposed().search(ideas.text):
        return None
    none_approved = lawbook.meaning(laws, "not_approved")
    if not none_approved:
        return no_approval_on_record(asked, laws)
    affirmed = any((m.idea == "approved") != m.denied for m in asked)
    denies = any((m.idea == "approved") == m.denied for m in asked)
    why = f"No vesicle product for skin is approved in {lawbook.names(none_approved)} by the records."
    records = lawbook.records(none_approved)
    if denies:
        return lawbook.finding("supported", why, records)
    if affirmed and claim.certainty == "hedged":
        return lawbook.finding("unsupported", why, records, ("regulatory",))
    return lawbook.finding("contradicted", why, records, ("regulatory",))


def no_approval_on_record(asked: tuple[Mention, ...], laws: list[Law]) -> Finding | None:
    """Where no record says that nothing is approved, one that is boasted of is still not on record."""
    if not any((m.idea == "approved") != m.denied for m in asked):
        return None
    why = f"No approval of a vesicle product for skin is on record in {lawbook.names(laws)}."
    return lawbook.finding("unsupported", why, lawbook.records(laws), ("regulatory",))


def warned(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """That an authority warned, or did not."""
    asked = ideas.of("warned")
    warned = lawbook.meaning(laws, "warned")
    if not asked or not warned:
        return None
    why = f"Authorities have warned of such products or acted against sellers in {lawbook.names(warned)}."
    # "Not against research, but against sellers" is a warning all the same.
    affirmed = any(not m.denied for m in asked) or ideas.has("not_but")
    return lawbook.finding("supported" if affirmed else "contradicted", why, lawbook.records(warned))


_ANY_THING = re.compile(r"^\W*(?:what|whatever|anything that|something that|things that) (?:is|are)\b", re.IGNORECASE)


@cache
def _of_ills() -> re.Pattern[str]:
    heals, ill = wordlist.either("law", "heals"), wordlist.either("law", "ill")
    return re.compile(rf"\b{heals}\b(?: \w+){{0,3}} {ill}\b", re.IGNORECASE)


def _one_purpose(ideas: Ideas) -> bool:
    """Whether a medicine is denied for one use only ("no medicine for eyes")."""
    return any(re.match(r"\s+(?:for|against)\b", ideas.text[m.end :]) for m in ideas.of("drug_class"))


def classified(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """That a product counts as a medicine, or as none."""
    if ideas.says("misleading_offer") and laws:
        return lawbook.finding(
            "supported",
            "To call an unapproved product safe and effective is at odds with its status.",
            lawbook.records(lawbook.meaning(laws, "not_approved")),
        )
    if not ideas.has("drug_class"):
        return None
    rules = lawbook.meaning(laws, "needs_approval")
    asked = ideas.of("classified") or ideas.of("drug_class")
    affirmed = (any(not m.denied for m in asked) and not ideas.says("spares")) or ideas.denies("spares")
    if not rules:
        gap = lawbook.meaning(laws, "open")
        if not gap or not affirmed or not ideas.has("classified"):
            return None
        why = f"No rule by which vesicle products count as medicines is on record in {lawbook.names(gap)}."
        return lawbook.finding("unsupported", why, lawbook.records(gap), ("regulatory",))
    if not affirmed and (_ANY_THING.search(ideas.text) or _one_purpose(ideas)):
        # "No vesicle product is a medicine for eyes", "what is no medicine": neither says that vesicles are none.
        return None
    if not affirmed and _of_ills().search(ideas.text):
        why = f"What is said to treat a disease counts as a medicine in {lawbook.names(rules)}, whatever it is called."
        return lawbook.finding("contradicted", why, lawbook.records(rules), ("regulatory",))
    if ideas.has("cosmetic") and not affirmed:
        return lawbook.finding(
            "supported",
            "Cosmetic wording and action can keep a product out of medicines law.",
            lawbook.records(lawbook.meaning(laws, "conditional") or rules),
        )
    if affirmed and ideas.has("unconditional") and not ideas.has("injected"):
        return lawbook.finding(
            "overstated",
            "Whether it is a medicine turns on intended use and wording, not on the word alone.",
            lawbook.records(rules),
        )
    why = f"Vesicle products meant for treatment count as medicines in {lawbook.names(rules)}."
    return lawbook.finding("supported" if affirmed else "contradicted", why, lawbook.records(rules))


def unsettled(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """That the law is open, or that it asks for safety and honest wording."""
    if ideas.has("grey_zone", "open_question"):
        rules = lawbook.meaning(laws, "open")
        if rules:
            return lawbook.finding(
                "supported",
                "The rules turn on source, use and wording, and several are unsettled.",
                lawbook.records(rules),
            )
    if ideas.says("duty") and ideas.has("cosmetic"):
        return lawbook.finding(
            "supported",
            "Cosmetics law asks for safety and for honest wording.",
            lawbook.records(lawbook.coded(laws, ["claims_rule", "conditional", "framework"])),
        )
    if ideas.says("classified") and ideas.has("cosmetic", "authority") and laws:
        return lawbook.finding(
            "supported",
            "Medicines and cosmetics are ruled by different laws, and authorities apply both.",
            lawbook.records(laws[:3]),
        )
    return None
