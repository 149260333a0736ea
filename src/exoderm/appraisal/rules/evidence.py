"""Is it true what the sentence says of the evidence: how much there is, of which kind, and how firm?

Compared with the study cards as counted today. "Proven" needs what the ladder calls replicated (E6); "little",
"early", "not proven" agree with anything less.
"""

from __future__ import annotations

import re
from functools import cache, partial

from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.lengths import weeks
from exoderm.appraisal.rules import outcome
from exoderm.appraisal.shelf_weight import Weight, weigh
from exoderm.appraisal.verdict import settings
from exoderm.library.terms import LEVELS, Verdict
from exoderm.page import wordlist
from exoderm.page.ideas import Ideas
from exoderm.page.numerals import digits
from exoderm.page.page import Claim

QUESTION = "Is it true what the sentence says of the evidence: how much there is, of which kind, and how firm?"

_LOOSE = (None, "efficacy", "usage", "comparison", "composition", "market")
"""Types that short sentences on evidence are easily taken for."""

_LONG_WEEKS = 26
"""Follow-up that deserves the word long; half a year is a choice of design."""


_ROOM = 1.5
"""Stated follow-up over the longest recorded one that still counts as agreeing ("about three months")."""
_AHEAD = "What is promised goes further than what trials have shown, not the other way round."
_either = partial(wordlist.either, "evidence")
_longer = partial(wordlist.pattern, "evidence", "longer")
_whole_shelf = partial(wordlist.pattern, "evidence", "whole_shelf")
"""Words that leave a statement on studies one on the whole shelf."""


@cache
def _calendar() -> re.Pattern[str]:
    """A span of the calendar ("over the past five years"): it says when studies were made, not how long they took."""
    return re.compile(rf"\b{_either('near')}\s+(?:\w+[\s-]){{0,3}}{_either('calendar')}\b", re.IGNORECASE)


@cache
def _above() -> re.Pattern[str]:
    """Few others are said to be backed as well ("hardly any filler has as many studies as exosomes")."""
    few, measure, ours = _either("few"), _either("measure"), _either("ours")
    return re.compile(rf"\b{few}\b.{{0,80}}\bas {measure}\b.{{0,80}}\bas\b.{{0,40}}\b{ours}", re.IGNORECASE)


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(rf"[,;:.!]|\b{_either('goes_off')}\b", re.IGNORECASE)


_MANY = 1.5
"""Stated number of studies over those in the records that no longer counts as agreeing."""
_FAR_MORE = 100.0
"""Number of studies below which a count may be right that the records don't reach."""
_ROUND = {"hundred": 100.0, "hundreds": 200.0, "thousand": 1000.0, "thousands": 2000.0}


@cache
def _counted() -> re.Pattern[str]:
    number = r"(?P<n>\d{1,3}(?:,\d{3})+|\d+)|(?P<word>(?:a |one )?(?:hundreds?|thousands?))"
    made = rf"(?:{_either('made')}[ ,]+){{0,4}}"
    return re.compile(rf"\b(?:{number})(?: of)? {made}{_either('in_people')}\b", re.IGNORECASE)


@cache
def _no_study() -> re.Pattern[str]:
    """A sentence that denies studies as such, and not what they found ("there was never any trial")."""
    none = r"\bthere (?:is|are|was|were|has been|have been)(?:n't| not| no|) (?:(?:a|an|any|single|yet|ever|never)\s)*"
    return re.compile(rf"{none}(?:\w+\s){{0,4}}?{_either('study')}", re.IGNORECASE)


_OBJECT = re.compile(r"[^\W\d_]{3,}")


