"""The beam of a fractional laser: how deep one pulse goes, from its energy and the volume that this energy changes.

    depth = E / (w pi a^2)

E is the energy of a pulse, a the radius of its spot, w the energy per volume of tissue vaporised (or coagulated). One
pulse per spot; the next layer starts where the last one ended, so heat that is led sideways is within w.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import pulse_depth


@dataclass(frozen=True)
class Beam:
    """Pulses of a fractional laser."""

    pulse_energy: Floats = parameter("J", "energy of one pulse", 0.0, 0.5)
    energy_per_volume: Floats = parameter("J/m^3", "energy that changes a volume of tissue", 1e8, 1e12)


def depth(beam: Beam, diameter: Floats) -> Floats:
    """Depth to which a pulse on a spot of this diameter acts, (draw,), m."""
    return pulse_depth(beam.pulse_energy, beam.energy_per_volume, diameter)
