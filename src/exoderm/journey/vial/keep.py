"""Keeping a vial: dry as a cake, then wall, bulk loss, aggregation and freezing, over any storage history.

Between short pieces of a spell the wall's occupancy is updated; within a piece aggregation acts at the mean rate that
its closed form gives, and the transport kernel carries every size class through the slab V/A, with the wall as its
outer face. Time is scaled by the spell's length, so that draws with different lengths share one schedule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from exoderm.journey.handover import Harvest, Vial
from exoderm.journey.parameter import Floats
from exoderm.journey.physics import free_diffusion, water_viscosity
from exoderm.journey.plan import Plan
from exoderm.journey.spell import Spell
from exoderm.journey.vial.aggregation import Aggregation, encounter_rate, pairing
from exoderm.journey.vial.cake import Cake, water
from exoderm.journey.vial.cake import rate as cake_rate
from exoderm.journey.vial.coating import Coating
from exoderm.journey.vial.decay import Decay, exposure, rate
from exoderm.journey.vial.freezing import Freezing, surviving
from exoderm.journey.vial.freezing import rate as frozen_rate
from exoderm.journey.vial.shelter import Shelter, behind
from exoderm.journey.vial.wall import Wall, depth
from exoderm.numerics.schedule import Schedule, growing_steps
from exoderm.numerics.transport import Advance, advance, build_line

CELLS = 24
FATES = "wall", "degraded", "aggregated", "frozen", "dried"
FITTING, FITS = 12, 1.02
"""Tries at most, and how far above its sites a piece may fill the wall."""
PIECES = 0.0, 1e-3, 5e-3, 0.02, 0.06, 0.15, 0.3, 0.5, 0.75, 1.0


@dataclass(frozen=True)
class Kept:
    """A vial at one moment of its storage, from which it can be kept on."""

    harvest: Harvest
    content: Floats
    """(draw, class, cell): intact vesicles per volume, from the wall to the middle."""
    taken: Floats
    """(draw,): share of the wall's sites that is occupied."""
    lost: Mapping[str, Floats]
    """(draw, class), per volume, by fate."""
    dry: bool
    """Whether it is a dry cake."""

    @property
    def left(self) -> Floats:
        """(draw, class): intact vesicles per volume, as they are once the vial is mixed."""
        return np.asarray(self.content.mean(axis=2))


def keep(plan: Plan, harvest: Harvest, threads: int = 1) -> Vial:
    """Carry a filled vial through the plan's storage history.

    Returns the vial's mean content at use (it is mixed when opened) and the share of each traveller by fate; shares and
    what is left add up to one. Co-isolated protein is dissolved: it meets neither wall nor freezing.
    """
    kept = fill(plan, harvest)
    for spell in plan.history:
        # Opening, shaking and thawing mix the vial.
        kept = mixed(through(plan, kept, spell, threads))
    return used(plan, kept)


def fill(plan: Plan, harvest: Harvest) -> Kept:
    """A vial as it is filled, or, for a carrier with a cake, as it is freeze-dried right after."""
    vesicles = harvest.amount.shape[1] - 1
    filled = harvest.amount[:, :vesicles]
    content = np.repeat(filled[:, :, None], CELLS, axis=2)
    lost = {name: np.zeros_like(filled) for name in FATES}
    kept = Kept(harvest, content, np.zeros(filled.shape[0]), lost, plan.has("carrier.cake"))
    return _part(kept, "dried", plan.get("carrier.cake", Cake).drying) if kept.dry else kept


def through(plan: Plan, kept: Kept, spell: Spell, threads: int = 1) -> Kept:
    """Keep a vial on through one spell, from where it stands; nothing mixes it at the end unless it freezes.

    Pure: ten days are four and then six, to the accuracy of the steps, as long as nobody mixes it between. A cake is
    dissolved at the start of the first spell in which it is not dry.
    """
    if spell.dry:
        return _dry(plan, kept, spell)
    kept = _liquid(plan, dissolved(plan, kept), spell, threads)
    if not spell.freeze_thaw.any():
        return kept
    return _part(kept, "frozen", 1.0 - surviving(plan.get("carrier.freezing", Freezing), spell.freeze_thaw))


def mixed(kept: Kept) -> Kept:
    """The vial after it was opened, shaken or thawed: the same everywhere in the liquid."""
    return replace(kept, content=np.repeat(kept.left[:, :, None], CELLS, axis=2))


def dissolved(plan: Plan, kept: Kept) -> Kept:
    """The vial as a liquid: a cake loses a share as it is wetted, a liquid stays as it is."""
    if not kept.dry:
        return kept
    return replace(_part(kept, "dried", plan.get("carrier.cake", Cake).wetting), dry=False)


def used(plan: Plan, kept: Kept) -> Vial:
    """The vial's content when a dose is taken from it, dissolved if it was not before, and what was lost till then."""
    kept = dissolved(plan, kept)
    harvest, vesicles = kept.harvest, kept.left.shape[1]
    whole, none = np.maximum(harvest.amount[:, :vesicles], 1e-300), np.zeros((kept.left.shape[0], 1))
    shares = {name: np.concatenate([amount / whole, none], axis=1) for name, amount in kept.lost.items()}
    return Vial(harvest, np.concatenate([kept.left, harvest.amount[:, vesicles:]], axis=1), shares)


def bulk_rate(plan: Plan, spell: Spell) -> Floats:
    """First-order rate at which intact vesicles are lost in the cake, the liquid or the ice, (draw,), 1/s."""
    shelter = plan.get("container.shelter", Shelter)
    decay = behind(shelter, plan.get("carrier.decay", Decay))
    if not spell.dry:
        frozen = frozen_rate(plan.get("carrier.freezing", Freezing), spell.kelvin)
        return np.where(spell.kelvin < 273.15, frozen, rate(decay, spell.kelvin, spell.light, spell.air))
    cake = plan.get("carrier.cake", Cake)
    held = water(cake, spell.air, spell.humidity, shelter.air)
    return cake_rate(cake, spell.kelvin, held, exposure(decay, spell.light, spell.air))


