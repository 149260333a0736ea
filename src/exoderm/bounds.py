"""What a user may write for a quantity: text with a unit, within bounds beyond which a slip is likelier than a wish.

The bounds are no advice: they hold what anybody measured or sells, with room on both sides.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from exoderm import units
from exoderm.errors import UnitError
from exoderm.library.value import Text

UNDECLARED = "undeclared"
EACH_DOSE, FIRST_DOSE = "each dose", "first dose"


class Refused(ValueError):
    """A refusal inside a record's validation that keeps its error code."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def _within(unit: str, low: float, high: float, say: str, silent: bool = False) -> AfterValidator:
    """A check that text reads as a quantity in ``unit`` between two bounds; ``silent`` allows "undeclared"."""

    def check(text: str) -> str:
        if text == UNDECLARED:
            if silent:
                return text
            raise Refused("this cannot be left undeclared: a scenario needs it", "value.invalid")
        try:
            number = units.read(text, unit)
        except UnitError as error:
            raise Refused(error.sentence(), error.code) from None
        if not low <= number <= high:
            raise Refused(f"{say} lies between {low:g} and {high:g} {unit}".rstrip(), "value.range")
        return text

    return AfterValidator(check)


def _printable(text: str) -> str:
    """Words that come back as they were from any file: no control characters but the end of a line."""
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") and c != "\n" for c in text):
        raise Refused("there is a control character in these words: take it out", "value.invalid")
    return text


Words = Annotated[str, AfterValidator(_printable)]
Concentration = Annotated[Text, _within("particle/mL", 1.0, 1e15, "a concentration", silent=True)]
Volume = Annotated[Text, _within("mL", 1e-4, 1e5, "a volume")]
Purity = Annotated[Text, _within("particle/ug", 1e3, 1e12, "a purity", silent=True)]
PH = Annotated[Text, _within("", 0.0, 14.0, "a pH", silent=True)]
Temperature = Annotated[Text, _within("degC", -196.0, 80.0, "a storage temperature", silent=True)]
Stay = Annotated[Text, _within("day", 0.0, 3660.0, "a time of storage", silent=True)]
Duration = Annotated[Text, _within("day", 0.0, 3660.0, "a duration")]
Collection = Annotated[Text, _within("hour", 0.5, 720.0, "a collection of medium", silent=True)]
Share = Annotated[Text, _within("", 0.0, 1.0, "a share", silent=True)]
Area = Annotated[Text, _within("cm^2", 0.01, 2e4, "a treated area")]


def _procedure(text: str) -> str:
    """When the skin is opened: one of two words, or a time."""
    if text in (EACH_DOSE, FIRST_DOSE):
        return text
    try:
        apart = units.read(text, "hour")
    except UnitError as error:
        raise Refused(f"{error.sentence()}; or write '{EACH_DOSE}' or '{FIRST_DOSE}'", error.code) from None
    if not 1.0 <= apart <= 24.0 * 3660.0:
        raise Refused("between two procedures lie an hour to 3660 days", "value.range")
    return text


Procedure = Annotated[Text, AfterValidator(_procedure)]


def _years(raw: Any) -> Any:
    """A bare number of an age is years."""
    return f"{raw} year" if isinstance(raw, int | float) and not isinstance(raw, bool) else raw


Age = Annotated[Text, BeforeValidator(_years), _within("year", 0.0, 120.0, "a donor's age", silent=True)]
