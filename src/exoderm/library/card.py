"""A card: what a thing is, and where each of its numbers comes from. How such a thing behaves is said elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field

from exoderm.library import shelf
from exoderm.library.value import Frozen, Value

JOURNEY_KINDS = ("donor", "vial", "route", "skin", "cell")
"""Kinds whose cards carry numbers for the journey."""


class Card(Frozen):
    """One thing of the journey: a donor, a container, a route, a site, a receiving cell."""

    id: str
    kind: str
    name: str = Field(description="what people call it")
    role: str = Field("", description="what it may stand for in a scenario: container, carrier, site, condition ...")
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


def load(kind: str, extra: Path | None = None) -> Mapping[str, Card]:
    """All journey cards of a kind by id."""
    return shelf.load(kind, Card, extra)
