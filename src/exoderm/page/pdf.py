"""PDF to blocks: its lines are found by a process that may be lost, and put together here into what a reader sees.

A PDF holds glyphs at places, not paragraphs. Headings are told by their size, paragraphs by the distance between lines;
words parted at a line's end are joined, and what stands at the head or foot of page after page is left out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exoderm.errors import ExodermError, PageError
from exoderm.page.decode import refuse_binary
from exoderm.page.page import BlockRole

Piece = tuple[BlockRole, str]

PATIENCE = 8.0
"""Seconds by the clock until the process is given up; it has two of processor time."""
_CHILD = Path(__file__).with_name("pdfchild.py")
_COPY = "open it in a viewer, copy the text and save it as a text file"
_REFUSED = {
    "encrypted": (
        "this PDF is locked", "it is encrypted, and no password is asked for or tried",
        "save an unlocked copy, or its text", "pdf.locked",
    ),
    "costly": (
        "this PDF takes too much to read", "it needs more than two seconds or 400 MB, as no ordinary page does",
        _COPY, "pdf.costly",
    ),
    "broken": (
        "this PDF cannot be read", "it is damaged, cut short or not built as a PDF must be", _COPY, "pdf.broken",
    ),
}  # fmt: skip
_TEXT_NAMES = (".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".csv")

_NUMBER = re.compile(
    r"^(?:page\s+|p\.\s*|[-–—|\s])*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|\|)\s*\d{1,4})?[-–—|\s]*$", re.I
)
_PRINTED = re.compile(r"^(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d\d|(?:https?|file)://\S*(?: \d+/\d+)?$)")
"""What a browser prints above and below a page: day and hour, address and number."""
_BULLET = re.compile(r"^\s*(?:[•‣◦▪●■✓✔·–*]|-(?=\s))\s*(?=\S)")
_ITEM = re.compile(r"^\s*(?:\[\d{1,3}\]|\d{1,3}\.)\s+\S")
_REFERENCES = re.compile(
    r"^(?:\d{1,2}\.?\s+)?(?:references|bibliography|literature(?: cited)?|works cited)\s*:?$", re.I
)
_ENDS = (".", "!", "?", ":", ";", ".”", '."', ".)")
_KEPT = frozenset(
    ["analog", "analogue", "associated", "based", "blind", "blinded", "coated", "controlled", "dependent", "derived",
     "dose", "enriched", "free", "induced", "label", "life", "like", "loaded", "mediated", "positive", "related",
     "rich", "specific", "term", "thaw", "treated", "up", "week", "world", "year"]
)  # fmt: skip
"""Second halves that keep their hyphen where a line ends on it: "plant-derived", "double-blind"."""


@dataclass(frozen=True)
class Line:
    """A line of writing: its page, the place of its first glyph in points from below left, its size and its words."""

    page: int
    x: float
    y: float
    size: float
    text: str


def is_pdf(content: bytes | str, name: str) -> bool:
    """Whether the content is a PDF; a name that says otherwise than the content is refused.

    Raises
    ------
    PageError
        If a PDF comes under the name of a text, as text, or something else under the name of a PDF.
    """
    raw = content[:1024].encode("utf-8", "ignore") if isinstance(content, str) else content[:1024]
    begun = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = begun.startswith(b"%PDF-")
    called = name.lower()
    if found and (isinstance(content, str) or called.endswith(_TEXT_NAMES)):
        raise PageError(
            "this is a PDF under the name of a text", where=name,
            why="its content was opened as text, or its name ends as a text's",
            action="give it the ending .pdf, or save the text itself", code="page.misnamed",
        )  # fmt: skip
    if called.endswith(".pdf") and begun and not found:
        refuse_binary(raw, name)
        raise PageError(
            "this is called a PDF and is none", where=name, why="a PDF begins with %PDF-",
            action="give it the ending of what it is: .html or .txt", code="page.misnamed",
        )  # fmt: skip
    return found


def blocks(content: bytes, name: str) -> tuple[list[Piece], list[str]]:
    """Pieces (role, text) in reading order, and notes of what was left out.

    Raises
    ------
    PageError
        If the PDF is locked, damaged, takes too much to read, or is a picture of a text.
    """
    told = _lines(content, name)
    lines = [Line(int(p), float(x), float(y), float(size), _plain(text)) for p, x, y, size, text in told["lines"]]
    words = sum(len(line.text.split()) for line in lines)
    if words < max(3, told["read"]):
        raise PageError(
            "no text: this PDF is scanned", where=name,
            why=f"its {told['pages']} page{'s hold' if told['pages'] != 1 else ' holds'} pictures of writing, or none",
            action="let a scanner's software recognise the text first, or type it", code="pdf.scanned",
        )  # fmt: skip
    notes = []
    if told["read"] < told["pages"]:
        notes.append(f"Only the first {told['read']} of {told['pages']} pages of this PDF were read.")
    if told["broken"]:
        notes.append(f"{told['broken']} of {told['read']} pages of this PDF are damaged and were read in part.")
    kept, dropped = body(lines)
    if dropped:
        notes.append(f"{dropped} running heads and page numbers of this PDF were left out.")
    return put_together(kept), notes


def _plain(text: str) -> str:
    """The letters of ligatures apart ("ﬁ")."""
    return re.sub("[\ufb00-\ufb06]", lambda hit: unicodedata.normalize("NFKC", hit.group()), str(text))


def _lines(content: bytes, name: str) -> dict[str, Any]:
    """What the child found, or a refusal."""
    command = [sys.executable, "-I", "-B", str(_CHILD)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, env=_bare(), check=False)
        told = json.loads(done.stdout) if done.returncode == 0 else {"refused": "costly"}
    except (subprocess.TimeoutExpired, MemoryError):
        told = {"refused": "costly"}
    except (ValueError, RecursionError):
        told = {"refused": "broken"}
    if told.get("refused") == "missing":
        raise ExodermError(
            "pypdf is not installed", why="PDF files are read with it", action="install exoderm anew with pip",
            code="extra.missing",
        )  # fmt: skip
    if "refused" in told:
        found, why, action, code = _REFUSED[told["refused"]]
        raise PageError(found, where=name, why=why, action=action, code=code)
    return dict(told)


def _bare() -> dict[str, str]:
    """Of the environment only what starting Python itself may need: no path on which a program could be found."""
    return {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}


def body(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """The lines without page numbers and running heads, and how many these were.

    A running head stands among the two outermost lines of at least three pages, and of a third of all, with the same
    words but for its numbers; a page number is a number alone there, and what a browser prints is known by its form.
    """
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges: dict[int, list[Line]] = {}
    for number, found in pages.items():
        tall = sorted(found, key=lambda line: -line.y)
        edges[number] = [*tall[:2], *tall[-2:]] if len(tall) > 4 else tall[:1] + tall[1:][-1:]
    alike = Counter(key for found in edges.values() for key in {_key(line) for line in found})
    often = max(3, len(pages) // 3)
    out = {
        id(line)
        for found in edges.values()
        for line in found
        if _of_the_page(line.text.strip()) or alike[_key(line)] >= often
    }
    return [line for line in lines if id(line) not in out], len(out)


def _of_the_page(text: str) -> bool:
    return bool((len(text) <= 20 and _NUMBER.match(text)) or _PRINTED.match(text))


def _key(line: Line) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", " ".join(line.text.lower().split()))


def put_together(lines: Sequence[Line]) -> list[Piece]:
    """Headings, bullets, references and paragraphs from lines in reading order."""
    if not lines:
        return []
    usual = _usual_size(lines)
    width = _usual_width(lines)
    whole = " ".join(line.text for line in lines).lower()
    pieces: list[Piece] = []
    pending: list[Line] = []
    role: BlockRole = "paragraph"
    below_references = False

    def flush() -> None:
        nonlocal below_references
        text = join([line.text for line in pending], whole)
        pending.clear()
        if not text:
            return
        heading = role == "heading" or bool(_REFERENCES.match(text))
        if heading:
            below_references = bool(_REFERENCES.match(text))
            text = re.sub(r"^\d{1,2}\.?\s+(?=\D)", "", text) if below_references else text
        own: BlockRole = "heading" if heading else "reference" if below_references else role
        pieces.append((own, _BULLET.sub("", text) if own == "bullet" else text))

    for line in lines:
        own = _role(line, usual)
        begins = own != role or own == "bullet" or (pending and _parts(pending[-1], line, usual, width))
        if own == "paragraph" and role == "bullet" and pending and _hangs(pending[0], pending[-1], line, usual):
            begins = False
            own = "bullet"
        if _ITEM.match(line.text) and (below_references or line.text.lstrip().startswith("[")):
            begins = True
        if pending and _REFERENCES.match(pending[-1].text.strip()):
            begins = True
        if begins:
            flush()
            role = own
        pending.append(line)
    flush()
    return pieces


def _usual_size(lines: Sequence[Line]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] or 1.0


def _usual_width(lines: Sequence[Line]) -> int:
    """Characters of a full line: nine tenths of the lines are no longer."""
    lengths = sorted(len(line.text.strip()) for line in lines)
    return lengths[int(0.9 * (len(lengths) - 1))]


def _role(line: Line, usual: float) -> BlockRole:
    text = line.text.strip()
    if _BULLET.match(line.text):
        return "bullet"
    if line.size > 1.14 * usual and len(text) <= 200:
        return "heading"
    return "heading" if _REFERENCES.match(text) else "paragraph"


def _parts(before: Line, line: Line, usual: float, width: int) -> bool:
    """Whether a new block begins between two lines of the same role."""
    text = before.text.rstrip()
    ended = text.endswith(_ENDS)
    if before.page != line.page or line.y > before.y + usual:
        # A new page or column: a sentence that has not ended goes on there.
        return ended and not line.text.lstrip()[:1].islower()
    size = max(before.size, line.size, 1.0)
    if before.y - line.y > 1.75 * size or abs(before.size - line.size) > 0.14 * size:
        return True
    return ended and len(text) < 0.7 * width and not line.text.lstrip()[:1].islower()


def _hangs(first: Line, before: Line, line: Line, usual: float) -> bool:
    """Whether a line goes on with a bullet: it is indented more than the sign, and close below."""
    close = before.page == line.page and 0 <= before.y - line.y <= 1.5 * max(before.size, 1.0)
    return close and (line.x > first.x + 0.3 * usual or line.text.lstrip()[:1].islower())


def join(lines: Sequence[str], whole: str = "") -> str:
    """Lines as one, with words that a line's end has parted made whole again; ``whole`` is the text in small letters.

    A hyphen stays where the word is written with one elsewhere on the page, or where its second half is one that
    mostly follows a hyphen.
    """
    text = ""
    for raw in lines:
        line = (
            " ".join(raw.replace("\u00ad", "").split())
            if not raw.rstrip().endswith("\u00ad")
            else " ".join(raw.split())
        )
        if not line:
            continue
        parted = re.search(r"(\w+)([-\u00ad\u2010])$", text)
        if parted and line[0].isalpha() and line[0].islower():
            second = re.match(r"\w+", line)
            half = second.group(0) if second else ""
            hyphened, closed = f"{parted.group(1)}-{half}".lower(), f"{parted.group(1)}{half}".lower()
            soft = parted.group(2) == "\u00ad"
            keeps = not soft and (hyphened in whole or (half.lower() in _KEPT and closed not in whole))
            text = text[: parted.start(2)] + ("-" if keeps else "") + line
        elif parted and line[0].isdigit():
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text.replace("\u00ad", "")
