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
from exoderm.journey.cell.endosome import Endosome, fates
from exoderm.journey.cell.escape import Escape
from exoderm.journey.cell.uptake import Uptake, cleared, half_saturation
from exoderm.journey.parameter import Floats
from exoderm.journey.physics import BODY, free_diffusion
from exoderm.journey.readout.cytometer import Cytometer, needed, positive, visible
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run

HOUR, DAY = 3600.0, 86400.0
PICOMOLAR = 6.02214076e14
"""Particles per m^3."""
DOSES = 10.0 ** np.linspace(-6.0, 4.0, 201)
"""pM, to find the dose of half effect."""
LOOKS = (np.arange(1, 25) / 24.0) ** 2
"""When the contents of a cell are followed, as shares of the time that the vesicles stay on."""
MOST, HALVINGS = 1e12, 30
"""Half of the cells are positive between one over so many vesicles per cell and so many; halvings to find it."""


def run(case: Case, how: Run) -> Outcome:
    """A well as ``setup`` describes it: ``cells`` per ``area`` under ``depth`` of medium, vesicles of one ``diameter``.

    ``yield_1h``, ``yield_4h``: share of the offered vesicles taken. ``ceiling``: the perfect sink over what is taken.
    With ``setup.readout`` an instrument looks at the cells. ``plateau``: share of positive cells at 200 pM after a day;
    ``flat``: that share over the share at a tenth of the dose; ``half_dose``: pM at which half are positive after a
    day; ``onset``: the share positive after 30 min at 100 pM; ``needed``: labelled vesicles that make a cell positive.
    """
    plan = how.many().plan(case, case.setup.get("readout"))
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

    if "readout" not in setup:
        offered = units.read(setup["dose"], "particle/m^3")
        hours = {h: taken(offered, h * HOUR) / (offered * depth) for h in (1, 4, 24)}
        most = {h: 2.0 * np.sqrt(diffusion * h * HOUR / np.pi) / depth for h in hours}
        margin = np.min([most[h] / hours[h] for h in hours], axis=0)
        return {"yield_1h": hours[1], "yield_4h": hours[4], "ceiling": margin}

    here, seen_by = f"cell.{plan.scenario.receivers[0]}", plan.get("readout.cytometer", Cytometer)
    sorting, escape = plan.get(f"{here}.endosome", Endosome), plan.get(f"{here}.escape", Escape)

    def shown(picomolar: float, seconds: float) -> Floats:
        """Vesicles that a mean cell still shows, (draw,)."""
        times = [0.0, *(seconds * LOOKS)]
        held = np.stack([taken(picomolar * PICOMOLAR, t) / per_area for t in times])
        where = fates(sorting, uptake.internalisation, escape.share, times, held)
        return np.asarray(visible(seen_by, times, where)[-1])

    curve, enough = np.stack([shown(dose, DAY) for dose in DOSES]), _half(seen_by)
    high, low = (positive(seen_by, shown(dose, DAY)) for dose in (200.0, 20.0))
    return {
        "plateau": high,
        "flat": high / np.maximum(low, 1e-300),
        "half_dose": np.where(curve[-1] >= enough, DOSES[np.argmax(curve >= enough, axis=0)], DOSES[-1]),
        "onset": positive(seen_by, shown(100.0, 0.5 * HOUR)),
        "needed": needed(seen_by),
    }


def _half(seen_by: Cytometer) -> Floats:
    """Vesicles that a mean cell shows when half of the cells are positive, (draw,)."""
    low, high = np.full_like(seen_by.gate, -np.log(MOST)), np.full_like(seen_by.gate, np.log(MOST))
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        enough = positive(seen_by, np.exp(middle)) >= 0.5
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.asarray(np.exp(high))


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
