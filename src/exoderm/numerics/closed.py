"""Answers that need no grid: formulas of transport and decay with a closed form. Any consistent units."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def channel_resistance(radius: ArrayLike, length: ArrayLike, inside: ArrayLike, beyond: ArrayLike) -> Floats:
    """How hard it is to diffuse down a round channel and out of its end, time per volume.

    R = length / (pi radius^2 inside) + 1 / (4 radius beyond); `inside` and `beyond` are diffusivities, in the channel
    and past its end: first the channel, then the disc at its end facing a half-space. An amount per time of
    (difference in concentration) / R passes. Holds while what lies beyond is wide compared with the radius.
    """
    a, length = np.asarray(radius, dtype=np.float64), np.asarray(length, dtype=np.float64)
    resistance: Floats = length / (math.pi * a * a * np.asarray(inside)) + 1.0 / (4.0 * a * np.asarray(beyond))
    return resistance


def pairing(start: ArrayLike, rate: float, time: ArrayLike) -> Floats:
    """Count left when particles stick in pairs (Smoluchowski): dN/dt = -(k/2) N^2 gives N = N0 / (1 + k N0 t / 2)."""
    N0 = np.asarray(start, dtype=np.float64)
    left: Floats = N0 / (1.0 + 0.5 * rate * N0 * np.asarray(time))
    return left


def half_lives(leave: ArrayLike, go: ArrayLike, back: ArrayLike) -> tuple[Floats, Floats]:
    """Half-lives of the fast and the slow phase of :func:`two_compartments`, in the unit of time of its rates."""
    out, side, home = (np.asarray(rate, dtype=np.float64) for rate in (leave, go, back))
    fast = 0.5 * (out + side + home + np.sqrt((side + home - out) ** 2 + 4.0 * side * out))
    slow = home * out / fast
    return math.log(2.0) / fast, math.log(2.0) / slow


def two_compartments(start: float, leave: float, go: float, back: float, time: ArrayLike) -> tuple[Floats, Floats]:
    """Amounts in a central and a side compartment after a dose into the central one (biexponential decay).

        x' = -(go + leave) x + back y,   y' = go x - back y,   x(0) = start, y(0) = 0

    Rates per time. Returns x(t), y(t) in the unit of `start`. Needs go, back, leave >= 0 and two different roots.
    """
    t = np.asarray(time, dtype=np.float64)
    total, product = go + back + leave, back * leave
    spread = math.sqrt((go + back - leave) ** 2 + 4.0 * go * leave)  # = sqrt(total^2 - 4 product), without cancellation
    if spread == 0.0:
        raise ValueError("two_compartments: the two roots coincide; nothing is exchanged")
    fast = 0.5 * (total + spread)
    slow = product / fast
    quick, late = np.exp(-fast * t), np.exp(-slow * t)
    x = start * ((fast - back) * quick + (back - slow) * late) / (fast - slow)
    y = start * go * (late - quick) / (fast - slow)
    return x, y
