"""Published experiments, each run with the mechanisms of the journey themselves.

A module holds one kind of experiment and one function ``run(case, plan) -> Outcome``; a case names the module. Samples
have one entry per draw and are in the unit that the case's part states. Nothing here is fitted.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from exoderm.errors import unknown
from exoderm.journey import plan as plans
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.qualify.case import Case
from exoderm.scenario import from_data

MANY = 20


@dataclass(frozen=True)
class Run:
    """How a case is drawn."""

    draws: int
    seed: int
    cards: Path | None = None

    def many(self) -> Run:
        """More draws, for closed forms that cost next to nothing."""
        return replace(self, draws=self.draws * MANY)

    def plan(self, case: Case, readout: str | None = None, **changes: object) -> Plan:
        """The scenario of the case as a plan, with fields of it changed, seen by an instrument if one is named."""
        data = {
            "name": case.id, "arms": ["treated"], **case.scenario, **changes, "draws": self.draws, "seed": self.seed
        }  # fmt: skip
        return plans.build(
            from_data({"schema": "exoderm/scenario/1", **data}, f"case/{case.id}.yaml"), self.cards, readout
        )


Outcome = Mapping[str, Floats]
"""Samples of each quantity by the name of its part, or of its control."""
Experiment = Callable[[Case, Run], Outcome]


def find(name: str, where: str = "") -> Experiment:
    """The experiment of a name; unknown names are refused with the nearest."""
    known = [info.name for info in pkgutil.iter_modules(__path__)]
    if name not in known:
        raise unknown("experiment", name, known, where=where)
    found: Experiment = importlib.import_module(f"{__name__}.{name}").run
    return found
