"""A protein that acts inside a cell, once freed there: how fast the cell loses it. Other cargo has no such card entry:
for microRNA the receiving cell's own loss holds, and what sits in the membrane is never freed.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Cytosol:
    """Stay of a freed protein in the cytosol."""

    loss: Floats = parameter("1/s", "loss of the freed protein from the cytosol by decay and dilution")
