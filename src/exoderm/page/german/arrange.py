"""Objects, datives, adjectives and phrases of place, put where English has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import cards, verbs
from exoderm.page.german.parts import Chunk, Piece

_POINTERS = cards.named("pointers")


_GOVERN = cards.named("with_dative")
"""Adjectives whose noun stands in the dative: superior to, inferior to."""
_ENDS = (("an",), ("auf",), ("aus",), ("durch",))
"""Phrases that English leaves behind the verb, though German may begin with them."""


def behind_verb(objects: list[Chunk], middle: list[Chunk], group: verbs.Group) -> tuple[list[Chunk], list[Chunk]]:
    """Objects, and the rest of a clause in English order."""
    middle = _even_if(middle)
    if not objects:
        middle = _object_first(middle)
    middle = _dative_behind(middle)
    if group.passive:
        middle = [as_agent(c) for c in middle]
    middle = [
        c for i, c in enumerate(middle) if not (_points(c) and i + 1 < len(middle) and middle[i + 1].kind == "clause")
    ]
    objects, middle = _governed(objects, middle)
    if not group.lexical and not objects:
        middle = _predicate_first(middle)
    return objects, middle


def _even_if(middle: list[Chunk]) -> list[Chunk]:
    """ "auch dann ..., wenn": even if."""
    even = next((c for c in middle if c.german == ("auch dann",)), None)
    clause = next((c for c in middle if c.kind == "clause" and c.pieces and c.pieces[0].text == "if"), None)
    if even is None or clause is None:
        return middle
    opened = replace(clause, pieces=(replace(clause.pieces[0], text="even if"), *clause.pieces[1:]))
    return [opened if c is clause else c for c in middle if c is not even]


def _points(chunk: Chunk) -> bool:
    """ "dafür, dass": a word that only points at the clause behind it."""
    return bool(chunk.german) and chunk.german[0] in _POINTERS


def _object_first(middle: list[Chunk]) -> list[Chunk]:
    first = next((c for c in middle if c.kind in ("noun", "name")), None)
    if first is None or not all(c.kind in ("place", "adverb") for c in middle[: middle.index(first)]):
        return middle
    return [first, *[c for c in middle if c is not first]]


def _to(chunk: Chunk) -> Chunk:
    start = chunk.pieces[0].start
    return replace(chunk, kind="place", pieces=(Piece("to", start, start), *chunk.pieces))


def _dative_behind(middle: list[Chunk]) -> list[Chunk]:
    """ "gibt der Haut Spannkraft": gives firmness to the skin."""
    plain = [c for c in middle if c.kind == "noun" and c.form != "pronoun" and c.cases]
    dative = next((c for c in plain if all(k.startswith("d") for k in c.cases)), None)
    if dative is None or not any(c.kind == "noun" and c is not dative and not _is_dative(c) for c in middle):
        return middle
    spot = middle.index(dative)
    rest = [c for c in middle if c is not dative]
    return [*rest[: spot + 1], _to(dative), *rest[spot + 1 :]]


def _is_dative(chunk: Chunk) -> bool:
    return bool(chunk.cases) and all(k.startswith("d") for k in chunk.cases) and chunk.form != "pronoun"


def _governed(objects: list[Chunk], middle: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """ "Retinol überlegen": superior to retinol."""
    governs = next((c for c in middle if c.kind == "adjective" and c.german[-1] in _GOVERN), None)
    nouns = [c for c in (*objects, *middle) if c.kind in ("noun", "name")]
    given = next((c for c in nouns if not c.cases or any(k.startswith("d") for k in c.cases)), None)
    if governs is None or given is None:
        return objects, middle
    rest = [c for c in middle if c is not given]
    spot = rest.index(governs) + 1
    return [c for c in objects if c is not given], [*rest[:spot], _to(given), *rest[spot:]]


def _predicate_first(middle: list[Chunk]) -> list[Chunk]:
    """What is told of the subject stands behind the verb: "are common for a day"."""
    told = next((c for c in middle if c.kind == "adjective"), None)
    if told is None or any(c.kind == "conjunction" for c in middle):
        return middle
    spot = middle.index(told)
    if not all(c.kind in ("place", "adverb") for c in middle[:spot]):
        return middle
    return [told, *middle[:spot], *middle[spot + 1 :]]


def not_for_no(objects: list[Chunk], middle: list[Chunk]) -> tuple[list[Chunk], list[Chunk], list[Chunk]]:
    """ "are no cells" is "are not cells"; the third is the denial, if there is one."""
    nouns = [c for c in (*objects, *middle) if c.kind == "noun" and len(c.pieces) > 1]
    said = nouns[0] if nouns and nouns[0].pieces[0].text == "no" else None
    if said is None:
        return objects, middle, []
    head = said.pieces[0]
    article = replace(head, text="an" if said.pieces[1].text[:1] in "aeiou" else "a")
    new = replace(said, pieces=(*((article,) if said.number == "s" else ()), *said.pieces[1:]))
    denied = Chunk("not", (replace(head, text="not"),), german=("kein",))
    return [new if c is said else c for c in objects], [new if c is said else c for c in middle], [denied]


def back(places: Sequence[Chunk], middle: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """Phrases that lead in German and end in English."""
    moved = [c for c in places if c.kind == "place" and c.german[:1] in _ENDS]
    stay = [c for c in places if c not in moved]
    behind = any(c.kind == "clause" for c in middle)
    return stay, [*moved, *middle] if behind else [*middle, *moved]


def as_agent(chunk: Chunk) -> Chunk:
    """The agent of a passive: "von der Hornschicht" is "by the horny layer"."""
    if chunk.kind == "place" and any(w in ("von", "vom") for w in chunk.german[:2]):
        spot = next((i for i, p in enumerate(chunk.pieces) if p.text in ("of", "of the")), None)
        if spot is not None:
            new = replace(chunk.pieces[spot], text="by" if chunk.pieces[spot].text == "of" else "by the")
            return replace(chunk, pieces=(*chunk.pieces[:spot], new, *chunk.pieces[spot + 1 :]))
    return chunk
