"""A dose sprayed as droplets: some miss or bounce off, and the nebuliser breaks a share of the vesicles.

on the bed = f_dep (1 - f_rebound),   whole of it: x survival for vesicles, all for protein
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter

IN_THE_AIR, BROKEN = "lost in the air", "broken by the nebuliser"


@dataclass(frozen=True)
class Spray:
    """From the nebuliser to the surface."""

    deposited: Floats = parameter("", "share of the dose whose droplets meet the surface", 0.01, 1.0)
    rebound: Floats = parameter("", "share of these droplets that bounce off or are blown away", 0.0, 0.9)
    survival: Floats = parameter("", "share of vesicles that leave the nebuliser whole", 0.0, 1.0)


def landed_share(spray: Spray) -> Floats:
    """Share of the liquid that stays on the surface, (draw,)."""
    return spray.deposited * (1.0 - spray.rebound)


def land(spray: Spray, offered: Floats) -> tuple[Floats, Mapping[str, Floats]]:
    """What lies on the surface of ``offered`` (draw, traveller), and what was lost by name.

    The last traveller is the protein, which no nebuliser is taken to break.
    """
    arrived = offered * landed_share(spray)[:, None]
    whole = arrived * spray.survival[:, None]
    whole[:, -1] = arrived[:, -1]
    return whole, {IN_THE_AIR: np.asarray(offered - arrived), BROKEN: np.asarray(arrived - whole)}