def applies(claim: Claim, context: Context) -> bool:
    """Statements whose predicate is about proof, studies or knowledge."""
    ideas = claim.ideas
    if _of_own_testing(ideas) or (ideas.has("animal_matter") and not ideas.has("evidence_noun", "tested_on")):
        return False
    if claim.claim_type == "evidence":
        return True
    if ideas.has("overreach", "trails_nobody") and claim.claim_type != "regulation":
        return True
    if ideas.has("long_term") and ideas.has("open_question") and ideas.has("effect_word"):
        return True
    if not ideas.has("evidence_word", "lab_work", "human_trial") or ideas.commands:
        return False
    if claim.claim_type == "composition" and ideas.has("particle_count") and not ideas.has("human_trial"):
        return False  # what a laboratory counted in a vial says nothing of how firm the evidence is
    judges = ideas.has(
        "evidence_weak", "evidence_strong", "nothing_exists", "open_question", "overreach", "trails_nobody"
    )
    spans = () if _calendar().search(claim.text) else weeks(claim.text)
    judges = judges or (ideas.has("human_trial", "evidence_noun") and bool(spans))
    if claim.claim_type == "safety":
        return judges and not ideas.has("harm", "safe", "safety_word")
    if claim.second_type == "evidence" and claim.claim_type in ("definition", "mechanism"):
        return judges
    of_vesicles = ideas.has("vesicle", "product") or not ideas.has("known_active")
    return claim.claim_type in _LOOSE and judges and of_vesicles and not claim.slots.outcomes


def touches(claim: Claim, context: Context) -> bool:
    """Whether it weighs studies or knowledge of vesicles."""
    ideas = claim.ideas
    if ideas.has("uncontrolled") and ideas.has("little_said"):
        return True
    weighs = ideas.has("evidence_weak", "evidence_strong", "nothing_exists", "open_question", "overreach")
    if not ideas.has("vesicle", "product"):
        return False
    if ideas.has("most_of") and ideas.has("evidence_exists") and ideas.has("lab_work", "human_trial"):
        return not claim.slots.outcomes  # "most of what has been published was done in dishes"
    matter = ideas.has("evidence_noun", "human_trial") or (ideas.has("long_term") and ideas.has("vesicle"))
    return weighs and matter and claim.claim_type != "storage" and not ideas.commands and not _of_own_testing(ideas)


def _of_own_testing(ideas: Ideas) -> bool:
    """Whether a sentence says on whom the page's own product was not tested: no shelf of studies can tell."""
    if ideas.has("cruelty_free"):
        return not ideas.has("evidence_noun")
    nameless = not ideas.has("vesicle", "evidence_noun")
    own = ideas.has("own_product", "one_product")
    return (ideas.denies("tested_on") and (nameless or own)) or (own and ideas.says("never_tested"))


def answer(claim: Claim, context: Context) -> Finding | None:
    """Set what the sentence says of the evidence beside what the shelf holds."""
    ideas = claim.ideas
    outcomes = [f for f in claim.slots.outcomes if f in settings("families")["outcomes"] and f != "rejuvenation"]
    weight = weigh(context.studies, outcomes)
    if ideas.says("unseen_data") or outcome.leaps(claim.text):
        return None  # nobody outside can look at them; what is carried over to another way is judged as an effect
    word, why = _judge(ideas, claim, weight)
    if word is None:
        return None
    if word == "contradicted" and outcomes and ideas.says("evidence_strong") and not ideas.has("evidence_noun"):
        # "Proven to smooth wrinkles" adds a promise to an effect; "large trials prove it" states what is not so.
        word = "overstated"
    about = " and ".join(settings("families")["words"][f] for f in outcomes[:3]) or "skin and hair"
    repeated = LEVELS.index(weight.best) >= LEVELS.index("E6")
    reason = f"{why} On {about} the records hold {weight.words()}"
    reason += "." if repeated else "; none of the effects has been repeated in a second matching trial."
    records = tuple(Record(i, context.studies[i].level) for i in weight.ids[:6])
    return Finding(
        "evidence",
        word,
        reason,
        records,
        would_change=("A second independent trial with the same result would change this.",),
    )


