"""Does the sentence fit the law: what is approved, needs approval, is banned or allowed, and where?

Law cards answer, by place, source and intended use: a product for treatment is a medicine, a cream with cosmetic
wording may not be. Being registered, listed or numbered is not being approved. A sentence that was true before a law
changed keeps its verdict and is flagged outdated. No card for a place means that nothing is known of it here, never
that it is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from exoderm.appraisal import lawbook
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.verdict import settings
from exoderm.evidence.law import Law
from exoderm.library.terms import Flag, Route, Verdict
from exoderm.page.ideas import Ideas, Mention
from exoderm.page.page import Claim

QUESTION = "Does the sentence fit the law: what is approved, needs approval, is banned or allowed, and where?"

_LEGAL = ("approved", "unapproved", "needs_approval", "registered", "banned", "allowed")


def applies(claim: Claim, context: Context) -> bool:
    """Statements on approval, law and authorities."""
    if claim.claim_type == "regulation":
        return True
    ideas = claim.ideas
    if claim.reported or ideas.commands:
        return False
    if ideas.has("therapeutic_products_act") and ideas.has("has_repealed", "will_repeal", "law_in_force"):
        return True
    if ideas.has("registered") and ideas.has("approved", "unapproved"):
        return True
    if _trap(ideas) is not None or _sign_alone(ideas, context) is not None:
        return True
    legal = ideas.has(*_LEGAL, "warned") or (
        ideas.has("classified", "cosmetic") and ideas.has("drug_class", "injected")
    )
    legal = legal or ideas.has("wording", "regenerative_act")
    return legal and bool(lawbook.places(claim.text))


def answer(claim: Claim, context: Context) -> Finding | None:
    """Ask the sentence's propositions in turn, the most specific first."""
    ideas = claim.ideas
    changed = _changed(ideas, claim, context)
    if changed is not None:
        return changed
    where = lawbook.places(claim.text)
    laws = lawbook.in_force(context, where)
    trap = _trap(ideas)
    if trap is not None:
        return _dated(_trapped(trap, ideas, context), context)
    sign = _sign_alone(ideas, context)
    if sign is not None:
        records = lawbook.records(context.laws[i] for i in sign["laws"] if i in context.laws)
        return _dated(_finding("not_checkable", sign["why"], records, ("regulatory",)), context)
    if where and not laws:
        return _unknown_place(where, context)
    steps: tuple[Callable[[Ideas, Claim, list[Law]], Finding | None], ...] = (
        _registered, _act, _wording, _needs_approval, _banned_or_allowed, _approved, _warned, _cosmetic, _classified,
        _open,
    )  # fmt: skip
    for step in steps:
        found = step(ideas, claim, laws)
        if found is not None:
            return _dated(found, context)
    return _finding("not_checkable", "No rule of law in the records answers this statement.")


def _dated(finding: Finding, context: Context) -> Finding:
    """Say so where every record of law behind the answer is too old to be trusted without a look at the source."""
    newest = lawbook.newest_if_stale(finding.records, context)
    if newest is None:
        return finding
    return replace(finding, would_change=(f"The newest record is of {newest}; the authority's own page may say more.",))


def _changed(ideas: Ideas, claim: Claim, context: Context) -> Finding | None:
    for change in settings("changes")["changes"]:
        if context.today < date.fromisoformat(change["date"]) or not ideas.has(*change["about"]):
            continue
        records = lawbook.records(law for law in context.laws.values() if law.jurisdiction == change["jurisdiction"])
        if ideas.says(*change["after"]) and not ideas.says("will_repeal"):
            return _finding("supported", change["reason"].split(";")[0] + ".", records)
        if ideas.denies(*change["after"]):
            return _finding("contradicted", change["reason"].split(";")[0] + ".", records)
        held, gone = ideas.says(*change["before"]), ideas.denies(*change["before"])
        if gone and not held:
            return _finding("supported", change["reason"].split(";")[0] + ".", records)
        if held and ideas.says("now"):
            return _finding("contradicted", change["reason"].split(";")[0] + ".", records)
        if held or claim.certainty == "hedged":
            return _finding(
                "supported", f"{change['reason']} It may have been right when it was written.", records, ("outdated",)
            )
    return None


