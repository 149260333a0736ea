"""Law cards as the questions use them: by place, by what their code means, in force, and with their age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from re import Pattern
from typing import Any

from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding, Record
from exoderm.appraisal.verdict import settings
from exoderm.evidence.law import Law, first_day, stale
from exoderm.library.terms import Flag, Route, Species, Verdict
from exoderm.page.denial import LONGEST
from exoderm.page.phrase import Index, index


def places(text: str) -> tuple[str, ...]:
    """Jurisdictions that a sentence names: by country, people or authority, with a card of law or without."""
    text = text[:LONGEST]
    spoken, written = _spoken().ideas(text), _written()
    return tuple(c for c in settings("places")["places"] if c in spoken or (c in written and written[c].search(text)))


def hinted(text: str) -> tuple[str, ...]:
    """Jurisdictions that money in a text suggests, for a page that names none; "$" alone is of many countries."""
    return tuple(name for name, pattern in _hints().items() if pattern.search(text))


def standing() -> tuple[str, ...]:
    """The jurisdictions whose law answers where no place is named or suggested."""
    return tuple(settings("places")["standing"])


def place_name(code: str) -> str:
    """One jurisdiction in words; a code that is not listed stands for itself."""
    known = settings("places")["places"]
    return str(known[code]["name"]) if code in known else code


def place_words(codes: Iterable[str]) -> str:
    """Jurisdictions in words: "the European Union and the United States"."""
    names = [place_name(c) for c in dict.fromkeys(codes)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def names(laws: Iterable[Law]) -> str:
    """The places of some laws in words."""
    return place_words(law.jurisdiction for law in laws)


def in_force(context: Context, where: tuple[str, ...]) -> list[Law]:
    """Rules that were read and hold today, in the places named or, where none is named, in those of standing.

    What is only recalled, and what press or trade say for themselves, judges nothing.
    """
    return [
        law
        for law in _of(context, where or standing())
        if law.status != "recalled"
        and law.speaker == "authority"
        and (law.in_force_until is None or context.today < first_day(law.in_force_until))
    ]


def recalled(context: Context, where: tuple[str, ...]) -> list[Law]:
    """Rules of the places named that nobody read: shown as unconfirmed, never held against a sentence."""
    return [law for law in _of(context, where) if law.status == "recalled"]


def meaning(laws: Iterable[Law], group: str) -> list[Law]:
    """Laws whose code belongs to a group of ``data/verdict/status.yaml``, such as ``not_approved``."""
    return coded(laws, settings("status")[group])


def coded(laws: Iterable[Law], codes: Iterable[str]) -> list[Law]:
    """Laws with one of the codes."""
    wanted = set(codes)
    return [law for law in laws if law.status_code in wanted]


def covers(law: Law, species: Species) -> bool:
    """Whether a rule concerns a source."""
    return not law.species or species in law.species


def reaches(law: Law, route: Route) -> bool:
    """Whether a rule concerns a way in."""
    return not law.routes or route in law.routes


def records(laws: Iterable[Law], most: int = 6) -> tuple[Record, ...]:
    """Laws as they are shown beside a verdict."""
    return tuple(Record(law.id) for law in list(laws)[:most])


def newest_if_stale(cited: Iterable[Record], context: Context) -> str | None:
    """Date of the newest of the cited laws if all of them are too old to be trusted unseen, else ``None``."""
    laws = [context.laws[r.id] for r in cited if r.id in context.laws]
    if not laws or not all(stale(law, context.today) for law in laws):
        return None
    return max((law.as_of for law in laws if law.as_of), default="no stated day")


def traps() -> tuple[Mapping[str, Any], ...]:
    """Signs that are taken for a standing that they do not give (``data/verdict/traps.yaml``), the narrowest first."""
    return tuple(settings("traps")["traps"])


def _of(context: Context, where: Iterable[str]) -> list[Law]:
    wanted = set(where)
    return [law for law in context.laws.values() if law.jurisdiction in wanted]


@lru_cache(maxsize=1)
def _spoken() -> Index:
    return index({code: place["words"] for code, place in settings("places")["places"].items()})


@lru_cache(maxsize=1)
def _written() -> dict[str, Pattern[str]]:
    """Words that name a place only as they are written ("US")."""
    return {
        code: re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in place["exact"]))
        for code, place in settings("places")["places"].items()
        if place.get("exact")
    }


@lru_cache(maxsize=1)
def _hints() -> dict[str, Pattern[str]]:
    return {
        code: re.compile("|".join(rf"(?<![A-Za-z]){re.escape(h)}(?![A-Za-z])" for h in place["hints"]))
        for code, place in settings("places")["places"].items()
        if place.get("hints")
    }


def finding(word: Verdict, reason: str, records: tuple[Record, ...] = (), flags: tuple[Flag, ...] = ()) -> Finding:
    """A finding of the question on law."""
    return Finding("status", word, reason, records, flags)
