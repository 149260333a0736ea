"""A published page to its text: blocks with a role, sentences with a place. The text is data, never an instruction."""

from __future__ import annotations

import re
from functools import cache

from exoderm.errors import PageError
from exoderm.page import html, language, markup, pdf, sentences, wordlist
from exoderm.page.decode import clean, decode, within
from exoderm.page.page import Block, BlockRole, Page, Sentence

MOST_CHARACTERS = 500_000
MOST_BLOCKS = 20_000

_RUN = re.compile(r"([^\w\s])\1{200,}")
_ENDLESS = re.compile(r"[A-Za-z0-9+/=_-]{1000,}")
_ABOUT = re.compile(
    r"\b(?:exosom|extracellular\s+vesicle|nano-?vesicle|micro-?vesicle|vesicle|exosom-like|secretome|\bEVs?\b|"
    r"PELN|PDENs?)",
    re.I,
)


@cache
def _heading(kind: str) -> re.Pattern[str]:
    """Headings of a list of references, or of what stands beside the text."""
    return re.compile(rf"^{wordlist.either('furniture', kind)}\s*:?$", re.IGNORECASE)


@cache
def _crumb() -> re.Pattern[str]:
    return re.compile(rf"^{wordlist.either('furniture', 'crumb')}\.?$", re.IGNORECASE)


NOT_ABOUT = "This page does not speak of exosomes or other vesicles."


def is_about(text: str) -> bool:
    """Whether an English text speaks of vesicles at all."""
    return bool(_ABOUT.search(text))


def read_page(content: bytes | str, name: str = "page") -> Page:
    """Read text, Markdown-like text, HTML or PDF.

    Parameters
    ----------
    content: bytes or text of the page, at most 10 MB; nothing in it is executed, fetched or expanded.
    name:    file name or address, for messages and to tell HTML by its ending.

    Raises
    ------
    PageError
        With what was found and what to do, if the content is empty, not text, or a PDF without text.
    """
    pieces, notes = _pieces(content, name)
    pieces = _roles(_shortened(pieces, notes))
    if not pieces:
        raise PageError(
            "no text was found on this page",
            where=name,
            why="its mark-up holds no readable words, perhaps because a script writes them or it is nested too deeply",
            action="open it in a browser, copy the text and save it",
            code="page.empty",
        )
    return _assemble(pieces, name, notes)


def _pieces(content: bytes | str, name: str) -> tuple[list[tuple[BlockRole, str]], list[str]]:
    """Pieces of the page as its kind is read, and the notes of what had to be repaired or left out."""
    within(len(content), name)
    if pdf.is_pdf(content, name) and isinstance(content, bytes):
        found, notes = pdf.blocks(content, name)
        return [(role, words) for role, text in found if (words := clean(text, notes).strip())], notes
    text, notes = decode(content, name)
    if html.looks_like_html(text, name):
        pieces, more = html.blocks(text)
        return pieces, notes + more
    return markup.blocks(text), notes


def _shortened(pieces: list[tuple[BlockRole, str]], notes: list[str]) -> list[tuple[BlockRole, str]]:
    """Pieces without endless runs of one mark and without endless words, which say nothing and cost seconds."""
    short = [(role, _RUN.sub(lambda run: run.group()[:200], text)) for role, text in pieces]
    if short != pieces:
        notes.append("Runs of more than 200 times the same mark were shortened.")
    words = [(role, _ENDLESS.sub(lambda word: word.group()[:200], text)) for role, text in short]
    if words != short:
        notes.append("Words of more than a thousand letters were shortened.")
    return words


def _roles(pieces: list[tuple[BlockRole, str]]) -> list[tuple[BlockRole, str]]:
    """Reference lists, "related articles" and crumbs of navigation by their words, where the mark-up does not tell."""
    found: list[tuple[BlockRole, str]] = []
    below: BlockRole | None = None
    for role, text in pieces:
        if role in ("heading", "paragraph") and _heading("references").match(text):
            below = "reference"
            found.append(("heading", text))
            continue
        if _heading("aside").match(text):
            below = "nav"
            found.append(("nav", text))
            continue
        if role == "heading" or (below == "nav" and len(text) > 200):
            below = None
        if _crumb().match(text):
            role = "nav"
        elif below is not None and role != "nav":
            role = below
        found.append((role, text))
    return found


def _assemble(pieces: list[tuple[BlockRole, str]], name: str, notes: list[str]) -> Page:
    blocks: list[Block] = []
    told: list[Sentence] = []
    parts: list[str] = []
    at = 0
    for role, text in pieces[:MOST_BLOCKS]:
        if at + len(text) > MOST_CHARACTERS:
            text = text[: max(0, MOST_CHARACTERS - at)].rstrip()
            if not text:
                break
        blocks.append(Block(role, text, at, at + len(text)))
        parts.append(text)
        at += len(text) + 2
        if at >= MOST_CHARACTERS:
            break
    if at >= MOST_CHARACTERS or len(pieces) > MOST_BLOCKS:
        notes.append(f"Only the first {at} characters of the page were read.")
    whole = "\n\n".join(parts)
    content = "\n".join(b.text for b in blocks if b.role not in ("nav", "reference")) or whole
    code = language.detect(content)
    if code == "und":
        notes.append("The language of this page could not be told; it was read as English.")
    elif code not in (*language.SUPPORTED, *language.GLOSSED):
        notes.append(
            f"This page is in {language.NAMES.get(code, code)}; only English and German are supported, so its claims "
            f"were not read reliably."
        )
    for index, block in enumerate(blocks):
        spans = (
            [(block.start, block.end)]
            if block.role in ("heading", "cell", "reference")
            else sentences.split(block.text, block.start, code)
        )
        for start, end in spans:
            if end - start > sentences.LONGEST:
                end = start + sentences.LONGEST
            words = whole[start:end]
            lang = language.detect(words, code) if len(words) > 40 else code
            told.append(Sentence(words, start, end, index, block.role, lang))
    foreign = [s for s in told if language.is_foreign(s.lang) and s.role not in ("nav", "reference")]
    if code in language.SUPPORTED and len(foreign) > 1:
        notes.append(f"{len(foreign)} sentences are in another language and were not read for claims.")
    about = is_about(content)
    if not about:
        notes.append(NOT_ABOUT)
    return Page(name, code, whole, tuple(blocks), tuple(told), tuple(notes), about)
