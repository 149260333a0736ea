"""HTML to blocks: a plain walk that runs nothing, fetches nothing and expands nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from exoderm.page import wordlist
from exoderm.page.page import BlockRole

Piece = tuple[BlockRole, str]

MOST_NODES = 200_000
_DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "video",
        "audio",
        "head",
        "link",
        "meta",
        "select",
        "option",
        "datalist",
        "map",
        "area",
        "source",
        "track",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_ROLES: dict[str, BlockRole] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "summary": "heading", "legend": "heading", "dt": "heading", "li": "bullet", "td": "cell", "th": "cell",
    "figcaption": "caption", "caption": "caption", "blockquote": "quote", "nav": "nav", "footer": "nav", "aside": "nav",
    "menu": "nav", "form": "nav", "button": "nav", "dialog": "nav",
}  # fmt: skip


@cache
def _named(kind: str) -> re.Pattern[str]:
    """Elements by the names in their class and id."""
    return re.compile(rf"(?:^|[\s_-]){wordlist.either('furniture', kind)}(?:$|[\s_-])", re.IGNORECASE)


_STICKY = frozenset({"nav", "reference"})
_LOOKS = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|div|p|h[1-6]|table|ul|ol|li|article|section|main|span|br|script|"
    r"style|img|a\s)\b",
    re.I,
)
_BLANKS = re.compile(r"[^\S\n]+")


def looks_like_html(text: str, name: str) -> bool:
    """Whether to read the text as HTML: by its name, its first character, or two tags near its beginning."""
    if name.lower().endswith((".html", ".htm", ".xhtml")) or re.match(r"\s*<[a-z!?]", text, re.I):
        return "<" in text
    return len(_LOOKS.findall(text[:20_000])) >= 2


def blocks(text: str) -> tuple[list[Piece], list[str]]:
    """Pieces (role, text) in reading order, and notes of what was left out."""
    from lxml import etree

    notes: list[str] = []
    parser = etree.HTMLParser(
        recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        root = None
    if any("depth" in str(entry.message).lower() for entry in parser.error_log):
        notes.append("The page is nested too deeply; what lies deeper than 250 levels was left out.")
    if root is None:
        return [], notes
    walk = _Walk()
    walk.run(root)
    if walk.nodes >= MOST_NODES:
        notes.append(f"Only the first {MOST_NODES} elements of the page were read.")
    return walk.pieces, notes


class _Walk:
    """Text collected between the edges of block elements, with an explicit stack instead of recursion."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.buffer: list[str] = []
        self.nodes = 0

    def flush(self, role: BlockRole) -> None:
        text = _BLANKS.sub(" ", "".join(self.buffer))
        self.buffer.clear()
        for part in re.split(r"\n\s*\n+", text):
            lines = [line.strip() for line in part.split("\n")]
            clean = "\n".join(line for line in lines if line)
            if clean:
                self.pieces.append((role, clean))

    def run(self, root: Any) -> None:
        stack: list[tuple[Any, BlockRole, bool]] = [(root, "paragraph", False)]
        while stack and self.nodes < MOST_NODES:
            node, role, leaving = stack.pop()
            tag = node.tag if isinstance(node.tag, str) else ""
            if leaving:
                if tag in _BLOCKS:
                    self.flush(_role(node, tag, role))
                if node.tail:
                    self.buffer.append(_flat(node.tail))
                continue
            self.nodes += 1
            if not tag or tag in _DROPPED:
                if node.tail:
                    self.buffer.append(_flat(node.tail))
                continue
            own = _role(node, tag, role)
            if tag in _BLOCKS:
                self.flush(role)
            stack.append((node, role, True))
            if tag == "br":
                self.buffer.append("\n")
            elif tag == "tr" and (row := _row(node)) is not None:
                self.buffer.append(row)
                self.flush("cell" if role not in _STICKY else role)
                continue
            if node.text:
                self.buffer.append(_flat(node.text))
            stack.extend((child, own, False) for child in reversed(node))
        self.flush("paragraph")


def _flat(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _role(node: Any, tag: str, around: BlockRole) -> BlockRole:
    """Role of an element's text: menus and reference lists keep theirs whatever lies inside."""
    if around in _STICKY:
        return around
    if tag not in ("html", "body", "main", "article"):
        names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}"[:300]
        if names.strip():
            if _named("reference_name").search(names):
                return "reference"
            if _named("menu").search(names) and tag != "a":
                return "nav"
    return _ROLES.get(tag, around)


def _row(node: Any) -> str | None:
    """A table row as one line ("| a | b |"), or ``None`` where the table only serves to lay out a page."""
    cells: list[str] = []
    for cell in node:
        if not isinstance(cell.tag, str) or cell.tag not in ("td", "th"):
            return None
        inner = list(cell.iter())
        if len(inner) > 40 or any(
            isinstance(e.tag, str) and e.tag in ("table", "h1", "h2", "script", "style", "form") for e in inner
        ):
            return None
        cells.append(" ".join("".join(cell.itertext()).split()))
    if not cells or not any(cells) or sum(map(len, cells)) > 600:
        return None
    return cells[0] if len(cells) == 1 else "| " + " | ".join(cells) + " |"
