"""The reader's own data files, found without loading the library of cards, so that reading a page stays light."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def own(kind: str) -> dict[str, Path]:
    """YAML files of a kind by id: the file's name without its ending."""
    return {path.stem: path for path in sorted((DATA / kind).glob("*.yaml"))}
