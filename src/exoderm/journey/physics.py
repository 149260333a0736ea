"""Physics that several stages share: diffusion in water, hindrance in a fibre matrix. SI units throughout."""

from __future__ import annotations

from collections.abc import Callable

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

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(96)
_FAR = 8.0
"""Standard deviations beyond which no pore or gap is looked for."""


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


def fibre_partition(radius: ArrayLike, fibre_radius: ArrayLike, fibre_fraction: ArrayLike) -> Floats:
    """Ogston: share of a fibre matrix that the centre of a sphere can be in, exp(-phi (1 + r_s/r_f)^2)."""
    rs, rf, phi = (np.asarray(a, dtype=np.float64) for a in (radius, fibre_radius, fibre_fraction))
    return np.asarray(np.exp(-phi * (1.0 + rs / rf) ** 2))


def pore_hindrance(radius: ArrayLike, pore_radius: ArrayLike) -> Floats:
    """Renkin: partition times drag in a pore, (1-l)^2 (1 - 2.104 l + 2.09 l^3 - 0.95 l^5), l = r/r_p; zero from 1."""
    lam = np.minimum(np.asarray(radius, dtype=np.float64) / np.asarray(pore_radius, dtype=np.float64), 1.0)
    return np.asarray((1.0 - lam) ** 2 * np.maximum(1.0 - 2.104 * lam + 2.09 * lam**3 - 0.95 * lam**5, 0.0))


def slit_room(radius: ArrayLike, half_width: ArrayLike) -> Floats:
    """Share of a slit that the centre of a sphere can be in: 1 - l, l = r/h; zero from 1."""
    lam = np.asarray(radius, dtype=np.float64) / np.asarray(half_width, dtype=np.float64)
    return np.asarray(np.maximum(1.0 - lam, 0.0))


def slit_hindrance(radius: ArrayLike, half_width: ArrayLike) -> Floats:
    """Room times drag on diffusion between two walls (Dechadilok and Deen), zero from l = r/h = 1 on.

    1 + (9/16) l ln l - 1.19358 l + 0.4285 l^3 - 0.3192 l^4 + 0.08428 l^5.
    """
    lam = np.minimum(np.asarray(radius, dtype=np.float64) / np.asarray(half_width, dtype=np.float64), 1.0)
    log = np.log(np.maximum(lam, 1e-300))
    series = 1.0 + 0.5625 * lam * log - 1.19358 * lam + 0.4285 * lam**3 - 0.3192 * lam**4 + 0.08428 * lam**5
    return np.asarray(np.maximum(series, 0.0) * (lam < 1.0))


def slit_flow(radius: ArrayLike, half_width: ArrayLike) -> Floats:
    """What a fluid carries of spheres through a slit, over what it holds before (Dechadilok and Deen); zero from 1.

    1 - 3.02 l^2 + 5.776 l^3 - 12.3675 l^4 + 18.9775 l^5 - 15.2185 l^6 + 4.8525 l^7, l = r/h.
    """
    lam = np.minimum(np.asarray(radius, dtype=np.float64) / np.asarray(half_width, dtype=np.float64), 1.0)
    terms = (1.0, 0.0, -3.02, 5.776, -12.3675, 18.9775, -15.2185, 4.8525)
    return np.asarray(np.maximum(np.polynomial.polynomial.polyval(lam, terms), 0.0))


def over_widths(passes: Callable[[Floats, Floats], Floats], radius: Floats, middle: Floats, spread: Floats) -> Floats:
    """Mean of ``passes(radius, width)`` over log-normal widths, for what is zero where a width is below the radius.

    ``middle`` is the median width by area, ``spread`` its geometric standard deviation; all (P,).
    """
    log_spread = np.log(np.maximum(spread, 1.0 + 1e-6))
    low = np.clip(np.log(np.maximum(radius, 1e-300) / middle) / log_spread, -_FAR, _FAR)
    z = 0.5 * (_FAR - low)[:, None] * (_NODES + 1.0) + low[:, None]
    density = np.exp(-0.5 * z**2) / np.sqrt(2.0 * np.pi)
    inside = passes(radius[:, None], middle[:, None] * np.exp(log_spread[:, None] * z))
    # Summed row by row: a product with a vector would round a row by how many others there are.
    return np.asarray(0.5 * (_FAR - low) * (density * inside * _WEIGHTS).sum(axis=1))


def against_flow(peclet: ArrayLike) -> Floats:
    """What is left of diffusion against an outward flow: Pe/(exp(Pe) - 1), one for Pe = 0."""
    pe = np.clip(np.asarray(peclet, dtype=np.float64), 0.0, 700.0)
    small = pe < 1e-8
    return np.asarray(np.where(small, 1.0 - pe / 2.0, pe / np.expm1(np.where(small, 1.0, pe))))


def pulse_depth(energy: ArrayLike, per_volume: ArrayLike, diameter: ArrayLike) -> Floats:
    """Depth to which a pulse of light acts whose energy changes so much per volume under a round spot, m."""
    e, w, d = (np.asarray(a, dtype=np.float64) for a in (energy, per_volume, diameter))
    return np.asarray(e / (w * np.pi * d**2 / 4.0))
