"""Large tracers that spread through the layers of skin once needles have carried them in."""

from __future__ import annotations

import numpy as np

from exoderm import units
from exoderm.journey.parameter import Floats
from exoderm.journey.skin.hindrance import Hindrance, dermal_diffusion
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run

SQUARE_MICROMETRE = 1e-12


def run(case: Case, how: Run) -> Outcome:
    """Diffusion coefficients in um^2/s by layer and tracer, and ``least_*``: by how much the junction is the slowest.

    ``setup`` names each tracer's hydrodynamic radius.
    """
    plan = how.many().plan(case)
    hindrance = plan.get("skin.hindrance", Hindrance)
    out: dict[str, Floats] = {}
    for tracer, radius in case.setup.items():
        size = np.full(plan.draws, 2.0 * units.read(radius, "m"))
        dermis = dermal_diffusion(hindrance, size, vesicle=False) / SQUARE_MICROMETRE
        epidermis, junction = dermis * hindrance.epidermis_ratio, dermis * hindrance.junction_ratio
        out |= {f"epidermis_{tracer}": epidermis, f"junction_{tracer}": junction, f"dermis_{tracer}": dermis}
        out[f"least_{tracer}"] = np.minimum(epidermis, dermis) / junction
    return out
