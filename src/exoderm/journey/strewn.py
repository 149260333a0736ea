"""How copies of one molecule are strewn over single vesicles: most carry none, a few carry several.

    P(none) = (1 + mean / k) ^ -k        negative binomial, a Poisson law whose rate differs from vesicle to vesicle
    copies per carrier = mean / (1 - P(none))

The rate follows a gamma law of shape k: k -> infinity is Poisson, P(none) = exp(-mean); a small k heaps the copies on
few vesicles. A count per vesicle cannot be read from a mean alone, so that k comes from a card and is mostly unknown.
"""

from __future__ import annotations

import numpy as np

from exoderm.journey.parameter import Floats


def carriers(mean: Floats, evenness: Floats) -> Floats:
    """Share of vesicles with at least one copy, (draw,); ``evenness`` is k."""
    return np.asarray(-np.expm1(-evenness * np.log1p(mean / evenness)))


def per_carrier(mean: Floats, share: Floats) -> Floats:
    """Mean copies in a vesicle that carries any, (draw,); NaN where none does."""
    return np.divide(mean, share, out=np.full_like(mean, np.nan), where=share > 0.0)
