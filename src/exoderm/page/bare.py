"""Phrases without a verb that state something all the same: "FDA-approved exosomes", "backed by decades of research".

A heading names its topic and states nothing, unless it attributes to the product what a record can bear on: approval,
proof, passage without needles, an effect with a promise. "Exosomes for acne scars" stays a topic.
"""

from __future__ import annotations

import re
from functools import partial

from exoderm.page import wordlist
from exoderm.page.ideas import Ideas, read

_topic = partial(wordlist.pattern, "bare", "topic")
_credits = partial(wordlist.pattern, "bare", "credits")
_farewell = partial(wordlist.pattern, "bare", "farewell")
_MARKS = re.compile(r"^\W+")
_OPENS = 3
"""Characters within which the first word begins."""


def states(text: str) -> bool:
    """Whether a phrase without a verb attributes something that can be held against records."""
    if _begins(_topic(), text) or text.rstrip().endswith((":", "?", "…")):
        return False
    ideas = read(text)
    return _standing(ideas) or _proof(ideas) or _passage(ideas) or _effect(ideas)


def _begins(words: re.Pattern[str], text: str) -> bool:
    return words.match(_MARKS.sub("", text)) is not None


def _standing(ideas: Ideas) -> bool:
    """Approval of something named: "FDA-approved exosomes", "no approved vesicle product"."""
    return ideas.has("approved", "unapproved") and ideas.has("authority") and ideas.has("vesicle", "product")


def _proof(ideas: Ideas) -> bool:
    """Proof boasted of: "backed by decades of clinical research"."""
    return ideas.has("evidence_strong") and ideas.has("evidence_word", "human_trial") and len(ideas.text.split()) > 1


def _passage(ideas: Ideas) -> bool:
    """Passage without help, or deeper than others: "transdermal delivery without needles"."""
    moves = ideas.has("crosses", "held") or (ideas.has("deep") and ideas.has("better_than"))
    return moves and ideas.has("needle_free", "intact", "deep")


def _effect(ideas: Ideas) -> bool:
    """An effect with a promise, or one that the phrase opens with: "erases melasma for ever"."""
    gains = ideas.of("gain_verb")
    promises = ideas.has("forever", "for_everyone") or (ideas.has("better_than") and ideas.has("known_active"))
    credited = (
        bool(_credits().search(ideas.text)) and ideas.has("vesicle", "product") and ideas.has("comparative", "skin")
    )
    promises = promises or (_begins(_farewell(), ideas.text) and ideas.has("vesicle", "product"))
    promises = promises or (ideas.has("overnight") and ideas.has("skin"))
    return promises or credited or any(m.start <= _OPENS and ideas.text[: m.end].rstrip().endswith("s") for m in gains)
