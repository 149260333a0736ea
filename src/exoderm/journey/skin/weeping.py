"""A wound bed weeps: fluid comes up through it, against what diffuses down, and washes the surface.

The fluid leaves vessels all through the dermis, so the upward flow grows evenly from nothing at its bottom to
``exudate`` at its top. The film stays wet and as thick as it was, for what comes up runs off and takes its share along:
exudate / h.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Weeping:
    """Exudate of a wound."""

    exudate: Floats = parameter("m/s", "fluid that a wound bed gives, volume per area and time", 0.0, 1e-5)
