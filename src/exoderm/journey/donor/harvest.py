"""From a donor's population and a preparation to what is filled into the vial.

A measured histogram that is used as it is stands in place of the card's sizes, the same in every draw: its classes are
equal shares of what was counted, so that each of two peaks has classes of its own.
"""

from __future__ import annotations

import numpy as np

from exoderm.journey.donor import grow, histogram
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
    product = plan.scenario.product
    if product.histogram is None or product.size_shape == grow.LOG_NORMAL:
        sizes = diameters(population, CLASSES)
    else:
        sizes = np.tile(histogram.diameters(product.histogram, CLASSES), (plan.draws, 1))
    diameter = np.concatenate([sizes, np.full((plan.draws, 1), COMPANION)], axis=1)
    amount = np.concatenate([np.repeat(each, CLASSES, axis=1), co_isolated(preparation)[:, None]], axis=1)
    return Harvest(diameter, amount)
