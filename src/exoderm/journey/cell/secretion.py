"""The letters that cells of the tissue send each other anyway: the background against which a treatment stands."""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Secretion:
    """Vesicles that one resident cell makes."""

    rate: Floats = parameter("particle/(s*cell)", "vesicles that a cell of this type secretes", 0.0, 1e3)
