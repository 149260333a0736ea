"""The verbs of a clause and what hangs on them, before they are put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exoderm.page.german import absence, cards, lexicon, verbs
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import UNKNOWN, Chunk, Piece
from exoderm.page.german.passive import impersonal
from exoderm.page.german.sentence import Told, ordered
from exoderm.page.german.subject import best_finite, find_subject, verb_reading

_PERSONS = {"ich": "I", "wir": "we", "Sie": "you", "du": "you"}
_LOOKS = cards.named("looks")
"""How skin or hair looks, with "wirken"."""
_HELPERS = frozenset(["werden", "worden", "haben", "sein", "können", "müssen", "dürfen", "sollen", "wollen", "lassen"])
_WANT_INFINITIVE = frozenset(["können", "müssen", "dürfen", "sollen", "wollen", "mögen", "lassen"])
Chain = list[tuple[Reading, Chunk]]
"""Verbs beside the finite one, each with its place."""


@dataclass(frozen=True)
class Taken:
    """A clause taken apart: its finite verb, the other verbs, and what stands before and behind."""

    finite: Chunk
    others: list[Chunk]
    before: list[Chunk]
    after: list[Chunk]
    question: bool = False
    verb_last: bool = False
    linked: bool = False


def build(taken: Taken) -> list[Piece]:
    """English of a clause that was taken apart."""
    place = taken.finite.word
    assert place is not None
    fronted = any(c.word is not None and c.word.start < place.start for c in taken.others)
    particle, after = _particle(taken.finite, taken.after)
    lost = particle == "" and bool(after) and after[-1].kind == "particle" and not taken.verb_last
    subject, before, after = find_subject(taken.finite, taken.before, after, taken.verb_last, taken.linked, fronted)
    finite, subject, number = _agreeing(taken.finite, subject, particle)
    spoken_to = subject.word.text if subject and subject.form == "pronoun" and subject.word else ""
    person = _PERSONS.get(spoken_to if spoken_to == "Sie" else spoken_to.lower(), "")
    forms = ("zu", "infinitive", "participle", "finite")
    if finite.lemma not in _WANT_INFINITIVE:
        forms = ("zu", "participle", "infinitive", "finite")
    chain = _chain(taken.others, forms)
    chain, wish = _wish(finite, chain, [*before, *after])
    after = [*after, *wish]
    lemma = verbs.joined(finite, particle)
    whole = [*before, *after, *([subject] if subject else [])]
    chain, fixed = _fixed(lemma, chain)
    bears = next((r for r, _ in chain if (r.lemma == fixed[0] if fixed else r.lemma not in _HELPERS)), None)
    main = fixed[0] if fixed else bears.lemma if bears is not None else lemma
    reflexive = any(c.german == ("sich",) for c in (*before, *after))
    meant = verbs.Meaning(fixed[1], tuple(whole)) if fixed else verbs.meaning(main, whole, reflexive)
    meant = _sure(replace(meant, english="") if lost and bears is None else meant, main, bears, whole)
    left = _matched(whole, meant.chunks)
    before, after = ([left[id(c)] for c in part if id(c) in left] for part in (before, after))
    subject = left.get(id(subject)) if subject is not None else None
    spoken = _spoken(finite, chain, bears, meant.english)
    made: tuple[str, ...] = ()
    if finite.lemma == "lassen" and bears is not None:
        if reflexive:
            # "lässt sich zeigen": can be shown
            be = Reading("verb", "be", "werden", form="infinitive")
            spoken, finite = (
                [(replace(bears, form="participle"), meant.english), (be, "be")],
                replace(finite, lemma="können"),
            )
        else:
            made = tuple(meant.english.split())
    said = meant.english if bears is None else english_of(replace(finite, lemma=lemma))
    told = Told(
        taken.finite, tuple(c for _, c in chain), verbs.group(finite, spoken, said, number, person), subject,
        tuple(before), tuple(after), taken.question, made, not taken.verb_last and not taken.question, taken.linked,
        finite.tense == "told",
    )  # fmt: skip
    told = _floating(told)
    acting = main if bears is not None and main in ("geben", "kommen", "fehlen") else lemma
    return _special(told, finite, acting, meant.english, spoken) or ordered(told)


def _floating(told: Told) -> Told:
    """ "Schäden sind keine bekannt": no harm is known."""
    none = next((c for c in told.after if c.form == "pronoun" and c.german[0].startswith("kein")), None)
    if none is None or told.subject is None or told.subject.kind != "noun" or told.subject.form == "pronoun":
        return told
    subject = replace(told.subject, pieces=(replace(none.pieces[0], text="no"), *told.subject.pieces))
    return replace(told, subject=subject, after=tuple(c for c in told.after if c is not none))


def _special(
    told: Told, finite: Reading, lemma: str, said: str, spoken: list[tuple[Reading, str]]
) -> list[Piece] | None:
    """Clauses that English builds in another way: "es gibt", "man", "dass ... ist erwiesen", "die Zulassung fehlt"."""
    subject = told.subject
    if absence.tells_of_it(told, lemma, said):
        return absence.existence(told, finite, lemma)
    if subject is None:
        return None
    if subject.kind == "clause" and subject.german != ("wer",) and (told.group.passive or not told.group.lexical):
        # "Dass ..., ist nicht erwiesen": it is not proven that ...
        return [*ordered(replace(told, subject=None, orders=False, linked=False)), *subject.pieces]
    if lemma == "fehlen" and not spoken and absence.plain(told):
        return absence.existence(absence.none_of(told), finite, "geben")
    if subject.german == ("man",):
        return impersonal(told, finite, spoken, said)
    return None


def _chain(others: Sequence[Chunk], forms: tuple[str, ...]) -> Chain:
    """The other verbs, each in the form that it has there; before "sein" or "werden" stands a participle."""
    found: Chain = []
    for i, c in enumerate(others):
        follow = others[i + 1].word if i + 1 < len(others) else None
        helped = follow is not None and follow.low in ("sein", "werden", "worden")
        reading = verb_reading(c, *(("participle", *forms) if helped else forms))
        if reading is not None:
            found.append((reading, c))
    return found


def _particle(finite: Chunk, after: list[Chunk]) -> tuple[str, list[Chunk]]:
    """The prefix that left its verb ("dringt ... ein"), and what stands behind the verb without it."""
    found = next((c for c in reversed(after) if _is_particle(c)), None)
    if found is None:
        return "", after
    trial = best_finite(finite, "", found.german[0])
    if trial is None or verbs.joined(trial, found.german[0]) == trial.lemma:
        return "", after
    return found.german[0], [c for c in after if c is not found]


def _is_particle(chunk: Chunk) -> bool:
    as_adverb = chunk.word is not None and chunk.word.get("particle") is not None and chunk.kind == "adverb"
    return chunk.kind == "particle" or as_adverb


def _agreeing(finite: Chunk, subject: Chunk | None, particle: str) -> tuple[Reading, Chunk | None, str]:
    """The reading of the finite verb that agrees with its subject, the subject, and their number."""
    number = subject.number if subject else ""
    reading = best_finite(finite, number if number in ("s", "p") else "", particle)
    assert reading is not None
    if not number or number == "sp":
        number = reading.number or "s"
    if subject is not None and subject.mass:
        number = "s"
    if subject is not None and subject.german[:1] == ("sie",) and reading.number == "s" and reading.tense != "told":
        subject = replace(subject, pieces=(replace(subject.pieces[0], text="it"),))
    return reading, subject, number


def _wish(finite: Reading, chain: Chain, rest: Sequence[Chunk]) -> tuple[Chain, list[Chunk]]:
    """ "Es ist falsch zu glauben": it is wrong to think."""
    wished = next(((r, c) for r, c in chain if r.form == "zu"), None)
    if wished is None or finite.lemma != "sein" or not any(c.kind == "adjective" for c in rest):
        return chain, []
    word = wished[1].word
    assert word is not None
    said = Chunk("adverb", (Piece("to " + english_of(wished[0]), word.start, word.end),), german=("zu",))
    return [pair for pair in chain if pair[1] is not wished[1]], [said]


def _sure(meant: verbs.Meaning, main: str, bears: Reading | None, whole: Sequence[Chunk]) -> verbs.Meaning:
    """A meaning, marked where it is not known; "wirken" with a look is "look"."""
    if not meant.english and (bears is not None or main not in ("werden", "worden")):
        return replace(meant, english=UNKNOWN + main)
    if main == "wirken" and meant.english == "work" and any(_told_of(c) for c in whole):
        return replace(meant, english="look")
    return meant


def _spoken(finite: Reading, chain: Chain, bears: Reading | None, said: str) -> list[tuple[Reading, str]]:
    """The other verbs with their English; "ist erwiesen" tells what something is rather than what was done."""
    if finite.lemma == "sein" and len(chain) == 1 and chain[0][0].form == "participle" and chain[0][1].word is not None:
        told = next((r for r in chain[0][1].word.readings if r.pos == "adjective" and r.form == "bare"), None)
        if told is not None:
            return [(replace(chain[0][0], form="told"), told.english)]
    return [(r, said if r is bears else english_of(r)) for r, _ in chain]


def _fixed(lemma: str, chain: Chain) -> tuple[Chain, tuple[str, str] | None]:
    """An idiom of two verbs ("stecken bleiben"): the first is taken out of the chain, the second bears both."""
    for name in (lemma, *(r.lemma for r, _ in chain)):
        for row, text in lexicon.idioms().get(name, ()):
            partner = next((c for _, c in chain if len(row) == 1 and c.german[-1:] == (row[0].lower(),)), None)
            if partner is not None:
                return [pair for pair in chain if pair[1] is not partner], (name, text)
    return chain, None


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
    """English of a verb by its lemma, marked where it is not known."""
    return lexicon.verbs().get(reading.lemma, reading.english) or UNKNOWN + reading.lemma
