"""What is kept, and for how long: one table in one SQLite file that only its owner may read.

Every value goes in as a parameter, never as text of a statement. What is deleted is overwritten (``secure_delete``),
and what is older than the days allowed is deleted whenever something new comes in.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from exoderm.errors import FileProblem

State = Literal["waiting", "reading", "running", "done", "stopped", "failed"]
OPEN: tuple[State, ...] = ("waiting", "reading", "running")
FILE = "kept.sqlite3"

_TABLE = """
create table if not exists kept (
    id text primary key, made real not null, name text not null, state text not null,
    said text not null default '', headline text not null default '', document text, run text
) without rowid
"""


@dataclass(frozen=True)
class Kept:
    """One appraisal as it is kept."""

    id: str
    made: float
    """Seconds since 1970."""
    name: str
    state: State
    said: str
    """Why there is no verdict, or no run; empty where all is well."""
    headline: str
    document: Mapping[str, Any] | None
    """Schema exoderm/appraisal/1; none until the page is judged."""
    run: Mapping[str, Any] | None
    """Schema exoderm/run/1; none where nothing was run."""

    @property
    def open(self) -> bool:
        """Whether something is still being worked out."""
        return self.state in OPEN


class Keep:
    """The table. Each call opens the file anew, so that any thread may call."""

    def __init__(self, folder: Path, days: float, most: int) -> None:
        self.path, self.days, self.most = folder / FILE, days, most
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            with self._open() as base:
                base.execute("pragma journal_mode = wal")
                base.execute(_TABLE)
                # What was open when the server ended is not open any more.
                base.execute(
                    "update kept set state = 'stopped', said = ? where state in ('waiting', 'reading', 'running')",
                    ("exoderm was closed before this was finished.",),
                )
        except (OSError, sqlite3.Error) as error:
            raise FileProblem(
                f"nothing can be kept here ({error})", where=str(folder), code="file.unwritable",
                why="appraisals are kept in one file in this folder", action="choose another folder with --data",
            ) from None  # fmt: skip
        self.purge()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        base = sqlite3.connect(self.path, timeout=10.0)
        base.row_factory = sqlite3.Row
        try:
            base.execute("pragma secure_delete = on")
            with base:
                yield base
        finally:
            base.close()

    def new(self, name: str) -> str:
        """A row for a page that has just come in; returns its id: 128 random bits, which nobody can guess."""
        self.purge()
        id_ = secrets.token_hex(16)
        with self._open() as base:
            base.execute(
                "insert into kept (id, made, name, state) values (?, ?, ?, 'waiting')", (id_, time.time(), name)
            )
        return id_

    def state(self, id_: str, state: State, said: str = "") -> None:
        """Where the work on it stands."""
        with self._open() as base:
            base.execute("update kept set state = ?, said = ? where id = ?", (state, said, id_))

    def judged(self, id_: str, document: Mapping[str, Any], headline: str, state: State) -> None:
        """The page is judged; ``state`` says whether a run is still to come."""
        with self._open() as base:
            base.execute(
                "update kept set document = ?, headline = ?, state = ? where id = ?",
                (json.dumps(document, allow_nan=False), headline, state, id_),
            )

    def ran(self, id_: str, run: Mapping[str, Any] | None) -> None:
        """What the page declares has been run."""
        with self._open() as base:
            base.execute(
                "update kept set run = ? where id = ?", (json.dumps(run, allow_nan=False) if run else None, id_)
            )

    def get(self, id_: str) -> Kept | None:
        """One appraisal, or none of that id."""
        with self._open() as base:
            row = base.execute(
                "select id, made, name, state, said, headline, document, run from kept where id = ? and made >= ?",
                (id_, self._oldest()),
            ).fetchone()
        if row is None:
            return None
        fields = dict(row)
        fields |= {key: json.loads(fields[key]) if fields[key] else None for key in ("document", "run")}
        return Kept(**fields)

    def recent(self, most: int = 50) -> list[Kept]:
        """The newest, without their documents."""
        with self._open() as base:
            rows = base.execute(
                "select id, made, name, state, said, headline from kept where made >= ? order by made desc limit ?",
                (self._oldest(), most),
            ).fetchall()
        return [Kept(**dict(row), document=None, run=None) for row in rows]

    def delete(self, id_: str) -> bool:
        """Take one out for good; whether it was there."""
        with self._open() as base:
            gone = base.execute("delete from kept where id = ?", (id_,)).rowcount > 0
        self._forget()
        return gone

    def delete_all(self) -> int:
        """Take everything out for good; returns how many there were."""
        with self._open() as base:
            gone = base.execute("delete from kept").rowcount
        self._forget()
        return gone

    def purge(self) -> None:
        """Delete what is past its days, and the oldest beyond the number allowed."""
        with self._open() as base:
            old = base.execute("delete from kept where made < ?", (self._oldest(),)).rowcount
            old += base.execute(
                "delete from kept where id in (select id from kept order by made desc limit -1 offset ?)", (self.most,)
            ).rowcount
        if old:
            self._forget()

    def _oldest(self) -> float:
        """What came in before is past its days: it is not shown any more, and deleted at the next occasion."""
        return time.time() - self.days * 86_400

    def _forget(self) -> None:
        """Empty the journal too, where deleted pages would otherwise still stand."""
        with self._open() as base:
            base.execute("pragma wal_checkpoint(truncate)")
