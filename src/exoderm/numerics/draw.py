"""Draw uncertain numbers so that draw 17 of a quantity is the same number in every run that shares the seed.

Numbers come from a counter-based generator (Philox 4x64; Salmon et al. 2011, doi 10.1145/2063384.2063405): the key is
a digest of seed and path, the position is the number of the draw. So nothing depends on how many draws are made, in
which order, or where. Each distribution is a frozen record that turns a probability into a value (`ppf`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
_PER_BLOCK = 4  # Philox yields four numbers per count


class FailedDrawsError(ValueError):
    """Some draws of a quantity are not numbers, so nothing may be said about their spread."""


def uniforms(seed: int, path: str, n: int, start: int = 0) -> Floats:
    """Draws start .. start+n-1 of the quantity `path`: numbers strictly between 0 and 1, (n,)."""
    if n < 0 or start < 0:
        raise ValueError(f"uniforms: {n} draws from number {start} on; neither may be below zero")
    digest = blake2b(f"{int(seed)}\0{path}".encode(), digest_size=16).digest()
    generator = np.random.Philox(key=np.frombuffer(digest, dtype="<u8").astype(np.uint64))
    generator.advance(start // _PER_BLOCK)
    skip = start % _PER_BLOCK
    raw = generator.random_raw(n + skip)[skip:]
    values: Floats = ((raw >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52
    return values


@dataclass(frozen=True)
class Fixed:
    """A number that is taken as known."""

    value: float

    def __post_init__(self) -> None:
        _require(math.isfinite(self.value), self)

    def ppf(self, u: ArrayLike) -> Floats:
        return np.full_like(np.asarray(u, dtype=np.float64), self.value)


@dataclass(frozen=True)
class Uniform:
    """Any value between two bounds, all equally likely."""

    low: float
    high: float

    def __post_init__(self) -> None:
        _require(math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high, self)

    def ppf(self, u: ArrayLike) -> Floats:
        return _within(self.low + (self.high - self.low) * np.asarray(u, dtype=np.float64), self.low, self.high)


@dataclass(frozen=True)
class LogUniform:
    """Any order of magnitude between two bounds, all equally likely."""

    low: float
    high: float

    def __post_init__(self) -> None:
        _require(0.0 < self.low < self.high < math.inf, self)

    def ppf(self, u: ArrayLike) -> Floats:
        low, high = math.log(self.low), math.log(self.high)
        return _within(np.exp(low + (high - low) * np.asarray(u, dtype=np.float64)), self.low, self.high)


@dataclass(frozen=True)
class Normal:
    """A bell around the mean, cut off at the bounds."""

    mean: float
    sd: float
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        _require(math.isfinite(self.mean) and 0.0 < self.sd < math.inf and self.low < self.high, self)

    def ppf(self, u: ArrayLike) -> Floats:
        z = truncated_normal_quantile(u, (self.low - self.mean) / self.sd, (self.high - self.mean) / self.sd)
        return _within(self.mean + self.sd * z, self.low, self.high)


@dataclass(frozen=True)
class LogNormal:
    """A bell on the logarithmic scale: median and geometric standard deviation, cut off at the bounds."""

    median: float
    gsd: float
    low: float = 0.0
    high: float = math.inf

    def __post_init__(self) -> None:
        _require(0.0 < self.median < math.inf and 1.0 < self.gsd < math.inf and 0.0 <= self.low < self.high, self)

    def ppf(self, u: ArrayLike) -> Floats:
        s, m = math.log(self.gsd), math.log(self.median)
        low = (math.log(self.low) - m) / s if self.low > 0.0 else -math.inf
        high = (math.log(self.high) - m) / s if self.high < math.inf else math.inf
        return _within(self.median * np.exp(s * truncated_normal_quantile(u, low, high)), self.low, self.high)


@dataclass(frozen=True)
class Triangular:
    """A most likely value between two bounds, with straight slopes down to both."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _require(-math.inf < self.low <= self.mode <= self.high < math.inf and self.low < self.high, self)

    def ppf(self, u: ArrayLike) -> Floats:
        p = np.asarray(u, dtype=np.float64)
        span, rise, fall = self.high - self.low, self.mode - self.low, self.high - self.mode
        values = np.where(
            p * span < rise, self.low + np.sqrt(p * span * rise), self.high - np.sqrt((1.0 - p) * span * fall)
        )
        return _within(values, self.low, self.high)


