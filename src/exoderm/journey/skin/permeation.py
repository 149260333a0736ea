"""How fast a small molecule dissolved in water crosses human stratum corneum: the permeability coefficient Kp.

    1/Kp = 1/(K_lipid + K_pore) + 1/K_beyond
    log10 K_lipid  = a + b logP - c MW/100          solubility-diffusion through the lipid (form of Potts and Guy)
    log10 K_pore   = d - e log10(MW/100)            polar path beside it; a smooth cut with size, not a wall
    log10 K_beyond = f - g log10(MW/100)            what a greasy molecule meets once the lipid no longer holds it back

``K_beyond`` stands for living epidermis, release from the lipid and all else that hinders large lipophiles in a
diffusion cell; the measurements do not tell these apart. Kp in cm/s, MW in g/mol. The seven coefficients are fitted,
not derived; their covariance and the scatter of compounds about the curve give the interval. Steady state, aqueous
vehicle, whole stratum corneum: no vehicle effects, no needling, nothing about a vesicle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from exoderm.library import shelf
from exoderm.library.value import Frozen

Floats = NDArray[np.float64]

NAMES = ("lipid", "lipid_logp", "lipid_size", "pore", "pore_size", "beyond", "beyond_size")
"""a, b, c, d, e, f, g of the equations above."""
NORMAL_90 = 1.6448536269514722
POSSIBLE_LOGP = (-60.0, 60.0)
"""Beyond it less than one molecule in all the water on Earth would be in the other phase."""
POSSIBLE_MW = (1.0, 1e12)
"""g/mol: from a proton to the largest chromosome."""

Finite = Annotated[float, Field(allow_inf_nan=False)]
Row = tuple[Finite, ...]


class Coefficient(Frozen):
    """One fitted number with its meaning."""

    value: Finite
    unit: str = ""
    meaning: str


class Domain(Frozen):
    """Where compounds were measured: a box, and in it an ellipse in (logP, MW/100)."""

    logp: tuple[Finite, Finite]
    mw: tuple[Finite, Finite]
    centre: tuple[Finite, Finite]
    precision: tuple[tuple[Finite, Finite], tuple[Finite, Finite]]
    radius: Finite = Field(gt=0)


class Scatter(Frozen):
    """How far medians of compounds lie from the curve: SD = base (MW/200)^size exp(grease max(logP - 3, 0)).

    Small molecules lie close; large and greasy ones, measured by fewer and with more trouble, do not.
    """

    base: Finite = Field(gt=0, description="log10 units")
    size: Finite
    grease: Finite


class Permeability(Frozen):
    """A fitted barrier: coefficients, their covariance, the scatter of compounds, and where they were measured."""

    name: str
    about: str
    origin: str
    compounds: int = Field(gt=len(NAMES))
    coefficients: dict[str, Coefficient]
    covariance: tuple[Row, ...]
    scatter: Scatter
    domain: Domain
    not_known: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Permeability:
        if tuple(self.coefficients) != NAMES:
            raise ValueError(f"the coefficients must be {', '.join(NAMES)}, in this order")
        if [len(row) for row in self.covariance] != [len(NAMES)] * len(NAMES):
            raise ValueError(f"the covariance must have {len(NAMES)} rows of {len(NAMES)} numbers")
        return self

    @property
    def mean(self) -> Floats:
        """(7,) coefficients in the order of :data:`NAMES`."""
        return np.array([self.coefficients[name].value for name in NAMES])


@dataclass(frozen=True)
class Prediction:
    """log10 of Kp in cm/s with nine tenths of unseen compounds between low and high, (n,)."""

    log_kp: Floats
    low: Floats
    high: Floats
    inside: NDArray[np.bool_]


def log_kp(coefficients: Floats, logp: Floats, mw: Floats) -> Floats:
    """log10 Kp, cm/s, of molecules (n,) by logP and MW (g/mol)."""
    lipid, pore, beyond = _paths(coefficients, logp, mw)
    return -_log_sum(-_log_sum(lipid, pore), -beyond)


def slopes(coefficients: Floats, logp: Floats, mw: Floats) -> Floats:
    """Derivatives of :func:`log_kp` by the seven coefficients, (n, 7)."""
    lipid, pore, beyond = _paths(coefficients, logp, mw)
    stratum_corneum = _log_sum(lipid, pore)
    by_lipid = 10.0 ** (lipid - stratum_corneum)
    by_stratum = 10.0 ** (-stratum_corneum + -_log_sum(-stratum_corneum, -beyond))
    size, one = np.log10(mw / 100.0), np.ones_like(logp)
    parts = (
        by_stratum * by_lipid * np.array([one, logp, -mw / 100.0]),
        by_stratum * (1.0 - by_lipid) * np.array([one, -size]),
        (1.0 - by_stratum) * np.array([one, -size]),
    )
    return np.concatenate(parts).T


def predict(barrier: Permeability, logp: Floats, mw: Floats) -> Prediction:
    """Kp of molecules (n,) with the 90 % interval for a compound that was never measured.

    Var = scatter^2 + J C J^T: how compounds scatter about the curve, and how well the curve is known there.
    """
    J = slopes(barrier.mean, logp, mw)
    own = scatter(barrier.scatter, barrier.domain, logp, mw)
    spread = np.sqrt(own**2 + np.einsum("ni,ij,nj->n", J, np.array(barrier.covariance), J))
    middle = log_kp(barrier.mean, logp, mw)
    return Prediction(
        middle, middle - NORMAL_90 * spread, middle + NORMAL_90 * spread, distance(barrier.domain, logp, mw) <= 1.0
    )


def scatter(about: Scatter, domain: Domain, logp: Floats, mw: Floats) -> Floats:
    """SD of compounds about the curve, (n,), log10 units; beyond the measured range that of its edge."""
    logp, mw = np.clip(logp, *domain.logp), np.clip(mw, *domain.mw)
    return np.asarray(about.base * (mw / 200.0) ** about.size * np.exp(about.grease * np.maximum(logp - 3.0, 0.0)))


def distance(domain: Domain, logp: Floats, mw: Floats) -> Floats:
    """How far from the measured compounds, 1 at the edge, (n,): Mahalanobis distance, infinite outside the box."""
    off = np.stack([logp, mw / 100.0]) - np.array(domain.centre)[:, None]
    far = np.sqrt(np.einsum("in,ij,jn->n", off, np.array(domain.precision), off)) / domain.radius
    low, high = np.array([domain.logp, domain.mw]).T
    in_box = np.all((low[:, None] <= [logp, mw]) & ([logp, mw] <= high[:, None]), axis=0)
    return np.where(in_box, far, np.inf)


def side(domain: Domain, logp: float, mw: float) -> str:
    """Which edge of the measured range a molecule lies beyond, in words; empty inside."""
    found = [
        f"{name} {value:.4g} is {'below' if value < low else 'above'} the measured range ({low:.3g} to {high:.3g})"
        for name, value, (low, high) in (("logp", logp, domain.logp), ("mw", mw, domain.mw))
        if not low <= value <= high
    ]
    if not found and distance(domain, np.array([logp]), np.array([mw]))[0] > 1.0:
        usual_logp = "lower" if logp > domain.centre[0] else "higher"
        heavy = "heavy" if mw / 100.0 > domain.centre[1] else "light"
        found = [
            f"logp {logp:.3g} with mw {mw:.4g} is a pairing not measured: so {heavy} a molecule had {usual_logp} logp"
        ]
    return "; ".join(found)


def impossible(logp: float, mw: float) -> str:
    """Why no molecule can have these numbers, in words; empty where one can."""
    for name, value, (low, high) in (("logp", logp, POSSIBLE_LOGP), ("mw", mw, POSSIBLE_MW)):
        if not math.isfinite(value):
            return f"{name} is not a finite number"
        if not low <= value <= high:
            unit = " g/mol" if name == "mw" else ""
            return f"{name} {value:.4g} is impossible: {low:g} to {high:g}{unit} can be"
    return ""


@lru_cache(maxsize=1)
def human() -> Permeability:
    """The fitted human stratum corneum."""
    return shelf.find("permeability", "human", Permeability)


def _paths(coefficients: Floats, logp: Floats, mw: Floats) -> tuple[Floats, Floats, Floats]:
    a, b, c, d, e, f, g = coefficients
    size = np.log10(mw / 100.0)
    return a + b * logp - c * mw / 100.0, d - e * size, f - g * size


def _log_sum(x: Floats, y: Floats) -> Floats:
    """log10(10^x + 10^y) without overflow."""
    return np.asarray(np.logaddexp(x * math.log(10.0), y * math.log(10.0)) / math.log(10.0))
