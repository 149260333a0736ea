"""Which organ takes vesicles out of blood: shares of a whole that add up to one, and phagocytes that fill.

    k_i = k w_i / sum(w)                  a small dose; the weights w are drawn, so the shares are a composition
    k_i = k w_i / sum(w) / (1 + m/H)      liver and spleen, for a dose of N into a vein over a time T:
    m   = N [1/(k T) - (1 - exp(-k T))/(k T)^2],   N/2 all at once

Phagocytes take less the more they hold. For saturable removal from one place, x' = -k x / (1 + x/H), a dose N at once
leaves an area under its curve of N/k (1 + N/(2 H)): the linear rate above has the same. m is the mean of what is in
blood, weighed by itself, where nothing saturates: half of the dose at once, less over a time, so that the area is right
to first order in N/H. So a dose is linearised once, by its own size, and the others' share grows with it. What reaches
blood by lymph comes so slowly that it is taken as a small dose.

Uptake does not depend on the diameter: shares regressed on it (`split`) foretell left-out sizes of gold particles well
only where the smallest, of 1.4 nm, is among them, and from 5 nm on about as well as the mean of the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter

NAMES = ("liver", "spleen", "lung", "kidney", "elsewhere")
FILLING = ("liver", "spleen")
"""Organs whose phagocytes fill within the range of doses; the others take little each and spread it over more cells."""


@dataclass(frozen=True)
class Organs:
    """Removal from blood, how organs share it, and how much fills the phagocytes."""

    uptake: Floats = parameter("1/s", "removal of vesicles from blood by all organs, small dose")
    liver: Floats = parameter("", "weight of the liver in that removal", 1e-9, 1e3)
    spleen: Floats = parameter("", "weight of the spleen in that removal", 1e-9, 1e3)
    lung: Floats = parameter("", "weight of the lungs in that removal", 1e-9, 1e3)
    kidney: Floats = parameter("", "weight of the kidneys in that removal", 1e-9, 1e3)
    elsewhere: Floats = parameter("", "weight of all other organs in that removal", 1e-9, 1e3)
    half_filled: Floats = parameter("particle", "vesicles in blood that halve the uptake by liver and spleen", 1.0)


def shares(organs: Organs) -> dict[str, Floats]:
    """Share of each organ in the removal of a small dose, (draw,); they add up to one."""
    weights = {name: getattr(organs, name) for name in NAMES}
    whole = np.sum(list(weights.values()), axis=0)
    return {name: weight / whole for name, weight in weights.items()}


def met(organs: Organs, dose: Floats, seconds: Floats) -> Floats:
    """m: particles among which one of a dose into a vein over a time finds itself in blood, on the mean, (draw,)."""
    x = organs.uptake * seconds
    slow = np.maximum(x, 1e-3)
    mean = np.where(x > 1e-3, 1.0 / slow + np.expm1(-slow) / slow**2, 0.5 - x / 6.0)
    return np.asarray(dose * mean)


def rates(organs: Organs, met: Floats) -> dict[str, Floats]:
    """Removal by each organ, (draw,), 1/s, where a particle meets so many others in blood; none for a small dose."""
    filled = 1.0 + met / organs.half_filled
    return {
        name: organs.uptake * share / (filled if name in FILLING else 1.0) for name, share in shares(organs).items()
    }
