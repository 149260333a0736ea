""" "Es gibt", "es fehlt an", "es kommt zu", "die Zulassung fehlt": there is, there is no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import cards
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import Chunk, Piece, flat
from exoderm.page.german.sentence import Told

_BE = frozenset(["bestehen", "existieren", "vorliegen"])
_LACK = frozenset(["fehlen", "mangeln"])
_ES = ("es",)


def tells_of_it(told: Told, lemma: str, said: str) -> bool:
    """Whether a clause says with "es" that there is something, or that it is lacking."""
    rest = (*told.before, *told.after)
    if told.subject is not None and told.subject.german != _ES:
        return lemma == "geben" and any(c.german == _ES for c in rest)
    if told.subject is None:
        return False
    if lemma == "geben" or lemma in _LACK:
        return True
    if lemma == "kommen":
        return any(c.kind == "place" and c.german[:1] == ("zu",) for c in rest)
    return lemma in _BE and said == "exist" and any(c.kind == "noun" for c in rest)


def plain(told: Told) -> bool:
    """Whether a permit "fehlt", without a denial and without somebody to whom it is lacking."""
    subject = told.subject
    if subject is None or subject.kind != "noun" or subject.german[-1:][0] not in cards.named("papers"):
        return False
    rest = (*told.before, *told.after)
    return not any(c.kind == "not" or (c.cases and all(k.startswith("d") for k in c.cases)) for c in rest)


def none_of(told: Told) -> Told:
    """ "Die Zulassung fehlt" as "no approval", to be said with "there is"."""
    subject = told.subject
    assert subject is not None
    head = subject.pieces[0]
    body = subject.pieces[1:] if head.text in ("the", "a", "an") else subject.pieces
    absent = replace(subject, pieces=(Piece("no", head.start, head.start), *body))
    return replace(told, subject=None, after=(absent, *told.after))


def existence(told: Told, finite: Reading, lemma: str) -> list[Piece]:
    """The clause with "there is" or "there are"; a denial becomes "no"."""
    word = told.finite.word
    assert word is not None
    at = (word.start, word.end)
    parts = [c for c in (*told.before, *told.after) if c.german != _ES]
    if told.subject is not None and told.subject.german != _ES:
        parts.insert(0, told.subject)
    nots = [c for c in parts if c.kind == "not"]
    floating = [c for c in parts if c.form == "pronoun" and c.german[0].startswith("kein")]
    thing, parts = _thing(parts, floating, lemma)
    rest = [c for c in parts if c is not thing and c not in nots and c not in floating and c.kind != "particle"]
    if thing is None and lemma == "geben":
        # "Studien, die es nicht gibt"
        return [Piece("do not exist" if nots else "exist", *at), *flat(rest)]
    front = [c for c in rest if c.form == "front"]
    early = [c for c in rest if c.form == "pre"]
    verb = Piece(_be(finite, thing is not None and thing.number == "p" and not thing.mass and lemma not in _LACK), *at)
    body = list(thing.pieces) if thing is not None else []
    no = _no(nots, floating, lemma, at)
    if [p.text for p in no] == ["no"] and body and body[0].text in ("a", "an", "the"):
        body = body[1:]
    behind = [c for c in rest if c not in front and c not in early]
    return [*flat(front), Piece("there", *at), verb, *flat(early), *no, *body, *flat(behind)]


def _thing(parts: list[Chunk], floating: Sequence[Chunk], lemma: str) -> tuple[Chunk | None, list[Chunk]]:
    """What there is, and the parts with it in front."""
    found = next((c for c in parts if c.kind in ("noun", "name") and c not in floating), None)
    lead = {"kommen": "zu", "fehlen": "an", "mangeln": "an"}.get(lemma)
    led = next((c for c in parts if lead and c.kind == "place" and c.german[:1] == (lead,)), None)
    if led is None or (found is not None and lemma != "kommen"):
        return found, parts
    thing = replace(led, kind="noun", pieces=led.pieces[1:])
    return thing, [thing, *[c for c in parts if c is not led]]


def _be(finite: Reading, many: bool) -> str:
    if finite.lemma == "können":
        return "could be" if finite.tense == "wish" else "can be"
    if finite.tense == "past":
        return "were" if many else "was"
    return "are" if many else "is"


def _no(nots: Sequence[Chunk], floating: Sequence[Chunk], lemma: str, at: tuple[int, int]) -> list[Piece]:
    """The denial before what there is."""
    if lemma in _LACK:
        return [Piece("no" if nots else "a", *at), Piece("lack", *at), Piece("of", *at)]
    if not floating and not nots:
        return []
    source = (*floating, *nots)[0].pieces[0]
    never = bool(nots) and nots[0].pieces[0].text == "never"
    return [replace(source, text="never" if never else "no")]
