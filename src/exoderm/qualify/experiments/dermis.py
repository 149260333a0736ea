"""Large tracers that spread through the layers of skin once needles have carried them in."""

from __future__ import annotations

import numpy as np

from exoderm import units
from exoderm.journey.parameter import Floats
from exoderm.journey.skin.basement import Basement, junction_diffusion
from exoderm.journey.skin.clefts import Clefts, cleft_diffusion
from exoderm.journey.skin.hindrance import Hindrance, dermal_diffusion
from exoderm.journey.skin.layers import Layers
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run

SQUARE_MICROMETRE = 1e-12


def run(case: Case, how: Run) -> Outcome:
    """Diffusion coefficients in um^2/s by layer and tracer, and ``least_*``: by how much the junction is the slowest.

    ``setup`` names each tracer's hydrodynamic radius.
    """
    plan = how.many().plan(case)
    hindrance, layers = plan.get("skin.hindrance", Hindrance), plan.get("skin.layers", Layers)
    clefts, basement = plan.get("skin.clefts", Clefts), plan.get("skin.basement", Basement)
    out: dict[str, Floats] = {}
    for tracer, radius in case.setup.items():
        size = np.full(plan.draws, 2.0 * units.read(radius, "m"))
        dermis = dermal_diffusion(hindrance, size, vesicle=False) / SQUARE_MICROMETRE
        epidermis = cleft_diffusion(clefts, hindrance, size, vesicle=False) / SQUARE_MICROMETRE
        junction = junction_diffusion(basement, hindrance, layers, size, vesicle=False) / SQUARE_MICROMETRE
        out |= {f"epidermis_{tracer}": epidermis, f"junction_{tracer}": junction, f"dermis_{tracer}": dermis}
        out[f"least_{tracer}"] = np.minimum(epidermis, dermis) / junction
    return out
