"""From the vial to one dose on or in the skin: how much is offered, and where it lies at first.

What has a film lies in it, and channels and follicles fill from it at once; what is injected lies between the cells,
and what is let into a vein or a muscle lies there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from exoderm.journey.handover import Deposit, Vial
from exoderm.journey.plan import Plan
from exoderm.journey.route.channels import Channels, area_share, length
from exoderm.journey.route.follicle import Follicle, filled_share
from exoderm.journey.route.infusion import LEFT, Infusion
from exoderm.journey.route.injection import FLOWED_BACK, Injection, weights
from exoderm.journey.route.intramuscular import Intramuscular
from exoderm.journey.skin.depth import Depth
from exoderm.journey.skin.layers import Layers


def deposit(plan: Plan, vial: Vial, depth: Depth, stores: Sequence[str]) -> Deposit:
    """One dose per treated area.

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
        held[:, :, stores.index("blood")] = offered - lost
        return Deposit(offered, held, cells, {LEFT: lost})
    if plan.has("route.intramuscular"):
        lost = offered * plan.get("route.intramuscular", Intramuscular).backflow[:, None]
        held[:, :, stores.index("muscle")] = offered - lost
        return Deposit(offered, held, cells, {FLOWED_BACK: lost})
    shares = np.zeros((shape[0], len(stores)))
    if plan.has("route.channels"):
        channels = plan.get("route.channels", Channels)
        volume = area_share(channels) * length(channels) * channels.filling
        shares[:, stores.index("channels")] = np.minimum(volume / plan.thickness, 0.5)
    if plan.has("route.follicle"):
        layers = plan.get("skin.layers", Layers)
        follicle = plan.get("route.follicle", Follicle)
        filled = filled_share(follicle, layers.opening_share, layers.follicle_depth, np.full(shape[0], plan.thickness))
        shares[:, stores.index("follicle")] = np.minimum(filled, 0.5 - 0.5 * shares.sum(axis=1))
    shares[:, 0] = 1.0 - shares.sum(axis=1)
    return Deposit(offered, offered[:, :, None] * shares[:, None, :], cells, {})
