"""How large the vesicles of a donor are, and what each carries.

Sizes are log-normal: ln d ~ N(ln median, (ln gsd)^2). A population is cut into classes of equal number; each class is
represented by the diameter at its middle quantile. Copies are means over the population: most vesicles carry none of a
given microRNA.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.numerics.draw import normal_quantile


@dataclass(frozen=True)
class Population:
    """Sizes and cargo of the vesicles of one donor."""

    median_diameter: Floats = parameter("m", "median hydrodynamic diameter by number", 1e-8, 1e-6)
    diameter_gsd: Floats = parameter("", "geometric standard deviation of the diameter", 1.01, 4.0)
    mirna_copies: Floats = parameter("copies/particle", "mean copies of one abundant microRNA per vesicle", 0.0, 1e4)
    protein_copies: Floats = parameter("copies/particle", "mean number of protein molecules per vesicle", 0.0, 1e5)


def diameters(population: Population, classes: int) -> Floats:
    """Diameters of ``classes`` equal shares of the population, (draw, class), m."""
    middle = (np.arange(classes) + 0.5) / classes
    z = normal_quantile(middle)
    return population.median_diameter[:, None] * population.diameter_gsd[:, None] ** z[None, :]
