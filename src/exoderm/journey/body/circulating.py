"""Vesicles that blood carries anyway: beside them a dose is counted, and by their making it is timed."""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Circulating:
    """The body's own vesicles in plasma."""

    particles: Floats = parameter("particle/m^3", "particles in plasma as a tracking instrument counts them", 1e6)
    vesicle_share: Floats = parameter("", "share of them that are vesicles and not lipoproteins", 1e-6, 1.0)
    production: Floats = parameter("particle/s", "vesicles that the body sheds into plasma", 1.0)


def own(circulating: Circulating, plasma: Floats) -> Floats:
    """The body's own vesicles in a volume of plasma, (draw,)."""
    return circulating.particles * circulating.vesicle_share * plasma
