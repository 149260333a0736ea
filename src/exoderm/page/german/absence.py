""" "Es gibt", "es fehlt an", "es kommt zu": there is, there is no."""

from __future__ import annotations

from dataclasses import replace

from exoderm.page.german import verbs
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import Chunk, Piece, flat


def existence(
    finite_chunk: Chunk,
    group: verbs.Group,
    finite: Reading,
    before: list[Chunk],
    after: list[Chunk],
    subject: Chunk | None,
    lemma: str,
    spoken: list[tuple[Reading, str]],
) -> list[Piece]:
    """ "Es gibt keine ...", "an ... fehlt es": there is, there is no."""
    parts = [c for c in (*before, *after) if c.german != ("es",)]
    if subject is not None and subject.german != ("es",):
        parts = [subject, *[c for c in parts if c is not subject]]
    nots = [c for c in parts if c.kind == "not"]
    floating = [c for c in parts if c.form == "pronoun" and c.german[0].startswith("kein")]
    thing = next((c for c in parts if c.kind in ("noun", "name") and c not in floating), None)
    if thing is None and lemma != "geben":
        thing = next((c for c in parts if c.kind == "place" and c.german[0] == "an"), None)
        if thing is not None:
            parts = [c for c in parts if c is not thing]
            thing = replace(thing, kind="noun", pieces=thing.pieces[1:])
            parts.insert(0, thing)
    if lemma == "kommen":
        thing = next((c for c in parts if c.kind == "place" and c.german[:1] == ("zu",)), thing)
        if thing is not None and thing.kind == "place":
            parts = [c for c in parts if c is not thing]
            thing = replace(thing, kind="noun", pieces=thing.pieces[1:])
            parts.insert(0, thing)
    if thing is None and lemma == "geben" and finite_chunk.word is not None:
        # "Studien, die es nicht gibt"
        at = (finite_chunk.word.start, finite_chunk.word.end)
        return [Piece("do not exist" if nots else "exist", *at), *flat([c for c in parts if c not in nots])]
    many = thing is not None and thing.number == "p"
    was = finite.tense == "past"
    exists = lemma not in ("fehlen", "mangeln")
    verb = ("were" if was else "are") if many and exists else "was" if was else "is"
    if finite.lemma in ("können",):
        verb = "could be" if finite.tense == "wish" else "can be"
    place = (finite_chunk.word.start, finite_chunk.word.end) if finite_chunk.word else (0, 0)
    out = [c for c in parts if c is not thing and c not in nots and c not in floating]
    front = [c for c in out if c.form == "front"]
    adverbs = [c for c in out if c.form == "pre"]
    rest = [c for c in out if c not in front and c not in adverbs and c.kind != "particle"]
    head = [Piece("there", *place), Piece(verb, *place), *flat(adverbs)]
    no: list[Piece] = []
    if not exists:
        no = [Piece("no" if nots else "a", *place), Piece("lack", *place), Piece("of", *place)]
        nots = []
        if no[0].text == "a":
            pass
    elif floating or nots:
        source = (floating or nots)[0]
        no = [Piece("no", source.pieces[0].start, source.pieces[0].end)]
        if nots and nots[0].pieces[0].text == "never":
            no = [Piece("never", source.pieces[0].start, source.pieces[0].end)]
    body = list(thing.pieces) if thing else []
    if no and no[0].text == "no" and len(no) == 1 and body and body[0].text in ("a", "an", "the"):
        body = body[1:]
    return [*flat(front), *head, *no, *body, *flat(rest)]
