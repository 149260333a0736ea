"""Words to the parts of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german.compounds import shown
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.lists import nouns
from exoderm.page.german.noun import one_noun
from exoderm.page.german.parts import BARE_CASES, Chunk, Piece, Stretch, piece
from exoderm.page.german.place import prepositional
from exoderm.page.german.words import Word


def chunk(words: Sequence[Word | Chunk]) -> list[Chunk]:
    """Parts of a stretch of words; clauses that were read before stand among the words as they are."""
    words = Stretch(words)
    found: list[Chunk] = []
    at = 0
    while at < len(words):
        item = words[at]
        if isinstance(item, Chunk):
            found.append(item)
            at += 1
            continue
        part, at = part_at(words, at, found)
        if part.german == ("lang",) and found and found[-1].kind == "noun":
            # "drei Jahre lang"
            time = found.pop()
            lead = Piece("for", time.pieces[0].start, time.pieces[0].start)
            part = Chunk("place", (lead, *time.pieces), german=("lang",))
        found.append(part)
    return found


def part_at(words: Sequence[Word | Chunk], at: int, before: Sequence[Chunk]) -> tuple[Chunk, int]:
    word = words[at]
    assert isinstance(word, Word)
    if word.kind == "phrase":
        return _phrase(words, at, before)
    if word.get("not"):
        return Chunk("not", (piece(word, word.readings[0].english),), word=word, german=(word.low,)), at + 1
    degree = word.get("adverb")
    nxt = words[at + 1] if at + 1 < len(words) else None
    if word.low == "zu" and (wish := prepositional(words, at)) is not None and wish[0].kind == "verb":
        return wish
    if word.low == "zu" and not (
        isinstance(nxt, Word) and nxt.text[:1].islower() and nxt.get("adjective", "adverb") and not nxt.get("number")
    ):
        degree = None
    if (
        word.low == "selbst"
        and isinstance(nxt, Word)
        and (nxt.get("preposition", "article") or (nxt.get("noun") and nxt.text[:1].isupper()))
    ):
        degree = Reading("adverb", "even", "selbst", form="degree")
    if word.low == "etwas" and isinstance(nxt, Word) and nxt.get("preposition"):
        return one_noun(words, at) or (Chunk("adverb", (piece(word, "something"),)), at + 1)
    if (
        word.low in ("aber", "doch", "denn", "ja")
        and before
        and before[-1].german != (",",)
        and not all(b.kind in ("conjunction", "sign") for b in before)
    ):
        return Chunk("adverb", (), german=(word.low,)), at + 1
    if word.low == "noch" and not any(isinstance(w, Word) and w.low == "weder" for w in words[:at]):
        return Chunk("adverb", (piece(word, "still"),), form="pre", german=("noch",)), at + 1
    if word.low == "je" and isinstance(nxt, Word) and any(r.degree == 1 for r in nxt.readings):
        return Chunk("adverb", (piece(word, "the"),), german=("je",)), at + 1
    if degree is not None and degree.form == "degree":
        # "about", "only", "very" stay with what follows.
        if word.low == "ganz" and isinstance(nxt, Word) and nxt.get("noun") and nxt.text[:1].isupper():
            degree = replace(degree, english="all of")
        follow, until = (None, at)
        if at + 1 < len(words) and isinstance(words[at + 1], Word):
            follow, until = part_at(words, at + 1, before)
        if follow is not None and follow.kind in ("noun", "place", "adjective", "adverb") and follow.form != "pronoun":
            if word.low == "so" and any("kein" in b.german or "niemand" in b.german for b in before):
                degree = replace(degree, english="as")
            lead = () if degree.english == "@drop" else (piece(word, degree.english),)
            return replace(follow, pieces=(*lead, *follow.pieces), german=(word.low, *follow.german)), until
        if not word.get("verb", "preposition"):
            return Chunk("adverb", (piece(word, degree.english),), form="degree", german=(word.low,)), at + 1
    place = prepositional(words, at)
    if place is not None:
        return place
    noun = nouns(words, at)
    if noun is not None:
        return noun
    verb = word.get("verb")
    bare = next((r for r in word.readings if r.pos == "adjective" and r.form == "bare"), word.get("adjective"))
    manner = next((r for r in word.readings if r.pos == "adverb" and r.form != "degree"), None)
    if manner is not None and bare is not None and word.low not in ("gut", "selten", "häufig") and verb is None:
        text = "" if manner.english == "@drop" else manner.english
        return Chunk(
            "adverb", (piece(word, text),) if text else (), form=manner.form, word=word, german=(word.low,)
        ), at + 1
    if verb is not None and (bare is None or verb.form == "finite" or verb.form == "participle"):
        return Chunk("verb", (), word=word, german=(word.low,)), at + 1
    if bare is not None:
        return Chunk("adjective", (piece(word, shown(bare)),), word=word, german=(word.low,)), at + 1
    particle = word.get("particle")
    if word.get("conjunction"):
        said = word.get("conjunction")
        assert said is not None
        return Chunk("conjunction", (piece(word, said.english),), word=word, german=(word.low,)), at + 1
    adverb = word.get("adverb")
    if adverb is not None:
        text = "" if adverb.english == "@drop" or adverb.form == "drop" else adverb.english
        return Chunk(
            "adverb", (piece(word, text),) if text else (), form=adverb.form, word=word, german=(word.low,)
        ), at + 1
    if particle is not None:
        return Chunk("particle", (), word=word, german=(word.low,)), at + 1
    for pos in ("opener", "relative", "asking"):
        said = word.get(pos)
        if said is not None:
            return Chunk("opener", (piece(word, said.english),), word=word, form=pos, german=(word.low,)), at + 1
    if word.kind == "sign":
        return Chunk("sign", (piece(word, word.text),), german=(word.text,)), at + 1
    text = word.readings[0].english if word.readings else word.text
    return Chunk("name", (piece(word, text),), word=word, number="s", cases=BARE_CASES, german=(word.low,)), at + 1


def _phrase(words: Sequence[Word | Chunk], at: int, before: Sequence[Chunk]) -> tuple[Chunk, int]:
    """A fixed phrase by its class: an adverb, what stays with the next part, a preposition, a noun phrase, a denial."""
    word = words[at]
    assert isinstance(word, Word)
    said = word.readings[0]
    head = (piece(word, said.english),)
    german = (word.low,)
    follow = words[at + 1] if at + 1 < len(words) else None
    if said.form == "prep" and follow is not None:
        inner = nouns(words, at + 1)
        if inner is not None:
            return Chunk(
                "place", (*head, *inner[0].pieces), number=inner[0].number, german=(*german, *inner[0].german)
            ), inner[1]
    if said.form == "degree" and isinstance(follow, Word):
        part, until = part_at(words, at + 1, before)
        if part.kind in ("noun", "place", "adjective", "adverb"):
            return replace(part, pieces=(*head, *part.pieces), german=(*german, *part.german)), until
    if said.form in ("noun", "nouns"):
        number = "p" if said.form == "nouns" else "s"
        return Chunk("noun", head, number=number, cases=BARE_CASES, german=(word.low.split()[-1],)), at + 1
    if said.form == "not":
        return Chunk("not", head, word=word, german=german), at + 1
    if said.form == "verb":
        return Chunk("adjective", head, german=german), at + 1
    return Chunk("adverb", head, form=said.form or "phrase", german=german), at + 1
