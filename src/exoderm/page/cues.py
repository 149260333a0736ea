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
from exoderm.page import files

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


_LITERAL = re.compile(r"[a-zà-ÿ]+")


def _keys(word: str) -> set[str]:
    """The letters (at most four) with which every match of a pattern must begin, "0" for a digit, "" if unknown."""
    parts = _alternatives(word)
    if len(parts) > 1:
        return set().union(*(_keys(part) for part in parts))
    if word.startswith("(?:"):
        end = _closing(word)
        rest = word[end + 1 :]
        keys = set().union(*(_keys(part) for part in _alternatives(word[3:end])))
        if rest[:1] in ("?", "*", "{"):
            keys |= _keys(rest[1:])
        return keys
    if word.startswith("\\d"):
        return {"0"}
    hit = _LITERAL.match(word)
    if hit is None:
        return {""}
    letters = hit.group()
    if word[hit.end() : hit.end() + 1] in ("?", "*", "{"):
        letters = letters[:-1]
    return {letters[:4]}


def _closing(word: str) -> int:
    """Place of the bracket that closes the one at the beginning."""
    depth = 0
    for at, c in enumerate(word):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return at
    raise CardError(f"a bracket is not closed in '{word}'", where="cue")


def _alternatives(inner: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, c in enumerate(inner):
        depth += (c in "([") - (c in ")]")
        if c == "|" and depth == 0:
            parts.append(inner[start:at])
            start = at + 1
    return [*parts, inner[start:]]


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, tuple[int, ...]], tuple[int, ...], tuple[Cue, ...]]:
    """Which cues can begin with which letters: most cues are never tried on most sentences."""
    cues = tuple(cue for group in load().values() for cue in group)
    keyed: dict[str, set[int]] = {}
    always: list[int] = []
    for number, cue in enumerate(cues):
        keys = set().union(*(_keys(w) for w in cue.words))
        if "" in keys:
            always.append(number)
            continue
        for key in keys:
            keyed.setdefault(key, set()).add(number)
    return {k: tuple(v) for k, v in keyed.items()}, tuple(always), cues


_WORD = re.compile(r"[a-zà-ÿ]+")


def find(flat: str) -> list[Hit]:
    """All cues in a sentence (flattened), before the guards that need its clauses; in the order of their places."""
    keyed, always, cues = _index()
    numbers = set(always)
    if any(c.isdigit() for c in flat):
        numbers.update(keyed.get("0", ()))
    for word in set(_WORD.findall(flat)):
        for size in range(1, 5):
            found = keyed.get(word[:size])
            if found:
                numbers.update(found)
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