def _judge(ideas: Ideas, claim: Claim, weight: Weight) -> tuple[Verdict | None, str]:
    firm = LEVELS.index(weight.best) >= LEVELS.index("E6")
    strong, strong_denied = ideas.says("evidence_strong"), ideas.denies("evidence_strong")
    weak, weak_denied = ideas.says("evidence_weak", "open_question"), _weakness_denied(ideas)
    if ideas.has("overreach", "trails_nobody"):
        ahead = ideas.says("trails_nobody")
        return ("contradicted" if ahead != ideas.denies("overreach") else "supported"), _AHEAD
    if ideas.has("absence_is_no_proof", "absence_is_proof"):
        apart = ideas.has("absence_is_no_proof")
        return ("supported" if apart else "contradicted"), "That nothing was shown is not that nothing happens."
    if ideas.has("study_flaw") and ideas.has("care_due"):
        return ("supported" if ideas.says("care_due") else "contradicted"), "Such a study carries less."
    if ideas.has("been_repeated") and ideas.has("evidence_word", "vesicle", "effect_word"):
        why = "No effect has been repeated in a second matching trial." if not firm else "The effect has been repeated."
        return ("supported" if ideas.says("been_repeated") == firm else "contradicted"), why
    if ideas.has("uncontrolled") and ideas.says("little_said"):
        return "supported", "Without a control nobody can tell what the vesicles did."
    if ideas.has("trial_entry") and ideas.says("only_planned") and ideas.denies("proof_verb", "shows_effect"):
        return "supported", "A trial in a register has been announced; it is not yet a result."
    if _above().search(ideas.text):
        return ("supported" if firm else "contradicted"), "Few controlled trials exist, and no large ones."
    followed = () if _calendar().search(ideas.text) else weeks(ideas.text)
    if followed and ideas.has("human_trial", "evidence_noun") and weight.weeks:
        # "Few go beyond three months", "beyond three months is the exception".
        denied = ideas.has("hardly_any") or (claim.certainty == "negated") != ideas.says("few_or_rare")
        if _longer().search(ideas.text):
            beyond = weight.weeks > _ROOM * max(followed)
            why = f"The longest controlled follow-up in the records is {weight.weeks:g} weeks."
            return ("supported" if beyond != denied else "contradicted"), why
        return _followed(max(followed), weight.weeks, denied)
    if ideas.denies("more_needed") and not ideas.says("more_needed", "nothing_exists"):
        return ("supported" if firm else "contradicted"), "The evidence is early, whatever the sentence says."
    if ideas.says("none_needed") and ideas.has("evidence_noun"):
        return ("supported" if firm else "contradicted"), "The evidence is early, whatever the sentence says."
    if (stated := _trials(ideas.text)) >= _FAR_MORE and stated > _MANY * weight.people:
        denied = claim.certainty == "negated"
        return ("supported" if denied else "contradicted"), "So many studies in people are not in the records."
    if ideas.says("long_term") and ideas.says("proof_verb") and not (weak or claim.certainty != "asserted"):
        return "contradicted", "No record followed people for long under control."
    if ideas.says("most_of") and ideas.says("rests_on") and ideas.says("human_trial"):
        # "Most of it comes from big trials", where it comes from cells, animals and small ones.
        small = ideas.has("lab_work", "evidence_weak")
        return ("supported" if small != firm else "contradicted"), "Most of what is known comes from cells and animals."
    if ideas.has("long_term") and (weak or strong_denied or claim.certainty == "negated"):
        short = (weight.weeks or 0) < _LONG_WEEKS
        return ("supported" if short else "contradicted"), "No record followed people for long under control."
    unproved = ideas.denies("proof_verb") and not ideas.says("proof_verb")
    if strong_denied and (not strong or unproved):
        return ("contradicted" if firm else "supported"), "That the proof is missing or thin is right."
    if (claim.slots.outcomes or ideas.has("known_active")) and ideas.denies("proof_verb") and not weak:
        # "No trial has found that it works" is about the effect, not about whether there are trials.
        return None, ""
    if ideas.says_in_main("nothing_exists") and not strong:
        if ideas.has("names_none") or _of_something(ideas):
            return None, ""  # "the brochure cites no trial" tells of the brochure
        return _few(firm) if ideas.has("hardly_any") else _nothing(ideas, weight)
    if ideas.denies("nothing_exists") and not strong:
        return _exists(False, weight)
    if strong and not weak:
        return _strong(ideas, firm)
    if strong and weak:
        # "Robust trials are lacking", "promising but far from proven", "the strongest data come from cells".
        return ("contradicted" if firm else "supported"), "That the evidence is early is right."
    if weak_denied and not weak:
        return ("supported" if firm else "contradicted"), "The evidence is early, whatever the sentence says."
    if weak:
        return _few(firm)
    if ideas.says("unmeasured") and not ideas.has("lab_work"):
        return ("contradicted" if firm else "supported"), "That it was not shown is right."
    if ideas.says("more_needed") and ideas.has("evidence_noun"):
        return _few(firm)
    if ideas.has("evidence_exists", "most_of", "lab_work", "human_trial"):
        of_studies = ideas.denies("evidence_exists") or bool(_no_study().search(ideas.text))
        if claim.certainty == "negated" and (not of_studies or ideas.has("names_none")):
            # "Holes in rats took no more dye", "its studies are not named": neither says that there are none.
            return None, ""
        if of_studies and ideas.has("hardly_any"):
            return _few(firm)
        return _exists(claim.certainty == "negated" or ideas.denies("evidence_exists"), weight)
    return None, ""


