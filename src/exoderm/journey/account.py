"""A finished journey read as numbers that mean something: stages, layers, cells, ledger. One entry per draw.

Amounts are totals over the treated area and all doses, of whole vesicles, unless a name says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from exoderm.journey.book import Snapshot
from exoderm.journey.carried import Delivered, carried, delivered
from exoderm.journey.cell.endosome import Endosome, fates
from exoderm.journey.cell.escape import Escape, most_present
from exoderm.journey.cell.secretion import resident
from exoderm.journey.cell.uptake import Uptake
from exoderm.journey.donor.harvest import CLASSES
from exoderm.journey.donor.population import Population
from exoderm.journey.donor.preparation import Preparation
from exoderm.journey.parameter import Floats
from exoderm.journey.route.film import RUPTURED, SHED, WASHED_OUT
from exoderm.journey.route.infusion import BAG
from exoderm.journey.route.infusion import LEFT as LEFT_IN_TUBING
from exoderm.journey.route.injection import FLOWED_BACK
from exoderm.journey.route.spray import BROKEN, IN_THE_AIR
from exoderm.journey.route.tips import LEFT
from exoderm.journey.run import Journey, vesicles
from exoderm.journey.skin.terms import SINKS

LIVING = ("epidermis", "junction", "dermis")
DAY = 86400.0
OUTSIDE = (SHED, RUPTURED, WASHED_OUT, FLOWED_BACK, IN_THE_AIR, BROKEN, LEFT, LEFT_IN_TUBING)
"""Fates of what never came into the body."""
STILL_OUTSIDE = frozenset(("film", BAG))
"""Stores that hold what has not come into it."""


@dataclass(frozen=True)
class Receiver:
    """What one type of cell under the treated area got, per cell; (draw,)."""

    name: str
    vesicles_per_cell: Floats
    copies_per_cell: Floats
    threshold: Floats
    resident_per_day: Floats
    traffic_ratio: Floats
    cells_per_area: Floats
    fates: Mapping[str, Floats]
    """Where the vesicles taken up are at each kept time, by compartment, per cell; (time, draw)."""
    cargo: tuple[Delivered, ...] = ()
    """Named cargo that the scenario asks about."""


def labelled(journey: Journey) -> Floats:
    """Particles that the label, or the prior where it is silent, puts into the doses."""
    plan = journey.plan
    counted = plan.get("donor.preparation", Preparation).concentration
    return counted * plan.dose_volume * len(plan.dose_times)


def filled(journey: Journey) -> Floats:
    """Vesicles in the doses as they were filled."""
    return _sum(journey.harvest.amount) * journey.plan.dose_volume * len(journey.plan.dose_times)


def opened(journey: Journey) -> Floats:
    """Whole vesicles in the doses as they were taken from the vial."""
    return np.asarray(sum(_sum(vial.amount) for vial in journey.vials) * journey.plan.dose_volume)


def entered(journey: Journey, at: Snapshot) -> Floats:
    """Vesicles that had left the surface inward: into the stratum corneum, channels, follicles or the dermis."""
    book, outside = at.book, at.book.washed
    for i, name in enumerate(journey.fate_names):
        if name in OUTSIDE:
            outside = outside + book.fates[:, :, i]
    for store in STILL_OUTSIDE.intersection(journey.store_names):
        outside = outside + at.stores[:, :, journey.store_names.index(store)]
    return np.maximum(vesicles(book.offered - outside), 0.0) * journey.plan.area


def reached(journey: Journey, at: Snapshot, *layers: str) -> Floats:
    """Vesicles that had come to the fluid of these layers and are there, or were removed or taken_up there."""
    where = journey.depth.mask(*layers)
    there = (at.cells * journey.capacity)[:, :, where].sum(axis=2)
    removed = (_lost(journey, at)[:, :, :, where]).sum(axis=(2, 3))
    total = vesicles(there + removed)
    names = journey.plan.scenario.receivers
    for i, name in enumerate(names):
        home = _home_share(journey, name, layers)
        total = total + vesicles(at.book.taken_up[:, :, i]) * home
    return total * journey.plan.area


def taken_up(journey: Journey, at: Snapshot) -> Floats:
    """Vesicles taken up by all receiving cells."""
    return vesicles(at.book.taken_up.sum(axis=2)) * journey.plan.area


def in_layer(journey: Journey, at: Snapshot, layer: str) -> Floats:
    """Vesicles in the fluid of one layer at this moment."""
    where = journey.depth.mask(layer)
    return vesicles((at.cells * journey.capacity)[:, :, where].sum(axis=2)) * journey.plan.area


def receivers(journey: Journey) -> list[Receiver]:
    """What each type of cell got by the end of the run; nothing where the skin has none of them."""
    plan = journey.plan
    population, depth = plan.get("donor.population", Population), journey.depth
    upper = depth.bottom("epidermis") - depth.top("epidermis")
    lower = depth.bottom("dermis") - depth.top("dermis")
    days, load = plan.seconds / DAY, carried(plan, journey.harvest)
    seconds = [s.seconds for s in journey.snapshots]
    out = []
    for i, name in enumerate(plan.scenario.receivers):
        uptake = plan.get(f"cell.{name}.uptake", Uptake)
        escape, endosome = plan.get(f"cell.{name}.escape", Escape), plan.get(f"cell.{name}.endosome", Endosome)
        deep = np.maximum(lower - uptake.shallowest, 0.0)
        cells = np.maximum(uptake.density_epidermis * upper + uptake.density_dermis * deep, 1e-300)
        taken = np.stack([vesicles(s.book.taken_up[:, :, i]) / cells for s in journey.snapshots])
        by_size = np.stack([s.book.taken_up[:, :CLASSES, i] for s in journey.snapshots]) / cells[:, None]
        inside = partial(fates, endosome, uptake.internalisation, escape.share, seconds)
        where, freed = inside(taken), partial(_freed, inside)
        own = resident(plan, name) * DAY
        out.append(
            Receiver(
                name=name,
                vesicles_per_cell=taken[-1],
                copies_per_cell=most_present(escape, seconds, freed(taken * population.mirna_copies)),
                threshold=escape.threshold,
                resident_per_day=own,
                traffic_ratio=taken[-1] / days / own,
                cells_per_area=cells,
                fates=where,
                cargo=tuple(delivered(plan, name, load, seconds, by_size, freed)),
            )
        )
    return out


def _freed(inside: Callable[[Floats], Mapping[str, Floats]], taken_up: Floats) -> Floats:
    """Copies freed into the cytosol until each time of those taken up until then: the chain is linear in them."""
    return inside(taken_up)["cytosol"]


def ledger(journey: Journey) -> dict[str, Floats]:
    """Where every filled vesicle of the doses is at the end, as a share of what was filled; (draw,). Adds up to one."""
    whole = np.maximum(filled(journey), 1e-300)
    end, area = journey.end, journey.plan.area
    each = journey.plan.dose_volume
    share: dict[str, Floats] = {}
    for name in journey.vials[0].lost:
        lost = sum(vial.lost[name] for vial in journey.vials)
        share[f"vial: {name}"] = (lost * journey.harvest.amount)[:, :CLASSES].sum(axis=1) * each / whole
    book = end.book
    share["washed off"] = vesicles(book.washed) * area / whole
    for i, name in enumerate(journey.fate_names):
        share[name] = vesicles(book.fates[:, :, i]) * area / whole
    for i, name in enumerate(SINKS):
        share[f"skin: {name}"] = vesicles(book.sinks[:, :, i]) * area / whole
    for i, name in enumerate(journey.plan.scenario.receivers):
        share[f"taken up: {name}"] = vesicles(book.taken_up[:, :, i]) * area / whole
    for i, name in enumerate(journey.store_names):
        share[f"still in: {'surface' if name == 'film' else name}"] = vesicles(end.stores[:, :, i]) * area / whole
    for name in ("stratum_corneum", *LIVING):
        share[f"still in: {name}"] = in_layer(journey, end, name) / whole
    return share


def _lost(journey: Journey, at: Snapshot) -> Floats:
    """First-order losses by place: (draw, traveller, sink, depth), per area."""
    weight = journey.capacity * at.book.exposure
    return np.asarray(journey.rates * weight[:, :, None, :])


def _home_share(journey: Journey, name: str, layers: tuple[str, ...]) -> Floats:
    """Which share of a cell type's captures lies in these layers; cell types live in one layer."""
    uptake = journey.plan.get(f"cell.{name}.uptake", Uptake)
    upper, lower = uptake.density_epidermis > 0.0, uptake.density_dermis > 0.0
    inside = ("epidermis" in layers) * upper + ("dermis" in layers) * lower
    return np.asarray(inside / np.maximum(upper.astype(float) + lower, 1.0))


def _sum(amount: Floats) -> Floats:
    return np.asarray(amount[:, :CLASSES].sum(axis=1))
