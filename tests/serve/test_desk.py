"""One page is worked on, one waits; what takes too long, is stopped or dies leaves the desk free."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from exoderm.serve.desk import COMMAND, Desk
from exoderm.serve.keep import Keep
from exoderm.serve.refuse import Refused
from exoderm.serve.settings import Settings

from .conftest import WORDS, stub, telling

HANGS = stub("time.sleep(60)")


@pytest.fixture
def keep(settings: Settings) -> Keep:
    return Keep(settings.data, 30, 500)


@pytest.fixture
def desk(keep: Keep, settings: Settings) -> Iterator[Any]:
    desks: list[Desk] = []

    def open_(command: tuple[str, ...], **changed: Any) -> Desk:
        desks.append(Desk(keep, replace(settings, **changed), command))
        return desks[-1]

    yield open_
    for each in desks:
        each.close()


def until(true: Any) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def test_the_third_page_is_asked_to_come_back(desk: Any) -> None:
    busy = desk(HANGS)
    first, second = busy.take("a", b"x", False), busy.take("b", b"x", False)
    with pytest.raises(Refused) as refusal:
        busy.take("c", b"x", False)
    assert refusal.value.status == 429
    assert busy.stop(second.id)
    assert busy.stop(first.id)
    until(lambda: busy.job(first.id) is None and busy.job(second.id) is None)
    busy.take("c", b"x", False)


def test_a_page_that_is_never_read_is_given_up(desk: Any, keep: Keep) -> None:
    job = desk(HANGS, read_seconds=0.5).take("slow", b"x", False)
    assert job.judged.wait(20)
    found = keep.get(job.id)
    assert found is not None
    assert found.state == "failed"
    assert "longer than 0.5 seconds" in found.said


def test_a_run_that_takes_too_long_leaves_the_verdicts(desk: Any, keep: Keep, judged: Any) -> None:
    busy = desk(telling(judged, "time.sleep(60)"), run_seconds=0.5)
    job = busy.take("slow", b"x", True)
    until(lambda: busy.job(job.id) is None)
    found = keep.get(job.id)
    assert found is not None
    assert found.state == "stopped"
    assert found.document is not None
    assert "verdicts stand without it" in found.said


def test_a_run_that_is_stopped_leaves_the_verdicts_and_no_process(desk: Any, keep: Keep, judged: Any) -> None:
    busy = desk(telling(judged, "time.sleep(60)"))
    job = busy.take("a", b"x", True)
    assert job.judged.wait(20)
    process = job.worker.pid
    assert busy.stop(job.id)
    until(lambda: busy.job(job.id) is None)
    assert keep.get(job.id).state == "stopped"  # type: ignore[union-attr]
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_worker_that_dies_is_told_and_the_next_page_is_read(desk: Any, keep: Keep) -> None:
    busy = desk(stub("sys.exit(3)"))
    for _ in range(2):
        job = busy.take("a", b"x", False)
        assert job.judged.wait(20)
        until(lambda job=job: busy.job(job.id) is None)
        assert "ended early" in keep.get(job.id).said  # type: ignore[union-attr]


def test_nonsense_from_a_worker_does_not_close_the_desk(desk: Any, keep: Keep) -> None:
    busy = desk(stub("print('not JSON', flush=True)"))
    job = busy.take("a", b"x", False)
    assert job.judged.wait(20)
    assert keep.get(job.id).state == "failed"  # type: ignore[union-attr]
    assert busy._thread.is_alive()


def test_a_page_deleted_while_it_waits_is_never_read(desk: Any, keep: Keep) -> None:
    busy = desk(HANGS)
    first, second = busy.take("a", b"x", False), busy.take("b", b"x", False)
    busy.stop(second.id)
    assert keep.delete(second.id)
    busy.stop(first.id)
    until(lambda: busy.job(second.id) is None)
    assert second.worker is None
    assert keep.get(second.id) is None


def test_the_worker_reads_a_page_runs_what_it_declares_and_ends(desk: Any, keep: Keep) -> None:
    told: list[float] = []
    busy = desk(COMMAND)
    job = busy.take("ginger.txt", WORDS.encode(), True)
    while busy.job(job.id) is not None:
        told.append(job.share)
        time.sleep(0.05)
    found = keep.get(job.id)
    assert found is not None
    assert (found.state, found.said) == ("done", "")
    assert found.run is not None
    assert found.run["schema"] == "exoderm/run/1"
    assert told == sorted(told)
    assert any(0 < share < 1 for share in told)


def test_the_worker_ends_with_the_server() -> None:
    """Its standard input is held by the server alone: where that ends, so does the worker."""
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        order = b'{"name": "a", "run": true, "threads": 1, "cards": null, "bytes": %d}\n' % len(WORDS)
        worker.stdin.write(order + WORDS.encode())
        worker.stdin.flush()
        assert worker.stdout is not None
        worker.stdout.readline()  # judged; the run begins
        threading.Timer(0.1, worker.stdin.close).start()
        worker.stdout.read()
        assert worker.wait(timeout=5) == 0


def test_what_was_open_when_the_server_ended_is_told_as_stopped(keep: Keep, settings: Settings) -> None:
    id_ = keep.new("a")
    again = Keep(settings.data, 30, 500)
    assert again.get(id_).state == "stopped"  # type: ignore[union-attr]


def test_the_server_loads_no_engine(apart: Any) -> None:
    line = "import exoderm.serve.pages, sys; print(sorted({'numba', 'h5py', 'scipy'} & set(sys.modules)))"
    assert apart(python=line).out.strip() == "[]", sys.version
