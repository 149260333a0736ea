"""From the vial to one dose on or in the skin: how much is offered, and where it lies at first.

What has a film lies in it, and channels and follicles fill from it at once; what is injected or infused through needles
lies between the cells, what needles hold in their tips, and what is let into a vein or a muscle lies there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from exoderm.errors import CardError
from exoderm.journey.handover import Deposit, Vial
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.route import beam, blebs, needles
from exoderm.journey.route.channels import Channels, area_share
from exoderm.journey.route.closing import Closing, uncrusted, unfilled, way
from exoderm.journey.route.columns import Columns
from exoderm.journey.route.follicle import Follicle, filled_share
from exoderm.journey.route.infusion import BAG, Infusion
from exoderm.journey.route.infusion import LEFT as LEFT_IN_TUBING
from exoderm.journey.route.injection import FLOWED_BACK, Injection, weights
from exoderm.journey.route.intramuscular import Intramuscular
from exoderm.journey.route.ratchet import Ratchet, pumped
from exoderm.journey.route.spray import Spray, land, landed_share
from exoderm.journey.route.tips import LEFT, Tips
from exoderm.journey.skin.depth import Depth
from exoderm.journey.skin.layers import Layers


def deposit(plan: Plan, vial: Vial, depth: Depth, stores: Sequence[str], opened: float = 0.0) -> Deposit:
    """One dose per treated area, ``opened`` s after the skin was last opened.

    Returns amounts per area: ``offered`` = stores + cells + lost for each draw and traveller.
    """
    offered = vial.amount * plan.dose_volume / plan.area
    shape = offered.shape
    cells, held = np.zeros((*shape, depth.layer.shape[0])), np.zeros((*shape, len(stores)))
    if plan.has("route.injection"):
        injection = plan.get("route.injection", Injection)
        lost = offered * injection.backflow[:, None]
        place = weights(injection, depth.top("dermis"), depth.bottom("dermis"), depth.faces)
        return Deposit(offered, held, (offered - lost)[:, :, None] * place[:, None, :], {FLOWED_BACK: lost})
    if plan.has("route.infusion"):
        lost = offered * plan.get("route.infusion", Infusion).left_behind[:, None]
        held[:, :, stores.index(BAG if BAG in stores else "blood")] = offered - lost
        return Deposit(offered, held, cells, {LEFT_IN_TUBING: lost})
    if plan.has("route.intramuscular"):
        lost = offered * plan.get("route.intramuscular", Intramuscular).backflow[:, None]
        held[:, :, stores.index("muscle")] = offered - lost
        return Deposit(offered, held, cells, {FLOWED_BACK: lost})
    if plan.has("route.blebs"):
        shallow, depths = plan.get("route.blebs", blebs.Blebs), device_depth(plan)
        lost = offered * shallow.backflow[:, None]
        place = blebs.weights(shallow, depths, depth.top("epidermis"), depth.bottom("dermis"), depth.faces)
        return Deposit(offered, held, (offered - lost)[:, :, None] * place[:, None, :], {FLOWED_BACK: lost})
    if plan.has("route.tips"):
        inside = offered * plan.get("route.tips", Tips).inserted_share[:, None]
        held[:, :, stores.index("tips")] = inside
        return Deposit(offered, held, cells, {LEFT: offered - inside})
    landed, missed = land(plan.get("route.spray", Spray), offered) if plan.has("route.spray") else (offered, {})
    thick = thickness(plan)
    shares = np.zeros((*shape, len(stores)))
    if plan.has("route.channels"):
        channels = plan.get("route.channels", Channels)
        volume = area_share(channels) * device_depth(plan) * channels.filling
        if opened > 0.0:
            volume = volume * _gaping(plan, channels, depth, opened)
        shares[:, :, stores.index("channels")] = np.minimum(volume / thick, 0.5)[:, None]
    if plan.has("route.follicle"):
        layers = plan.get("skin.layers", Layers)
        follicle = plan.get("route.follicle", Follicle)
        brought = np.zeros(shape)
        if plan.has("route.ratchet"):
            brought = pumped(plan.get("route.ratchet", Ratchet), vial.harvest.diameter, layers.follicle_depth)
        filled = filled_share(follicle, layers.opening_share, layers.follicle_depth, thick, brought)
        shares[:, :, stores.index("follicle")] = np.minimum(filled, 0.5 - 0.5 * shares.sum(axis=2))
    shares[:, :, 0] = 1.0 - shares.sum(axis=2)
    return Deposit(offered, landed[:, :, None] * shares, cells, missed)


def _gaping(plan: Plan, channels: Channels, depth: Depth, opened: float) -> Floats:
    """What is left of the room of channels that a liquid runs into at once, (draw,): unfilled, and under no crust."""
    shut, covered, since = plan.get("route.closing", Closing), plan.scenario.dose.occluded, np.array([opened])
    length = way(channels.diameter / 2.0, device_depth(plan), depth.bottom("epidermis"))
    return np.asarray((unfilled(shut, length, covered, since) * uncrusted(shut, covered, since))[:, 0])


def thickness(plan: Plan) -> Floats:
    """Thickness of the film at first, (draw,), m: volume of a dose over the area, less what a spray loses."""
    share = landed_share(plan.get("route.spray", Spray)) if plan.has("route.spray") else np.ones(plan.draws)
    return np.asarray(plan.thickness * share)


def reach(plan: Plan) -> Floats | None:
    """Depth below the surface that needles or a beam come to, (draw,), m; none for a route without either."""
    if plan.has("route.needles"):
        return needles.depth(plan.get("route.needles", needles.Needles))
    if not plan.has("route.beam"):
        return None
    if plan.has("route.channels"):
        spot = plan.get("route.channels", Channels).diameter
    else:
        spot = plan.get("route.columns", Columns).spot_diameter
    return beam.depth(plan.get("route.beam", beam.Beam), spot)


def device_depth(plan: Plan) -> Floats:
    """Depth of what is opened, (draw,), m; a route card that opens the skin must say with what."""
    found = reach(plan)
    if found is None:
        raise CardError(
            "nothing says how deep the skin is opened", where=f"route/{plan.cards['route'].id}.yaml",
            why="channels, columns and blebs need needles or a beam", action="add the mechanism needles or beam",
            code="card.incomplete",
        )  # fmt: skip
    return found
