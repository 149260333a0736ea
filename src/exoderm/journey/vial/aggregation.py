"""Single vesicles that meet and stick: Smoluchowski's rate, slowed by the stability ratio W of Fuchs.

    dN/dt = -k N^2 (singlets), k = (8 k_B T / 3 eta) / W

At W = 1 and 1e10 per mL half of all counted particles would be gone in 16 s, so a vial that keeps has W far above 1e4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import BOLTZMANN, water_viscosity


@dataclass(frozen=True)
class Aggregation:
    """How rarely an encounter of two vesicles ends in sticking."""

    stability_ratio: Floats = parameter("", "encounters per sticking one (W)", 1.0, 1e30)
    viscosity_ratio: Floats = parameter("", "viscosity of the carrier over water", 0.5, 1e6)


def encounter_rate(aggregation: Aggregation, kelvin: Floats) -> Floats:
    """Rate constant k of the loss of singlets, (draw,), m^3/s per particle."""
    eta = water_viscosity(kelvin) * aggregation.viscosity_ratio
    return np.asarray(8.0 * BOLTZMANN * kelvin / (3.0 * eta) / aggregation.stability_ratio)


def pairing(rate: Floats, loss: Floats, time: float) -> Floats:
    """Mean first-order rate of pairing over a time, (draw,): exact where singlets pair and decay and do nothing else.

        dN/dt = -k N^2 - b N  ->  mean of k N over t = ln(1 + k N_0 (1 - exp(-b t)) / b) / t

    ``rate`` is k N_0 at the start, ``loss`` is b, both per unit of ``time``. Losses to the wall are left out, so that
    the rate is an upper bound where they matter.
    """
    spent = loss * time
    met = np.where(spent > 1e-12, -np.expm1(-spent) / np.where(spent > 1e-12, loss, 1.0), time)
    return np.asarray(np.log1p(rate * met) / time)
