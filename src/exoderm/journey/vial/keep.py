"""Keeping a vial: diffusion to the wall, bulk loss, aggregation and freezing, over any storage history.

Between short pieces of a spell the wall's occupancy is updated; within a piece aggregation acts at the mean rate that
its closed form gives, and the transport kernel carries every size class through the slab V/A, with the wall as its
outer face. Time is
scaled by the spell's length, so that draws with different lengths share one schedule.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from exoderm.journey.handover import Harvest, Vial
from exoderm.journey.parameter import Floats
from exoderm.journey.physics import free_diffusion, water_viscosity
from exoderm.journey.plan import Plan, Spell
from exoderm.journey.vial.aggregation import Aggregation, encounter_rate, pairing
from exoderm.journey.vial.coating import Coating
from exoderm.journey.vial.decay import Decay, rate
from exoderm.journey.vial.freezing import Freezing, surviving
from exoderm.journey.vial.wall import Wall, depth
from exoderm.numerics.schedule import Schedule, growing_steps
from exoderm.numerics.transport import Advance, advance, build_line

CELLS = 24
FITTING, FITS = 12, 1.02
"""Tries at most, and how far above its sites a piece may fill the wall."""
PIECES = 0.0, 1e-3, 5e-3, 0.02, 0.06, 0.15, 0.3, 0.5, 0.75, 1.0


def keep(plan: Plan, harvest: Harvest, threads: int = 1) -> Vial:
    """Carry a filled vial through the plan's storage history.

    Returns the vial's mean content at use (it is mixed when opened) and the share of each traveller by fate; shares and
    what is left add up to one. Co-isolated protein is dissolved: it meets neither wall nor freezing.
    """
    vesicles = harvest.amount.shape[1] - 1
    diameter, filled = harvest.diameter[:, :vesicles], harvest.amount[:, :vesicles]
    content = np.repeat(filled[:, :, None], CELLS, axis=2)
    lost = {name: np.zeros_like(filled) for name in ("wall", "degraded", "aggregated", "frozen")}
    taken = np.zeros(filled.shape[0])
    for spell in plan.history:
        content, taken = _spell(plan, spell, diameter, content, taken, lost, threads)
        before = content.mean(axis=2)
        left = surviving(plan.get("carrier.freezing", Freezing), spell.freeze_thaw)[:, None]
        lost["frozen"] += before * (1.0 - left)
        # Opening, shaking and thawing mix the vial.
        content = np.repeat((before * left)[:, :, None], CELLS, axis=2)
    whole = np.maximum(filled, 1e-300)
    shares = {
        name: np.concatenate([amount / whole, np.zeros((filled.shape[0], 1))], axis=1) for name, amount in lost.items()
    }
    amount = np.concatenate([content.mean(axis=2), harvest.amount[:, vesicles:]], axis=1)
    return Vial(harvest, amount, shares)


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


def _spell(
    plan: Plan, spell: Spell, diameter: Floats, content: Floats, taken: Floats, lost: dict[str, Floats], threads: int
) -> tuple[Floats, Floats]:
    """One spell: returns content (draw, class, cell) and the wall's occupancy (draw,); adds to ``lost`` in place."""
    wall, coating = plan.get("container.wall", Wall), plan.get("carrier.coating", Coating)
    aggregation, decay = plan.get("carrier.aggregation", Aggregation), plan.get("carrier.decay", Decay)
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
    bulk = rate(decay, spell.kelvin, spell.light, spell.air) * spell.seconds
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
    return content, taken


def _rows(array: Floats, shape: tuple[int, ...]) -> Floats:
    """The array in the given shape, laid out row by row: sums over it then add in one order, however many draws."""
    return np.ascontiguousarray(array).reshape(shape)
