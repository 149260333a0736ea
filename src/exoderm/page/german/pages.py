"""A German page and its English stand-in: every rule is asked of the gloss, and what it finds is shown in German.

Sentences in English, reference lists, menus and lists of ingredients stand in the stand-in as they are. A sentence with
words that are not known stands there too, marked as German, so that it is counted and makes no claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from exoderm.page import reader
from exoderm.page.german.gloss import Gloss, gloss
from exoderm.page.german.words import words
from exoderm.page.page import Block, Page, Sentence

_LEAST_NAMES = 3


@dataclass(frozen=True)
class Passage:
    """One sentence in both languages."""

    german: Sentence
    english: Sentence
    gloss: Gloss | None
    """None where the sentence was kept as it is."""


@dataclass(frozen=True)
class Glossed:
    """A German page with its stand-in."""

    original: Page
    page: Page
    """In English, with offsets of its own."""
    passages: tuple[Passage, ...]

    @property
    def unread(self) -> tuple[Passage, ...]:
        """German sentences that were not read."""
        return tuple(p for p in self.passages if p.gloss is not None and not p.gloss.read)

    def at(self, start: int) -> Passage | None:
        """The passage in which an offset of the stand-in lies."""
        return next((p for p in self.passages if p.english.start <= start <= p.english.end), None)


def glossed(page: Page) -> Glossed:
    """The English stand-in of a German page."""
    of_block: dict[int, list[Sentence]] = {}
    for sentence in page.sentences:
        of_block.setdefault(sentence.block, []).append(sentence)
    names = _brands(page)
    blocks: list[Block] = []
    passages: list[Passage] = []
    at = 0
    headed = listing = False
    for number, block in enumerate(page.blocks):
        items = block.role in ("bullet", "cell")
        listing = items if (headed or listing) else False
        listing = listing or (headed and block.text.count(",") >= _LEAST_NAMES)
        parts: list[str] = []
        here = at
        reached = block.start
        for sentence in of_block.get(number, []):
            gap = page.text[reached : sentence.start] if parts else ""
            here += len(gap)
            parts.append(gap)
            passage = _passage(sentence, here, number, listing, names)
            passages.append(passage)
            parts.append(passage.english.text)
            here = passage.english.end
            reached = sentence.end
        text = "".join(parts) if parts else block.text
        blocks.append(Block(block.role, text, at, at + len(text)))
        at += len(text) + 2
        headed = _heads_list(block)
    text = "\n\n".join(b.text for b in blocks)
    content = "\n".join(b.text for b in blocks if b.role not in ("nav", "reference")) or text
    about = page.about or reader.is_about(content)
    notes = tuple(n for n in page.notes if about is page.about or n != reader.NOT_ABOUT)
    stand_in = Page(page.name, "en", text, tuple(blocks), tuple(p.english for p in passages), notes, about)
    found = Glossed(page, stand_in, tuple(passages))
    return replace(found, page=replace(stand_in, notes=(*notes, _note(found))))


def _brands(page: Page) -> frozenset[str]:
    """Words of the first heading that are not known and written with a capital: the name of what is offered."""
    heading = next((b.text for b in page.blocks if b.role == "heading"), "")
    return frozenset(w.text for w in words(heading) if w.unknown and w.text[:1].isupper())


def _passage(sentence: Sentence, start: int, block: int, listing: bool, names: frozenset[str]) -> Passage:
    keep = sentence.role in ("nav", "reference") or sentence.lang != "de" or listing
    if keep or _names(sentence.text):
        lang = "en" if sentence.lang == "de" else sentence.lang
        return Passage(
            sentence, replace(sentence, start=start, end=start + len(sentence.text), block=block, lang=lang), None
        )
    read = gloss(sentence.text, names)
    text = read.text if read.read and read.text else sentence.text
    lang = "en" if read.read else "de"
    return Passage(sentence, Sentence(text, start, start + len(text), block, sentence.role, lang), read)


def _names(text: str) -> bool:
    """Whether a line is a list of names, such as ingredients, that the lexicon need not know."""
    parts = [p.strip() for p in text.split(",") if p.strip()]
    if len(parts) < _LEAST_NAMES + 1 or any(len(p.split()) > 5 for p in parts):
        return False
    known = sum(gloss(p).read for p in parts)
    return 2 * known < len(parts) and not re.search(r"\b(?:ist|sind|wird|werden|hat|haben|kann|können|nicht)\b", text)


def _heads_list(block: Block) -> bool:
    """Whether a block announces an ingredient list below it."""
    return bool(re.fullmatch(r"\s*(?:inhaltsstoffe|ingredients|inci|zutaten)\b[^:]{0,30}:?\s*", block.text, re.I))


def _note(found: Glossed) -> str:
    told = [p for p in found.passages if p.gloss is not None]
    unread = found.unread
    lacking = list(dict.fromkeys(w for p in unread if p.gloss for w in p.gloss.unknown))
    read = len(told) - len(unread)
    note = (
        f"This page is in German. It was read by way of a word-by-word gloss in English, which stands beside each "
        f"claim: {read} of {len(told)} German sentences were read."
    )
    if not unread:
        return note
    named = ", ".join(lacking[:8]) + (" and others" if len(lacking) > 8 else "")
    return f"{note} {len(unread)} hold words that the lexicon lacks ({named}), and nothing is said about them."
