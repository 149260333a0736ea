"""The living skin as one line for one solver: every mechanism adds its terms here, and none calls another.

Mechanisms of the skin are always there and make the line itself; those of the route that act put stores beside it.

Travellers are the problems of the line: size classes of vesicles and the co-isolated protein cross the same skin with
their own coefficients. Shapes: P = draws x travellers, n cells, m stores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from exoderm.journey.body import flows
from exoderm.journey.cell.uptake import Uptake, half_saturation, largest
from exoderm.journey.ground import Course, Ground, Index, Mask, Store, Surface, When, always
from exoderm.journey.handover import Harvest
from exoderm.journey.parameter import Floats, repeated
from exoderm.journey.physics import SKIN_SURFACE, free_diffusion
from exoderm.journey.plan import Plan
from exoderm.journey.route import channels, closing, columns, current, film, follicle, poration, tips
from exoderm.journey.route.deposit import device_depth, thickness
from exoderm.journey.skin.basement import Basement
from exoderm.journey.skin.clearance import Clearance, blood_rate, lymph_rate
from exoderm.journey.skin.clefts import Clefts
from exoderm.journey.skin.depth import NAMES, Depth
from exoderm.journey.skin.flow import Flow
from exoderm.journey.skin.hindrance import Hindrance
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum
from exoderm.journey.skin.tissue import Tissue, tissue
from exoderm.journey.skin.weeping import Weeping

SINKS = ("lymph", "blood", "ruptured", "phagocytes")


@dataclass(frozen=True)
class Terms:
    """Coefficients of the line for all draws and travellers, and how they change after a dose."""

    parts: dict[str, Floats]
    """Constant parts, named as in the transport kernel."""
    factors: Callable[[When], dict[str, Floats]]
    """Moments after a dose (T,) -> time factors of stores and faces."""
    stores: tuple[str, ...]
    """Names of the stores beside the line, film first."""
    fates: tuple[str, ...]
    """Names of what stores lose amounts to."""
    lifted: Mapping[str, str]
    """Stores that are taken off with the dose -> fate of what is still in them."""


@dataclass(frozen=True)
class _Faces:
    """What leads through each face, (P, n+1); the topmost, between film and first cell, is for the film."""

    parts: dict[str, Floats]
    """Conductance and flow, and what of them varies, named as in the transport kernel."""
    opening: Course
    pushing: Course

    def line(self) -> dict[str, Floats]:
        """For the kernel, to which the surface is sealed; parts that are all zero are left out."""
        inner = {name: np.concatenate([np.zeros((part.shape[0], 1)), part[:, 1:]], axis=1)
                 for name, part in self.parts.items()}  # fmt: skip
        return {name: part for name, part in inner.items() if part.any() or not name.endswith("_vary")}

    def surface(self) -> Surface:
        """The topmost face as the film meets it."""
        return Surface(**{name: part[:, 0] for name, part in self.parts.items()}, opening=self.opening,
                       pushing=self.pushing)  # fmt: skip


def assemble(plan: Plan, harvest: Harvest, depth: Depth) -> Terms:
    """All terms of the living skin."""
    draws, travellers = harvest.diameter.shape
    every = np.repeat(np.arange(draws), travellers)
    vesicle = np.tile(np.arange(travellers) < travellers - 1, draws)
    diameter = harvest.diameter.reshape(-1)
    made = _tissue(plan, depth, every, diameter, vesicle)
    faces = _faces(plan, depth, every, diameter, made)
    parts = {"capacity": made.fluid * depth.widths[every], "partition": made.partition} | faces.line()
    parts |= _sinks(plan, depth, every, diameter, vesicle, made)
    parts |= _captures(plan, depth, every, vesicle, made, parts["sink"])
    # Cells meet what is free: at half of their largest uptake it is the free ones that are at the half.
    parts["saturable_half"] = parts["saturable_half"] * made.partition[:, None, :]
    weeping = plan.get("skin.weeping", Weeping).exudate if plan.has("skin.weeping") else np.zeros(draws)
    ground = Ground(
        every, diameter, vesicle, made.diffusion, made.fluid, depth.faces,
        {name: depth.top(name) for name in NAMES}, {name: depth.bottom(name) for name in NAMES},
        thickness(plan), plan.scenario.dose.occluded, weeping, plan.has("skin.weeping"),
    )  # fmt: skip
    beside = _stores(plan, ground, faces.surface())
    lifted = {store.name: store.lifted for store in beside if store.lifted}
    fates = tuple(dict.fromkeys((*(name for store in beside for name in store.fates), *lifted.values())))
    names = tuple(store.name for store in beside)
    links = _links(beside, fates, made)
    return Terms(parts | links, partial(_factors, beside, faces), names, fates, lifted)


def _tissue(plan: Plan, depth: Depth, every: Index, diameter: Floats, vesicle: Mask) -> Tissue:
    layers = repeated(plan.get("skin.layers", Layers), every)
    stratum_corneum = repeated(plan.get("skin.stratum_corneum", StratumCorneum), every)
    clefts = repeated(plan.get("skin.clefts", Clefts), every)
    basement = repeated(plan.get("skin.basement", Basement), every)
    hindrance = repeated(plan.get("skin.hindrance", Hindrance), every)
    made = tissue(layers, stratum_corneum, clefts, basement, hindrance, depth.layer, diameter, vesicle)
    if not plan.has("route.columns"):
        return made
    return replace(made, diffusion=made.diffusion * _columns(plan, depth)[every])


def _columns(plan: Plan, depth: Depth) -> Floats:
    """How much more freely what moves moves where tissue is coagulated in columns, (draw, n)."""
    top = depth.top("epidermis")
    deep = np.clip(device_depth(plan), top, depth.bottom("dermis"))
    inside = np.diff(np.clip(depth.faces, top[:, None], deep[:, None]), axis=1) / depth.widths
    return columns.eased(plan.get("route.columns", columns.Columns), inside)


def _faces(plan: Plan, depth: Depth, every: Index, diameter: Floats, made: Tissue) -> _Faces:
    """Conductance and flow: cells in series, the tight junctions between stratum corneum and epidermis."""
    width = depth.widths[every]
    half, resistance = width * made.half, np.full((width.shape[0], width.shape[1] + 1), np.inf)
    resistance[:, 0], resistance[:, 1:-1] = half[:, 0], half[:, :-1] + half[:, 1:]
    seam = int(np.argmax(depth.mask("epidermis")))
    stratum_corneum = plan.get("skin.stratum_corneum", StratumCorneum)
    # Under a gap lies the seam of tight junctions, open on a share of the gap's own area.
    tight = (stratum_corneum.tight_thickness / stratum_corneum.tight_share)[every]
    resistance[:, seam] += tight * 2.0 * made.half[:, seam - 1]
    parts = {"conductance": 1.0 / resistance, "conductance_vary": np.zeros_like(resistance)}
    parts |= {"flow": _drift(plan, depth, every), "flow_vary": np.zeros_like(resistance)}
    opening, pushing = always, always
    if plan.has("route.poration"):
        pores = plan.get("route.poration", poration.Poration)
        way = _pores(plan, pores, every, diameter)
        narrow = 0.5 * width / np.maximum(way, 1e-200)[:, None]
        through = np.full_like(resistance, np.inf)
        through[:, 0], through[:, 1:seam] = narrow[:, 0], narrow[:, : seam - 1] + narrow[:, 1:seam]
        through[:, seam] = narrow[:, seam - 1] + tight / np.maximum(way, 1e-200) + half[:, seam]
        parts["conductance_vary"] = 1.0 / through

        def opening(seconds: Floats) -> Floats:
            return poration.open_still(pores, seconds)[every]

    if plan.has("route.current"):
        device = plan.get("route.current", current.Current)
        whole = plan.get("skin.layers", Layers).stratum_corneum
        barrier, below = current.fields(device, whole, stratum_corneum.defect_share)
        # Mobility x field over diffusion in water; times a length it is the Peclet number of what leads through it.
        inside = depth.mask("stratum_corneum")
        free = np.where(inside, free_diffusion(diameter, SKIN_SURFACE)[:, None], made.free[:, None])
        field = np.where(inside, barrier[every][:, None], below[every][:, None])
        pull = device.mobility[every][:, None] * field / free
        peclet = np.zeros_like(resistance)
        peclet[:, 0], peclet[:, 1:-1] = 0.5 * (pull * width)[:, 0], 0.5 * (pull * width)[:, :-1]
        peclet[:, 1:-1] += 0.5 * (pull * width)[:, 1:]
        peclet[:, seam] += pull[:, seam - 1] * tight
        parts["flow_vary"] = parts["conductance"] * peclet

        def pushing(seconds: Floats) -> Floats:
            return current.flowing(device, seconds)[every]

    return _Faces(parts, opening, pushing)


def _drift(plan: Plan, depth: Depth, every: Index) -> Floats:
    """Fluid through each face, downwards: towards lymph, and up from a weeping wound bed; (P, n+1)."""
    flow, layers = plan.get("skin.flow", Flow), plan.get("skin.layers", Layers)
    first = int(np.argmax(depth.mask("dermis")))
    # The fluid that drifts down is drained by lymph on the way and none is left at the bottom: what lymph takes of the
    # vesicles is its sink, and is not counted twice. What a wound gives comes out of vessels on the way up.
    top, bottom = depth.top("dermis")[:, None], depth.bottom("dermis")[:, None]
    left = np.clip((bottom - depth.faces) / (bottom - top), 0.0, 1.0)
    down = (flow.velocity * flow.retardation * layers.dermis_fluid)[:, None] * left
    down[:, : first + 1] = 0.0
    if plan.has("skin.weeping"):
        down = down - plan.get("skin.weeping", Weeping).exudate[:, None] * left
    return np.asarray(down[every])


def _pores(plan: Plan, pores: poration.Poration, every: Index, diameter: Floats) -> Floats:
    """What pores add to the way through the stratum corneum when fresh: area x diffusion in them, (P,), m^2/s."""
    area = pores.open_share
    if plan.has("route.columns"):
        area = area * columns.area_share(plan.get("route.columns", columns.Columns))
    passing = poration.passing(diameter / 2.0, pores.pore_radius[every], pores.pore_spread[every])
    return np.asarray(area[every] * passing * free_diffusion(diameter, SKIN_SURFACE))


def _sinks(plan: Plan, depth: Depth, every: Index, diameter: Floats, vesicle: Mask, made: Tissue) -> dict[str, Floats]:
    """First-order removal by lymph and blood, which take what is free, by rupture and by phagocytes."""
    taken = repeated(plan.get("skin.clearance", Clearance), every)
    dermis, living = depth.mask("dermis"), depth.mask("epidermis", "junction", "dermis")
    whole = np.where(vesicle, taken.rupture, taken.protein_decay)
    matrix = repeated(plan.get("skin.hindrance", Hindrance), every)
    rates = [
        lymph_rate(taken, matrix, diameter, vesicle)[:, None] * dermis / made.partition,
        blood_rate(taken, diameter)[:, None] * dermis / made.partition,
        whole[:, None] * np.ones(depth.layer.shape[0]),
        (taken.phagocytes * vesicle)[:, None] * living,
    ]
    return {"sink": np.stack(rates, axis=1)}


def _captures(plan: Plan, depth: Depth, every: Index, vesicle: Mask, made: Tissue, sink: Floats) -> dict[str, Floats]:
    """Saturable uptake by each receiving cell, per volume of fluid, and the sinks without what was theirs.

    The sink of phagocytes stands for those not asked about: those asked about take their part out of it, which is what
    they clear of ordinary vesicles, so that what their keyholes do not hold goes to nobody else.
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
        # Where a vesicle cannot be, cells have no wall for it: their share of it goes with the fluid's.
        each = density * vesicle[:, None] * made.room / made.fluid
        most.append((largest(uptake) / classes)[every][:, None] * each)
        half.append(np.broadcast_to((half_saturation(uptake) / classes)[every][:, None], each.shape))
        eaten -= (uptake.phagocyte * uptake.clearance)[every][:, None] * each / made.partition
    np.maximum(eaten, 0.0, out=eaten)
    return {"sink": left, "saturable_max": np.stack(most, axis=1), "saturable_half": np.stack(half, axis=1)}


