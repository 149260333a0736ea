"""Fluid that moves through the dermis towards lymphatics, and carries vesicles with it.

Quiet dermis moves at nanometres per second; inflamed, massaged or just injected tissue hundreds of times faster. Lymph
is a sink here (clearance), so this flow is the net downward drift between surface and vessels only: it falls evenly to
nothing at the bottom of the dermis, v(z) = v (bottom - z) / (bottom - top).
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Flow:
    """Drift of interstitial fluid in the dermis."""

    velocity: Floats = parameter("m/s", "downward velocity of fluid in the dermis, per fluid area", 0.0, 1e-5)
    retardation: Floats = parameter("", "velocity of a vesicle over that of the fluid", 0.0, 1.0)
