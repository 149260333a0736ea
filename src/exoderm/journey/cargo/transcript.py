"""A named microRNA: how its copies stand to those of the abundant microRNA that the donor's card counts.

    copies per vesicle = copies of the donor's abundant microRNA x abundance x level x response to the cells' state

``level`` is the donor's: that of its engineered cells for the microRNA that was loaded, and for all others what its
card gives them (nothing in a vesicle that was filled with one cargo only).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Transcript:
    """One named microRNA in the vesicles of a donor."""

    abundance: Floats = parameter("", "copies of this microRNA over those of the donor's abundant one", 0.0, 1e3)
    evenness: Floats = parameter("", "evenness of this microRNA over vesicles: k of a negative binomial", 1e-4, 1e9)


def copies(transcript: Transcript, anchor: Floats, level: Floats | float = 1.0) -> Floats:
    """Mean copies per vesicle, (draw,); ``anchor`` is the donor's abundant microRNA in copies per vesicle."""
    return np.asarray(anchor * transcript.abundance * level)
