"""Promises added to an effect (for ever, within days, better than, for everyone) against what studies carry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.shelf_weight import of_vesicles, weigh
from exoderm.appraisal.trial import Report
from exoderm.evidence.study import Study
from exoderm.library.terms import Family, Verdict
from exoderm.page import wordlist
from exoderm.page.ideas import read as read_ideas
from exoderm.page.page import Claim

_ALIASES = {"prp": "platelet-rich plasma", "platelet plasma": "platelet-rich plasma", "ascorbic acid": "vitamin c"}
"""Names of an active that study cards write in one way only."""

ORDER = ("permanence", "superiority", "universality", "size", "proof", "speed")
"""Promises that studies can be held against; ease and safety are left to other questions."""

_either = partial(wordlist.either, "promise")
_none_left = partial(wordlist.pattern, "promise", "none_left")
_never = partial(wordlist.pattern, "promise", "never")
_all = partial(wordlist.pattern, "promise", "all")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^{_either('than')}\s*", re.IGNORECASE)


@cache
def _no_exception() -> re.Pattern[str]:
    """Two denials that leave nobody out ("hardly a skin problem that they do not solve")."""
    whom = rf"\b{_either('leaves_out')} (?:a|an|one|any|single|\w+ ){{1,3}}"
    return re.compile(rf"{whom}[^.;]{{0,60}}?\b{_either('fails')}\b", re.IGNORECASE)


@cache
def _goodbye() -> re.Pattern[str]:
    """A sentence that takes leave of what is seen ("no more dark circles with exosomes")."""
    return re.compile(rf"^\W*no more (?:\w+ ){{1,3}}{_either('through')}\b", re.IGNORECASE)


IDEAS = {"permanence": "forever", "superiority": "better_than", "universality": "for_everyone", "speed": "overnight"}


def judge(claim: Claim, context: Context, families: Sequence[Family], denied: bool) -> Finding | None:
    """Overstated where a promise goes beyond every study; supported where the sentence denies the promise."""
    ideas = claim.ideas
    made = [p for p in ORDER if p in claim.slots.promises]
    if claim.claim_type == "comparison" and claim.slots.effect is None:
        # "Markedly different" compares; it promises no size.
        made = [p for p in made if p != "size"]
    never = any(_never().search(ideas.text[m.start : m.end]) and not m.denied for m in ideas.of(IDEAS["permanence"]))
    if claim.certainty != "negated" or never:
        # In "they never come back" the "never" is the promise.
        made += [p for p in ("permanence", "speed") if p not in made and ideas.says(IDEAS[p])]
        if "universality" not in made and any(_all().match(ideas.text[m.start :]) for m in ideas.of("for_everyone")):
            made.append("universality")
    if ideas.says("better_than") and ideas.has("known_active") and "superiority" not in made:
        made.append("superiority")
    whole = whole_promises(claim.text)
    if whole:
        # "Hardly a skin problem that they do not solve": two denials that make a promise.
        made, denied = [*whole, *made], False
    refused = [p for p, idea in IDEAS.items() if ideas.denies(idea) and not ideas.says(idea)]
    if not whole and refused and (denied or not made):
        made, denied = refused, True
    if not made:
        return None
    weight = weigh(context.studies, families)
    reasons = {
        "permanence": f"Nobody has been followed under control for longer than {weight.weeks:g} weeks."
        if weight.weeks
        else "No controlled study states how long an effect lasts.",
        "universality": "The studies are small and of selected people; none shows an effect for everyone.",
        "size": "No study in the records found an effect of the size that is promised.",
        "proof": "Proof would need trials that repeat one another, and there are none.",
        "speed": "No controlled study shows an effect that fast.",
    }
    first = made[0]
    if first in IDEAS and ideas.has(IDEAS[first], "in_weeks") and not whole:
        # "Never comes back" promises, though a "never" stands in it.
        denied = not ideas.says(IDEAS[first], "in_weeks")
    if first == "superiority" and ideas.says("open_question") and _asked(claim):
        return None
    if first == "superiority":
        return superiority(claim, context, families, denied)
    records = tuple(Record(i, context.studies[i].level) for i in weight.ids[:4])
    if denied:
        return Finding(
            "outcome", "supported", f"The sentence denies a promise that no study carries. {reasons[first]}", records
        )
    if (claim.population in ("animal", "in-vitro") or ideas.has("lab_work")) and first in ("speed", "size"):
        return None
    return Finding(
        "outcome",
        "overstated",
        reasons[first],
        records,
        would_change=("A controlled trial that shows just that would change this.",),
    )


def _asked(claim: Claim) -> bool:
    """Whether every lead stands behind a "whether" ("whether it is better than PRP cannot be said")."""
    asks = min((m.start for m in claim.ideas.of("whether")), default=len(claim.text))
    return all(m.start > asks for m in claim.ideas.of(IDEAS["superiority"]))


def whole_promises(text: str) -> list[str]:
    """Promises made by form alone: for everyone where nobody is left out, of any size where nothing is left."""
    found = ["universality"] if _no_exception().search(text) else []
    return found + (["size"] if _none_left().search(text) or _goodbye().search(text) else [])


def never_compared(claim: Claim, context: Context, families: Sequence[Family] = ()) -> Finding:
    """That two things were never compared, for the outcomes named: right unless a study of the shelf did so."""
    wanted = set(families)
    compared = [
        s
        for s in context.studies.values()
        if names(s, claim.text) and of_vesicles(s) and (not wanted or wanted & set(s.families))
    ]
    if compared:
        return Finding(
            "outcome", "contradicted", "A study compared the two.", tuple(Record(s.id, s.level) for s in compared)
        )
    return Finding("outcome", "supported", "No study in the records compared the two.")


def rival_trial(told: Report, claim: Claim, context: Context) -> Finding:
    """A trial against a known active, told of without an outcome: held against the trials that compared the two."""
    compared = [s for s in context.studies.values() if names(s, claim.text) and s.who.level == "human"]
    mine = [s for s in compared if told.people in (None, s.n)]
    records = tuple(Record(s.id, s.level, against=s.direction == "no_difference") for s in mine[:4])
    if not mine:
        return Finding("outcome", "unsupported", "No such comparison is in the records.")
    ahead = any(s.direction.startswith("favours") for s in mine)
    if ahead == (told.result != "none"):
        return Finding("outcome", "supported", "Said of a trial that is in the records, and it came out so.", records)
    return Finding("outcome", "contradicted", "The trial that compared the two came out otherwise.", records)


def superiority(claim: Claim, context: Context, families: Sequence[Family], denied: bool) -> Finding | None:
    """Better than something: only a study that compared the two can say so."""
    wanted = set(families)
    compared = [
        s
        for s in context.studies.values()
        if names(s, claim.text) and of_vesicles(s) and (not wanted or wanted & set(s.families))
    ]
    records = tuple(Record(s.id, s.level, against=s.direction == "no_difference") for s in compared[:4])
    other = _lead().sub("", claim.slots.comparator or "").strip() or "what it is compared with"
    if any(s.direction.startswith("favours") for s in compared) and claim.slots.comparator:
        word: Verdict = "unsupported" if denied else "preliminary"
        return Finding(
            "outcome", word, f"A study that compared vesicles with {other} found them ahead; it stands alone.", records
        )
    if compared:
        why = f"The study that compared vesicles with {other} found no difference."
    else:
        why = f"No study in the records compared vesicles with {other}."
    if denied:
        return Finding("outcome", "supported", f"The sentence denies a lead that nobody has shown. {why}", records)
    return Finding(
        "outcome", "overstated", why, records, would_change=(f"A fair trial against {other} would change this.",)
    )


def names(study: Study, text: str) -> bool:
    """Whether a study compared vesicles with a known active that the sentence names."""
    other = study.comparator.lower()
    said = (text[m.start : m.end].lower() for m in read_ideas(text).of("known_active"))
    return any(_ALIASES.get(word, word) in other for word in said)
