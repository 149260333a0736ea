"""The draw table: one row for each number of a plan, with unit, grade, origin and samples.

Trace, citations, the report's unknowns and sensitivity all read this one table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from exoderm.errors import InputError, UnitError, unknown
from exoderm.journey.parameter import Floats, Parameter
from exoderm.library.value import Origin, Value
from exoderm.numerics import draw

NINE_IN_TEN = 1.6448536269514722
"""Standard deviations on either side of the mean that hold nine draws in ten."""


@dataclass(frozen=True)
class Row:
    """One number of the plan."""

    path: str
    card: str
    parameter: Parameter
    value: Value
    samples: Floats
    """(draw,) in the parameter's unit."""
    set_by_user: bool = False
    follows: bool = False
    """Computed from other rows: shown, but no input of its own."""

    @property
    def uncertain(self) -> bool:
        """Whether the draws differ of themselves."""
        return not self.follows and bool(np.ptp(self.samples) > 0.0)

    def text(self) -> str:
        """The number as written on the card: central value and range."""
        v = self.value
        span = (
            f"{v.low} to {v.high}" if v.low and v.high else f"± {v.sd}" if v.sd else f"× ÷ {v.gsd:g}" if v.gsd else ""
        )
        if v.value and span:
            return f"{v.value} ({span})"
        return v.value or span


@dataclass(frozen=True)
class DrawTable:
    """All rows of a plan, by path."""

    rows: tuple[Row, ...]
    seed: int
    draws: int

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def digest(self) -> str:
        """Twelve hexadecimal digits over all numbers as their cards write them: they change when a card does."""
        lines = (f"{row.path} {row.value.model_dump_json()}" for row in self.rows if not row.follows)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]

    def row(self, path: str) -> Row:
        """The row of one path; an unknown path is refused with the nearest."""
        for row in self.rows:
            if row.path == path:
                return row
        raise unknown("parameter", path, [r.path for r in self.rows])


def distribution(value: Value, parameter: Parameter, where: str) -> draw.Distribution:
    """The distribution of a value in the parameter's unit, cut at the parameter's hard bounds."""
    try:
        numbers = value.numbers(parameter.unit)
    except UnitError as error:
        raise UnitError(
            error.found, where=where, why=error.why or parameter.meaning,
            action=error.action,
        ) from None  # fmt: skip
    for name in ("low", "value", "high"):
        if name in numbers and not parameter.low <= numbers[name] <= parameter.high:
            bounds = f"{parameter.low:g} to {parameter.high:g} {parameter.unit}".rstrip()
            raise InputError(
                f"{name} is {getattr(value, name)}", where=where, why=f"{parameter.meaning}: {bounds}",
                action="give a value within these bounds", code="value.range",
            )  # fmt: skip
    return _law(value, numbers, parameter, where)


def _law(value: Value, numbers: Mapping[str, float], parameter: Parameter, where: str) -> draw.Distribution:
    low, high, bounds = numbers.get("low", 0.0), numbers.get("high", 0.0), (parameter.low, parameter.high)
    try:
        match value.spread:
            case "fixed":
                return draw.Fixed(numbers["value"])
            case "uniform":
                return draw.Uniform(low, high)
            case "loguniform":
                return draw.LogUniform(low, high)
            case "triangular":
                return draw.Triangular(low, numbers["value"], high)
            case "normal":
                sd = numbers.get("sd") or (high - low) / (2.0 * NINE_IN_TEN)
                return draw.Normal(numbers["value"], sd, *bounds)
            case "lognormal":
                gsd = numbers.get("gsd") or (high / low) ** (1.0 / (2.0 * NINE_IN_TEN))
                return draw.LogNormal(numbers.get("value") or (low * high) ** 0.5, gsd, *bounds)
    except (ValueError, ZeroDivisionError):
        raise InputError(
            f"a {value.spread} spread of {value.low} to {value.high}", where=where, code="value.range",
            why="low lies below high, and logarithms need numbers above zero", action="mend the range or the spread",
        ) from None  # fmt: skip


def sample(path: str, parameter: Parameter, value: Value, card: str, seed: int, draws: int, user: bool = False) -> Row:
    """Draw one row: the samples depend on seed, path and draw number only."""
    law = distribution(value, parameter, f"{card}, {path}")
    samples = np.asarray(law.ppf(draw.uniforms(seed, path, draws)), dtype=np.float64)
    return Row(path, card, parameter, value, samples, user)


def computed(path: str, parameter: Parameter, samples: Floats, grade: int) -> Row:
    """A row that follows from others, with the lowest grade among them."""
    low, middle, high = (f"{x:.3g} {parameter.unit}" for x in np.quantile(samples, (0.05, 0.5, 0.95)))
    origin = Origin(derived="from the donor's cells, their culture and the isolation")
    value = Value(value=middle, low=low, high=high, spread="lognormal", grade=grade, origin=origin)
    return Row(path, "computed", parameter, value, samples, follows=True)
