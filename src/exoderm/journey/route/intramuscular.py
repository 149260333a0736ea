"""A dose pushed into a muscle: a depot between its fibres, less what flows back. The rest is told by `body.muscle`."""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Intramuscular:
    """What never stays in the muscle."""

    backflow: Floats = parameter("", "share of the dose that flows back along the needle track", 0.0, 1.0)