Distribution = Fixed | Uniform | LogUniform | Normal | LogNormal | Triangular


def quantiles(samples: ArrayLike, probabilities: Sequence[float], name: str) -> Floats:
    """Quantiles of one quantity over its draws (axis 0), by linear interpolation; refuses to hide failed draws."""
    values = np.asarray(samples, dtype=np.float64)
    if values.shape[0] == 0:
        raise FailedDrawsError(f"{name}: no draws, so no quantiles")
    failed = np.isnan(values).reshape(values.shape[0], -1).any(axis=1)
    if failed.any():
        first = int(np.flatnonzero(failed)[0])
        raise FailedDrawsError(
            f"{name}: {int(failed.sum())} of {values.shape[0]} draws failed (the first is draw {first}); "
            "leave them out knowingly or repair them"
        )
    spread: Floats = np.quantile(values, list(probabilities), axis=0)
    return spread


def _require(sound: bool, record: object) -> None:
    if not sound:
        raise ValueError(
            f"{record}: bounds must rise, spreads and logarithms need numbers above zero, all must be finite"
        )


def _within(values: Floats, low: float, high: float) -> Floats:
    """Rounding may step over a bound by the last digit; a draw may not."""
    return np.clip(values, low, high)


def truncated_normal_quantile(u: ArrayLike, low: float, high: float) -> Floats:
    """Quantile of a standard normal cut off at low and high; works in the tail where the probability mass lies."""
    p = np.asarray(u, dtype=np.float64)
    if low == -math.inf and high == math.inf:
        return normal_quantile(p)
    if low > 0.0:  # the upper tail is the mirrored lower one, where probabilities keep their digits
        mirrored: Floats = -truncated_normal_quantile(1.0 - p, -high, -low)
        return mirrored
    below, upto = _normal_probability(low), _normal_probability(high)
    if upto <= below:
        raise ValueError(f"normal cut off to {low:g} .. {high:g} standard deviations: no probability left there")
    return normal_quantile(below + (upto - below) * p)


def normal_probability(z: ArrayLike) -> Floats:
    """Probability of a standard normal below z, for whole arrays at once; within 1.5e-7 of the truth.

    Abramowitz and Stegun 1964, 7.1.26: a polynomial in 1/(1 + p x) times exp(-x^2).
    """
    x = np.abs(np.asarray(z, dtype=np.float64)) / math.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * x)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail = 0.5 * series * np.exp(-(x**2))
    return np.asarray(np.where(np.asarray(z) < 0.0, tail, 1.0 - tail))


def _normal_probability(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


# Wichura 1988, Applied Statistics 37:477, algorithm AS 241 (PPND16): coefficients of its three rational approximations
_CENTRE = (
    (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3),
)  # fmt: skip
_TAIL = (
    (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9),
)  # fmt: skip
_FAR = (
    (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15),
)  # fmt: skip


def normal_quantile(u: ArrayLike) -> Floats:
    """The value that a standard normal stays below with probability u (Wichura's AS 241, about 1e-16 relative)."""
    p = np.asarray(u, dtype=np.float64)
    q = p - 0.5
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.sqrt(-np.log(np.where(q < 0.0, p, 1.0 - p)))
        centre = q * _ratio(_CENTRE, 0.180625 - q * q)
        tail = np.where(r <= 5.0, _ratio(_TAIL, r - 1.6), _ratio(_FAR, r - 5.0))
    far = np.where(np.isinf(r), np.inf, tail)
    values: Floats = np.where(np.abs(q) <= 0.425, centre, np.sign(q) * far)
    return values


def _ratio(coefficients: tuple[tuple[float, ...], tuple[float, ...]], x: Floats) -> Floats:
    above, below = (np.polynomial.polynomial.polyval(x, part) for part in coefficients)
    ratio: Floats = above / below
    return ratio
