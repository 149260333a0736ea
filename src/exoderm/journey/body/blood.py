"""Blood as a well-mixed place with a second one beside it: what a dose into a vein does there is biexponential.

    x' = -(go + leave) x + back y        y' = go x - back y

`go` and `back` lead to and from the periphery: the walls of vessels and the spaces behind them that whole vesicles come
back from. What leaves for good is taken by organs or ruptures. `numerics.closed.two_compartments` is the closed form.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter

RUPTURED = "body: ruptured"


@dataclass(frozen=True)
class Blood:
    """Volumes of blood and plasma, exchange with the periphery, and losses within blood."""

    volume: Floats = parameter("m^3", "volume of blood", 1e-7, 1e-1)
    plasma_share: Floats = parameter("", "share of blood that is plasma", 0.2, 0.9)
    to_periphery: Floats = parameter("1/s", "passage of vesicles from blood to the periphery")
    from_periphery: Floats = parameter("1/s", "return of vesicles from the periphery to blood")
    rupture: Floats = parameter("1/s", "rupture of vesicles in blood")
    protein_loss: Floats = parameter("1/s", "removal of co-isolated protein from blood")


def plasma(blood: Blood) -> Floats:
    """Volume of plasma, (draw,), m^3."""
    return blood.volume * blood.plasma_share
