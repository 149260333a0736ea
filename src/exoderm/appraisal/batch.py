"""Many pages: what a folder holds, which of them are done already, and the rows that each gives to a table.

Pure but for looking at files: who appraises, in how many processes, is the caller's matter.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from exoderm.errors import FileProblem

AUDIT = "exoderm/audit/1"
ENDINGS = (".html", ".htm", ".xhtml", ".txt", ".md", ".pdf")
MOST_FILES = 10_000
LETTERS = ("A", "B", "C", "D", "E", "-")

PAGE_HEAD = (
    "file", "status", "code", "message", "language", "about", "claims", "a_holds", "b_early_signs", "c_laboratory",
    "d_not_shown", "e_wrong", "unchecked", "contradicted", "regulatory_flags", "safety_flags", "outdated_flags",
    "promotional", "label_missing", "references", "references_contradicted", "law_applies", "first_wrong", "report",
    "document", "file_digest", "page_digest", "data_date", "version", "today",
)  # fmt: skip
CLAIM_HEAD = (
    "file", "claim", "letter", "verdict", "claim_type", "claim_family", "population", "certainty", "promotional",
    "flags", "records", "text", "reason", "start", "end", "page_digest", "report",
)  # fmt: skip


@dataclass(frozen=True)
class Basis:
    """What a verdict rests on beside the page: while it and the page stay the same, nothing is done twice."""

    version: str
    data_date: str | None
    cards: str | None
    """Digest of a folder of cards of one's own; none without one."""
    run: bool


@dataclass(frozen=True)
class Entry:
    """One line of the audit trail: what was read, when, on what basis, and what came of it."""

    when: str
    file: str
    """Path within the folder, with slashes."""
    file_digest: str
    """SHA-256 of the file's bytes; empty where it could not be read."""
    status: str
    """done or refused."""
    version: str
    data_date: str | None
    cards: str | None
    run: bool
    code: str | None = None
    message: str | None = None
    page_digest: str | None = None
    today: str | None = None
    report: str | None = None
    document: str | None = None
    document_digest: str | None = None

    @property
    def basis(self) -> Basis:
        """What it rests on."""
        return Basis(self.version, self.data_date, self.cards, self.run)

    def line(self) -> str:
        """The entry as one line of JSON."""
        return json.dumps({"schema": AUDIT, **asdict(self)}, ensure_ascii=True, allow_nan=False) + "\n"


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def files(folder: Path, out: Path) -> tuple[list[Path], int]:
    """Pages in a folder and below, in order of their names, and how many other files were left alone.

    Hidden files, links and what lies in the output folder are not looked at.

    Raises
    ------
    FileProblem
        If there is none, there are more than ten thousand, or the output folder is the same.
    """
    found: list[Path] = []
    others = 0
    away = out.resolve()
    if away == folder.resolve():
        raise FileProblem(
            "pages and output are in one folder", where=folder.name, why="reports would be read as pages next time",
            action="give the output a folder of its own with --out", code="folder.output",
        )  # fmt: skip
    for here, inner, names in os.walk(folder, followlinks=False):
        place = Path(here)
        inner[:] = sorted(d for d in inner if not d.startswith(".") and (place / d).resolve() != away)
        for name in sorted(names):
            path = place / name
            if name.startswith(".") or path.is_symlink() or not path.is_file():
                continue
            if path.suffix.lower() in ENDINGS:
                found.append(path)
            else:
                others += 1
        if len(found) > MOST_FILES:
            raise FileProblem(
                f"this folder holds more than {MOST_FILES:,} pages", where=folder.name,
                why="more would take hours and make tables that nobody reads", action="appraise it in parts",
                code="folder.large",
            )  # fmt: skip
    if not found:
        raise FileProblem(
            "no page lies in this folder", where=folder.name,
            why=f"pages end in {', '.join(ENDINGS)}; hidden files and links are not followed",
            action="save pages there, or name another folder", code="folder.empty",
        )  # fmt: skip
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix()), others


def read_audit(path: Path) -> dict[str, Entry]:
    """The last entry of each file; lines that were cut short or are none of ours count as not written."""
    if not path.is_file():
        return {}
    found: dict[str, Entry] = {}
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                told = json.loads(line)
                if told.pop("schema") == AUDIT:
                    found[str(told["file"])] = Entry(**told)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                continue
    return found


def is_done(entry: Entry | None, content: bytes, basis: Basis, out: Path) -> bool:
    """Whether this very page was appraised on this very basis, and its files are still as they were written."""
    if entry is None or entry.status != "done" or entry.basis != basis or entry.file_digest != digest(content):
        return False
    report, document = out / str(entry.report), out / str(entry.document)
    try:
        return report.is_file() and digest(document.read_bytes()) == entry.document_digest
    except OSError:
        return False


def page_row(entry: Entry, document: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a table says of one page, by the names of :data:`PAGE_HEAD`; a refused page gives its reason."""
    row: dict[str, Any] = dict.fromkeys(PAGE_HEAD, "")
    row |= {name: value for name, value in asdict(entry).items() if name in row and value is not None}
    if document is None:
        return row
    claims = document["claims"]
    letters = Counter(str(c["letter"]) for c in claims)
    flags = Counter(flag for c in claims for flag in c["flags"])
    listed = [r for r in document["references"] if r["listed"]]
    names = ("a_holds", "b_early_signs", "c_laboratory", "d_not_shown", "e_wrong", "unchecked")
    return row | {
        "language": document["language"],
        "about": document["document"]["about"],
        "claims": len(claims),
        **{name: letters[letter] for name, letter in zip(names, LETTERS, strict=True)},
        "contradicted": sum(c["verdict"] == "contradicted" for c in claims),
        "regulatory_flags": flags["regulatory"],
        "safety_flags": flags["safety"],
        "outdated_flags": flags["outdated"],
        "promotional": sum(bool(c["hype"]) for c in claims),
        "label_missing": sum(i["status"] == "missing" and i["kind"] != "warning" for i in document["label"]),
        "references": len(listed),
        "references_contradicted": sum(r["status"] == "contradicted" for r in listed),
        "law_applies": " ".join(
            dict.fromkeys(f"{r['jurisdiction']}:{r['status']}" for r in document["law"] if r["bearing"] == "applies")
        ),
        "first_wrong": next((c["text"] for c in claims if c["letter"] == "E"), ""),
    }


def claim_rows(entry: Entry, document: Mapping[str, Any]) -> Iterator[list[Any]]:
    """One row per claim, in the order of :data:`CLAIM_HEAD`."""
    for number, c in enumerate(document["claims"], 1):
        yield [
            entry.file, number, c["letter"], c["verdict"], c["claim_type"], c["claim_family"], c["population"],
            c["certainty"], bool(c["hype"]), " ".join(c["flags"]), " ".join(r["id"] for r in c["records"]), c["text"],
            c["reason"], c["start"], c["end"], entry.page_digest, entry.report,
        ]  # fmt: skip


def order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Where a page stands in a list for triage: most contradicted claims first, then flags of law, then not shown."""
    return (
        -int(row["contradicted"] or 0),
        -int(row["regulatory_flags"] or 0),
        -int(row["d_not_shown"] or 0),
        row["file"],
    )
