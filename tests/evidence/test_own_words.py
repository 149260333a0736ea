"""Are the cards written in our own words? No run of nine words may coincide with what was read."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from exoderm.library import shelf, yamlfile

RUN = 9
# Titles, names and addresses are facts of a citation, not sentences.
CITATION = {"title", "authors", "journal", "doi", "url", "registry", "authority"}


def shared() -> Path:
    return Path(os.environ.get("EXODERM_SHARED", Path(__file__).parents[3] / "shared"))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def texts(node: Any, skip: set[str]) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in skip:
                yield from texts(value, skip)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value, skip)


def snippets(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "snippet" and isinstance(value, str):
                yield value
            else:
                yield from snippets(value)
    elif isinstance(node, list):
        for value in node:
            yield from snippets(value)


def test_cards_are_in_our_own_words() -> None:
    if not (shared() / "seeds").is_dir():
        pytest.skip(f"SHARED REFERENCE ABSENT ({shared()}): cards were not compared with what was read")
    read: set[tuple[str, ...]] = set()
    for path in sorted((shared() / "seeds").glob("*.txt")):
        read.update(runs(path.read_text(encoding="utf-8")))
    for line in (shared() / "reference" / "claims_dev.jsonl").read_text(encoding="utf-8").splitlines():
        read.update(runs(json.loads(line)["text"]))
    for path in sorted((shared() / "reference").glob("*.yaml")):
        for text in snippets(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)):
            read.update(runs(text))
    assert len(read) > 5000, "the comparison has something to compare with"
    for kind in ("study", "law", "risk", "case", "context", "dataset"):
        for path in shelf.paths(kind).values():
            for text in texts(yamlfile.read(path), CITATION):
                hit = next((run for run in runs(text) if run in read), None)
                assert hit is None, f"{kind}/{path.name} repeats: {' '.join(hit or ())}"
