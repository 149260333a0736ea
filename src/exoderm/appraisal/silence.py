"""What each silence on a label costs: the answer without a word on it, and with an example of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from exoderm.appraisal.verdict import settings
from exoderm.bounds import UNDECLARED
from exoderm.errors import PartialResult, ScenarioError, UnitError
from exoderm.page.declare import runnable
from exoderm.page.label_cards import by_id
from exoderm.scenario import Scenario, from_data

if TYPE_CHECKING:
    from exoderm.appraisal.appraise import Appraisal
    from exoderm.result import Result

FEW = 64
"""Draws of the runs that weigh a silence: enough to tell powers of ten, and no more."""


def cost(
    appraisal: Appraisal, declared: Mapping[str, Any], name: str, run: Callable[[Scenario], Result]
) -> dict[str, dict[str, Any]]:
    """What each silence on the label costs, by item: the whole vesicles of one dose that reach living skin, without an
    answer and with an example of one. ``run`` answers a scenario.

    Items that leave the same path open share its two runs. What cannot be run is left out.
    """
    examples = settings("told")
    known = by_id()
    opens: dict[str, list[str]] = {}
    for item in appraisal.label:
        path = known[item.item].costs
        if item.status in ("missing", "partial") and path in examples and _open(declared, path):
            opens.setdefault(path, []).append(item.item)
    if not opens:
        return {}
    plain = {**runnable(declared), "draws": FEW}
    try:
        silent = _arriving(run(from_data(plain, f"what {name} declares")))
    except (ScenarioError, UnitError, PartialResult):
        return {}
    measured: dict[str, dict[str, Any]] = {}
    for path, items in opens.items():
        try:
            scenario = from_data(_telling(plain, path, examples[path]["value"]), f"what {name} could declare")
            told = _arriving(run(scenario))
        except (ScenarioError, UnitError, PartialResult):
            continue
        found = {
            "path": path, "told": examples[path]["words"], "draws": FEW, "unit": "particle",
            "quantity": "whole vesicles of one dose that reach living skin", "silent": silent, "said": told,
            "narrower": _narrower(silent, told),
        }  # fmt: skip
        measured.update(dict.fromkeys(items, found))
    return measured


def _open(declared: Mapping[str, Any], path: str) -> bool:
    """Whether a scenario leaves a path open."""
    head, _, tail = path.partition(".")
    part = declared.get(head, UNDECLARED)
    said = part.get(tail, UNDECLARED) if tail and isinstance(part, Mapping) else part
    return bool(said == UNDECLARED)


def _telling(scenario: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The scenario with one path told."""
    head, _, tail = path.partition(".")
    return {**scenario, head: {**scenario.get(head, {}), tail: value} if tail else value}


def _arriving(result: Result) -> dict[str, float]:
    living = next(s for s in result.document["stages"] if s["stage"] == "living_skin")
    return {end: living[end] for end in ("median", "low", "high")}


def _narrower(silent: Mapping[str, float], told: Mapping[str, float]) -> float | None:
    """By what factor the answer's interval shrinks (below one: grows); ``None`` where neither run lets one arrive.

    Less than one vesicle of a dose is none: ends below one count as one.
    """
    wide, narrow = (max(run["high"], 1.0) / max(run["low"], 1.0) for run in (silent, told))
    return None if max(silent["high"], told["high"]) < 1.0 else wide / narrow
