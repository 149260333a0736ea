"""What a reader should know beside the numbers of a run: where silence or pure prior stands behind them."""

from __future__ import annotations

from typing import Any

import numpy as np

from exoderm import words
from exoderm.bounds import EACH_DOSE, UNDECLARED
from exoderm.journey.carried import makers, own
from exoderm.journey.donor import grow
from exoderm.journey.donor.histogram import modes
from exoderm.journey.plan import Plan
from exoderm.journey.route import procedure
from exoderm.journey.run import Journey
from exoderm.journey.table import Row
from exoderm.journey.vial.keep import bulk_rate

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
    if plan.systemic:
        out.append(
            "The dose goes round the skin: amounts are counted over the whole of it, with the layers of one site "
            f"({plan.scenario.person.site}), and blood brings to it only what fits the pores of its capillaries. What "
            "sticks to their walls is counted outside the skin: a label would show it in the skin all the same."
        )
    out += [*_opened(plan), *_followed(journey)]
    return [*out, *_histogram(plan), *_keeping(plan), *_prior(plan), *_carried(plan), *_named(plan), *_person(plan)]


def _opened(plan: Plan) -> list[str]:
    """With which doses of a course the skin is opened."""
    doses = len(plan.opened)
    if doses < 2 or not procedure.opens(plan.acting):
        return []
    if plan.scenario.regimen.procedure == EACH_DOSE:
        said = "procedure" in plan.scenario.regimen.model_fields_set
        why = "" if said else ", since the regimen does not say when (regimen.procedure)"
        return [f"The skin is opened anew with each of the {doses} doses{why}."]
    fresh = sum(opened == 0.0 for opened in plan.opened)
    return [f"The skin is opened with {fresh} of the {doses} doses; the others meet it as it has healed since."]


def _followed(journey: Journey) -> list[str]:
    """How the doses of a course were reckoned."""
    doses = len(journey.followed)
    if doses < 2:
        return []
    each = max(journey.followed)
    mean = sum(journey.followed) / each
    if mean == doses:
        return [f"Each of the {doses} doses was followed through the skin step by step."]
    return [
        f"Of the {doses} doses {mean:.3g} were followed through the skin step by step, on average over draws "
        "and sizes. For the others sums of these stood in: what lay in the skin was such a sum to a millionth."
    ]


def _keeping(plan: Plan) -> list[str]:
    """How long vesicles last where only a prior says so: a range of times, never a time to rely on."""
    last = plan.history[-1]
    frozen = "freezing.rest_at_minus_20c" if (last.kelvin < 273.15).all() else "decay.rate_at_4c"
    row = plan.table.row(f"carrier.{'cake.rate_at_4c' if last.dry else frozen}")
    if row.set_by_user or row.value.grade > 2:
        return []
    half = np.log(2.0) / np.maximum(bulk_rate(plan, last), 1e-300)
    low, high = (words.duration(float(x)) for x in np.quantile(half, (0.05, 0.95)))
    return [
        f"How fast vesicles break in the carrier ({plan.cards['carrier'].name}) is prior: kept on as in the last spell "
        f"of its storage, half of them would be broken after a time between {low} and {high} (nine draws in ten), wall "
        "and clumping aside. How long the product keeps cannot be told from that. Counts of this very product at three "
        "times or more, at two temperatures or more, would narrow it ('exoderm fit stability')."
    ]


def pure_prior(plan: Plan) -> list[dict[str, Any]]:
    """Parts of the answer behind which no measurement stands: all that is uncertain in them is assumed."""
    parts = {label: _rows(plan, paths) for label, paths in PARTS.items()}
    parts |= {
        f"copies of {_name(plan, cargo)} per vesicle": [own(plan, cargo)]
        for cargo in plan.scenario.asked()
        if makers(plan, cargo)[0].samples.any()
    }  # fmt: skip
    return [{"part": label, "inputs": [row.path for row in rows]} for label, rows in parts.items() if _assumed(rows)]


def _rows(plan: Plan, paths: tuple[str, ...]) -> list[Row]:
    return [row for row in plan.table if row.path in paths and row.uncertain and not row.set_by_user]


def _assumed(rows: list[Row]) -> bool:
    return bool(rows) and all(row.uncertain and row.value.grade == 1 and not row.set_by_user for row in rows)


def _name(plan: Plan, cargo: str) -> str:
    return plan.cards[f"cargo.{cargo}"].name


def _prior(plan: Plan) -> list[str]:
    """Which parts of the answer rest on a donor, or on a cargo, that nobody has measured."""
    donor = plan.cards["donor"].name
    parts = [label for label, paths in PARTS.items() if _assumed(_rows(plan, paths))]
    cargo = [_name(plan, name) for name in plan.scenario.asked() if _assumed([own(plan, name)])]
    lacking = [_name(plan, name) for name in plan.scenario.asked() if not makers(plan, name)[0].samples.any()]
    out = []
    if parts and plan.scenario.product.donor != UNDECLARED:
        out.append(f"Nobody has measured for {donor}: {'; '.join(parts)}. These are pure prior.")
    if cargo := [name for name in cargo if name not in lacking]:
        out.append(f"Nobody has counted in {donor}: {', '.join(cargo)}. Their copies are pure prior.")
    if lacking:
        out.append(f"Vesicles of this donor carry none, by its card: {', '.join(lacking)}.")
    return out


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
