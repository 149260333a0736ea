"""How vesicles move outside the skin: the room's mechanisms put together as rates, and as stores beside the line.

    muscle -> lymph -> blood <-> periphery,  lymph -> nodes,  blood -> organs, vessels of the skin, fluid of the dermis

The same rates serve two ways of reckoning. A dose into a vein or a muscle lies in stores of the one solver, so that its
ledger holds organs and skin alike. What lymph takes from the skin after any dose is followed by `course`, since nothing
of it comes back to the skin that would matter there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from exoderm.journey.body import blood, muscle, nodes, organs, vessels
from exoderm.journey.donor.preparation import Preparation
from exoderm.journey.ground import Ground, Store
from exoderm.journey.parameter import Floats, repeated
from exoderm.journey.plan import Plan
from exoderm.journey.route import infusion
from exoderm.journey.skin.clearance import Clearance, albumin_by_lymph, drains
from exoderm.journey.skin.hindrance import Hindrance

IN_STORES = ("lymph", "blood", "periphery")


@dataclass(frozen=True)
class Flows:
    """Rates between places outside the skin, (draw, traveller), 1/s."""

    onward: Floats
    """From lymph into blood."""
    kept: Floats
    """From lymph into nodes."""
    go: Floats
    """From blood to the periphery."""
    back: Floats
    """From the periphery to blood."""
    taken: Mapping[str, Floats]
    """Out of blood for good, by fate."""

    def of_vesicles(self) -> Flows:
        """The rates of vesicles alone, which are alike for all sizes: (draw, 1)."""
        taken = {name: rate[:, :1] for name, rate in self.taken.items()}
        return Flows(self.onward[:, :1], self.kept[:, :1], self.go[:, :1], self.back[:, :1], taken)


def flows(plan: Plan, travellers: int) -> Flows:
    """The rates of a plan; the last traveller is co-isolated protein, which nothing but decay takes."""
    moving, taking = plan.get("body.blood", blood.Blood), plan.get("body.organs", organs.Organs)
    seen, lymph = plan.get("body.vessels", vessels.Vessels), plan.get("body.nodes", nodes.Nodes)
    shape = (plan.draws, travellers)
    vesicle = np.arange(travellers) < travellers - 1

    def both(of_vesicles: Floats, of_protein: Floats | float = 0.0) -> Floats:
        column = np.broadcast_to(np.asarray(of_protein), of_vesicles.shape)
        return np.broadcast_to(np.where(vesicle, of_vesicles[:, None], column[:, None]), shape)

    met = np.zeros(plan.draws)
    if plan.has("route.infusion"):
        dose = plan.get("donor.preparation", Preparation).concentration * plan.dose_volume
        met = organs.met(taking, dose, plan.get("route.infusion", infusion.Infusion).duration)
    taken = {f"body: {name}": both(rate) for name, rate in organs.rates(taking, met).items()}
    taken[vessels.HELD] = both(vessels.held_rate(seen, moving.volume))
    taken[blood.RUPTURED] = both(moving.rupture, moving.protein_loss)
    through = both(lymph.onward, lymph.onward)
    kept = both(lymph.kept)
    exchange = both(moving.to_periphery, moving.to_periphery), both(moving.from_periphery, moving.from_periphery)
    return Flows(through * (1.0 - kept), through * kept, *exchange, taken)


def stores(plan: Plan, ground: Ground) -> list[Store]:
    """Blood and what lies beside it, for a dose that is put there."""
    travellers = ground.diameter.shape[0] // plan.draws
    rates = flows(plan, travellers)
    nothing = np.zeros_like(ground.fluid)
    out = []
    if plan.has("route.intramuscular"):
        here = plan.get("body.muscle", muscle.Muscle)
        this = repeated(here, ground.every)
        fates = {
            muscle.TAKEN: this.uptake * ground.vesicle,
            muscle.RUPTURED: np.where(ground.vesicle, this.rupture, this.protein_decay),
        }
        drained = {"lymph": muscle.lymph_rate(this, _drains(plan, ground))}
        out.append(Store("muscle", nothing, nothing, fates, drained))
    flat = {name: rate.reshape(-1) for name, rate in rates.taken.items()}
    onward, kept = rates.onward.reshape(-1), rates.kept.reshape(-1)
    out.append(Store("lymph", nothing, nothing, {nodes.KEPT: kept}, {"blood": onward}))
    go, back = rates.go.reshape(-1), rates.back.reshape(-1)
    if plan.has("route.infusion"):
        let_in = plan.get("route.infusion", infusion.Infusion)
        if infusion.lasts(let_in):
            out.append(infusion.store(let_in, nothing, ground.every))
    out.append(Store("blood", into_skin(plan, ground), nothing, flat, {"periphery": go}))
    out.append(Store("periphery", nothing, nothing, {}, {"blood": back}))
    return out


def into_skin(plan: Plan, ground: Ground) -> Floats:
    """Passage from blood into each cell of the dermis, (P, n), 1/s: albumin's, less what does not fit the pores."""
    seen, clearance = plan.get("body.vessels", vessels.Vessels), plan.get("skin.clearance", Clearance)
    per_area = blood.plasma(plan.get("body.blood", blood.Blood)) / plan.area
    replaced = (albumin_by_lymph(clearance) + clearance.blood_protein) * seen.albumin_ratio / per_area
    fitting = vessels.fits(ground.diameter, clearance.capillary_pore[ground.every])
    lying = ground.overlap(ground.top["dermis"], ground.bottom["dermis"])[ground.every] * ground.fluid
    return np.asarray((replaced[ground.every] * fitting)[:, None] * lying)


def _drains(plan: Plan, ground: Ground) -> Floats:
    """How fast lymph takes each traveller over how fast it takes albumin, (P,); muscle is taken to sieve as dermis."""
    clearance, hindrance = plan.get("skin.clearance", Clearance), plan.get("skin.hindrance", Hindrance)
    taken, matrix = repeated(clearance, ground.every), repeated(hindrance, ground.every)
    return drains(taken, matrix, ground.diameter, ground.vesicle)
