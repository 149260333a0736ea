"""A folder of pages: appraised side by side in processes, resumable, with tables, an overview and an audit trail."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exoderm.appraisal.batch import Basis, Entry

REPORTS = "reports"
_AHEAD = 3
"""Pages per process that are handed out ahead of time: enough to keep each busy, few to lose."""


@dataclass(frozen=True)
class Task:
    """One page to appraise, as a process needs to know it."""

    path: Path
    name: str
    out: Path
    basis: Basis
    cards: Path | None


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
            with contextlib.closing(_each(todo, paper.threads())) as coming:
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


def work(task: Task) -> Entry:
    """Appraise one page and write its report and document; what fails becomes an entry that says why."""
    from exoderm import answer
    from exoderm.appraisal import batch
    from exoderm.cli import paper
    from exoderm.errors import ExodermError
    from exoderm.page.decode import within
    from exoderm.result import write_text

    basis = task.basis
    entry = batch.Entry(
        when=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), file=task.name, file_digest="", status="refused",
        version=basis.version, data_date=basis.data_date, cards=basis.cards, run=basis.run,
    )  # fmt: skip
    try:
        within(task.path.stat().st_size, task.path.name)
        content = task.path.read_bytes()
        entry = replace(entry, file_digest=batch.digest(content))
        appraised = answer.appraise(content, task.path.name, run=basis.run, cards=task.cards)
        mark = batch.digest(task.name.encode("utf-8", "surrogateescape") + b"\0" + content)[:12]
        stem = f"{REPORTS}/{paper.slug(task.name)}-{mark}"
        text = paper.dump({"file": task.name, **appraised.document})
        write_text(task.out / f"{stem}.html", answer.report(appraised))
        write_text(task.out / f"{stem}.json", text)
        told = appraised.document["document"]
        return replace(
            entry, status="done", page_digest=told["digest"], today=told["today"], report=f"{stem}.html",
            document=f"{stem}.json", document_digest=batch.digest(text.encode("utf-8")),
        )  # fmt: skip
    except ExodermError as error:
        return replace(entry, code=error.code, message=error.sentence())
    except MemoryError:
        return replace(entry, code="memory", message="There was not enough memory to read this page.")
    except OSError as error:
        return replace(entry, code="file.unreadable", message=f"Cannot be read ({error.strerror}).")
    except Exception as error:
        return replace(entry, code="defect", message=f"A defect of ours: {type(error).__name__}: {error}")


def _each(tasks: Sequence[Task], processes: int) -> Generator[Entry, None, None]:
    """Entries as they are finished; a page that takes its process down is named and the others go on."""
    if min(processes, len(tasks)) < 2:
        yield from map(work, tasks)
        return
    queue = list(reversed(tasks))
    suspects: list[Task] = []
    while queue:
        lost: list[Task] = []
        yield from _pooled(queue, lost, min(processes, len(queue)))
        suspects += lost
    for task in suspects:
        # One at a time, so that only the one that does it again is to blame.
        alone, lost = [task], []
        yield from _pooled(alone, lost, 1)
        if lost:
            yield _died(task)


def _pooled(queue: list[Task], lost: list[Task], processes: int) -> Iterator[Entry]:
    """Take tasks from the end of the queue until it is empty or a process dies; those in flight then are lost."""
    from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    flying: dict[Future[Entry], Task] = {}
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(os.getpid(),))
    try:
        with _deaf():  # the processes are born deaf to Ctrl-C: it is the parent that ends their work in order
            while queue and len(flying) < _AHEAD * processes:
                task = queue.pop()
                flying[pool.submit(work, task)] = task
        while flying:
            done, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in done:
                task = flying.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    lost.append(task)
            if lost:
                lost += flying.values()
                return
            while queue and len(flying) < _AHEAD * processes:
                task = queue.pop()
                flying[pool.submit(work, task)] = task
    except BrokenProcessPool:
        lost += [task, *flying.values()]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(parent: int) -> None:
    """What each process does first: leave Ctrl-C to its parent, and go when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _died(task: Task) -> Entry:
    from exoderm.appraisal.batch import Entry

    basis = task.basis
    return Entry(
        when=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), file=task.name, file_digest="", status="refused",
        version=basis.version, data_date=basis.data_date, cards=basis.cards, run=basis.run, code="defect",
        message="The process that read this page was ended by the system, most likely for want of memory.",
    )  # fmt: skip


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
            paper.say(f"exoderm: {flat(entry.file)}: {flat(entry.message)} [{entry.code}]")
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
