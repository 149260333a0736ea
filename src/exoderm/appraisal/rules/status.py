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

from exoderm.appraisal import law_bans, law_standing, law_traps, lawbook
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.verdict import settings
from exoderm.evidence.law import Law
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
    if law_traps.trap(ideas) is not None or law_traps.sign_alone(ideas, context) is not None:
        return True
    legal = ideas.has(*_LEGAL, "warned") or (
        ideas.has("classified", "cosmetic") and ideas.has("drug_class", "injected")
    )
    legal = legal or ideas.has("wording", "regenerative_act")
    return legal and bool(lawbook.places(claim.text))


def touches(claim: Claim, context: Context) -> bool:
    """Whether approval, or the lack of it, of vesicles or a product is its matter."""
    ideas = claim.ideas
    about = ideas.has("vesicle", "product", "authority")
    return (
        about
        and ideas.has("approved", "unapproved", "needs_approval", "registered", "free_of_approval")
        and not ideas.commands
    )


def answer(claim: Claim, context: Context) -> Finding | None:
    """Ask the sentence's propositions in turn, the most specific first."""
    ideas = claim.ideas
    changed = _changed(ideas, claim, context)
    if changed is not None:
        return changed
    where = lawbook.places(claim.text)
    laws = lawbook.in_force(context, where)
    trap = law_traps.trap(ideas)
    if trap is not None:
        return _dated(law_traps.trapped(trap, ideas, context), context)
    sign = law_traps.sign_alone(ideas, context)
    if sign is not None:
        records = lawbook.records(context.laws[i] for i in sign["laws"] if i in context.laws)
        return _dated(lawbook.finding("not_checkable", sign["why"], records, ("regulatory",)), context)
    if where and not laws:
        return _unknown_place(where, context)
    steps: tuple[Callable[[Ideas, Claim, list[Law]], Finding | None], ...] = (
        law_standing.registered, law_standing.act, law_bans.wording, law_standing.needs_approval,
        law_bans.banned_or_allowed, law_standing.approved, law_standing.warned, law_bans.cosmetic,
        law_standing.classified, law_standing.unsettled,
    )  # fmt: skip
    for step in steps:
        found = step(ideas, claim, laws)
        if found is not None:
            return _dated(found, context)
    return lawbook.finding("not_checkable", "No rule of law in the records answers this statement.")


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
            return lawbook.finding("supported", change["reason"].split(";")[0] + ".", records)
        if ideas.denies(*change["after"]):
            return lawbook.finding("contradicted", change["reason"].split(";")[0] + ".", records)
        held, gone = ideas.says(*change["before"]), ideas.denies(*change["before"])
        if gone and not held:
            return lawbook.finding("supported", change["reason"].split(";")[0] + ".", records)
        if held and ideas.says("now"):
            return lawbook.finding("contradicted", change["reason"].split(";")[0] + ".", records)
        if held or claim.certainty == "hedged":
            return lawbook.finding(
                "supported", f"{change['reason']} It may have been right when it was written.", records, ("outdated",)
            )
    return None


def _unknown_place(where: tuple[str, ...], context: Context) -> Finding:
    unread = lawbook.recalled(context, where)
    if unread:
        return lawbook.finding(
            "not_checkable",
            f"Of {lawbook.place_words(where)} there is only a record that nobody could confirm; it decides nothing.",
            lawbook.records(unread),
        )
    return lawbook.finding(
        "not_checkable",
        f"No rule of law of {lawbook.place_words(where)} is in the records, so nothing is known of it here.",
    )
