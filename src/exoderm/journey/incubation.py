"""A dish experiment from cards: which cell, how many, under how much of what; what they took up after some hours.

The same mechanisms and the same numbers as in skin, with diffusion through still medium in front of them. The document
(schema exoderm/well/1) carries for each number its interval, its weakest link and the unknown that moves it most.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from exoderm import __version__, units
from exoderm.bounds import UNDECLARED, Area, Concentration, Volume
from exoderm.errors import PartialResult, ScenarioError
from exoderm.journey.cell import endosome, escape, uptake, well
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.donor.population import Population
from exoderm.journey.donor.preparation import Preparation
from exoderm.journey.parameter import Floats
from exoderm.journey.physics import BODY, free_diffusion
from exoderm.journey.plan import Plan, build
from exoderm.journey.readout.cytometer import Cytometer, needed, positive, visible
from exoderm.journey.table import DrawTable, Row
from exoderm.journey.trace import Mover, Tracer, weakest
from exoderm.library import shelf
from exoderm.library.value import GRADES, Frozen, Text, Value
from exoderm.scenario import from_data

SCHEMA = "exoderm/well/1"
LOOKS = 40
PLACES = {
    "fluid": "still in the medium",
    "bound": "bound on the surface",
    "endosome": "in early endosomes",
    "recycled": "given off again",
    "lysosome": "in lysosomes",
    "cytosol": "reached the cytosol",
}
IDLE = ("density_epidermis", "density_dermis", "shallowest", "phagocyte", "protein_copies", "purity")
"""Numbers of the cards that do not act in a well; tracing leaves them out."""
CONFLUENT = 5e9
"""cell/m^2: above this, cells no longer lie in one layer."""


class Choice(Frozen):
    """A well as a user states it."""

    cell: str = Field(description="card of the receiving cell")
    cells: float = Field(ge=1.0, le=1e9, description="cells on the bottom")
    volume: Volume = Field(description="medium over them")
    concentration: Concentration = Field(description="particles per volume of medium, as counted")
    hours: float = Field(ge=0.01, le=336.0, description="how long the vesicles stay on")
    area: Area = Field("0.32 cm^2", description="bottom of the well; that of one of 96 if left out")
    donor: str = Field(UNDECLARED, description="donor card")
    readout: str = Field(UNDECLARED, description="card of an instrument that looks at the cells; none if left out")
    draws: int = Field(256, ge=1, le=20_000)
    seed: int = Field(20417, ge=0, lt=2**63)
    set: Mapping[str, Text | Value] = Field({}, description="any number of the donor or the cell by its path")

    def digest(self) -> str:
        """Twelve hexadecimal digits over what was asked."""
        unseen = {"readout"} if self.readout == UNDECLARED else set()
        canonical = json.dumps(self.model_dump(mode="json", exclude=unseen), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Dish:
    """A finished incubation with what it was built from."""

    choice: Choice
    plan: Plan
    geometry: well.Well
    incubation: well.Incubation
    copies: Floats
    """(draw,): most copies of one microRNA in the cytosol at a time."""
    ceiling: Floats
    """(draw,): largest share of the vesicles that diffusion could have brought to the cells."""


def choose(data: Mapping[str, Any], where: str) -> Choice:
    """Plain data as a well, or a refusal by field.

    Raises
    ------
    ScenarioError
        For a field that cannot be, and for medium that stands higher than any well or lower than a film.
    """
    choice = shelf.validate(dict(data), Choice, where, ScenarioError)
    depth = _depth(choice)
    if not 2e-5 <= depth <= 0.05:
        raise ScenarioError(
            f"{choice.volume} over {choice.area} stand {1e3 * depth:.3g} mm high", where=where, code="value.range",
            why="medium over cells stands between 0.02 and 50 mm high", action="check volume and area",
        )  # fmt: skip
    return choice


def simulate(choice: Choice, threads: int = 1, extra: Path | None = None) -> Dish:
    """Build the plan of a well and leave the vesicles over the cells. Pure but for reading cards."""
    data = {
        "name": f"a well of {choice.cell}", "product": {"donor": choice.donor, "concentration": choice.concentration},
        "receivers": [choice.cell], "draws": choice.draws, "seed": choice.seed, "set": choice.set,
    }  # fmt: skip
    plan = build(from_data(data, "the well"), extra, None if choice.readout == UNDECLARED else choice.readout)
    here = f"cell.{choice.cell}"
    freed = plan.get(f"{here}.escape", escape.Escape)
    filled = harvest(plan)
    size, offered = filled.diameter[:, :CLASSES], filled.amount[:, :CLASSES]
    geometry = well.Well(_depth(choice), choice.cells / units.read(choice.area, "m^2"))
    seconds = choice.hours * 3600.0 * (np.arange(1, LOOKS + 1) / LOOKS) ** 2
    done = well.incubate(
        plan.get(f"{here}.uptake", uptake.Uptake), plan.get(f"{here}.endosome", endosome.Endosome), freed,
        size, offered, geometry, list(seconds), threads,
    )  # fmt: skip
    cargo = plan.get("donor.population", Population).mirna_copies
    copies = escape.most_present(freed, list(done.seconds), done.fates["cytosol"] * cargo)
    most = well.ceiling(free_diffusion(size, BODY), geometry.depth, seconds[-1]).mean(axis=1)
    return Dish(choice, plan, geometry, done, copies, most)


def document(dish: Dish, seconds: float) -> dict[str, Any]:
    """The document of a well; ``seconds`` is what it took.

    Raises
    ------
    PartialResult
        If no draw gave finite numbers.
    """
    done, choice, plan = dish.incubation, dish.choice, dish.plan
    good = np.isfinite(dish.copies) & np.isfinite(done.taken_up).all(axis=0)
    if not good.any():
        raise PartialResult(
            "every draw failed", why="no draw gave finite numbers", action="report the well", code="draws"
        )
    rows = tuple(row for row in plan.table if _acts(row, choice))
    tracer = Tracer(DrawTable(rows, choice.seed, choice.draws))
    escapes = plan.get(f"cell.{choice.cell}.escape", escape.Escape)
    return {
        "schema": SCHEMA,
        "digest": choice.digest(),
        "numbers_digest": DrawTable(rows, choice.seed, choice.draws).digest(),
        "version": __version__,
        "seed": choice.seed,
        "draws": choice.draws,
        "failed": int((~good).sum()),
        "seconds": round(seconds, 3),
        "well": {
            "cell": choice.cell, "label": plan.cards[f"cell.{choice.cell}"].name, "cells": choice.cells,
            "volume": choice.volume, "area": choice.area, "depth_mm": 1e3 * dish.geometry.depth,
            "concentration": choice.concentration, "hours": choice.hours, "donor": choice.donor,
            "donor_label": plan.cards["donor"].name,
            "readout": plan.cards["readout"].name if "readout" in plan.cards else None,
        },
        "answers": [_answer(*given, tracer, good) for given in _answers(dish)],
        "threshold": _interval(escapes.threshold[good]),
        "chance_noticed": float((dish.copies >= escapes.threshold)[good].mean()),
        "course": _course(dish, good),
        "moves": [_move(m) for m in tracer.movers(dish.copies)[:6]],
        "residual": float(done.residual[good].max()),
        "inputs": [_input(row) for row in rows],
        "citations": sorted({s for row in rows if (s := row.value.origin.study)}),
        "not_known": list(plan.cards[f"cell.{choice.cell}"].not_known),
        "notes": _notes(dish),
        "files": [],
    }  # fmt: skip


def _depth(choice: Choice) -> float:
    return units.read(choice.volume, "m^3") / units.read(choice.area, "m^2")


def _acts(row: Row, choice: Choice) -> bool:
    acting = tuple(f"cell.{choice.cell}.{part}." for part in ("uptake", "keyholes", "endosome", "escape"))
    mine = row.path.startswith(("donor.", "preparation.", "readout.", *acting))
    return mine and row.path.rsplit(".", 1)[1] not in IDLE


def _answers(dish: Dish) -> list[tuple[str, str, str, Floats]]:
    done = dish.incubation
    counted = dish.plan.get("donor.preparation", Preparation).concentration
    inside = done.internalised[-1]
    return [
        ("offered", "particles offered, as counted", "particle/cell",
         counted * dish.geometry.depth / dish.geometry.cells_per_area),
        ("vesicles", "of them whole vesicles", "particle/cell", done.offered),
        ("ceiling", "share of them that diffusion can bring to the cells", "", dish.ceiling),
        ("bound", "bound on the surface at the end", "particle/cell", done.fates["bound"][-1]),
        ("internalised", "taken in by the end", "particle/cell", inside),
        ("internalised_share", "the same, of the vesicles offered", "", inside / np.maximum(done.offered, 1e-300)),
        ("cytosol", "vesicles whose cargo reached the cytosol", "particle/cell", done.fates["cytosol"][-1]),
        ("copies", "copies of one microRNA in the cytosol, the most at a time", "copies/cell", dish.copies),
        *_seen(dish),
    ]  # fmt: skip


def _seen(dish: Dish) -> list[tuple[str, str, str, Floats]]:
    """What an instrument makes of the cells, if one looks at them."""
    if not dish.plan.has("readout.cytometer"):
        return []
    done, seen_by = dish.incubation, dish.plan.get("readout.cytometer", Cytometer)
    shown = visible(seen_by, list(done.seconds), done.fates)[-1]
    return [
        ("needed", "labelled vesicles that make a cell positive", "particle/cell", needed(seen_by)),
        ("positive", "share of the cells that are positive at the end", "", positive(seen_by, shown)),
    ]


def _interval(values: Floats) -> dict[str, float]:
    low, median, high = (float(x) for x in np.quantile(values, (0.05, 0.5, 0.95)))
    return {"median": median, "low": low, "high": high}


def _answer(key: str, label: str, unit: str, values: Floats, tracer: Tracer, good: NDArray[np.bool_]) -> dict[str, Any]:
    movers = tracer.movers(values)
    link = weakest(movers)
    unknown = next((m for m in movers if m.row.value.unknown), None)
    return {
        "id": key, "label": label, "unit": unit, **_interval(values[good]),
        "grade": link.value.grade if link else None,
        "weakest": link.parameter.meaning if link else None,
        "moved_most_by": _move(movers[0]) if movers else None,
        "unknown": {"text": unknown.row.value.unknown, "path": unknown.row.path, "share": unknown.share}
        if unknown
        else None,
    }  # fmt: skip


def _move(mover: Mover) -> dict[str, Any]:
    row = mover.row
    return {
        "path": row.path, "label": row.parameter.meaning, "share": mover.share, "grade": row.value.grade,
        "origin": row.value.origin.words(), "known": GRADES[row.value.grade],
    }  # fmt: skip


def _input(row: Row) -> dict[str, Any]:
    return {
        "path": row.path, "label": row.parameter.meaning, "text": row.text(), "grade": row.value.grade,
        "origin": row.value.origin.words(), "card": row.card, "unknown": row.value.unknown,
        "set_by_user": row.set_by_user,
    }  # fmt: skip


def _course(dish: Dish, good: NDArray[np.bool_]) -> dict[str, Any]:
    done = dish.incubation
    where = {"fluid": done.fluid, **done.fates}
    rows: dict[str, Any] = {}
    for name, label in PLACES.items():
        low, median, high = np.quantile(where[name][:, good], (0.05, 0.5, 0.95), axis=1)
        rows[name] = {"label": label, "median": _short(median), "low": _short(low), "high": _short(high)}
    return {"times_h": _short(done.seconds / 3600.0), "unit": "particle/cell", "places": rows}


def _short(values: Sequence[float] | Floats) -> list[float]:
    return [float(f"{value:.6g}") for value in values]


def _notes(dish: Dish) -> list[str]:
    out = ["Nothing stirs the medium: what is not at the cells comes to them by diffusion alone."]
    if dish.choice.donor == UNDECLARED:
        out.append("The source of the vesicles is not declared: their sizes and cargo are pure prior.")
    if dish.geometry.cells_per_area > CONFLUENT:
        out.append("So many cells do not lie in one layer: those beneath others get less than the mean shown.")
    slow = dish.plan.get(f"cell.{dish.choice.cell}.uptake", uptake.Uptake).internalisation
    if float(np.median(slow)) * dish.choice.hours * 3600.0 < 10.0:
        out.append(
            "Over so short a time binding has not settled: what is taken out of the medium is understated, by at most "
            "what a cell can hold bound."
        )
    return out
