"""Physics that several stages share: diffusion in water, hindrance in a fibre matrix. SI units throughout."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from exoderm.journey.parameter import Floats

BOLTZMANN = 1.380649e-23
"""J/K, exact."""
GAS = 8.31446261815324
"""J/(mol K), exact."""
BODY = 310.15
"""K: 37 degC."""
SKIN_SURFACE = 305.15
"""K: 32 degC, the usual temperature of skin and of diffusion cells."""
ALBUMIN = 7e-9
"""m: hydrodynamic diameter of albumin, whose removal by lymph and passage through capillaries are the references."""


def water_viscosity(kelvin: ArrayLike) -> Floats:
    """Viscosity of water in Pa s, eta = A 10^(B/(T - C)) with A = 2.414e-5 Pa s, B = 247.8 K, C = 140 K.

    Within 2.5 % of tables between 0 and 80 degC.
    """
    t = np.asarray(kelvin, dtype=np.float64)
    return np.asarray(2.414e-5 * 10.0 ** (247.8 / (t - 140.0)))


def free_diffusion(diameter: ArrayLike, kelvin: ArrayLike, viscosity: ArrayLike | None = None) -> Floats:
    """Stokes-Einstein: D0 = k T / (3 pi eta d), m^2/s, for a hydrodynamic diameter in m."""
    t = np.asarray(kelvin, dtype=np.float64)
    eta = water_viscosity(t) if viscosity is None else np.asarray(viscosity, dtype=np.float64)
    return np.asarray(BOLTZMANN * t / (3.0 * np.pi * eta * np.asarray(diameter, dtype=np.float64)))


def steric_hindrance(radius: ArrayLike, fibre_radius: ArrayLike, fibre_fraction: ArrayLike) -> Floats:
    """Ogston: F = exp(-sqrt(phi) (r_s + r_f) / r_f), what fibres leave of D by being in the way."""
    rs, rf, phi = (np.asarray(a, dtype=np.float64) for a in (radius, fibre_radius, fibre_fraction))
    return np.asarray(np.exp(-np.sqrt(phi) * (rs + rf) / rf))


def drag_hindrance(radius: ArrayLike, permeability: ArrayLike) -> Floats:
    """Brinkman (Phillips): F = 1 / (1 + r/sqrt(k) + r^2/(3 k)), the drag of a medium of Darcy permeability k in m^2."""
    r, k = np.asarray(radius, dtype=np.float64), np.asarray(permeability, dtype=np.float64)
    return np.asarray(1.0 / (1.0 + r / np.sqrt(k) + r**2 / (3.0 * k)))


def pore_hindrance(radius: ArrayLike, pore_radius: ArrayLike) -> Floats:
    """Renkin: partition times drag in a pore, (1-l)^2 (1 - 2.104 l + 2.09 l^3 - 0.95 l^5), l = r/r_p; zero from 1."""
    lam = np.minimum(np.asarray(radius, dtype=np.float64) / np.asarray(pore_radius, dtype=np.float64), 1.0)
    return np.asarray((1.0 - lam) ** 2 * np.maximum(1.0 - 2.104 * lam + 2.09 * lam**3 - 0.95 * lam**5, 0.0))


def against_flow(peclet: ArrayLike) -> Floats:
    """What is left of diffusion against an outward flow: Pe/(exp(Pe) - 1), one for Pe = 0."""
    pe = np.clip(np.asarray(peclet, dtype=np.float64), 0.0, 700.0)
    small = pe < 1e-8
    return np.asarray(np.where(small, 1.0 - pe / 2.0, pe / np.expm1(np.where(small, 1.0, pe))))


def drained(protein: Floats, vesicle: Floats, diameter: Floats) -> Floats:
    """Removal by lymph, 1/s, from that of albumin and of a 100 nm vesicle: a power law in size through both.

    Nothing is taken faster than albumin.
    """
    slope = np.log(np.maximum(vesicle, 1e-300) / np.maximum(protein, 1e-300)) / np.log(1e-7 / ALBUMIN)
    return np.asarray(protein * (np.maximum(diameter, ALBUMIN) / ALBUMIN) ** np.minimum(slope, 0.0))
