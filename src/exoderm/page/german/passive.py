""" "Man" said by the passive."""

from __future__ import annotations

from dataclasses import replace

from exoderm.page.german import verbs
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import Chunk, Piece
from exoderm.page.german.sentence import ordered


def impersonal(
    finite_chunk: Chunk,
    finite: Reading,
    spoken: list[tuple[Reading, str]],
    said: str,
    before: list[Chunk],
    after: list[Chunk],
    spans: list[Chunk],
) -> list[Piece]:
    """ "Man": the passive ("it is thought that", "X has been tested")."""
    whole = [*before, *after]
    target = next(
        (
            c
            for c in whole
            if c.kind == "noun" and any(k.startswith("a") for k in c.cases or {"a.n"}) and c.german != ("sich",)
        ),
        None,
    )
    clause = next((c for c in whole if c.kind == "clause"), None)
    if target is None and clause is None:
        assert finite_chunk.word is not None
        people = Chunk("noun", (Piece("people", finite_chunk.word.start, finite_chunk.word.start),), number="p")
        group = verbs.group(replace(finite, number="p"), spoken, said, "p", "")
        return ordered(finite_chunk, [], group, people, before, after, False, [])
    subject = target if target is not None else None
    many = subject is not None and subject.number == "p"
    participle = Reading("verb", said, "", form="participle")
    if finite.lemma in ("können", "dürfen", "müssen", "sollen") and spoken:
        group = verbs.group(
            finite,
            [(participle, said), (Reading("verb", "be", "werden", form="infinitive"), "be")],
            said,
            "p" if many else "s",
            "",
        )
    elif finite.lemma == "haben" and spoken:
        perfect = Reading("verb", "be", "sein", form="finite", tense=finite.tense)
        group = verbs.group(
            perfect,
            [(participle, said), (Reading("verb", "", "worden", form="participle"), "")],
            said,
            "p" if many else "s",
            "",
        )
    else:
        passive = Reading("verb", "be", "werden", form="finite", tense=finite.tense)
        group = verbs.group(passive, [(participle, said)], said, "p" if many else "s", "")
    assert finite_chunk.word is not None
    if subject is None:
        subject = Chunk("noun", (Piece("it", finite_chunk.word.start, finite_chunk.word.start),), number="s")
    before = [c for c in before if c is not target]
    after = [c for c in after if c is not target]
    return ordered(finite_chunk, spans[1:], group, subject, before, after, False, [])
