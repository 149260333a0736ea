"""What a container keeps from its content: light through its wall, and the air of the room once it is opened.

    f_light -> 1 + s_light (f_light - 1),   f_air -> 1 + s_air (f_air - 1)

A share of one is the bare content for which a carrier's card states its factors; a share of nought is the dark, closed
vial. A pump without headspace differs from a dropper only once it is opened, amber from clear glass only in light.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.vial.decay import Decay


@dataclass(frozen=True)
class Shelter:
    """Shares of light and air that reach what the container holds."""

    light: Floats = parameter("", "share of the harm of light that passes the container's wall", 0.0, 1.0)
    air: Floats = parameter("", "share of the harm of air that reaches the content once opened", 0.0, 1.0)


def behind(shelter: Shelter, decay: Decay) -> Decay:
    """The carrier's decay as it is inside the container."""
    return replace(
        decay,
        indoor=1.0 + shelter.light * (decay.indoor - 1.0),
        sun=1.0 + shelter.light * (decay.sun - 1.0),
        open_air=1.0 + shelter.air * (decay.open_air - 1.0),
    )
