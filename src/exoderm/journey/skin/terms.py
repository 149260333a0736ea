"""The living skin as one line for one solver: every mechanism adds its terms here, and none calls another.

Mechanisms of the skin are always there and make the line itself; those of the route that act put stores beside it.

Travellers are the problems of the line: size classes of vesicles and the co-isolated protein cross the same skin with
their own coefficients. Shapes: P = draws x travellers, n cells, m stores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from exoderm.journey.body import flows
from exoderm.journey.cell.uptake import Uptake, cleared, half_saturation, largest
from exoderm.journey.ground import Ground, Index, Mask, Store
from exoderm.journey.handover import Harvest
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.route import channels, film, follicle
from exoderm.journey.skin.clearance import Clearance, blood_rate, lymph_rate
from exoderm.journey.skin.depth import NAMES, Depth
from exoderm.journey.skin.flow import Flow
from exoderm.journey.skin.hindrance import Hindrance, dermal_diffusion
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum, effective_diffusion, open_share

SINKS = ("lymph", "blood", "ruptured", "phagocytes")


@dataclass(frozen=True)
class Terms:
    """Coefficients of the line for all draws and travellers, and how they change after a dose."""

    parts: dict[str, Floats]
    """Constant parts, named as in the transport kernel."""
    factors: Callable[[Floats, bool], dict[str, Floats]]
    """Seconds since the last dose (T,), and whether it was washed off since -> time factors of the stores."""
    stores: tuple[str, ...]
    """Names of the stores beside the line, film first."""
    fates: tuple[str, ...]
    """Names of what stores lose amounts to."""


@dataclass(frozen=True)
class _Tissue:
    """Diffusion and fluid in each cell, (P, n)."""

    diffusion: Floats
    fluid: Floats


def assemble(plan: Plan, harvest: Harvest, depth: Depth) -> Terms:
    """All terms of the living skin."""
    draws, travellers = harvest.diameter.shape
    every = np.repeat(np.arange(draws), travellers)
    vesicle = np.tile(np.arange(travellers) < travellers - 1, draws)
    diameter = harvest.diameter.reshape(-1)
    tissue = _tissue(plan, depth, every, diameter, vesicle)
    parts = _faces(plan, depth, every, tissue)
    parts |= _sinks(plan, depth, every, diameter, vesicle)
    parts |= _captures(plan, depth, every, vesicle, tissue, parts["sink"])
    ground = Ground(
        every, diameter, vesicle, tissue.diffusion, tissue.fluid, depth.faces,
        {name: depth.top(name) for name in NAMES}, {name: depth.bottom(name) for name in NAMES},
        np.full(draws, plan.thickness), plan.scenario.dose.occluded,
    )  # fmt: skip
    beside = _stores(plan, ground)
    fates = tuple(dict.fromkeys(name for store in beside for name in store.fates))
    names = tuple(store.name for store in beside)
    return Terms(parts | _links(beside, fates, tissue.fluid.shape), partial(_factors, beside), names, fates)


def _tissue(plan: Plan, depth: Depth, every: Index, diameter: Floats, vesicle: Mask) -> _Tissue:
    layers, stratum_corneum = plan.get("skin.layers", Layers), plan.get("skin.stratum_corneum", StratumCorneum)
    hindrance = plan.get("skin.hindrance", Hindrance)
    travellers = diameter.shape[0] // plan.draws
    shape = (plan.draws, travellers)
    size = diameter.reshape(shape)
    give = np.arange(travellers) < travellers - 1

    def column(kind: Callable[[int], Floats]) -> Floats:
        return np.stack([kind(j) for j in range(travellers)], axis=1).reshape(-1)

    dermis = column(lambda j: dermal_diffusion(hindrance, size[:, j], bool(give[j])))
    gaps = column(lambda j: open_share(stratum_corneum, size[:, j]))
    through = column(lambda j: effective_diffusion(stratum_corneum, size[:, j])) / gaps
    by_layer_d = [through, dermis * hindrance.epidermis_ratio[every], dermis * hindrance.junction_ratio[every], dermis]
    by_layer_f = [gaps, layers.epidermis_fluid[every], layers.dermis_fluid[every], layers.dermis_fluid[every]]
    return _Tissue(np.stack(by_layer_d, axis=1)[:, depth.layer], np.stack(by_layer_f, axis=1)[:, depth.layer])


def _faces(plan: Plan, depth: Depth, every: Index, tissue: _Tissue) -> dict[str, Floats]:
    """Capacity, conductance and flow: cells in series, the tight junctions between stratum corneum and epidermis."""
    width = depth.widths[every]
    flow, stratum_corneum = plan.get("skin.flow", Flow), plan.get("skin.stratum_corneum", StratumCorneum)
    # A layer that lets nothing through at all (no defect, no pore) conducts next to nothing rather than 1/0.
    half = 0.5 * width / np.maximum(tissue.diffusion * tissue.fluid, 1e-200)
    between = half[:, :-1] + half[:, 1:]
    seam = int(np.argmax(depth.mask("epidermis"))) - 1
    # Under a gap lies the seam of tight junctions, open on a share of the gap's own area.
    below = tissue.diffusion[:, seam] * tissue.fluid[:, seam] * stratum_corneum.tight_share[every]
    between[:, seam] += stratum_corneum.tight_thickness[every] / np.maximum(below, 1e-200)
    conductance = np.zeros((width.shape[0], width.shape[1] + 1))
    conductance[:, 1:-1] = 1.0 / between
    drift = np.zeros_like(conductance)
    first = int(np.argmax(depth.mask("dermis"))) + 1
    # The fluid that drifts down is drained by lymph on the way and none is left at the bottom: what lymph takes of the
    # vesicles is its sink, and is not counted twice.
    top, bottom = depth.top("dermis")[:, None], depth.bottom("dermis")[:, None]
    left = (bottom - depth.faces[:, first:]) / (bottom - top)
    speed = flow.velocity * flow.retardation * plan.get("skin.layers", Layers).dermis_fluid
    drift[:, first:] = (speed[:, None] * left)[every]
    return {"capacity": tissue.fluid * width, "conductance": conductance, "flow": drift}


def _sinks(plan: Plan, depth: Depth, every: Index, diameter: Floats, vesicle: Mask) -> dict[str, Floats]:
    """First-order removal by lymph, blood, rupture and phagocytes."""
    clearance = plan.get("skin.clearance", Clearance)
    taken = Clearance(**{name: array[every] for name, array in vars(clearance).items()})
    dermis, living = depth.mask("dermis"), depth.mask("epidermis", "junction", "dermis")
    whole = np.where(vesicle, taken.rupture, taken.protein_decay)
    rates = [
        lymph_rate(taken, diameter)[:, None] * dermis,
        blood_rate(taken, diameter)[:, None] * dermis,
        whole[:, None] * np.ones(depth.layer.shape[0]),
        (taken.phagocytes * vesicle)[:, None] * living,
    ]
    return {"sink": np.stack(rates, axis=1)}


def _captures(
    plan: Plan, depth: Depth, every: Index, vesicle: Mask, tissue: _Tissue, sink: Floats
) -> dict[str, Floats]:
    """Saturable uptake by each receiving cell, per volume of fluid, and the sinks without what was theirs.

    The sink of phagocytes stands for those not asked about: those asked about take their part out of it.
    """
    most, half, left = [], [], sink.copy()
    eaten = left[:, SINKS.index("phagocytes")]
    classes = int(vesicle.sum()) // plan.draws
    for name in plan.scenario.receivers:
        uptake = plan.get(f"cell.{name}.uptake", Uptake)
        first, last = depth.top("dermis") + uptake.shallowest, depth.bottom("dermis")
        deep = np.diff(np.clip(depth.faces, first[:, None], last[:, None]), axis=1) / depth.widths
        epidermal = uptake.density_epidermis[:, None] * depth.mask("epidermis")
        density = (epidermal + uptake.density_dermis[:, None] * deep)[every]
        # Size classes compete for the same sites. They are equal in number, so each fills its share of them.
        each = density * vesicle[:, None] / tissue.fluid
        most.append((largest(uptake) / classes)[every][:, None] * each)
        half.append(np.broadcast_to((half_saturation(uptake) / classes)[every][:, None], each.shape))
        eaten -= (uptake.phagocyte * cleared(uptake))[every][:, None] * each
    np.maximum(eaten, 0.0, out=eaten)
    return {"sink": left, "saturable_max": np.stack(most, axis=1), "saturable_half": np.stack(half, axis=1)}


def _stores(plan: Plan, ground: Ground) -> list[Store]:
    """The stores of the route, film first; of a route that goes round the skin, blood and what lies beside it."""
    if plan.systemic:
        return flows.stores(plan, ground)
    found = []
    if plan.has("route.film"):
        found.append(film.store(plan.get("route.film", film.Film), ground))
    if plan.has("route.channels"):
        found[:1] = channels.stores(plan.get("route.channels", channels.Channels), ground, found[0])
    if plan.has("route.follicle"):
        layers = plan.get("skin.layers", Layers)
        found.append(follicle.store(plan.get("route.follicle", follicle.Follicle), ground, layers.follicle_depth))
    return found


def _links(beside: Sequence[Store], fates: Sequence[str], shape: tuple[int, ...]) -> dict[str, Floats]:
    """Links to cells, moves between stores and losses, as the kernel wants them."""
    (P, n), m = shape, len(beside)
    out, back = np.zeros((P, m, n)), np.zeros((P, m, n))
    move, fate = np.zeros((P, m, m)), np.zeros((P, m, len(fates)))
    names = [store.name for store in beside]
    for j, store in enumerate(beside):
        out[:, j], back[:, j] = store.out, store.back
        for name, rate in store.moves.items():
            move[:, j, names.index(name)] = rate
        for name, rate in store.fates.items():
            fate[:, j, fates.index(name)] = rate
    return {"link_out": out, "link_back": back, "store_move": move, "store_sink": fate}


def _factors(beside: Sequence[Store], seconds: Floats, washed: bool) -> dict[str, Floats]:
    """How the stores' links and moves stand at each moment, (P, m, T)."""
    links = [store.link(seconds, washed) for store in beside]
    moving = [store.moving(seconds, washed) for store in beside]
    return {
        "link_factor": _stack([out for out, _ in links]),
        "back_factor": _stack([back for _, back in links]),
        "move_factor": _stack(moving),
    }


def _stack(factors: Sequence[Floats]) -> Floats:
    return np.stack(np.broadcast_arrays(*factors), axis=1)
