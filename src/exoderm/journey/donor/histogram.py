"""A measured size histogram in place of a card's log-normal: its quantiles, its peaks, and the nearest log-normal.

Each count stands for a bin around its diameter; on the scale of ln d, bins meet half way between two diameters, and
within a bin vesicles are strewn evenly. A peak counts as a mode if it has a twentieth of the highest one's height and
the valley beside it falls below four fifths of the lower of both, after smoothing with a tenth of a size (about what
tracking of single particles resolves; assumed).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.numerics.draw import normal_quantile

Rows = Sequence[tuple[float, float]]
"""Diameter in nm and count, diameters rising."""

RESOLUTION = 0.1
"""Standard deviation, on the scale of ln d, of the smoothing before peaks are counted."""
SMALLEST_PEAK = 0.05
DEEPEST_VALLEY = 0.8
FARTHEST = 0.1
"""Largest distance of two cumulative shares at which a histogram still passes for a log-normal."""


def _edges(rows: Rows) -> tuple[Floats, Floats]:
    """Edges of the bins on the scale of ln d, (bin + 1,), d in m, and the cumulative share at each."""
    x = np.log(np.array([d for d, _ in rows]) * 1e-9)
    counts = np.array([n for _, n in rows], dtype=np.float64)
    half = np.diff(x) / 2.0
    edges = np.concatenate([[x[0] - half[0]], x[:-1] + half, [x[-1] + half[-1]]])
    return edges, np.concatenate([[0.0], np.cumsum(counts) / counts.sum()])


def quantiles(rows: Rows, shares: Floats) -> Floats:
    """Diameters below which these shares of the vesicles lie, m."""
    edges, below = _edges(rows)
    full = np.concatenate([[True], np.diff(below) > 0.0])  # an empty bin holds no quantile
    return np.asarray(np.exp(np.interp(shares, below[full], edges[full])))


def diameters(rows: Rows, classes: int) -> Floats:
    """Diameters of ``classes`` equal shares of the vesicles, each at its middle quantile, (class,), m."""
    return quantiles(rows, (np.arange(classes) + 0.5) / classes)


def log_normal(rows: Rows) -> tuple[float, float]:
    """Median in m and geometric standard deviation of the log-normal with the histogram's mean and spread of ln d."""
    edges, below = _edges(rows)
    share, middle, width = np.diff(below), (edges[1:] + edges[:-1]) / 2.0, np.diff(edges)
    mean = float((share * middle).sum())
    spread = float((share * ((middle - mean) ** 2 + width**2 / 12.0)).sum())
    return float(np.exp(mean)), float(np.exp(np.sqrt(spread)))


def modes(rows: Rows) -> list[float]:
    """Diameters of the peaks, m, rising."""
    x = np.log(np.array([d for d, _ in rows]) * 1e-9)
    counts = np.array([n for _, n in rows], dtype=np.float64)
    grid = np.linspace(x[0] - 3 * RESOLUTION, x[-1] + 3 * RESOLUTION, 400)
    height = (counts * np.exp(-0.5 * ((grid[:, None] - x) / RESOLUTION) ** 2)).sum(axis=1)
    rises, falls = height[1:-1] >= height[:-2], height[1:-1] > height[2:]
    peaks = [int(i) for i in np.flatnonzero(rises & falls) + 1 if height[i] >= SMALLEST_PEAK * height.max()]
    kept: list[int] = []
    for peak in peaks:
        valley = height[kept[-1] : peak].min() if kept else -np.inf
        if kept and valley > DEEPEST_VALLEY * min(height[kept[-1]], height[peak]):
            kept[-1] = max(kept[-1], peak, key=lambda i: height[i])
        else:
            kept.append(peak)
    return [float(np.exp(grid[i])) for i in kept]


def distance(rows: Rows) -> float:
    """Largest distance between the cumulative shares of the histogram and of the log-normal nearest to it."""
    edges, below = _edges(rows)
    median, gsd = log_normal(rows)
    fine = (np.arange(2000) + 0.5) / 2000
    nearest = np.log(median) + np.log(gsd) * normal_quantile(fine)
    return float(np.abs(np.interp(nearest, edges, below) - fine).max())
