"""A noun phrase while it is being read: article, numbers and adjectives in front of the noun."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from exoderm.page.german import place
from exoderm.page.german.attributes import comes_from_verb, has_ending, leads_to_noun, opens_noun
from exoderm.page.german.compounds import shown
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import Chunk, Piece, piece, word_at
from exoderm.page.german.words import Word

_BEFORE_ARTICLE = frozenset(["all", "beid", "solch", "manch", "kein", "der"])
"""Articles that may stand before another ("alle unsere")."""
_DEFINITE = frozenset(["der", "die", "das", "den", "dem", "des"])
_UNDONE = {"approved": "unapproved", "proven": "unproven", "proved": "unproven", "authorised": "unauthorised"}
_LINKS = {"bis": "to", "und": "and", "oder": "or"}


@dataclass
class Draft:
    """What was read of a noun phrase so far."""

    words: Sequence[Word | Chunk]
    at: int
    pieces: list[Piece] = field(default_factory=list)
    article: Reading | None = None
    behind: list[Piece] = field(default_factory=list)
    """A participle with its phrase, which English puts behind the noun."""
    number: str = ""
    """By a counted number: s or p."""
    counted: bool = False
    adjectives: list[tuple[Word, Reading]] = field(default_factory=list)

    def word(self, ahead: int = 0) -> Word | None:
        """The word here or further on."""
        return word_at(self.words, self.at + ahead)

    def put(self, word: Word, text: str) -> None:
        """Write a word and go on."""
        self.pieces.append(piece(word, text))
        self.at += 1


def article(draft: Draft) -> None:
    """Take the article, if a noun follows it."""
    word = draft.word()
    if word is not None and word.get("article") and opens_noun(draft.words, draft.at + 1):
        draft.article = word.get("article")
        assert draft.article is not None
        draft.put(word, draft.article.english)


def participial(draft: Draft) -> bool:
    """Take "bei der FDA registrierten" before "Werk"; false where a preposition stands here without a participle."""
    opened = draft.word()
    if opened is None or not opened.get("preposition"):
        return True
    inner = place.prepositional(draft.words, draft.at)
    if inner is None:
        return False
    told, noun = word_at(draft.words, inner[1]), word_at(draft.words, inner[1] + 1)
    said = told.get("adjective") if told else None
    if told is None or said is None or not comes_from_verb(told) or noun is None or not noun.get("noun"):
        return False
    agent = inner[0].pieces
    if agent and agent[0].text == "of":
        agent = (Piece("by", agent[0].start, agent[0].end), *agent[1:])
    draft.behind = [piece(told, said.english), *agent]
    draft.at = inner[1] + 1
    return True


def modifiers(draft: Draft) -> None:
    """Take numbers, adverbs and adjectives up to the noun."""
    while any(take(draft) for take in _TAKERS):
        pass


def _counted(draft: Draft) -> bool:
    word = draft.word()
    count = word.get("number") if word is not None else None
    if word is None or count is None or (word.get("noun") and word.text[:1].isupper() and draft.pieces):
        return False
    draft.number = "s" if count.english in ("1", "one") else "p"
    draft.counted = True
    draft.put(word, count.english)
    follow = draft.word()
    if follow is not None and follow.low == "von" and count.english.endswith(" of"):
        draft.at += 1
        follow = draft.word()
    second = draft.word(1)
    if follow is not None and follow.low in _LINKS and second is not None and second.get("number"):
        draft.put(follow, _LINKS[follow.low])
    return True


def _second_article(draft: Draft) -> bool:
    word = draft.word()
    said = word.get("article") if word is not None else None
    if word is None or said is None or draft.adjectives or draft.article is None:
        return False
    if draft.article.lemma not in _BEFORE_ARTICLE or word.low in _DEFINITE:
        return False
    draft.put(word, said.english)
    return True


def _denied(draft: Draft) -> bool:
    """ "nicht zugelassene Produkte"."""
    word, told = draft.word(), draft.word(1)
    if word is None or word.low != "nicht" or told is None or not _inflected(draft, told, 1):
        return False
    best = _best(told)
    text = _UNDONE.get(shown(best), "not " + shown(best))
    draft.pieces.append(Piece(text, word.start, told.end))
    draft.adjectives.append((told, best))
    draft.at += 2
    return True


def _adverb(draft: Draft) -> bool:
    word, told = draft.word(), draft.word(1)
    adverb = word.get("adverb") if word is not None else None
    if word is None or adverb is None or told is None or not _inflected(draft, told, 1):
        return False
    if not (adverb.form == "degree" or word.get("adjective") or draft.article is not None or draft.adjectives):
        return False
    if adverb.english and not adverb.english.startswith("@"):
        draft.pieces.append(piece(word, adverb.english))
    draft.at += 1
    return True


def _manner(draft: Draft) -> bool:
    """ "erblich bedingter Haarausfall": an adjective without an ending tells of the next one."""
    word, told = draft.word(), draft.word(1)
    bare = word.get("adjective") if word is not None else None
    if word is None or bare is None or told is None or not word.text[:1].islower() or has_ending(word):
        return False
    if not _inflected(draft, told, 1):
        return False
    draft.put(word, shown(bare))
    return True


def _adjective(draft: Draft) -> bool:
    word = draft.word()
    if word is None or word.get("adjective") is None or not leads_to_noun(draft.words, draft.at):
        return False
    nominal, follow = word.get("noun"), draft.word(1)
    named = nominal is not None and not nominal.english.endswith(" one")
    if named and (draft.pieces or (follow is not None and follow.low in ("und", "oder", ","))):
        return False
    best = _best(word)
    text = "fewer" if word.low == "weniger" and _many_ahead(draft) else shown(best)
    draft.adjectives.append((word, best))
    draft.put(word, text)
    link, second = draft.word(), draft.word(1)
    if link is not None and link.text == "," and second is not None and second.low in ("aber", "jedoch"):
        # "innovative, aber sanfte Lösungen"
        if leads_to_noun(draft.words, draft.at + 2):
            draft.put(link, ",")
            draft.put(second, "but")
        return True
    paired = link is not None and link.low in ("und", "oder", ",") and second is not None and second.get("adjective")
    if link is not None and paired and leads_to_noun(draft.words, draft.at + 1):
        draft.put(link, _LINKS.get(link.low, ","))
    return True


_TAKERS: tuple[Callable[[Draft], bool], ...] = (_counted, _second_article, _denied, _adverb, _manner, _adjective)


def _inflected(draft: Draft, word: Word, ahead: int) -> bool:
    """Whether a word is an adjective with its ending that leads to a noun."""
    return bool(word.get("adjective")) and has_ending(word) and leads_to_noun(draft.words, draft.at + ahead)


def _best(word: Word) -> Reading:
    rows = [r for r in word.readings if r.pos == "adjective"]
    return next((r for r in rows if r.form == "ending"), rows[0])


def _many_ahead(draft: Draft) -> bool:
    ahead = (draft.word(i) for i in (1, 2, 3))
    return any(r.pos == "noun" and r.number == "p" for w in ahead if w is not None for r in w.readings)
