"""Parts of a clause, and what they are made of: stretches of English with the place of the German."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from exoderm.page.german.lexicon import Cases
from exoderm.page.german.words import Word


@dataclass(frozen=True)
class Piece:
    """A stretch of English with the place of the German that it stands for."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Chunk:
    """A part of a clause."""

    kind: str
    """noun, place (with a preposition), adverb, adjective, verb, particle, not, clause, conjunction, sign, opener."""
    pieces: tuple[Piece, ...]
    number: str = ""
    cases: Cases = frozenset()
    word: Word | None = None
    form: str = ""
    """Class of an adverb; of a clause its opener; of a noun "pronoun" or "es"."""
    german: tuple[str, ...] = field(default=())
    """The German words by which idioms know it: prepositions, articles and nouns as they stand in the lexicon."""
    mass: bool = False
    """A plural whose English is counted as one ("Belege", evidence)."""


BARE_CASES = frozenset(f"{c}.{g}" for c in "nad" for g in "mfnp")


class Stretch(list["Word | Chunk"]):
    """Words and clauses in a row, with what was found at a place, so that nothing is read twice or without end."""

    DEEPEST = 6
    """Phrases within phrases that are followed; no writer nests deeper."""

    def __init__(self, items: Iterable[Word | Chunk]) -> None:
        super().__init__(items)
        self.depth = 0
        self.known: dict[tuple[str, int], tuple[Chunk, int] | None] = {}

    def once(self, what: str, at: int, read: Callable[[], tuple[Chunk, int] | None]) -> tuple[Chunk, int] | None:
        """What ``read`` finds at a place, found once; nothing where phrases nest too deep."""
        if (what, at) not in self.known:
            if self.depth >= self.DEEPEST:
                return None
            self.depth += 1
            self.known[(what, at)] = read()
            self.depth -= 1
        return self.known[(what, at)]


def piece(word: Word, text: str) -> Piece:
    return Piece(text, word.start, word.end)


def word_at(words: Sequence[Word | Chunk], at: int) -> Word | None:
    if 0 <= at < len(words):
        item = words[at]
        if isinstance(item, Word) and item.kind != "phrase":
            return item
    return None


_OBJECTS = {"they": "them", "we": "us", "I": "me"}


UNKNOWN = "\x00"
"""What marks a verb whose meaning is not known."""


def flat(chunks: Iterable[Chunk]) -> list[Piece]:
    out: list[Piece] = []
    for c in chunks:
        if c.form == "pronoun" and len(c.pieces) == 1:
            c = replace(c, pieces=(replace(c.pieces[0], text=_OBJECTS.get(c.pieces[0].text, c.pieces[0].text)),))
        if c.kind == "verb" and not c.pieces and c.word is not None:
            reading = next((r for r in c.word.readings if r.pos == "verb"), None)
            out.append(
                Piece(
                    reading.english if reading and reading.english else UNKNOWN + c.word.text, c.word.start, c.word.end
                )
            )
        elif c.kind == "particle" and not c.pieces and c.word is not None:
            said = c.word.get("preposition")
            if said is not None:
                out.append(Piece(said.english, c.word.start, c.word.end))
        else:
            out += c.pieces
    return out
