"""The words by which a reader knows what a sentence does: cues, their guards, and where they stand in it.

A cue (``data/cue/*.yaml``) has words (patterns in lower case), an ``unless`` that silences it for the whole sentence, a
``needs`` without which it stays silent, ``guards`` that silence a single hit by where it stands, and examples and
counter-examples that are all tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from exoderm.errors import CardError
from exoderm.library import yamlfile
from exoderm.page import files, openings

LONGEST = 2_000


@dataclass(frozen=True)
class Cue:
    """One thing that a writer can do with words, and the words."""

    id: str
    group: str
    means: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    votes: tuple[tuple[str, float], ...] = ()
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(r"(?<![\w-])(?:" + "|".join(self.words) + r")(?![\w])")

    @cached_property
    def company(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.needs)) if self.needs else None

    @cached_property
    def silencer(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.unless)) if self.unless else None


@dataclass(frozen=True)
class Hit:
    """A cue that fired, with its place in the sentence."""

    cue: Cue
    start: int
    end: int

    @property
    def means(self) -> str:
        return self.cue.means


_KEYS = {"id", "means", "words", "unless", "needs", "guards", "votes", "fires", "silent"}
_STRAIGHT = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‑": "-",
        "–": "-",
        "—": "-",
        "\u00a0": " ",
        "\n": " ",
    }
)


def flatten(text: str) -> str:
    """Lower case with plain quotes and dashes, each character in its place, so that offsets stay true."""
    plain = text[:LONGEST].translate(_STRAIGHT)
    low = plain.lower()
    if len(low) == len(plain):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


@lru_cache(maxsize=1)
def load() -> Mapping[str, tuple[Cue, ...]]:
    """All cues by group (the name of their file)."""
    return {name: tuple(_read(name, path)) for name, path in files.own("cue").items()}


def _read(group: str, path: object) -> Iterable[Cue]:
    data = yamlfile.read(path, "cue file")  # type: ignore[arg-type]
    for record in data["cues"]:
        odd = set(record) - _KEYS
        if odd or not record.get("words"):
            raise CardError(f"cue '{record.get('id')}' has {odd or 'no words'}", where=f"cue/{group}.yaml")
        yield Cue(
            id=f"{group}.{record['id']}",
            group=group,
            means=str(record.get("means", record["id"])),
            votes=tuple((str(k), float(v)) for k, v in record.get("votes", {}).items()),
            **{
                key: tuple(str(w) for w in record.get(key, ()))
                for key in ("words", "unless", "needs", "guards", "fires", "silent")
            },
        )


@lru_cache(maxsize=1)
def _index() -> tuple[Mapping[str, list[int]], tuple[Cue, ...]]:
    """All cues, and which of them can begin with which letters."""
    cues = tuple(cue for group in load().values() for cue in group)
    begins: dict[str, list[int]] = {}
    for number, cue in enumerate(cues):
        for opening in frozenset[str]().union(*map(openings.needed, cue.words)):
            begins.setdefault(opening, []).append(number)
    return begins, cues


def find(flat: str) -> list[Hit]:
    """All cues in a sentence (flattened), before the guards that need its clauses; in the order of their places."""
    begins, cues = _index()
    numbers = {number for opening in openings.given(flat) for number in begins.get(opening, ())}
    hits: list[Hit] = []
    for number in sorted(numbers):
        cue = cues[number]
        spans = [hit.span() for hit in cue.pattern.finditer(flat)]
        if spans and cue.silencer is not None and cue.silencer.search(flat):
            continue
        if spans and (cue.company is None or cue.company.search(flat)):
            hits.extend(Hit(cue, a, b) for a, b in spans if b > a)
    hits.sort(key=lambda h: (h.start, h.end))
    return hits
