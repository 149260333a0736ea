"""What age takes from the thickness of skin: a share per decade, counted from the age at which it was measured.

    thickness(age) = thickness (1 - loss)^((age - reference) / 10 years)

The stratum corneum keeps its thickness with age (Grove 1981), and water loss does not rise with it (Kottner 2013), so
thickness and gaps of the barrier at rest are left as they are. What age slows is its renewal and its repair, which act
over weeks and not on a dose.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Ageing:
    """Thinning of the living layers with age."""

    epidermis_loss: Floats = parameter("", "share of the living epidermis lost per decade of age", 0.0, 0.5)
    dermis_loss: Floats = parameter("", "share of the dermis lost per decade of age", 0.0, 0.5)
    reference: Floats = parameter("year", "age of the people whose skin was measured", 18.0, 95.0)


def thinned(thickness: Floats, loss: Floats, reference: Floats, age: float) -> Floats:
    """Thickness at an age in years, (draw,), in the unit of ``thickness``."""
    return np.asarray(thickness * (1.0 - loss) ** ((age - reference) / 10.0))
