"""A finite dose on the surface: it thins as it dries, gets stronger, and stops when dry.

    h(t) = max(h_0 - e t, h_dry), C = M / (A h)

While wet, every exchange of the film goes as 1/h. What is left when it is dry lies on the surface as residue: it is not
a dose. Residue is shed with the horny layer, and vesicles rupture in it.

What the skin gives back is scaled by 1/h too, although only the film's own side should be: a horny layer that fills
faster than the film dries meets the film's first strength, not its growing one. Tried beside the exact law, this lets
in less: in the median by 1.4 through undamaged skin, by 4 through stripped skin, and hardly through needles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Film:
    """How a film dries and what becomes of the residue."""

    evaporation: Floats = parameter("m/s", "thinning of an open film")
    dry_share: Floats = parameter("", "share of the film's thickness that never evaporates", 1e-3, 1.0)
    rupture: Floats = parameter("1/s", "first-order rupture of vesicles on the surface")
    shedding: Floats = parameter("1/s", "removal of residue with sebum, touch and shed cells")


def wet_factor(film: Film, thickness: Floats, occluded: bool, seconds: Floats) -> Floats:
    """Exchange of the film relative to its start, h_0/h while wet, falling to zero at dryness; (draw, time).

    The last tenth of the thickness above h_dry is a ramp, since a film does not dry everywhere in one instant.
    """
    if occluded:
        return np.ones((thickness.shape[0], seconds.shape[0]))
    h0 = thickness[:, None]
    dry = h0 * film.dry_share[:, None]
    h = np.maximum(h0 - film.evaporation[:, None] * seconds[None, :], dry)
    ramp = np.clip((h - dry) / np.maximum(0.1 * (h0 - dry), 1e-300), 0.0, 1.0)
    return np.asarray(h0 / h * ramp)


def mean_wet_factor(film: Film, thickness: Floats, occluded: bool, edges: Floats) -> Floats:
    """Mean of :func:`wet_factor` over each stretch between rising times, (T+1,) -> (draw, T); from its integral.

    A film that is nearly dry exchanges fastest, for a moment shorter than any step that serves all draws: a value at
    one instant would miss it or take it for a whole step.
    """
    if occluded:
        return np.ones((thickness.shape[0], edges.shape[0] - 1))
    h0, speed = thickness[:, None], film.evaporation[:, None]
    dry = h0 * film.dry_share[:, None]
    ramp = np.maximum(0.1 * (h0 - dry), 1e-300)
    h = np.maximum(h0 - speed * edges[None, :], dry)
    knee = np.minimum(dry + ramp, h0)
    plain = np.log(h0 / np.maximum(h, knee))
    low = np.minimum(h, knee)
    fading = (knee - low - dry * np.log(knee / low)) / ramp
    spent = h0 / np.maximum(speed, 1e-300) * (plain + fading)
    return np.asarray(np.diff(spent, axis=1) / np.diff(edges)[None, :])


def drying_time(film: Film, thickness: Floats) -> Floats:
    """Time until an open film is dry, (draw,), s."""
    return np.asarray(thickness * (1.0 - film.dry_share) / film.evaporation)
