"""A German clause in English order: subject, verb with its denial, object, the rest as it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import english, lexicon
from exoderm.page.german.build import build, english_of
from exoderm.page.german.fragment import fragment
from exoderm.page.german.parts import Chunk, Piece, flat
from exoderm.page.german.subject import is_verb, nominative, verb_reading


def main(chunks: Sequence[Chunk], question: bool = False, verb_last: bool = False) -> list[Piece]:
    """English order of a clause whose finite verb is at its second place, at its head, or (``verb_last``) at its end."""
    lead: list[Chunk] = []
    rest = list(chunks)
    while rest and rest[0].kind in ("conjunction", "sign"):
        lead.append(rest.pop(0))
    ends: list[Chunk] = []
    while rest and rest[-1].kind == "sign":
        ends.insert(0, rest.pop())
    parsed = None if any(c.form == "wish" for c in lead) else _take_apart(rest, verb_last)
    if parsed is None:
        return flat([*lead, *fragment(rest, bool(lead)), *ends])
    finite, others, before, after = parsed
    linked = any(c.kind == "conjunction" or verb_last for c in lead)
    return [
        *flat(lead),
        *build(finite, others, before, after, question, verb_last or (question and not before), linked),
        *flat(ends),
    ]


def _take_apart(rest: list[Chunk], verb_last: bool) -> tuple[Chunk, list[Chunk], list[Chunk], list[Chunk]] | None:
    places = [i for i, c in enumerate(rest) if is_verb(c)]
    finite = [i for i in places if verb_reading(rest[i], "finite") is not None]
    if not finite:
        return None
    if verb_last:
        at = finite[-1]
        # "wirken als Retinol": what stands behind the verbs stays there.
        first = at
        while first - 1 in places:
            first -= 1
        cluster = [rest[i] for i in range(first, at)]
        later = [rest[i] for i in places if i > at]
        return (
            rest[at],
            [*cluster, *later],
            [],
            [c for i, c in enumerate(rest) if i < first or (i > at and i not in places)],
        )
    finite = [i for i in finite if not _joined(rest[i])]
    if not finite:
        return None
    at = finite[0]
    if at == 0 and len(finite) > 1 and finite[1] == 1 and verb_reading(rest[0], "participle"):
        at = 1
    if _is_order(rest, places, at):
        return None
    if len(places) == 1 and verb_reading(rest[at], "participle") and not any(nominative(c, rest[at]) for c in rest):
        # "Klinisch bewiesen": no subject that could have done it
        return None
    pair = next((i for i, c in enumerate(rest) if i > at and c.kind == "conjunction"), None)
    if (
        pair is not None
        and (any(c.kind == "adjective" for c in rest[at:pair]) or rest[pair].german == ("sondern",))
        and not any(i < pair for i in places if i > at)
    ):
        # "waren klein und wieder verschwunden": both are told of the subject.
        told = [i for i in places if i > pair and verb_reading(rest[i], "participle")]
        if (
            told
            and verb_reading(rest[at], "finite")
            and any(r.lemma == "sein" for r in rest[at].word.readings if rest[at].word)
        ):  # type: ignore[union-attr]
            rest = [_as_adjective(c) if i in told else c for i, c in enumerate(rest)]
            places = [i for i in places if i not in told]
    later = [i for i in places if i > at]
    earlier = [i for i in places if i < at]
    others = [rest[i] for i in later] + [rest[i] for i in earlier]
    return (
        rest[at],
        others,
        [c for i, c in enumerate(rest[:at]) if i not in earlier],
        [c for i, c in enumerate(rest[at + 1 :], at + 1) if i not in later],
    )


def _joined(chunk: Chunk) -> bool:
    """Whether a verb carries a prefix that leaves it in a main clause ("aufträgt"): it cannot be the finite verb there."""

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