def _stores(plan: Plan, ground: Ground, surface: Surface) -> list[Store]:
    """The stores of the route, film first; of a route that goes round the skin, blood and what lies beside it."""
    if plan.systemic:
        return flows.stores(plan, ground)
    found = []
    if plan.has("route.film"):
        wet = film.wet(plan.get("route.film", film.Film), ground)
        found.append(film.store(plan.get("route.film", film.Film), ground, surface, wet))
        if plan.has("route.channels"):
            opened = plan.get("route.channels", channels.Channels)
            shut = plan.get("route.closing", closing.Closing)
            found[:1] = channels.stores(opened, shut, ground, device_depth(plan), found[0], wet)
    if plan.has("route.follicle"):
        layers = plan.get("skin.layers", Layers)
        found.append(follicle.store(plan.get("route.follicle", follicle.Follicle), ground, layers.follicle_depth))
    if plan.has("route.tips"):
        found.append(tips.store(plan.get("route.tips", tips.Tips), ground, device_depth(plan)))
    return found


def _links(beside: Sequence[Store], fates: Sequence[str], made: Tissue) -> dict[str, Floats]:
    """Links to cells, moves between stores and losses, as the kernel wants them; only what is free comes back."""
    (P, n), m = made.fluid.shape, len(beside)
    out, back = np.zeros((P, m, n)), np.zeros((P, m, n))
    move, fate = np.zeros((P, m, m)), np.zeros((P, m, len(fates)))
    names = [store.name for store in beside]
    for j, store in enumerate(beside):
        out[:, j], back[:, j] = store.out, store.back / made.partition
        for name, rate in store.moves.items():
            move[:, j, names.index(name)] = rate
        for name, rate in store.fates.items():
            fate[:, j, fates.index(name)] = rate
    return {"link_out": out, "link_back": back, "store_move": move, "store_sink": fate}


def _factors(beside: Sequence[Store], faces: _Faces, when: When) -> dict[str, Floats]:
    """How faces, and the stores' links and moves, stand at each moment: (P, T) and (P, m, T)."""
    course = {"face_factor": faces.opening(when.open), "flow_factor": faces.pushing(when.open)}
    if not beside:
        return course
    links = [store.link(when) for store in beside]
    moving = [store.moving(when) for store in beside]
    return course | {
        "link_factor": _stack([out for out, _ in links]),
        "back_factor": _stack([back for _, back in links]),
        "move_factor": _stack(moving),
    }


def _stack(factors: Sequence[Floats]) -> Floats:
    return np.stack(np.broadcast_arrays(*factors), axis=1)
