"""What a mechanism declares of its numbers: unit, meaning and bounds. The declaration is the schema of its cards.

A mechanism is a module with one public frozen dataclass of parameters (every field made by :func:`parameter`) and pure
functions over it. Fields are arrays with one entry per draw. A folder's modules are read and the one mechanism that
each defines is taken: there is nothing to register.
"""

from __future__ import annotations

import dataclasses
import importlib
import math
import pkgutil
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Mechanism = TypeVar("Mechanism")


@dataclasses.dataclass(frozen=True)
class Parameter:
    """One number of a mechanism: the unit in which the code holds it, what it means, and what it can be."""

    name: str
    unit: str
    meaning: str
    low: float
    high: float


def parameter(unit: str, meaning: str, low: float = 0.0, high: float = math.inf) -> Any:
    """Declare a field of a mechanism: unit, one clause of meaning, and hard bounds in that unit."""
    return dataclasses.field(metadata={"unit": unit, "meaning": meaning, "low": low, "high": high})


def repeated(mechanism: Mechanism, every: NDArray[np.int64]) -> Mechanism:
    """The same mechanism with one entry per problem, where ``every`` names the draw of each."""
    return type(mechanism)(**{name: array[every] for name, array in vars(mechanism).items()})


@lru_cache(maxsize=256)
def schema(mechanism: type) -> Mapping[str, Parameter]:
    """The parameters of a mechanism by name."""
    return {
        f.name: Parameter(f.name, f.metadata["unit"], f.metadata["meaning"], f.metadata["low"], f.metadata["high"])
        for f in dataclasses.fields(mechanism)
        if "unit" in f.metadata
    }


@lru_cache(maxsize=16)
def mechanisms(kind: str) -> Mapping[str, type]:
    """The mechanisms of one folder of the journey (donor, vial, route, skin, cell) by module name."""
    package = importlib.import_module(f"exoderm.journey.{kind}")
    found: dict[str, type] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        own = [
            thing
            for name, thing in vars(module).items()
            if isinstance(thing, type)
            and dataclasses.is_dataclass(thing)
            and thing.__module__ == module.__name__
            and not name.startswith("_")
            and schema(thing)
        ]
        if len(own) > 1:
            raise TypeError(f"{module.__name__} defines {len(own)} mechanisms; one file holds one")
        if own:
            found[info.name] = own[0]
    return found
