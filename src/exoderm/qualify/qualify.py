"""Every case run and every data set scored, as one document (exoderm/qualify/1)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from exoderm import __version__
from exoderm.errors import CardError
from exoderm.evidence import study
from exoderm.journey.parameter import Floats
from exoderm.library.cite import cite
from exoderm.qualify import dataset, experiments
from exoderm.qualify.agree import INEQUALITIES, Agreement, agreement, within
from exoderm.qualify.case import Case, Context, Control, Measured, Part, contexts
from exoderm.qualify.case import load as load_cases
from exoderm.qualify.dataset import Scored
from exoderm.qualify.experiments import Outcome, Run
from exoderm.qualify.independence import unexplained

SCHEMA = "exoderm/qualify/1"
DRAWS, SEED = 200, 20417

Progress = Callable[[float, str], None]


def qualify(
    data: Path | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    cards: Path | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Run all cases and score all data sets.

    Parameters
    ----------
    data:  folder of data sets; without it the stored scores are shown.
    draws: draws of each case.
    cards: a user's own cards, whose cases and numbers stand in for ours.

    Returns
    -------
    The document. ``inside`` of a case is true where all its parts and its positive control, if it has one, agree.
    """
    tell = progress or (lambda share, words: None)
    place = dataset.folder(data) if data is not None else None
    how, cases, sets = Run(draws, seed, cards), load_cases(cards), dataset.load(cards)
    shown = []
    for i, case in enumerate(_along(cases, contexts(cards))):
        tell(0.8 * i / len(cases), case.title)
        shown.append(judge(case, how))
    scored = []
    for i, card in enumerate(sets.values()):
        tell(0.8 + 0.2 * i / len(sets), card.name)
        scored.append(dataset.scored(card, place, cards))
    figures = [_dataset(s) for s in scored]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "draws": draws,
        "seed": seed,
        "rule": RULE,
        "contexts": [_context(c, shown, figures) for c in contexts(cards).values()],
        "cases": shown,
        "datasets": figures,
        "summary": summary(shown, figures),
        "citations": [
            {"id": c.id, "text": c.text}
            for c in cite(
                dict.fromkeys(case.source.study for case in cases.values() if case.source.study), study.load(cards)
            )
        ],
    }


RULE = (
    "A number is inside where the median of the draws lies within the tolerance; a bound or an order where nine draws "
    "in ten obey it. A case is inside where all its parts are and its positive control passes."
)


def judge(case: Case, how: Run) -> dict[str, Any]:
    """One case run and judged, as it stands in the document."""
    outcome = run(case, how)
    parts = [_part(name, part, outcome) for name, part in case.parts.items()]
    control = _control(case.control, outcome) if case.control else None
    lead = parts[0]
    return {
        "id": case.name,
        "title": case.title,
        "about": case.about,
        "stage": case.stage,
        "context": case.context,
        "role": case.role,
        "why_role": case.why,
        "withheld": case.withheld,
        "origin_of": [use.words() for use in unexplained(case, how.cards)],
        **{key: lead[key] for key in LEADING},
        "naive_inside": all(p["naive_inside"] for p in parts),
        "inside": all(p["inside"] for p in parts) and (control is None or control["passed"]),
        "not_modelled": case.not_modelled or None,
        "control": control,
        "parts": parts,
        "source": {"study": case.source.study or None, "doi": _doi(case), "status": case.source.status},
    }


LEADING = ("quantity", "unit", "measured", "measured_low", "measured_high", "measured_words", "tolerance", "predicted",
           "low", "high", "naive", "naive_says", "reason")  # fmt: skip
"""Fields of the leading part that stand for the case."""


def run(case: Case, how: Run) -> Outcome:
    """The samples of every part and control of a case; empty where nothing can be run."""
    if case.not_modelled:
        return {}
    where = f"case/{case.id}.yaml"
    outcome = experiments.find(case.experiment, where)(case, how)
    wanted = [*case.parts, *([case.control.of] if case.control else [])]
    for name in wanted:
        if name not in outcome:
            raise CardError(
                f"the experiment '{case.experiment}' gives no '{name}'", where=where, code="card.invalid",
                why=f"it gives {', '.join(sorted(outcome))}", action="name one of these",
            )  # fmt: skip
    return outcome


def _part(name: str, part: Part, outcome: Outcome) -> dict[str, Any]:
    found = _agreement(outcome.get(name), part.tolerance, part.measured)
    measured = part.measured
    numbers = {
        "measured": measured.value,
        "predicted": _finite(found.predicted if found else None),
        "low": _finite(found.low if found else None),
        "high": _finite(found.high if found else None),
    }
    rival = bool(within(np.array([part.naive.value]), part.tolerance, measured)[0])
    return {
        "name": name,
        "quantity": part.quantity,
        "unit": part.unit,
        **numbers,
        "measured_low": measured.low,
        "measured_high": measured.high,
        "measured_words": measured.words,
        "tolerance": part.tolerance.model_dump(exclude_none=True),
        "naive": part.naive.value,
        "naive_says": part.naive.says,
        "naive_inside": rival,
        "share_inside": found.share if found else None,
        "covers": _covers(found, part),
        "inside": bool(found and found.inside),
        "reason": _reasons(numbers, found is None),
    }


