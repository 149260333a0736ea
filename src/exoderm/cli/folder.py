"""A folder of pages: appraised side by side, resumable, with tables, an overview and an audit trail."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exoderm.cli.processes import REPORTS, Task, each

if TYPE_CHECKING:
    from exoderm.appraisal.batch import Basis, Entry


def appraise_folder(folder: Path, out: Path, run: bool, cards: Path | None) -> tuple[Path, list[Entry]]:
    """Appraise each page of a folder that is not done already, and write what there is of all; returns the overview.

    Raises
    ------
    Interrupted
        On Ctrl-C, after everything that is done has been written.
    """
    from exoderm.appraisal import batch
    from exoderm.cli import paper
    from exoderm.errors import Interrupted

    pages, others = batch.files(folder, out)
    basis = _basis(run, cards)
    before = batch.read_audit(out / "audit.jsonl")
    tasks = [Task(path, path.relative_to(folder).as_posix(), out, basis, cards) for path in pages]
    entries: dict[str, Entry] = {}
    todo: list[Task] = []
    for task in tasks:
        entry = before.get(task.name)
        if entry is not None and _same(task, entry):
            entries[task.name] = entry
        else:
            todo.append(task)
    if entries:
        paper.say(f"{len(entries)} of {len(tasks)} pages are done already, with this version and data date.")
    stopped = False
    with _audit(out / "audit.jsonl") as note, _progress(folder.name, len(todo)) as tell:
        try:
            with contextlib.closing(each(todo, paper.threads())) as coming:
                for entry in coming:
                    note(entry)
                    entries[entry.file] = entry
                    tell(entry)
        except KeyboardInterrupt:
            stopped = True
    ordered = [entries[task.name] for task in tasks if task.name in entries]
    overview = write(out, ordered, basis, _notes(run, others, len(tasks) - len(ordered)))
    if stopped:
        raise Interrupted(
            f"stopped with {len(ordered)} of {len(tasks)} pages done", where=folder.name,
            why=f"they are in {out}, with tables and overview of what there is",
            action="the same command goes on from here",
        )  # fmt: skip
    return overview, ordered


def _basis(run: bool, cards: Path | None) -> Basis:
    from exoderm import __version__
    from exoderm.appraisal.batch import Basis, digest
    from exoderm.evidence import study

    own = None
    if cards is not None:
        parts = sorted(p for p in cards.rglob("*.yaml") if p.is_file())
        own = digest(b"".join(p.relative_to(cards).as_posix().encode() + b"\0" + p.read_bytes() for p in parts))
    data_date = max((s.as_of for s in study.load(cards).values()), default=None)
    return Basis(__version__, data_date, own, run)


def _same(task: Task, entry: Entry) -> bool:
    from exoderm.appraisal.batch import is_done
    from exoderm.page.decode import LARGEST

    try:
        if task.path.stat().st_size > LARGEST:
            return False
        return is_done(entry, task.path.read_bytes(), task.basis, task.out)
    except OSError:
        return False


@contextlib.contextmanager
def _audit(path: Path) -> Iterator[Callable[[Entry], None]]:
    """A file to which each entry is added, whole and at once; a line that was cut short before is closed first."""
    with open(path, "a+b") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")

        def note(entry: Entry) -> None:
            file.write(entry.line().encode("ascii"))
            file.flush()
            os.fsync(file.fileno())

        yield note


@contextlib.contextmanager
def _progress(title: str, total: int) -> Iterator[Callable[[Entry], None]]:
    """A bar on a terminal, a line at each tenth elsewhere; refused pages are named as they come."""
    from exoderm.cli import paper
    from exoderm.show.plain import flat

    tell, stop = paper.progress(flat(title))
    done = 0

    def step(entry: Entry) -> None:
        nonlocal done
        done += 1
        tell(done / total, f"{done} of {total} pages")
        if entry.status != "done":
            message = entry.message or ""
            named = "" if message.startswith(f"{entry.file}:") else f"{flat(entry.file)}: "
            paper.say(f"exoderm: {named}{flat(message)} [{entry.code}]")
        if not sys.stderr.isatty() and total >= 20 and done * 10 // total > (done - 1) * 10 // total:
            paper.say(f"{done} of {total} pages")

    try:
        yield step
    finally:
        stop()


def _notes(run: bool, others: int, missing: int) -> list[str]:
    said = [
        "What the pages declare was run where a claim asks for it."
        if run
        else "No run stands beside the claims: a folder is judged by records alone unless --run is given."
    ]
    if others:
        said.append(f"Left alone, for their endings: {others} other file{'s' if others > 1 else ''}.")
    if missing:
        said.append(f"Not done yet, as the work was stopped: {missing} of the pages. The same command goes on.")
    return said


def documents(out: Path, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Mapping[str, Any] | None]]:
    """Each entry with its document, read one at a time so that memory stays flat; none for a refused page."""
    import json

    for entry in entries:
        done = entry.status == "done" and entry.document
        yield entry, json.loads((out / str(entry.document)).read_text(encoding="utf-8")) if done else None


def write(out: Path, entries: Sequence[Entry], basis: Basis, notes: Sequence[str]) -> Path:
    """Both tables and the overview, from the documents that lie in the folder; returns where the overview lies."""
    from datetime import date

    from exoderm.appraisal import batch
    from exoderm.result import write_text
    from exoderm.show import folder_view, tabular
    from exoderm.show.charts.svg import Stamp
    from exoderm.show.sheet import render

    rows: list[dict[str, Any]] = []

    def claims() -> Iterator[list[Any]]:
        for entry, document in documents(out, entries):
            rows.append(batch.page_row(entry, document))
            if document is not None:
                yield from batch.claim_rows(entry, document)

    tabular.write(out / "claims.csv", batch.CLAIM_HEAD, claims())
    tabular.write(out / "pages.csv", batch.PAGE_HEAD, ([row[name] for name in batch.PAGE_HEAD] for row in rows))
    stamp, today = Stamp(basis.version, "", ""), date.today().isoformat()
    names = ("pages.csv", "claims.csv", "audit.jsonl", f"{REPORTS}/")
    sheet = folder_view.sheet(sorted(rows, key=batch.order), notes, names, stamp, basis.data_date or "", today)
    return write_text(out / "overview.html", render(sheet, stamp, today))


def print_documents(out: Path, entries: Sequence[Entry], schema: str) -> None:
    """One JSON document on standard output, written page by page."""
    import json

    from exoderm.cli import paper

    sys.stdout.write(f'{{"schema": {json.dumps(schema)}, "documents": [')
    first = True
    for _, document in documents(out, entries):
        if document is not None:
            sys.stdout.write(("" if first else ",") + "\n" + paper.dump(document))
            first = False
    sys.stdout.write("\n]}\n")
