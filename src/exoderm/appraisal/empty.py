"""Words that promise and mean nothing that a study could measure: said of a product, or spoken about as words.

"Medical-grade exosomes smooth wrinkles" says two things: the first means nothing, the second is judged. So the other
questions are asked of what is left when the empty words are struck out. "“Medical grade” has no definition" is a remark
about the word and agrees with what is held here. An assay that is named beside gives some of the words a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from exoderm.page import claims, slots
from exoderm.page.denial import Denials
from exoderm.page.ideas import Ideas, Mention
from exoderm.page.page import Claim

_FIRM = (
    "approved",
    "crosses",
    "safe",
    "no_harm",
    "gain_verb",
    "health_gain",
    "proof_verb",
    "evidence_strong",
    "better_than",
)
_CUT = re.compile(r"[,;:]\s|\s(?:and|but|yet|still|though|while|whereas|however)\s", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«»'‘]\s{0,2}$")
_USED = re.compile(
    r"\W{1,3}(?:exosome|vesicle|serum|cream|product|formula|ampoule|peptide|ingredient|quality|skincare|essence|mask)",
    re.IGNORECASE,
)
"""What follows a word in quotes that is used all the same ("our “medical-grade” exosomes")."""
_FIGURE = re.compile(r"[+−-]?\s?\d+(?:[.,]\d+)?\s?(?:%|percent|per cent|points?)", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w-]{1,20}\s){1,3}$")
_OBJECT = re.compile(r"\s+(?:(?:the|your|our|its|their|my|skin's|own|every|all|of|in)\s+){0,3}", re.IGNORECASE)
_SELLER = re.compile(r"\b(?:we|our|ours|us)\b", re.IGNORECASE)
"""Who offers the thing tells of no lack ("never tested so well as by us")."""
_CALLED = re.compile(r",?\s+(?:such as|like)?\s*", re.IGNORECASE)
_IS = re.compile(r"\s+(?:(?:is|are|has|have|as a word|as such|itself|simply|really)\s+){0,2}", re.IGNORECASE)
_OF = re.compile(
    r"\s+(?:(?:definition|standard|meaning|agreement|idea)\s+)?(?:(?:of|for|behind|to|about|what|the|a|an)\s+){0,2}",
    re.IGNORECASE,
)


def terms(claim: Claim) -> tuple[Mention, ...]:
    """The empty words that the sentence affirms; none where it names what a laboratory reads."""
    ideas = claim.ideas
    empty = ideas.of("empty_term")
    if any(not any(e.start <= m.start and m.end <= e.end for e in empty) for m in ideas.of("laboratory_reading")):
        return ()  # the hertz of "528 Hz" are read by no laboratory
    # "+300 % cell communication": the thing is real, and nobody knows what a third more of it would be.
    sought = ("empty_term", "figure_of_nothing") if _FIGURE.search(ideas.text) else ("empty_term",)
    return tuple(m for m in (*ideas.of(*sought), *_coined(ideas)) if not m.denied)


def _coined(ideas: Ideas) -> tuple[Mention, ...]:
    """Scales with a name of their own that no study uses ("Skin Joy Index"): capital letters, and on no list."""
    known = ideas.of("known_scale")
    named = (
        (m, _NAME.search(ideas.text[: m.start]))
        for m in ideas.of("scale_word")
        if ideas.text[m.start].isupper() and not any(k.start <= m.start < k.end for k in known)
    )
    return tuple(replace(m, start=name.start()) for m, name in named if name is not None)


def remark(claim: Claim) -> bool | None:
    """Whether the sentence speaks about an empty word and says that it means nothing; ``None``: it does not.

    ``False``: it says that such a word is defined.
    """
    ideas = claim.ideas
    if not any(_spoken_of(m, ideas) for m in ideas.of("empty_term")):
        return None
    if ideas.says("undefined_word"):
        return True
    said = Denials(ideas.text)
    if not _SELLER.search(ideas.text) and any(said.denied(m.start, m.end, False) for m in ideas.of("to_define")):
        return True
    if ideas.has("laboratory_reading"):
        return None  # "cellular energy" may stand for an assay, and is then what the assay reads
    if ideas.denies("undefined_word") or ideas.says("defined_word"):
        return False
    return True if ideas.denies("defined_word") else None


def beside(claim: Claim) -> Claim | None:
    """What a sentence with such a remark promises in another clause ("..., but our exosomes erase wrinkles")."""
    if not remark(claim):
        return None
    ideas = claim.ideas
    own = [(m.start, m.end) for m in ideas.of("empty_term", "undefined_word", "defined_word")]
    cuts = [0, *(m.end() for m in _CUT.finditer(ideas.text)), len(ideas.text)]
    others = [ideas.text[a:b] for a, b in pairwise(cuts) if not any(a < end and start < b for start, end in own)]
    said = claims.read_sentences([" ".join(others).strip(" ,;:")])[0]
    promises = said.is_claim and said.certainty != "negated" and said.ideas.says("vesicle", "product", "own_product")
    firm = said.slots.outcomes or said.ideas.says(*_FIRM) or any(c.isdigit() for c in said.text)
    if not promises or not firm:
        return None
    known = {name: getattr(claim.slots, name) for name in claim.slots.inherited}
    return replace(said, slots=slots.merge(said.slots, **known))


def only_remarks(claim: Claim) -> bool:
    """Whether the sentence says nothing else than that a word is empty: of no vesicle, and no number."""
    ideas = claim.ideas
    return bool(remark(claim)) and not ideas.has("vesicle", "particle") and not any(c.isdigit() for c in ideas.text)


def _spoken_of(term: Mention, ideas: Ideas) -> bool:
    """Whether a term is mentioned and not used: in quotes, called a word, or what a lack of meaning is said of."""
    if _QUOTED.search(ideas.text[: term.start]):
        return not _USED.match(ideas.text[term.end :])
    called = any(_CALLED.fullmatch(ideas.text[m.end : term.start]) for m in ideas.of("term_word"))
    return called or any(
        _IS.fullmatch(ideas.text[term.end : m.start]) or _OF.fullmatch(ideas.text[m.end : term.start])
        for m in ideas.of("undefined_word", "defined_word")
    )


def _spans(claim: Claim) -> list[tuple[int, int]]:
    """Where the empty words stand, each with the verb of which it is the object ("restores cellular energy")."""
    ideas, spans = claim.ideas, []
    verbs = ideas.of("health_gain", "gain_verb", "cell_effect")
    for term in terms(claim):
        starts = [v.start for v in verbs if v.end <= term.start and _OBJECT.fullmatch(ideas.text[v.end : term.start])]
        spans.append((min([term.start, *starts]), term.end))
    return spans


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with something unknown in place of some words: "only medical-grade exosomes" is not "only exosomes"."""
    for a, b in spans:
        text = f"{text[:a]}{'x' * (b - a)}{text[b:]}"
    return text


