"""Lists of words that the code looks for by where they stand: what governs, what opens a clause, what is one's own.

A file ``data/words/NAME.yaml`` holds lists by id. Each has what it ``means``, its ``words`` (patterns, as in cues), and
an example and a counter-example that are tests. Code keeps the mechanism: what stands before and behind them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from exoderm.errors import CardError, unknown
from exoderm.library import yamlfile
from exoderm.page import files


@dataclass(frozen=True)
class WordList:
    """One list of words with what they do in a sentence."""

    means: str
    words: tuple[str, ...]
    fires: tuple[str, ...]
    silent: tuple[str, ...]


_KEYS = {"means", "words", "fires", "silent"}


def names() -> tuple[str, ...]:
    """The files of word lists."""
    return tuple(files.own("words"))


@cache
def load(name: str) -> Mapping[str, WordList]:
    """The lists of one file by id.

    Raises
    ------
    CardError
        Where a list lacks one of its parts or holds an unknown one.
    """
    where = f"words/{name}.yaml"
    data = yamlfile.read(files.own("words")[name], "file of word lists")
    if set(data) != {"about", "lists"}:
        raise CardError(f"keys {sorted(data)}", where=where, why="a file of word lists has 'about' and 'lists'")
    return {str(key): _read(str(key), record, where) for key, record in data["lists"].items()}


def _read(key: str, record: Mapping[str, object], where: str) -> WordList:
    if set(record) != _KEYS or not all(record.values()):
        odd = sorted(set(record) ^ _KEYS) or "an empty part"
        raise CardError(f"list '{key}': {odd}", where=where, why=f"a list has {', '.join(sorted(_KEYS))}, none empty")
    parts = {part: tuple(str(w) for w in record[part]) for part in ("words", "fires", "silent")}  # type: ignore[attr-defined]
    return WordList(means=str(record["means"]), **parts)


def either(name: str, key: str) -> str:
    """Any one of the words of a list, to be put into a larger pattern."""
    lists = load(name)
    if key not in lists:
        raise unknown("list of words", key, lists, where=f"words/{name}.yaml")
    return f"(?:{'|'.join(lists[key].words)})"


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """Any one of the words of a list as whole words, in upper or lower case.

    Raises
    ------
    CardError
        Where a word is no pattern; that is seen here, for patterns are costly and few lists are asked on a page.
    """
    try:
        return re.compile(rf"\b{either(name, key)}\b", re.IGNORECASE)
    except re.error as error:
        raise CardError(f"list '{key}' is no pattern", where=f"words/{name}.yaml", why=str(error)) from error
