"""A named protein: its share of all protein molecules of a vesicle, so that all named ones never exceed what it holds.

copies per vesicle = protein molecules per vesicle x share x response to the cells' state
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Protein:
    """One named protein in or on the vesicles of a donor."""

    share: Floats = parameter("", "share of a vesicle's protein molecules that are this protein", 0.0, 1.0)
    evenness: Floats = parameter("", "evenness of this protein over vesicles: k of a negative binomial", 1e-4, 1e9)


def copies(protein: Protein, molecules: Floats) -> Floats:
    """Mean copies per vesicle, (draw,); ``molecules`` is the protein of a vesicle in molecules."""
    return np.asarray(molecules * protein.share)
