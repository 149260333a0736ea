"""Vesicles that lose their integrity in solution: Arrhenius, with acidity, light and air.

    k = k_4C exp(-Ea/R (1/T - 1/277.15 K)) 10^(s |pH - pH_best|) f_light f_air

First order because nothing else has been measured; no rate constant for vesicles was found, so each number is wide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import GAS

REFERENCE = 277.15


@dataclass(frozen=True)
class Decay:
    """Rate of bulk loss of intact vesicles and what speeds it up."""

    rate_at_4c: Floats = parameter("1/s", "first-order loss of intact vesicles at 4 degC, best pH, dark, closed")
    activation: Floats = parameter("J/mol", "activation energy", 0.0, 3e5)
    ph: Floats = parameter("", "pH of the carrier", 0.0, 14.0)
    ph_best: Floats = parameter("", "pH at which the loss is slowest", 0.0, 14.0)
    ph_slope: Floats = parameter("", "powers of ten in the rate per unit of pH away from the best", 0.0, 3.0)
    indoor: Floats = parameter("", "factor on the rate in indoor light, over dark", 1.0, 1e4)
    sun: Floats = parameter("", "factor on the rate on a window sill, over dark", 1.0, 1e5)
    open_air: Floats = parameter("", "factor on the rate once opened to air, over closed", 1.0, 1e4)


def rate(decay: Decay, kelvin: Floats, light: str, air: str) -> Floats:
    """First-order rate of bulk loss during a spell of storage, (draw,), 1/s."""
    arrhenius = np.exp(-decay.activation / GAS * (1.0 / kelvin - 1.0 / REFERENCE))
    acidity = 10.0 ** (decay.ph_slope * np.abs(decay.ph - decay.ph_best))
    return np.asarray(decay.rate_at_4c * arrhenius * acidity * exposure(decay, light, air))


def exposure(decay: Decay, light: str, air: str) -> Floats:
    """Factor of light and air on the rate, (draw,): one in the dark and closed."""
    lit = {"dark": np.ones_like(decay.indoor), "indoor": decay.indoor, "sun": decay.sun}[light]
    return np.asarray(lit * (decay.open_air if air == "open" else 1.0))
