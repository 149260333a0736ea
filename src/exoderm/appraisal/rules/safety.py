"""Is it right what the sentence says of harm: what has been reported, what is unknown, whether it is called safe?

Risk cards answer. A harm that they report, or count as possible, agrees with a sentence that names it; that there is
none conflicts. "Safe" has not been shown for anything here, and beyond a few months nobody has looked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from exoderm.appraisal import disease, effect, risk_names, taken_away
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.outside import outside
from exoderm.appraisal.rules import scope
from exoderm.evidence.risk import KNOWN, Risk
from exoderm.library.terms import Flag, Verdict
from exoderm.page import side_effect, wordlist
from exoderm.page.denial import Denials
from exoderm.page.ideas import Ideas, Mention
from exoderm.page.page import Claim

QUESTION = "Is it right what the sentence says of harm: what has been reported, what is unknown, whether it is safe?"

_LOOSE = (None, "evidence", "market", "usage", "comparison", "definition", "efficacy")
_OURS = ("vesicle", "product", "own_product", "one_product", "injected", "skin", "cosmetic_thing", "for_everyone")
_GIVEN = ("vesicle", "product", "own_product", "one_product", "injected")
"""What of ours may have done it."""
_OTHERWISE = ("mechanism", "composition")
"""Types that give a reason ("as messengers of the body ...", "since it is a plant ...") for there being no harm."""
_SEEN = ("reported", "reported_for_class", "reported_elsewhere")
_NEXT = 12
"""Characters within which a word follows on another, with no more than an article or two between."""


@cache
def _of_something() -> re.Pattern[str]:
    """A subject that is named: it must be what is sold, or what is done with it."""
    of, act = wordlist.either("safety", "named"), wordlist.either("safety", "act")
    return re.compile(rf"{of} (?!{act})\w+(?: \w+)? (?:is|are|was|were) ", re.IGNORECASE)


def applies(claim: Claim, context: Context) -> bool:
    """Statements on harm and safety, of whatever type they were taken for, unless they are of another active."""
    ideas = claim.ideas
    complaints = side_effect.told(claim.text)
    if complaints and _of_another(ideas, complaints):
        return False
    told = bool(complaints)
    typed = "safety" in (claim.claim_type, claim.second_type)
    near = typed or ideas.has("human_trial") or (ideas.has("vesicle") and not claim.slots.outcomes)
    years = near and ideas.has("long_term") and ideas.has("lacks_proof", "open_question")
    told = told or _reacts(ideas)
    plain = claim.claim_type == "safety" and ideas.has("damage_word")
    if _of_content(ideas):
        return False  # that no germ is in it is a maker's word on the vial
    if _unlooked(ideas):
        return True
    if not (told or years or plain) and not ideas.has("harm", "no_harm", "safe", "lowers_harm", "safety_word"):
        return False
    other = ideas.has("everyday_thing") and not ideas.has("vesicle", "product")
    if other or (_something_else(ideas) and not ideas.has(*_OURS)):
        return False  # a payment, a password, a car park
    if ideas.has("known_active") and not ideas.has("vesicle", "product") and not ideas.points_back:
        return False
    if ideas.has("price_word") and not ideas.has("vesicle", "product"):
        return False  # a payment may be safe too
    if claim.claim_type == "safety" or years or (_furthers_tumours(ideas)):
        return True
    if ideas.has("harm") and ideas.has("human_material", "donor_word") and not claim.slots.outcomes:
        return True
    if claim.claim_type == "composition" and ideas.says("safe") and ideas.has("vesicle"):
        return True  # a source that is said to ensure safety
    if typed and ideas.has("safe", "no_harm", "safety_word") and ideas.has("vesicle", "product"):
        return not (ideas.commands or claim.slots.outcomes)
    if ideas.has("safe_word_firm") and claim.claim_type in (*_LOOSE, "composition", "mechanism"):
        return not ideas.commands
    if claim.claim_type in _OTHERWISE and _says_none(ideas):
        return not (claim.slots.outcomes or ideas.commands or ideas.has("lab_work"))
    if claim.claim_type not in _LOOSE or ideas.commands or claim.slots.outcomes:
        return False
    named = ideas.has("vesicle", "injected", "evidence_word", "harm_report", "serious_word")
    near = named or _reacts(ideas) or _says_none(ideas)
    return (told or ideas.has("harm", "no_harm", "safety_word")) and near


def _of_another(ideas: Ideas, complaints: Sequence[tuple[int, int]]) -> bool:
    """Whether each complaint is told of another active, in a clause of its own ("retinol peels; ours ...")."""
    denials = Denials(ideas.text)
    for at, _ in complaints:
        start, end = denials.clause(at)
        here = {m.idea for m in ideas.of("known_active", *_GIVEN) if start <= m.start < end}
        if "known_active" not in here or here & set(_GIVEN):
            return False
    return not ideas.has("harm", "no_harm", "safe", "safety_word")


def _furthers_tumours(ideas: Ideas) -> bool:
    """Whether vesicles are said to further a tumour, or not to."""
    feeds = ideas.has("feeds_tumour") or (ideas.has("furthers") and ideas.has("tumour_word"))
    return ideas.has("vesicle") and feeds and not ideas.has("health_gain", "gain_verb", "commands")


def _reacts(ideas: Ideas) -> bool:
    """Whether the skin is said to be red, sore or swollen after something was done to it."""
    return ideas.has("reacts") and ideas.has("needled_in", "injected", "opened", "regimen", "warned")


def _something_else(ideas: Ideas) -> bool:
    """Whether a thing that is named, and is none of ours, is called safe: stairs, a car park."""
    return bool(_of_something().match(ideas.text)) and not ideas.has("safety_word", "harm", "no_harm", "evidence_word")


def _of_content(ideas: Ideas) -> bool:
    """Whether the only harms named are germs and the like that are said not to be in the product."""
    harms, germs = ideas.of("harm"), ideas.of("content_germ")
    within = all(m.denied and any(g.start <= m.start < g.end for g in germs) for m in harms)
    return bool(harms) and within and not ideas.has("injected", "donor_word", "no_harm", "safe")


def _unlooked(ideas: Ideas) -> bool:
    """Whether it says that nobody knows what vesicles do in people at risk: with child, with a tumour, ill."""
    person = ideas.has("pregnancy_word", "tumour_word")
    unknown = ideas.denies("evidence_noun", "evidence_word") or ideas.has("unmeasured", "open_question", "lacks_proof")
    return person and unknown and ideas.has("vesicle") and not ideas.commands and not ideas.has("evidence_strong")


def _says_none(ideas: Ideas) -> bool:
    """Whether harm is named only to be denied: then harm is what the sentence is about, whatever its reason."""
    harms = ideas.of("harm")
    return ideas.says("no_harm") or (bool(harms) and all(m.denied for m in harms))


def answer(claim: Claim, context: Context) -> Finding | None:
    """Long-term statements first, then harm by its cards, then the word safe."""
    ideas = claim.ideas
    if ideas.has("long_term"):
        found = _long_term(ideas, claim, context)
        if found is not None:
            return found
    cards = _named(claim.text, context)
    if _unlooked(ideas):
        return _finding("supported", "That it has not been looked into in such people is right.", cards)
    if ideas.says("safe_word_firm") and ideas.has("pregnancy_word") and ideas.has("proof_verb", "evidence_strong"):
        return _finding(
            "contradicted", "No study in pregnant or breast-feeding people was located.", cards, ("safety",)
        )
    scoped = _scoped(ideas, claim, context)
    if scoped is not None:
        return scoped
    if ideas.says("lowers_harm"):
        return _finding(
            "unsupported", "Nothing compares vesicles with other products, so a lower risk is not shown.", cards
        )
    asked = ideas.has("whether") and ideas.denies("proof_verb", "evidence_word") and not ideas.says("no_harm")
    unsettled = ideas.has("open_question", "unmeasured", "lacks_proof")
    if asked or (unsettled and ideas.has("whether", "safety_word")):
        return _finding("supported", "That the safety of vesicle products is not settled is right.", cards)
    safe = ideas.of("safe", "no_harm")
    if safe and all(m.denied or _set_apart(m, ideas) for m in safe):
        return _finding("supported", "That safety has not been shown, or that harm was reported, is right.", cards)
    if any(m.idea == "no_harm" and not m.denied for m in safe):
        return _finding("contradicted", _harms(cards), cards, ("safety",))
    if taken_away.denies(ideas):
        return _finding("supported", "No study in people shows that vesicles undo or prevent a harm.", [])
    harms = ideas.of("harm", "damage_word") if claim.claim_type == "safety" else ideas.of("harm")
    if harms and (
        all(m.denied for m in harms) or (ideas.says_in_main("nothing_exists") and not ideas.has("unmeasured"))
    ):
        if ideas.has("open_question", "unmeasured"):
            return _finding("supported", "How often harm occurs is not known.", cards)
        if ideas.says("avoids") and all(_within(m, ideas, "ill_word") for m in harms):
            return None  # "the rule is not to open infected skin": what is denied is the treatment
        rival = ideas.has("other_way", "known_active", "cell_therapy")
        if rival and all(_within(m, ideas, "gentler_than", "harsher_than") for m in harms):
            return None  # "no fewer risks than cells": what is denied is the lead
        return _finding("contradicted", _harms(cards), cards, ("safety",))
    if any(not m.denied for m in safe):
        return _finding(
            "unsupported", "Safety has not been shown in trials large and long enough to find harm.", cards, ("safety",)
        )
    complaints = side_effect.told(claim.text)
    if not complaints and taken_away.says(ideas):
        return _taken_away(claim, context)
    if complaints and not harms and not side_effect.affirmed(claim.text):
        return _finding("contradicted", _harms(cards), cards, ("safety",))
    if not complaints and harms and all(side_effect.lessened(ideas.text, m.start) for m in harms):
        return None  # "led to less swelling" tells of an effect, and of no harm
    if harms or complaints or _reacts(ideas):
        return _finding("supported", _harms(cards), cards, ("safety",))
    if ideas.has("open_question", "unmeasured", "evidence_weak") or claim.certainty == "negated":
        return _finding("supported", "That the safety of vesicle products is not settled is right.", cards)
    if ideas.says("evidence_strong"):
        return _finding(
            "contradicted",
            "Safety has not been shown in trials large and long enough to find harm.",
            cards,
            ("safety",),
        )
    return None


def _within(harm: Mention, ideas: Ideas, *others: str) -> bool:
    """Whether a harm stands within words of another idea: an illness that people come with, or a comparison."""
    return any(m.start < harm.end and harm.start < m.end for m in ideas.of(*others))


def _taken_away(claim: Claim, context: Context) -> Finding | None:
    """A promise to find, undo or prevent a harm; where an effect is named, or cells and animals, others answer."""
    if outside(claim) and not disease.promised(claim):
        return scope.answer(claim, context)
    if set(claim.slots.outcomes) - {"other-medical"} or claim.population in ("animal", "in-vitro"):
        return None
    if side_effect.named(claim.text):
        return effect.judge("inflammation", claim, context, denied=False, scoped=False)
    why = "It promises that vesicles find, undo or prevent a harm; no study in people that shows it was located."
    flags: tuple[Flag, ...] = disease.FLAGS if disease.promised(claim) else ("safety",)
    return Finding("safety", "unsupported", why, flags=flags)


def _scoped(ideas: Ideas, claim: Claim, context: Context) -> Finding | None:
    """What was, or was not, noted within a named trial or in animals is told as such, and says nothing beyond it."""
    if _on_whole_skin(ideas, claim):
        why = "The harm on record came of what was injected or needled in; on whole skin hardly anybody looked for any."
        cards = [context.risks[i] for i in ("cosmetic_put_inside",) if i in context.risks]
        return _finding("preliminary", why, cards)
    named = ideas.has("trial_design", "human_trial", "lab_work", "trials_so_far") or claim.population != "none"
    harms = ideas.of("harm", "no_harm") or side_effect.told(claim.text)
    seen = ideas.has("noted_word") and ideas.has("evidence_word", "trials_so_far", "trial_design", "lab_work")
    if not (named and seen and harms) or ideas.says("evidence_strong", "safe"):
        return None
    studies = [s for s in context.studies.values() if "safety" in s.families and s.direction == "safety_only"]
    why = "Small trials and animal work report few or mild reactions; harm was seldom looked for, and rare harm hides."
    records = tuple(Record(s.id, s.level) for s in studies[:4])
    return Finding("safety", "supported_limited", why, records, ("own_level",))


def _set_apart(safe: Mention, ideas: Ideas) -> bool:
    """Whether being safe is what something else is said not to amount to ("is not the same as safe")."""
    return any(0 <= safe.start - m.end <= _NEXT for m in ideas.of("no_inference"))


def _on_whole_skin(ideas: Ideas, claim: Claim) -> bool:
    """Whether serious harm is said, with care, to be rare or not on record where nothing was put inside."""
    harms = ideas.of("harm")
    careful = claim.certainty == "hedged" or ideas.has("so_far")
    few = ideas.has("few_or_rare") or (bool(harms) and all(m.denied for m in harms))
    outside = ideas.has("intact") and not ideas.has("injected", "needled_in", "opened")
    return bool(harms) and careful and few and outside and ideas.has("serious_word")


def _long_term(ideas: Ideas, claim: Claim, context: Context) -> Finding | None:
    cards = [context.risks[i] for i in ("long_term",) if i in context.risks]
    open_ = (
        ideas.says("open_question", "evidence_weak", "lacks_proof")
        or ideas.has("unmeasured")
        or ideas.denies("evidence_strong", "known_for_sure")
    )
    if ideas.says("settled"):
        why = "Nobody was followed under control much beyond three months."
        return _finding("contradicted", why, cards, ("safety",))
    if open_:
        return _finding("supported", "Nobody was followed under control much beyond three months.", cards)
    if ideas.says("evidence_strong", "known_for_sure", "safe"):
        return _finding(
            "contradicted", "Nobody was followed under control much beyond three months.", cards, ("safety",)
        )
    return None


def _named(text: str, context: Context) -> list[Risk]:
    """Cards whose harm the sentence names, else all harms that were reported with vesicles."""
    cards = [r for r in context.risks.values() if r.known != "assumed"]
    places = risk_names.mentioned(text, context.risks.values())
    named = [r for r in cards if any(r is risk for risk, _, _ in places)]
    return sorted(named, key=lambda r: (KNOWN.index(r.known), r.id)) or [
        r for r in cards if r.known == "reported" and r.about == "harm"
    ]


def _harms(cards: list[Risk]) -> str:
    seen = [c for c in cards if c.known in _SEEN] or cards
    return seen[0].statement if seen else "Harm has been reported."


def _finding(word: Verdict, reason: str, cards: list[Risk], flags: tuple[Flag, ...] = ()) -> Finding:
    ids = dict.fromkeys(s for card in cards[:4] for s in card.studies)
    return Finding("safety", word, reason, tuple(Record(i) for i in list(ids)[:6]), flags)
