"""The letters that cells of the tissue send each other anyway: the background against which a treatment stands.

A resident cell makes vesicles as a donor cell does, by the same mechanisms and in the steady state:

    secretion = (1 - s) n k_rel F k_b / (k_rel F + k_lys) + s n k_rel F F_sen k_b / (k_rel F F_sen + k_lys)
    s         = share of a young person's cells + per year x (age - 30), or as the scenario states it

with bodies made k_b, vesicles per body n, release k_rel, digestion k_lys; F is what stress of the skin does to release
and F_sen what senescence does. Both act inside, on the pool: the yield grows by less than they do, and never beyond
n k_b. Numbers come from the cell's own card; in living skin nobody has measured one of them.
"""

from __future__ import annotations

import numpy as np

from exoderm.journey.donor import ageing, stress
from exoderm.journey.donor.ageing import Ageing
from exoderm.journey.donor.biogenesis import Biogenesis, secretion
from exoderm.journey.donor.senescence import Senescence
from exoderm.journey.donor.stress import Stress
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan


def senescent(plan: Plan, name: str) -> Floats:
    """Share of senescent cells among the resident ones of a type, (draw,)."""
    share = plan.get(f"cell.{name}.senescence", Senescence).share
    if plan.has(f"cell.{name}.ageing"):
        share = share + ageing.senescent(plan.get(f"cell.{name}.ageing", Ageing))
    return np.asarray(np.clip(share, 0.0, 1.0))


def resident(plan: Plan, name: str) -> Floats:
    """Vesicles that one resident cell of a type secretes per second, mean over its senescent share, (draw,)."""
    cell, old = plan.get(f"cell.{name}.biogenesis", Biogenesis), plan.get(f"cell.{name}.senescence", Senescence)
    harder, share = stress.release(plan.get(f"cell.{name}.stress", Stress)), senescent(plan, name)
    return (1.0 - share) * secretion(cell, harder) + share * secretion(cell, old.release * harder)
