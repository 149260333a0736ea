"""Law cards as the questions use them: by place, by what their code means, in force, and with their age."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from re import Pattern

from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Record
from exoderm.appraisal.verdict import settings
from exoderm.evidence.law import Law, first_day, stale
from exoderm.library.terms import Species
from exoderm.page.denial import LONGEST
from exoderm.page.phrase import compile_phrases


def places(text: str) -> tuple[str, ...]:
    """Jurisdictions that a sentence names, by their names or their authorities."""
    return tuple(name for name, pattern in _places().items() if pattern.search(text[:LONGEST]))


def place_words(codes: Iterable[str]) -> str:
    """Jurisdictions in words: "the European Union and the United States"."""
    names = [settings("status")["names"].get(c, c) for c in dict.fromkeys(codes)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def names(laws: Iterable[Law]) -> str:
    """The places of some laws in words."""
    return place_words(law.jurisdiction for law in laws)


def in_force(context: Context, where: tuple[str, ...]) -> list[Law]:
    """Rules that hold today, in the places named or, where none is named, everywhere."""
    return [
        law
        for law in context.laws.values()
        if (not where or law.jurisdiction in where)
        and (law.in_force_until is None or context.today < first_day(law.in_force_until))
    ]


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


def records(laws: Iterable[Law], most: int = 6) -> tuple[Record, ...]:
    """Laws as they are shown beside a verdict."""
    return tuple(Record(law.id) for law in list(laws)[:most])


def newest_if_stale(cited: Iterable[Record], context: Context) -> str | None:
    """Date of the newest of the cited laws if all of them are too old to be trusted unseen, else ``None``."""
    laws = [context.laws[r.id] for r in cited if r.id in context.laws]
    if not laws or not all(stale(law, context.today) for law in laws):
        return None
    return max((law.as_of for law in laws if law.as_of), default="no stated day")


@lru_cache(maxsize=1)
def _places() -> dict[str, Pattern[str]]:
    return {name: compile_phrases(words) for name, words in settings("status")["jurisdictions"].items()}
