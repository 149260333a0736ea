"""What the report shows of a run: the document's fields turned into sentences, figures and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exoderm import words
from exoderm.show import outside
from exoderm.show.charts import (
    body,
    cargo,
    depth_map,
    fates,
    grade,
    keys,
    ledger,
    moves,
    section,
    spread,
    threshold,
    traffic,
    waterfall,
)  # fmt: skip
from exoderm.show.charts.svg import Figure, Stamp
from exoderm.show.citation import citation
from exoderm.show.scrub import name_only, without_folders
from exoderm.show.unmeasured import unmeasured

_ENDS: Mapping[str, Any] = {"median": None, "low": None, "high": None}


@dataclass(frozen=True)
class Link:
    """The weakest link of one number."""

    number: str
    value: str
    input: str
    origin: str
    squares: str
    """SVG markup."""
    moved_by: str


@dataclass(frozen=True)
class RunView:
    """The run as the templates need it."""

    name: str
    about: str
    scenario_text: str
    kicker: str
    headline: str
    sentences: tuple[str, ...]
    route: str
    waterfall: Figure
    section: Figure
    depth_map: Figure
    threshold: Figure | None
    traffic: Figure | None
    fates: Figure | None
    keys: Figure | None
    way: Figure | None
    body: Figure | None
    outside: tuple[str, ...]
    moves: tuple[Figure, ...]
    spread: Figure | None
    ledger: Figure
    arms: tuple[dict[str, str], ...]
    links: tuple[Link, ...]
    defaults: tuple[dict[str, str], ...]
    unmeasured: tuple[str, str] | None
    """What nobody has measured, to stand as large as the answer: how many numbers, and the one that moves it most."""
    unknowns: tuple[dict[str, str], ...]
    inputs: tuple[dict[str, str], ...]
    citations: tuple[dict[str, str], ...]
    cargo: tuple[dict[str, str], ...]
    """Named cargo, one row each: what a vesicle carries and what a cell gets."""
    pure_prior: tuple[dict[str, str], ...]
    """Parts of the answer behind which no measurement stands."""
    notes: tuple[str, ...]
    files: tuple[str, ...]
    cite: str


def view(run: Mapping[str, Any], stamp: Stamp, date: str) -> RunView:
    """Turn a document of schema exoderm/run/1 into what people read."""
    scenario = run.get("scenario") or {}
    stages = [_stage(s) for s in run.get("stages") or ()]
    cells = [_cell(c) for c in run.get("cells") or ()]
    profile = run.get("profile")
    amounts = list(run.get("layers") or ())
    unit = str(stages[0]["unit"]) if stages else "particle"
    basis = str(amounts[0].get("basis") or "") if amounts else ""
    basis = basis or (str(stages[0]["basis"]) if stages else "total")
    told = [s for s in run.get("spread") or () if s.get("parts")][:4]
    inputs = tuple(_input(i) for i in run.get("inputs") or ())
    name = name_only(scenario.get("name") or "scenario")
    return RunView(
        name=name,
        about=without_folders(scenario.get("about") or ""),
        scenario_text=without_folders(scenario.get("text") or ""),
        kicker=kicker(run),
        headline=str(run.get("headline") or _headline(stages)),
        sentences=tuple(str(s) for s in run.get("sentences") or ())[:3],
        route=str((run.get("route") or {}).get("label") or ""),
        waterfall=waterfall.draw(stages, stamp),
        section=section.draw((profile or {}).get("layers") or (), amounts, run.get("route") or {}, unit, basis, stamp),
        depth_map=depth_map.draw(profile, stamp),
        threshold=threshold.draw(cells, stamp) if cells else None,
        traffic=traffic.draw(cells, stamp) if cells else None,
        fates=fates.draw(cells, stamp) if any(c["fates"] for c in cells) else None,
        keys=keys.draw(fitted, stamp) if (fitted := [c for c in cells if c.get("keys")]) else None,
        way=cargo.draw(run["cargo"], cells, stamp) if run.get("cargo") and cells else None,
        body=body.draw(run["outside"], stamp) if run.get("outside") else None,
        outside=tuple(outside.sentences(run.get("outside") or {})),
        moves=_moves(run.get("moves") or (), stamp),
        spread=spread.draw(told, stamp) if told else None,
        ledger=ledger.draw(_ledger(run.get("ledger") or {}), stamp),
        arms=tuple(_arm(a) for a in run.get("arms") or ()),
        links=(*_links(stages, cells), *_outside(run.get("outside") or {})),
        defaults=tuple(i for i in inputs if i["default"]),
        unmeasured=unmeasured(run),
        unknowns=tuple(i for i in inputs if i["unknown"]),
        inputs=inputs,
        citations=tuple(citation(c) for c in run.get("citations") or ()),
        cargo=tuple(_cargo(c, run.get("cells") or ()) for c in run.get("cargo") or ()),
        pure_prior=tuple(
            {"part": str(p.get("part") or ""), "inputs": ", ".join(map(str, p.get("inputs") or ()))}
            for p in run.get("pure_prior") or ()
        ),
        notes=tuple(without_folders(n) for n in run.get("notes") or ()),
        files=tuple(name_only(f) for f in run.get("files") or ()),
        cite=f"exoderm {stamp.version}. Run of the scenario “{name}” (digest {stamp.digest}, seed {stamp.seed}, "
        f"{run.get('draws')} draws), {date}.",
    )


def kicker(run: Mapping[str, Any]) -> str:
    """How the run went, in one line: draws, failures, seed, how well the account closes."""
    failed = run.get("failed") or 0
    parts = [
        f"{words.plural(int(run.get('draws') or 0), 'draw')}, {failed or 'none'} failed",
        f"seed {run.get('seed')}",
        f"every vesicle accounted for {words.residual((run.get('ledger') or {}).get('residual_of_dose'))} of the dose",
    ]
    if run.get("seconds") is not None:
        parts.append(f"computed in {words.duration(run['seconds'])}")
    return " · ".join(parts)


def _headline(stages: Sequence[Mapping[str, Any]]) -> str:
    living = next((s for s in stages if s["color"] == "living"), None)
    if not stages or living is None:
        return "This run reports no vesicles in living skin."
    said = words.of(living["median"], stages[0]["median"])
    return f"{said[0].upper()}{said[1:]} vesicles reach living skin."


def _stage(stage: Mapping[str, Any]) -> dict[str, Any]:
    return {**_ENDS, "label": stage.get("stage", ""), "unit": "particle", "basis": "total", "color": "lost", **stage}


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    parts = ("vesicles_per_cell", "copies_per_cell", "fates", "threshold", "resident_per_day", "traffic_ratio")
    return {"label": cell.get("cell", ""), **dict.fromkeys(parts), **cell}


def _ledger(account: Mapping[str, Any]) -> dict[str, Any]:
    fates = {k: {"label": k.replace("_", " "), **_ENDS, **s} for k, s in (account.get("fates") or {}).items()}
    return {"residual_of_dose": account.get("residual_of_dose"), "fates": fates}


def _moves(found: Sequence[Mapping[str, Any]], stamp: Stamp) -> tuple[Figure, ...]:
    answers: dict[str, list[dict[str, Any]]] = {}
    for move in found:
        whole = {"share": None, "grade": None, "origin": "–", "known": "–", "label": move.get("path", ""), **move}
        answers.setdefault(str(move.get("answer") or "the answer"), []).append(whole)
    return tuple(
        moves.draw(group, stamp, name=moves.NAME if i == 0 else f"{moves.NAME}{i + 1}")
        for i, group in enumerate(list(answers.values())[:3])
    )


def _links(stages: Sequence[Mapping[str, Any]], cells: Sequence[Mapping[str, Any]]) -> list[Link]:
    out = [
        _link(str(s["label"]), words.counts(s["median"], s["low"], s["high"]), s) for s in stages if s.get("weakest")
    ]
    for cell in cells:
        if cell.get("weakest"):
            copies = cell["copies_per_cell"] or _ENDS
            said = words.interval(
                copies.get("median"),
                copies.get("low"),
                copies.get("high"),
                say=lambda x: words.per(x, "copy", "copies"),
            )
            out.append(_link(f"copies in {cell['label']}", said, cell))
        for part, (what, say) in _CELL_NUMBERS.items():
            links, value = (cell.get("links") or {}).get(part), cell.get(part)
            if links and isinstance(value, Mapping):
                middle = value.get("median", value.get("value"))
                told = words.interval(middle, value.get("low"), value.get("high"), say=say)
                out.append(_link(f"{what}, {cell['label']}", told, links))
    return out


def _outside(found: Mapping[str, Any]) -> list[Link]:
    """The weakest links of what leaves the skin and of what organs get."""
    named = [("drained from the skin by lymph", found.get("drained")), ("come to blood", found.get("into_blood"))]
    named += [(f"come to: {p['label']}", p.get("came")) for p in found.get("places") or ()]
    return [
        _link(label, words.counts(n.get("median"), n.get("low"), n.get("high")), n)
        for label, n in named
        if n and n.get("weakest")
    ]


_CELL_NUMBERS: Mapping[str, tuple[str, Any]] = {
    "vesicles_per_cell": ("vesicles taken up by the end", lambda x: words.per(x, "vesicle", "vesicles")),
    "threshold": ("copies that a cell would notice", words.figure),
    "resident_per_day": ("vesicles of its own a day", words.figure),
    "traffic_ratio": ("against the skin’s own traffic", words.against),
}


def _link(number: str, value: str, owner: Mapping[str, Any]) -> Link:
    weak = owner["weakest"]
    return Link(
        number, value, str(weak.get("input") or "no single input stands out"), str(weak.get("origin") or ""),
        grade.squares(weak.get("grade")), str(owner.get("moved_most_by") or ""),
    )  # fmt: skip


def _cargo(cargo: Mapping[str, Any], cells: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """One named cargo in words: copies per vesicle, how many carry any, and what a cell of each type gets."""
    got = []
    for cell in cells:
        for found in cell.get("cargo") or ():
            if found.get("cargo") == cargo.get("cargo"):
                inside = found.get("cytosol")
                freed = f"; {_copies(inside)} in its cytosol" if inside else ""
                got.append(f"{cell.get('label') or cell.get('cell')}: {_copies(found.get('delivered'))}{freed}")
    absent = bool(cargo.get("absent"))
    share = cargo.get("carriers") or {}
    return {
        "label": str(cargo.get("label") or cargo.get("cargo") or ""),
        "kind": str(cargo.get("kind") or ""),
        "vesicle": "none" if absent else _copies(cargo.get("per_vesicle"), "vesicle", "vesicles"),
        "carriers": "none" if absent else words.interval(
            share.get("median"), share.get("low"), share.get("high"), say=words.share
        ),
        "cells": "none" if absent else ". ".join(got),
        "squares": grade.squares(cargo.get("grade")),
        "known": str(cargo.get("known") or ""),
    }  # fmt: skip


def _copies(value: Mapping[str, Any] | None, each: str = "cell", eachs: str = "cells") -> str:
    value = value or _ENDS
    return words.interval(
        value.get("median"),
        value.get("low"),
        value.get("high"),
        say=lambda x: words.per(x, "copy", "copies", each, eachs),
    )


def _input(given: Mapping[str, Any]) -> dict[str, str]:
    unknown = given.get("unknown")
    return {
        "label": str(given.get("label") or given.get("path") or ""),
        "text": str(given.get("text") or ""),
        "origin": without_folders(given.get("origin") or ""),
        "squares": grade.squares(given.get("grade")),
        "default": "default" if given.get("default") else "",
        "unknown": ("nobody has measured this" if unknown is True else str(unknown)) if unknown else "",
    }


def _arm(arm: Mapping[str, Any] | str) -> dict[str, str]:
    name = arm if isinstance(arm, str) else str(arm.get("arm") or arm.get("name") or "")
    rest = {} if isinstance(arm, str) else arm
    kind = "hollow" if "vehicle" in name.lower() else "striped" if "procedure" in name.lower() else "solid"
    return {
        "kind": kind,
        "label": str(rest.get("label") or name.replace("_", " ")),
        "text": str(rest.get("text") or rest.get("about") or ""),
    }
