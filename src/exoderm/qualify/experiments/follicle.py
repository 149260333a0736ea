"""Particles of several sizes massaged into hair follicles: how deep, and whether any gets through the wall."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from exoderm import units
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.handover import Harvest
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.route.deposit import deposit
from exoderm.journey.skin.ageing import Ageing
from exoderm.journey.skin.depth import Depth, depth_axis
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum
from exoderm.journey.skin.terms import assemble
from exoderm.journey.vial.keep import keep
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run


def run(case: Case, how: Run) -> Outcome:
    """``over_small``, ``over_large``: filling by the middle size over that by another; ``entry``: crossing rates.

    Filling of one follicle stands for depth, since an opening is filled from its mouth.
    """
    plan = how.plan(case)
    size = {name: units.read(text, "m") for name, text in case.setup.items()}
    filled = {name: fill(plan, size[name]) for name in ("small", "middle", "large")}
    return {
        "over_small": filled["middle"] / filled["small"],
        "over_large": filled["middle"] / filled["large"],
        "entry": crossing(plan, size["enters"]) / np.maximum(crossing(plan, size["stays"]), 1e-300),
    }


def fill(plan: Plan, diameter: float) -> Floats:
    """Share of the dose in follicles at application, (draw,), of particles of one size in m."""
    filled, depth = _of_size(plan, diameter), _depth(plan)
    stores = assemble(plan, filled, depth).stores
    dose = deposit(plan, keep(plan, filled), depth, stores)
    return np.asarray(dose.stores[:, 0, stores.index("follicle")] / dose.offered[:, 0])


def crossing(plan: Plan, diameter: float) -> Floats:
    """Rate at which particles of one size cross from follicles into living skin, (draw,), 1/s."""
    terms = assemble(plan, _of_size(plan, diameter), _depth(plan))
    out = terms.parts["link_out"].reshape(plan.draws, CLASSES + 1, len(terms.stores), -1)
    return np.asarray(out[:, 0, terms.stores.index("follicle")].sum(axis=1))


def _of_size(plan: Plan, diameter: float) -> Harvest:
    found = harvest(plan)
    sizes = found.diameter.copy()
    sizes[:, :CLASSES] = diameter
    return replace(found, diameter=sizes)


def _depth(plan: Plan) -> Depth:
    return depth_axis(
        plan.get("skin.layers", Layers),
        plan.get("skin.stratum_corneum", StratumCorneum),
        plan.get("skin.ageing", Ageing),
        plan.scenario.person.age,
    )
