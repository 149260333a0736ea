"""A finished journey as a document (schema exoderm/run/1) and named arrays: what is printed, drawn and saved.

Every number carries its interval (5 to 95 % of draws), the weakest link among the inputs that move it, and the input
that moves it most. NaN and infinity never appear: a draw that failed is left out and counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exoderm import __version__
from exoderm.errors import PartialResult
from exoderm.journey import account, cargo_said, keys_said, outside
from exoderm.journey.arrays import arrays
from exoderm.journey.carried import carried
from exoderm.journey.donor.harvest import CLASSES
from exoderm.journey.notes import notes, pure_prior
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.run import Journey, Snapshot, vesicles
from exoderm.journey.skin.depth import LABELS, NAMES
from exoderm.journey.table import Row
from exoderm.journey.trace import Mover, Tracer, weakest
from exoderm.library.value import GRADES
from exoderm.result import Result

SCHEMA = "exoderm/run/1"
DAY = 86400.0
SMALLEST = 1e-250
"""Vesicles per cell below which shares of them are not formed: the draw has none."""
COLOURS = {"stratum_corneum": "stratum_corneum", "epidermis": "living", "junction": "living", "dermis": "dermis"}
FATE_WORDS = {
    "vial: wall": "stuck to the wall of the vial",
    "vial: degraded": "broken in storage",
    "vial: aggregated": "clumped in storage",
    "vial: frozen": "broken by freezing and thawing",
    "vial: dried": "broken by drying and dissolving",
    "shed": "shed with the stratum corneum",
    "skin: lymph": "drained by lymph",
    "skin: blood": "taken by blood",
    "skin: ruptured": "broken between cells",
    "skin: phagocytes": "taken by phagocytes of the skin",
    "muscle: taken up": "taken up by the muscle",
    "muscle: ruptured": "broken in the muscle",
    "body: lymph nodes": "kept by lymph nodes",
    "body: liver": "taken up by the liver",
    "body: spleen": "taken up by the spleen",
    "body: lung": "taken up by the lungs",
    "body: kidney": "taken up by the kidneys",
    "body: elsewhere": "taken up by other organs",
    "body: skin vessels": "stuck to vessels of the skin",
    "body: ruptured": "broken in blood",
    "still in: muscle": "still in the muscle",
    "still in: lymph": "still in lymph",
    "still in: blood": "still in blood",
    "still in: periphery": "still beside blood",
    "still in: surface": "still on the surface",
    "still in: follicle": "still in follicles",
    "still in: channels": "still in channels through the skin",
    "still in: tips": "still in tips of needles",
    "still in: stratum_corneum": "still in gaps of the stratum corneum",
    "still in: epidermis": "still between cells of the epidermis",
    "still in: junction": "still in the junction",
    "still in: dermis": "still in the dermis",
}
COMPARTMENTS = {
    "bound": "bound on the surface",
    "endosome": "in early endosomes",
    "recycled": "given off again",
    "lysosome": "in lysosomes",
    "cytosol": "reached the cytosol",
}
PART_WORDS = {
    "people": "differences between people",
    "measurement": "errors of measurement",
    "ignorance": "what nobody knows",
    "together": "several inputs together",
}
BASIS = "total over the treated area, all doses"


def summarise(journey: Journey, seconds: float) -> Result:
    """Document and arrays of a run; ``seconds`` is what it took.

    Raises
    ------
    PartialResult
        If no draw succeeded.
    """
    good = _good(journey)
    if not good.any():
        raise PartialResult(
            "every draw failed", why="no draw gave finite numbers", action="report the scenario", code="draws"
        )
    tracer = Tracer(journey.plan.table)
    answers = _answers(journey)
    cells = account.receivers(journey)
    ledger = account.ledger(journey)
    plan = journey.plan
    counted = plan.table.row("donor.preparation.concentration")
    stages = [
        _stage(key, label, colour, quantity, unit, values, answers, tracer, good, counted)
        for key, label, colour, quantity, unit, values in _stages(journey, answers)
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
        "when": _when(journey),
        "arms": [_arm(arm, answers["living_skin"][good]) for arm in plan.scenario.arms],
        "headline": "",
        "sentences": [],
        "stages": stages,
        "cells": [_cell(cell, tracer, plan, good) for cell in cells],
        "cargo": [cargo_said.per_vesicle(cargo, plan, good) for cargo in carried(plan, journey.harvest)],
        "pure_prior": pure_prior(plan),
        "profile": _profile(journey, good),
        "layers": _layers(journey, answers, tracer, good),
        "route": {
            "card": plan.scenario.route.card, "label": plan.cards["route"].name,
            "channels": "channels" in journey.store_names, "follicles": "follicle" in journey.store_names
            and bool(plan.table.row("skin.layers.opening_share").samples.any()),
        },
        "moves": [_move("vesicles in living skin", m) for m in tracer.movers(answers["living_skin"])[:6]]
        + [_move(f"copies per {cells[0].name}", m) for m in tracer.movers(cells[0].copies_per_cell)[:6]],
        "spread": [
            _spread("vesicles in living skin", tracer, answers["living_skin"]),
            _spread(f"copies per {cells[0].name}", tracer, cells[0].copies_per_cell),
        ],
        "ledger": {
            "residual_of_dose": float(np.abs(journey.residual[good]).max()),
            "steps_repeated_at_first_order": journey.redone,
            "sinks": {
                _key(name): {
                    "label": FATE_WORDS.get(name, name), "mean": float(share[good].mean()),
                    **_interval(share[good]), **_links(tracer.movers(share)),
                }
                for name, share in ledger.items()
            },
        },
        "inputs": [_input(row) for row in plan.table] + [_left_out(path, text) for path, text in left_out],
        "defaults": [{"path": path, "text": text} for path, text in left_out],
        "not_known": sorted({f"{card.name}: {line}" for card in plan.cards.values() for line in card.not_known}),
        "outside": _outside(journey, answers, tracer, good),
        "readouts": [],
        "citations": sorted({s for row in plan.table if (s := row.value.origin.study)}),
        "files": [],
        "notes": notes(journey),
    }  # fmt: skip
    return Result(document, arrays(journey, answers, cells, ledger))


def _good(journey: Journey) -> NDArray[np.bool_]:
    """Draws in which everything is finite."""
    end = journey.end
    good = np.isfinite(journey.vials[-1].amount).all(axis=1) & np.isfinite(end.cells).all(axis=(1, 2))
    good &= np.isfinite(end.stores).all(axis=(1, 2)) & np.isfinite(end.book.taken_up).all(axis=(1, 2))
    return np.asarray(good)


def _watched(journey: Journey) -> Snapshot:
    """The state at which a run is read: a day after a single dose, the end of a course of several."""
    return journey.at(min(DAY, journey.plan.seconds)) if len(journey.plan.dose_times) == 1 else journey.end


def _when(journey: Journey) -> str:
    """That time in words."""
    days = _watched(journey).seconds / DAY
    return "within a day" if days <= 1.0 else f"within {days:g} days"


def _answers(journey: Journey) -> dict[str, Floats]:
    """The amounts of the waterfall, one per draw."""
    day = _watched(journey)
    return {
        "labelled": account.labelled(journey),
        "filled": account.filled(journey),
        "opened": account.opened(journey),
        "entered": account.entered(journey, day),
        "living_skin": account.reached(journey, day, *account.LIVING),
        "dermis": account.reached(journey, day, "dermis"),
        "taken_up": account.taken_up(journey, day),
    }


def _stages(journey: Journey, answers: Mapping[str, Floats]) -> list[tuple[str, str, str, str, str, Floats]]:
    injected = "film" not in journey.store_names
    declared = journey.plan.table.row("donor.preparation.concentration").set_by_user
    silent = journey.plan.scenario.product.donor == "undeclared"
    first = "in the doses, the label being silent" if silent else "in the doses, by the donor's card"
    first = "in the doses, as the label counts" if declared else first
    when = _when(journey)
    past = "left in the dermis after backflow" if injected else f"past the surface, {when}"
    colour = "dermis" if injected else "stratum_corneum"
    if journey.plan.systemic:
        past, colour = "come into the body", "body"
    whole = "whole vesicles"
    return [
        ("labelled", first, "vial", "particles", "particle", answers["labelled"]),
        ("filled", "of them vesicles when filled", "vial", whole, "particle", answers["filled"]),
        ("opened", "still whole when opened", "vial", whole, "particle", answers["opened"]),
        ("entered", past, colour, whole, "particle", answers["entered"]),
        ("living_skin", f"in living skin, {when}", "living", whole, "particle", answers["living_skin"]),
        ("dermis", "of them in the dermis", "dermis", whole, "particle", answers["dermis"]),
        ("taken_up", f"taken up by cells, {when}", "cell", whole, "particle", answers["taken_up"]),
    ]


def _interval(values: Floats) -> dict[str, float]:
    low, median, high = (float(x) for x in np.quantile(values, (0.05, 0.5, 0.95)))
    return {"median": median, "low": low, "high": high}


def _stage(
    key: str, label: str, colour: str, quantity: str, unit: str, values: Floats, answers: Mapping[str, Floats],
    tracer: Tracer, good: Any, counted: Row,
) -> dict[str, Any]:  # fmt: skip
    share = values / np.maximum(answers["labelled"], 1e-300)
    links = _links(tracer.movers(values), counted if key == "labelled" else None)
    return {
        "stage": key, "label": label, "color": colour, "quantity": quantity, "basis": BASIS, "unit": unit,
        **_interval(values[good]), "of_dose": _interval(share[good]), **links,
    }  # fmt: skip


def _links(movers: list[Mover], fallback: Row | None = None) -> dict[str, Any]:
    """The weakest link and the strongest mover; where no input stands out, the fallback or the reason why not."""
    row = weakest(movers) or fallback
    link: dict[str, Any] = {
        "grade": None, "input": None, "path": None, "origin": None,
        "reason": "no single input stands out, or too few draws to tell",
    }  # fmt: skip
    if row is not None:
        link = {
            "grade": row.value.grade, "input": row.parameter.meaning, "path": row.path,
            "origin": row.value.origin.words(),
        }  # fmt: skip
    return {"weakest": link, "moved_most_by": movers[0].row.parameter.meaning if movers else None}


def _cell(cell: account.Receiver, tracer: Tracer, plan: Plan, good: Any) -> dict[str, Any]:
    threshold = plan.table.row(f"cell.{cell.name}.escape.threshold")
    return {
        "cell": cell.name,
        "label": plan.cards[f"cell.{cell.name}"].name,
        "vesicles_per_cell": _interval(cell.vesicles_per_cell[good]),
        "copies_per_cell": _interval(cell.copies_per_cell[good]),
        "fates": {
            name: {"label": COMPARTMENTS[name], "share": _part(cell, name, good), **_interval(course[-1][good])}
            for name, course in cell.fates.items()
        },
        "threshold": {
            "value": float(np.median(cell.threshold[good])), **{k: v for k, v in _interval(cell.threshold[good]).items()
            if k != "median"}, "origin": threshold.value.origin.words(),
        },
        "chance_noticed": float((cell.copies_per_cell >= cell.threshold)[good].mean()),
        "resident_per_day": _interval(cell.resident_per_day[good]),
        "traffic_ratio": _interval(cell.traffic_ratio[good]),
        **_links(tracer.movers(cell.copies_per_cell)),
        "links": {
            "vesicles_per_cell": _links(tracer.movers(cell.vesicles_per_cell)),
            "threshold": _links(tracer.movers(cell.threshold), threshold),
            "chance_noticed": _links(tracer.movers(cell.copies_per_cell / np.maximum(cell.threshold, 1e-300))),
            "resident_per_day": _links(tracer.movers(cell.resident_per_day)),
            "traffic_ratio": _links(tracer.movers(cell.traffic_ratio)),
        },
        "keys": keys_said.at_cell(plan, cell.name, good),
        "cargo": [cargo_said.at_cell(c, plan, good, lambda v: _links(tracer.movers(v))) for c in cell.cargo],
    }  # fmt: skip


def _part(cell: account.Receiver, name: str, good: Any) -> float | None:
    """Mean share of what was taken up that is in a compartment at the end; none where nothing was taken up."""
    whole = cell.vesicles_per_cell
    some = good & (whole > SMALLEST)
    return float((cell.fates[name][-1][some] / whole[some]).mean()) if some.any() else None


def _arm(arm: str, living: Floats) -> dict[str, Any]:
    treated = arm == "treated"
    return {
        "arm": arm,
        "label": "treated" if treated else "vehicle alone",
        "text": "the product as described" if treated else "the same procedure and carrier without vesicles",
        "living_skin": _interval(living if treated else np.zeros(1)),
    }


def _profile(journey: Journey, good: Any) -> dict[str, Any]:
    """Median concentration of whole vesicles by depth and time, particle/mL of tissue, on median depths.

    Per volume of tissue, C * capacity / width, and not of the fluid: the gaps of the stratum corneum hold the film's
    concentration but next to none of its volume, so the fluid's concentration would show as many there as above it.
    """
    faces = np.median(journey.depth.faces[good], axis=0) * 1e6
    centres = 0.5 * (faces[1:] + faces[:-1])
    shown = [s for s in journey.snapshots if s.seconds > 0.0]
    width = journey.depth.widths[good]
    median = [np.median(vesicles((s.cells * journey.capacity)[good]) / width, axis=0) / 1e6 for s in shown]
    layers = []
    for i, name in enumerate(NAMES):
        cells = np.flatnonzero(journey.depth.layer == i)
        layers.append(
            {
                "name": name, "label": LABELS[name],
                "top_um": float(faces[cells[0]]), "bottom_um": float(faces[cells[-1] + 1]),
            }
        )  # fmt: skip
    return {
        "depth_um": [round(float(d), 3) for d in centres],
        "layers": layers,
        "times_h": [s.seconds / 3600.0 for s in shown],
        "median": [[float(v) for v in line] for line in median],
        "unit": "particle/mL of tissue",
        "arm": "treated",
        "size_class": "all sizes",
    }


def _layers(journey: Journey, answers: Mapping[str, Floats], tracer: Tracer, good: Any) -> list[dict[str, Any]]:
    """Where whole vesicles lie when the run is read."""
    at = _watched(journey)
    hours = at.seconds / 3600.0
    area = journey.plan.area
    rows: list[tuple[str, str, Floats]] = []
    places = {"film": "surface", "channels": "channels", "follicle": "follicles", "tips": "tips of needles"}
    for i, name in enumerate(() if journey.plan.systemic else journey.store_names):
        rows.append((places[name], places[name], at.stores[:, :CLASSES, i].sum(axis=1) * area))
    rows += [(name, LABELS[name], account.in_layer(journey, at, name)) for name in NAMES]
    rows.append(("cells", "taken up by cells", account.taken_up(journey, at)))
    dose = np.maximum(answers["labelled"], 1e-300)
    return [
        {
            "name": name, "label": label, "at_h": hours, "intact": _interval(v[good]),
            "share_of_dose": _interval((v / dose)[good]), "basis": BASIS, "unit": "particle",
            **_links(tracer.movers(v)),
        }
        for name, label, v in rows
    ]  # fmt: skip


def _outside(journey: Journey, answers: Mapping[str, Floats], tracer: Tracer, good: Any) -> dict[str, Any]:
    """Where vesicles go outside the skin by the time that a run is read."""
    at, dose = _watched(journey), np.maximum(answers["labelled"], 1e-300)

    def tell(values: Floats) -> dict[str, Any]:
        return {
            **_interval(values[good]), "of_dose": _interval((values / dose)[good]), **_links(tracer.movers(values)),
        }  # fmt: skip

    found = outside.outside(journey, at)
    return outside.describe(found, journey.plan, _when(journey), at.seconds / 3600.0, tell)


def _move(answer: str, mover: Mover) -> dict[str, Any]:
    row = mover.row
    return {
        "answer": answer, "path": row.path, "label": row.parameter.meaning, "share": mover.share,
        "grade": row.value.grade, "origin": row.value.origin.words(), "known": GRADES[row.value.grade],
    }  # fmt: skip


def _spread(answer: str, tracer: Tracer, values: Floats) -> dict[str, Any]:
    """Which share of an answer's spread is between people, and which is what nobody knows."""
    parts = [
        {
            "kind": part.kind, "label": PART_WORDS[part.kind], "share": part.share, "error": part.error,
            "inputs": part.inputs,
        }
        for part in tracer.parts(values)
    ]  # fmt: skip
    return {"answer": answer, "parts": parts, "reason": None if parts else "too few draws to tell, or no spread at all"}


def _input(row: Row) -> dict[str, Any]:
    return {
        "path": row.path, "label": row.parameter.meaning, "text": row.text(), "grade": row.value.grade,
        "origin": row.value.origin.words(), "card": row.card, "default": False, "unknown": row.value.unknown,
        "conditions": row.value.conditions, "set_by_user": row.set_by_user, "between": row.value.between,
    }  # fmt: skip


def _left_out(path: str, text: str) -> dict[str, Any]:
    """A field of the scenario that was left out, with the default that stands for it."""
    return {
        "path": path, "label": path, "text": text, "grade": None, "origin": "left out of the scenario", "card": None,
        "default": True, "unknown": "", "conditions": "", "set_by_user": False, "between": None,
    }  # fmt: skip


def _key(label: str) -> str:
    return label.replace(": ", "_").replace(" ", "_")
