"""A finished journey as a document (schema exoderm/run/1) and named arrays: what is printed, drawn and saved.

Every number carries its interval (5 to 95 % of draws), the weakest link among the inputs that move it, and the input
that moves it most. NaN and infinity never appear: a draw that failed is left out and counted.
"""

from __future__ import annotations

import numpy as np

from exoderm import __version__
from exoderm.errors import PartialResult
from exoderm.journey import account
from exoderm.journey.carried import carried
from exoderm.journey.run import Journey
from exoderm.journey.said import cargo, cells, depth, fates, inputs, stages
from exoderm.journey.said.arrays import arrays
from exoderm.journey.said.notes import notes, pure_prior
from exoderm.journey.said.reading import amounts, good_draws, when
from exoderm.journey.trace import Tracer
from exoderm.result import Result

SCHEMA = "exoderm/run/1"


def summarise(journey: Journey, seconds: float) -> Result:
    """Document and arrays of a run; ``seconds`` is what it took.

    Raises
    ------
    PartialResult
        If no draw succeeded.
    """
    good = good_draws(journey)
    if not good.any():
        raise PartialResult(
            "every draw failed", why="no draw gave finite numbers", action="report the scenario", code="draws"
        )
    tracer = Tracer(journey.plan.table)
    answers = amounts(journey)
    receivers = account.receivers(journey)
    ledger = account.ledger(journey)
    plan = journey.plan
    counted = plan.table.row("donor.preparation.concentration")
    shown = [
        stages.stage(key, label, colour, quantity, unit, values, answers, tracer, good, counted)
        for key, label, colour, quantity, unit, values in stages.rows(journey, answers)
    ]
    left_out = plan.left_out()
    document = {
        "schema": SCHEMA,
        "scenario": {
            "name": plan.scenario.name, "about": plan.scenario.about, "text": "", "data": plan.scenario.text(),
        },
        "digest": plan.scenario.digest(),
        "numbers_digest": plan.table.digest(),
        "version": __version__,
        "seed": plan.scenario.seed,
        "draws": plan.draws,
        "failed": int((~good).sum()),
        "seconds": round(seconds, 3),
        "weeks": plan.scenario.weeks,
        "when": when(journey),
        "arms": [stages.arm(arm, answers["living_skin"][good]) for arm in plan.scenario.arms],
        "headline": "",
        "sentences": [],
        "stages": shown,
        "cells": [cells.at_end(each, tracer, plan, good) for each in receivers],
        "cargo": [cargo.per_vesicle(each, plan, good) for each in carried(plan, journey.harvest)],
        "pure_prior": pure_prior(plan),
        "profile": depth.profile(journey, good),
        "layers": depth.layers(journey, answers, tracer, good),
        "route": {
            "card": plan.scenario.route.card, "label": plan.cards["route"].name,
            "channels": "channels" in journey.store_names, "follicles": "follicle" in journey.store_names
            and bool(plan.table.row("skin.layers.opening_share").samples.any()),
        },
        "moves": [inputs.move("vesicles in living skin", m) for m in tracer.movers(answers["living_skin"])[:6]]
        + [inputs.move(f"copies per {receivers[0].name}", m) for m in tracer.movers(receivers[0].copies_per_cell)[:6]],
        "spread": [
            inputs.spread("vesicles in living skin", tracer, answers["living_skin"]),
            inputs.spread(f"copies per {receivers[0].name}", tracer, receivers[0].copies_per_cell),
        ],
        "ledger": {
            "residual_of_dose": float(np.abs(journey.residual[good]).max()),
            "steps_repeated_at_first_order": journey.redone,
            "sinks": fates.sinks(ledger, good),
            "fates": fates.told(ledger, tracer, good),
        },
        "inputs": [inputs.row_said(row) for row in plan.table]
        + [inputs.left_out(path, text) for path, text in left_out],
        "defaults": [{"path": path, "text": text} for path, text in left_out],
        "not_known": sorted({f"{card.name}: {line}" for card in plan.cards.values() for line in card.not_known}),
        "outside": depth.elsewhere(journey, answers, tracer, good),
        "readouts": [],
        "citations": sorted({s for row in plan.table if (s := row.value.origin.study)}),
        "files": [],
        "notes": notes(journey),
    }  # fmt: skip
    return Result(document, arrays(journey, answers, receivers, ledger))
