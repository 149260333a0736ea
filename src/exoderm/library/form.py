"""A document that comes back is held to the schema that we publish for it, before a word of it is used.

Knows the part of JSON Schema that our schemas use: type, required, properties, items, enum, const, pattern, minLength,
minItems, minimum and references within the same file. A schema that uses more is a defect, and said to be one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from exoderm.errors import FileProblem, InputError
from exoderm.library import shelf

LARGEST = 50_000_000
_KNOWN = frozenset(
    ["$schema", "$defs", "$ref", "title", "description", "additionalProperties", "type", "required", "properties",
     "items", "enum", "const", "pattern", "minLength", "minItems", "minimum"]
)  # fmt: skip
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "null": (type(None),),
    "integer": (int,), "number": (int, float),
}  # fmt: skip


def read(path: Path) -> dict[str, Any]:
    """A JSON object from a file.

    Raises
    ------
    FileProblem
        If there is no such file, or it is larger than 50 MB, or not a JSON object.
    """
    if not path.is_file():
        raise FileProblem("no such file", where=str(path), action="check the spelling of the path", code="file.missing")
    size = path.stat().st_size
    if size > LARGEST:
        raise FileProblem(
            f"this file has {size / 1e6:.1f} MB", where=path.name, why=f"at most {LARGEST / 1e6:g} MB are read",
            action="name a document that exoderm has written", code="file.large",
        )  # fmt: skip
    try:
        found = json.loads(path.read_bytes().decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        found = None
    except OSError as error:
        raise FileProblem(f"cannot be read ({error.strerror})", where=path.name, code="file.unreadable") from None
    if not isinstance(found, dict):
        raise FileProblem(
            "this is not a JSON document", where=path.name, why="it holds no single JSON object in UTF-8",
            action="name a document that exoderm has written", code="document.form",
        )  # fmt: skip
    return found


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is no JSON")


def check(document: Mapping[str, Any], name: str, where: str = "") -> None:
    """Hold a document to the schema ``exoderm/NAME/1``.

    Raises
    ------
    InputError
        With the first place that does not keep to it.
    """
    schema = _schema(name)
    for place, why in _faults(document, schema, schema, ""):
        raise InputError(
            f"this is no document of the form exoderm/{name}/1", where=where, why=f"{place or 'the whole'}: {why}",
            action=f"name one that exoderm has written; 'exoderm schema {name}' prints the form", code="document.form",
        )  # fmt: skip


@lru_cache(maxsize=8)
def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((shelf.own() / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    return schema


def _faults(value: Any, field: Mapping[str, Any], whole: Mapping[str, Any], place: str) -> Iterator[tuple[str, str]]:
    assert field.keys() <= _KNOWN, f"{place}: the schema uses {sorted(field.keys() - _KNOWN)}"
    if "$ref" in field:
        yield from _faults(value, whole["$defs"][field["$ref"].removeprefix("#/$defs/")], whole, place)
    kinds = field.get("type", ())
    if kinds and not any(_is(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield place, f"{kinds if isinstance(kinds, str) else ' or '.join(kinds)} is needed"
        return
    if "const" in field and value != field["const"]:
        yield place, f"{field['const']} is needed"
    if "enum" in field and not any(value == word and type(value) is type(word) for word in field["enum"]):
        yield place, "it is none of the known words"
    if isinstance(value, str):
        if len(value) < field.get("minLength", 0):
            yield place, "it is empty"
        if "pattern" in field and not re.search(field["pattern"], value):
            yield place, f"it is not of the form {field['pattern']}"
    elif isinstance(value, int | float) and not isinstance(value, bool) and value < field.get("minimum", value):
        yield place, f"it is below {field['minimum']}"
    elif isinstance(value, list):
        if len(value) < field.get("minItems", 0):
            yield place, "it has too few items"
        for i, item in enumerate(value):
            yield from _faults(item, field.get("items", {}), whole, f"{place}[{i}]")
    elif isinstance(value, dict):
        for key in field.get("required", ()):
            if key not in value:
                yield place, f"'{key}' is missing"
        for key, inner in field.get("properties", {}).items():
            if key in value:
                yield from _faults(value[key], inner, whole, f"{place}.{key}" if place else key)


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and not (isinstance(value, bool) and kind in ("integer", "number"))
