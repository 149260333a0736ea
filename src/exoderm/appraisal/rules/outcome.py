"""Has the effect that the sentence names been shown, in whom, and by the route that it speaks of?

Studies of the outcome are weighed for source, route, dose and people (``exoderm.evidence.ladder``). A sentence that
names its own level ("in mice") is judged at that level. Promises beyond the studies (for ever, within days, better
than) overstate.
"""

from __future__ import annotations

import re

from exoderm.appraisal import promise, trial, unproved
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.match import Match, find, records, route_of, transfer_words
from exoderm.appraisal.outside import outside
from exoderm.appraisal.rules import penetration
from exoderm.appraisal.verdict import precedence, settings
from exoderm.evidence import ladder
from exoderm.library.terms import LEVELS, ROUTE_WORDS, Family, Level, Verdict
from exoderm.page.ideas import read as read_ideas
from exoderm.page.page import Claim

QUESTION = "Has the effect that the sentence names been shown, in whom, and by that route?"

_PROOF = ("evidence_weak", "evidence_strong", "nothing_exists", "open_question", "lab_work")
_LOOSE = (None, "market", "usage", "comparison")
_HUMAN = LEVELS.index("E3")
_SO = re.compile(
    r"[,;] (?:and )?(?:so|hence|thus|therefore|which means that) (?=(?:our|this|the|your|my|it|a)\b)", re.IGNORECASE
)
_OPENED = (
    "microneedle",
    "laser",
    "electroporation",
    "iontophoresis",
    "sonophoresis",
    "injection",
    "mixed",
    "wound",
    "aerosol_wound",
)


def applies(claim: Claim, context: Context) -> bool:
    """Statements of an effect in skin, hair or patients; of an effect on cells; comparisons that name an outcome."""
    ideas = claim.ideas
    if ideas.has("regenerative_act"):
        # The name of an act is no promise.
        return False
    if outside(claim):
        return False
    other = claim.slots.preparation in settings("families")["other_actives"]
    bare = any(m.start <= 2 for m in ideas.of("gain_verb", "better_than"))
    if other and not ideas.has("vesicle", "product") and not ideas.points_back and not bare:
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
        of_effect = bool(families(claim)) and (bool(ideas.of("proof_verb")) or trial.read(ideas, claim) is not None)
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
        ahead = "superiority" in claim.slots.promises or ideas.has("better_than")
        if families(claim) or (ahead and ideas.has("known_active")):
            return True
    if claim.claim_type == "evidence":
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


def families(claim: Claim) -> tuple[Family, ...]:
    """Outcomes that the sentence names, in its order; its general family only where it names none."""
    known = settings("families")["outcomes"]
    named = tuple(f for f in claim.slots.outcomes if f in known)
    if named:
        # "Younger-looking skin" beside single signs is their summary, not one more effect.
        return tuple(f for f in named if f != "rejuvenation") or named
    general = claim.claim_family
    return (general,) if general is not None and general in known else ()


def answer(claim: Claim, context: Context) -> Finding | None:
    """The weakest of the answers for each outcome named, or for the promise that is added to them."""
    ideas = claim.ideas
    denied = claim.certainty == "negated" or claim.slots.direction == "none"
    if ideas.says("opened") and ideas.denies("intact") and not ideas.denies("opened", "gain_verb"):
        # "After a laser and not from a serum": what is denied is another way, not the effect.
        denied = False
    if leaps(claim.text):
        return Finding(
            "outcome",
            "not_transferable",
            "What was seen with one source or by one route does not carry over to another.",
            would_change=("A trial of the same source by the same route would change this.",),
        )
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
    added = promise.judge(claim, context, families(claim), denied)
    if added is not None:
        return added
    named = families(claim) or (("mechanism",) if claim.claim_type == "mechanism" else ())
    if not named:
        return Finding("outcome", "not_checkable", "The sentence names no effect that could be measured.")
    if not claim.slots.outcomes and claim.claim_type == "efficacy" and not denied:
        why = "The sentence names no effect that a study in the records has measured."
        return Finding("outcome", "unsupported", why, vague=True)
    # "Fibroblasts make collagen" names cells as actors; "in cultured fibroblasts" and "studies found" name a level.
    scoped = ideas.has("lab_work", "evidence_word") and (claim.population != "none" or claim.claim_type == "mechanism")
    answers = [_one(family, claim, context, denied, scoped) for family in named[:6]]
    order = precedence()
    return min(answers, key=lambda f: order.index(f.answer))


def leaps(text: str) -> bool:
    """Whether it draws from what was seen with one source or route a promise about another ("..., so our ...")."""
    hit = _SO.search(text)
    if hit is None:
        return False
    seen, promised = read_ideas(text[: hit.start()]), read_ideas(text[hit.end() :])
    another_way = seen.says("opened") and promised.says("intact") and not promised.has("opened")
    another_source = promised.has("plant") != seen.has("plant") and promised.has("product", "vesicle")
    return (another_way or another_source) and seen.has("vesicle")


def _one(family: Family, claim: Claim, context: Context, denied: bool, scoped: bool) -> Finding:
    matches = find(family, claim, context)
    words = settings("families")["words"].get(family, family)
    if denied:
        return _denial(words, matches)
    if scoped:
        own = _own_level(claim, matches, words)
        if own is not None:
            return own
    favourable = [m for m in matches if m.side == "for"]
    by_molecules = claim.ideas.has("mirna") and not claim.ideas.has("human_trial")
    if claim.claim_type == "mechanism" or by_molecules:
        bench = [m for m in favourable if m.study.who.level in ("in-vitro", "animal")] or favourable
        if bench:
            return Finding(
                "outcome",
                "preclinical_only",
                f"Cells and animals showed such effects on {words}; people have not been shown to follow.",
                records(bench),
                would_change=("The same effect measured in people would change this.",),
            )
    return _general(family, words, claim, context, matches, favourable)


