"""Text with units in, SI floats inside, text with units out. The only file that knows pint.

Counts are dimensionless in SI but not here: a ``particle`` is a base unit of its own, so that a concentration of
vesicles can never be taken for a frequency or a mass concentration.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any

from exoderm.errors import UnitError

_NUMBER = re.compile(r"^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*)$", re.DOTALL)
_LONGEST = 80
_TOWER = re.compile(
    r"\^(?!\s*-?\d(?:\.\d)?(?!\s*[\^.\w(]))"  # a power that is not one plain digit, or has a power of its own
    r"|[)\d]\s*\^"  # a power of a bracket or of a number
    r"|\b(?:squared?|cubed|cubic|sq)\b"  # powers in words
)


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(cache_folder=None)
    registry.define("particle = [particle] = vesicle = EV")
    registry.define("copies = [copies] = copy = molecules")
    registry.define("cell = [cell] = cells")
    registry.define("month = 30.4375 * day")
    return registry


def split(text: str) -> tuple[float, str]:
    """Take "4e9 particle/mL" apart into its number and its unit text (empty where none is written)."""
    if len(text) > _LONGEST:
        raise UnitError(f"a quantity of {len(text)} characters", why="a number and a unit need no more than 80")
    match = _NUMBER.match(
        text.replace("µ", "u").replace("μ", "u").replace("²", "^2").replace("³", "^3").replace("−", "-")
    )
    if not match:
        raise UnitError(
            f"'{text}' does not begin with a number", why="a quantity is a number and its unit, such as '0.5 mm'"
        )
    number = float(match.group(1))
    if not math.isfinite(number):
        raise UnitError(f"'{text}' is not a finite number", why="give a value that can be measured")
    return number, match.group(2).strip()


@lru_cache(maxsize=4096)
def _factor(unit: str, target: str) -> tuple[float, float]:
    """Slope and offset that carry a number in ``unit`` to ``target``; as it stands where the two are written alike."""
    if unit == target:
        return 1.0, 0.0
    import pint

    registry = _registry()
    try:
        source = registry.Unit(_spell(unit))
        wanted = registry.Unit(target or "dimensionless")
        zero = float(registry.Quantity(0.0, source).to(wanted).magnitude)
        one = float(registry.Quantity(1.0, source).to(wanted).magnitude)
    except pint.UndefinedUnitError as error:
        raise UnitError(f"the unit '{unit}' is unknown", why=str(error), action=f"write it in '{target}'") from None
    except pint.DimensionalityError as error:
        raise UnitError(
            f"'{unit}' is {_kind(error.dim1)}" if unit else "no unit stands behind it",
            why=f"a quantity in '{target}' ({_kind(error.dim2)}) is needed" if target else "a plain number is needed",
            action=f"write it with a unit that converts to '{target}'" if target else "write it without a unit",
        ) from None
    except UnitError:
        raise
    except Exception as error:
        # pint's parser raises whatever its tokenizer meets on hostile text.
        raise UnitError(
            f"the unit '{unit}' cannot be read", why=type(error).__name__, action=f"write '{target}'"
        ) from None
    return one - zero, zero


_KINDS = {
    "": "a plain number", "dimensionless": "a plain number", "[length]": "a length", "[length] ** 2": "an area",
    "[length] ** 3": "a volume", "[time]": "a time", "[temperature]": "a temperature", "[mass]": "a mass",
    "1 / [time]": "a rate", "1 / [length] ** 3": "a number per volume", "1 / [length] ** 2": "a number per area",
    "1 / [mass]": "a number per mass", "[particle] / [length] ** 3": "particles per volume",
    "[particle] / [length] ** 2": "particles per area", "[particle] / [mass]": "particles per mass",
    "[length] ** 2 / [time]": "an area per time", "[mass] / [length] ** 3": "a mass per volume",
    "[length] / [time]": "a speed", "[particle]": "particles",
}  # fmt: skip
"""What a dimension is called."""


def _kind(dimension: object) -> str:
    """A dimension in words: "a volume", and "mass / time to the power of 2" for what has no name here."""
    said = str(dimension)
    plain = said.replace("[", "").replace("]", "").replace(" ** ", " to the power of ").replace("_", " ")
    return _KINDS.get(said, plain)


def _spell(unit: str) -> str:
    """Let through products and quotients of names with small powers: pint would compute any tower of powers."""
    if not re.fullmatch(r"[A-Za-z0-9_%°/*^().\s-]*", unit):
        raise UnitError(f"the unit '{unit}' holds signs that no unit has", why="letters, digits, / * ^ ( ) and % only")
    if re.search(r"\d{4,}|\*\*", unit) or _TOWER.search(unit):
        raise UnitError(
            f"the unit '{unit}' holds a power beyond reason",
            why="a name bears one power of one digit",
            action="write it as in 'ug/(cm^2*h)'",
        )
    return unit.replace("%", "percent").replace("°C", "degC").strip() or "dimensionless"


def read(text: str | float | int, target: str) -> float:
    """Read a quantity written by a person as a float in the unit ``target``.

    A bare number is accepted only where the target is a plain number.

    Raises
    ------
    UnitError
        If the unit is unknown, its dimension differs from that of ``target``, or the number is not finite.
    """
    number, unit = split(str(text))
    slope, offset = _factor(unit, target)
    found = number * slope + offset
    if not math.isfinite(found):
        raise UnitError(f"'{text}' is not a finite number", why="give a value that can be measured")
    return found


def write(value: float, unit: str, target: str, digits: int = 3) -> str:
    """Write a float held in ``unit`` as text in ``target`` for people."""
    slope, offset = _factor(unit, target)
    return f"{value * slope + offset:.{digits}g} {target}".strip()


def convert(value: float, unit: str, target: str) -> float:
    """Carry a float from one unit to another."""
    slope, offset = _factor(unit, target)
    return value * slope + offset
