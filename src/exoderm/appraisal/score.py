"""How well predicted labels agree with given ones, with intervals from resampling whole documents. NumPy only.

    precision_k = hits_k / predicted_k,   recall_k = hits_k / given_k,   F1_k = 2 hits_k / (predicted_k + given_k)

Macro-F1 is the plain mean of F1 over the labels that occur among the given ones. The interval holds the middle 90 %
of 2,000 resamples of documents, drawn with replacement from a fixed seed, since sentences of one page resemble each
other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RESAMPLES = 2_000
SEED = 20_251


@dataclass(frozen=True)
class Tally:
    """Counts of (document, given label, predicted label); the last predicted column is "anything else"."""

    labels: tuple[str, ...]
    counts: Floats
    """[documents, labels, labels + 1]"""


@dataclass(frozen=True)
class Figure:
    """A statistic and the middle 90 % of its resamples; ``None`` where the statistic has no meaning."""

    value: float | None
    low: float | None
    high: float | None


def tally(documents: Sequence[str], given: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> Tally:
    """Count agreements per document; a label outside ``labels`` counts only where it was predicted as one of them."""
    names = sorted(set(documents))
    doc = {name: i for i, name in enumerate(names)}
    place = {label: i for i, label in enumerate(labels)}
    counts = np.zeros((max(len(names), 1), len(labels) + 1, len(labels) + 1))
    for where, truth, guess in zip(documents, given, predicted, strict=True):
        counts[doc[where], place.get(truth, len(labels)), place.get(guess, len(labels))] += 1
    return Tally(tuple(labels), counts)


def f1(counts: Floats) -> Floats:
    """F1 of each label from counts [..., labels + 1, labels + 1]; NaN for a label that is never given."""
    hits = np.diagonal(counts, axis1=-2, axis2=-1)[..., :-1]
    given, predicted = counts.sum(axis=-1)[..., :-1], counts.sum(axis=-2)[..., :-1]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(given > 0, 2 * hits / (given + predicted), np.nan))


def macro(counts: Floats) -> Floats:
    """Macro-F1 over the labels that are given at least once; NaN where none is."""
    each = f1(counts)
    known = ~np.isnan(each)
    total = known.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(total > 0, np.where(known, each, 0).sum(axis=-1) / total, np.nan))


def share(hits: Callable[[Floats], Floats], of: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
    """A share of two sums over the counts; NaN where there is nothing to share."""

    def ratio(counts: Floats) -> Floats:
        top, base = hits(counts), of(counts)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.where(base > 0, top / base, np.nan))

    return ratio


def measure(table: Tally, statistic: Callable[[Floats], Floats]) -> Figure:
    """A statistic of the summed counts with the middle 90 % of its resamples."""
    whole = float(statistic(table.counts.sum(axis=0)))
    if np.isnan(whole):
        return Figure(None, None, None)
    documents = len(table.counts)
    draws = np.random.default_rng(SEED).multinomial(documents, np.full(documents, 1 / documents), size=RESAMPLES)
    again = statistic(np.einsum("rd,dij->rij", draws.astype(float), table.counts))
    again = again[~np.isnan(again)]
    low, high = np.quantile(again, [0.05, 0.95]) if len(again) else (whole, whole)
    return Figure(round(whole, 4), round(float(low), 4), round(float(high), 4))