def _trials(text: str) -> float:
    """How many trials or studies a sentence counts; 0 where it counts none or only what was done to cells."""
    hit = _counted().search(digits(text.lower()))
    if hit is None:
        return 0.0
    return float(hit["n"].replace(",", "")) if hit["n"] else _ROUND[hit["word"].split()[-1]]


_ASKS_FIRST = re.compile(r"\W*(?:whether|which|what the|how (?:often|long|many|much))\b", re.IGNORECASE)
"""A question that opens the sentence, of which alone it says that nobody looked ("which is best, nobody tested")."""


def _of_something(ideas: Ideas) -> bool:
    """Whether what does not exist has an object of its own ("no study compared schedules"), of which no count tells."""
    if _ASKS_FIRST.match(ideas.text):
        return True
    named = (m.end for m in ideas.of("nothing_exists") if not m.denied)
    rest = _stop().split(ideas.text[min(named) :], maxsplit=1)[0]
    return bool(_OBJECT.search(_whole_shelf().sub(" ", rest)))


def _nothing(ideas: Ideas, weight: Weight) -> tuple[Verdict, str]:
    about_people = not ideas.has("lab_work") or ideas.has("human_trial")
    some = weight.people > 0 if about_people else weight.laboratory > 0
    if some:
        return "contradicted", "Studies exist, if small ones."
    return "supported", "None was located."


def _weakness_denied(ideas: Ideas) -> bool:
    """Whether it denies that the evidence is weak; "a cell culture is not a face" names a dish, and no evidence."""
    dishes = () if ideas.has("evidence_word") else ideas.of("lab_work")
    weak = (m for m in ideas.of("evidence_weak") if m.denied)
    return any(not any(d.start <= m.start and m.end <= d.end for d in dishes) for m in weak)


def _few(firm: bool) -> tuple[Verdict, str]:
    return ("contradicted" if firm else "supported"), "That the evidence is early or open is right."


def _strong(ideas: Ideas, firm: bool) -> tuple[Verdict, str]:
    if firm:
        return "supported", "The effect has been repeated."
    if ideas.says("lab_work") and not ideas.says("human_trial"):
        return "supported", "Most of what is convincing comes from cells and animals."
    if ideas.says("most_of") and not ideas.says("human_trial"):
        return "preliminary", "Such studies exist, but they are few and small."
    return "contradicted", "That is more than the studies carry."


def _followed(stated: float, longest: float, denied: bool) -> tuple[Verdict, str]:
    """How long people were followed, against the longest follow-up under control in the records."""
    fits = stated <= _ROOM * longest
    why = f"The longest controlled follow-up in the records is {longest:g} weeks."
    return ("supported" if fits != denied else "contradicted"), why


def _exists(denied: bool, weight: Weight) -> tuple[Verdict, str]:
    if weight.people == 0 and not denied:
        return "unsupported", "No study in people was located."
    return (
        "contradicted" if denied and weight.people else "supported"
    ), "Studies are under way and some are published."
