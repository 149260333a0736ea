"""A published measurement as a case: what was done, what came out, how close is close enough, and what it is for.

A case is calibration where its number, or the number it was computed from, is itself the value of a card: a pass then
says only that the code returns its input. It is validation where no card knows it. A withheld case is a validation case
whose paper may give no number of that quantity to any card; a test holds that.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from exoderm.library import shelf
from exoderm.library.value import Frozen, Text

Finite = Annotated[float, Field(allow_inf_nan=False)]
Kind = Literal["absolute", "factor", "upper_bound", "lower_bound", "within_range", "ordering"]
NEEDS = {
    "absolute": "value", "factor": "value", "upper_bound": "value", "lower_bound": "value", "within_range": "low",
    "ordering": "value",
}  # fmt: skip


class Tolerance(Frozen):
    """How close a prediction must come; see :mod:`exoderm.qualify.agree`."""

    type: Kind
    value: Finite | None = Field(None, description="distance, factor or bound, in the unit of the quantity")
    low: Finite | None = Field(None, description="lower end of the range")
    high: Finite | None = Field(None, description="upper end of the range")

    @model_validator(mode="after")
    def _complete(self) -> Tolerance:
        if getattr(self, NEEDS[self.type]) is None or (self.type == "within_range" and self.high is None):
            raise ValueError(f"a tolerance of type {self.type} needs {NEEDS[self.type]}")
        if self.type == "factor" and (self.value or 0.0) <= 1.0:
            raise ValueError("a factor is above one")
        return self


class Measured(Frozen):
    """What the paper reports; no value where only an order or a bound was reported."""

    value: Finite | None = None
    low: Finite | None = None
    high: Finite | None = None
    words: str = Field("", description="what was reported where it is no number")


class Naive(Frozen):
    """A simple rival: what one would say without the model."""

    says: str
    value: Finite


class Part(Frozen):
    """One quantity of a case."""

    quantity: str
    unit: str = ""
    measured: Measured = Measured()
    tolerance: Tolerance
    naive: Naive


class Control(Frozen):
    """What a model that delivers nothing would fail: asked beside a case that such a model would pass."""

    of: str = Field(description="which outcome of the experiment is read")
    quantity: str
    unit: str = ""
    tolerance: Tolerance
    scenario: Mapping[str, Any] = Field({}, description="what differs from the scenario of the case")


class Source(Frozen):
    """Where the measurement was read."""

    study: str = Field("", description="id of the study card")
    also: tuple[str, ...] = Field((), description="further study cards that the case draws on")
    doi: str = Field("", description="where there is no study card")
    status: Literal["seen", "recalled"] = "seen"


class Case(Frozen):
    """One published experiment to run again."""

    id: str
    kind: str
    known_as: str = Field("", description="name in documents, where a file name cannot bear it")
    title: str
    about: str = Field(description="what was done, in our own words, and what of it the run repeats")
    stage: str
    context: str = Field(description="context of use that the case speaks to (context card)")
    role: Literal["calibration", "validation"]
    why: str = Field(description="of calibration: which card holds its number; of validation: why none does")
    withheld: bool = False
    source: Source
    other_numbers: Mapping[str, str] = Field(
        {},
        description="finding or mechanism.parameter of a card from the same paper -> why it is another quantity",
    )
    experiment: str = Field("", description="module of exoderm.qualify.experiments that runs it")
    not_modelled: str = Field("", description="why no experiment can be run yet")
    scenario: Mapping[str, Any] = Field({}, description="the experiment as a scenario; draws and seed are added")
    setup: Mapping[str, Text] = Field({}, description="settings of the experiment beside the scenario")
    parts: Mapping[str, Part] = Field(min_length=1, description="quantities, the leading one first")
    control: Control | None = None

    @property
    def name(self) -> str:
        """The name of the case in documents."""
        return self.known_as or self.id

    @model_validator(mode="after")
    def _sound(self) -> Case:
        if bool(self.experiment) == bool(self.not_modelled):
            raise ValueError("a case names the experiment that runs it, or says why none can")
        if self.withheld and self.role != "validation":
            raise ValueError("what is withheld is validation")
        return self


class Context(Frozen):
    """A context of use: the question for which the model's answer is asked, and how much hangs on it."""

    id: str
    kind: str
    question: str
    use: str = Field(description="what the answer decides, and what else is asked beside the model")
    not_for: str = Field(description="what the answer must not be used for")
    order: int = Field(description="place along the journey")


def load(extra: Path | None = None) -> Mapping[str, Case]:
    """All cases by id."""
    return shelf.load("case", Case, extra)


def contexts(extra: Path | None = None) -> Mapping[str, Context]:
    """All contexts of use by id, along the journey."""
    found = shelf.load("context", Context, extra)
    return dict(sorted(found.items(), key=lambda item: item[1].order))
