"""A harm that vesicles are said to take away or to find: "cures cancer", "detects tumours". It is a promise, no report.

Such a sentence holds the same words as one that tells of harm, and what was reported of harm is no proof of it.
Whoever acts must be vesicles or a product: that antibiotics cleared an infection tells of an infection.
"""

from __future__ import annotations

import re

from exoderm.page.ideas import Ideas, Mention

_ACTS = re.compile(r"(?:\s+(?!to\b|that\b|which\b|who\b|and\b|or\b)[\w'-]+){0,4}\s+", re.IGNORECASE)
"""What may stand between who acts and the act: "exosomes can quickly", and no new clause ("exosomes used to treat")."""
_TELLS = (
    r"can|may|might|could|will|would|has|have|had|is|are|was|were|caus\w+|carr\w+|led|leads?|that|which|who|but|while|after"
    r"|following|during|by|with|without|when|where|until|than|rais\w+|increas\w+|promot\w+|spread\w*|help\w*|bring\w*|provok\w+"
    r"|trigger\w*|induc\w+|add\w*|speed\w*|feed\w*|fuel\w*"
)
_BETWEEN = re.compile(rf"(?:[\s,]+(?!(?:{_TELLS})\b)[\w'-]+){{0,6}}[\s,]+", re.IGNORECASE)
"""What may stand between the act and the harm: "the growth of", "redness and", and nothing that tells of it."""
_PASSIVE = re.compile(
    r"(?:\s+growth)?\s+(?:is|are|was|were|(?:can|may|could|will) be|gets?) (?:\w+ ){0,2}"
    r"(?:cured|healed|prevented|shrunk|killed|destroyed|eliminated|eradicated|reversed|stopped|cleared|treated)"
    r" (?:by|with) (?:\w+ ){0,3}",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"(?P<what>\w+)\s+(?:of|for|in|from|with|between|after|by|on|to)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
"""Vesicles that hang on another noun do not act themselves: "sterile filtration of exosomes prevents infections"."""
_BACK = re.compile(r"\W*(?:they|it|these|this)\b", re.IGNORECASE)
"""What was named before acts too: "they reduce swelling"."""
_BARE = re.compile(r"\W*\w+s\b")
"""An act that opens a line and leaves the actor out: "protects from infection", and not "prevent infections by"."""
_GIVING = re.compile(r"(?:inject|infus|appl|us[ei]|treat|therap|course|dose|power)\w*", re.IGNORECASE)


def says(ideas: Ideas) -> bool:
    """Whether each harm that the sentence affirms is one that vesicles or a product are said to take away."""
    harms = [m for m in ideas.of("harm") if not m.denied]
    return bool(harms) and all(_taken(m, ideas) for m in harms)


def denies(ideas: Ideas) -> bool:
    """Whether all its harms are such that vesicles or a product are said not to take away."""
    harms = ideas.of("harm")
    return bool(harms) and all(m.denied and _taken(m, ideas) for m in harms)


def _taken(harm: Mention, ideas: Ideas) -> bool:
    actors = [m.end for m in ideas.of("vesicle", "product") if not _hangs(ideas.text[: m.start])]
    actors += [hit.end() for hit in [_BACK.match(ideas.text)] if hit]
    passive = _PASSIVE.match(ideas.text, harm.end)
    if passive and any(m.start == passive.end() for m in ideas.of("vesicle", "product")):
        return True
    acts = [m for m in ideas.of("takes_away") if m.denied == harm.denied and m.end < harm.start]
    return any(
        _BETWEEN.fullmatch(ideas.text, act.end, harm.start) is not None
        and (_bare(act, ideas) or any(_ACTS.fullmatch(ideas.text, end, act.start) is not None for end in actors))
        for act in acts
    )


def _bare(act: Mention, ideas: Ideas) -> bool:
    opens = _BARE.match(ideas.text)
    return opens is not None and opens.end() == act.end


def _hangs(before: str) -> bool:
    noun = _OF_ANOTHER.search(before)
    return noun is not None and _GIVING.fullmatch(noun["what"]) is None
