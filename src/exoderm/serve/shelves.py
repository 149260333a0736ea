"""The library: cards found by words or by shelf, and one card with what it says and what rests on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from exoderm import words
from exoderm.errors import ExodermError, unknown
from exoderm.library import card as cards
from exoderm.library import find, shelf, yamlfile
from exoderm.library.value import Value
from exoderm.show.charts.grade import squares
from exoderm.show.citation import citation

MOST_HITS = 100
SHELVES = {
    "study": "studies", "law": "law", "risk": "risks", "donor": "donors", "cargo": "named cargo", "vial": "vials",
    "route": "ways in", "skin": "skin", "cell": "cells", "body": "body", "readout": "readouts",
    "case": "measured cases", "scenario": "scenarios",
}  # fmt: skip
"""Kinds of card that people look into, evidence first; the others are word lists and settings."""
_READ = {"seen": "read", "secondary": "read about, not read itself", "recalled": "from memory, not confirmed"}
_CALLED = {
    "study": "kind of work", "n": "how many", "doi": "DOI", "url": "address", "level": "rung of the ladder (E0 to E7)",
    "status_code": "what it says", "triggers": "words that call it", "known": "how it is known",
    "named_by": "words for it",
}  # fmt: skip
"""Keys of cards that need other words for people."""
_LINKS = {"studies": "study", "laws": "law", "supersedes": "law", "superseded_by": "law"}


@dataclass(frozen=True)
class Line:
    """A card in a list."""

    kind: str
    id: str
    name: str
    line: str
    note: str = ""


@dataclass(frozen=True)
class Shelf:
    """What the library shows: the hits of a search, or a whole shelf."""

    query: str
    kind: str
    lines: tuple[Line, ...]
    total: int
    said: tuple[str, ...] = ()


def library(query: str, kind: str, extra: Path | None) -> Shelf:
    """Search the cards; without words, all cards of the kind.

    Raises
    ------
    UnknownName
        If no shelf bears the name of the kind.
    InputError
        If there are more words than a search takes.
    """
    if kind and kind not in SHELVES:
        raise unknown("shelf", kind, SHELVES, action="choose one of the shelves above")
    if not query.strip():
        if not kind:
            return Shelf("", "", (), 0)
        lines = _listed(kind, extra)
        return Shelf("", kind, lines, len(lines))
    found = find.find(query, kind or None, extra)
    hits = [hit for hit in found.hits if hit.kind in SHELVES]
    lines = tuple(
        Line(h.kind, h.id, h.name, h.line, f"rests on {words.listing(h.rests_on[:4])}" if h.rests_on else "")
        for h in hits[:MOST_HITS]
    )
    said = [
        f"No card has “{word}”; searched for {words.listing([f'“{t}”' for t in taken])}."
        for word, taken in found.words.items()
        if taken != (word,)
    ]
    return Shelf(query, kind, lines, len(hits), (*said, *found.unreadable))


def _listed(kind: str, extra: Path | None) -> tuple[Line, ...]:
    lines = []
    for name, path in shelf.paths(kind, extra).items():
        try:
            data = yamlfile.read(path)
        except ExodermError as error:
            lines.append(Line(kind, name, name, "", f"cannot be read: {error.sentence()}"))
            continue
        record = data if isinstance(data, Mapping) else {}
        title = _title(kind, name, record)
        told = next((str(record[k]) for k in ("about", "statement") if record.get(k)), "")
        marks = [str(record[k]) for k in ("jurisdiction", "level", "year") if record.get(k) is not None]
        lines.append(Line(kind, name, title, " ".join(told.split()), " · ".join(marks)))
    return tuple(lines)


@dataclass(frozen=True)
class Number:
    """One number of a card."""

    what: str
    value: str
    spread: str
    squares: Markup
    origin: str
    study: str
    """Id of the study card that it comes from, if one."""
    more: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One line of a card of evidence: text, or links to other cards."""

    name: str
    text: str = ""
    links: tuple[tuple[str, str], ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Shown:
    """A card as the library shows it."""

    kind: str
    id: str
    name: str
    about: str
    fields: tuple[Field, ...] = ()
    numbers: tuple[Number, ...] = ()
    not_known: tuple[str, ...] = ()
    like: str = ""
    rests: tuple[Line, ...] = ()
    """Cards that rest on this one."""
    text: str = ""
    """The card as it is written."""


def card(kind: str, name: str, extra: Path | None) -> Shown:
    """One card.

    Raises
    ------
    UnknownName
        With the nearest names, if there is none.
    """
    if kind not in SHELVES:
        raise unknown("shelf", kind, SHELVES, action="choose a shelf of the library")
    known = shelf.paths(kind, extra)
    if name not in known:
        raise unknown(f"{kind} card", name, known, action="search the library")
    text = yamlfile.read_text(known[name]).strip()
    if kind in cards.JOURNEY_KINDS:
        found = cards.find(kind, name, extra)
        terms = tuple(Field(key.replace("_", " "), value.replace("_", " ")) for key, value in found.terms.items())
        return Shown(
            kind, name, found.name, " ".join(found.about.split()), terms, numbers=_numbers(found.values()),
            not_known=found.not_known, like=found.like or "", text=text,
        )  # fmt: skip
    from exoderm.evidence.kinds import validate

    validate(kind, name, extra)
    data = yamlfile.read(known[name])
    record: dict[str, Any] = dict(data) if isinstance(data, Mapping) else {}
    title = _title(kind, name, record)
    record = {key: value for key, value in record.items() if key not in ("title", "name")}
    about = next((str(record.pop(k)) for k in ("statement", "about") if record.get(k)), "")
    measured = [("", key, Value.model_validate(v)) for key, v in (record.pop("findings", None) or {}).items()]
    rests = _resting(name, extra) if kind in ("study", "law") else ()
    shown = tuple(f for key, value in record.items() if (f := _field(key, value)) is not None)
    return Shown(
        kind, name, title, " ".join(about.split()), () if kind == "scenario" else shown,
        _numbers(measured), rests=rests, text=text,
    )  # fmt: skip


def _resting(name: str, extra: Path | None) -> tuple[Line, ...]:
    hits = find.find(name.replace("_", " ")[: find.LONGEST], None, extra).hits
    return tuple(Line(h.kind, h.id, h.name, h.line) for h in hits if name in h.rests_on and h.kind in SHELVES)


def _numbers(values: Any) -> tuple[Number, ...]:
    out = []
    for mechanism, parameter, value in values:
        span = f"{value.low} to {value.high}" if value.low and value.high else f"sd {value.sd}" if value.sd else ""
        number = " ".join(p for p in (value.value or "", f"({span})" if span and value.value else span) if p)
        more = (f"for: {value.conditions}" if value.conditions else "", value.unknown)
        out.append(
            Number(
                f"{mechanism} · {parameter}".removeprefix(" · ").replace("_", " "), number, value.spread_words(),
                Markup(squares(value.grade)), value.origin.words(), value.origin.study or "",
                tuple(m for m in more if m),
            )
        )  # fmt: skip
    return tuple(out)


def _field(key: str, value: Any) -> Field | None:
    """One line in words; what a card leaves empty stays out, and so does what is nested too deeply to be a line."""
    name = _CALLED.get(key, key.replace("_", " "))
    if value in (None, "", [], {}) or key in ("id", "kind"):
        return None
    if isinstance(value, Mapping) and any(isinstance(v, Mapping) for v in value.values()):
        return None
    if key in _LINKS:
        ids = [value] if isinstance(value, str) else list(value)
        return Field(name, links=tuple((_LINKS[key], str(i)) for i in ids))
    if key in ("doi", "url"):
        cited = citation({key: value, "text": str(value)})
        return Field(name, cited["text"], url=cited["url"])
    if key == "status":
        return Field("how it was read", _READ.get(str(value), str(value)))
    if key == "source" and isinstance(value, Mapping) and value.get("study"):
        return Field(name, links=(("study", str(value["study"])),))
    if key == "source" and isinstance(value, Mapping) and value.get("title"):
        cited = citation({"url": value.get("url"), "text": value.get("title")})
        return Field(name, cited["text"], url=cited["url"])
    return Field(name, _told(value))


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{str(k).replace('_', ' ')}: {_told(v)}" for k, v in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(_told(v) for v in value)
    told = " ".join(str(value).split())
    return told.replace("_", " ") if " " not in told else told


def _title(kind: str, name: str, record: Mapping[str, Any]) -> str:
    """What people call a card; a rule of law by its place and its topic."""
    if kind == "law":
        return f"{record.get('jurisdiction', '')}: {record.get('topic', '')}".replace("_", " ")
    said = next((str(record[k]) for k in ("title", "name") if record.get(k)), name.replace("_", " "))
    return " ".join(said.split())
