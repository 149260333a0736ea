"""Does the product keep as the sentence says: how cold, how long, in which form, in which vessel?

Records of kept vesicles judge. Four weeks changed them at every temperature that was tried; freeze-dried ones were
reported stable for longer; minus 80 degrees for long keeping is a habit. What the vial of the model would still hold
after the time and temperature that the sentence names stands beside the verdict, and never makes it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from exoderm.appraisal import by_fact, keeping, losses
from exoderm.appraisal.context import Context
from exoderm.appraisal.fact import unanswered
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.keeping import ROOM_CELSIUS, Kept
from exoderm.appraisal.verdict import precedence
from exoderm.library.terms import Verdict
from exoderm.page.ideas import Ideas
from exoderm.page.page import Claim

QUESTION = "Does the product keep as the sentence says: how cold, how long, in which form?"

_ELSEWHERE = ("penetration", "regulation")
_TRIED_DAYS = 28.0
"""The longest that a liquid or frozen vesicle was followed in a record that was read (wu_2021)."""
_DRY_COLD, _DRY_WARM = (8.0, 730.0), (50.0, 92.0)
"""Temperatures (°C) up to which dried vesicles were reported stable, and for how many days (milk_2024)."""
_NEAR = 3.0
"""How many times longer than that a time may be and still be no more than a fair guess."""
_SOON_DAYS = 7.0
"""Within which what was opened counts as used up soon, and 4 degrees as short keeping."""
_USE_WITHIN = re.compile(r"\W*(?:to be )?(?:use|used|consume|finish) (?:\w+ )?(?:within|before|by)\b", re.IGNORECASE)
"""A label that grants a time: "Use within 36 months"."""
_OPENING = 3
"""Characters within which a label begins to speak of keeping; it names no product because it stands on one."""
_CHANGE = (
    "Counts of whole vesicles from this product, at the stated temperature and up to the stated day, would change this."
)
_PERMITS = re.compile(r"\b(?:you|they|it|vials?|ampoules?|serum|bottles?|vesicles|exosomes) may be\b|\byou may\b", re.IGNORECASE)  # fmt: skip # noqa: E501
"""A "may" that allows and doubts nothing."""


def applies(claim: Claim, context: Context) -> bool:
    """Statements on keeping: by their type, or because keeping is what they speak of."""
    ideas = claim.ideas
    if ideas.has("everyday_thing") and not ideas.has("vesicle", "product"):
        return False
    if claim.claim_type == "storage" or claim.second_type == "storage" or by_fact.opened("storage", ideas, context):
        return True
    if claim.slots.outcomes or claim.claim_type in _ELSEWHERE:
        return False
    if ideas.has("no_cold_needed", "kept_anyhow") and ideas.has("storage_word", "heat"):
        return True
    if (ideas.has("wall_word") and ideas.has("container")) or (ideas.has("vessel_word") and ideas.has("life_word")):
        return True
    if ideas.has("opened_bottle") and ideas.commands and keeping.read(ideas).days is not None:
        return True
    if ideas.has("opened_bottle") and ideas.has("promptly", "short_kept", "long_kept", "stays_whole", "breaks_down"):
        return True
    if ideas.has("vesicle") and ideas.has("fragile_word") and not ideas.has("skin", "cell_effect", "gain_verb"):
        return True
    ways = ideas.has(
        "heat", "light", "acid", "freeze_thaw", "wall_word", "protectant", "deep_cold", "freezer", "fridge"
    )
    fares = ideas.has("stays_whole", "breaks_down", "protects", "useless_word", "warm_better", "extends_life")
    if not (ideas.has("storage_word") or (ways and fares)):
        return False
    # "Minus eighty is better for some weeks, and even there something is lost": nothing else is kept so.
    return _of_products(ideas) or (ideas.has("deep_cold") and ideas.has("spell"))


def _of_products(ideas: Ideas) -> bool:
    """Whether it is vesicles, or what holds them, that are kept: "donor records are kept" is of something else."""
    things = ("vesicle", "particle", "product", "container", "opened_bottle", "dried", "maker_word", "life_word")
    return ideas.has(*things) or ideas.points_back


def answer(claim: Claim, context: Context) -> Finding | None:
    """The facts on keeping that the sentence touches, and its own temperature and time against the records."""
    ideas = losses.read(claim.ideas)
    kept = keeping.read(ideas)
    asked = (_period(claim, ideas, kept, context), _advice(ideas, kept, context), _opened(ideas, kept, context))
    found = [f for f in asked if f is not None]
    touched = by_fact.touched("storage", ideas, context)
    if touched and not found:
        found = [by_fact.finding(touched, context)]
    elif touched and (worst := by_fact.finding(touched, context)).answer in ("contradicted", "overstated"):
        found.append(worst)
    if not found:
        if claim.claim_type != "storage":
            return None
        why = "The sentence names no way of keeping that a record speaks of."
        return Finding("storage", "not_checkable", why, would_change=(_CHANGE,), vague=True)
    order = precedence()
    first = min(found, key=lambda f: order.index(f.answer))
    if unanswered(ideas) is not None and first.answer in ("unsupported", "overstated", "contradicted"):
        return None  # that nobody looked is no word for or against
    return replace(
        by_fact.softened(first, claim.certainty == "hedged" and not _PERMITS.search(ideas.text)),
        would_change=(_CHANGE,) if first.answer not in ("supported", "supported_limited") else (),
        beside=keeping.beside(kept),
    )


def _says_stable(ideas: Ideas) -> bool | None:
    """Whether the sentence says that vesicles outlast the time (true), do not (false), or neither (``None``)."""
    if ideas.says("changed_anyhow"):
        return False
    if ideas.says("kept_anyhow", "no_cold_needed") and not ideas.denies("stays_whole"):
        return True
    lasting, failing = ideas.of("stays_whole"), ideas.of("breaks_down")
    if any(not m.denied for m in lasting):
        return True
    if lasting or any(not m.denied for m in failing):
        return False
    return True if failing or ideas.has("storage_word") else None


def _advice(ideas: Ideas, kept: Kept, context: Context) -> Finding | None:
    """A bare instruction on where to keep it: sound where it is cold or keeps from thawing and heat, not where warm."""
    if _shuns(ideas) and not ideas.has("stays_whole", "breaks_down", "warm_better"):
        why = "Freezing and warmth both changed vesicles; to keep them from thawing twice and from heat is sound."
        return _finding("supported_limited", why, ("walker_2022", "wu_2021", "cheng_2019"), context)
    if not ideas.commands or kept.celsius is None or kept.days is not None or ideas.has("stays_whole", "breaks_down"):
        return None
    why = "Minus 80 degrees for long and 4 degrees for short keeping is the habit of the field"
    cold = kept.celsius <= 10.0
    word: Verdict = "supported" if cold else "unsupported"
    return _finding(
        word, f"{why}." if cold else f"{why}; nobody has shown that warmer does.", ("storage_2022",), context
    )


def _shuns(ideas: Ideas) -> bool:
    """Whether thawing again or heat is what it tells to keep away from."""
    ways = ideas.of("freeze_thaw", "heat")
    keeps = [m for m in ideas.of("avoids", "keeps_away", "cool", "once_only") if not m.denied]
    near = any(k.start <= w.end + 40 and w.start <= k.end + 40 for w in ways for k in keeps)
    cold = [m for m in ideas.of("cool", "fridge") if not any(w.start <= m.start < w.end for w in ways)]
    no_cold = ";" in ideas.text or any(m.denied for m in cold)  # "Never cool it; keep it where it is hot"
    return bool(ways) and not no_cold and (near or (bool(keeps) and any(w.denied for w in ways)))


def _opened(ideas: Ideas, kept: Kept, context: Context) -> Finding | None:
    """An instruction to use up what was opened by some day: it grants that it keeps till then."""
    if not ideas.commands or not ideas.has("opened_bottle") or kept.days is None:
        return None
    lost = "What stands opened or dissolved goes on losing vesicles: half were gone from a plain tube in two cold days"
    word: Verdict = "supported" if kept.days <= _SOON_DAYS else "unsupported"
    why = f"{lost}." if word == "supported" else f"{lost}; nobody has shown that it keeps for so long."
    return _finding(word, why, ("evtushenko_2020", "wu_2021"), context)


def _period(claim: Claim, ideas: Ideas, kept: Kept, context: Context) -> Finding | None:
    """A stated time, against how long vesicles of that form were followed; ``None`` where no time is stated."""
    within = _USE_WITHIN.match(ideas.text) is not None and not ideas.has("opened_bottle")
    if kept.days is None or (ideas.commands and not within) or ideas.has("promptly", "stability_data"):
        return None
    if ideas.says("not_studied", "open_question") and not ideas.has("stays_whole", "kept_anyhow", "long_kept"):
        return None  # what becomes of it in that time is said to be open
    label = any(m.start <= _OPENING for m in ideas.of("stays_whole", "storage_word", "promptly"))
    bare = (claim.claim_type == "storage" and label) or within  # "Good for 30 months from the date of making"
    if not _of_products(ideas) and kept.celsius is None and not bare:
        return None
    stable = True if within else _says_stable(ideas)
    if stable is None:
        return None
    whole = ideas.says("kept_anyhow")
    if kept.form == "dry":
        word, why = _dry(stable, whole, kept.days, _reach(kept.celsius if kept.celsius is not None else ROOM_CELSIUS))
        return _finding(word, why, ("milk_2024",), context)
    word, why = _wet(stable, whole, kept)
    if word == "supported" and losses.told(ideas):
        word, why = "supported_limited", f"{why.rstrip('.')}; how large the share is differs from vial to vial."
    return _finding(word, why, ("wu_2021", "storage_2022", "evtushenko_2020"), context)


def _reach(celsius: float) -> float:
    """Days for which dried vesicles were reported stable: between the two temperatures the logarithm runs straight."""
    (cold, long), (warm, short) = _DRY_COLD, _DRY_WARM
    if celsius > warm:
        return 0.0
    share = min(max((celsius - cold) / (warm - cold), 0.0), 1.0)
    return float(long * (short / long) ** share)


def _dry(stable: bool, whole: bool, days: float, reach: float) -> tuple[Verdict, str]:
    far = "Dried vesicles were reported stable for two years in a refrigerator and three months at 50 degrees"
    if days <= _NEAR * reach:
        if not stable:
            return "unsupported", f"{far}; that they fail sooner is not on record."
        if whole:
            return "overstated", f"{far}, but no share that was left is given."
        return ("supported_limited", f"{far}.") if days <= reach else ("preliminary", f"{far}; between the two it is a guess.")  # fmt: skip # noqa: E501
    if stable:
        return "unsupported", f"{far}; nobody has shown more."
    return "supported_limited", f"{far}; that more is not shown is right."


def _wet(stable: bool, whole: bool, kept: Kept) -> tuple[Verdict, str]:
    """A liquid or frozen product; one of unknown form is taken for a liquid, since that is what most are."""
    assert kept.days is not None
    frozen = kept.celsius is not None and kept.celsius < 0.0
    deep = kept.celsius is not None and kept.celsius <= -60.0
    changed = "Four weeks changed number, size and uptake of vesicles at 4, -20 and -80 degrees alike"
    if not stable:
        if deep and kept.days <= _TRIED_DAYS:
            return "preliminary", f"{changed}, though minus 80 degrees is what the field keeps them at."
        if deep and kept.days > _NEAR * _TRIED_DAYS:
            return "supported_limited", f"{changed}; nobody followed them for longer, so that more is not shown."
        return "supported", f"{changed}; warmth makes it worse."
    if whole:
        return "contradicted", f"{changed}: no way of keeping preserved all."
    if deep:
        return _deep(kept.days, changed)
    if frozen:
        return "unsupported", f"{changed}; for longer, minus 80 is preferred."
    warm = kept.celsius is not None and kept.celsius > 8.0
    if kept.days <= _SOON_DAYS and not warm:
        return "supported_limited", "4 degrees for short keeping is the field's habit; two days took half from a plain tube."  # fmt: skip # noqa: E501
    if warm and kept.form == "liquid" and kept.days > _TRIED_DAYS:
        return "contradicted", f"{changed}, and warmth makes it worse."
    return "unsupported", f"{changed}; nobody has shown that a liquid keeps for longer or warmer."


def _deep(days: float, changed: str) -> tuple[Verdict, str]:
    """Kept at minus 80 degrees or below, and said to last: as far as vesicles were followed, and a little further."""
    habit = f"{changed}; minus 80 degrees is the field's habit for long keeping all the same"
    if days <= _TRIED_DAYS:
        return "supported_limited", f"{habit}."
    if days <= _NEAR * _TRIED_DAYS:
        return "preliminary", f"{habit}; beyond four weeks it is a guess."
    return "unsupported", f"{habit}, but nobody followed them for so long."


def _finding(word: Verdict, reason: str, ids: tuple[str, ...], context: Context) -> Finding:
    records = tuple(Record(i, context.studies[i].level) for i in ids if i in context.studies)
    return Finding("storage", word, reason, records)
