"""The ingredient list of a page: its order, the vesicles in it, what may hide them, and hits in the annexes.

Ingredients stand by falling amount down to one percent; below that in any order (EU 1223/2009, article 19). An early
place is therefore no dose, and a place behind the first ingredient that is as a rule used at one percent tells nothing
of the amount at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from exoderm.library import yamlfile
from exoderm.page import annex, files
from exoderm.page.annex import Fact
from exoderm.page.cues import flatten
from exoderm.page.page import Block, Page

ReadsAs = Literal["vesicles", "may hide vesicles", "other"]
MOST = 200
"""Ingredients that are read."""
_LONGEST = 120
_HEAD = re.compile(
    r"(?:^|(?<=[.;] ))(?:(?:full |all |list of |complete )*(?:ingredients?|inci|composition|inhaltsstoffe"
    r"|zutaten|bestandteile|zusammensetzung|ingr[ée]dients|ingredientes)"
    r"(?: list| liste| \(inci\)|/inci| inci)*)\s*(?::|-|–|=|$)\s*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\.\s+(?=[A-Z])|\.$|\n\n")
_COMMA = re.compile(r",(?!\d)|;|[•·●▪|]|\n|(?:^|\s)[*-]\s")
_SLASH = re.compile(r"\s*/\s*")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?) ?%")


@dataclass(frozen=True)
class Ingredient:
    """One ingredient, where it stands, and what its name gives away."""

    position: int
    """Counted from one."""
    name: str
    percent: float | None
    """Its share as the list itself states it."""
    reads_as: ReadsAs
    human: bool
    plant: bool
    low: bool
    """As a rule used at one percent or less."""
    hits: tuple[Fact, ...]


@dataclass(frozen=True)
class IngredientList:
    """A list as it stands on the page."""

    ingredients: tuple[Ingredient, ...]
    text: str
    start: int

    @property
    def vesicles(self) -> tuple[Ingredient, ...]:
        """Ingredients that are vesicles by their name."""
        return tuple(i for i in self.ingredients if i.reads_as == "vesicles")

    @property
    def hidden(self) -> tuple[Ingredient, ...]:
        """Ingredients that may hold vesicles, or none."""
        return tuple(i for i in self.ingredients if i.reads_as == "may hide vesicles")

    @property
    def one_percent(self) -> int | None:
        """Place of the first ingredient that is as a rule used at one percent or less; from there order is free."""
        return next((i.position for i in self.ingredients if i.low), None)

    def order(self, ingredient: Ingredient) -> str:
        """What the place of an ingredient tells of its amount, in a sentence."""
        where = f"{ingredient.name} is number {ingredient.position} of {len(self.ingredients)}"
        line = self.one_percent
        if ingredient.percent is not None:
            return f"{where}; the list states {ingredient.percent:g} % of it, be that vesicles or a suspension of them."
        if line is not None and ingredient.position > line:
            low = self.ingredients[line - 1].name
            return (
                f"{where}, behind {low}, which is seldom above 1 %: from there the order tells nothing of the amount."
            )
        if line is None:
            return f"{where}; where 1 % is reached cannot be told, and below it the order is free."
        return f"{where}: it may be more than 1 %, but of a suspension most may be water, so that this is no dose."


@lru_cache(maxsize=1)
def names() -> dict[str, dict[str, list[str]]]:
    """Patterns of names by what they give away, with examples and counter-examples."""
    return dict(yamlfile.read(files.own("inci")["names"], "names of ingredients"))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(r"(?<!\w)(?:" + "|".join(group["words"]) + r")(?!\w)") for key, group in names().items()}


def gives_away(group: str, name: str) -> bool:
    """Whether a name belongs to a group of ``data/inci/names.yaml``."""
    return bool(_patterns()[group].search(flatten(name)))


def read(page: Page) -> IngredientList | None:
    """The first ingredient list of a page; ``None`` where there is none with two ingredients or more."""
    for text, start in _lists(page.blocks):
        found = tuple(_ingredients(text))
        if len(found) >= 2:
            return IngredientList(found, text, start)
    return None


def parse(text: str) -> IngredientList | None:
    """A list from its text alone, with or without a head."""
    head = _HEAD.search(text)
    found = tuple(_ingredients(text[head.end() :] if head else text))
    return IngredientList(found, text, 0) if found else None


def listed(text: str) -> bool:
    """Whether a sentence is a list of ingredients by itself: a head and three names, which say no more than that."""
    head = _HEAD.match(text.strip())
    return head is not None and len(list(_ingredients(text.strip()[head.end() :]))) >= 3


def _lists(blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    """Stretches of text that a head announces: the rest of its block, or the blocks that follow it."""
    for number, block in enumerate(blocks):
        for head in _HEAD.finditer(block.text):
            rest = block.text[head.end() :]
            if rest.strip():
                end = _ENDS.search(rest)
                yield rest[: end.start()] if end else rest, block.start + head.end()
            else:
                below = list(_below(blocks[number + 1 :]))
                if below:
                    yield "\n".join(b.text for b in below), below[0].start


def _below(blocks: Sequence[Block]) -> Iterator[Block]:
    """The bullets or cells under a head, or the one paragraph."""
    for number, block in enumerate(blocks[:MOST]):
        if block.role in ("bullet", "cell"):
            yield block
            if block.role == "cell" and _COMMA.search(block.text):
                return
        elif number == 0 and (block.role in ("paragraph", "other") or len(_COMMA.findall(block.text)) > 1):
            yield block
            return
        else:
            return


def _ingredients(text: str) -> Iterator[Ingredient]:
    parts = _COMMA.split(text)
    if len([p for p in parts if p and p.strip()]) < 2:
        parts = _SLASH.split(text)
    position = 0
    for part in parts:
        name = " ".join(part.split()).strip(" .*")
        if not re.search(r"[^\W\d_]{2}", name) or len(name) > _LONGEST or len(name.split()) > 12:
            continue
        position += 1
        yield _ingredient(position, name)
        if position == MOST:
            return


def _ingredient(position: int, name: str) -> Ingredient:
    percent = _PERCENT.search(name)
    plain = _PERCENT.sub("", name).replace("()", "").strip(" :-")
    human = gives_away("human", plain)
    hits = annex.look_up(plain)
    if human and annex.human() not in hits:
        hits = (annex.human(), *hits)
    hidden: ReadsAs = "may hide vesicles" if gives_away("hidden", plain) else "other"
    return Ingredient(
        position=position,
        name=plain,
        percent=float(percent.group(1).replace(",", ".")) if percent else None,
        reads_as="vesicles" if gives_away("vesicles", plain) else hidden,
        human=human,
        plant=not human and gives_away("plant", plain),
        low=gives_away("low", plain),
        hits=hits,
    )
