"""How a cell takes up vesicles from the fluid around it: proportional at first, then limited by its sites.

    taken_up per cell and time = CL C / (1 + C / C_half)

CL is the volume of fluid that a cell clears of vesicles per time: one number, the same in a well and in the dermis.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Uptake:
    """Uptake by one type of cell."""

    clearance: Floats = parameter("m^3/(s*cell)", "fluid cleared of vesicles per cell and time, far from saturation")
    half_saturation: Floats = parameter(
        "particle/m^3", "concentration at which uptake is half of its maximum", 1e6, 1e24
    )
    density_epidermis: Floats = parameter("cell/m^3", "such cells per volume of living epidermis")
    density_dermis: Floats = parameter("cell/m^3", "such cells per volume of dermis")
