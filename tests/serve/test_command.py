"""`exoderm serve` as a user calls it: what it lacks it names, where it is heard, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exoderm.serve.desk import COMMAND, Desk
from exoderm.serve.keep import Keep
from exoderm.serve.settings import Settings

from .conftest import WORDS


@pytest.mark.parametrize("library", ["fastapi", "uvicorn"])
def test_without_the_extra_it_says_which(library: str, exoderm: Callable[..., Any], monkeypatch: Any) -> None:
    for name in [n for n in sys.modules if n.startswith("exoderm.serve")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    said = exoderm("serve")
    assert said.code == 2
    assert f"{library} is not installed" in said.all
    assert "pip install 'exoderm[serve]'" in said.all
    assert "[extra.missing]" in said.all


def test_a_port_that_is_taken_is_named(exoderm: Callable[..., Any], tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        said = exoderm("serve", "--port", other.getsockname()[1], "--data", tmp_path / "data")
    assert said.code == 2
    assert "[serve.port]" in said.all
    assert not (tmp_path / "data").exists()


def test_an_address_of_another_computer_is_refused(exoderm: Callable[..., Any], tmp_path: Path) -> None:
    said = exoderm("serve", "--host", "192.0.2.1", "--data", tmp_path / "data")
    assert said.code == 2
    assert "[serve.port]" in said.all


def test_a_folder_that_is_a_file_is_refused(exoderm: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = exoderm("serve", "--port", port, "--data", tmp_path / "data")
    assert said.code == 2
    assert "[file.unwritable]" in said.all


def test_it_is_heard_at_one_address_of_this_computer_alone(served: str) -> None:
    port = int(served.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=5):
        pass
    with pytest.raises(OSError):  # noqa: PT011
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_ctrl_c_ends_it_in_good_order_with_its_worker(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from exoderm.cli import main; raise SystemExit(main())", "serve"]
    with subprocess.Popen(
        [*command, "--port", str(port), "--data", str(tmp_path / "data")], stderr=subprocess.PIPE, text=True
    ) as server:
        base = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                shown = urllib.request.urlopen(f"{base}/", timeout=2)
                break
            except OSError:
                time.sleep(0.1)
        token = re.search(r'name="form_token" value="([^"]+)"', shown.read().decode())
        assert token
        cookie = shown.headers["Set-Cookie"].split(";")[0]
        form = f"form_token={token[1]}&example=glow-serum&run=yes".encode()
        urllib.request.urlopen(urllib.request.Request(f"{base}/appraise", form, {"Cookie": cookie}), timeout=30)
        workers = children(server.pid)
        assert workers
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
        assert server.stderr is not None
        said = server.stderr.read()
        assert "Traceback" not in said
        assert f"{base}/" in said
        for worker in workers:
            with pytest.raises(ProcessLookupError):
                os.kill(worker, 0)


def children(process: int) -> list[int]:
    """Processes that this one started (Linux)."""
    told = Path(f"/proc/{process}/task/{process}/children")
    every = [told, *Path(f"/proc/{process}/task").glob("*/children")]
    return sorted({int(c) for path in every if path.exists() for c in path.read_text().split()})


def test_the_worker_opens_no_connection_and_starts_no_program(settings: Settings) -> None:
    """Python tells an audit hook of each: the first one would end the worker before it has judged."""
    hook = (
        "import os, sys\n"
        "from exoderm.serve import work\n"
        "def watch(event, args):\n"
        "    out = ('socket.', 'subprocess.', 'os.system', 'os.exec', 'os.fork', 'urllib.')\n"
        "    if event.startswith(out): os._exit(9)\n"
        "sys.addaudithook(watch)\n"
        "raise SystemExit(work.main())\n"
    )
    keep = Keep(settings.data, 30, 500)
    desk = Desk(keep, settings, (sys.executable, "-c", hook))
    hostile = f"<p>{WORDS}</p><img src='http://127.0.0.1:1/x'><!DOCTYPE a SYSTEM 'http://127.0.0.1:1/'>"
    job = desk.take("hostile.html", hostile.encode(), False)
    assert job.judged.wait(30)
    desk.close()
    assert job.refused is None
    assert keep.get(job.id).document is not None  # type: ignore[union-attr]


def test_no_word_of_a_reader_stands_in_the_worker_s_command() -> None:
    assert all(isinstance(word, str) and not re.search(r"[;&|$`{]", word) for word in COMMAND)
    assert COMMAND[1:] == ("-P", "-m", "exoderm.serve.work")


def test_nobody_is_told_of_a_request(open_page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """FastAPI can report each request to a collector where the environment names one; here it must not."""
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1/")
    inner = open_page().http.app._app
    told = getattr(inner, "_telemetry", {})
    assert not any(told.get(key) for key in ("tracing", "metrics", "logs", "operation_spans", "auto_configure"))
