"""What a reader should know beside the numbers of a run: where silence or pure prior stands behind them."""

from __future__ import annotations

from typing import Any

import numpy as np

from exoderm.journey.donor import grow
from exoderm.journey.donor.histogram import modes
from exoderm.journey.plan import Plan
from exoderm.journey.run import Journey
from exoderm.scenario import UNDECLARED

PARTS = {
    "sizes of the vesicles": ("donor.population.median_diameter", "donor.population.diameter_gsd"),
    "number of the vesicles": (grow.CONCENTRATION,),
    "share of the particles that are vesicles": (grow.SHARE,),
    "protein beside the vesicles": ("donor.preparation.purity",),
    "protein in the vesicles": ("donor.population.protein_copies",),
    "copies of the abundant microRNA": ("donor.population.mirna_copies",),
}
"""Parts of an answer that rest on the donor, with the numbers that make them; named cargo comes to it."""


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
    return [*out, *_histogram(plan), *_prior(plan), *_carried(plan), *_named(plan)]


def pure_prior(plan: Plan) -> list[dict[str, Any]]:
    """Parts of the answer behind which no measurement stands: all that is uncertain in them is assumed."""
    parts = dict(PARTS)
    parts |= {
        f"copies of {plan.cards[f'cargo.{name}'].name} per vesicle": (
            f"cargo.{name}.transcript.abundance", f"cargo.{name}.protein.share", f"cargo.{name}.lipid.share",
        )
        for name in plan.scenario.asked()
    }  # fmt: skip
    out = []
    for label, paths in parts.items():
        rows = [row for row in plan.table if row.path in paths and row.uncertain and not row.set_by_user]
        if rows and all(row.value.grade == 1 for row in rows):
            out.append({"part": label, "inputs": [row.path for row in rows]})
    return out


def _prior(plan: Plan) -> list[str]:
    """Which parts of the answer rest on a donor that nobody has measured."""
    parts = [part["part"] for part in pure_prior(plan)]
    if not parts or plan.scenario.product.donor == UNDECLARED:
        return []
    return [f"Nobody has measured for {plan.cards['donor'].name}: {'; '.join(parts)}. These are pure prior."]


def _histogram(plan: Plan) -> list[str]:
    """What a measured histogram stands for."""
    rows = plan.scenario.product.histogram
    if rows is None:
        return []
    peaks = modes(rows)
    tops = " and ".join(f"{1e9 * d:.0f} nm" for d in peaks)
    many = f"{len(peaks)} peaks, at {tops}" if len(peaks) > 1 else f"one peak, at {tops}"
    how = "as the log-normal nearest to it" if plan.scenario.product.size_shape == grow.LOG_NORMAL else "as measured"
    return [f"Sizes come from the histogram given ({many}), used {how} and without an error of the instrument."]


def _named(plan: Plan) -> list[str]:
    """A loaded donor of which nobody says with what."""
    product = plan.scenario.product
    held = plan.acting.get("donor.loading")
    loads = held is not None and not np.array_equal(held.level, held.others)
    if loads and product.loaded == UNDECLARED and plan.scenario.asked():
        return [
            "The donor is loaded with one microRNA, but the scenario does not say which (product.loaded): every named "
            "one is taken as not loaded."
        ]
    return []


def _carried(plan: Plan) -> list[str]:
    """How many vesicles carry anything of the microRNA at all."""
    share = grow.carriers(plan.acting)
    if share is None:
        return []
    low, middle, high = (f"{100 * x:.2g}" for x in np.quantile(share, (0.05, 0.5, 0.95)))
    return [f"Of a hundred vesicles {middle} ({low} to {high}) carry the microRNA at all, the others no copy of it."]
