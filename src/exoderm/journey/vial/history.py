"""Storage that nobody declared: one spell of unknown length at an unknown temperature."""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class History:
    """Where and how long an undeclared product may have stood before use."""

    temperature: Floats = parameter("K", "temperature of storage", 77.0, 353.15)
    duration: Floats = parameter("s", "time between filling and use", 0.0, 3.2e8)
