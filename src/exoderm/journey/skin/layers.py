"""How thick the layers are, how much of them is fluid between cells, and how many follicles open on them.

All of it belongs to a site of the body and differs between people. Where no hair grows, as on the palm, the share of
openings is zero, and no route fills a follicle there.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Layers:
    """Geometry of the skin at a site."""

    stratum_corneum: Floats = parameter("m", "thickness of the stratum corneum", 1e-6, 1e-3)
    epidermis: Floats = parameter("m", "thickness of the living epidermis", 1e-5, 1e-3)
    junction: Floats = parameter("m", "thickness of the dermal-epidermal junction", 1e-8, 1e-4)
    dermis: Floats = parameter("m", "thickness of the dermis", 1e-4, 1e-2)
    epidermis_fluid: Floats = parameter("", "share of the living epidermis that is fluid between cells", 1e-3, 0.9)
    dermis_fluid: Floats = parameter("", "share of the dermis that is fluid between fibres", 1e-2, 0.9)
    opening_share: Floats = parameter("", "share of the surface that is follicle opening", 0.0, 0.5)
    follicle_depth: Floats = parameter("m", "depth of the infundibulum", 1e-5, 3e-3)
