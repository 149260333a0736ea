"""What lymph brings, followed through blood to the organs; and the label, which outlives the vesicles there.

Both are linear with constant rates, so that between two moments they are solved exactly, for what comes in evenly.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from exoderm.journey.body.flows import Flows
from exoderm.journey.body.label import Label
from exoderm.journey.parameter import Floats
from exoderm.numerics.linear import exponential, with_inflow

LYMPH, BLOOD, PERIPHERY, NODES, GONE = range(5)


@dataclass(frozen=True)
class Course:
    """What became of an amount that came by lymph, at each moment; (..., time)."""

    lymph: Floats
    blood: Floats
    periphery: Floats
    nodes: Floats
    gone: Floats
    """Out of blood for good; organs share it as their rates do."""


def follow(rates: Flows, came: Floats, seconds: Floats, into: int = LYMPH) -> Course:
    """Follow what came into one place, (draw, traveller, time), the total up to each of the rising times, (time,).

    The five parts of the answer add up to `came` at each moment.
    """
    taken = np.sum(list(rates.taken.values()), axis=0)
    matrix = np.zeros((*taken.shape, 5, 5))
    for start, end, rate in (
        (LYMPH, BLOOD, rates.onward), (LYMPH, NODES, rates.kept), (BLOOD, PERIPHERY, rates.go),
        (PERIPHERY, BLOOD, rates.back), (BLOOD, GONE, taken),
    ):  # fmt: skip
        matrix[..., end, start] += rate
        matrix[..., start, start] -= rate
    states = _carry(matrix, into, came, seconds)
    return Course(*(states[..., place, :] for place in range(5)))


def into_vein(rates: Flows, label: Label, seconds: Floats) -> dict[str, Floats]:
    """Shares of a dose that is in blood at the first of the rising times, one traveller: each (draw, time).

    ``whole`` are vesicles in blood, ``blood`` is label there, whole or free, and each fate of ``rates.taken`` has the
    label that it holds. Between two times what comes to organs comes evenly, so early times should lie close.
    """
    course = follow(rates, np.ones((*rates.go.shape, seconds.shape[0])), seconds, BLOOD)
    held, free = labelled(label, course.gone[:, 0], seconds)
    whole = np.sum(list(rates.taken.values()), axis=0)
    parts = {fate: held * rate / whole for fate, rate in rates.taken.items()}
    return {"whole": course.blood[:, 0], "blood": course.blood[:, 0] + free, **parts}


def labelled(label: Label, came: Floats, seconds: Floats) -> tuple[Floats, Floats]:
    """Label in an organ and free label in blood, (draw, time) each, from what the organ took up to each time."""
    matrix = np.zeros((came.shape[0], 2, 2))
    matrix[:, 0, 0], matrix[:, 1, 0], matrix[:, 1, 1] = -label.release, label.release, -label.excretion
    states = _carry(matrix, 0, came, seconds)
    return states[:, 0], states[:, 1]


def _carry(matrix: Floats, into: int, came: Floats, seconds: Floats) -> Floats:
    """States of a linear system, (..., place, time), fed at one place by what came between the times."""
    places = matrix.shape[-1]
    whole = with_inflow(matrix, into)
    known: dict[float, Floats] = {}
    states = np.zeros((*came.shape[:-1], places, seconds.shape[0]))
    # What is there at the first moment has just come.
    states[..., into, 0] = came[..., 0]
    for k, (start, end) in enumerate(pairwise(seconds)):
        span = float(end - start)
        if span not in known:
            known[span] = exponential(whole * span)
        now = np.concatenate([states[..., k], ((came[..., k + 1] - came[..., k]) / span)[..., None]], axis=-1)
        states[..., k + 1] = (known[span] @ now[..., None])[..., :places, 0]
    return states
