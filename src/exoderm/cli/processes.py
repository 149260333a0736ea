"""Pages of a folder, each appraised in a process of its own; if one dies its page is named and the others go on."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

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


def each(tasks: Sequence[Task], processes: int) -> Generator[Entry, None, None]:
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
