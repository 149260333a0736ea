"""Complaints that a sentence tells as harm: "may cause redness" and "redness after the session", not "calms redness".

A complaint is a harm where a word of causing or having governs it ("caused, had, noticed"), where it is said to occur
("redness is possible"), or where it follows a treatment. It is what an effect is on, and no harm, where a word of
relief governs it, or where it was there before ("for clients who have redness").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from itertools import pairwise

from exoderm.page import wordlist
from exoderm.page.denial import LONGEST, Denials

Span = tuple[int, int]

_either = partial(wordlist.either, "side_effect")
"""Words by their use, from ``data/words/side_effect.yaml``."""


@cache
def _any() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either('felt')}|{_either('only_caused')})\b", re.IGNORECASE)


@cache
def _governing() -> re.Pattern[str]:
    causes, has, relief = _either("causes"), _either("has"), _either("relief")
    return re.compile(rf"\b(?:(?P<causes>{causes})|(?P<has>{has})|(?P<relief>{relief}))\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    """What says that the complaint was there before: "if you have", "whoever suffers", "because of"."""
    whose = rf"\b{_either('whoever')}(?: you| your \w+| they)?(?: \w+ly| often| already)? "
    has = rf"{_either('has_by_now')}(?: had| been)?\b"
    return re.compile(rf"{whose}{has}|\b{_either('in_view_of')}\b", re.IGNORECASE)


@cache
def _occurs() -> re.Pattern[str]:
    """What says that a complaint happens: "may occur", "is common", "persisted"."""
    may = rf"{_either('may')} (?:also |still |briefly )?{_either('happens')}"
    found = rf"(?:is|are|was|were|has been|have been) (?:also |quite |very |all )?{_either('found')}"
    return re.compile(rf"{_either('sort_of')}?[\s,]*(?:{may}|{found}|{_either('happened')})\b", re.IGNORECASE)


@cache
def _afterwards() -> re.Pattern[str]:
    after, treatment = _either("after"), _either("treatment")
    return re.compile(rf"[^.;]{{0,60}}?\b{after} (?:\w+ ){{0,4}}?{treatment}\b", re.IGNORECASE)


@cache
def _aimed() -> re.Pattern[str]:
    """What makes a complaint the aim or the object of what is said: "studied for redness after laser"."""
    return re.compile(rf"\b{_either('aim')}(?: \w+){{0,2}} $", re.IGNORECASE)


@cache
def _no_more() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('no_more')} (?:\w+ ){{0,2}}$", re.IGNORECASE)


@cache
def _slight() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('slight')} (?:\w+ )?$", re.IGNORECASE)


@cache
def _passes() -> re.Pattern[str]:
    """It passes by itself, and nothing that is sold makes it pass."""
    return re.compile(rf"(?![^.;]*\b{_either('agent')}\b)[^.;,]{{0,30}}?\b{_either('passes')}\b", re.IGNORECASE)


@cache
def _list() -> re.Pattern[str]:
    return re.compile(rf"^(?:[\s,]+(?:[a-z]+ ){{0,3}}?{_either('felt')}\b)+", re.IGNORECASE)


@cache
def _border() -> re.Pattern[str]:
    return re.compile(
        rf"[;:()–—]|\s-\s|,?\s\b{_either('turn')}\b|,?\sand (?=(?:it |they )?{_either('goes_on_with')})"
        r"|, and |, (?=(?:may|can|might|could)\b)",
        re.IGNORECASE,
    )


@cache
def _hurts() -> re.Pattern[str]:
    """A complaint told by a verb: "the skin may sting", "my face went red", "it makes skin itch", "they broke out"."""
    helper = rf"{_either('may')} (?:\w+ly |also |still |even )?"
    body = rf"(?:{_either('where')}|\b(?:I|we|clients?|patients?|people|women)) (?:{helper}|\w+ly |then |soon )?"
    agent = rf"{_either('agent')} {helper}"
    return re.compile(rf"\b(?:{body}|{agent})(?P<verb>{_either('hurts')})\b", re.IGNORECASE)


@cache
def _condition() -> re.Pattern[str]:
    """What makes the verb a state that is there before: "if your skin stings"."""
    return re.compile(rf"\b{_either('whoever')} (?:\w+ ){{0,2}}$", re.IGNORECASE)


_DENIED = re.compile(r"\b(?:not|never|no|nor|without|stops?|hardly)\b|n't\b", re.IGNORECASE)
_felt = partial(wordlist.pattern, "side_effect", "felt")
_fewer = partial(wordlist.pattern, "side_effect", "fewer")
_relieves = partial(wordlist.pattern, "side_effect", "relief")
_OF_ITSELF = re.compile(r"\b(?:who|which|that)\b", re.IGNORECASE)


@lru_cache(maxsize=2048)
def told(text: str) -> tuple[Span, ...]:
    """Places of the complaints that a sentence tells as harm, denied or not ("caused no redness")."""
    text = text[:LONGEST]
    if _any().search(text) is None and _hurts().search(text) is None:
        return ()
    return tuple(span for start, clause in _clauses(text) for span in _harms(start, clause))


def named(text: str) -> bool:
    """Whether a sentence names a complaint that a person feels or sees, whatever it says of it."""
    return _felt().search(text[:LONGEST]) is not None


def affirmed(text: str) -> bool:
    """Whether a sentence tells of a complaint as harm and does not deny it."""
    denials = Denials(text[:LONGEST])
    return any(not denials.denied(*span, inside=False) for span in told(text))


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    cuts = sorted({0, len(text), *(m.end() for m in _border().finditer(text))})
    for start, end in pairwise(cuts):
        yield start, text[start:end]


def _harms(start: int, clause: str) -> Iterator[Span]:
    for verb in _hurts().finditer(clause):
        rest = clause[: verb.start()]
        if not (
            _already(rest)
            or _condition().search(rest)
            or _DENIED.search(rest + verb.group())
            or _relieves().search(clause)
        ):
            yield start + verb.start("verb"), start + verb.end("verb")
    felt = {m.span() for m in _felt().finditer(clause)}
    for hit in _any().finditer(clause):
        if _is_harm(clause, *hit.span(), hit.span() in felt):
            yield start + hit.start(), start + hit.end()


def _is_harm(clause: str, at: int, until: int, felt: bool) -> bool:
    """Whether what governs a complaint, what is said of it, or what it follows makes it a harm."""
    before, after = clause[:at], clause[until:]
    if _no_more().search(before):
        return False
    if felt and _slight().search(before) and _passes().match(after):
        return True
    governs = _governs(before)
    if governs is not None and governs["relief"]:
        return False
    if governs is not None and len(before[governs.end() :].split()) <= 8 and not _already(before):
        relieved = _relieves().search(after)
        if governs["causes"]:
            return True
        # "Noticed that redness calmed" tells of relief, "had redness that calmed" of a reaction that passed.
        few = _fewer().search(before[: governs.start()])
        return felt and few is None and (relieved is None or bool(_OF_ITSELF.match(after.strip(" ,"))))
    if not felt or _relieves().search(clause):
        return False
    follows = not _already(before) and not _aimed().search(before) and _afterwards().match(after)
    return bool(_occurs().match(_rest(after)) or follows)


def _governs(before: str) -> re.Match[str] | None:
    """The last word of causing, having or relieving before a place."""
    return next(reversed(list(_governing().finditer(before))), None)


def lessened(text: str, at: int) -> bool:
    """Whether the words at a place are said to be fewer or less ("fewer rashes"), whoever brings that about."""
    return any(m.end() < at and len(text[m.end() : at].split()) <= 1 for m in _fewer().finditer(text[:at]))


def relieved(text: str, at: int) -> bool:
    """Whether a word of relief governs the words at a place: "reduces the risk of infection", "against eczema"."""
    start = next((a for a, clause in _clauses(text) if a <= at < a + len(clause)), 0)
    governs = _governs(text[start:at])
    return governs is not None and bool(governs["relief"])


def _already(before: str) -> bool:
    """Whether the complaint was there before: it is a reader's or a patient's own."""
    causes = wordlist.pattern("side_effect", "causes")
    return bool(_before().search(before)) and not causes.search(before)


def _rest(after: str) -> str:
    """What follows a list of complaints: "redness, itching and swelling are possible" says it of all three."""
    return _list().sub("", after)
