"""Does the sentence fit the law: what is approved, needs approval, is banned or allowed, and where?

Law cards answer, by place, source and intended use: a product for treatment is a medicine, a cream with cosmetic
wording may not be. Being registered, listed or numbered is not being approved. A sentence that was true before a law
changed keeps its verdict and is flagged outdated. No card for a place means that nothing is known of it here, never
that it is allowed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from exoderm.appraisal import lawbook
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.verdict import settings
from exoderm.evidence.law import Law
from exoderm.library.terms import Flag, Verdict
from exoderm.page.ideas import Ideas
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
    legal = ideas.has(*_LEGAL, "warned") or (
        ideas.has("classified", "cosmetic") and ideas.has("drug_class", "injected")
    )
    return legal and bool(lawbook.places(claim.text))


def answer(claim: Claim, context: Context) -> Finding | None:
    """Ask the sentence's propositions in turn, the most specific first."""
    ideas = claim.ideas
    changed = _changed(ideas, claim, context)
    if changed is not None:
        return changed
    where = lawbook.places(claim.text)
    laws = lawbook.in_force(context, where)
    if where and not laws:
        return _finding(
            "not_checkable",
            f"No rule of law of {lawbook.place_words(where)} is in the records, so nothing is known of it here.",
        )
    steps: tuple[Callable[[Ideas, Claim, list[Law]], Finding | None], ...] = (
        _registered, _needs_approval, _banned_or_allowed, _approved, _warned, _cosmetic, _classified, _open,
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


def _registered(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    if not ideas.has("registered") or ideas.has("warned"):
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
    records = lawbook.records(lawbook.meaning(laws, "needs_approval"))
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


def _banned_or_allowed(ideas: Ideas, claim: Claim, laws: list[Law]) -> Finding | None:
    if not ideas.has("banned", "allowed"):
        return None
    forbids = ideas.says("banned") or (ideas.denies("allowed") and not ideas.says("allowed"))
    if ideas.denies("banned") and not ideas.says("banned"):
        forbids = False
    if not ideas.has("banned") and claim.certainty == "negated":
        forbids = True
    if ideas.says("injected"):
        return _injected(forbids, ideas, laws)
    other = ideas.has("other_origin")
    human = ideas.has("human_origin") and not other
    bans = [law for law in lawbook.meaning(laws, "banned") if lawbook.covers(law, "human")]
    conditional = lawbook.meaning(laws, "conditional")
    if human and bans:
        names = lawbook.names(bans)
        if forbids:
            return _finding(
                "supported", f"Material of human origin is barred from cosmetics in {names}.", lawbook.records(bans)
            )
        return _finding(
            "contradicted",
            f"Material of human origin is barred from cosmetics in {names}.",
            lawbook.records(bans),
            ("regulatory",),
        )
    if other and conditional:
        names = lawbook.names(conditional)
        if forbids:
            return _finding(
                "contradicted",
                f"Material of other origin than human may be used in cosmetics under conditions in {names}.",
                lawbook.records(conditional),
            )
        return _finding(
            "supported",
            f"Material of other origin than human may be used in cosmetics under conditions in {names}.",
            lawbook.records(conditional),
        )
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


def _injected(forbids: bool, ideas: Ideas, laws: list[Law]) -> Finding | None:
    rules = lawbook.coded(laws, ["not_cosmetic", "not_authorised", "unapproved_drug"])
    if not rules:
        return None
    why = "What is injected is a medicine, and the records know of no approved vesicle medicine for skin."
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
        return None
    affirmed = any((m.idea == "approved") != m.denied for m in asked)
    denies = any((m.idea == "approved") == m.denied for m in asked)
    why = f"No vesicle product for skin is approved in {lawbook.names(none_approved)} by the records."
    records = lawbook.records(none_approved)
    if denies:
        return _finding("supported", why, records)
    if affirmed and claim.certainty == "hedged":
        return _finding("unsupported", why, records, ("regulatory",))
    return _finding("contradicted", why, records, ("regulatory",))


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
