"""The waterfall of a run in words: from what the label counts to what cells took up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.journey.run import Journey
from exoderm.journey.said.reading import BASIS, interval, links, when
from exoderm.journey.table import Row
from exoderm.journey.trace import Tracer


def rows(journey: Journey, answers: Mapping[str, Floats]) -> list[tuple[str, str, str, str, str, Floats]]:
    injected = "film" not in journey.store_names
    declared = journey.plan.table.row("donor.preparation.concentration").set_by_user
    silent = journey.plan.scenario.product.donor == "undeclared"
    first = "in the doses, the label being silent" if silent else "in the doses, by the donor's card"
    first = "in the doses, as the label counts" if declared else first
    time = when(journey)
    past = "left in the dermis after backflow" if injected else f"past the surface, {time}"
    colour = "dermis" if injected else "stratum_corneum"
    if journey.plan.systemic:
        past, colour = "come into the body", "body"
    whole = "whole vesicles"
    return [
        ("labelled", first, "vial", "particles", "particle", answers["labelled"]),
        ("filled", "of them vesicles when filled", "vial", whole, "particle", answers["filled"]),
        ("opened", "still whole when opened", "vial", whole, "particle", answers["opened"]),
        ("entered", past, colour, whole, "particle", answers["entered"]),
        ("living_skin", f"in living skin, {time}", "living", whole, "particle", answers["living_skin"]),
        ("dermis", "of them in the dermis", "dermis", whole, "particle", answers["dermis"]),
        ("taken_up", f"taken up by cells, {time}", "cell", whole, "particle", answers["taken_up"]),
    ]


def stage(
    key: str, label: str, colour: str, quantity: str, unit: str, values: Floats, answers: Mapping[str, Floats],
    tracer: Tracer, good: Any, counted: Row,
) -> dict[str, Any]:  # fmt: skip
    share = values / np.maximum(answers["labelled"], 1e-300)
    beside = links(tracer.movers(values), counted if key == "labelled" else None)
    return {
        "stage": key, "label": label, "color": colour, "quantity": quantity, "basis": BASIS, "unit": unit,
        **interval(values[good]), "of_dose": interval(share[good]), **beside,
    }  # fmt: skip


def arm(arm: str, living: Floats) -> dict[str, Any]:
    treated = arm == "treated"
    return {
        "arm": arm,
        "label": "treated" if treated else "vehicle alone",
        "text": "the product as described" if treated else "the same procedure and carrier without vesicles",
        "living_skin": interval(living if treated else np.zeros(1)),
    }
