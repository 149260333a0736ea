"""A German clause in English order: subject, verb with its denial, object, the rest as it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import english, lexicon
from exoderm.page.german.build import Taken, build, english_of
from exoderm.page.german.fragment import fragment
from exoderm.page.german.parts import Chunk, Piece, flat
from exoderm.page.german.subject import is_verb, nominative, verb_reading


def main(chunks: Sequence[Chunk], question: bool = False, verb_last: bool = False) -> list[Piece]:
    """English order of a clause whose finite verb stands second, first, or (``verb_last``) at its end."""
    lead: list[Chunk] = []
    rest = list(chunks)
    while rest and rest[0].kind in ("conjunction", "sign"):
        lead.append(rest.pop(0))
    ends: list[Chunk] = []
    while rest and rest[-1].kind == "sign":
        ends.insert(0, rest.pop())
    taken = None
    if not any(c.form == "wish" for c in lead):
        taken = _verb_at_end(rest) if verb_last else _verb_second(rest)
    if taken is None:
        return flat([*lead, *fragment(rest, bool(lead)), *ends])
    linked = any((c.kind == "conjunction" or verb_last) and c.form != "relative" for c in lead)
    last = verb_last or (question and not taken.before)
    return [*flat(lead), *build(replace(taken, question=question, verb_last=last, linked=linked)), *flat(ends)]


def _verb_at_end(rest: list[Chunk]) -> Taken | None:
    """A dependent clause; "wirken als Retinol": what stands behind the verbs stays there."""
    places = [i for i, c in enumerate(rest) if is_verb(c)]
    at = next((i for i in reversed(places) if verb_reading(rest[i], "finite") is not None), None)
    if at is None:
        return None
    first = at
    while first - 1 in places:
        first -= 1
    others = [rest[i] for i in range(first, at)] + [rest[i] for i in places if i > at]
    return Taken(rest[at], others, [], [c for i, c in enumerate(rest) if i < first or (i > at and i not in places)])


def _verb_second(rest: list[Chunk]) -> Taken | None:
    """A main clause; none where its only verb is an instruction or a participle without a subject."""
    places = [i for i, c in enumerate(rest) if is_verb(c)]
    finite = [i for i in places if verb_reading(rest[i], "finite") is not None and not _joined(rest[i])]
    if not finite:
        return None
    at = finite[0]
    if at == 0 and finite[1:2] == [1] and verb_reading(rest[0], "participle"):
        at = 1
    lone = len(places) == 1 and verb_reading(rest[at], "participle") is not None
    if _is_order(rest, places, at) or (lone and not any(nominative(c, rest[at]) for c in rest)):
        return None
    rest, places = _paired(rest, places, at)
    later, earlier = [i for i in places if i > at], [i for i in places if i < at]
    before = [c for i, c in enumerate(rest[:at]) if i not in earlier]
    after = [c for i, c in enumerate(rest[at + 1 :], at + 1) if i not in later]
    return Taken(rest[at], [rest[i] for i in (*later, *earlier)], before, after)


def _paired(rest: list[Chunk], places: list[int], at: int) -> tuple[list[Chunk], list[int]]:
    """ "waren klein und wieder verschwunden": behind an adjective and "und", a participle tells of the subject too."""
    pair = next((i for i, c in enumerate(rest) if i > at and c.kind == "conjunction"), None)
    word = rest[at].word
    if (
        pair is None
        or word is None
        or not any(r.lemma == "sein" for r in word.readings)
        or any(at < i < pair for i in places)
    ):
        return rest, places
    if not (any(c.kind == "adjective" for c in rest[at:pair]) or rest[pair].german == ("sondern",)):
        return rest, places
    told = [i for i in places if i > pair and verb_reading(rest[i], "participle")]
    return [_as_adjective(c) if i in told else c for i, c in enumerate(rest)], [i for i in places if i not in told]


def _joined(chunk: Chunk) -> bool:
    """Whether a verb carries a prefix that leaves it in a main clause ("aufträgt"): it is not finite there."""

    assert chunk.word is not None
    rows = [r for r in chunk.word.readings if r.pos == "verb" and r.form == "finite"]
    return bool(rows) and all(
        any(p + v == r.lemma and chunk.word.low.startswith(p) for p, v in lexicon.leaving()) for r in rows
    )


def _is_order(rest: Sequence[Chunk], places: Sequence[int], at: int) -> bool:
    """An instruction in the infinitive ("Kühl und trocken lagern"): one verb, at the end, without a subject."""
    if len(places) != 1 or at != len(rest) - 1 or at == 0 or verb_reading(rest[at], "infinitive") is None:
        return False
    whole = [c for c in rest[:at] if c.kind not in ("sign",)]
    nouns = [c for c in whole if c.kind in ("noun", "name")]
    return not (len(whole) == 1 and nouns and nominative(nouns[0], rest[at]))


def _as_adjective(chunk: Chunk) -> Chunk:

    reading = verb_reading(chunk, "participle")
    if reading is None or chunk.word is None:
        return chunk
    return replace(
        chunk,
        kind="adjective",
        pieces=(Piece(english.participle(english_of(reading)), chunk.word.start, chunk.word.end),),
    )
