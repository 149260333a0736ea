"""Write an amount as a sum of amounts already known, place by place: what a linear map did to those, it does to it.

    target = sum_k a_k known_k + rest,   |rest| <= tolerance x scale at every place

For a linear map M that never turns something into less than nothing, |M rest| <= tolerance x M scale: a rest that is
small beside the target at every place makes an error that is small beside every result, however small that is.

Each problem is fitted by itself, and the order of its sums is always the same: the bits never depend on the batch.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

DEPENDENT = 1e-11
"""Of a known amount, what may be left beside those before it: with less it says nothing new."""

APART = 1e100
"""Above so many times the scale at any place, a known amount is left out."""


def combine(known: Floats, allowed: Mask, target: Floats, scale: Floats, tolerance: float) -> tuple[Floats, Mask]:
    """Coefficients (K, P) of the known amounts (K, P, S), and which targets (P, S) they make within the tolerance.

    Known amounts are taken in their order, as few as will do: those that are `allowed` (K, P), by Gram and Schmidt
    (twice, so that little is lost to rounding) in the measure of `scale` (P, S), all above zero. Coefficients of a
    target that cannot be made are zero.
    """
    count, P = known.shape[:2]
    coefficients, made = np.zeros((count, P)), np.zeros(P, dtype=np.bool_)
    still = np.arange(P)
    rest = target / scale
    base: list[Floats] = []  # orthonormal, (still, S) each
    parts: list[Floats] = []  # of the target along them, (still,)
    upper = np.zeros((P, count, count))  # known_k in terms of base, (still, base, k)
    for k in range(count):
        with np.errstate(over="ignore"):
            column = known[k, still] / scale[still]
        # What has much where the target has nothing is no part of it, and its square would overflow.
        column = np.where((column < APART).all(axis=1)[:, None], column, 0.0)
        first = np.sqrt((column * column).sum(axis=1))
        for _ in range(2):
            for i, one in enumerate(base):
                along = (one * column).sum(axis=1)
                upper[:, i, k] += along
                column = column - along[:, None] * one
        length = np.sqrt((column * column).sum(axis=1))
        use = allowed[k, still] & (length > DEPENDENT * first)
        one = np.where(use[:, None], column / np.where(use, length, 1.0)[:, None], 0.0)
        upper[:, k, k] = np.where(use, length, 1.0)
        upper[:, :k, k] *= use[:, None]
        along = (one * rest).sum(axis=1)
        rest = rest - along[:, None] * one
        base.append(one)
        parts.append(along)
        done = np.abs(rest).max(axis=1) <= tolerance
        if done.any():
            coefficients[: k + 1, still[done]] = _back(upper[done], [part[done] for part in parts])
            made[still[done]] = True
            still, rest, upper = still[~done], rest[~done], upper[~done]
            base, parts = [one[~done] for one in base], [part[~done] for part in parts]
        if still.size == 0:
            break
    return coefficients, made


def _back(upper: Floats, parts: list[Floats]) -> Floats:
    """Solve upper x = parts from the last row up, (k, P)."""
    found = np.zeros((len(parts), upper.shape[0]))
    for i in range(len(parts) - 1, -1, -1):
        value = parts[i]
        for j in range(i + 1, len(parts)):
            value = value - upper[:, i, j] * found[j]
        found[i] = value / upper[:, i, i]
    return found