def _hollowed(claim: Claim, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether every gain stood in the empty words, so that what is left names a part of the skin and no effect."""
    gains, within = claim.ideas.of("gain_verb", "health_gain"), list(spans)
    return bool(gains) and all(any(a <= g.start < b for a, b in within) for g in gains)


def struck(claim: Claim) -> Claim:
    """The claim without its empty words, and without the outcomes that only they named."""
    said = remark(claim)
    spans = _spans(claim) if said is None else [(m.start, m.end) for m in claim.ideas.of("empty_term")]
    if not spans:
        return claim
    text = _without(claim.text, spans)
    left = claims.read_sentences([text])[0].slots
    if not left.outcomes:
        # Nothing is left that a figure could be of: nobody knows what a rise on a scale of one's own means.
        text = _without(text, [m.span() for m in _FIGURE.finditer(text)])
        left = claims.read_sentences([text])[0].slots
    if _hollowed(claim, spans):
        left = replace(left, outcomes=())
    kept = claim.slots.outcomes if "outcomes" in claim.slots.inherited else left.outcomes
    lost = set(claim.slots.outcomes) - set(kept)
    return replace(
        claim,
        text=text,
        claim_family=None if claim.claim_family in lost else claim.claim_family,
        slots=replace(claim.slots, outcomes=kept, effect=left.effect, promises=left.promises),
    )
