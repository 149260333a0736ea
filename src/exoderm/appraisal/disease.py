"""A promise to cure, treat or prevent a named disease: judged by studies of that disease, not of a neighbour.

"Cures vitiligo" is not answered by what was seen on redness. Whoever says it of a product makes it a medicine before
the law, and may keep somebody from treatment: both are flagged.
"""

from __future__ import annotations

import re

from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.shelf_weight import of_vesicles
from exoderm.evidence.study import Study
from exoderm.library.terms import Flag
from exoderm.page.page import Claim

FLAGS: tuple[Flag, ...] = ("regulatory", "safety")
_HEALS = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|treat(?:s|ing|ed(?! (?:with|by)))?|prevent(?:s|ed|ing)?|heal(?:s|ed|ing)?|reverse[sd]?"
    r"|eliminat(?:e|es|ed|ing)|get(?:s)? rid of|eradicat(?:e|es|ed|ing)|free(?:s)? (?:you )?(?:of|from)"
    r"|(?:remedy|cure|therapy|treatment) (?:for|of|against))\b",
    re.IGNORECASE,
)
_LEAVES = (
    r"\b(?: \w+){0,2}? (?:clears?(?: up)?|repigments?|disappears?|vanish(?:es)?|goes away|heals?|subsides?|resolves?"
    r"|is gone|was gone)\b"
)
"""What a disease is said to do of itself: "vitiligo repigments", "psoriasis clears up"."""
_GAP = 90
"""Characters between the verb and a disease of its list ("cures eczema, psoriasis and vitiligo")."""
_DISEASES = {
    "eczema": r"eczema|atopic dermatitis|neurodermatitis",
    "psoriasis": r"psoria\w+",
    "rosacea": r"rosacea",
    "vitiligo": r"vitiligo",
    "melanoma": r"melanoma\w*",
    "cancer": r"cancers?|tumou?rs?|carcinoma\w*",
    "lupus": r"lupus",
    "hives": r"urticaria",
    "herpes": r"herpes|cold sores?|shingles",
    "fungal infection": r"fungal infections?|ringworm|athlete's foot",
    "ichthyosis": r"ichthyosis",
    "scleroderma": r"scleroderma",
    "epidermolysis bullosa": r"epidermolysis bullosa",
    "dermatitis": r"(?<!atopic )dermatitis",
    "warts": r"warts",
}
"""Diseases by their names in sentences and in study cards."""
_CHANGE = "A controlled trial in people with that disease would change this."


def promised(claim: Claim) -> tuple[str, ...]:
    """Diseases that the sentence says to cure, treat or prevent."""
    if claim.certainty in ("negated", "question") or claim.slots.direction == "none":
        return ()
    spans = [claim.text[m.end() : m.end() + _GAP].split(";")[0] for m in _HEALS.finditer(claim.text)]
    return tuple(
        name
        for name, words in _DISEASES.items()
        if any(_named(words, text) for text in spans)
        or re.search(rf"\b(?:{words}){_LEAVES}", claim.text, re.IGNORECASE)
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
        and _named(_DISEASES[name], f"{s.title} {s.who.words} {s.statement}")
    ]


def _named(words: str, text: str) -> bool:
    return re.search(rf"\b(?:{words})\b", text, re.IGNORECASE) is not None
