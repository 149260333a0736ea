"""The page in this process, and as a user starts it: `exoderm serve` in a process of its own."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

with warnings.catch_warnings():
    # Newer releases would rather have a successor of httpx that few have.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from exoderm import answer
from exoderm.serve.settings import Settings

HOST = "http://127.0.0.1:8765"
WORDS = "Our exosomes from ginger pass through intact skin and smooth wrinkles within a week."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data", wait_seconds=20.0)


@pytest.fixture(scope="session")
def judged() -> dict[str, Any]:
    """A document such as the worker tells."""
    return dict(answer.appraise(WORDS, "ginger.txt", run=False).document)


def stub(body: str) -> tuple[str, ...]:
    """A worker that reads its order and then does as told, with ``tell(message)`` at hand."""
    lines = (
        "import json, sys, time\n"
        "order = json.loads(sys.stdin.buffer.readline()); content = sys.stdin.buffer.read(order['bytes'])\n"
        "def tell(m): print(json.dumps(m), flush=True)\n"
    )
    return (sys.executable, "-S", "-c", lines + body)


def telling(document: dict[str, Any], then: str = "") -> tuple[str, ...]:
    """A worker that judges at once; ``then`` is what it does before it ends."""
    return stub(
        f"d = json.loads({json.dumps(document)!r}); d['document']['name'] = order['name']\n"
        "tell({'judged': d, 'headline': 'It is judged.'})\n"
        f"{then}\n"
        "tell({'done': d, 'headline': 'It is judged.', 'run': None})\n"
    )


class Browser:
    """A client that keeps its cookie and fills the token into forms, as a browser without scripts would."""

    def __init__(self, client: Any) -> None:
        self.http = client

    def get(self, path: str, **more: Any) -> Any:
        return self.http.get(path, follow_redirects=False, **more)

    def token(self) -> str:
        found = re.search(r'name="form_token" value="([^"]+)"', self.get("/").text)
        assert found
        return found[1]

    def post(self, path: str, files: Any = None, **fields: str) -> Any:
        return self.http.post(
            path, data={"form_token": self.token(), **fields}, files=files or {"none": ("", b"")},
            follow_redirects=False,
        )  # fmt: skip


@pytest.fixture
def open_page(settings: Settings) -> Iterator[Any]:
    """Open the page with a worker of one's own and other settings: ``open_page(command, keep_days=1)``."""
    from exoderm.serve.desk import COMMAND
    from exoderm.serve.pages import build

    opened = []

    def start(command: tuple[str, ...] = COMMAND, **changed: Any) -> Browser:
        client = TestClient(build(replace(settings, **changed), command), base_url=HOST)
        client.__enter__()
        opened.append(client)
        return Browser(client)

    yield start
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running `exoderm serve`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", "from exoderm.cli import main; raise SystemExit(main())", "serve"]
    with subprocess.Popen(
        [*command, "--port", str(port), "--data", str(tmp_path_factory.mktemp("kept")), "--threads", "1"],
        env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        try:
            for _ in range(200):
                try:
                    with urllib.request.urlopen(f"{address}/health", timeout=2):
                        break
                except OSError:
                    assert server.poll() is None, "the server ended"
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)
