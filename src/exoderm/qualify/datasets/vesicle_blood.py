"""Label of vesicles in blood and liver of mice beside the mouse card's curve: calibration, held to a factor of two."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from exoderm.journey.body.blood import Blood
from exoderm.journey.body.course import into_vein
from exoderm.journey.body.flows import Flows
from exoderm.journey.body.label import Label
from exoderm.journey.body.organs import Organs, rates
from exoderm.journey.parameter import Floats, schema
from exoderm.journey.table import sample
from exoderm.library import card as cards
from exoderm.qualify import kinetics
from exoderm.qualify.datasets import Score
from exoderm.qualify.experiments import Run

FINE = 400
"""Moments between which what comes in comes in evenly."""


def score(folder: Path, how: Run) -> Score:
    """Error in per cent of dose and points within twofold; see :mod:`exoderm.qualify.kinetics`."""
    points = kinetics.vesicles(folder)
    times = np.concatenate([[0.0], np.geomspace(1.0, 1.01 * max(p.seconds for p in points), FINE)])
    curve = _label(how, times)

    def predicted(diameter: float, seconds: Floats) -> Mapping[str, Floats]:
        return {
            place: np.stack([np.interp(seconds, times, draw) for draw in curve[place]]) for place in ("blood", "liver")
        }

    return kinetics.score(predicted, points)


def _label(how: Run, times: Floats) -> Mapping[str, Floats]:
    """Label in blood and liver of a mouse, shares of the dose, (draw, time) each."""
    card = cards.find("body", "mouse", how.cards)

    def drawn(name: str, mechanism: type):  # type: ignore[no-untyped-def]
        return mechanism(**{
            key: sample(f"body.{name}.{key}", one, card.mechanisms[name][key], card.id, how.seed, how.draws).samples
            for key, one in schema(mechanism).items()
        })  # fmt: skip

    blood, organs = drawn("blood", Blood), drawn("organs", Organs)
    taken = {name: rate[:, None] for name, rate in rates(organs, np.zeros(how.draws)).items()}
    nothing = np.zeros((how.draws, 1))
    flow = Flows(nothing, nothing, blood.to_periphery[:, None], blood.from_periphery[:, None], taken)
    return into_vein(flow, drawn("label", Label), times)
