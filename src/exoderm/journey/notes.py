"""What a reader should know beside the numbers of a run: where silence or pure prior stands behind them."""

from __future__ import annotations

import numpy as np

from exoderm.journey.donor import grow
from exoderm.journey.plan import Plan
from exoderm.journey.run import Journey
from exoderm.scenario import UNDECLARED

WHAT = ("donor.population.", "donor.preparation.")


def notes(journey: Journey) -> list[str]:
    """Sentences on what is not declared and what nobody has measured."""
    plan = journey.plan
    out = []
    if plan.has("storage.history"):
        out.append("How the product was stored is not fully declared: what is missing is drawn from a wide prior.")
    if plan.scenario.product.donor == UNDECLARED:
        out.append("The source of the vesicles is not declared: sizes, cargo and purity are pure prior.")
    content = plan.table.row(grow.CONCENTRATION)
    if content.follows:
        out.append(
            "The number of vesicles is not declared: it follows from how the donor's cells make them, from their "
            "culture and from the isolation, each of them with a wide prior."
        )
    elif not content.set_by_user:
        out.append("The number of vesicles is not declared: it is pure prior.")
    if plan.systemic:
        out.append(
            "The dose goes round the skin: amounts are counted over the whole of it, with the layers of one site "
            f"({plan.scenario.person.site}), and blood brings to it only what fits the pores of its capillaries. What "
            "sticks to their walls is counted outside the skin: a label would show it in the skin all the same."
        )
    return [*out, *_prior(plan), *_carried(plan), *_person(plan)]


def _prior(plan: Plan) -> list[str]:
    """Which parts of the answer rest on a donor that nobody has measured."""
    if plan.scenario.product.donor == UNDECLARED:
        return []
    unmeasured = [
        row.parameter.meaning
        for row in plan.table
        if row.path.startswith(WHAT) and row.value.grade == 1 and not row.set_by_user and not row.follows
    ]
    if not unmeasured:
        return []
    return [f"Nobody has measured for {plan.cards['donor'].name}: {'; '.join(unmeasured)}. These are pure prior."]


def _carried(plan: Plan) -> list[str]:
    """How many vesicles carry anything of the microRNA at all."""
    share = grow.carriers(plan.acting)
    if share is None:
        return []
    low, middle, high = (f"{100 * x:.2g}" for x in np.quantile(share, (0.05, 0.5, 0.95)))
    return [f"Of a hundred vesicles {middle} ({low} to {high}) carry the microRNA at all, the others no copy of it."]


def _person(plan: Plan) -> list[str]:
    """What was said of the person and moves nothing."""
    person = plan.scenario.person
    out = []
    if person.phototype != UNDECLARED:
        out.append(
            f"Phototype {person.phototype} moves nothing in this run: no study that was read says that vesicles cross "
            "darker or lighter skin otherwise, and pigment cells are not yet among the receivers."
        )
    if plan.has("route.follicle") and not plan.table.row("skin.layers.opening_share").samples.any():
        out.append("No hair grows at this site: no dose enters a follicle, however it is rubbed in.")
    return out
