"""A promise to cure, treat or prevent a named disease: judged by studies of that disease, not of a neighbour.

"Cures vitiligo" is not answered by what was seen on redness. Whoever says it of a product makes it a medicine before
the law, and may keep somebody from treatment: both are flagged.
"""

from __future__ import annotations

import re
from functools import cache, partial

from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.shelf_weight import of_vesicles
from exoderm.evidence.study import Study
from exoderm.library.terms import Flag
from exoderm.page import wordlist
from exoderm.page.page import Claim

FLAGS: tuple[Flag, ...] = ("regulatory", "safety")
_heals = partial(wordlist.pattern, "promise", "heals")
_healed = partial(wordlist.pattern, "promise", "healed")
_GAP = 90
"""Characters between the verb and a disease of its list ("cures eczema, psoriasis and vitiligo")."""
_CHANGE = "A controlled trial in people with that disease would change this."


@cache
def _leaves(disease: str) -> re.Pattern[str]:
    """What a disease is said to do of itself, right behind its name: "vitiligo repigments", "psoriasis heals"."""
    named, leaves = wordlist.either("disease", disease), wordlist.either("promise", "leaves")
    return re.compile(rf"\b{named}\b(?: \w+){{0,2}}? {leaves}\b", re.IGNORECASE)


def promised(claim: Claim) -> tuple[str, ...]:
    """Diseases that the sentence says to cure, treat or prevent."""
    if claim.certainty in ("negated", "question") or claim.slots.direction == "none":
        return ()
    text = claim.text
    spans = [text[m.end() : m.end() + _GAP].split(";")[0] for m in _heals().finditer(text)]
    # "Psoriasis can be cured", "your eczema goes away": the disease stands before.
    spans += [text[max(0, m.start() - _GAP) : m.start()].split(";")[-1] for m in _healed().finditer(text)]
    return tuple(
        name
        for name in wordlist.load("disease")
        if any(_named(name, text) for text in spans) or _leaves(name).search(claim.text)
    )


def judge(claim: Claim, context: Context) -> Finding | None:
    """Unsupported where a disease of the promise was studied by nobody in people; ``None`` where all were."""
    unknown = [name for name in promised(claim) if not _studies(name, context)]
    if not unknown:
        return None
    seen = [s for name in unknown for s in _studies(name, context, people=False)]
    why = f"No study in people with {' or '.join(unknown[:3])} was located, and what helps redness is no cure of it."
    return Finding("outcome", "unsupported", why, tuple(Record(s.id, s.level) for s in seen[:4]), FLAGS, (_CHANGE,))


def _studies(name: str, context: Context, people: bool = True) -> list[Study]:
    """Studies of vesicles that name the disease and favour them, in people or at all."""
    return [
        s
        for s in context.studies.values()
        if s.level is not None
        and of_vesicles(s)
        and s.direction.startswith("favours")
        and (not people or s.who.level == "human")
        and _named(name, f"{s.title} {s.who.words} {s.statement}")
    ]


def _named(disease: str, text: str) -> bool:
    return wordlist.pattern("disease", disease).search(text) is not None
