"""A study as facts in our own words: who, how, in whom, what came out, and whether we read it ourselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from exoderm.library import cite, shelf
from exoderm.library.terms import Family, Level, Preparation, Route, Species
from exoderm.library.value import Frozen, Value

Kind = Literal["human_study", "animal", "in_vitro", "review", "guideline", "adverse_event", "measurement", "textbook"]
Direction = Literal[
    "favours", "favours_small", "favours_uncertain", "no_difference", "baseline_only", "against", "mixed", "harm",
    "warning", "mechanism", "safety_only", "no_results", "insufficient", "not_applicable",
]  # fmt: skip


class Effect(Frozen):
    """One result as printed: treated and control in the same unit."""

    measure: str
    treated: float | None = None
    control: float | None = None
    difference: float | None = None
    unit: str = ""
    p: str | None = None
    at_weeks: float | None = None


class Who(Frozen):
    """In whom or what it was studied."""

    level: Literal["human", "animal", "in-vitro", "none"]
    words: str = ""
    condition: Literal["healthy", "cosmetic", "disease", "wounded", "not_applicable"] = "not_applicable"


class Study(Frozen):
    """A paper, register entry, guideline or text book that was read, as facts in our own words."""

    id: str
    study: Kind = Field(description="what kind of work it is")
    title: str
    authors: str
    year: int | None = None
    journal: str = ""
    doi: str | None = None
    url: str | None = None
    registry: str | None = None
    level: Level | None = Field(
        None, description="rung of the ladder before downgrades; none for textbook and measurement"
    )
    families: tuple[Family, ...] = ()
    species: Species = "unknown"
    donor: str = ""
    preparation: Preparation = "unknown"
    route: Route = "unknown"
    route_words: str = ""
    who: Who
    n: int | None = None
    design: str = ""
    controlled: bool = False
    randomised: bool = False
    blinded: bool = False
    vehicle: bool = Field(
        False, description="the control differed only by the vesicles (vehicle, placebo or device held constant)"
    )
    comparator: str = ""
    duration_weeks: float | None = None
    dose: str | None = None
    direction: Direction
    effects: tuple[Effect, ...] = ()
    statement: str = Field(description="what it found, one sentence in our own words, scope included")
    contains: Level | None = Field(
        None, description="of a review: the highest rung among what it gathers, above which it never counts"
    )
    surrogate: bool | None = Field(
        None,
        description="the outcome is a stand-in (histology, a marker) for what a person would see; none: not judged",
    )
    bias: tuple[str, ...] = ()
    sponsored: bool | None = Field(None, description="run or paid by the maker; none where not stated")
    status: Literal["seen", "secondary", "recalled"]
    missing: tuple[str, ...] = Field((), description="what could not be read or is not reported")
    as_of: str = Field(description="date at which the record was made, YYYY-MM-DD")
    findings: Mapping[str, Value] = Field({}, description="measured numbers that cards may use as an origin")

    @model_validator(mode="after")
    def _honest(self) -> Study:
        if self.findings and self.status == "recalled":
            raise ValueError("a record from memory may not be the origin of a number: leave findings out")
        for name, value in self.findings.items():
            if value.origin.study != self.id:
                raise ValueError(f"finding '{name}' must have this study as its origin")
        return self

    def citation(self) -> str:
        """One line: authors, year, title, journal, doi, and how it was read if not at first hand."""
        return cite.text(self)


def load(extra: Path | None = None) -> Mapping[str, Study]:
    """All study cards by id."""
    return shelf.load("study", Study, extra)


def citations(ids: Iterable[str], extra: Path | None = None) -> list[cite.Citation]:
    """Citations (a line of text and BibTeX) of the studies with these ids, each once, in the order given."""
    return cite.cite(ids, load(extra))
