"""Subject, verb and the rest of a clause in English order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import verbs
from exoderm.page.german.parts import Chunk, Piece, flat

_POINTERS = frozenset(["dafür", "dagegen", "darauf", "daran", "davon", "dazu", "darin", "dadurch", "damit", "darüber"])


_GOVERN = frozenset(["überlegen", "unterlegen", "ähnlich", "ebenbürtig", "gleichwertig", "fremd", "verwandt"])
"""Adjectives whose noun stands in the dative: superior to, inferior to."""


def ordered(
    finite_chunk: Chunk,
    others: Sequence[Chunk],
    group: verbs.Group,
    subject: Chunk | None,
    before: list[Chunk],
    after: list[Chunk],
    question: bool,
    made: list[str],
    orders: bool = False,
    linked: bool = False,
) -> list[Piece]:
    word = finite_chunk.word
    assert word is not None
    nots = [c for c in (*before, *after) if c.kind == "not"]
    nowhere = [c for c in (*before, *after) if c.kind == "not" and c.pieces[0].text == "nowhere"]
    if nowhere:
        spot = nowhere[0].pieces[0]
        nots = [*nots, Chunk("not", (replace(spot, text="not"),), german=("nicht",))]
        before = [c for c in before if c not in nowhere]
        after = [
            Chunk("adverb", (replace(spot, text="anywhere"),), german=("nirgendwo",)) if c in nowhere else c
            for c in after
        ]
    early = [c for c in (*before, *after) if c.form == "pre" and c not in nots]
    asked = [c for c in before if c.kind == "opener" and c.form == "asking"]
    fronted = [c for c in (*before, *after) if c.form == "front"]
    clauses = [c for c in before if c.kind == "clause"]
    taken = {id(c) for c in (*nots, *early, *asked, *fronted, *clauses)}
    if subject is not None and subject.german != ("es",):
        before = [c for c in before if c.german != ("es",)]
    objects = [c for c in before if c.kind in ("noun", "name", "adjective") and id(c) not in taken]
    places = [c for c in before if id(c) not in taken and c not in objects]
    late = [c for c in places if c.form == "late"]
    places = [c for c in places if c not in late]
    after = [*after, *late]
    middle = [c for c in after if id(c) not in taken]
    # An object goes to the verb, before phrases of place and time.
    first = next((c for c in middle if c.kind in ("noun", "name")), None)
    if first is not None and not objects:
        spot = middle.index(first)
        if spot > 0 and all(c.kind in ("place", "adverb") for c in middle[:spot]):
            middle = [first, *[c for c in middle if c is not first]]
    dative = [
        c
        for c in middle
        if c.kind == "noun" and c.cases and all(k.startswith("d") for k in c.cases) and c.form != "pronoun"
    ]
    if dative and any(c.kind == "noun" and c not in dative for c in middle):
        moved = dative[0]
        spot = middle.index(moved)
        middle = [c for c in middle if c is not moved]
        to = replace(
            moved, kind="place", pieces=(Piece("to", moved.pieces[0].start, moved.pieces[0].start), *moved.pieces)
        )
        middle.insert(min(spot + 1, len(middle)), to)
    if group.passive:
        middle = [as_agent(c) for c in middle]
    middle = [
        c
        for i, c in enumerate(middle)
        if not (c.german and c.german[0] in _POINTERS and i + 1 < len(middle) and middle[i + 1].kind == "clause")
    ]
    governs = next((c for c in middle if c.kind == "adjective" and c.german[-1] in _GOVERN), None)
    if governs is not None:
        given = next(
            (
                c
                for c in (*objects, *middle)
                if c.kind in ("noun", "name") and (not c.cases or any(k.startswith("d") for k in c.cases))
            ),
            None,
        )
        if given is not None:
            objects = [c for c in objects if c is not given]
            middle = [c for c in middle if c is not given]
            to = replace(
                given, kind="place", pieces=(Piece("to", given.pieces[0].start, given.pieces[0].start), *given.pieces)
            )
            middle.insert(middle.index(governs) + 1, to)
    if not group.lexical and not objects:
        # What is told of the subject stands behind the verb.
        told = next((c for c in middle if c.kind == "adjective"), None)
        if told is not None and not any(c.kind == "conjunction" for c in middle):
            spot = middle.index(told)
            if all(c.kind in ("place", "adverb") for c in middle[:spot]):
                middle = [told, *middle[:spot], *middle[spot + 1 :]]
    if not group.lexical and not group.rest and not nots:
        # "are no cells": are not cells
        said = next(
            (
                c
                for c in (*objects, *middle)
                if c.kind == "noun" and c.pieces and c.pieces[0].text == "no" and len(c.pieces) > 1
            ),
            None,
        )
        if said is not None:
            article = Piece(
                "an" if said.pieces[1].text[:1] in "aeiou" else "a", said.pieces[0].start, said.pieces[0].end
            )
            new = replace(said, pieces=(*((article,) if said.number == "s" else ()), *said.pieces[1:]))
            objects = [new if c is said else c for c in objects]
            middle = [new if c is said else c for c in middle]
            nots = [Chunk("not", (Piece("not", said.pieces[0].start, said.pieces[0].end),), german=("kein",))]
    verb = _verb_pieces(group, nots, early, finite_chunk, others)
    moved = [
        c
        for c in places
        if c.kind == "place"
        and c.german[:1] in (("an",), ("auf",), ("am",), ("aus",), ("durch",))
        and subject is not None
    ]
    places = [c for c in places if c not in moved]
    middle = [*middle, *moved] if not any(c.kind == "clause" for c in middle) else [*moved, *middle]
    out: list[Piece] = []
    out += flat(asked)
    out += flat(fronted)
    lead_clause = bool(clauses)
    thematic = bool(clauses) and all(c.form in ("that", "whether", "asking") for c in clauses)
    if clauses and not thematic:
        for c in clauses:
            out += [*c.pieces]
            if not c.pieces or c.pieces[-1].text != ",":
                out.append(Piece(",", word.start, word.start))
    out += flat(places)
    if places and any(p.text in ("that", "which") for c in places for p in c.pieces):
        out.append(Piece(",", word.start, word.start))
    if subject is None:
        bare = (not before and not group.passive and orders) or (linked and not any(c.kind == "clause" for c in before))
        subject_pieces: list[Piece] = [] if bare else [Piece("it", word.start, word.start)]
    else:
        subject_pieces = list(subject.pieces)
        if (
            orders
            and subject.form == "pronoun"
            and subject.german[0] == "sie"
            and subject.word is not None
            and subject.word.start > word.start
            and subject.word is not None
            and subject.word.text == "Sie"
            and not question
            and all(c.kind == "place" and c.german[:1] == ("bei",) for c in before)
        ):
            base = group.lexical or group.first
            deny = [Piece("do not", n.pieces[0].start, n.pieces[0].end) for n in nots if n.pieces[0].text == "not"]
            more = [
                Piece(n.pieces[0].text, n.pieces[0].start, n.pieces[0].end)
                for n in nots
                if n.pieces[0].text not in ("not", "nowhere")
            ]
            return [*out, *deny, *more, Piece(" ".join([base, *group.rest]), word.start, word.end), *flat(middle)]
    if question and not clauses:
        return [
            *out,
            *_asked(group, subject_pieces, verb, word, subject),
            *flat(objects),
            *flat([c for c in middle]),
        ]
    trailing = [c.pieces for c in clauses] if thematic else []
    bound = [Piece(w, word.start, word.end) for w in made]
    tail = flat(middle)
    if bound:
        # "make the hair grow back": the object stands between.
        spot = next((i for i, c in enumerate(middle) if c.kind in ("noun", "name")), -1)
        tail = [*flat(middle[: spot + 1]), *bound, *flat(middle[spot + 1 :])]
    del lead_clause
    return [*out, *subject_pieces, *verb, *flat(objects), *tail, *[p for t in trailing for p in t]]


def as_agent(chunk: Chunk) -> Chunk:
    """The agent of a passive: "von der Hornschicht" is "by the horny layer"."""
    if chunk.kind == "place" and any(w in ("von", "vom") for w in chunk.german[:2]):
        spot = next((i for i, p in enumerate(chunk.pieces) if p.text in ("of", "of the")), None)
        if spot is not None:
            new = replace(chunk.pieces[spot], text="by" if chunk.pieces[spot].text == "of" else "by the")
            return replace(chunk, pieces=(*chunk.pieces[:spot], new, *chunk.pieces[spot + 1 :]))
    return chunk


def _verb_pieces(
    group: verbs.Group, nots: Sequence[Chunk], early: Sequence[Chunk], finite: Chunk, others: Sequence[Chunk]
) -> list[Piece]:
    """The verb group with its denial and the adverbs that stand before the main verb."""
    assert finite.word is not None
    at = (finite.word.start, finite.word.end)
    last = others[0].word if others and others[0].word is not None else finite.word
    tail = [Piece(" ".join(group.rest), last.start, last.end)] if group.rest else []
    plain = [n for n in nots if n.pieces[0].text.split()[0] == "not"]
    strong = [n for n in nots if n not in plain]
    more = [replace(n.pieces[0], text=n.pieces[0].text[4:]) for n in plain if len(n.pieces[0].text) > 4]
    middle = [*more, *(p for n in (*strong, *early) for p in n.pieces)]
    phrases = []
    if plain:
        deny = Piece("not", plain[0].pieces[0].start, plain[0].pieces[0].end)
        if group.lexical:
            many = group.first == group.lexical
            do = "did" if group.past else "do" if many else "does"
            return [Piece(do, *at), deny, *middle, Piece(group.lexical, *at), *tail]
        if group.first == "can" and not middle:
            return [Piece("cannot", *at), *tail]
        return [Piece(group.first, *at), deny, *middle, *tail]
    if group.lexical:
        return [*phrases, *middle, Piece(group.first, *at), *tail]
    return [Piece(group.first, *at), *middle, *tail]


def _asked(group: verbs.Group, subject: list[Piece], verb: list[Piece], word: object, who: Chunk | None) -> list[Piece]:
    at = (verb[0].start, verb[0].end)
    nots = [p for p in verb if p.text == "not"]
    tail = [p for p in verb[1:] if p.text != "not"]
    if group.lexical:
        many = group.first == group.lexical
        do = "did" if group.past else "do" if many else "does"
        body = [p for p in verb if p.text not in ("do", "does", "did", "not", group.first)]
        return [
            Piece(do, *at),
            *subject,
            *nots,
            Piece(" ".join([group.lexical]), *at),
            *[p for p in body if p.text != group.lexical],
        ]
    return [Piece(group.first, *at), *subject, *nots, *tail]
