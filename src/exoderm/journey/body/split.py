"""How organs share particles of a size that was not tried: shares regressed on the logarithm of the diameter.

Shares of a whole are compared as logarithms of their ratios to the geometric mean (centred log-ratios), where a
straight line in log d keeps them positive and adding up to one. Scored by leaving out one size at a time, beside two
rivals that know no size: the mean of the others' shares, and the mean of their log-ratios, which is where a line
without a slope lies. docs/stage/body.md has the scores, and why the model takes no line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats

LEAST = 1e-6
"""A share below what an assay can tell, which stands for none."""


@dataclass(frozen=True)
class Score:
    """Mean absolute error of shares over organs and sizes left out."""

    regression: float
    mean: float
    middle: float
    """Of the mean of the log-ratios."""
    sizes: int

    @property
    def better(self) -> bool:
        """Whether the size foretells more than either mean of the other sizes does."""
        return self.regression < min(self.mean, self.middle)


def predict(diameter: Floats, shares: Floats, at: Floats) -> Floats:
    """Shares at other diameters, (m, organ), from those at some, (n,) and (n, organ); a line needs two sizes."""
    ratios = _ratios(shares)
    design = np.stack([np.ones(diameter.shape), np.log(diameter)], axis=1)
    line, *_ = np.linalg.lstsq(design, ratios, rcond=None)
    return _closed(np.stack([np.ones(at.shape), np.log(at)], axis=1) @ line)


def average(shares: Floats) -> Floats:
    """The mean over sizes as a share of a whole, (organ,)."""
    mean = shares.mean(axis=0)
    return np.asarray(mean / mean.sum())


def middle(shares: Floats) -> Floats:
    """The mean of the log-ratios over sizes, as shares, (organ,)."""
    return np.asarray(_closed(_ratios(shares).mean(axis=0, keepdims=True))[0])


def leave_one_out(diameter: Floats, shares: Floats) -> Score:
    """Foretell each size from the others by the line and by their means; shares (size, organ) add up to one."""
    if diameter.shape[0] < 3:
        raise ValueError(f"split: {diameter.shape[0]} sizes; a line and a size left out need three")
    by_line, by_mean, by_middle = [], [], []
    for i in range(diameter.shape[0]):
        others = np.arange(diameter.shape[0]) != i
        line = predict(diameter[others], shares[others], diameter[i : i + 1])[0]
        by_line.append(np.abs(line - shares[i]).mean())
        by_mean.append(np.abs(average(shares[others]) - shares[i]).mean())
        by_middle.append(np.abs(middle(shares[others]) - shares[i]).mean())
    return Score(float(np.mean(by_line)), float(np.mean(by_mean)), float(np.mean(by_middle)), diameter.shape[0])


def _ratios(shares: Floats) -> Floats:
    logs = np.log(np.maximum(shares, LEAST))
    return np.asarray(logs - logs.mean(axis=1, keepdims=True))


def _closed(ratios: Floats) -> Floats:
    grown = np.exp(ratios - ratios.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))
