"""The draw table: one row for each number of a plan, with unit, grade, origin and samples.

Trace, citations, the report's unknowns and sensitivity all read this one table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from exoderm.errors import InputError, UnitError, unknown
from exoderm.journey.parameter import Floats, Parameter
from exoderm.library.value import Value
from exoderm.numerics import draw


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

    @property
    def uncertain(self) -> bool:
        """Whether the draws differ."""
        return bool(np.ptp(self.samples) > 0.0)

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
    return draw.distribution(value.spread, bounds=(parameter.low, parameter.high), **numbers)


def sample(path: str, parameter: Parameter, value: Value, card: str, seed: int, draws: int, user: bool = False) -> Row:
    """Draw one row: the samples depend on seed, path and draw number only."""
    law = distribution(value, parameter, f"{card}, {path}")
    samples = np.asarray(law.ppf(draw.uniforms(seed, path, draws)), dtype=np.float64)
    return Row(path, card, parameter, value, samples, user)
