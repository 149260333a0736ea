"""Has the effect that the sentence names been shown, in whom, and by the route that it speaks of?

Studies of the outcome are weighed for source, route, dose and people (``exoderm.evidence.ladder``). A sentence that
names its own level ("in mice") is judged at that level. Promises beyond the studies (for ever, within days, better
than) overstate.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from exoderm.appraisal import consequence, disease, effect, promise, taken_away, trial, unproved
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.match import find
from exoderm.appraisal.outside import outside
from exoderm.appraisal.rules import penetration
from exoderm.appraisal.verdict import precedence, settings
from exoderm.library.terms import Family, Verdict
from exoderm.page import wordlist
from exoderm.page.ideas import read as read_ideas
from exoderm.page.page import Claim

QUESTION = "Has the effect that the sentence names been shown, in whom, and by that route?"

_PROOF = ("evidence_weak", "evidence_strong", "nothing_exists", "open_question", "lab_work")
_LOOSE = (None, "market", "usage", "comparison")


@cache
def _so() -> re.Pattern[str]:
    so, mine = wordlist.either("promise", "therefore"), wordlist.either("promise", "mine")
    return re.compile(rf"[,;] (?:and )?{so} (?={mine}\b)", re.IGNORECASE)


@cache
def _since() -> re.Pattern[str]:
    """A reason told first ("since cells in a dish made more, your face will"): the comma takes the place of "so"."""
    return re.compile(
        rf"^\W*{wordlist.either('promise', 'since')} [^,;:]+(?P<so>, )(?={wordlist.either('promise', 'owned')}\b)",
        re.IGNORECASE,
    )


def applies(claim: Claim, context: Context) -> bool:
    """Statements of an effect in skin, hair or patients; of an effect on cells; comparisons that name an outcome."""
    ideas = claim.ideas
    if ideas.has("regenerative_act", "label_apart"):
        # A dye that is followed is no pigment of the skin; the name of an act is no promise.
        return False
    if ideas.has("smaller_than_cell", "bigger_than_cell") and claim.slots.outcomes == ("hair",):
        return False  # a hair is the yardstick
    if outside(claim):
        return False
    if leaps(claim.text):
        return True
    if consequence.behind(claim) is not None:
        return True
    if claim.claim_type in (*_LOOSE, "mechanism") and disease.promised(claim) and not ideas.commands:
        return True
    if claim.claim_type == "safety" and families(claim) and taken_away.says(ideas):
        return True  # "reduces swelling and bruising": the words of harm, and an effect
    if ideas.has("equal_to") and ideas.has("other_way") and not ideas.has("trial_word", "trial_design"):
        return False  # "as well as retinol" compares, whatever its type
    other = claim.slots.preparation in settings("families")["other_actives"]
    bare = any(m.start <= 2 for m in ideas.of("gain_verb", "better_than"))
    ours = ideas.has("vesicle", "own_product") or (ideas.has("product") and not ideas.has("known_active"))
    if other and not ours and not ideas.points_back and not bare:
        return False
    places = [(m.start, m.end) for m in ideas.of("intact")]
    gains = [m for m in ideas.of("gain_verb") if not any(a <= m.start < b for a, b in places)]
    if penetration.applies(claim, context) and claim.claim_type != "comparison" and not gains:
        # "Smooth skin", "hair follicles": places on the way in, not effects.
        return False
    if claim.claim_type == "efficacy":
        return True
    if claim.claim_type not in ("regulation", "storage", "penetration") and not ideas.commands:
        # What was, or was not, seen in trials is judged here where an effect or a rival is named.
        of_effect = bool(families(claim)) and (
            bool(ideas.of("proof_verb", "nothing_exists")) or trial.read(ideas, claim) is not None
        )
        if (unproved.says(ideas) and (of_effect or ideas.has("known_active"))) or (
            of_effect and trial.read(ideas, claim)
        ):
            return True
        if promise.whole_promises(claim.text) and bool(claim.slots.outcomes):
            return True
        if ideas.has("effect_word") and ideas.has("forever") and claim.certainty != "question":
            return True
        if trial.read(ideas, claim) is not None and ideas.has("known_active"):
            return True
    if claim.claim_type == "mechanism":
        return bool(families(claim)) or ideas.has("cell_effect")
    if claim.claim_type == "comparison":
        milder = ideas.has("gentler_than") and not ideas.has("better_than")  # which is a matter of comparison alone
        ahead = ("superiority" in claim.slots.promises or ideas.has("better_than")) and not milder
        if families(claim) or (ahead and ideas.has("known_active")):
            return True
    if claim.claim_type == "evidence":
        if families(claim) and ideas.says("at_least_in") and not ideas.says("no_gain"):
            return True  # "fewer lines, at least in two small studies" names the effect, and the studies in passing
        return (
            claim.population != "none" and bool(families(claim)) and not ideas.has("evidence_weak", "evidence_strong")
        )
    if claim.claim_type not in _LOOSE or claim.second_type == "regulation" or claim.reported or ideas.commands:
        return False
    # Short sentences are easily taken for advice or hearsay; what they say of an effect is judged all the same.
    named = ideas.has("vesicle", "product") and bool(claim.slots.outcomes)
    refused = claim.certainty == "negated" and ideas.has("vesicle", "product") and ideas.denies(*promise.IDEAS.values())
    return (
        refused
        or (named and (claim.claim_type is None or bool(claim.slots.promises) or ideas.has("gain_verb")))
        or (bool(claim.slots.outcomes) and (claim.slots.direction == "none" or bool(claim.slots.promises)))
    )


def touches(claim: Claim, context: Context) -> bool:
    """Whether an effect in skin or hair is said to be gained, or denied, by vesicles."""
    ideas = claim.ideas
    named = ideas.has("vesicle") or (ideas.has("product") and not ideas.has("known_active", "other_way"))
    # "Renewed" and "repaired" alone are said of much else.
    single = bool(set(claim.slots.outcomes) - {"rejuvenation"}) or ideas.has("other_concern", "empty_term", "forever")
    named = named and single and bool(claim.slots.outcomes or ideas.has("other_concern"))
    changes = ideas.has("gain_verb", "forever", "better_than", "for_everyone", "overnight", "empty_term")
    changes = changes or (ideas.has("other_concern") and ideas.has("health_gain"))
    return named and changes and not ideas.commands and not outside(claim)


def families(claim: Claim) -> tuple[Family, ...]:
    """Outcomes that the sentence names, in its order; its general family only where it names none."""
    known = settings("families")["outcomes"]
    named = tuple(f for f in claim.slots.outcomes if f in known)
    if named:
        # "Younger-looking skin" beside single signs is their summary, not one more effect.
        single = tuple(f for f in named if f != "rejuvenation") or named
        # What heals after a laser is the downtime.
        return tuple(f for f in single if f != "wound") if "downtime" in single else single
    general = claim.claim_family
    return (general,) if general is not None and general in known else ()


def answer(claim: Claim, context: Context) -> Finding | None:
    """The weakest of the answers for each outcome named, or for the promise that is added to them."""
    claim = consequence.behind(claim) or claim
    ideas = claim.ideas
    denied = claim.certainty == "negated" or claim.slots.direction == "none"
    if ideas.says("opened") and ideas.denies("intact") and not ideas.denies("opened", "gain_verb"):
        # "After a laser and not from a serum": what is denied is another way, not the effect.
        denied = False
    if ideas.has("own_panel") and ideas.has("panel_agrees"):
        return Finding("outcome", "not_checkable", "What a maker's own panel answered, nobody outside can look at.")
    if leaps(claim.text):
        return Finding(
            "outcome",
            "not_transferable",
            "What was seen with one source or by one route does not carry over to another.",
            would_change=("A trial of the same source by the same route would change this.",),
        )
    apart = ideas.has("no_inference") and ideas.has("evidence_word", "evidence_noun") and not ideas.has("gain_verb")
    if apart and ideas.has("opened") and ideas.has("intact") and not claim.slots.outcomes:
        return Finding("outcome", "supported", "What was seen by one way into the skin does not carry over to another.")
    if claim.population not in ("animal", "in-vitro") and (ill := disease.judge(claim, context)) is not None:
        return ill
    if unproved.says(ideas):
        return unproved.judge(ideas, claim, context, families(claim))
    told = trial.read(ideas, claim)
    if told is not None and not families(claim) and ideas.has("known_active"):
        return promise.rival_trial(told, claim, context)
    if told is not None and families(claim) and not promise.whole_promises(claim.text):
        family = families(claim)[0]
        words = settings("families")["words"].get(family, family)
        return trial.judge(told, claim, find(family, claim, context), words)
    if not claim.slots.outcomes and ideas.has("evidence_word") and ideas.has(*_PROOF):
        # Without an effect of its own it speaks of the evidence, which is another question.
        return None
    if not claim.slots.outcomes and ideas.says("open_question") and ideas.has("long_term", "whether"):
        return None
    added = promise.judge(claim, context, families(claim), denied)
    if added is not None:
        return added
    if not claim.slots.outcomes and ideas.has("other_concern"):
        word: Verdict = "supported" if denied else "unsupported"
        return Finding("outcome", word, "No study of vesicles and this concern was located.")
    named = families(claim) or (("mechanism",) if claim.claim_type == "mechanism" else ())
    if not named:
        return Finding("outcome", "not_checkable", "The sentence names no effect that could be measured.")
    if denied and not claim.slots.outcomes and ideas.has("alive", "is_cell", "nucleus", "is_molecule"):
        return None  # "cannot multiply": what vesicles are, and no effect
    if not claim.slots.outcomes and claim.claim_type == "efficacy" and not denied:
        why = "The sentence names no effect that a study in the records has measured."
        return Finding("outcome", "unsupported", why, vague=True)
    # "Fibroblasts make collagen" names cells as actors; "in cultured fibroblasts" and "studies found" name a level.
    scoped = ideas.has("lab_work", "evidence_word") and (claim.population != "none" or claim.claim_type == "mechanism")
    answers = [effect.judge(family, claim, context, denied, scoped) for family in named[:6]]
    order = precedence()
    weakest = min(answers, key=lambda f: order.index(f.answer))
    # A disease that was studied is judged by its studies; that it is a medicine's promise stays to be said.
    flags = disease.FLAGS if disease.promised(claim) else ()
    return replace(weakest, flags=tuple(dict.fromkeys((*weakest.flags, *flags))))


def leaps(text: str) -> bool:
    """Whether it draws from what was seen with one source or route a promise about another ("..., so our ...")."""
    start, end = -1, -1
    if hit := _so().search(text):
        start, end = hit.span()
    elif hit := _since().search(text):
        start, end = hit.span("so")
    if hit is None:
        return False
    seen, promised = read_ideas(text[:start]), read_ideas(text[end:])
    if seen.says("lab_work") and not seen.has("human_trial") and promised.has("skin", "own_skin", "on_people"):
        return not promised.denies("gain_verb", "cell_effect", "on_people", "skin", "own_skin")
    another_way = seen.says("opened") and promised.says("intact") and not promised.has("opened")
    another_source = promised.has("plant") != seen.has("plant") and promised.has("product", "vesicle")
    return (another_way or another_source) and seen.has("vesicle", "study_word")
