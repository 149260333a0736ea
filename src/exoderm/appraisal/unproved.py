"""That something was not shown, which is less than that it does not work: right unless a trial showed it."""

from __future__ import annotations

from collections.abc import Sequence

from exoderm.appraisal import promise
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.match import find, records
from exoderm.appraisal.verdict import precedence, settings
from exoderm.library.terms import Family
from exoderm.page.ideas import Ideas
from exoderm.page.page import Claim


def says(ideas: Ideas) -> bool:
    """Whether the sentence says that something was not shown, rather than that it does not work."""
    if ideas.has("no_cure") and ideas.has("vesicle", "product"):
        return True
    if ideas.has("never_compared") and ideas.has("known_active"):
        return True
    if ideas.says("nothing_exists") and ideas.has("evidence_noun") and ideas.has("vesicle"):
        return True
    if ideas.says("overreach") or (ideas.has("whether") and ideas.says("open_question") and ideas.has("known_active")):
        return True
    return (ideas.denies("proof_verb") and not ideas.says("proof_verb")) or (ideas.refutes and ideas.has("vesicle"))


def judge(ideas: Ideas, claim: Claim, context: Context, named: Sequence[Family]) -> Finding:
    """That an effect was not shown: right unless a trial that fits the sentence showed it."""
    if ideas.has("known_active") and (not named or ideas.has("never_compared")):
        return promise.never_compared(claim, context, named)
    absolute = bool(promise.whole_promises(claim.text)) or tuple(named) == ("rejuvenation",)
    absolute = (
        absolute or ideas.has(*promise.IDEAS.values()) or bool(claim.slots.promises) or ideas.has("established_word")
    )
    if not named or absolute or ideas.has("no_cure") or ideas.says("overreach"):
        return Finding(
            "outcome", "supported", "That it has not been shown is right: no effect was repeated in a second trial."
        )
    found: list[Finding] = []
    for family in named[:6]:
        words = settings("families")["words"].get(family, family)
        people = [m for m in find(family, claim, context) if m.study.who.level == "human"]
        if claim.slots.route != "unknown":
            people = [m for m in people if "route" not in m.failures]
        nulls, pro = [m for m in people if m.side == "against"], [m for m in people if m.side == "for"]
        firm = [m for m in pro if m.study.vehicle and m.study.preparation == "vesicles"]
        if firm:
            why = f"A controlled trial on {words} found a difference; it stands alone."
            found.append(Finding("outcome", "unsupported", why, records(firm + nulls)))
        else:
            why = f"No trial whose control differed by the vesicles alone has shown an effect on {words}."
            found.append(Finding("outcome", "supported", why, records(nulls + pro)))
    order = precedence()
    return min(found, key=lambda f: order.index(f.answer))
