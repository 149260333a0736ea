"""A dose let into a vein: all of it at once, less what bag, tubing and cannula keep.

An infusion over an hour ends with the same organs holding the same shares; the blood's peak would be lower.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter

LEFT = "left in bag and tubing"


@dataclass(frozen=True)
class Infusion:
    """What never comes to the vein."""

    left_behind: Floats = parameter("", "share of the dose that stays in bag and tubing", 0.0, 1.0)
