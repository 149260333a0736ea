"""Facts of annexes II, III and V of the EU cosmetics regulation: which entry holds an ingredient, with its maximum.

The tables (``data/annex``) are made by ``scripts/make_annexes.py`` and carry their attribution and the day of each row.
An ingredient that is in no table is "not found in these tables", which is no word on whether it may be used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from exoderm.page import files

Means = Literal["prohibited", "restricted", "preservative"]
_ANNEXES = ("II", "III", "V")
_CAS = re.compile(r"\b\d{2,7}-\d\d-\d\b")


@dataclass(frozen=True)
class Fact:
    """One entry of an annex."""

    annex: str
    entry: str
    means: Means
    name: str
    """The name by which the substance was found."""
    cas: tuple[str, ...]
    maximum: str | None
    """The most that the finished product may hold, as the entry shortens it; ``None`` where it gives none."""
    as_of: str | None
    conditional: bool
    """Whether the entry's title binds it to a condition ("except", "when used as")."""


@dataclass(frozen=True)
class Table:
    """All entries, by name and by CAS number."""

    by_name: Mapping[str, tuple[Fact, ...]]
    by_cas: Mapping[str, tuple[Fact, ...]]
    attribution: str


@lru_cache(maxsize=1)
def table() -> Table:
    """The three annexes."""
    names: dict[str, list[Fact]] = {}
    numbers: dict[str, list[Fact]] = {}
    attribution = ""
    for annex in _ANNEXES:
        data = json.loads((files.DATA / "annex" / f"{annex}.json").read_text(encoding="utf-8"))
        attribution = data["attribution"]
        for entry, called, cas, maximum, as_of, conditional in data["rows"]:
            fact = Fact(annex, entry, data["means"], (called or cas)[0], tuple(cas), maximum, as_of, conditional)
            for name in called:
                names.setdefault(_key(name), []).append(fact)
            for number in cas:
                numbers.setdefault(number, []).append(fact)
    return Table(_frozen(names), _frozen(numbers), attribution)


def _frozen(found: Mapping[str, Iterable[Fact]]) -> dict[str, tuple[Fact, ...]]:
    return {key: tuple(facts) for key, facts in found.items()}


def _key(name: str) -> str:
    return re.sub(r"[\s-]+", " ", re.sub(r"[®™*]", "", name.lower())).strip(" .")


def look_up(name: str) -> tuple[Fact, ...]:
    """The entries that hold an ingredient: by its name, its name without brackets, what stands in them, or CAS."""
    known = table()
    keys = [name, re.sub(r"\([^)]*\)", " ", name), *re.findall(r"\(([^)]+)\)", name), *name.split("/")]
    found = [fact for key in keys for fact in known.by_name.get(_key(key), ())]
    found += [fact for number in _CAS.findall(name) for fact in known.by_cas.get(number, ())]
    return tuple(dict.fromkeys(found))


def human() -> Fact:
    """The entry on material of human origin."""
    return table().by_name[_key("cells, tissues or products of human origin")][0]
