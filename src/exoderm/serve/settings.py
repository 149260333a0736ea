"""Where the page listens, what it keeps and for how long, and how much it takes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Settings:
    """All that ``exoderm serve`` can be told."""

    data: Path
    """Folder of what is kept."""
    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    """Further names under which a browser may ask for this server."""
    cards: Path | None = None
    threads: int = 1
    keep_days: float = 30.0
    """After so many days an appraisal is deleted."""
    most_kept: int = 500
    """Beyond so many the oldest are deleted."""
    read_seconds: float = 60.0
    """Longest time for reading and judging a page."""
    run_seconds: float = 300.0
    """Longest time for the run beside it."""
    body_seconds: float = 60.0
    """Longest time for a browser to send a page."""
    wait_seconds: float = 6.0
    """So long an answer is held back until the verdicts are there, so that a browser without scripts lands on them."""

    @property
    def local(self) -> bool:
        """Whether only this computer can ask."""
        return self.host in LOOPBACK

    def hosts(self) -> frozenset[str]:
        """What the Host header may say; anything else is another site's name pointed at this computer."""
        names = {*LOOPBACK, *self.names}
        if self.host not in ("", "0.0.0.0", "::"):
            names.add(self.host)
        bare = {f"[{name}]" if ":" in name else name.lower() for name in names}
        return frozenset({f"{name}:{self.port}" for name in bare} | (bare if self.port == 80 else set()))


def folder() -> Path:
    """The user's own folder for data: ``$XDG_DATA_HOME/exoderm``, or ``~/.local/share/exoderm``."""
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".local" / "share") / "exoderm"