def _unknown_place(where: tuple[str, ...], context: Context) -> Finding:
    unread = lawbook.recalled(context, where)
    if unread:
        return _finding(
            "not_checkable",
            f"Of {lawbook.place_words(where)} there is only a record that nobody could confirm; it decides nothing.",
            lawbook.records(unread),
        )
    return _finding(
        "not_checkable",
        f"No rule of law of {lawbook.place_words(where)} is in the records, so nothing is known of it here.",
    )


def _trap(ideas: Ideas) -> Mapping[str, Any] | None:
    """The trap that a sentence walks into or warns of; one that only shows the sign is no case yet."""
    if ideas.has("warned"):
        return None
    return next(
        (
            trap
            for trap in lawbook.traps()
            if ideas.has(*trap["sign"])
            and all(ideas.has(need) for need in trap.get("needs", ()))
            and (ideas.has(*trap["taken_for"]) or (ideas.has("unapproved") and "approved" in trap["taken_for"]))
        ),
        None,
    )


def _sign_alone(ideas: Ideas, context: Context) -> Mapping[str, Any] | None:
    """A sign that on the page of a product is worth a flag by itself, such as "for research use only"."""
    if not context.product or ideas.has("warned"):
        return None
    return next((trap for trap in lawbook.traps() if trap.get("alone") and ideas.says(*trap["sign"])), None)


def _trapped(trap: Mapping[str, Any], ideas: Ideas, context: Context) -> Finding:
    signs = ideas.of(*trap["sign"])
    # "Licence" is a word of approval too: what stands inside the sign itself concludes nothing from it.
    taken = [m for m in ideas.of(*trap["taken_for"]) if not any(s.start < m.end and m.start < s.end for s in signs)]
    records = lawbook.records(context.laws[i] for i in trap["laws"] if i in context.laws)
    apart = ideas.says("unapproved") or any(m.denied for m in taken)
    if apart and not any(m.idea == "approved" and not m.denied for m in taken):
        return _finding("supported", trap["why"], records)
    flags: tuple[Flag, ...] = ("regulatory", "safety") if trap["id"] == "research_only" else ("regulatory",)
    return _finding(trap["joined"], trap["why"], records, flags)


