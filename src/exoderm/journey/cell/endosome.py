"""What becomes of the vesicles that a cell has taken from the fluid: bound, early endosome, then one of three ends.

    dB/dt = u - k_int B        dE/dt = k_int B - (k_rec + k_lys + k_esc) E        u: taken from the fluid per time
    recycled: k_rec E   lysosome: k_lys E   cytosol: k_esc E,    k_esc = f/(1 - f) (k_rec + k_lys)

f is the share that escapes. Between two times at which uptake is known, u is even and the chain has a closed form.
Recycled is what leaves the cell again: it is no longer a whole vesicle of the product and does not return to the fluid.
The five add up to what was taken up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter

FATES = ("bound", "endosome", "recycled", "lysosome", "cytosol")
"""Where vesicles that were taken up are: on the surface, in early endosomes, or at one of three ends."""


@dataclass(frozen=True)
class Endosome:
    """Sorting in the early endosome."""

    recycling: Floats = parameter("1/s", "rate from early endosomes back out of the cell", 0.0, 1.0)
    lysosome: Floats = parameter("1/s", "rate from early endosomes to lysosomes", 1e-9, 1.0)


def fates(
    endosome: Endosome, internalisation: Floats, escape: Floats, seconds: Sequence[float], taken_up: Floats
) -> Mapping[str, Floats]:
    """Where what was taken up is at each time: one array (time, draw) per name of :data:`FATES`.

    Parameters
    ----------
    endosome:        rates of sorting.
    internalisation: rate at which bound vesicles are taken in, (draw,), 1/s.
    escape:          share of the vesicles taken in that reach the cytosol, (draw,).
    seconds:         rising times, (time,).
    taken_up:        vesicles taken from the fluid until each time, (time, draw); taken as even between two times.
    """
    kept = np.minimum(escape, 1.0 - 1e-12)
    leaving = (endosome.recycling + endosome.lysosome) / (1.0 - kept)
    ends = {
        "recycled": endosome.recycling / leaving,
        "lysosome": endosome.lysosome / leaving,
        "cytosol": kept,
    }
    # What is there when the history begins is bound.
    state = {name: np.zeros_like(taken_up[0]) for name in FATES} | {"bound": taken_up[0]}
    course = [state]
    for i in range(1, len(seconds)):
        step, new = seconds[i] - seconds[i - 1], taken_up[i] - taken_up[i - 1]
        settled = new / (internalisation * step)  # bound at balance with this uptake
        off = state["bound"] - settled
        bound = settled + off * np.exp(-internalisation * step)
        inward = np.maximum(state["bound"] + new - bound, 0.0)
        stay = np.exp(-leaving * step)
        endosomes = state["endosome"] * stay + internalisation * (
            settled * -np.expm1(-leaving * step) / leaving + off * _between(internalisation, leaving, step)
        )
        out = np.maximum(state["endosome"] + inward - endosomes, 0.0)
        state = {"bound": bound, "endosome": np.maximum(state["endosome"] + inward - out, 0.0)}
        state |= {name: course[-1][name] + out * share for name, share in ends.items()}
        course.append(state)
    return {name: np.stack([at[name] for at in course]) for name in FATES}


def _between(a: Floats, b: Floats, step: float) -> Floats:
    """(exp(-a t) - exp(-b t)) / (b - a), also where a and b are alike."""
    gap = np.abs(b - a) * step
    mean = np.where(gap > 1e-12, -np.expm1(-gap) / np.maximum(gap, 1e-300), 1.0)
    return np.asarray(step * np.exp(-np.minimum(a, b) * step) * mean)
