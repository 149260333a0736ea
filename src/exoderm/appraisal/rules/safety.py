"""Is it right what the sentence says of harm: what has been reported, what is unknown, whether it is called safe?

Risk cards answer. A harm that they report, or count as possible, agrees with a sentence that names it; that there is
none conflicts. "Safe" has not been shown for anything here, and beyond a few months nobody has looked.
"""

from __future__ import annotations

from exoderm.appraisal import disease, effect, risk_names, taken_away
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.outside import outside
from exoderm.appraisal.rules import scope
from exoderm.evidence.risk import KNOWN, Risk
from exoderm.library.terms import Flag, Verdict
from exoderm.page import side_effect
from exoderm.page.ideas import Ideas, Mention
from exoderm.page.page import Claim

QUESTION = "Is it right what the sentence says of harm: what has been reported, what is unknown, whether it is safe?"

_LOOSE = (None, "evidence", "market", "usage", "comparison", "definition", "efficacy")
_SEEN = ("reported", "reported_for_class", "reported_elsewhere")


def applies(claim: Claim, context: Context) -> bool:
    """Statements on harm and safety, of whatever type they were taken for, unless they are of another active."""
    ideas = claim.ideas
    told = bool(side_effect.told(claim.text))
    if not told and not ideas.has("harm", "no_harm", "safe", "lowers_harm", "safety_word"):
        return False
    if ideas.has("known_active") and not ideas.has("vesicle", "product") and not ideas.points_back:
        return False
    if ideas.has("price_word") and not ideas.has("vesicle", "product"):
        return False  # a payment may be safe too
    if claim.claim_type == "safety":
        return True
    if ideas.has("harm") and ideas.has("human_material", "donor_word") and not claim.slots.outcomes:
        return True
    if claim.claim_type == "composition" and ideas.says("safe") and ideas.has("vesicle"):
        return True  # a source that is said to ensure safety
    if ideas.has("safe_word_firm") and claim.claim_type in (*_LOOSE, "composition", "mechanism"):
        return not ideas.commands
    if claim.claim_type not in _LOOSE or ideas.commands or claim.slots.outcomes:
        return False
    return (told or ideas.has("harm", "no_harm", "safety_word")) and ideas.has(
        "vesicle", "injected", "evidence_word", "harm_report"
    )


def answer(claim: Claim, context: Context) -> Finding | None:
    """Long-term statements first, then harm by its cards, then the word safe."""
    ideas = claim.ideas
    if ideas.has("long_term"):
        found = _long_term(ideas, claim, context)
        if found is not None:
            return found
    cards = _named(claim.text, context)
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
    safe = ideas.of("safe", "no_harm")
    if safe and all(m.denied for m in safe):
        return _finding("supported", "That safety has not been shown, or that harm was reported, is right.", cards)
    if any(m.idea == "no_harm" and not m.denied for m in safe):
        return _finding("contradicted", _harms(cards), cards, ("safety",))
    harms = ideas.of("harm")
    if taken_away.denies(ideas):
        return _finding("supported", "No study in people shows that vesicles undo or prevent a harm.", [])
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
    if harms or complaints:
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
    named = ideas.has("trial_design", "human_trial", "lab_work", "trials_so_far") or claim.population != "none"
    harms = ideas.of("harm", "no_harm")
    seen = ideas.has("noted_word") and ideas.has("evidence_word", "trials_so_far", "trial_design", "lab_work")
    if not (named and seen and harms) or ideas.says("evidence_strong", "safe"):
        return None
    studies = [s for s in context.studies.values() if "safety" in s.families and s.direction == "safety_only"]
    why = "Small trials and animal work report few or mild reactions; harm was seldom looked for, and rare harm hides."
    records = tuple(Record(s.id, s.level) for s in studies[:4])
    return Finding("safety", "supported_limited", why, records, ("own_level",))


def _long_term(ideas: Ideas, claim: Claim, context: Context) -> Finding | None:
    cards = [context.risks[i] for i in ("long_term",) if i in context.risks]
    open_ = (
        ideas.says("open_question", "evidence_weak", "lacks_proof")
        or ideas.has("unmeasured")
        or ideas.denies("evidence_strong", "known_for_sure")
    )
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
