"""What all tests share: bounded Hypothesis runs, the command as a user calls it, the reference data if there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile(
    "bounded", deadline=None, max_examples=100, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", parent=settings.get_profile("bounded"), max_examples=2000, derandomize=False)
settings.load_profile(os.environ.get("EXODERM_HYPOTHESIS", "bounded"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference data outside the repository; tests that compare with it skip loudly where it is absent."""
    path = Path(os.environ.get("EXODERM_SHARED") or ROOT.parent / "shared")
    if not path.is_dir():
        pytest.skip("NOT COMPARED: EXODERM_SHARED names no folder and no 'shared' lies beside the checkout")
    return path


@dataclass(frozen=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Both streams on one line, so that wrapping at the terminal's width does not matter."""
        return " ".join((self.out + "\n" + self.err).split())


@pytest.fixture
def exoderm(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Call the command in this process, as a terminal 200 columns wide would."""

    def call(*args: object) -> Said:
        from exoderm.cli import main

        monkeypatch.setattr(sys, "argv", ["exoderm", *map(str, args)])
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setenv("NO_COLOR", "1")
        capfd.readouterr()
        try:
            code = main()
        except SystemExit as end:
            code = end.code
        heard = capfd.readouterr()
        return Said(int(code or 0), heard.out, heard.err)

    return call


@pytest.fixture(scope="session")
def apart() -> Callable[..., Said]:
    """Call the command, or a line of Python, in a process of its own."""

    def call(*args: object, python: str = "from exoderm.cli import main; raise SystemExit(main())") -> Said:
        environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONWARNINGS": "default"}
        done = subprocess.run(
            [sys.executable, "-c", python, *map(str, args)],
            capture_output=True,
            text=True,
            timeout=300,
            env=environment,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return call
