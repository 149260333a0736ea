"""Which noun phrase of a clause is its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import cards, verbs
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import Chunk

_AGENTS = cards.named("agents")
"""Whoever does things rather than undergoes them: the subject, though an object stands before the verb."""


def is_verb(chunk: Chunk) -> bool:
    return chunk.kind == "verb" and chunk.word is not None


def verb_reading(chunk: Chunk, *forms: str) -> Reading | None:
    if chunk.word is None:
        return None
    for form in forms:
        for r in chunk.word.readings:
            if r.pos == "verb" and r.form == form and (r.english or r.lemma):
                return r
    return None


def best_finite(chunk: Chunk, number: str, particle: str) -> Reading | None:
    """The reading of a finite verb that fits its particle, else one with an English of its own."""
    assert chunk.word is not None
    rows = [r for r in chunk.word.readings if r.pos == "verb" and r.form == "finite"]
    if particle:
        rows = [r for r in rows if verbs.joined(r, particle) != r.lemma] or rows
    now = any(r.tense == "present" for r in rows)
    plain = any(r.tense != "told" for r in rows)
    rows.sort(
        key=lambda r: (
            r.tense == "told" and plain,
            r.tense == "past" and now,
            bool(number) and r.number not in (number, "sp"),
            not r.english,
        )
    )
    return rows[0] if rows else None


def nominative(chunk: Chunk, finite: Chunk) -> bool:
    """Whether a noun phrase can be the subject: by its case, and by agreeing with the verb."""
    if chunk.kind != "noun" and chunk.kind != "name":
        return False
    if chunk.cases and not any(c.startswith("n") for c in chunk.cases):
        return False
    if chunk.german in (("sich",),) or chunk.form == "governed":
        return False
    assert finite.word is not None
    numbers = {r.number for r in finite.word.readings if r.pos == "verb" and r.form == "finite"}
    return chunk.number in ("", "sp") or "sp" in numbers or chunk.number in numbers or (chunk.form == "number")


def find_subject(
    finite: Chunk, before: list[Chunk], after: list[Chunk], verb_last: bool, linked: bool = False, fronted: bool = False
) -> tuple[Chunk | None, list[Chunk], list[Chunk]]:
    """The subject, taken out of what stands before and behind the verb."""
    clause = next((c for c in before if c.kind == "clause" and c.form in ("that", "whether", "asking")), None)
    copula = finite.word is not None and any(r.lemma == "sein" for r in finite.word.readings)
    if clause is not None and (
        copula
        or clause.german == ("wer",)
        or not any(nominative(c, finite) and not _either(c) for c in (*before, *after))
    ):
        thing = replace(clause, number="s", cases=frozenset({"n.n"}))
        return thing, [c for c in before if c is not clause], after
    pronoun = (
        None
        if verb_last
        else next(
            (
                c
                for c in after[:3]
                if c.form == "pronoun"
                and nominative(c, finite)
                and c.german[0] in ("ich", "du", "er", "wir", "man", "niemand", "jeder", "sie", "es")
            ),
            None,
        )
    )
    first = next((c for c in before if nominative(c, finite)), None)
    agent = next((c for c in after[:2] if nominative(c, finite) and c.german and c.german[-1] in _AGENTS), None)
    if (
        first is not None
        and agent is not None
        and first.german[-1:] != agent.german[-1:]
        and any(c.startswith("a") for c in first.cases)
        and not copula
    ):
        return agent, before, [c for c in after if c is not agent]
    sure = pronoun is not None and pronoun.german[0] not in ("es", "sie") and pronoun.german != ("Sie",)
    if first is not None and not (sure and any(c.startswith("a") for c in first.cases)):
        spot = before.index(first)
        return _with_all(first, before[spot + 1 :]), before[:spot], after
    if pronoun is not None and not sure and linked and not before and not verb_last:
        # "... und arbeiten sie ein": the subject is the one before, "sie" is the object.
        return None, before, after
    if pronoun is not None:
        return pronoun, before, [c for c in after if c is not pronoun]
    if (
        not before
        and not verb_last
        and not fronted
        and not any(nominative(c, finite) and c.cases and not any(k.startswith("a") for k in c.cases) for c in after)
    ):
        # "Heilt Rosazea", "und enthält Kollagen": the subject is left out
        return None, before, after
    found = next((c for c in after if nominative(c, finite)), None)
    if verb_last and linked and found is not None and any(k.startswith("a") for k in found.cases):
        # "..., dass sie Kollagen bilden und Entzündungen hemmen": the subject is the one before.
        return None, before, after
    if found is not None:
        spot = after.index(found)
        more = spot + 1
        while (
            more < len(after)
            and after[more].kind == "place"
            and after[more].german[:1] in (("von",), ("vom",), ("aus",), ("mit",), ("ohne",))
        ):
            more += 1
        return _with_all(found, after[spot + 1 : more]), before, [*after[:spot], *after[more:]]
    return None, before, after


def _with_all(noun: Chunk, rest: Sequence[Chunk]) -> Chunk:
    """A noun phrase with the phrases of place behind it, which belong to it."""
    return replace(
        noun,
        pieces=(*noun.pieces, *(p for c in rest for p in c.pieces)),
        german=(*noun.german, *(w for c in rest for w in c.german)),
    )


def _either(chunk: Chunk) -> bool:
    """A pronoun that may as well be the object ("macht sie")."""
    return (
        chunk.form == "pronoun"
        and chunk.german[0] in ("es", "sie", "das")
        and any(c.startswith("a") for c in chunk.cases)
    )
