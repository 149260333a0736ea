"""Plain and Markdown-like text to blocks: headings, bullets, rows, quotes and paragraphs, by their look."""

from __future__ import annotations

import re

from exoderm.page.page import BlockRole

Piece = tuple[BlockRole, str]

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•‣◦✓✔·–]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(.+)$")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*(?:[-=_*]\s*){3,}$|^\s*\|?[\s:|-]+\|[\s:|-]*$")
_QUOTE = re.compile(r"^\s*>\s?(.*)$")
_REFERENCE = re.compile(r"^\s*(?:\[\d{1,3}\]|\d{1,3}\.)\s+.*(?:\b(?:19|20)\d\d\b|doi)", re.I)
_CODE = re.compile(r"^\s*```")
_ENDS = (".", "!", "?", ":", ";", "…", '."', ".”", "?”", "!”", ".)", ",")
_INLINE = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((?:[^()\s]{0,500})\)")


def blocks(text: str) -> list[Piece]:
    """Pieces (role, text) in reading order. A line is a paragraph unless the next one plainly goes on."""
    pieces: list[Piece] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    pending: list[str] = []

    def flush() -> None:
        if pending:
            joined = " ".join(pending)
            pieces.append(("heading" if _is_heading(joined) else "paragraph", joined))
            pending.clear()

    for number, raw in enumerate(lines):
        line = _clean(raw)
        role, words = _look(line)
        if not words:
            flush()
            continue
        if role == "paragraph":
            underlined = number + 1 < len(lines) and re.match(r"^\s*(?:={3,}|-{3,})\s*$", lines[number + 1])
            if underlined and not pending:
                pieces.append(("heading", words))
                continue
            if pending and not _continues(pending[-1], words):
                flush()
            pending.append(words)
            continue
        if role == "bullet" and _REFERENCE.match(line):
            role, words = "reference", line.strip()
        flush()
        pieces.append((role, words))
    flush()
    return pieces


def _clean(line: str) -> str:
    line = _LINK.sub(r"\1", line)
    return _INLINE.sub(r"\2", line).replace("\t", " ")


def _look(line: str) -> tuple[BlockRole, str]:
    if not line.strip() or _RULE.match(line) or _CODE.match(line):
        return "other", ""
    if hit := _HEADING.match(line):
        return "heading", hit.group(1).strip()
    if hit := _QUOTE.match(line):
        return "quote", hit.group(1).strip()
    if _ROW.match(line):
        return "cell", " ".join(line.split())
    if _REFERENCE.match(line) and re.match(r"^\s*\[\d", line):
        return "reference", line.strip()
    if hit := _BULLET.match(line):
        return "bullet", hit.group(1).strip()
    return "paragraph", " ".join(line.split())


def _continues(before: str, line: str) -> bool:
    """Whether a hard-wrapped line goes on: the one before ends in mid-sentence and this one does not begin anew."""
    if before.endswith(_ENDS):
        return before.endswith(",") or (len(before) > 60 and len(line) > 0 and line[0].islower())
    return line[0].islower() or (len(before) > 60 and not _is_heading(before))


def _is_heading(text: str) -> bool:
    return len(text) <= 90 and len(text.split()) <= 12 and not text.endswith(_ENDS) and not text.startswith(("“", '"'))
