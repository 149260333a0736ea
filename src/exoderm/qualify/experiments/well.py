"""Cells at the bottom of a still well: vesicles must diffuse to them before they can be taken up.

    dC/dt = D d2C/dx2,   D dC/dx = k C at the cells,   C = C_0 at first
    taken per area = C_0 [2 sqrt(D t/pi) - (D/k)(1 - exp(h^2 D t) erfc(h sqrt(D t)))],   h = k/D

k is the fluid cleared per cell and time (the very number that acts in the dermis) times cells per area. The liquid
counts as deep; what is taken never exceeds what a perfect sink would get, 2 sqrt(D t/pi) C_0.
"""

from __future__ import annotations

import math

import numpy as np

from exoderm import units
from exoderm.journey.cell.uptake import Uptake, cleared, half_saturation
from exoderm.journey.parameter import Floats
from exoderm.journey.physics import BODY, free_diffusion
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run

HOUR, DAY = 3600.0, 86400.0
PICOMOLAR = 6.02214076e14
"""Particles per m^3."""
DOSES = 10.0 ** np.linspace(-6.0, 4.0, 201)
"""pM, to find the dose of half effect."""


def run(case: Case, how: Run) -> Outcome:
    """A well as ``setup`` describes it: ``cells`` per ``area`` under ``depth`` of medium, vesicles of one ``diameter``.

    ``yield_1h``, ``yield_4h``: share of the offered vesicles taken. ``ceiling``: the perfect sink over what is taken.
    ``plateau``: share of cells with ``seen`` vesicles or more at 200 pM after a day; ``flat``: that share at 200 pM
    over the share at a tenth of the dose; ``half_dose``: pM at which half of the cells are positive after a day;
    ``onset``: the share positive after 30 min at 100 pM.
    """
    plan = how.many().plan(case)
    uptake = plan.get(f"cell.{plan.scenario.receivers[0]}.uptake", Uptake)
    setup = case.setup
    per_area = units.read(setup["cells"], "cell") / units.read(setup["area"], "m^2")
    depth = units.read(setup["depth"], "m")
    diffusion = free_diffusion(np.full(plan.draws, units.read(setup["diameter"], "m")), BODY)
    bare, half = cleared(uptake) * per_area, half_saturation(uptake)

    def taken(concentration: Floats | float, seconds: float) -> Floats:
        """Vesicles per area, (draw,); sites saturate with what the medium offers."""
        speed = bare / (1.0 + concentration / half)
        return concentration * reach(speed, diffusion, seconds)

    if "seen" not in setup:
        offered = units.read(setup["dose"], "particle/m^3")
        hours = {h: taken(offered, h * HOUR) / (offered * depth) for h in (1, 4, 24)}
        most = {h: 2.0 * np.sqrt(diffusion * h * HOUR / np.pi) / depth for h in hours}
        margin = np.min([most[h] / hours[h] for h in hours], axis=0)
        return {"yield_1h": hours[1], "yield_4h": hours[4], "ceiling": margin}

    low, high = (units.read(setup[key], "particle") for key in ("seen", "seen_most"))
    seen = low * (high / low) ** ((np.arange(plan.draws) + 0.5) / plan.draws)

    def positive(picomolar: float, seconds: float) -> Floats:
        return at_least(taken(picomolar * PICOMOLAR, seconds) / per_area, seen)

    curve = np.stack([positive(dose, DAY) for dose in DOSES])
    return {
        "plateau": positive(200.0, DAY),
        "flat": positive(200.0, DAY) / np.maximum(positive(20.0, DAY), 1e-300),
        "half_dose": np.where(curve[-1] >= 0.5, DOSES[np.argmax(curve >= 0.5, axis=0)], DOSES[-1]),
        "onset": positive(100.0, 0.5 * HOUR),
    }


def reach(speed: Floats, diffusion: Floats, seconds: float) -> Floats:
    """Depth of liquid whose vesicles are taken within a time, (draw,), m."""
    grown = speed * np.sqrt(seconds / diffusion)
    front = 2.0 * np.sqrt(diffusion * seconds / np.pi)
    # Where the cells hardly draw on the medium, the difference below would be rounding: the series' first terms.
    slow = speed * seconds * (1.0 - 4.0 * grown / (3.0 * math.sqrt(math.pi)))
    return np.asarray(
        np.where(grown < 1e-4, slow, front - diffusion / np.maximum(speed, 1e-300) * (1.0 - scaled_erfc(grown)))
    )


def scaled_erfc(x: Floats) -> Floats:
    """exp(x^2) erfc(x) for x >= 0: from the definition, and by its asymptotic series from 8 on."""
    near = np.minimum(x, 8.0)
    plain = np.exp(near**2) * np.vectorize(math.erfc, otypes=[np.float64])(near)
    far = np.maximum(x, 8.0)
    series = (1.0 - 0.5 / far**2 + 0.75 / far**4 - 1.875 / far**6) / (far * math.sqrt(math.pi))
    return np.asarray(np.where(x < 8.0, plain, series))


def at_least(mean: Floats, seen: Floats) -> Floats:
    """Share of cells that hold ``seen`` vesicles or more if they hold ``mean`` on average, (draw,).

    Cells differ by chance alone (Poisson); beyond a few vesicles as its normal limit, which is exact enough for shares
    of cells and never falls with the dose.
    """
    z = (mean + 0.5 - seen) / np.sqrt(np.maximum(mean, 1e-12))
    normal = 0.5 * np.vectorize(math.erfc, otypes=[np.float64])(-z / math.sqrt(2.0))
    return np.asarray(np.where(seen <= 1.0, -np.expm1(-mean), normal))