def _part(kept: Kept, fate: str, share: Floats) -> Kept:
    """Lose a share of what is there, (draw,), to one fate; the vial is mixed by it."""
    before = kept.left
    left = 1.0 - share[:, None]
    lost = {**kept.lost, fate: kept.lost[fate] + before * (1.0 - left)}
    return replace(kept, content=np.repeat((before * left)[:, :, None], CELLS, axis=2), lost=lost)


def _dry(plan: Plan, kept: Kept, spell: Spell) -> Kept:
    """A spell as a cake: first-order loss and nothing else."""
    if not kept.dry:
        raise ValueError("a dissolved vial cannot be kept dry")
    return _part(kept, "degraded", -np.expm1(-bulk_rate(plan, spell) * spell.seconds))


@dataclass(frozen=True)
class _Slab:
    """The liquid as a slab beside its wall; rates are per length of the spell. (draw, class) where not said."""

    width: Floats
    """(draw,) of one cell, m."""
    inner: Floats
    """Diffusion over cell width."""
    sticking: Floats
    """Sticking velocity at a bare wall."""

    def pass_through(self, content: Floats, free: Floats, rates: Floats, schedule: Schedule, threads: int) -> Advance:
        """Carry (draw, class, cell) for one piece; ``free`` is the bare share of the wall, ``rates`` are (draw, 2)."""
        draws, classes, cells = content.shape
        sticking, half = self.sticking * free[:, None], 2.0 * self.inner
        conductance = np.repeat(self.inner[:, :, None], cells + 1, axis=2)
        # Sticking in series with the diffusion through half a cell; the middle of the vessel is sealed by symmetry.
        conductance[:, :, 0] = sticking * half / np.maximum(sticking + half, 1e-300)
        conductance[:, :, -1] = 0.0
        line = build_line(
            np.broadcast_to(self.width[:, None, None], content.shape).reshape(-1, cells),
            conductance.reshape(-1, cells + 1),
            sink=np.broadcast_to(rates[:, None, :, None], (draws, classes, 2, cells)).reshape(-1, 2, cells),
        )
        return advance(line, content.reshape(-1, cells), np.zeros((draws * classes, 0)), schedule, threads=threads)


def _liquid(plan: Plan, kept: Kept, spell: Spell, threads: int) -> Kept:
    """One spell as a liquid: wall, bulk loss and aggregation."""
    diameter, content, taken = kept.harvest.diameter[:, : kept.content.shape[1]], kept.content, kept.taken
    lost = {name: amount.copy() for name, amount in kept.lost.items()}
    wall, coating = plan.get("container.wall", Wall), plan.get("carrier.coating", Coating)
    aggregation = plan.get("carrier.aggregation", Aggregation)
    liquid, thawed = spell.kelvin >= 273.15, np.maximum(spell.kelvin, 273.15)
    thick = depth(wall, plan.vial_volume)
    eta = water_viscosity(thawed) * aggregation.viscosity_ratio
    diffusion = free_diffusion(diameter, thawed[:, None], eta[:, None])
    scale = (spell.seconds * liquid)[:, None]
    slab = _Slab(
        width=thick / CELLS,
        inner=diffusion / (thick / CELLS)[:, None] * scale,
        sticking=(wall.sticking * coating.bare_share)[:, None] * scale * np.ones_like(diameter),
    )
    # What the carrier covers is lost as sites too, not only as speed.
    sites = np.maximum(wall.sites * coating.bare_share, 1e-300)
    bulk = bulk_rate(plan, spell) * spell.seconds
    meeting = encounter_rate(aggregation, thawed) * scale[:, 0]
    for start, end in pairwise(PIECES):
        schedule = growing_steps(end - start, (end - start) / 12.0, 1.3, damped=2)
        partners = pairing(meeting * content.mean(axis=2).sum(axis=1), bulk, end - start)
        rates = np.stack([bulk, partners], axis=1)
        room = np.maximum(1.0 - taken, 0.0)
        tried = slab.pass_through(content, room, rates, schedule, threads).account.outflow[:, 0]
        filling = _rows(tried, diameter.shape).sum(axis=1) / sites
        used = room * -np.expm1(-filling / np.maximum(room, 1e-12))
        # The bare share that counts while the wall fills; where it fills at once, less of it until all fit their sites.
        mean = room * used / np.maximum(filling, 1e-300)
        for _ in range(FITTING):
            done = slab.pass_through(content, mean, rates, schedule, threads)
            stuck = _rows(done.account.outflow[:, 0], diameter.shape)
            over = stuck.sum(axis=1) / np.maximum(sites * used, 1e-300)
            if (over <= FITS).all():
                break
            mean = np.where(over > FITS, mean / np.maximum(over, 1.0), mean)
        content = _rows(done.cells, content.shape)
        sinks = _rows(done.account.sinks, (*diameter.shape, 2))
        taken = np.minimum(taken + stuck.sum(axis=1) / sites, 1.0)
        for name, amount in (("wall", stuck), ("degraded", sinks[..., 0]), ("aggregated", sinks[..., 1])):
            lost[name] += amount / thick[:, None]
    return replace(kept, content=content, taken=taken, lost=lost)


def _rows(array: Floats, shape: tuple[int, ...]) -> Floats:
    """The array in the given shape, laid out row by row: sums over it then add in one order, however many draws."""
    return np.ascontiguousarray(array).reshape(shape)