def _reasons(numbers: Mapping[str, float | None], absent: bool) -> dict[str, str]:
    """Why a number of a part is null."""
    out = {}
    for key, value in numbers.items():
        if value is None:
            out[key] = (
                "an order, a bound or words were reported" if key == "measured"
                else "not modelled" if absent else "no end: part of the draws never come to it"
            )  # fmt: skip
    return out


def _control(control: Control, outcome: Outcome) -> dict[str, Any]:
    found = _agreement(outcome.get(control.of), control.tolerance, Measured())
    return {
        "quantity": control.quantity,
        "unit": control.unit,
        "tolerance": control.tolerance.model_dump(exclude_none=True),
        "predicted": _finite(found.predicted if found else None),
        "low": _finite(found.low if found else None),
        "high": _finite(found.high if found else None),
        "passed": bool(found and found.inside),
    }


def _agreement(samples: Floats | None, tolerance: Any, measured: Measured) -> Agreement | None:
    return None if samples is None else agreement(samples, tolerance, measured)


def _covers(found: Agreement | None, part: Part) -> bool | None:
    """Whether the measured value lies within the 90 % interval; none where a bound or an order was reported."""
    value = part.measured.value
    if found is None or value is None or part.tolerance.type in INEQUALITIES:
        return None
    return bool(found.low <= value <= found.high)


def _dataset(scored: Scored) -> dict[str, Any]:
    card = scored.card
    scores = [
        {"id": name, "quantity": s.quantity, "unit": s.unit, "better": s.better, "model": s.model, "naive": s.naive,
         "naive_says": s.naive_says, "good": s.good}
        for name, s in scored.scores.items()
    ]  # fmt: skip
    return {
        "id": card.id,
        "name": card.name,
        "about": card.about,
        "context": card.context,
        "role": card.role,
        "source": card.source,
        "n": card.n,
        "scores": scores,
        "state": scored.state,
        "reproduced": scored.reproduced,
        "changed": list(scored.changed),
        "missing": list(scored.missing),
        "problem": scored.problem or None,
        "not_modelled": card.not_modelled or None,
        "files": dict(card.files),
    }


def _context(context: Context, cases: list[dict[str, Any]], sets: list[dict[str, Any]]) -> dict[str, Any]:
    mine = [c for c in cases if c["context"] == context.id and c["role"] == "validation"]
    return {
        "id": context.id,
        "question": context.question,
        "use": context.use,
        "not_for": context.not_for,
        "validation_inside": sum(c["inside"] for c in mine),
        "validation_total": len(mine),
        "cases": [c["id"] for c in cases if c["context"] == context.id],
        "datasets": [s["id"] for s in sets if s["context"] == context.id],
    }


def summary(cases: list[dict[str, Any]], sets: list[dict[str, Any]]) -> dict[str, Any]:
    """How many are inside, by role; what a rival would have got; which missed."""

    def tally(name: str, chosen: list[dict[str, Any]]) -> dict[str, int]:
        return {f"{name}_inside": sum(c["inside"] for c in chosen), f"{name}_total": len(chosen)}

    validation = [c for c in cases if c["role"] == "validation"]
    withheld = [c for c in cases if c["withheld"]]
    numbers = [p for c in validation for p in c["parts"] if p["covers"] is not None]
    scores = [s for d in sets for s in d["scores"]]
    return {
        **tally("validation", validation),
        **tally("withheld", withheld),
        **tally("calibration", [c for c in cases if c["role"] == "calibration"]),
        "validation_parts_inside": sum(p["inside"] for c in validation for p in c["parts"]),
        "validation_parts_total": sum(len(c["parts"]) for c in validation),
        "naive_validation_inside": sum(c["naive_inside"] for c in validation),
        "controls_passed": sum(c["control"]["passed"] for c in cases if c["control"]),
        "controls_total": sum(bool(c["control"]) for c in cases),
        "measured_within_interval": sum(p["covers"] for p in numbers),
        "measured_numbers": len(numbers),
        "scores_good": sum(s["good"] for s in scores),
        "scores_total": len(scores),
        "misses": [c["id"] for c in cases if not c["inside"]],
        "not_modelled": [c["id"] for c in cases if c["not_modelled"]],
    }


def _along(cases: Mapping[str, Case], order: Mapping[str, Context]) -> list[Case]:
    """Cases along the journey; a case of an unknown context is refused."""
    places = list(order)
    for case in cases.values():
        if case.context not in places:
            raise CardError(
                f"there is no context '{case.context}'", where=f"case/{case.id}.yaml", why=", ".join(places),
                action="name one of these or write its card", code="card.invalid",
            )  # fmt: skip
    return sorted(cases.values(), key=lambda c: (places.index(c.context), c.stage, c.name))


def _doi(case: Case) -> str | None:
    if case.source.doi:
        return case.source.doi
    known = study.load()
    return known[case.source.study].doi if case.source.study in known else None


def _finite(x: float | None) -> float | None:
    return x if x is not None and math.isfinite(x) else None
