"""The living skin as one line for one solver: every mechanism adds its terms here, and none calls another.

Travellers are the problems of the line: size classes of vesicles and the co-isolated protein cross the same skin with
their own coefficients. Shapes: P = draws x travellers, n cells, m stores.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exoderm.journey.cell.uptake import Uptake, cleared, half_saturation, largest
from exoderm.journey.handover import Harvest
from exoderm.journey.parameter import Floats
from exoderm.journey.physics import BODY, against_flow, free_diffusion
from exoderm.journey.plan import Plan
from exoderm.journey.route import channels as needle
from exoderm.journey.route.deposit import stores
from exoderm.journey.route.film import Film, wetness
from exoderm.journey.route.follicle import Follicle
from exoderm.journey.skin.clearance import Clearance, blood_rate, lymph_rate
from exoderm.journey.skin.depth import Depth, overlap
from exoderm.journey.skin.flow import Flow
from exoderm.journey.skin.hindrance import Hindrance, dermal_diffusion
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum, effective_diffusion, open_share

Index = NDArray[np.int64]
"""Draw of each problem."""
Mask = NDArray[np.bool_]

SINKS = ("lymph", "blood", "ruptured", "phagocytes")
FATES = ("shed", "ruptured on the surface", "expelled from follicles")


@dataclass(frozen=True)
class Terms:
    """Coefficients of the line for all draws and travellers, and how they change after a dose."""

    parts: dict[str, Floats]
    """Constant parts, named as in the transport kernel."""
    factors: Callable[[Floats, bool], dict[str, Floats]]
    """Seconds since the last dose (T,), and whether it was washed off since -> time factors of the stores."""


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
    links, factors = _stores(plan, depth, every, diameter, tissue)
    return Terms(parts | links, factors)


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
        deep = overlap(depth.faces, depth.top("dermis") + uptake.shallowest, depth.bottom("dermis")) / depth.widths
        epidermal = uptake.density_epidermis[:, None] * depth.mask("epidermis")
        density = (epidermal + uptake.density_dermis[:, None] * deep)[every]
        # Size classes compete for the same sites. They are equal in number, so each fills its share of them.
        each = density * vesicle[:, None] / tissue.fluid
        most.append((largest(uptake) / classes)[every][:, None] * each)
        half.append(np.broadcast_to((half_saturation(uptake) / classes)[every][:, None], each.shape))
        eaten -= (uptake.phagocyte * cleared(uptake))[every][:, None] * each
    np.maximum(eaten, 0.0, out=eaten)
    return {"sink": left, "saturable_max": np.stack(most, axis=1), "saturable_half": np.stack(half, axis=1)}


def _stores(
    plan: Plan, depth: Depth, every: Index, diameter: Floats, tissue: _Tissue
) -> tuple[dict[str, Floats], Callable[[Floats, bool], dict[str, Floats]]]:
    """Film, channels and follicles beside the line: links to cells, moves between them, fates, and time factors."""
    names = stores(plan)
    P, n, m = diameter.shape[0], depth.layer.shape[0], len(names)
    out, back = np.zeros((P, m, n)), np.zeros((P, m, n))
    move, fate = np.zeros((P, m, m)), np.zeros((P, m, len(FATES)))
    h0 = np.full(plan.draws, plan.thickness)
    if "film" in names:
        film = plan.get("route.film", Film)
        top = 2.0 * tissue.diffusion[:, 0] * tissue.fluid[:, 0] / depth.widths[every][:, 0]
        out[:, 0, 0], back[:, 0, 0] = top / plan.thickness, top
        fate[:, 0, 0], fate[:, 0, 1] = film.shedding[every], film.rupture[every]
    if "channels" in names:
        j = names.index("channels")
        channels = plan.get("route.channels", needle.Channels)
        bottom = np.minimum(needle.length(channels), depth.bottom("dermis"))
        space = np.maximum(needle.area_share(channels) * needle.length(channels), 1e-30)[every]
        lengths = overlap(depth.faces, depth.top("epidermis"), bottom)
        end = np.argmax(depth.faces[:, 1:] >= bottom[:, None], axis=1)
        sides = needle.wall_exchange(channels)[every][:, None] * lengths[every]
        sides[np.arange(P), end[every]] += needle.end_exchange(channels)[every]
        wall = sides * tissue.diffusion * tissue.fluid
        out[:, j, :], back[:, j, :] = wall / space[:, None], wall
        inward, weeping = (
            needle.film_exchange(channels)[every] * free_diffusion(diameter, BODY),
            channels.exudate[every],
        )
        move[:, 0, j] = inward / plan.thickness
        move[:, j, 0] = (inward + weeping) / space
    if "follicle" in names:
        j = names.index("follicle")
        follicle, layers = plan.get("route.follicle", Follicle), plan.get("skin.layers", Layers)
        along = overlap(
            depth.faces,
            depth.top("epidermis"),
            np.maximum(layers.follicle_depth, depth.bottom("stratum_corneum") + 1e-6),
        )
        place = along / along.sum(axis=1, keepdims=True)
        out[:, j, :] = (follicle.crossing[:, None] * place)[every]
        fate[:, j, 2] = follicle.clearing[every]

    def factors(seconds: Floats, washed: bool) -> dict[str, Floats]:
        link, back, moving = (np.ones((P, m, seconds.shape[0])) for _ in range(3))
        if "film" in names:
            # Each node stands for the time around it, so that the steps together take the whole integral.
            around = np.concatenate([seconds[:1], 0.5 * (seconds[1:] + seconds[:-1]), seconds[-1:]])
            wet, there = wetness(plan.get("route.film", Film), h0, plan.scenario.dose.occluded, around)
            link[:, 0, :], back[:, 0, :] = (0.0, 0.0) if washed else (wet[every], there[every])
        if "channels" in names:
            channels = plan.get("route.channels", needle.Channels)
            j = names.index("channels")
            gape = needle.open_share(channels, plan.scenario.dose.occluded, seconds)[every]
            whole = (needle.film_exchange(channels)[every] * free_diffusion(diameter, BODY))[:, None]
            whole = np.maximum(whole, 1e-200)  # no channels at all, or all of them closed: no exchange rather than 0/0
            weeping = channels.exudate[every][:, None]
            outward = weeping * needle.fading(channels, seconds)[every]
            inward = whole * gape * against_flow(outward / np.maximum(whole * gape, 1e-200))
            link[:, j, :] = back[:, j, :] = gape
            moving[:, 0, :] = link[:, 0, :] * inward / whole
            moving[:, j, :] = (inward * back[:, 0, :] + outward) / (whole + weeping)
        return {"link_factor": link, "back_factor": back, "move_factor": moving}

    links = {"link_out": out, "link_back": back, "store_move": move, "store_sink": fate}
    return links, factors
