"""Finding cards: the package's own and a user's, one YAML file per thing, folder = kind, file name = id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from exoderm.errors import CardError, FileProblem, InputError, nearest, unknown
from exoderm.library import yamlfile

Record = TypeVar("Record", bound=BaseModel)

MOST_CARDS = 20_000


def own() -> Path:
    """The folder of the package's own cards."""
    return Path(str(resources.files("exoderm"))) / "data"


def folders(extra: Path | None = None) -> tuple[Path, ...]:
    """The package's cards first, then the user's (``--cards DIR``), whose cards stand in for ours of the same id."""
    if extra is None:
        return (own(),)
    if not extra.is_dir():
        raise FileProblem(
            "no such folder of cards",
            where=str(extra),
            why="--cards takes a folder with one sub-folder per kind",
            action="make it, for example with a sub-folder 'donor' or 'study'",
            code="file.missing",
        )
    known = {p.name for p in own().iterdir() if p.is_dir()}
    for sub in sorted(p for p in extra.iterdir() if p.is_dir()):
        if sub.name not in known:
            raise unknown("kind of card", sub.name, known, where=str(extra), action="rename the folder")
    return own(), extra


def paths(kind: str, extra: Path | None = None) -> dict[str, Path]:
    """Card files of a kind by id."""
    found: dict[str, Path] = {}
    for folder in folders(extra):
        for path in sorted((folder / kind).glob("*.yaml")):
            found[path.stem] = path
    if len(found) > MOST_CARDS:
        raise FileProblem(f"{len(found)} cards of kind {kind}", why=f"at most {MOST_CARDS} are read", code="file.large")
    return found


def read_record(path: Path, model: type[Record], what: str | None = None) -> Record:
    """Read one file as a record of ``model``; its ``id`` is the file's name and its ``kind`` the folder's."""
    data = yamlfile.read(path, what or f"{path.parent.name} card")
    if not isinstance(data, dict):
        raise CardError("this is a list or a word", where=path.name, why="a card is a set of 'key: value' lines")
    fields = model.model_fields
    for key, here in (("id", path.stem), ("kind", path.parent.name)):
        if key in fields and data.setdefault(key, here) != here:
            raise CardError(
                f"{key} is '{data[key]}'",
                where=path.name,
                why=f"the {'file name' if key == 'id' else 'folder'} says '{here}'",
                action=f"write '{here}' or leave the line out",
            )
    return validate(data, model, where=f"{path.parent.name}/{path.name}")


def validate(data: Any, model: type[Record], where: str, error: type[InputError] = CardError) -> Record:
    """Turn plain data into a record, or say in our own words what is wrong with the first field that is."""
    try:
        return model.model_validate(data)
    except ValidationError as complaint:
        raise _refusal(complaint, model, where, error) from None


def _refusal(complaint: ValidationError, model: type[BaseModel], where: str, error: type[InputError]) -> InputError:
    """The first complaint of pydantic in our words: what, where, why, nearest valid."""
    issues = complaint.errors()
    issue = next((i for i in issues if i["type"] == "extra_forbidden"), issues[0])
    # Names of types stand in the middle of a place, such as "list[str]"; its end may be a key that looks like one.
    *way, last = issue["loc"] or ("",)
    loc = (*(str(p) for p in way if not re.search(r"[\[\]]", str(p))), str(last))
    if issue["type"] != "extra_forbidden" and re.search(r"[\[\]]", str(last)):
        loc = loc[:-1]
    path = ".".join(loc)
    place = f"{where}, {path}" if path else where
    more = f" ({len(issues) - 1} more after this one)" if len(issues) > 1 else ""
    if issue["type"] == "extra_forbidden":
        names = _names_at(model, loc[:-1])
        close = nearest(loc[-1], names)
        hint = f"did you mean '{close[0]}'?" if close else f"known here: {', '.join(sorted(names)[:12])}"
        return error(
            f"unknown key '{loc[-1]}'", where=place, why=hint + more, action="mend that key", code="key.unknown"
        )
    if issue["type"] == "missing":
        return error(
            "a field is missing", where=place, why="it must be given" + more, action="add it", code="key.missing"
        )
    own_words = issue.get("ctx", {}).get("error")
    why = _reason(issue) + more
    code = getattr(own_words, "code", "value.invalid")
    if not path or isinstance(issue.get("input"), dict):
        return error(why, where=place, code=code)
    shown = repr(issue.get("input"))
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    return error(f"found {shown}", where=place, why=why, code=code)


_BOUND = {
    "greater_than_equal": "at least",
    "greater_than": "more than",
    "less_than_equal": "at most",
    "less_than": "less than",
}
_FORM = {
    "int": "a whole number is needed",
    "float": "a number is needed",
    "finite": "a finite number is needed",
    "string": "words are needed",
    "bool": "true or false is needed",
    "tuple": "a list is needed, such as [first, second]",
    "list": "a list is needed, such as [first, second]",
    "dict": "a set of 'key: value' lines is needed",
    "model": "a set of 'key: value' lines is needed",
}
"""By the first word of pydantic's type of a complaint."""


def _reason(issue: Any) -> str:
    """Why a value is refused, and what may stand there, without words of a programming language."""
    kind, told = str(issue["type"]), issue.get("ctx", {})
    if kind in _BOUND:
        bound = next(iter(told.values()))
        return (
            f"{_BOUND[kind]} {bound:g} is needed" if isinstance(bound, float) else f"{_BOUND[kind]} {bound} is needed"
        )
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", str(told["expected"]))
        close = nearest(issue["input"], known, most=1) if isinstance(issue["input"], str) else []
        return (f"did you mean '{close[0]}'? " if close else "") + f"{told['expected']} can stand here"
    return _FORM.get(kind.split("_")[0]) or str(issue["msg"]).removeprefix("Value error, ")


def _names_at(model: Any, loc: tuple[Any, ...]) -> set[str]:
    """Field names of the model that sits at ``loc``, walking through optional, list and dict types."""
    import typing

    for step in loc:
        field = getattr(model, "model_fields", {}).get(str(step))
        kind = field.annotation if field is not None else model
        options = [kind, *typing.get_args(kind)]
        for option in list(options):
            options.extend(typing.get_args(option))
        nested = [o for o in options if isinstance(o, type) and issubclass(o, BaseModel)]
        if nested:
            model = nested[0]
    return set(getattr(model, "model_fields", {}))


def load(kind: str, model: type[Record], extra: Path | None = None) -> Mapping[str, Record]:
    """All cards of a kind as records by id. The package's own are read once per process."""
    records = dict(_own(kind, model))
    if extra is not None:
        mine = own()
        for name, path in paths(kind, extra).items():
            if not path.is_relative_to(mine):
                records[name] = read_record(path, model)
    return records


@lru_cache(maxsize=64)
def _own(kind: str, model: type[Record]) -> Mapping[str, Record]:
    return {name: read_record(path, model) for name, path in paths(kind).items()}


def find(kind: str, name: str, model: type[Record], extra: Path | None = None) -> Record:
    """One card by id.

    Raises
    ------
    UnknownName
        With the nearest ids, if no card of that kind bears the name.
    """
    known = paths(kind, extra)
    if name not in known:
        raise unknown(f"{kind} card", name, known, action=f"list them with 'exoderm card --kind {kind}'")
    return read_record(known[name], model)


def kinds() -> Iterator[str]:
    """Names of all kinds of card, in alphabetical order."""
    return (p.name for p in sorted(own().iterdir()) if p.is_dir())
