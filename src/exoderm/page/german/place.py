"""A preposition with its noun phrase: of place, time, manner; "als" and "wie" with what is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import cards, chunks, lists
from exoderm.page.german.compounds import shown
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import BARE_CASES, Chunk, Stretch, piece, word_at
from exoderm.page.german.words import Word

_DIRECTIONS = cards.grammar()["directions"]
CONTRACTED = cards.grammar()["contractions"]
"""Prepositions with an article in them, and without it."""
_UNITS = frozenset(
    ["degrees", "°C", "%", "per cent", "euros", "dollars", "francs", "nm", "µm", "ml", "nanometres", "micrometres",
     "millimetres", "reviews", "weeks", "months"]
)  # fmt: skip
"""Last words of an amount, with which "bei" is "at"."""
Found = tuple[Chunk, int]
"""A part, and where what follows it begins."""


def prepositional(words: Sequence[Word | Chunk], at: int) -> Found | None:
    """The phrase that a preposition opens here; an infinitive with "zu" comes as a verb."""
    if isinstance(words, Stretch):
        return words.once("place", at, lambda: _prepositional(words, at))
    return _prepositional(words, at)


def _prepositional(words: Sequence[Word | Chunk], at: int) -> Found | None:
    word = word_at(words, at)
    if word is None:
        return None
    if word.low in ("als", "wie"):
        return _compared(words, at, word)
    said = word.get("preposition")
    if said is None or at + 1 >= len(words):
        return None
    follow = word_at(words, at + 1)
    if word.low == "bis" and follow is not None and follow.get("preposition"):
        return _up_to(words, at, word, follow) or _with_noun(words, at, word, said)
    if word.low == "zu" and follow is not None:
        verb = next((r for r in follow.readings if r.pos == "verb" and r.form == "infinitive"), None)
        if verb is not None and follow.text[:1].islower():
            merged = replace(follow, start=word.start, readings=(replace(verb, form="zu"),))
            return Chunk("verb", (), word=merged, german=("zu", follow.low)), at + 2
        if follow.get("adjective") and not follow.get("noun"):
            return None
    return _with_noun(words, at, word, said)


def _compared(words: Sequence[Word | Chunk], at: int, word: Word) -> Found | None:
    """ "als Retinol", "wie Wasser": than, as, like."""
    inner = lists.nouns(words, at + 1) if at + 1 < len(words) and (at or word.low == "als") else None
    follow = word_at(words, at + 1)
    asks = word.low == "wie" and follow is not None and follow.low in ("viele", "viel", "wenig", "oft", "lange")
    if inner is None or inner[0].form == "number" or asks:
        return None
    pieces = (piece(word, _as_or_than(words[:at], word.low)), *inner[0].pieces)
    german = (word.low, *inner[0].german)
    return Chunk("place", pieces, number=inner[0].number, word=word, german=german), inner[1]


def _as_or_than(before: Sequence[Word | Chunk], low: str) -> str:
    """ "als" behind a comparative is "than"; "wie" behind "so" is "as", else "like"."""
    near = [w for w in before if isinstance(w, Word)]
    if low == "wie":
        return "as" if any(w.low in cards.named("equalling") for w in near) else "like"
    compared = any(r.degree == 1 for w in near for r in w.readings)
    return "than" if compared or any(w.low in cards.named("comparing") for w in near) else "as"


def _up_to(words: Sequence[Word | Chunk], at: int, word: Word, follow: Word) -> Found | None:
    """ "bis in die Dermis": all the way into the dermis; "bis zu 30": up to 30."""
    inner = prepositional(words, at + 1)
    if inner is None:
        return None
    after = word_at(words, at + 2)
    pieces = inner[0].pieces
    if after is not None and after.get("number") is not None:
        whole = (piece(word, "up to"), *(pieces if inner[0].kind == "adverb" else pieces[1:]))
        return replace(inner[0], kind="noun", pieces=whole, cases=BARE_CASES), inner[1]
    if follow.low in ("zu", "zum", "zur"):
        pieces = (replace(pieces[0], text="to" if follow.low == "zu" else "to the"), *pieces[1:])
    whole = (piece(word, "all the way"), *pieces)
    return replace(inner[0], kind="place", pieces=whole, cases=BARE_CASES), inner[1]


def _with_noun(words: Sequence[Word | Chunk], at: int, word: Word, said: Reading) -> Found | None:
    """The preposition with the noun phrase or the adverb behind it."""
    follow = word_at(words, at + 1)
    inner = lists.nouns(words, at + 1)
    after = words[at + 1]
    if inner is None and isinstance(after, Word) and after.kind == "phrase":
        # "in ein paar Minuten"
        deep = chunks.part_at(words, at + 1, ())
        inner = deep if deep[0].kind == "noun" else None
    if inner is None and word.low in cards.named("with_von") and follow is not None and follow.low in ("von", "vom"):
        # "innerhalb von sechs Wochen"
        inner = lists.nouns(words, at + 2)
    adverb = follow.get("adverb") if follow is not None and not follow.get("verb") else None
    if inner is None and follow is not None and adverb is not None:
        if adverb.form != "degree":
            # "bis heute", "von oben"
            return Chunk(
                "place", (piece(word, said.english), piece(follow, adverb.english)), german=(word.low,)
            ), at + 2
        deep = chunks.part_at(words, at + 1, ())
        inner = deep if deep[0].kind == "noun" else None
    ones = next((r for r in follow.readings if r.pos == "adjective" and r.form == "ending"), None) if follow else None
    if inner is None and follow is not None and ones is not None:
        # "mit menschlichen": the noun was named before
        return Chunk(
            "place", (piece(word, said.english), piece(follow, f"{shown(ones)} ones")), german=(word.low, follow.low)
        ), at + 2
    if inner is None:
        return None
    noun, until = inner
    if follow is not None and follow.kind == "number" and word.low == "über":
        pieces = (piece(word, "more than"), *noun.pieces)
        return Chunk("noun", pieces, number="p", cases=BARE_CASES, german=noun.german), until
    if follow is not None and follow.kind == "number" and word.low == "zu":
        return Chunk("adverb", noun.pieces, german=noun.german), until
    article = next((w for w in words[at + 1 : until] if isinstance(w, Word) and w.get("article")), None)
    text = _english(word.low, said.english, noun, follow, article)
    lead = word_at(words, at - 1)
    if word.low == "auf" and lead is not None and any(r.lemma in cards.named("signs_of") for r in lead.readings):
        text = "of"
    pieces = (piece(word, text), *noun.pieces)
    german = (CONTRACTED.get(word.low, word.low), *noun.german)
    return Chunk("place", pieces, number=noun.number, word=word, german=german), until


def _english(low: str, said: str, noun: Chunk, follow: Word | None, article: Word | None) -> str:
    """English of a preposition by what it stands with."""
    last = noun.german[-1] if noun.german else ""
    if low == "bei" and follow is not None:
        if last in cards.named("complaints"):
            return "for"
        if last in cards.named("with_whom"):
            return "with"
        amount = follow.kind == "number" and (noun.form == "number" or noun.pieces[-1].text in _UNITS)
        return "at" if amount or follow.low == "minus" or last in cards.named("at_which") else said
    if low == "seit":
        year = follow is not None and follow.kind == "number" and noun.form == "number"
        return said if noun.number == "p" and not year else "since"
    if low in _DIRECTIONS and article is not None and _moves(noun, article):
        return str(_DIRECTIONS[low])
    return "in" if low == "auf" and any("mensch" in g for g in noun.german) else said


def _moves(noun: Chunk, article: Word) -> bool:
    """Whether a noun phrase stands in the accusative, so that something moves there."""
    cases = {c[0] for c in noun.cases}
    if "a" not in cases:
        return False
    if "d" not in cases or article.low.endswith("e"):
        return True
    return article.low in ("den", "einen", "das") and noun.number == "s"
