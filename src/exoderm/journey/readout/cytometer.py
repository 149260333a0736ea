"""Which cells shine: a cell counts as positive when its light lies above that of nearly all cells without label.

    light of a cell = A exp(s z) + m N          A exp(s z): its own, m: bright fluorophores in a labelled vesicle
    gate            = A exp(s z_g)              exceeded by the share g of cells that were given nothing
    N               ~ Poisson(l V exp(u y - u^2/2))     V: vesicles that a mean cell still shows, l: share with a label
    positive        = share of the cells, over z, y and N, whose light exceeds the gate

z and y are standard normal and independent: cells differ in their own light and in how much they take. V counts what
lies in the cell whole, the share ``surface`` of what is only bound, and of what came to lysosomes what has not yet
faded there; what was given off again is gone. Labelled vesicles are taken as alike. Light is counted in molecules of
the fluorophore, as calibrated beads do, so that no arbitrary unit enters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.numerics.draw import normal_probability, normal_quantile

LIGHTS = 24
"""Equally likely classes of cells by their own light."""
TAKERS = np.linspace(-3.5, 3.5, 29)
"""Cells by the logarithm of their uptake, in SD from the mean; weighed by the normal law."""


@dataclass(frozen=True)
class Cytometer:
    """A fluorescent label on vesicles, the light of the cells themselves, and the gate between them."""

    autofluorescence: Floats = parameter("copies/cell", "light of a middle cell without label, in fluorophores", 1.0)
    background_spread: Floats = parameter("", "spread of that light between cells, SD of its logarithm", 0.0, 3.0)
    gate: Floats = parameter("", "share of cells without label that count as positive", 1e-6, 0.02)
    labelled: Floats = parameter("", "share of the vesicles that carry the label at all", 0.0, 1.0)
    fluorophores: Floats = parameter("copies/particle", "fluorophores in a labelled vesicle", 0.0, 1e5)
    bright: Floats = parameter("", "share of the fluorophores that shine", 0.0, 1.0)
    fading: Floats = parameter("1/s", "rate at which the label loses its light in lysosomes", 0.0, 1.0)
    surface: Floats = parameter("", "share of the bound vesicles still on the cell when it is measured", 0.0, 1.0)
    uptake_spread: Floats = parameter("", "spread of uptake between cells, SD of its logarithm", 0.0, 3.0)


def visible(cytometer: Cytometer, seconds: Sequence[float], fates: Mapping[str, Floats]) -> Floats:
    """Vesicles per cell whose label would be seen at each time, (time, draw).

    Parameters
    ----------
    seconds: rising times, (time,).
    fates:   where vesicles are, (time, draw) each, by the names of :data:`exoderm.journey.cell.endosome.FATES`; what
             comes to lysosomes between two times comes evenly.
    """
    digested = fates["lysosome"]
    shining = [digested[0]]
    for i in range(1, len(seconds)):
        faded = cytometer.fading * (seconds[i] - seconds[i - 1])
        mean = np.where(faded > 1e-12, -np.expm1(-faded) / np.maximum(faded, 1e-300), 1.0)
        shining.append(shining[-1] * np.exp(-faded) + (digested[i] - digested[i - 1]) * mean)
    whole = fates["bound"] * cytometer.surface + fates["endosome"] + fates["cytosol"]
    return np.asarray(whole + np.stack(shining))


def needed(cytometer: Cytometer) -> Floats:
    """Labelled vesicles with which a middle cell passes the gate, (draw,)."""
    return np.asarray(_needed(cytometer, np.zeros((1, 1)))[0])


def positive(cytometer: Cytometer, held: Floats) -> Floats:
    """Share of cells above the gate where a mean cell shows ``held`` vesicles, (draw,) to (draw,)."""
    own = normal_quantile((np.arange(LIGHTS) + 0.5) / LIGHTS)
    weight, u = np.exp(-0.5 * TAKERS**2), cytometer.uptake_spread
    expected = cytometer.labelled * held * np.exp(u * TAKERS[:, None] - 0.5 * u**2)
    chance = at_least(_needed(cytometer, own[:, None])[:, None], expected[None]).mean(axis=0)
    seen = (weight[:, None] * chance).sum(axis=0) / weight.sum()
    # The brightest cells, which pass without a vesicle, are the gate's own share and not a class.
    return np.asarray(cytometer.gate + (1.0 - cytometer.gate) * seen)


def _needed(cytometer: Cytometer, own: Floats) -> Floats:
    """Labelled vesicles that lift cells of such light, in SD of its logarithm, to the gate; at least one."""
    bar = -normal_quantile(cytometer.gate)
    missing = np.exp(cytometer.background_spread * bar) - np.exp(cytometer.background_spread * np.minimum(own, bar))
    each = np.maximum(cytometer.fluorophores * cytometer.bright, 1e-300)
    return np.asarray(np.maximum(np.ceil(cytometer.autofluorescence * missing / each), 1.0))


def at_least(few: Floats, expected: Floats) -> Floats:
    """Chance of ``few`` or more where ``expected`` come by chance (Poisson).

    One or more exactly; else by Wilson and Hilferty's cube root, good to some thousandths and rising with what comes.
    """
    z = 3.0 * np.sqrt(few) * (np.cbrt(expected / few) - 1.0 + 1.0 / (9.0 * few))
    return np.asarray(np.where(few <= 1.0, -np.expm1(-expected), np.where(expected > 0.0, normal_probability(z), 0.0)))
