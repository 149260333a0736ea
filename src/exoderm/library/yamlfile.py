"""Hostile YAML to plain data: no tags, no aliases, no duplicate keys, no giants."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import yaml

from exoderm.errors import CardError, FileProblem

LARGEST = 1_000_000
DEEPEST = 24

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader, stricter: duplicate keys are refused, and only plain numbers, true, false and null are not text.

    YAML 1.1 would read ``NO`` as false, ``1:30`` as ninety and ``.inf`` as a number; here they stay words.
    """

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_PLAIN = (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?(?:0|[1-9][0-9]{0,17})$", list("-+0123456789")),
    ("float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
)
for _tag, _pattern, _first in _PLAIN:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def _mapping(loader: Any, node: Any) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str | int | float | bool) and key is not None:
            raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key_node.start_mark)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key '{key}' stands twice", key_node.start_mark)
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _survey(text: str) -> None:
    """Refuse aliases, tags and deep nesting from the stream of events, before a single node is built.

    The C loader composes nodes out of Python's sight, so the check cannot sit in the loader.
    """
    depth = 0
    events: Iterator[Any] = yaml.parse(text, Loader=_Base)
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            problem = "an alias ('*name') is not accepted here"
        elif getattr(event, "tag", None) is not None:
            problem = f"a tag ('{event.tag}') is not accepted here"
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth <= DEEPEST:
                continue
            problem = f"nested more than {DEEPEST} deep"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            continue
        else:
            continue
        raise yaml.constructor.ConstructorError(None, None, problem, event.start_mark)


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
        _survey(text)
        return yaml.load(text, Loader=_Loader)
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
