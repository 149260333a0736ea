"""From medium to product: what an isolation keeps, and how much it concentrates.

vesicles per volume of product = vesicles per volume of medium x recovery x volume of medium per volume of product
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Isolation:
    """Recovery and concentration of one way to isolate vesicles."""

    recovery: Floats = parameter("", "share of the vesicles that an isolation recovers", 0.0, 1.0)
    reduction: Floats = parameter("", "volume of medium that goes into one volume of product", 1e-3, 1e6)


def isolated(isolation: Isolation, medium: Floats) -> Floats:
    """Vesicles per volume of product, (draw,), particle/m^3."""
    return medium * isolation.recovery * isolation.reduction
