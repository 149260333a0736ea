"""What the carrier's own proteins, polymers and surfactants leave of the bare wall."""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Coating:
    """Share of the wall that stays bare in this carrier."""

    bare_share: Floats = parameter("", "share of the wall's sticking that the carrier leaves", 0.0, 1.0)
