"""Cells short of oxygen: fewer of their bodies are digested, more are left to be released."""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Hypoxia:
    """What a low oxygen tension does."""

    lysosome: Floats = parameter("", "rate of digestion in hypoxia over that in room air", 0.0, 1e3)
    loading: Floats = parameter("", "copies per vesicle in hypoxia over those in room air", 0.0, 1e3)
