"""From the vial to one dose on or in the skin: how much is offered, and where it lies at first.

A route has a film unless it injects; channels and follicles fill from the film at once.
"""

from __future__ import annotations

import numpy as np

from exoderm.journey.handover import Deposit, Vial
from exoderm.journey.plan import Plan
from exoderm.journey.route.channels import Channels, area_share, length
from exoderm.journey.route.follicle import Follicle, filled_share
from exoderm.journey.route.injection import Injection, weights
from exoderm.journey.skin.depth import Depth
from exoderm.journey.skin.layers import Layers


def stores(plan: Plan) -> tuple[str, ...]:
    """Names of the well-mixed stores beside the line that this route has, film first."""
    return tuple(name for name in ("film", "channels", "follicle") if plan.has(f"route.{name}"))


def deposit(plan: Plan, vial: Vial, depth: Depth) -> Deposit:
    """One dose per treated area.

    Returns amounts per area: ``offered`` = stores + cells + backflow for each draw and traveller.
    """
    offered = vial.amount * plan.dose_volume / plan.area
    names = stores(plan)
    draws, travellers = offered.shape
    held = np.zeros((draws, travellers, len(names)))
    cells = np.zeros((draws, travellers, depth.layer.shape[0]))
    backflow = np.zeros_like(offered)
    if plan.has("route.injection"):
        injection = plan.get("route.injection", Injection)
        backflow = offered * injection.backflow[:, None]
        place = weights(injection, depth.top("dermis"), depth.bottom("dermis"), depth.faces)
        cells = (offered - backflow)[:, :, None] * place[:, None, :]
        return Deposit(offered, held, cells, backflow)
    shares = np.zeros((draws, len(names)))
    if plan.has("route.channels"):
        channels = plan.get("route.channels", Channels)
        volume = area_share(channels) * length(channels) * channels.filling
        shares[:, names.index("channels")] = np.minimum(volume / plan.thickness, 0.5)
    if plan.has("route.follicle"):
        layers = plan.get("skin.layers", Layers)
        follicle = plan.get("route.follicle", Follicle)
        filled = filled_share(follicle, layers.opening_share, layers.follicle_depth, np.full(draws, plan.thickness))
        shares[:, names.index("follicle")] = np.minimum(filled, 0.5 - 0.5 * shares.sum(axis=1))
    shares[:, 0] = 1.0 - shares.sum(axis=1)
    held = offered[:, :, None] * shares[:, None, :]
    return Deposit(offered, held, cells, backflow)
