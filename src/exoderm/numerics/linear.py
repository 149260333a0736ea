"""Small linear systems with constant rates, solved exactly: x' = A x + b over a stretch of time."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def exponential(matrix: Floats) -> Floats:
    """exp(A) of each matrix of a stack (..., s, s), by scaling and squaring of its Taylor series.

    Scaled to a norm below 1/2, where 14 terms reach rounding; then squared back. Meant for matrices of a few rows whose
    columns add up to zero or less (rates between places): their powers do not grow, and sums are kept to rounding.
    """
    norm = float(np.abs(matrix).sum(axis=-2).max(initial=0.0))
    squarings = max(0, math.ceil(math.log2(max(norm, 1e-300))) + 1)
    scaled = matrix / 2.0**squarings
    total = term = np.broadcast_to(np.eye(matrix.shape[-1]), matrix.shape)
    for k in range(1, 15):
        term = term @ scaled / k
        total = total + term
    for _ in range(squarings):
        total = total @ total
    return np.asarray(total)


def with_inflow(matrix: Floats, into: int) -> Floats:
    """A system with one more row, which holds a steady inflow into one place: (..., s, s) -> (..., s+1, s+1)."""
    s = matrix.shape[-1]
    out = np.zeros((*matrix.shape[:-2], s + 1, s + 1))
    out[..., :s, :s] = matrix
    out[..., into, s] = 1.0
    return out
