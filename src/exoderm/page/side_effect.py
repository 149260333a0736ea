"""Complaints that a sentence tells as harm: "may cause redness" and "redness after the session", not "calms redness".

A complaint is a harm where a word of causing or having governs it ("caused, had, noticed"), where it is said to occur
("redness is possible"), or where it follows a treatment. It is what an effect is on, and no harm, where a word of
relief governs it, or where it was there before ("for clients who have redness").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from exoderm.page.denial import LONGEST, Denials

Span = tuple[int, int]

_FELT = (
    r"redness|reddening|erythema|stinging|irritations?|itch(?:ing|iness|y)?|burning|rash(?:es)?|swelling|tingling|hives"
    r"|flushing|blisters?|peeling|flaking|soreness|tenderness|bruis(?:es|ing)|discomfort|pain|tightness|breakouts?"
    r"|dermatitis|sensitivity"
)
_ONLY_CAUSED = (
    r"inflammation|dryness|pimples|acne|scars|scarring|burns?|(?:dark|brown) spots|(?:hyper)?pigmentation|eczema"
    r"|hair loss|wrinkles|ageing|aging|sagging"
)
"""Complaints that people come with: they are a harm of the product only where it is said to cause them."""
_FELT_WORD = re.compile(rf"\b(?:{_FELT})\b", re.IGNORECASE)
_ANY = re.compile(rf"\b(?:{_FELT}|{_ONLY_CAUSED})\b", re.IGNORECASE)
_CAUSES = (
    r"(?<!which )(?<!that )caus(?:e|es|ed|ing)(?! by)|leads? to|led to|leading to|trigger(?:s|ed|ing)?"
    r"|results? in|resulted in|brings? on|brought on|provok(?:e|es|ed|ing)"
    r"|induc(?:e|es|ed|ing)|g(?:ive|ives|ave) (?:me|us|you|them|him|her|\w+)"
    r"|left (?:me|us|you|them|him|her|\w+ )(?: with)?|develop(?:s|ed|ing)?|worsen(?:s|ed)?|aggravat(?:e|es|ed)"
)
_HAS = (
    r"have|has|had|having|g[eo]ts?|gotten|experienc(?:e|es|ed|ing)|suffer(?:s|ed|ing)?|notic(?:e|es|ed|ing)"
    r"|report(?:s|ed|ing)?|feels?|felt|sees?|saw|seen|observ(?:e|es|ed|ing)|complain(?:s|ed|ing)?|describ(?:e|es|ed)"
    r"|side[- ]effects?(?: \w+){0,3}?|expect(?:ing)?|reactions? (?:such as|like)|includ(?:e|es|ed|ing)"
)
_RELIEF = (
    r"reduc\w+|calm\w*|sooth\w*|less|fewer|eas(?:e|es|ed|ing)|reliev\w+|relief|lower\w*|decreas\w+|diminish\w*|fad(?:e|es|ed|ing)"
    r"|improv\w+|heal(?:s|ed|ing)?|treat(?:s|ing|ed(?! for| with| at| by| in))?"
    r"|cur(?:e|es|ed|ing)|clear(?:s|ed|ing)?|disappear\w*|vanish\w*|sooner|faster|quick\w*|shorten\w*|shorter|cut(?:s|ting)?|prevent\w*|minimi\w+|against|fight\w*|combat\w*|tackl\w+"
    r"|sett?l(?:e|es|ed|ing)|help(?:s|ed|ing)?|remov\w+|anti|protect\w*|drop\w*|fell|gone|ameliorat\w+|alleviat\w+"
    r"|suppress\w*|inhibit\w*|counter\w*|dampen\w*|milder|resolv\w+|recover\w*|limit(?:s|ed|ing)?|attenuat\w+|lessen\w*"
    r"|quiet\w*|target\w*|repair\w*|correct\w*|resist\w*|than|versus|compared|placebo|both (?:sides|groups)|effective"
)
_RELIEVES = re.compile(rf"\b(?:{_RELIEF})\b", re.IGNORECASE)
_GOVERNS = re.compile(rf"\b(?:(?P<causes>{_CAUSES})|(?P<has>{_HAS})|(?P<relief>{_RELIEF}))\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:if|when|whether|whoever|who|skin that)(?: you| your \w+| they)?(?: \w+ly| often| already)? "
    r"(?:have|has|had|gets?|suffers?|suffered|feels?|experience|develops?)(?: had| been)?\b"
    r"|\b(?:despite|regardless of|due to|because of)\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(r"\b(?:who|which|that)\b", re.IGNORECASE)
_OCCURS = re.compile(
    r"(?: sensations?| feelings?| reactions?| of the \w+)?[\s,]*"
    r"(?:(?:may|can|might|could|will|sometimes|often|rarely|occasionally|usually) (?:also |still |briefly )?"
    r"(?:occur|follow|appear|happen|arise|develop|result|last|show|be (?:expected|seen|felt|possible))"
    r"|(?:is|are|was|were|has been|have been) (?:also |quite |very |all )?(?:possible|common|normal|usual|expected"
    r"|reported|noted|observed|seen|recorded|described|known|to be expected|rare|likely)"
    r"|occur(?:s|red)?|appear(?:s|ed)|follow(?:s|ed)|happen(?:s|ed)|lasts?|lasted|persist(?:s|ed))\b",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"[^.;]{0,60}?\b(?:after|following|from|during|with) (?:\w+ ){0,4}?(?:treatments?|sessions?|facials?|injections?"
    r"|needling|microneedling|laser|use|using|application|applying|serum|cream|exosomes?|procedure|peel|it|they)\b",
    re.IGNORECASE,
)
_AIMED = re.compile(r"\b(?:for|of|on|in|about|to|by|with)(?: \w+){0,2} $", re.IGNORECASE)
"""Words that make a complaint the aim or the object of what is said: "studied for redness after laser"."""
_BORDER = re.compile(
    r"[;:()–—]|\s-\s|,?\s\b(?:but|although|though|however|yet|while|whereas)\b"
    r"|,?\sand (?=(?:it |they )?(?:may|can|might|could|also (?:caused?|triggered)|caus))"
    r"|, and |, (?=(?:may|can|might|could)\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def told(text: str) -> tuple[Span, ...]:
    """Places of the complaints that a sentence tells as harm, denied or not ("caused no redness")."""
    text = text[:LONGEST]
    if _ANY.search(text) is None:
        return ()
    return tuple(span for start, clause in _clauses(text) for span in _harms(start, clause))


def named(text: str) -> bool:
    """Whether a sentence names a complaint that a person feels or sees, whatever it says of it."""
    return _FELT_WORD.search(text[:LONGEST]) is not None


def affirmed(text: str) -> bool:
    """Whether a sentence tells of a complaint as harm and does not deny it."""
    denials = Denials(text[:LONGEST])
    return any(not denials.denied(*span, inside=False) for span in told(text))


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    cuts = sorted({0, len(text), *(m.end() for m in _BORDER.finditer(text))})
    for start, end in pairwise(cuts):
        yield start, text[start:end]


def _harms(start: int, clause: str) -> Iterator[Span]:
    felt = {m.span() for m in _FELT_WORD.finditer(clause)}
    for hit in _ANY.finditer(clause):
        if _is_harm(clause, *hit.span(), hit.span() in felt):
            yield start + hit.start(), start + hit.end()


def _is_harm(clause: str, at: int, until: int, felt: bool) -> bool:
    """Whether what governs a complaint, what is said of it, or what it follows makes it a harm."""
    before, after = clause[:at], clause[until:]
    governs = _governs(before)
    if governs is not None and governs["relief"]:
        return False
    if governs is not None and len(before[governs.end() :].split()) <= 8 and not _already(before):
        relieved = _RELIEVES.search(after)
        if governs["causes"]:
            return True
        # "Noticed that redness calmed" tells of relief, "had redness that calmed" of a reaction that passed.
        return felt and (relieved is None or bool(_OF_ITSELF.match(after.strip())))
    if not felt or _RELIEVES.search(clause):
        return False
    follows = not _already(before) and not _AIMED.search(before) and _AFTERWARDS.match(after)
    return bool(_OCCURS.match(_rest(after)) or follows)


def _governs(before: str) -> re.Match[str] | None:
    """The last word of causing, having or relieving before a place."""
    return next(reversed(list(_GOVERNS.finditer(before))), None)


def relieved(text: str, at: int) -> bool:
    """Whether a word of relief governs the words at a place: "reduces the risk of infection", "against eczema"."""
    start = next((a for a, clause in _clauses(text) if a <= at < a + len(clause)), 0)
    governs = _governs(text[start:at])
    return governs is not None and bool(governs["relief"])


def _already(before: str) -> bool:
    """Whether the complaint was there before: it is a reader's or a patient's own."""
    return bool(_BEFORE.search(before)) and not re.search(rf"\b(?:{_CAUSES})\b", before, re.IGNORECASE)


def _rest(after: str) -> str:
    """What follows a list of complaints: "redness, itching and swelling are possible" says it of all three."""
    return re.sub(rf"^(?:[\s,]+(?:[a-z]+ ){{0,3}}?(?:{_FELT})\b)+|^ and \w+\b", "", after, flags=re.IGNORECASE)
