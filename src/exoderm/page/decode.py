"""Bytes to text: what is not text is refused by name, and every repair is told."""

from __future__ import annotations

import re

from exoderm.errors import PageError

LARGEST = 10_000_000
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_CONTROL = {c: None for c in range(32) if c not in (9, 10, 13)}

_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a zip archive or an office document", "only text, HTML and PDF are read"),
    (b"PK\x05\x06", "an empty zip archive", "only text, HTML and PDF are read"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "only text, HTML and PDF are read"),
    (b"\x1f\x8b", "a gzip file", "only text, HTML and PDF are read"),
    (b"7z\xbc\xaf", "a 7z archive", "only text, HTML and PDF are read"),
    (b"Rar!", "a rar archive", "only text, HTML and PDF are read"),
    (b"\x89PNG", "a picture", "pictures are not read"),
    (b"\xff\xd8\xff", "a picture", "pictures are not read"),
    (b"GIF8", "a picture", "pictures are not read"),
    (b"\x7fELF", "a program", "only text, HTML and PDF are read"),
    (b"MZ\x90", "a program", "only text, HTML and PDF are read"),
    (b"CDF\x01", "a data file", "only text, HTML and PDF are read"),
    (b"\x89HDF", "a data file", "only text, HTML and PDF are read"),
)
_SAVE = "save the page as text or HTML and give that file"


def within(size: int, name: str) -> None:
    """Refuse a page of more than 10 MB; a file's size can be asked before it is read.

    Raises
    ------
    PageError
        If there are more than 10 MB.
    """
    if size > LARGEST:
        raise PageError(
            f"this page has {size / 1e6:.1f} MB",
            where=name,
            why=f"at most {LARGEST / 1e6:g} MB are read",
            action="save the article alone, as text",
            code="page.large",
        )


def decode(content: bytes | str, name: str) -> tuple[str, list[str]]:
    """Text of a page and the notes of what had to be repaired on the way.

    Raises
    ------
    PageError
        If the content is empty, larger than 10 MB, or not text: archive, picture, program.
    """
    within(len(content), name)
    text, notes = (content, []) if isinstance(content, str) else _decode(content, name)
    if "\x00" in text:
        notes.append("NUL characters were left out.")
    cleaned = clean(text, notes)
    if not cleaned.strip():
        raise PageError(
            "this page is empty",
            where=name,
            why="there is no text to read",
            action="open it in a browser, copy the text and save it",
            code="page.empty",
        )
    return cleaned, notes


def clean(text: str, notes: list[str]) -> str:
    """Text without characters that can't be printed; what else is left out is added to the notes."""
    text = text.translate(_CONTROL).replace("\ufeff", "")
    # Lone halves of surrogate pairs can neither be printed nor written to a file.
    cleaned = text.encode("utf-8", "ignore").decode("utf-8")
    if len(cleaned) != len(text):
        notes.append("Characters that stand for nothing were left out.")
    return cleaned


def refuse_binary(raw: bytes, name: str) -> None:
    """Refuse what begins with the sign of an archive, a picture or a program.

    Raises
    ------
    PageError
        Which says what it is.
    """
    head = raw[:1024].lstrip()
    for magic, kind, why in _KINDS:
        if head.startswith(magic):
            raise PageError(f"this is {kind}", where=name, why=why, action=_SAVE, code="page.binary")


def _decode(raw: bytes, name: str) -> tuple[str, list[str]]:
    refuse_binary(raw, name)
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(codec, "replace"), []
    sample = raw[:100_000]
    odd = sum(1 for b in sample if b < 9 or 13 < b < 32)
    if sample and odd > 0.05 * len(sample):
        raise PageError(
            "this is not text", where=name, why="too many of its bytes are no characters", action=_SAVE,
            code="page.binary",
        )  # fmt: skip
    declared = _DECLARED.search(raw[:4096])
    candidates = ["utf-8"]
    if declared:
        candidates.insert(0, declared.group(1).decode("ascii").lower())
    for codec in candidates:
        try:
            text = raw.decode(codec)
        except (LookupError, UnicodeError, ValueError):
            continue
        if isinstance(text, str):
            return text, []
    return raw.decode("cp1252", "replace"), [
        "The encoding of the page is broken or wrongly declared; it was read as Windows-1252, so accents may be wrong."
    ]
