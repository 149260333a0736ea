"""One generated scenario put to every question about the arithmetic: ledger, sign, halved steps, another's solver.

    ledger        what it cannot explain, as a share of what each traveller was offered
    lowest        smallest amount at any place and time, as such a share
    halved        largest change of any layer or fate when all steps are halved, and when they are halved again
    apart         largest difference of any layer or fate from the referee, and where it lies
    relative      the same over what is there, in places that hold more than a millionth of the dose

The last three are given for vesicles (the smallest and the largest class) and for the protein beside them.
"""

from __future__ import annotations

import math
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from anything import Chosen, scenario
from finer import steps_halved
from referee import NOTHING, Apart, TooSlow, apart, of_journey

from exoderm.journey.run import Journey, simulate

TRAVELLERS = {"vesicles": (0, 3), "companion": (4,)}
PATIENCE = 120.0
"""Seconds of processor time after which the referee gives a traveller up; the scenario then counts as missed."""


def lowest(journey: Journey) -> dict[str, float]:
    """The smallest amount at any place, time and entry of the ledger, as a share of what that traveller was offered."""
    offered = journey.end.book.offered
    least: dict[str, float] = {}
    for snapshot in journey.snapshots:
        book = snapshot.book
        amounts = {
            "fluid": snapshot.cells * journey.capacity,
            "stores": snapshot.stores,
            **{name: getattr(book, name) for name in ("sinks", "taken_up", "fates", "washed")},
        }
        for name, amount in amounts.items():
            share = amount.reshape(*offered.shape, -1).min(axis=2, initial=0.0) / np.maximum(offered, 1e-300)
            least[name] = min(least.get(name, 0.0), float(share.min()))
    return least


def changed(one: Journey, other: Journey, travellers: tuple[int, ...]) -> float:
    """Largest difference of any layer or fate between two runs of one plan, as a share of the dose."""
    most = 0.0
    for traveller in travellers:
        if one.end.book.offered[0, traveller] > NOTHING:
            a, b = of_journey(one, traveller), of_journey(other, traveller)
            most = max(most, *(abs(a[name] - b[name]) for name in a))
    return most


def ran(chosen: Chosen, halvings: int) -> Journey:
    """A run with its steps halved so often."""
    with steps_halved(halvings):
        return simulate(chosen.plan)


def compared(journey: Journey, travellers: tuple[int, ...], patience: float) -> list[Apart]:
    """How far each traveller is from the referee; without bound where it gave up."""
    try:
        return [apart(journey, traveller, patience) for traveller in travellers]
    except TooSlow:
        return [Apart(math.inf, "the referee was too slow", math.inf, "the referee was too slow")]


def examine(seed: int, mouse: Path | None = None, patience: float = PATIENCE) -> dict[str, Any]:
    """Everything asked of the scenario of a number, as plain data."""
    begun = time.process_time()
    chosen = scenario(seed, 4, (1, 1), mouse)
    runs = [ran(chosen, halvings) for halvings in range(3)]
    journey = runs[0]
    found: dict[str, Any] = {
        "seed": seed,
        "route": chosen.data["route"]["card"],
        "condition": chosen.data["person"].get("condition", "intact"),
        "doses": chosen.data["regimen"]["doses"],
        "beyond": sorted(chosen.data["set"]),
        "thick": None if chosen.plan.systemic else chosen.plan.thickness,
        "count": float(journey.vials[0].amount[0, :4].sum()),
        "cards": sorted(chosen.cards()),
        "ledger": float(np.abs(journey.residual).max()),
        "lowest": min(lowest(journey).values()),
        "redone": journey.redone,
    }
    for who, travellers in TRAVELLERS.items():
        halves = [changed(a, b, travellers) for a, b in pairwise(runs)]
        far = compared(journey, travellers, patience)
        share, own = max(far, key=lambda a: a.share), max(far, key=lambda a: a.relative)
        found[who] = {
            "offered": any(journey.end.book.offered[0, traveller] > NOTHING for traveller in travellers),
            "halved": halves,
            "apart": share.share,
            "where": share.where,
            "relative": own.relative,
            "there": own.there,
        }
    found["seconds"] = round(time.process_time() - begun, 2)
    return found