def _act(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """Is the act on regenerative medicine said to reach exosomes, where the records say that it does not?"""
    gap = lawbook.coded(laws, ["regulatory_gap"])
    if not gap or not ideas.has("regenerative_act"):
        return None
    outside = ideas.says("outside_act") or ideas.denies("within_act")
    if not outside and not ideas.says("within_act"):
        return None
    why = f"Exosomes are not cells and lie outside the act on regenerative medicine in {lawbook.names(gap)}."
    return _finding(
        "supported" if outside else "contradicted", why, lawbook.records(gap), () if outside else ("regulatory",)
    )


def _wording(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    """What may a product be called: a bar on words, and the sources whose mention keeps clear of it."""
    bars = [law for law in lawbook.meaning(laws, "wording") if "cosmetic" in law.intended_use]
    if not bars or not ideas.has("wording"):
        return None
    forbids = _forbids(ideas, claim) or ideas.denies("wording")
    spared = [law for law in bars if law.spares]
    if ideas.has("other_origin") and spared:
        why = (
            f"The bar in {lawbook.names(spared)} is on the bare word; a name with a plant or milk in it is clear of it."
        )
        return _finding("contradicted" if forbids else "supported", why, lawbook.records(spared))
    why = f"Words that suggest such content are barred from cosmetics in {lawbook.names(bars)}."
    return _finding(
        "supported" if forbids else "contradicted", why, lawbook.records(bars), () if forbids else ("regulatory",)
    )


def _registered(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    if not ideas.has("registered") or ideas.has("warned", "needs_approval"):
        return None
    because = "Being registered, listed or numbered with an authority is not being approved by it."
    records = lawbook.records(lawbook.coded(laws, ["listing_only", "warning"]))
    approved, denied = ideas.says("approved"), ideas.denies("approved") or ideas.says("unapproved")
    if denied and not approved:
        return _finding("supported", because, records)
    if approved:
        return _finding(
            "contradicted", because, records or lawbook.records(lawbook.meaning(laws, "not_approved")), ("regulatory",)
        )
    if ideas.has("authority") or lawbook.places(claim.text):
        return _finding(
            "not_checkable", f"{because} Whether the entry exists cannot be seen from here.", records, ("regulatory",)
        )
    return None


def _needs_approval(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    asked = ideas.of("needs_approval")
    if not asked and not ideas.says("free_of_approval"):
        return None
    rules = lawbook.meaning(laws, "needs_approval") or [
        law for law in lawbook.coded(laws, ["claims_dependent"]) if "medicinal" in law.intended_use
    ]
    records = lawbook.records(rules)
    if not records:
        return None
    if any(not m.denied for m in asked):
        return _finding(
            "supported",
            "Vesicle products meant to treat or to change the body are medicines and need approval.",
            records,
        )
    if ideas.has("cosmetic") and not ideas.has("drug_class", "injected"):
        return _finding(
            "supported",
            "A cosmetic needs no approval before sale; wording that promises treatment makes it a medicine.",
            records,
            ("regulatory",),
        )
    return _finding(
        "contradicted",
        "Vesicle products meant to treat or to change the body are medicines and do need approval.",
        records,
        ("regulatory",),
    )


def _forbids(ideas: Ideas, claim: Claim) -> bool:
    """Whether the sentence says that something is not allowed."""
    if ideas.denies("banned") and not ideas.says("banned"):
        return False
    denied = ideas.denies("allowed") and not ideas.says("allowed")
    return ideas.says("banned") or denied or (not ideas.has("banned") and claim.certainty == "negated")


def _banned_or_allowed(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    inside = ideas.has("injected", "needled_in")
    if not ideas.has("banned", "allowed"):
        return None
    forbids = _forbids(ideas, claim)
    if inside and forbids and ideas.says("allowed"):
        # "Not injected, but lawfully needled": right in one half is not right.
        return _finding(
            "unsupported",
            "That one way is barred makes no other lawful: that turns on source, intended use and wording.",
            lawbook.records(lawbook.coded(laws, ["not_cosmetic", "not_authorised", "unapproved_drug"])),
            ("regulatory",),
        )
    if inside:
        return _injected(forbids, ideas, laws)
    other = ideas.has("other_origin")
    human = ideas.has("human_origin") and not other
    bans = [law for law in lawbook.meaning(laws, "banned") if lawbook.covers(law, "human")]
    conditional = lawbook.meaning(laws, "conditional")
    if human and bans:
        why = f"Material of human origin is barred from cosmetics in {lawbook.names(bans)}."
        if forbids:
            return _finding("supported", why, lawbook.records(bans))
        return _finding("contradicted", why, lawbook.records(bans), ("regulatory",))
    case_by_case = [law for law in lawbook.coded(conditional, ["conditional"]) if "human" in law.species]
    if human and case_by_case:
        why = f"Human material enters cosmetics in {lawbook.names(case_by_case)} only under conditions."
        word: Verdict = "supported" if ideas.has("conditions") else "overstated"
        return _finding(word, why, lawbook.records(case_by_case), () if word == "supported" else ("regulatory",))
    if other and conditional:
        return _other_origin(forbids, conditional, laws)
    if forbids and (bans or lawbook.meaning(laws, "not_approved")):
        return _finding(
            "supported",
            "Rules bar or restrict such products in places that the records cover.",
            lawbook.records(bans or lawbook.meaning(laws, "not_approved")),
        )
    if not forbids and laws:
        return _finding(
            "unsupported",
            "Whether it is lawful turns on source, route, intended use and wording; the sentence leaves these out.",
            lawbook.records([*bans, *conditional, *lawbook.meaning(laws, "not_approved")]),
            ("regulatory",),
        )
    return None


def _other_origin(forbids: bool, conditional: list[Law], laws: list[Law]) -> Finding:
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
        return _finding("unsupported", why, lawbook.records([*against, *conditional]), ("regulatory",))
    why = f"Material of other origin than human may be used in cosmetics under conditions in {lawbook.names(open_)}."
    return _finding("contradicted" if forbids else "supported", why, lawbook.records(open_))


def _injected(forbids: bool, ideas: Ideas, laws: list[Law]) -> Finding | None:
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
    return _finding(
        "supported" if forbids else "contradicted", why, lawbook.records(rules), () if forbids else ("regulatory",)
    )


def _cosmetic(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    rules = lawbook.coded(laws, ["not_cosmetic"])
    if not (ideas.has("injected") and ideas.has("cosmetic") and rules):
        return None
    word: Verdict = "contradicted" if ideas.says("cosmetic") else "supported"
    return _finding(
        word, "What is injected is no cosmetic: a cosmetic is put on the body, not into it.", lawbook.records(rules)
    )


def _approved(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    asked = ideas.of("approved", "unapproved")
    if not asked:
        return None
    none_approved = lawbook.meaning(laws, "not_approved")
    if not none_approved:
        return _no_approval_on_record(asked, laws)
    affirmed = any((m.idea == "approved") != m.denied for m in asked)
    denies = any((m.idea == "approved") == m.denied for m in asked)
    why = f"No vesicle product for skin is approved in {lawbook.names(none_approved)} by the records."
    records = lawbook.records(none_approved)
    if denies:
        return _finding("supported", why, records)
    if affirmed and claim.certainty == "hedged":
        return _finding("unsupported", why, records, ("regulatory",))
    return _finding("contradicted", why, records, ("regulatory",))


def _no_approval_on_record(asked: tuple[Mention, ...], laws: list[Law]) -> Finding | None:
    """Where no record says that nothing is approved, one that is boasted of is still not on record."""
    if not any((m.idea == "approved") != m.denied for m in asked):
        return None
    why = f"No approval of a vesicle product for skin is on record in {lawbook.names(laws)}."
    return _finding("unsupported", why, lawbook.records(laws), ("regulatory",))


def _warned(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    asked = ideas.of("warned")
    warned = lawbook.meaning(laws, "warned")
    if not asked or not warned:
        return None
    why = f"Authorities have warned of such products or acted against sellers in {lawbook.names(warned)}."
    # "Not against research, but against sellers" is a warning all the same.
    affirmed = any(not m.denied for m in asked) or ideas.has("not_but")
    return _finding("supported" if affirmed else "contradicted", why, lawbook.records(warned))


def _classified(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    if ideas.says("misleading_offer") and laws:
        return _finding(
            "supported",
            "To call an unapproved product safe and effective is at odds with its status.",
            lawbook.records(lawbook.meaning(laws, "not_approved")),
        )
    if not ideas.has("drug_class"):
        return None
    rules = lawbook.meaning(laws, "needs_approval")
    if not rules:
        return None
    asked = ideas.of("classified") or ideas.of("drug_class")
    affirmed = any(not m.denied for m in asked)
    if ideas.has("cosmetic") and not affirmed:
        return _finding(
            "supported",
            "Cosmetic wording and action can keep a product out of medicines law.",
            lawbook.records(lawbook.meaning(laws, "conditional") or rules),
        )
    if affirmed and ideas.has("unconditional") and not ideas.has("injected"):
        return _finding(
            "overstated",
            "Whether it is a medicine turns on intended use and wording, not on the word alone.",
            lawbook.records(rules),
        )
    why = f"Vesicle products meant for treatment count as medicines in {lawbook.names(rules)}."
    return _finding("supported" if affirmed else "contradicted", why, lawbook.records(rules))


def _open(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    if ideas.has("grey_zone", "open_question"):
        rules = lawbook.meaning(laws, "open")
        if rules:
            return _finding(
                "supported",
                "The rules turn on source, use and wording, and several are unsettled.",
                lawbook.records(rules),
            )
    if ideas.says("duty") and ideas.has("cosmetic"):
        return _finding(
            "supported",
            "Cosmetics law asks for safety and for honest wording.",
            lawbook.records(lawbook.coded(laws, ["claims_rule", "conditional", "framework"])),
        )
    if ideas.says("classified") and ideas.has("cosmetic", "drug_class", "authority") and laws:
        return _finding(
            "supported",
            "Medicines and cosmetics are ruled by different laws, and authorities apply both.",
            lawbook.records(laws[:3]),
        )
    return None


def _finding(word: Verdict, reason: str, records: tuple[Record, ...] = (), flags: tuple[Flag, ...] = ()) -> Finding:
    return Finding("status", word, reason, records, flags)
