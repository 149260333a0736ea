"""From a donor's population and a preparation to what is filled into the vial."""

from __future__ import annotations

import numpy as np

from exoderm.journey.donor.population import Population, diameters
from exoderm.journey.donor.preparation import Preparation, co_isolated, vesicles
from exoderm.journey.handover import Harvest
from exoderm.journey.plan import Plan

CLASSES = 4
COMPANION = 7e-9
"""m: hydrodynamic diameter of the co-isolated protein, taken as that of albumin."""


def harvest(plan: Plan) -> Harvest:
    """Size classes of equal number, and the protein that comes along."""
    population = plan.get("donor.population", Population)
    preparation = plan.get("donor.preparation", Preparation)
    each = vesicles(preparation)[:, None] / CLASSES
    diameter = np.concatenate([diameters(population, CLASSES), np.full((plan.draws, 1), COMPANION)], axis=1)
    amount = np.concatenate([np.repeat(each, CLASSES, axis=1), co_isolated(preparation)[:, None]], axis=1)
    return Harvest(diameter, amount)
