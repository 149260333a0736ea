"""What the count on a label means: particles are not all vesicles, counts differ between laboratories, and protein that
is not in vesicles comes along.

    vesicles per volume = declared particles per volume x counting error x share of particles that are vesicles
    co-isolated protein per volume = declared particles per volume / purity
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter

PROTEIN = 6.6e-23
"""kg: a protein molecule of 40 kDa, taken as the mean of those in vesicles."""


@dataclass(frozen=True)
class Preparation:
    """Concentration, counting error and purity of what was filled into the vial."""

    concentration: Floats = parameter("particle/m^3", "particles per volume when filled, as counted", 0.0, 1e23)
    counting_error: Floats = parameter("", "true count over stated count", 1e-3, 1e3)
    vesicle_share: Floats = parameter("", "share of counted particles that are vesicles", 1e-9, 1.0)
    purity: Floats = parameter("particle/kg", "particles per mass of protein", 1e10, 1e23)


def vesicles(preparation: Preparation) -> Floats:
    """Intact vesicles per volume when filled, (draw,), particle/m^3."""
    return preparation.concentration * preparation.counting_error * preparation.vesicle_share


def co_isolated(preparation: Preparation) -> Floats:
    """Co-isolated soluble protein per volume when filled, (draw,), kg/m^3."""
    return preparation.concentration * preparation.counting_error / preparation.purity


def purest(protein_copies: float) -> float:
    """Most particles per mass of protein, particle/kg, if vesicles hold so many protein molecules and nothing else."""
    return 1.0 / (protein_copies * PROTEIN) if protein_copies > 0.0 else math.inf