def _general(
    family: Family, words: str, claim: Claim, context: Context, matches: tuple[Match, ...], favourable: list[Match]
) -> Finding:
    people = [m for m in favourable if m.study.who.level == "human"]
    nulls = [m for m in matches if m.side == "against" and m.study.who.level == "human"]
    route = route_of(claim, context)
    direct = [m for m in people if not {"route", "source"} & set(m.failures)]
    if route == "unknown":
        direct = [m for m in direct if m.study.route not in _OPENED]
    kept = records(direct[:4] + nulls + [m for m in people if m not in direct][:3])
    if family == "rejuvenation":
        return Finding(
            "outcome",
            "unsupported",
            "No study measures rejuvenation as such; those that exist measured single signs such as lines or spots.",
            kept,
            would_change=("A controlled trial with a named and measured outcome would change this.",),
        )
    if direct:
        best = direct[0]
        if not _strong_enough(claim, direct):
            return Finding(
                "outcome",
                "overstated",
                f"Said without reserve, but the studies on {words} {ROUTE_WORDS.get(best.study.route, '')} "
                "had no control that differed by the vesicles alone.",
                kept,
                would_change=("A trial against the same product without vesicles would change this.",),
            )
        surviving: Level = LEVELS[max(best.level, _HUMAN)]  # type: ignore[assignment]
        word = ladder.best_verdict(surviving)
        size = f"{best.study.n} people" if best.study.n else "people"
        beside = " A study that found no difference stands against it." if nulls else ""
        return Finding(
            "outcome",
            word,
            f"The best study on {words} {ROUTE_WORDS[best.study.route]} had {size} and needs repeating.{beside}",
            kept,
            flags=("interest",) if best.study.sponsored else (),
            would_change=("A second independent trial against the same product without vesicles would change this.",),
        )
    if people:
        best = min(people, key=lambda m: (len(m.failures), -m.level, m.study.id))
        if "source" in best.failures or "route" in best.failures:
            why = transfer_words(best)
        else:
            why = f"the best study worked {ROUTE_WORDS[best.study.route]}, and the sentence names no route"
        return Finding(
            "outcome",
            "not_transferable",
            f"Effects on {words} were studied under other conditions: {why}.",
            kept,
            would_change=("A trial of the same source by the same route would change this.",),
        )
    if favourable:
        return Finding(
            "outcome",
            "preclinical_only",
            f"Effects on {words} were seen in cells or animals only.",
            records(favourable),
            would_change=("A controlled trial in people would change this.",),
        )
    if nulls:
        return Finding("outcome", "contradicted", f"The located study on {words} found no difference.", records(nulls))
    return Finding(
        "outcome",
        "unsupported",
        f"No study of vesicles and {words} in people was located.",
        (),
        would_change=("A controlled trial in people would change this.",),
    )


def _strong_enough(claim: Claim, direct: list[Match]) -> bool:
    """Whether the best study that transfers started on the rung that the sentence's strength asks for."""
    need = settings("families")["strength"]["hedged" if claim.certainty == "hedged" else "asserted"]
    return any(m.study.level is not None and LEVELS.index(m.study.level) >= LEVELS.index(need) for m in direct)


def _own_level(claim: Claim, matches: tuple[Match, ...], words: str) -> Finding | None:
    """A sentence that names its level is judged there; ``None`` where it names people without naming a study."""
    ideas = claim.ideas
    level = claim.population
    if level == "human" and not ideas.has("evidence_word", "human_trial"):
        return None
    wanted = ("in-vitro", "animal") if level == "none" else (level,)
    there = [m for m in matches if m.study.who.level in wanted]
    if level in ("animal", "in-vitro") and not there:
        # What is said of cells and animals is well covered by the neighbouring rung.
        there = [m for m in matches if m.study.who.level in ("in-vitro", "animal")]
    if level == "human":
        there = [m for m in there if "route" not in m.failures]
    pro, con = [m for m in there if m.side == "for"], [m for m in there if m.side == "against"]
    place = {"human": "people", "animal": "animals", "in-vitro": "cells"}.get(level, "the laboratory")
    if pro:
        return Finding(
            "outcome",
            "supported",
            f"Said of {place} only, and so judged there: such effects on {words} have been reported.",
            records(pro + con),
            flags=("own_level",),
        )
    if con:
        return Finding(
            "outcome",
            "contradicted",
            f"The study in {place} found no difference for {words}.",
            records(con),
            ("own_level",),
        )
    return Finding("outcome", "unsupported", f"No study of {words} in {place} was located.", (), ("own_level",))


def _denial(words: str, matches: tuple[Match, ...]) -> Finding:
    """That something does not work is judged too: by nulls, and by what speaks for the effect."""
    people = [m for m in matches if m.study.who.level == "human"]
    pro, con = [m for m in people if m.side == "for"], [m for m in people if m.side == "against"]
    word: Verdict
    if con:
        word = "preliminary" if pro else "supported_limited"
        reason = f"At least one study in people found no difference for {words}" + ("; others did." if pro else ".")
    elif pro:
        word = "unsupported"
        reason = f"Small studies report an effect on {words}, so a flat denial goes further than they do."
    else:
        word = "supported_limited"
        reason = f"No study in people shows an effect on {words}, which is not proof that there is none."
    return Finding("outcome", word, reason, records(con + pro))
