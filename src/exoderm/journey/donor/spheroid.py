"""Cells grown as balls: they make more bodies. That the gain lies in making, and not in release, is assumed."""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Spheroid:
    """What growth in three dimensions does."""

    budding: Floats = parameter("", "bodies made by a cell in a spheroid over those on plastic", 0.01, 1e3)
    loading: Floats = parameter("", "copies per vesicle from spheroids over those from flat culture", 0.0, 1e3)
