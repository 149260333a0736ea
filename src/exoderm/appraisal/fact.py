"""Facts of text-book rank about vesicles, as cards: what holds, how a sentence about it is recognised, who says so.

A fact is a relation between ideas ("released" by a "cell") or a number with its bounds ("diameter"). It stands
outside the ladder of evidence: a claim that agrees is supported, one that conflicts gets the card's ``otherwise``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from exoderm.library import shelf
from exoderm.library.value import Frozen


class Bounds(Frozen):
    """A number that a sentence may state: its usual range and the range beyond which it is wrong."""

    unit: str
    usual: tuple[float, float]
    possible: tuple[float, float]

    @model_validator(mode="after")
    def _nested(self) -> Bounds:
        if not self.possible[0] <= self.usual[0] < self.usual[1] <= self.possible[1]:
            raise ValueError("the usual range must lie within the possible one, lower end first")
        return self


class Fact(Frozen):
    """One fact that sentences about the nature of vesicles can be compared with."""

    id: str
    property: str = Field(description="what it is about: size, source, nature, content ...")
    statement: str = Field(description="the fact in one plain sentence, as shown to people")
    asks: tuple[str, ...] = Field((), description="idea whose affirmation or denial is judged; any one of them")
    needs: tuple[tuple[str, ...], ...] = Field((), description="ideas that must occur too; one of each group")
    lacks: tuple[str, ...] = Field((), description="ideas that must not occur")
    holds: bool = Field(True, description="whether the relation is true")
    bounds: Bounds | None = None
    otherwise: Literal["contradicted", "overstated", "unsupported"] = "contradicted"
    sources: tuple[str, ...] = Field(min_length=1, description="ids of study cards: text book, guideline, measurement")

    @model_validator(mode="after")
    def _something_to_judge(self) -> Fact:
        if not self.asks and self.bounds is None:
            raise ValueError("a fact needs an idea to judge ('asks') or a number ('bounds')")
        return self


def load(extra: Path | None = None) -> Mapping[str, Fact]:
    """All fact cards by id."""
    return shelf.load("fact", Fact, extra)
