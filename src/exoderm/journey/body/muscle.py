"""A dose in muscle: lymph drains it slowly, cells and phagocytes of the muscle take most of the rest where it lies."""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter

TAKEN, RUPTURED = "muscle: taken up", "muscle: ruptured"


@dataclass(frozen=True)
class Muscle:
    """What becomes of a dose between muscle fibres."""

    lymph_protein: Floats = parameter("1/s", "removal of albumin from muscle by lymph")
    uptake: Floats = parameter("1/s", "uptake by fibres and phagocytes of the muscle")
    rupture: Floats = parameter("1/s", "rupture or digestion of vesicles between fibres")
    protein_decay: Floats = parameter("1/s", "digestion of co-isolated protein between fibres")


def lymph_rate(muscle: Muscle, drains: Floats) -> Floats:
    """Removal by lymph, 1/s: albumin's, times how fast a particle is drained over albumin, as in the dermis."""
    return muscle.lymph_protein * drains
