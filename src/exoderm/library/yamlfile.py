"""Hostile YAML to plain data: no tags, no aliases, no duplicate keys, no giants."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from exoderm.errors import CardError, FileProblem

LARGEST = 1_000_000
DEEPEST = 24

_Events: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_PLAIN = re.compile(
    r"(?P<null>~|null|Null|NULL|)|(?P<true>true|True|TRUE)|(?P<false>false|False|FALSE)"
    r"|(?P<int>[-+]?(?:0|[1-9][0-9]{0,17}))|(?P<float>[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
)
"""The bare words that are not text. YAML 1.1 would read ``NO`` as false, ``1:30`` as ninety and ``.inf`` as a number;
here they stay words."""
_AS: dict[str, Callable[[str], Any]] = {
    "null": lambda _: None, "true": lambda _: True, "false": lambda _: False, "int": int, "float": float,
}  # fmt: skip


def _document(text: str) -> Any:
    """Plain data straight from the stream of events: what is refused is refused before anything is built of it."""
    loader = _Events(text)
    try:
        following = loader.get_event
        following()  # the stream begins
        if isinstance(following(), yaml.StreamEndEvent):
            return None
        data = _value(following(), following, 0)
        following()  # the document ends
        if not isinstance(event := following(), yaml.StreamEndEvent):
            raise _refusal("another document begins here", event)
        return data
    finally:
        loader.dispose()


def _value(event: Any, following: Callable[[], Any], depth: int) -> Any:
    """The value that begins with an event."""
    if isinstance(event, yaml.AliasEvent):
        raise _refusal("an alias ('*name') is not accepted here", event)
    if event.tag is not None:
        raise _refusal(f"a tag ('{event.tag}') is not accepted here", event)
    if isinstance(event, yaml.ScalarEvent):
        plain = _PLAIN.fullmatch(event.value) if event.implicit[0] else None
        return event.value if plain is None else _AS[str(plain.lastgroup)](event.value)
    if depth == DEEPEST:
        raise _refusal(f"nested more than {DEEPEST} deep", event)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(event := following(), yaml.SequenceEndEvent):
            items.append(_value(event, following, depth + 1))
        return items
    pairs: dict[Any, Any] = {}
    while not isinstance(event := following(), yaml.MappingEndEvent):
        key = _value(event, following, depth + 1)
        if isinstance(key, list | dict):
            raise _refusal("a key must be a word", event)
        if key in pairs:
            raise _refusal(f"the key '{key}' stands twice", event)
        pairs[key] = _value(following(), following, depth + 1)
    return pairs


def _refusal(problem: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


def read_text(path: Path, largest: int = LARGEST, what: str = "file") -> str:
    """Read a text file within a size cap, or say in one sentence why not."""
    where = path.name
    if path.is_dir():
        raise FileProblem(
            "this is a folder", where=where, why=f"a {what} is one file", action="name a file in it", code="file.folder"
        )
    if not path.exists():
        raise FileProblem("no such file", where=str(path), action="check the spelling of the path", code="file.missing")
    if not path.is_file():
        raise FileProblem(
            "this is not a plain file", where=where, why="devices and pipes are not read", code="file.special"
        )
    size = os.path.getsize(path)
    if size > largest:
        raise FileProblem(
            f"{size / 1e6:.1f} MB",
            where=where,
            why=f"a {what} may hold {largest / 1e6:g} MB",
            code="file.large",
            action=f"give the {what} alone, without data or pictures",
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblem(
            f"byte {error.start} is not UTF-8",
            where=where,
            why=f"a {what} is UTF-8 text",
            action="save it again as UTF-8",
            code="file.encoding",
        ) from None
    except OSError as error:
        raise FileProblem(f"cannot be read ({error.strerror})", where=where, code="file.unreadable") from None
    if not text.strip():
        raise FileProblem("this file is empty", where=where, why=f"a {what} has content", code="file.empty")
    return text


def parse(text: str, where: str) -> Any:
    """Parse YAML text into plain data.

    Raises
    ------
    CardError
        With line and column, on anything that is not one plain YAML document.
    """
    try:
        return _document(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{where}, line {mark.line + 1}, column {mark.column + 1}" if mark else where
        raise CardError(
            str(error.problem or "not readable as YAML"),
            where=place,
            code="yaml.invalid",
            why="plain YAML is needed: keys once, no tags, no aliases",
            action="mend that line",
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise CardError(
            f"not readable as YAML ({type(error).__name__})",
            where=where,
            code="yaml.invalid",
            action="write plain YAML: keys, lists and text",
        ) from None


def read(path: Path, what: str = "card") -> Any:
    """Read one YAML file into plain data."""
    return parse(read_text(path, what=what), path.name)
