"""What has gone wrong, what might, and what nobody has looked into: by way in and source, with where it was read.

What common caution says and no record carries (pregnancy aside: there the lack of studies is on record) is marked as
assumed and put as a question; it judges no sentence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, model_validator

from exoderm.library import shelf
from exoderm.library.terms import Preparation, Route, Species
from exoderm.library.value import Frozen

Known = Literal[
    "reported", "reported_for_class", "reported_elsewhere", "alleged", "theoretical", "unstudied", "assumed"
]  # fmt: skip
"""Seen with vesicles; seen in a wider class of products; seen with a neighbouring product or procedure; told by the
press and examined by nobody; argued; no study located; or no more than common caution that rests on no record: ask."""

KNOWN: tuple[Known, ...] = get_args(Known)
"""The order in which risks are shown."""

About = Literal["harm", "reaction", "person", "medicine", "product"]
"""What may go wrong; what the way in does by itself; whom it concerns; what else is taken; what is in the vial."""


class Risk(Frozen):
    """One risk or reason for caution, in our own words."""

    id: str
    title: str
    known: Known
    about: About = "harm"
    routes: tuple[Route, ...] = Field((), description="ways in that it concerns; empty for all")
    species: tuple[Species, ...] = Field((), description="sources it concerns; empty for all")
    preparations: tuple[Preparation, ...] = Field((), description="kinds of product; empty for all")
    concerns: str = Field("", description="people whom it concerns above others")
    statement: str
    unknown: str = Field(min_length=1, description="what nobody knows about it")
    ask: str = Field("", description="the question to put to a physician or a seller")
    studies: tuple[str, ...] = Field((), description="study cards that report it")
    laws: tuple[str, ...] = Field((), description="law cards that speak of it")
    named_by: tuple[str, ...] = Field((), description="words by which a page would name it, lower case")
    as_of: str

    @model_validator(mode="after")
    def _sourced(self) -> Risk:
        read = bool(self.studies or self.laws)
        if self.known == "assumed" and (read or not self.ask):
            raise ValueError("what is assumed rests on no card and says what to ask; with a card it is not assumed")
        if self.known != "assumed" and not read:
            raise ValueError("a risk names at least one study or law card in which it was read, or is assumed")
        return self


def load(extra: Path | None = None) -> Mapping[str, Risk]:
    """All risk cards by id."""
    return shelf.load("risk", Risk, extra)


def relevant(route: Route, species: Species, cards: Mapping[str, Risk] | None = None) -> tuple[Risk, ...]:
    """Risks that bear on such a way in and source; what is not stated rules nothing out.

    Reported ones come first, then by id.
    """
    silent = ("unknown", "mixed")
    chosen = [
        r
        for r in (load() if cards is None else cards).values()
        if (not r.routes or route in r.routes or route in silent)
        and (not r.species or species in r.species or species in silent)
    ]
    return tuple(sorted(chosen, key=lambda r: (KNOWN.index(r.known), r.id)))
