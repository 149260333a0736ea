"""The verbs of a clause to an English verb group: tense, voice, mood, denial; what an idiom makes of a verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exoderm.page.german import cards, english, lexicon
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import Chunk

_MODALS = {"können": "can", "dürfen": "may", "müssen": "must", "sollen": "said", "wollen": "want", "mögen": "may"}
_ARTICLES = frozenset(["der", "ein", "kein", "dies", "sein", "ihr", "unser"])


@dataclass(frozen=True)
class Group:
    """An English verb group: the first word bends and bears the "not", the rest follows."""

    first: str
    rest: tuple[str, ...]
    lexical: str = ""
    """The base form, where the first word is no auxiliary and a "not" needs "do"."""
    past: bool = False
    passive: bool = False
    hedged: str = ""


@dataclass(frozen=True)
class Meaning:
    """What a verb means in its clause, and the parts of the clause that this uses up."""

    english: str
    chunks: tuple[Chunk, ...]


def is_finite(reading: Reading) -> bool:
    return reading.form == "finite"


def meaning(lemma: str, chunks: Sequence[Chunk], reflexive: bool) -> Meaning:
    """English of a verb with the idiom, the preposition or the reflexive that stands in its clause."""
    said = [w for c in chunks for w in c.german]
    for row, text in lexicon.idioms().get(lemma, ()):
        wanted = [w.lower() for w in row if w.lower() not in ("der", "die", "den", "dem", "das", "eine", "ein")]
        if wanted and all(w in said for w in wanted):
            if text.endswith(" +"):
                return Meaning(text[:-2], tuple(chunks))
            return Meaning(text, tuple(_used(chunks, wanted)))
    table = lexicon.verbs()
    if reflexive and f"sich {lemma}" in table:
        return Meaning(table[f"sich {lemma}"], tuple(c for c in chunks if c.german != ("sich",)))
    return Meaning(table.get(lemma, ""), tuple(c for c in chunks if c.german != ("sich",)))


def _used(chunks: Sequence[Chunk], wanted: list[str]) -> list[Chunk]:
    left: list[Chunk] = []
    for c in chunks:
        mine = [w for w in c.german if w not in _ARTICLES]
        if mine and all(w in wanted for w in mine):
            continue
        spot = next((i for i, w in enumerate(c.german[:2]) if w in wanted), None)
        if c.kind == "place" and spot is not None and spot < len(c.pieces):
            # The English verb brings its own preposition.
            c = replace(c, kind="noun", pieces=(*c.pieces[:spot], *c.pieces[spot + 1 :]), form="governed")
        left.append(c)
    return left


def joined(finite: Reading, particle: str) -> str:
    """Lemma of a verb whose prefix stands at the end of the clause, or its own."""
    return particle + finite.lemma if (particle, finite.lemma) in lexicon.leaving() else finite.lemma


def group(finite: Reading, others: Sequence[tuple[Reading, str]], said: str, number: str, person: str) -> Group:
    """The English group.

    Parameters
    ----------
    finite: the verb that bends; ``said`` is its English where it is the main verb.
    others: the remaining verbs in the order of a German clause's end, each with its English.
    number: s or p of the subject; ``person``: "I", "we", "you" or empty.
    """
    lemma, tense = finite.lemma, finite.tense
    many = number == "p" or person in ("we", "you")
    was = tense == "past"
    if not others:
        return _simple(finite, said, many, person)
    last = others[-1][0]
    if lemma == "werden":
        if last.form == "participle":
            if tense == "wish":
                return Group("would", ("be", *_participles(others)), passive=True)
            return Group(_be(many, was, person), _participles(others), passive=True)
        return Group("would" if tense == "wish" else "will", _infinitive(others))
    if lemma == "haben" and last.form == "participle":
        if tense == "wish":
            return Group("would", ("have", *_participles(others)))
        return Group("had" if was else "have" if many or person == "I" else "has", _participles(others))
    if lemma == "sein":
        if last.lemma == "worden":
            return Group(
                "had" if was else "have" if many else "has", ("been", *_participles(others[:-1])), passive=True
            )
        if last.form == "told":
            if tense == "wish":
                return Group("would", ("be", *others[-1][1].split()), passive=True)
            return Group(_be(many, was, person), tuple(others[-1][1].split()), passive=True)
        if last.form == "participle":
            if last.lemma in cards.forms()["motion"]:
                return Group("had" if was else "have" if many or person == "I" else "has", _participles(others))
            if tense == "wish":
                return Group("would", ("be", *_participles(others)), passive=True)
            return Group(_be(many, was, person), _participles(others), passive=True)
        if last.form == "zu":
            return Group(_be(many, was, person), ("to", "be", english.participle(others[-1][1])), passive=True)
    if lemma in _MODALS:
        return _modal(lemma, tense, others, many, person)
    if lemma == "lassen":
        return _simple(finite, "make", many, person)
    if lemma == "haben" and last.form == "zu":
        return Group("have" if many else "has", ("to", *_infinitive(others)))
    simple = _simple(finite, said or lexicon.verbs().get(lemma, ""), many, person)
    if last.form == "participle":
        return replace(simple, rest=(*simple.rest, *_participles(others)))
    return replace(simple, rest=(*simple.rest, "to", *_infinitive(others)))


def _modal(lemma: str, tense: str, others: Sequence[tuple[Reading, str]], many: bool, person: str) -> Group:
    chain = _infinitive(others)
    passive = chain[:1] == ("be",) and len(others) > 1
    if lemma == "können":
        if tense == "past":
            if passive:
                return Group(_be(many, True, person), chain[1:], passive=True)
            return Group(_be(many, True, person), ("able", "to", *chain))
        return Group("could" if tense == "wish" else "can", chain, passive=passive)
    if lemma == "dürfen":
        return Group("may", chain, passive=passive)
    if lemma == "müssen":
        return Group(
            "should" if tense == "wish" else "had" if tense == "past" else "must",
            chain if tense != "past" else ("to", *chain),
            passive=passive,
        )
    if lemma == "sollen":
        if tense == "past" or person:
            return Group("should", chain, passive=passive)
        return Group("are" if many else "is", ("said", "to", *chain), passive=passive)
    if lemma == "mögen" and tense == "wish":
        return Group("would", ("like", "to", *chain))
    if lemma == "mögen":
        return Group("may", chain)
    return Group("want" if many or person == "I" else "wants", ("to", *chain), lexical="want")


def _simple(finite: Reading, said: str, many: bool, person: str) -> Group:
    was = finite.tense == "past"
    head, _, rest = said.partition(" ")
    tail = tuple(rest.split()) if rest else ()
    if finite.lemma in _MODALS and finite.lemma != "mögen":
        word = _MODALS[finite.lemma]
        return (
            Group({"said": "should", "want": "want"}.get(word, word), ("do",))
            if said in ("can", "may", "must", "shall")
            else Group(word, tail)
        )
    if head == "can":
        return Group("can", tail)
    if head == "be":
        if finite.tense == "wish":
            return Group("would", ("be", *tail))
        return Group(_be(many, was, person), tail)
    if finite.tense == "wish":
        return Group("would", (head, *tail))
    if was:
        return Group(english.past(head), tail, lexical=head, past=True)
    shown = head if many or person == "I" else english.third(head)
    return Group(shown, tail, lexical=head)


def _be(many: bool, was: bool, person: str) -> str:
    if person == "I":
        return "was" if was else "am"
    return ("were" if was else "are") if many else ("was" if was else "is")


def _participles(others: Sequence[tuple[Reading, str]]) -> tuple[str, ...]:
    """English of participles at the end of a clause ("nachgewiesen", "nachgewiesen worden")."""
    words: list[str] = []
    chain = list(others)
    if chain and chain[-1][0].lemma == "worden":
        words.append("been")
        chain = chain[:-1]
    for reading, said in chain[:1]:
        words += (english.participle(said) if reading.form == "participle" else said).split()
    for reading, said in chain[1:]:
        words += english.participle(said).split() if reading.form == "participle" else []
    return tuple(words)


def _infinitive(others: Sequence[tuple[Reading, str]]) -> tuple[str, ...]:
    """English base form of infinitives at the end of a clause ("verwendet werden", "gezeigt haben")."""
    last, said = others[-1]
    before = others[:-1]
    if last.lemma == "werden" and before and before[-1][0].form == "participle":
        return ("be", *_participles(before))
    if last.lemma in ("haben", "sein") and before and before[-1][0].form == "participle":
        parts = _participles(before)
        if last.lemma == "sein" and before[-1][0].lemma not in cards.forms()["motion"] and "been" not in parts:
            return ("be", *parts)
        return ("have", *parts)
    if last.lemma in _MODALS and before:
        word = {
            "können": "be able to",
            "müssen": "have to",
            "dürfen": "be allowed to",
            "sollen": "",
            "wollen": "want to",
        }
        return (*word.get(last.lemma, "").split(), *_infinitive(before))
    if last.lemma == "lassen" and before:
        return ("make", *_infinitive(before))
    if before:
        return (*_infinitive(before), *said.split())
    return tuple(said.split())
