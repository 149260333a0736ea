"""What the state of the donor's cells does to one named cargo: copies per vesicle over those of ordinary cells.

    senescent cells: factor, mixed by their share w of the vesicles, 1 - w + w f
    stress:          factor ^ level (0: at rest, 1: as hard as cells bear)
    age:             exp(per year x (age - 30))
    culture:         factor for spheroids, for want of oxygen

One microRNA goes up where another goes down: each named cargo has draws of its own here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Response:
    """How the copies per vesicle of one cargo answer to the state of the cells."""

    senescence: Floats = parameter("", "copies of this cargo per vesicle of senescent cells over others", 0.0, 1e3)
    stress: Floats = parameter("", "copies of this cargo per vesicle of fully stressed cells over resting", 0.0, 1e3)
    per_year: Floats = parameter("1/year", "relative change of this cargo per year of the donor's age", -0.1, 0.1)
    spheroid: Floats = parameter("", "copies of this cargo per vesicle from spheroids over flat culture", 0.0, 1e3)
    hypoxia: Floats = parameter("", "copies of this cargo per vesicle in hypoxia over room air", 0.0, 1e3)


def factor(response: Response, senescent: Floats, stress: Floats, years: Floats, culture: str) -> Floats:
    """Copies per vesicle over those of ordinary cells, (draw,).

    Parameters
    ----------
    senescent: share of the vesicles that senescent cells gave off, (draw,).
    stress:    level of stress, 0 to 1, (draw,).
    years:     years of the donor's age beyond thirty, (draw,).
    culture:   ``3d``, ``hypoxia``; anything else is flat culture in room air.
    """
    mixed = 1.0 - senescent + senescent * response.senescence
    grown = {"3d": response.spheroid, "hypoxia": response.hypoxia}.get(culture, np.ones_like(mixed))
    return np.asarray(mixed * response.stress**stress * np.exp(response.per_year * years) * grown)
