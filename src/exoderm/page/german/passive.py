""" "Man" said by the passive: "it is thought that", "X has been tested"."""

from __future__ import annotations

from dataclasses import replace

from exoderm.page.german import verbs
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import Chunk, Piece
from exoderm.page.german.sentence import Told, ordered

_MODALS = ("können", "dürfen", "müssen", "sollen")


def impersonal(told: Told, finite: Reading, spoken: list[tuple[Reading, str]], said: str) -> list[Piece]:
    """A clause with "man": its object is the English subject, or "it" before a clause."""
    whole = [*told.before, *told.after]
    target = next((c for c in whole if c.kind == "noun" and c.german != ("sich",) and _accusative(c)), None)
    word = told.finite.word
    assert word is not None
    start = word.start
    plain = replace(told, question=False, made=(), orders=False, linked=False)
    if target is None and not any(c.kind == "clause" for c in whole):
        people = Chunk("noun", (Piece("people", start, start),), number="p")
        group = verbs.group(replace(finite, number="p"), spoken, said, "p", "")
        return ordered(replace(plain, subject=people, group=group, others=()))
    subject = target or Chunk("noun", (Piece("it", start, start),), number="s")
    group = _group(finite, bool(spoken), said, "p" if subject.number == "p" else "s")
    before = tuple(c for c in told.before if c is not target)
    after = tuple(c for c in told.after if c is not target)
    return ordered(replace(plain, subject=subject, group=group, before=before, after=after))


def _accusative(chunk: Chunk) -> bool:
    return not chunk.cases or any(k.startswith("a") for k in chunk.cases)


def _group(finite: Reading, helped: bool, said: str, number: str) -> verbs.Group:
    """The passive of what "man" does."""
    participle = Reading("verb", said, "", form="participle")
    if finite.lemma in _MODALS and helped:
        be = Reading("verb", "be", "werden", form="infinitive")
        return verbs.group(finite, [(participle, said), (be, "be")], said, number, "")
    if finite.lemma == "haben" and helped:
        perfect = Reading("verb", "be", "sein", form="finite", tense=finite.tense)
        been = Reading("verb", "", "worden", form="participle")
        return verbs.group(perfect, [(participle, said), (been, "")], said, number, "")
    passive = Reading("verb", "be", "werden", form="finite", tense=finite.tense)
    return verbs.group(passive, [(participle, said)], said, number, "")
