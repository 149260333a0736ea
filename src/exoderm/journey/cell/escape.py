"""What of a vesicle's cargo arrives in the cytosol, how long it stays there, and how much a cell would notice.

dn/dt = vesicles that reach the cytosol per time x copies per vesicle - loss n
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Escape:
    """Escape to the cytosol and the number of copies that acts."""

    share: Floats = parameter("", "share of vesicles taken in whose cargo reaches the cytosol", 0.0, 1.0)
    loss: Floats = parameter("1/s", "loss of a microRNA from the cytosol by decay and dilution")
    threshold: Floats = parameter(
        "copies/cell", "copies of one microRNA that visibly repress a sensitive target", 1.0, 1e7
    )


def most_present(escape: Escape, seconds: list[float], freed: Floats) -> Floats:
    """Most copies present at one time, (draw,).

    Parameters
    ----------
    seconds: rising times, (time,).
    freed:   copies freed into the cytosol until each time, (time, draw); taken as even between two times.
    """
    present = most = freed[0]
    for i in range(1, len(seconds)):
        gone = escape.loss * (seconds[i] - seconds[i - 1])
        kept = np.where(gone > 1e-12, -np.expm1(-gone) / np.maximum(gone, 1e-300), 1.0)
        present = present * np.exp(-gone) + (freed[i] - freed[i - 1]) * kept
        most = np.maximum(most, present)
    return np.asarray(most)
