"""The verbs of a clause and what hangs on them, before they are put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import lexicon, verbs
from exoderm.page.german.absence import existence
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import UNKNOWN, Chunk, Piece
from exoderm.page.german.passive import impersonal
from exoderm.page.german.sentence import ordered
from exoderm.page.german.subject import best_finite, find_subject, verb_reading

_PERSONS = {"ich": "I", "wir": "we", "Sie": "you", "du": "you"}


_LOOKS = frozenset(
    ["frisch", "jung", "alt", "glatt", "straff", "prall", "strahlend", "ebenmäßig", "gesund", "müde", "fahl", "natürlich", "weich", "rosig", "makellos", "jugendlich", "vital", "lebendig", "dicht", "voll", "hell", "klar", "zart"]
)
"""How skin or hair looks, with "wirken"."""


_WANT_INFINITIVE = frozenset(["können", "müssen", "dürfen", "sollen", "wollen", "mögen", "lassen"])


def build(
    finite_chunk: Chunk,
    others: list[Chunk],
    before: list[Chunk],
    after: list[Chunk],
    question: bool,
    verb_last: bool = False,
    linked: bool = False,
) -> list[Piece]:
    first = finite_chunk.word.start if finite_chunk.word else 0
    fronted = any(c.word is not None and c.word.start < first for c in others)
    particle = next(
        (
            c
            for c in reversed(after)
            if c.kind == "particle" or (c.word is not None and c.word.get("particle") and c.kind == "adverb")
        ),
        None,
    )
    trial = best_finite(finite_chunk, "", particle.german[0] if particle else "")
    assert trial is not None
    if particle is not None and verbs.joined(trial, particle.german[0]) == trial.lemma:
        particle = None
    if particle is not None:
        after = [c for c in after if c is not particle]
    subject, before, after = find_subject(finite_chunk, before, after, verb_last, linked, fronted)
    number = subject.number if subject else ""
    finite = best_finite(finite_chunk, number if number in ("s", "p") else "", particle.german[0] if particle else "")
    assert finite is not None
    if not number or number == "sp":
        number = finite.number or "s"
    if subject is not None and subject.german[:1] == ("sie",) and finite.number == "s" and finite.tense != "told":
        subject = replace(subject, pieces=(replace(subject.pieces[0], text="it"),))
    person = _PERSONS.get(subject.word.text, "") if subject and subject.form == "pronoun" and subject.word else ""
    forms = (
        ("zu", "infinitive", "participle", "finite")
        if finite.lemma in _WANT_INFINITIVE
        else ("zu", "participle", "infinitive", "finite")
    )
    chain = [(r, c) for c in others if (r := verb_reading(c, *forms)) is not None]
    wished = next(((r, c) for r, c in chain if r.form == "zu"), None)
    if wished is not None and finite.lemma == "sein" and any(c.kind == "adjective" for c in (*before, *after)):
        # "Es ist falsch zu glauben": it is wrong to think
        chain = [pair for pair in chain if pair is not wished]
        others = [c for c in others if c is not wished[1]]
        assert wished[1].word is not None
        after = [
            *after,
            Chunk(
                "adverb",
                (Piece("to " + english_of(wished[0]), wished[1].word.start, wished[1].word.end),),
                german=("zu",),
            ),
        ]
    lemma = verbs.joined(finite, particle.german[0] if particle else "")
    reflexive = any(c.german == ("sich",) for c in (*before, *after))
    everything = [*before, *after, *([subject] if subject else [])]
    # The verb whose meaning the clause bears: the last of the others, or the finite one.
    bears = next(
        (
            r
            for r, _ in chain
            if r.lemma
            not in ("werden", "worden", "haben", "sein", "können", "müssen", "dürfen", "sollen", "wollen", "lassen")
        ),
        None,
    )
    main_lemma = bears.lemma if bears is not None else lemma
    if particle is not None and bears is not None:
        main_lemma = bears.lemma
    chain, others, fixed = _fixed(finite, lemma, chain, others, everything)
    if fixed is not None:
        bears = next((r for r, _ in chain if r.lemma == fixed[0]), None)
        main_lemma = fixed[0]
    meant = (
        verbs.meaning(main_lemma, everything, reflexive)
        if fixed is None
        else verbs.Meaning(fixed[1], tuple(everything))
    )
    if (
        (not meant.english
        and main_lemma not in ("werden", "worden")
        and bears is None)
        or (bears is not None and not meant.english)
    ):
        meant = replace(meant, english=UNKNOWN + main_lemma)
    if main_lemma == "wirken" and meant.english == "work" and any(_told_of(c) for c in everything):
        meant = replace(meant, english="look")
    kept = {id(c): c for c in everything}
    used = _matched(everything, meant.chunks)
    before = [used[id(c)] for c in before if id(c) in used]
    after = [used[id(c)] for c in after if id(c) in used]
    if subject is not None:
        subject = used.get(id(kept[id(subject)]))
    spoken = [(r, meant.english if r is bears else english_of(r)) for r, _ in chain]
    if finite.lemma == "sein" and chain and chain[-1][0].form == "participle" and chain[-1][1].word is not None:
        # "ist erwiesen": what is told of the subject rather than done to it
        told = next((r for r in chain[-1][1].word.readings if r.pos == "adjective" and r.form == "bare"), None)
        if told is not None and len(chain) == 1:
            spoken = [(replace(chain[-1][0], form="told"), told.english)]
    spans = [finite_chunk, *others]
    if finite.lemma == "lassen" and bears is not None and reflexive:
        # "lässt sich zeigen": can be shown
        spoken = [
            (replace(bears, form="participle"), meant.english),
            (Reading("verb", "be", "werden", form="infinitive"), "be"),
        ]
        finite = replace(finite, lemma="können")
    made: list[str] = []
    if finite.lemma == "lassen" and bears is not None and not reflexive:
        made = meant.english.split()
    group = verbs.group(
        finite, spoken, meant.english if bears is None else english_of(replace(finite, lemma=lemma)), number, person
    )
    lemma = main_lemma if bears is not None and main_lemma in ("geben", "kommen", "fehlen") else lemma
    if (
        ((subject.german[0] if subject and subject.german else "") == "es"
        and (
            lemma in ("geben", "fehlen", "mangeln")
            or (lemma == "kommen" and any(c.kind == "place" and c.german[:1] == ("zu",) for c in (*before, *after)))
            or (
                lemma in ("bestehen", "existieren", "vorliegen")
                and meant.english == "exist"
                and any(c.kind == "noun" for c in (*before, *after))
            )
        ))
        or _there(subject, lemma, before, after)
    ):
        return existence(finite_chunk, group, finite, before, after, subject, lemma, spoken)
    if (
        subject is not None
        and subject.kind == "clause"
        and subject.german != ("wer",)
        and (group.passive or not group.lexical)
    ):
        # "Dass ..., ist nicht erwiesen": it is not proven that ...
        clause, subject = subject, None
        return [*ordered(finite_chunk, others, group, None, before, after, question, made), *clause.pieces]
    if (
        lemma == "fehlen"
        and subject is not None
        and subject.kind == "noun"
        and subject.form != "pronoun"
        and not spoken
        and not any(c.kind == "not" or (c.cases and all(k.startswith("d") for k in c.cases)) for c in (*before, *after))
    ):
        # "Belege fehlen": there is no evidence
        body = subject.pieces[1:] if subject.pieces[0].text in ("the", "a", "an") else subject.pieces
        at = Piece("no", subject.pieces[0].start, subject.pieces[0].start)
        absent = replace(subject, pieces=(at, *body), german=subject.german)
        return existence(finite_chunk, group, finite, before, [absent, *after], None, "geben", spoken)
    if subject is not None and subject.german == ("man",):
        return impersonal(finite_chunk, finite, spoken, meant.english, before, after, spans)
    return ordered(
        finite_chunk,
        others,
        group,
        subject,
        before,
        after,
        question,
        made,
        orders=not verb_last and not question,
        linked=linked,
    )


def _fixed(
    finite: Reading, lemma: str, chain: list[tuple[Reading, Chunk]], others: list[Chunk], everything: Sequence[Chunk]
) -> tuple[list[tuple[Reading, Chunk]], list[Chunk], tuple[str, str] | None]:
    """An idiom of two verbs ("stecken bleiben"): the first is taken out of the chain, the second bears both."""

    for name in (lemma, *(r.lemma for r, _ in chain)):
        for row, text in lexicon.idioms().get(name, ()):
            partner = next(((r, c) for r, c in chain if len(row) == 1 and c.german[-1:] == (row[0].lower(),)), None)
            if partner is not None:
                left = [pair for pair in chain if pair is not partner and pair[1] is not partner[1]]
                return left, [c for c in others if c is not partner[1]], (name, text)
    return chain, others, None


def _told_of(chunk: Chunk) -> bool:
    """An adjective that stands alone and tells how something is ("wirkt frischer")."""
    if chunk.kind not in ("adjective", "adverb") or chunk.word is None:
        return False
    return any(r.pos == "adjective" and r.lemma in _LOOKS for r in chunk.word.readings)


def _matched(whole: Sequence[Chunk], left: Sequence[Chunk]) -> dict[int, Chunk]:
    """Which chunks are left after an idiom took its words, by identity of what they were."""
    found: dict[int, Chunk] = {}
    rest = list(left)
    for c in whole:
        for i, other in enumerate(rest):
            if other is c or (other.german == c.german and other.word is c.word):
                found[id(c)] = other
                del rest[i]
                break
    return found


def english_of(reading: Reading) -> str:

    return lexicon.verbs().get(reading.lemma, reading.english) or UNKNOWN + reading.lemma


def _there(subject: Chunk | None, lemma: str, before: Sequence[Chunk], after: Sequence[Chunk]) -> bool:
    return (
        lemma == "geben"
        and any(c.german == ("es",) for c in (*before, *after))
        and subject is not None
        and "es" not in subject.german
    )
