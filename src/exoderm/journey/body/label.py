"""A label is not a vesicle: it stays where a vesicle was digested, comes off, circulates free, and is excreted.

    L' = arrivals - release L        F' = release L - excretion F

L is the label in an organ and F that which is free in blood. What a camera or a counter sees hours after a dose is L
and F, whatever became of the vesicles.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Label:
    """How long a label outlives its vesicle."""

    release: Floats = parameter("1/s", "release of label from organs into blood")
    excretion: Floats = parameter("1/s", "excretion of free label from blood")
