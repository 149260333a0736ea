"""What can stand before a noun: adjectives, their adverbs, participles with phrases of their own."""

from __future__ import annotations

from collections.abc import Sequence

from exoderm.page.german import cards, place
from exoderm.page.german.parts import Chunk, word_at
from exoderm.page.german.words import Word


def opens_noun(words: Sequence[Word | Chunk], at: int) -> bool:
    """Whether an article is followed by what can belong to a noun phrase."""
    word = word_at(words, at)
    if word is None:
        return False
    if word.get("noun", "name", "number") or (word.unknown and word.text[:1].isupper()):
        return True
    if word.get("article") and word.low not in ("der", "die", "das", "den", "dem", "des"):
        return opens_noun(words, at + 1)
    if word.low == "nicht":
        follow = word_at(words, at + 1)
        return (
            follow is not None and bool(follow.get("adjective")) and has_ending(follow) and leads_to_noun(words, at + 1)
        )
    if word.get("adjective", "adverb"):
        return leads_to_noun(words, at)
    if word.get("preposition"):
        inner = place.prepositional(words, at)
        if inner is None:
            return False
        adjective, noun = word_at(words, inner[1]), word_at(words, inner[1] + 1)
        said = adjective.get("adjective") if adjective else None
        return bool(said and adjective is not None and comes_from_verb(adjective) and noun and noun.get("noun"))
    return False


def comes_from_verb(word: Word) -> bool:
    """Whether an adjective with an ending comes from a verb, so that a phrase can hang on it."""
    rows = [r for r in word.readings if r.pos == "adjective" and r.form == "ending"]
    return any(r.tense or r.english.split()[0].endswith(("ed", "en", "wn", "ht")) for r in rows)


def leads_to_noun(words: Sequence[Word | Chunk], at: int) -> bool:
    """Whether adjectives from here lead to a noun."""
    for spot in range(at, min(at + 6, len(words))):
        word = word_at(words, spot)
        if word is None:
            return False
        noun = word.get("noun", "name")
        if noun is not None and word.text[:1].isupper() and spot > at:
            return True
        if noun is not None and spot > at and noun.pos == "name":
            return True
        if word.unknown and word.text[:1].isupper() and spot > at:
            return True
        if word.low in ("und", "oder", ",", "aber", "jedoch") and spot > at:
            continue
        if not word.get("adjective", "adverb", "number"):
            return False
        following = word_at(words, spot + 1)
        if (
            word.get("adverb")
            and not word.get("number")
            and not has_ending(word)
            and (following is None or (following.get("noun") and following.text[:1].isupper()))
        ):
            return False
        adjective = word.get("adjective")
        if adjective is not None and following is not None and following.get("adjective") and has_ending(following):
            continue
        if (
            adjective is not None
            and not has_ending(word)
            and not word.get("adverb")
            and not word.text[:1].isupper()
            and not word.get("number")
        ):
            return False
    return False


def has_ending(word: Word) -> bool:
    """Whether an adjective has an ending, or is one that never takes any."""
    return any(r.pos == "adjective" and (r.form == "ending" or word.low in _NEVER) for r in word.readings)


_NEVER = cards.named("never_inflected")
