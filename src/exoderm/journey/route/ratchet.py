"""Hair that a massage moves carries particles into the follicle with the steps of its cuticle: a pump that knows size.

A step of height h pushes what lies before it. With U the speed of a stroke, D free diffusion and r = d/2:

    small     leaves the lee of a step by diffusion within h^2/(2 D), after a way U h^2/(2 D)
    large     whose middle stands above the edge (d > 2h) rides over it: the edge pushes along the line to the middle,
              so the particle is carried r [ln cot(a/2) - cos a] until it is over, sin a = 1 - h/r
    carried   X = the least of these and of the stroke A;   s = X/(X + l), l the way to the next step
    pumped    2 b g h N A s / (w L), as a share of the infundibulum

The lee of the steps around a hair of width b w in an opening of width w holds pi b w h/2 per length; N strokes move it
inward by g s A each, g being the share that the way back does not undo; the infundibulum, L deep, holds pi w^2/4 per
length. A particle far below h is washed out of the lee and one far above it rides over: between them lies a best size,
near twice the height of a step. Without strokes nothing is pumped. That the pump works inward is what massage is said
to do and what Radtke and Netz find between two toothed walls; it does not follow from the scales of the hair alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter
from exoderm.journey.physics import SKIN_SURFACE, free_diffusion


@dataclass(frozen=True)
class Ratchet:
    """Steps of the cuticle, the opening in which the hair moves, and how a massage moves it."""

    step_height: Floats = parameter("m", "height of the free edge of a cuticle scale", 1e-8, 1e-5)
    step_interval: Floats = parameter("m", "way along the hair from one free edge to the next", 1e-7, 1e-4)
    opening: Floats = parameter("m", "width of a follicle's opening", 1e-6, 1e-3)
    hair_share: Floats = parameter("", "width of the hair over that of the opening", 0.0, 1.0)
    stroke: Floats = parameter("m", "way of the hair along the wall in one stroke", 0.0, 1e-2)
    frequency: Floats = parameter("1/s", "strokes inward per time", 0.0, 100.0)
    duration: Floats = parameter("s", "how long is massaged")
    gain: Floats = parameter("", "share of what a stroke carries that the way back does not undo", 0.0, 1.0)


def carried(ratchet: Ratchet, diameter: Floats) -> Floats:
    """X: way that a step carries a particle before it loses it, (draw, traveller), m; ``diameter`` alike, m."""
    height, stroke = ratchet.step_height[:, None], ratchet.stroke[:, None]
    speed = 2.0 * ratchet.frequency[:, None] * stroke
    washed_out = speed * height**2 / (2.0 * free_diffusion(diameter, SKIN_SURFACE))
    return np.asarray(np.minimum(np.minimum(washed_out, ridden_over(diameter, height)), stroke))


def ridden_over(diameter: Floats, height: Floats) -> Floats:
    """Way until a step has passed under a particle, m; infinite where its middle lies below the edge."""
    r = diameter / 2.0
    sine = np.clip(1.0 - height / r, 0.0, 1.0)
    cosine = np.sqrt(1.0 - sine**2)
    above = sine > 0.0
    # cot(a/2) = (1 + cos a)/sin a
    way = r * (np.log((1.0 + cosine) / np.where(above, sine, 1.0)) - cosine)
    return np.asarray(np.where(above, way, np.inf))


def pumped(ratchet: Ratchet, diameter: Floats, depth: Floats) -> Floats:
    """Volume of the dose that strokes bring in, over that of the infundibulum, by size: (draw, traveller)."""
    way = carried(ratchet, diameter)
    share = way / (way + ratchet.step_interval[:, None])
    strokes = ratchet.frequency * ratchet.duration
    moved = ratchet.gain * ratchet.hair_share * ratchet.step_height * strokes * ratchet.stroke
    return np.asarray((2.0 * moved / (ratchet.opening * depth))[:, None] * share)
