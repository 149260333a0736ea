"""Citations of works that were read: a line for people, and BibTeX for reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from exoderm.errors import unknown


class Citable(Protocol):
    """What a work must say of itself to be cited."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def authors(self) -> str: ...
    @property
    def year(self) -> int | None: ...
    @property
    def journal(self) -> str: ...
    @property
    def doi(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def registry(self) -> str | None: ...
    @property
    def status(self) -> str: ...


@dataclass(frozen=True)
class Citation:
    """One work, ready to print. ``text`` says so where the work itself was not read."""

    id: str
    text: str
    bibtex: str


_NAMELESS = re.compile(r"\bnot (shown|confirmed)\b|\bciting\b|\bpress\b|\bnewspaper\b|\blast author\b")
"""What stands in place of names where none were shown."""
_FIRST_WORDS = 5
NOT_READ = {"secondary": "read second-hand", "recalled": "from memory, not confirmed"}
"""What is said of a work that was not read itself."""


def cite(ids: Iterable[str], works: Mapping[str, Citable]) -> list[Citation]:
    """Citations of the works with these ids, each once, in the order given.

    Raises
    ------
    UnknownName
        With the nearest ids, if a work is not among ``works``.
    """
    out: list[Citation] = []
    for name in dict.fromkeys(ids):
        if name not in works:
            raise unknown("study card", name, works, action="list them with 'exoderm card --kind study'")
        work = works[name]
        out.append(Citation(name, text(work), bibtex(work)))
    return out


def text(work: Citable) -> str:
    """Authors (year). Title. Journal. Place. And how it was read, if not at first hand."""
    where = f"doi:{work.doi}" if work.doi else work.url or work.registry or ""
    parts = [f"{work.authors.rstrip('.')} ({work.year or 'no date'})", work.title, work.journal, where]
    line = ". ".join(p.strip().rstrip(".") for p in parts if p.strip()) + "."
    note = NOT_READ.get(work.status)
    return f"{line} [{note}]" if note else line


def short(work: Citable) -> str:
    """First author's family name and the year: "Zhang 2021"; where no names are known, the title's first words."""
    first = re.split(r",|\bet al\b", work.authors)[0].strip()
    if _NAMELESS.search(work.authors) or not first:
        words = re.sub(r"[\[\]()]", "", work.title).split()
        first = " ".join(words[:_FIRST_WORDS]).rstrip(".,:;") + ("…" if len(words) > _FIRST_WORDS else "")
    else:
        first = re.sub(r"\s+[A-Z][A-Z-]{0,3}$", "", first)
    return f"{first} {work.year}" if work.year else f"{first}, no date"


def bibtex(work: Citable) -> str:
    """One BibTeX entry; braces and percent signs of the text are made harmless."""
    fields = {
        "author": " and ".join(_names(work.authors)),
        "title": work.title,
        "journal": work.journal,
        "year": str(work.year or ""),
        "doi": work.doi or "",
        "url": work.url or "",
        "note": "; ".join(n for n in (work.registry or "", NOT_READ.get(work.status, "")) if n),
    }
    kind = "article" if work.journal else "misc"
    lines = [f"  {k} = {{{_safe(v, link=k in ('doi', 'url'))}}}," for k, v in fields.items() if v]
    return "\n".join([f"@{kind}{{{work.id},", *lines, "}"])


def _names(authors: str) -> list[str]:
    """Names of a list as 'Family, Given', "et al." as BibTeX's 'others'; a sentence in place of names stays whole."""
    if _NAMELESS.search(authors):
        return ["{" + authors + "}"]
    found: list[str] = []
    for raw in authors.split(","):
        name = raw.strip()
        more = name.lower().endswith("et al.") or name.lower() == "et al"
        name = re.sub(r"(?i)\s*et al\.?$", "", name).strip()
        if name:
            family = re.fullmatch(r"(.+?)\s+([A-Z][A-Z-]{0,3})", name)
            found.append(f"{family[1]}, {'. '.join(family[2])}." if family else name)
        if more:
            found.append("others")
    last = [n for n in found if n != "others"]
    return [*last, "others"] if "others" in found else last


def _safe(raw: str, link: bool) -> str:
    # A braced corporate author keeps its own outer braces; any other brace would end the entry early.
    if raw.startswith("{") and raw.endswith("}"):
        return "{" + _safe(raw[1:-1], link) + "}"
    clean = re.sub(r"[{}\\]", "", raw)
    return clean if link else re.sub(r"([%&#_$])", r"\\\1", clean)
