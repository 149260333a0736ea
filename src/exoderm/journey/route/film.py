"""A finite dose on the surface: it thins as it dries, gets stronger, and stops when dry.

    h(t) = max(h_0 - e t, h_dry), C = M / (A h)

While wet, what leaves the film goes as C, so as 1/h; what comes back into it does not. What is left when it is dry lies
on the surface as residue: it is not a dose, and a later dose does not dissolve it. Residue is shed with the stratum
corneum, and vesicles rupture in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.ground import Ground, Link, Store, Surface, When
from exoderm.journey.parameter import Floats, parameter

SHED, RUPTURED, WASHED_OUT = "shed", "ruptured on the surface", "washed out by exudate"


@dataclass(frozen=True)
class Film:
    """How a film dries and what becomes of the residue."""

    evaporation: Floats = parameter("m/s", "thinning of an open film")
    dry_share: Floats = parameter("", "share of the film's thickness that never evaporates", 1e-3, 1.0)
    rupture: Floats = parameter("1/s", "first-order rupture of vesicles on the surface")
    shedding: Floats = parameter("1/s", "removal of residue with sebum, touch and shed cells")


def wetness(film: Film, thickness: Floats, stays_wet: bool, edges: Floats) -> tuple[Floats, Floats]:
    """How a drying film exchanges, as means over each stretch between rising times, (T+1,) -> two of (draw, T).

    The first is what goes out of the film, relative to its start: h_0/h while wet. The second is what comes back into
    it: one while wet. Both fall to zero over the last tenth of the thickness above h_dry, since a film does not dry
    everywhere in one instant. Means, because a film that is nearly dry is strongest for a moment shorter than any
    step that serves all draws.
    """
    if stays_wet:
        ones = np.ones((thickness.shape[0], edges.shape[0] - 1))
        return ones, ones
    h0, speed = thickness[:, None], film.evaporation[:, None]
    dry = h0 * film.dry_share[:, None]
    ramp = np.maximum(0.1 * (h0 - dry), 1e-300)
    h = np.maximum(h0 - speed * edges[None, :], dry)
    knee = np.minimum(dry + ramp, h0)
    low, high = np.minimum(h, knee), np.maximum(h, knee)
    out = h0 * (np.log(h0 / high) + (knee - low - dry * np.log(knee / low)) / ramp)
    back = (h0 - high) + ((knee - dry) ** 2 - (low - dry) ** 2) / (2.0 * ramp)
    per = speed * np.diff(edges)[None, :]
    # A film that hardly thins within a stretch is taken at its middle: the quotient would be rounding.
    still = per < 1e-6 * h0
    middle = 0.5 * (h[:, 1:] + h[:, :-1])
    wet = np.clip((middle - dry) / ramp, 0.0, 1.0)
    per = np.where(still, 1.0, per)
    out, back = np.diff(out, axis=1) / per, np.diff(back, axis=1) / per
    return np.where(still, h0 / middle * wet, out), np.where(still, wet, back)


def wet(film: Film, ground: Ground) -> Link:
    """How strong the film is relative to its start, and how far it takes back, at each moment after a dose."""

    def link(when: When) -> tuple[Floats, Floats]:
        seconds = when.seconds
        # A wound goes on weeping when its film is washed off: what comes up is a film again.
        if when.washed and not ground.weeps:
            nothing = np.zeros((1, seconds.shape[0]))
            return nothing, nothing
        # Each moment stands for the time around it, so that the steps together take the whole integral.
        around = np.concatenate([seconds[:1], 0.5 * (seconds[1:] + seconds[:-1]), seconds[-1:]])
        strength, taking = wetness(film, ground.thickness, ground.stays_wet, around)
        return strength[ground.every], taking[ground.every]

    return link


def store(film: Film, ground: Ground, surface: Surface, wet: Link) -> Store:
    """The film beside the line: it gives to the topmost cell and takes back from it while it is wet."""
    every, whole = ground.every, surface.whole()
    out, back = np.zeros_like(ground.fluid), np.zeros_like(ground.fluid)
    out[:, 0], back[:, 0] = whole / ground.thickness[every], whole

    def link(when: When) -> tuple[Floats, Floats]:
        strength, taking = wet(when)
        down, up = surface.exchange(when.open)
        return strength * down / whole[:, None], taking * up / whole[:, None]

    fates = {SHED: film.shedding[every], RUPTURED: film.rupture[every]}
    if ground.weeps:
        fates[WASHED_OUT] = (ground.exudate / ground.thickness)[every]
    return Store("film", out, back, fates, link=link)


def drying_time(film: Film, thickness: Floats) -> Floats:
    """Time until an open film is dry, (draw,), s."""
    return np.asarray(thickness * (1.0 - film.dry_share) / np.maximum(film.evaporation, 1e-300))
