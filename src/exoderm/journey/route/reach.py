"""How deep a device goes, whatever kind it is."""

from __future__ import annotations

from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.route import beam, needles
from exoderm.journey.route.channels import Channels
from exoderm.journey.route.columns import Columns


def reach(plan: Plan) -> Floats | None:
    """Depth below the surface that needles or a beam come to, (draw,), m; none for a route without either."""
    if plan.has("route.needles"):
        return needles.depth(plan.get("route.needles", needles.Needles))
    if plan.has("route.beam"):
        spot = (
            plan.get("route.channels", Channels).diameter
            if plan.has("route.channels")
            else plan.get("route.columns", Columns).spot_diameter
        )
        return beam.depth(plan.get("route.beam", beam.Beam), spot)
    return None
