"""Vesicles in a dry cake: a rate constant and an activation energy of their own, and the water that the cake holds.

    k = k_4C exp(-Ea/R (1/T - 1/277.15 K)) 10^(s (w - 1)) f_light f_air
    w = w_0, and once opened w_0 + s_air max(g RH - w_0, 0)

w is water in grams per hundred grams of cake, w_0 what drying left, g what the cake takes up per unit of relative
humidity. An opened cake of milligrams is taken to meet the room's humidity at once, which is the worst case. Drying and
dissolving cost a share each, N -> N (1 - f). There is no wall to diffuse to, no encounter and no freezing: in a glass
nothing moves. Above the cake's glass transition it collapses and this stops being true; nobody has measured where that
lies for vesicles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import GAS
from exoderm.journey.vial.decay import REFERENCE


@dataclass(frozen=True)
class Cake:
    """Rate of loss in the dry state, what water does to it, and what the ways into the cake and out of it cost."""

    rate_at_4c: Floats = parameter("1/s", "first-order loss in the dry cake at 4 degC and 1 % water, dark, closed")
    activation: Floats = parameter("J/mol", "activation energy of the loss in the dry cake", 0.0, 3e5)
    residual: Floats = parameter("", "water that drying leaves, grams per hundred grams of cake", 0.0, 30.0)
    uptake: Floats = parameter("", "water that the cake takes up in saturated air, grams per hundred", 0.0, 100.0)
    slope: Floats = parameter("", "powers of ten in the rate per gram of water in a hundred", 0.0, 3.0)
    room: Floats = parameter("", "relative humidity of the room where nobody states it", 0.0, 1.0)
    drying: Floats = parameter("", "share of intact vesicles lost when the product is freeze-dried", 0.0, 1.0)
    wetting: Floats = parameter("", "share of intact vesicles lost when the cake is dissolved", 0.0, 1.0)


def water(cake: Cake, air: str, humidity: Floats, share: Floats) -> Floats:
    """Water in the cake, (draw,), g per 100 g; ``share`` is how much of the room's air reaches an opened cake."""
    if air == "closed":
        return cake.residual
    return np.asarray(cake.residual + share * np.maximum(cake.uptake * humidity - cake.residual, 0.0))


def rate(cake: Cake, kelvin: Floats, water: Floats, exposure: Floats) -> Floats:
    """First-order rate of loss in the cake, (draw,), 1/s; ``exposure`` is the factor of light and air."""
    arrhenius = np.exp(-cake.activation / GAS * (1.0 / kelvin - 1.0 / REFERENCE))
    return np.asarray(cake.rate_at_4c * arrhenius * 10.0 ** (cake.slope * (water - 1.0)) * exposure)
