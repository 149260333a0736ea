"""A number with its unit, its spread, its origin and its grade: the only form in which a number enters exoderm.

Spread of the draws
    ``fixed``       always the value
    ``uniform``     every number between low and high alike
    ``loguniform``  every order of magnitude between low and high alike
    ``triangular``  low and high are the ends, the value the peak
    ``normal``      low and high enclose nine draws in ten, or ``sd`` is given
    ``lognormal``   the same for the logarithm, or ``gsd`` (geometric standard deviation) is given

What the spread stands for (``between``)
    ``people``       one person differs from the next; who measures the person knows the number
    ``measurement``  the error of how it was measured; a better instrument narrows it
    ``ignorance``    what is not known of anybody: the rule, since most ranges are arguments; research narrows it

Grade: how well a number is known *for the use that a card makes of it*, drawn as one to seven filled squares
    7  measured in people, for vesicles of this kind
    6  measured for vesicles in human tissue or in the very material in question
    5  measured for vesicles elsewhere
    4  measured for another particle, molecule or species
    3  derived by physics from measured numbers
    2  bounded: a range between arguments or second-hand reports
    1  assumed: nobody has measured it
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from exoderm import units
from exoderm.errors import UnitError

GRADES = {
    7: "measured in people, for such vesicles",
    6: "measured for vesicles in human tissue or this very material",
    5: "measured for vesicles elsewhere",
    4: "measured for another particle, molecule or species",
    3: "derived from measured numbers by physics",
    2: "bounded by arguments or second-hand reports",
    1: "assumed: nobody has measured it",
}

NEEDS = {
    "fixed": "value",
    "uniform": "low and high",
    "loguniform": "low and high",
    "triangular": "value, low and high",
    "normal": "value, and sd or both low and high",
    "lognormal": "value and gsd, or both low and high",
}

Spread = Literal["fixed", "uniform", "loguniform", "triangular", "normal", "lognormal"]
Between = Literal["people", "measurement", "ignorance"]


def _as_text(raw: Any) -> Any:
    return repr(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else raw


Text = Annotated[str, BeforeValidator(_as_text), Field(min_length=1, max_length=80)]


class Frozen(BaseModel):
    """A record that cannot be changed and refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Origin(Frozen):
    """Where a number comes from: a study that was read, an argument, or a stated assumption. Exactly one of them."""

    study: str | None = Field(None, description="id of the study card that gives the number")
    finding: str | None = Field(None, description="which finding of that study")
    derived: str | None = Field(None, description="the arithmetic that leads to the number, in words")
    assumed: str | None = Field(None, description="why this is assumed, and between which bounds")
    user: str | None = Field(None, description="set by the user; what they said of it")

    @model_validator(mode="after")
    def _one_kind(self) -> Origin:
        kinds = [k for k in ("study", "derived", "assumed", "user") if getattr(self, k)]
        if len(kinds) != 1:
            raise ValueError("an origin names exactly one of: study, derived, assumed, user")
        if self.finding and not self.study:
            raise ValueError("a finding belongs to a study: name the study")
        return self

    def words(self) -> str:
        """One line for people: who measured it, how it was derived, or why it is assumed."""
        if self.study:
            return f"study {self.study}" + (f", {self.finding}" if self.finding else "")
        if self.derived:
            return f"derived: {self.derived}"
        return f"assumed: {self.assumed}" if self.assumed else f"set by the user: {self.user}"


class Value(Frozen):
    """One uncertain number as written on a card; units are text until a plan is built."""

    value: Text | None = Field(None, description="central value with unit, such as '152.5 um'")
    low: Text | None = None
    high: Text | None = None
    sd: Text | None = Field(None, description="standard deviation, normal spread only")
    gsd: float | None = Field(None, gt=1, description="geometric standard deviation, lognormal spread only")
    spread: Spread = "fixed"
    between: Between = Field(
        "ignorance",
        description="what the spread stands for: differences between people, error of measurement, or ignorance",
    )
    grade: int = Field(ge=1, le=7)
    origin: Origin
    conditions: str = Field("", description="under which it was measured, or for which it is meant")
    unknown: str = Field("", description="what nobody knows about this number, for the list of unknowns")

    @model_validator(mode="after")
    def _complete(self) -> Value:
        need = {
            "fixed": self.value is not None,
            "uniform": self.low is not None and self.high is not None,
            "loguniform": self.low is not None and self.high is not None,
            "triangular": self.value is not None and self.low is not None and self.high is not None,
            "normal": self.value is not None
            and (self.sd is not None or (self.low is not None and self.high is not None)),
            "lognormal": (self.value is not None and self.gsd is not None)
            or (self.low is not None and self.high is not None),
        }[self.spread]
        if not need:
            raise ValueError(f"a {self.spread} spread needs {NEEDS[self.spread]}")
        if self.spread == "fixed" and (self.low or self.high or self.sd or self.gsd):
            raise ValueError(
                "a range is given, but spread is not, so it would be ignored: write spread: normal (value and sd), "
                "lognormal (value and gsd), uniform, loguniform or triangular (low and high)"
            )
        if self.spread == "fixed" and self.between != "ignorance":
            raise ValueError(
                f"between: {self.between} says what a spread stands for, but the value is fixed: give it a spread, or "
                "leave between out"
            )
        if self.grade > 1 and self.origin.assumed:
            raise ValueError("an assumption has grade 1")
        for text in (self.value, self.low, self.high, self.sd):
            if text is not None:
                try:
                    units.split(text)
                except UnitError as error:
                    raise ValueError(f"{error.found}: {error.why}") from None
        return self

    def numbers(self, unit: str) -> dict[str, float]:
        """Value, low, high, sd as floats in ``unit``; missing ones are absent. Checks that low ≤ value ≤ high."""
        out = {k: units.read(t, unit) for k in ("value", "low", "high") if (t := getattr(self, k)) is not None}
        if self.sd is not None:
            out["sd"] = units.read(self.sd, unit)
        if self.gsd is not None:
            out["gsd"] = self.gsd
        order = [out[k] for k in ("low", "value", "high") if k in out]
        if order != sorted(order):
            raise UnitError(f"low, value and high are out of order: {order}", why="low ≤ value ≤ high is needed")
        return out

    def spread_words(self) -> str:
        """The form of the spread, and whose it is where it is not ignorance: "normal, between people"."""
        return self.spread + {"people": ", between people", "measurement": ", error of measurement"}.get(
            self.between, ""
        )
