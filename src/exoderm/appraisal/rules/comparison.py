"""Is the one better, gentler or as good as the other, by a study that set the two side by side?

Only head-to-head records decide who is ahead. What is known of the other one alone (that retinoids redden the skin,
that one of them beat its vehicle) is said beside, and makes nobody better.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial
from typing import Literal

from exoderm.appraisal import by_fact, match, promise, sides
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.shelf_weight import of_vesicles
from exoderm.appraisal.verdict import precedence, settings
from exoderm.evidence.study import Study
from exoderm.library.terms import Flag, Verdict
from exoderm.page import wordlist
from exoderm.page.ideas import Ideas
from exoderm.page.page import Claim

QUESTION = "Is the one better, gentler or as good as the other, by a study that set the two side by side?"

Kind = Literal["better", "gentler", "harsher", "equal", "worse"]
_KINDS: dict[str, Kind] = {
    "gentler_than": "gentler", "harsher_than": "harsher", "worse_than": "worse", "equal_to": "equal",
    "better_than": "better", "faster_than": "better",
}  # fmt: skip
_ELSEWHERE = ("regulation", "storage", "penetration", "composition", "definition")
_PLAIN = ("gentler_than", "equal_to", "better_than", "worse_than")
_MATTER = (
    "joins", "made_of", "carries", "released", "vesicle_family", "size_word", "taken_up", "messages", "membrane",
)  # fmt: skip
"""Ideas of what vesicles are and hold: two things set side by side for these are told apart, not ranked."""
_CHANGE = "A trial that sets the two side by side, blinded and on the same outcome, would change this."

_either = partial(wordlist.either, "comparison")


@cache
def _contrast() -> re.Pattern[str]:
    """A border of clauses at which one thing is set against another."""
    return re.compile(rf";|\b{_either('contrasts')}\b", re.IGNORECASE)


@cache
def _no_rival() -> re.Pattern[str]:
    """A lead told by denying it to all others: "no laser comes close"."""
    nothing = rf"(?:{_either('nothing')}|no(?: other| known)? (?!{_either('no_rival')}\b)[\w-]+)"
    return re.compile(rf"\b{nothing}\b[^.;:]{{0,80}}?\b{_either('rivals')}\b", re.IGNORECASE)


def applies(claim: Claim, context: Context) -> bool:
    """Statements that set two things side by side, of whatever type they were taken for."""
    ideas = sides.read(claim.ideas)
    if (claim.second_type == "comparison" and _contrasted(ideas)) or (_unrivalled(ideas) and _opposed(ideas)):
        return True
    if claim.claim_type == "comparison" or by_fact.opened("comparison", ideas, context):
        return True
    if claim.claim_type in _ELSEWHERE and ideas.has("lead_word") and _opposed(ideas):
        return True
    if claim.claim_type in ("definition", "storage") and ideas.has("other_way") and ideas.has(*_PLAIN):
        return True
    if claim.claim_type in _ELSEWHERE and claim.claim_type != "storage":
        return _two_sources(ideas) and ideas.has("equal_to", "better_than", "worse_than", "lead_word", "comparative")
    if ideas.has("cell_therapy") and ideas.has("store_filter") and ideas.has("easier_word"):
        return True
    if ideas.has("control_word") and ideas.has("trial_design"):
        return True
    if claim.claim_type == "storage":
        return False
    if not ideas.has("other_way") and not _two_sources(ideas) and not (ideas.has("cell_therapy") and _leads(ideas)):
        return False
    return _leads(ideas) or ideas.has(*_KINDS, "never_compared", "known_evidence", "less_evidence", "evidence_ahead")


def _leads(ideas: Ideas) -> bool:
    """Whether a lead is claimed in other words than the usual ones: "faster than", "worth six of", "only without"."""
    return ideas.has("lead_word") or (ideas.has("comparative") and ideas.has("ahead_than"))


def _promotes(ideas: Ideas) -> bool:
    """Whether vesicles are set against another way for what they do, not for what they hold or come from."""
    matter = ideas.has(*_MATTER)
    ours = ideas.has("vesicle") or (ideas.has("own_product", "one_product") and bool(_contrast().search(ideas.text)))
    if ideas.has("supply_word", "price_word", "appointment"):
        return False
    return ours and ideas.has("other_way") and (not matter or ideas.has("effect_said", "gain_verb"))


def _unrivalled(ideas: Ideas) -> bool:
    """Whether a lead is told by denying it to all others, and not that a study showed it."""
    told_of = ideas.has("evidence_word", "never_compared", "whether")
    return not told_of and bool(_no_rival().search(ideas.text)) and not ideas.refutes


def _contrasted(ideas: Ideas) -> bool:
    """Whether a border of clauses parts the other way from vesicles: "minoxidil slows it; exosomes turn it round"."""
    others, ours = ideas.of("other_way"), ideas.of("vesicle")
    does = ideas.has("effect_said", "gain_verb", "effect_word", "forever", "for_everyone", "irritates")
    if not others or not ours or not does or ideas.has("evidence_word", "trial_design", "membrane"):
        return False
    first, last = sorted((others[0], ours[0]), key=lambda m: m.start)
    return bool(_contrast().search(ideas.text, first.end, last.start))


def _opposed(ideas: Ideas) -> bool:
    """Whether what is sold stands against another way, by name or by its vial."""
    return ideas.has("other_way") and ideas.has("vesicle", "product", "container")


def _two_sources(ideas: Ideas) -> bool:
    """Whether two sources of vesicles are named: two of plants, people and animals, or two tissues."""
    tissues = sum(ideas.has(name) for name in ("tissue_cord", "tissue_fat", "tissue_marrow"))
    kingdoms = (("plant_word", "plant_source"), ("human_word_source",), ("animal",))
    return tissues > 1 or sum(ideas.has(*names) for names in kingdoms) > 1


def answer(claim: Claim, context: Context) -> Finding | None:
    """The facts of the other side first, then who is said to be ahead against the studies that compared the two."""
    ideas = sides.read(claim.ideas)
    found = []
    touched = by_fact.touched("comparison", ideas, context)
    studied = _better_studied(ideas, context)
    if studied is not None:
        found.append(studied)
    elif touched:
        found.append(by_fact.finding(touched, context))
        if (milder := _milder(claim, context)) is not None:
            found.append(milder)
    elif _unrivalled(ideas) and ideas.has("vesicle", "other_way"):
        why = _met(_compared(claim, context), "that nothing is ahead of vesicles is not known")
        found.append(_finding("unsupported", why, ()))
    elif (pair := _pair(claim, context)) is not None:
        found.append(pair)
    if found:
        order = precedence()
        return by_fact.softened(min(found, key=lambda f: order.index(f.answer)), claim.certainty == "hedged")
    typed = claim.claim_type == "comparison" or (claim.second_type == "comparison" and _contrasted(ideas))
    if not typed or not ideas.has("other_way", "known_active", "ahead_than"):
        return None
    if claim.certainty == "asserted" and _promotes(ideas):
        return _finding("unsupported", _met(_compared(claim, context), "who is ahead is not known"), ())
    if claim.claim_type != "comparison":
        return None
    why = "The sentence sets two things side by side and names nothing on which a study compared them."
    return Finding("comparison", "not_checkable", why, would_change=(_CHANGE,), vague=True)


def _pair(claim: Claim, context: Context) -> Finding | None:
    """Who is said to be ahead of whom, against the studies that compared vesicles with what the sentence names."""
    ideas = claim.ideas
    mentions = ideas.of(*_KINDS)
    if not ideas.has("other_way", "known_active", "cell_therapy") and not _two_sources(ideas):
        return None
    if ideas.says("open_question", "never_compared") or ideas.has("unmeasured", "whether"):
        return _finding("supported", _met(_compared(claim, context), "that it is open is right"), ())
    told = _controlled(claim, context)
    if told is not None:
        return told
    if not mentions:
        return _vague_lead(ideas, context, claim)
    first = min(mentions, key=lambda m: (tuple(_KINDS).index(m.idea), m.start))
    kind = _KINDS[first.idea]
    denied = first.denied or (ideas.refutes and not first.denied)
    compared = _compared(claim, context)
    records = tuple(Record(s.id, s.level, against=s.direction == "no_difference") for s in compared[:4])
    if kind in ("gentler", "harsher"):
        return _borne(ideas, kind, denied, claim.certainty == "hedged", context)
    turned = _other_leads(ideas)
    alike = [s for s in compared if s.direction == "no_difference"]
    ahead = [s for s in compared if s.direction.startswith("favours")]
    if kind == "equal":
        return _equal(ideas, denied, alike, ahead, records)
    if kind == "worse" or turned:
        if denied:
            kind_word: Verdict = "preliminary" if alike else "unsupported"
            return _finding(kind_word, _met(compared, "that vesicles keep up is not shown by more"), records)
        return _finding("unsupported", _met(compared, "who is ahead is not known"), records)
    found = promise.superiority(claim, context, (), denied)
    return replace(found, rule="comparison") if found is not None else None


def _milder(claim: Claim, context: Context) -> Finding | None:
    """Safer than cells because they cannot divide: the reason holds, and nobody set the two side by side."""
    marks = claim.ideas.of("gentler_than")
    if not marks or not claim.ideas.has("cell_therapy"):
        return None
    return _borne(claim.ideas, "gentler", all(m.denied for m in marks), claim.certainty == "hedged", context)


def _better_studied(ideas: Ideas, context: Context) -> Finding | None:
    """Which side is said to have more evidence: a retinoid beat its vehicle, vesicles have nothing repeated."""
    marks = ideas.of("known_evidence", "less_evidence", "evidence_ahead")
    sides = ideas.of("vesicle", "other_way")
    if not marks or len({m.idea for m in sides}) < 2 or ideas.has("never_compared"):
        return None
    mark = marks[0]
    before = [m for m in sides if m.start < mark.start]
    first = before[-1] if before else next(m for m in sides if m.start >= mark.start)
    vesicles_lead = (first.idea == "vesicle") != (mark.idea == "less_evidence")
    ids = [i for i in ("kafi_2007", "domaszewska_2025") if i in context.studies]
    records = tuple(Record(i, context.studies[i].level) for i in ids)
    why = "A retinoid thinned wrinkles in a blinded trial against its vehicle; vesicles have nothing that was repeated."
    return _finding("contradicted" if vesicles_lead != mark.denied else "supported", why, records)


def _vague_lead(ideas: Ideas, context: Context, claim: Claim) -> Finding | None:
    """A lead in other words than the usual ones: faster, worth six of, only without downtime."""
    leads = ideas.of("comparative", "lead_word")
    if not claim.slots.outcomes and ideas.has("price_word", "appointment", "supply_word"):
        return None  # who is cheaper, at hand or has time sooner is no lead in what it does
    of_it = (
        ideas.has("regimen")
        or _opposed(ideas)
        or ideas.has("vesicle")
        or ideas.points_back
        or claim.claim_type == "comparison"
    )
    if not _leads(ideas) or not of_it:
        return None
    compared = _compared(claim, context)
    records = tuple(Record(s.id, s.level, against=s.direction == "no_difference") for s in compared[:4])
    if all(m.denied for m in leads):
        return _finding("supported", _met(compared, "that nobody is ahead is not known otherwise"), records)
    return _finding("unsupported", _met(compared, "who is ahead is not known"), records)


def _controlled(claim: Claim, context: Context) -> Finding | None:
    """A trial told of, against a control without vesicles: the studies of the outcome that had one."""
    ideas = claim.ideas
    outcomes = [f for f in claim.slots.outcomes if f in settings("families")["outcomes"]]
    if not ideas.has("control_word") or not ideas.has("trial_word", "trial_design", "evidence_noun", "human_trial"):
        return None
    if claim.certainty == "negated":
        return None
    route = match.route_of(claim, context)
    mine = [
        s for s in context.studies.values()
        if s.vehicle and s.who.level == "human" and of_vesicles(s) and s.direction.startswith("favours")
        and (not outcomes or set(outcomes) & set(s.families)) and route in (s.route, "unknown")
    ]  # fmt: skip
    if not mine:
        return None
    best = max(mine, key=lambda s: (s.level or "E0", s.id))
    records = tuple(Record(s.id, s.level) for s in mine[:4])
    return Finding("comparison", "supported_limited", f"{best.statement.rstrip('.')}; it stands alone.", records)


def _compared(claim: Claim, context: Context) -> list[Study]:
    """Studies in people that set vesicles, or what is sold in their name, beside what the sentence names."""
    named = [s for s in context.studies.values() if promise.names(s, claim.text) and of_vesicles(s)]
    return sorted(named, key=lambda s: (s.level or "E0", s.id), reverse=True)


def _other_leads(ideas: Ideas) -> bool:
    """Whether it is the other one that is said to be ahead: "retinol works better than exosomes"."""
    than = [m.start for m in ideas.of("ahead_than", "better_than")]
    vesicles = [m.start for m in ideas.of("vesicle")]
    others = [m.start for m in ideas.of("other_way")]
    return bool(than and vesicles and others) and min(others) < max(than) < min(vesicles)


def _borne(ideas: Ideas, kind: Kind, denied: bool, hedged: bool, context: Context) -> Finding:
    """How the skin bears the two: nobody compared it, though retinoids are known to redden and scale the skin."""
    ids = [i for i in ("retinoid_irritation_2002",) if ideas.has("retinoid") and i in context.studies]
    records = tuple(Record(i, context.studies[i].level) for i in ids)
    known = "Retinoids do redden and scale the skin, but no" if ids else "No"
    why = f"{known} study set the two side by side for how the skin bears them."
    if denied or (ideas.has("never_compared", "lacks_proof") and not ideas.denies("never_compared")):
        return _finding("supported", f"That it has not been shown is right. {why}", records)
    if ids and kind == "gentler" and hedged:
        return _finding("preliminary", f"{why} That one of them is a known irritant makes it a fair guess.", records)
    return _finding("unsupported", why, records, ("safety",) if kind == "gentler" else ())


def _equal(ideas: Ideas, denied: bool, alike: list[Study], ahead: list[Study], records: tuple[Record, ...]) -> Finding:
    """As good as, a stand-in for: a study that found no difference is a first sign, without it nothing is shown."""
    if alike:
        found = f"{alike[0].statement.split(';')[0].rstrip('.')}; it stands alone."
        return _finding("unsupported" if denied else "preliminary", found, records)
    if denied:
        return _finding("supported", _met(ahead, "so nothing shows that one can stand in for the other"), records)
    return _finding("unsupported", _met(ahead, "so that they are alike is not shown"), records)


def _met(compared: list[Study], then: str) -> str:
    return f"{'A study' if compared else 'No study in the records'} compared the two; {then}."


def _finding(word: Verdict, reason: str, records: tuple[Record, ...], flags: tuple[Flag, ...] = ()) -> Finding:
    found = Finding("comparison", word, reason, records, flags)
    return found if word == "supported" else replace(found, would_change=(_CHANGE,))
