"""A card: what a thing is, and where each of its numbers comes from. How such a thing behaves is said elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field

from exoderm.errors import CardError
from exoderm.library import shelf
from exoderm.library.value import Frozen, Value

JOURNEY_KINDS = ("donor", "cargo", "vial", "route", "skin", "cell", "body", "readout")
"""Kinds whose cards carry numbers for the journey."""


class Card(Frozen):
    """One thing of the journey: a donor, a named cargo, a container, a route, a site, a receiving cell."""

    id: str
    kind: str
    name: str = Field(description="what people call it")
    role: str = Field("", description="what it may stand for in a scenario: container, carrier, site, condition ...")
    like: str | None = Field(None, description="card of the same kind whose numbers hold where this one gives none")
    about: str = Field(description="what it is, for whom, in two or three sentences")
    terms: Mapping[str, str] = Field({}, description="shared words, such as species: plant or route: microneedle")
    not_known: tuple[str, ...] = Field((), description="what nobody has measured about it")
    mechanisms: Mapping[str, Mapping[str, Value]] = Field({}, description="mechanism -> parameter -> value")

    def values(self) -> Iterator[tuple[str, str, Value]]:
        """Every number of the card as (mechanism, parameter, value)."""
        for mechanism, parameters in self.mechanisms.items():
            for parameter, value in parameters.items():
                yield mechanism, parameter, value


def find(kind: str, name: str, extra: Path | None = None) -> Card:
    """One journey card by kind and id; unknown names are refused with the nearest."""
    return shelf.find(kind, name, Card, extra)


def chain(kind: str, name: str, extra: Path | None = None) -> list[Card]:
    """A card and those it is like, the most general first; each lies over the one before."""
    stack = [find(kind, name, extra)]
    while stack[0].like:
        if len(stack) > 8 or stack[0].like in {card.id for card in stack}:
            raise CardError(
                f"like: {stack[0].like} leads round in a circle", where=f"{kind}/{stack[0].id}.yaml",
                why="a card is like a more general one", action="take one 'like' out", code="card.circle",
            )  # fmt: skip
        stack.insert(0, find(kind, stack[0].like, extra))
    return stack


def load(kind: str, extra: Path | None = None) -> Mapping[str, Card]:
    """All journey cards of a kind by id."""
    return shelf.load(kind, Card, extra)
