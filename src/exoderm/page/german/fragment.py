"""Words without a finite verb: instructions, catchwords, participles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import english, verbs
from exoderm.page.german.arrange import as_agent
from exoderm.page.german.build import english_of
from exoderm.page.german.parts import UNKNOWN, Chunk, Piece, flat
from exoderm.page.german.subject import is_verb, verb_reading


def fragment(rest: Sequence[Chunk], linked: bool = False) -> list[Chunk]:
    """Words without a finite verb: an instruction goes with its verb first, the rest stays as it is."""
    if rest and rest[-1].kind == "particle" and (left := rest[-1].word) is not None:
        # A prefix whose verb is not known ("weichen ... aus").
        lost = (Piece(UNKNOWN + left.text, left.start, left.end),)
        return [*rest[:-1], replace(rest[-1], kind="adverb", pieces=lost)]
    cut = next(
        (i for i, c in enumerate(rest) if i and (c.kind == "conjunction" or (c.pieces and c.pieces[0].text == ","))),
        None,
    )
    if cut is not None and any(is_verb(c) for c in rest):
        return [*fragment(rest[:cut]), rest[cut], *fragment(rest[cut + 1 :])]
    verb = next(
        (
            i
            for i in range(len(rest) - 1, -1, -1)
            if is_verb(rest[i]) and verb_reading(rest[i], "infinitive", "zu", "participle")
        ),
        None,
    )
    if verb is None:
        if rest and rest[-1].kind == "not" and rest[-1].pieces[0].text == "not" and rest[0].kind == "noun":
            # "die in einer Creme nicht": those in a cream do not
            last = rest[-1].pieces[0]
            do = "does not" if rest[0].number == "s" else "do not"
            return [*rest[:-1], replace(rest[-1], pieces=(replace(last, text=do),))]
        return list(rest)
    chunk = rest[verb]
    assert chunk.word is not None
    infinitive = verb_reading(chunk, "infinitive")
    others = [c for i, c in enumerate(rest) if i != verb]
    if infinitive is not None:
        nots = [c for c in others if c.kind == "not"]
        meant = verbs.meaning(
            infinitive.lemma, [c for c in others if c.kind != "not"], any(c.german == ("sich",) for c in others)
        )
        text = meant.english or infinitive.english or UNKNOWN + infinitive.lemma
        body = list(meant.chunks)
        first = next((c for c in body if c.kind in ("noun", "name")), None)
        if first is not None:
            body = [first, *[c for c in body if c is not first]]
        lead = [Chunk("verb", (Piece(("do not " if nots else "") + text, chunk.word.start, chunk.word.end),))]
        signs = [c for c in body if c.kind == "sign" and body.index(c) == len(body) - 1]
        return [*lead, *[c for c in body if c not in signs], *signs]
    participle = verb_reading(chunk, "participle")
    if participle is not None:
        bare = next((r for r in chunk.word.readings if r.pos == "adjective" and r.form == "bare"), None)
        text = bare.english if bare is not None else english.participle(english_of(participle))
        said = Chunk("verb", (Piece(text, chunk.word.start, chunk.word.end),), word=chunk.word)
        if linked or not any(c.kind in ("noun", "name") for c in others):
            # "Nicht für jeden geeignet": not suitable for everyone
            nots = [c for c in others if c.kind == "not"]
            return [*nots, said, *[as_agent(c) for c in others if c not in nots]]
        return [*rest[:verb], said, *rest[verb + 1 :]]
    zu = verb_reading(chunk, "zu")
    if zu is not None:
        said = Chunk("verb", (Piece("to " + english_of(zu), chunk.word.start, chunk.word.end),), word=chunk.word)
        return [said, *others]
    return list(rest)


def participial(chunks: Sequence[Chunk]) -> list[Piece]:
    """ "abends aufgetragen": applied in the evening."""
    verb = chunks[-1]
    body = list(chunks[:-1])
    if verb.kind == "adjective":
        return [*verb.pieces, *flat(body)]
    reading = verb_reading(verb, "participle")

    assert verb.word is not None
    assert reading is not None
    return [Piece(english.participle(english_of(reading)), verb.word.start, verb.word.end), *flat(body)]
