"""Vesicles or particles on skin that is whole, and what of them is found below.

The receptor of an excised skin is its bottom: all that reaches the dermis in the model counts as having left, whether
or not it would have come out below, so that a bound is tried at its hardest. Lymph and blood do not flow in excised
skin; here they only take what has already been counted.
"""

from __future__ import annotations

import numpy as np

from exoderm.journey.account import LIVING, in_layer, reached
from exoderm.journey.parameter import Floats
from exoderm.journey.route.film import RUPTURED
from exoderm.journey.run import Journey, simulate, vesicles
from exoderm.qualify.case import Case
from exoderm.qualify.experiments import Outcome, Run


def run(case: Case, how: Run) -> Outcome:
    """Shares of the dose by the end: ``dermis``, ``below`` (living skin), and ``stratum_corneum``.

    ``flexible`` is delivery over that of the same particles which do not give way. ``control_share`` is what the
    scenario of the control delivers, ``control_ratio`` the same over the case.
    """
    intact = simulate(how.plan(case))
    below = _delivered(intact)
    out = {
        "dermis": reached(intact, intact.end, "dermis") / _offered(intact),
        "below": below,
        "stratum_corneum": stratum_corneum(intact),
    }
    if "flexible" in case.parts:
        stiff = {**case.scenario.get("set", {}), "skin.hindrance.give": "0"}
        out["flexible"] = below / np.maximum(_delivered(simulate(how.plan(case, set=stiff))), 1e-300)
    if case.control is not None:
        control = _delivered(simulate(how.plan(case, **case.control.scenario)))
        out |= {"control_share": control, "control_ratio": control / np.maximum(below, 1e-300)}
    return out


def stratum_corneum(journey: Journey) -> Floats:
    """Of the label in and on the skin, the share that lies in or on the stratum corneum, (draw,).

    A covalent label stays where its vesicle broke, so what ruptured on the surface counts as there. What lies in
    follicles counts neither as stratum corneum nor as gone.
    """
    end, area = journey.end, journey.plan.area
    outer = in_layer(journey, end, "stratum_corneum") + vesicles(journey.fate(end, RUPTURED)) * area
    follicles = np.zeros_like(outer)
    for i, name in enumerate(journey.store_names):
        there = vesicles(end.stores[:, :, i]) * area
        if name == "film":
            outer = outer + there
        else:
            follicles = follicles + there
    inner = reached(journey, end, *LIVING)
    return np.asarray(outer / (outer + follicles + inner))


def _delivered(journey: Journey) -> Floats:
    return np.asarray(reached(journey, journey.end, *LIVING) / _offered(journey))


def _offered(journey: Journey) -> Floats:
    return vesicles(journey.end.book.offered) * journey.plan.area
