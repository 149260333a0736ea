"""A desk with one chair: one page is worked on, one may wait, the next is asked to come back.

The work is done in a process of its own (:mod:`exoderm.serve.work`), which is ended when it takes too long, when the
reader stops it, when the appraisal is deleted and when the server closes.
"""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exoderm.serve.keep import Keep
from exoderm.serve.refuse import Refused
from exoderm.serve.settings import Settings

COMMAND = (sys.executable, "-P", "-m", "exoderm.serve.work")


@dataclass
class Job:
    """A page on its way to its verdicts."""

    id: str
    name: str
    content: bytes
    run: bool
    share: float = 0.0
    word: str = ""
    refused: tuple[str, str] | None = None
    """Sentence and code, where the page cannot be read."""
    judged: threading.Event = field(default_factory=threading.Event)
    """Set when the verdicts are there, or never will be."""
    stopped: bool = False
    worker: subprocess.Popen[bytes] | None = None


class Desk:
    """Takes pages in, one after the other."""

    def __init__(self, keep: Keep, settings: Settings, command: tuple[str, ...] = COMMAND) -> None:
        self._keep, self._settings, self._command = keep, settings, command
        self._waiting: queue.Queue[Job | None] = queue.Queue(maxsize=1)
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="desk", daemon=True)
        self._thread.start()

    def take(self, name: str, content: bytes, run: bool) -> Job:
        """Put a page in the queue.

        Raises
        ------
        Refused
            If one page is being worked on and another waits already.
        """
        with self._lock:
            if self._closed or len(self._jobs) >= 2:
                raise Refused(
                    429, "two pages are being read already", code="serve.busy",
                    why="one is worked on at a time and one may wait", action="try again in a minute",
                )  # fmt: skip
            job = Job(self._keep.new(name), name, content, run)
            self._jobs[job.id] = job
            self._waiting.put(job)
        return job

    def job(self, id_: str) -> Job | None:
        """The job of an appraisal that is not finished."""
        return self._jobs.get(id_)

    def stop(self, id_: str) -> bool:
        """Leave a job off; whether there was one."""
        with self._lock:
            job = self._jobs.get(id_)
            if job is not None:
                job.stopped = True
                _end(job)
        return job is not None

    def close(self) -> None:
        """End the worker and take nothing more."""
        with self._lock:
            self._closed = True
            for job in self._jobs.values():
                job.stopped = True
                _end(job)
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(None)
        self._thread.join(timeout=10)

    def _serve(self) -> None:
        while (job := self._waiting.get()) is not None:
            try:
                if not job.stopped:
                    self._work(job)
                if job.stopped:
                    self._keep.state(job.id, "stopped", "It was stopped before it was finished.")
            except Exception as error:  # the desk stays open whatever one page does
                self._keep.state(job.id, "failed", f"a defect of ours: {type(error).__name__}. Please report it.")
            finally:
                with self._lock:
                    self._jobs.pop(job.id, None)
                job.judged.set()
            if self._closed:
                return

    def _work(self, job: Job) -> None:
        self._keep.state(job.id, "reading")
        with self._lock:
            if job.stopped:
                return
            job.worker = worker = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        late = _Alarm(job, self._settings.read_seconds)
        try:
            assert worker.stdin is not None
            assert worker.stdout is not None
            order = {
                "name": job.name, "run": job.run, "threads": self._settings.threads, "bytes": len(job.content),
                "cards": str(self._settings.cards.absolute()) if self._settings.cards else None,
            }  # fmt: skip
            with contextlib.suppress(BrokenPipeError):
                worker.stdin.write(json.dumps(order).encode() + b"\n" + job.content)
                worker.stdin.flush()
            finished = False
            for line in worker.stdout:
                message = json.loads(line)
                if "judged" in message:
                    late = late.again(self._settings.run_seconds)
                finished = self._hear(job, message) or finished
            if not finished and not job.stopped:
                limit = self._settings.run_seconds if job.judged.is_set() else self._settings.read_seconds
                why = f"it took longer than {limit:g} seconds" if late.rang else "its process ended early"
                self._unfinished(job, why)
        finally:
            late.cancel()
            _end(job)
            for stream in (worker.stdin, worker.stdout):
                with contextlib.suppress(OSError):
                    if stream is not None:
                        stream.close()
            worker.wait()

    def _unfinished(self, job: Job, why: str) -> None:
        if job.judged.is_set():
            self._keep.state(job.id, "stopped", f"The run was stopped: {why}. The verdicts stand without it.")
        else:
            job.refused = (f"The page was not read: {why}.", "serve.slow")
            self._keep.state(job.id, "failed", job.refused[0])

    def _hear(self, job: Job, message: Mapping[str, Any]) -> bool:
        """Write down what the worker says; whether that was its last word."""
        if "progress" in message:
            job.share, job.word = float(message["progress"][0]), str(message["progress"][1])
            return False
        if "judged" in message:
            self._keep.judged(job.id, message["judged"], str(message["headline"]), "running" if job.run else "reading")
            job.judged.set()
            return False
        if "done" in message:
            self._keep.ran(job.id, message["run"])
            self._keep.judged(job.id, message["done"], str(message["headline"]), "done")
            return True
        job.refused = (str(message["refused"]), str(message["code"]))
        self._keep.state(job.id, "failed", job.refused[0])
        return True


class _Alarm:
    """Ends the worker of a job after so many seconds."""

    def __init__(self, job: Job, seconds: float) -> None:
        self.rang = False
        self._job = job
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def _ring(self) -> None:
        self.rang = True
        _end(self._job)

    def again(self, seconds: float) -> _Alarm:
        self.cancel()
        return _Alarm(self._job, seconds)

    def cancel(self) -> None:
        self._timer.cancel()


def _end(job: Job) -> None:
    if job.worker is not None and job.worker.poll() is None:
        job.worker.kill()
