"""What nobody has measured, ordered by how much an answer would narrow if it were (document exoderm/gaps/1).

A gap is a number of the plan whose value says what is unknown, or that is assumed (grade 1). Its effect on an answer y
is the share of the variance of log y that follows the number alone,

    share = Var(E[log y | x]) / Var(log y),

where E[log y | x] is a cubic in the rank of x (adjusted for its three coefficients). The squared rank correlation of
:mod:`exoderm.journey.trace` is its straight part: it misses most of an effect that sets in at one end of a range, such
as a loss in the vial that matters only where it is fast. If x were known, an interval that spans a factor F would span
F^sqrt(1 - share): exact for a lognormal answer, an estimate for others. Shares that chance gives too (R^2 below 18.8 /
draws: among 170 inputs that do nothing the luckiest reaches that in one answer of twenty) are not told apart and stand
last. Answers below :data:`NOTHING` count as that: how far below they lie is of no concern to anyone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from exoderm import __version__
from exoderm.journey.parameter import Floats
from exoderm.journey.table import DrawTable, Row
from exoderm.journey.trace import Mover, Tracer
from exoderm.library.value import GRADES

if TYPE_CHECKING:
    from exoderm.cohort.readouts import Readout
    from exoderm.result import Result
    from exoderm.scenario import Scenario

SCHEMA = "exoderm/gaps/1"
NOTHING = 1e-12
"""Share of a dose, or copies per cell, below which an answer is none."""
_DEGREE, _CHANCE = 3, 18.8


@dataclass(frozen=True)
class Gap:
    """One number that nobody has measured."""

    row: Row
    shares: Mapping[str, float]
    """Share in the spread of each answer by id; answers in which it is below chance are absent."""

    @property
    def effect(self) -> float:
        """The largest of its shares, zero where all are below chance."""
        return max(self.shares.values(), default=0.0)


@dataclass(frozen=True)
class Look:
    """One scenario that was run to weigh its gaps."""

    scenario: Scenario
    result: Result
    table: DrawTable
    answers: Mapping[str, Readout]


def is_gap(row: Row) -> bool:
    """Whether nobody has measured a number: its card says so, or assumes it."""
    return not row.follows and not row.set_by_user and (bool(row.value.unknown) or row.value.grade == 1)


def rank(table: DrawTable, answers: Mapping[str, Floats]) -> list[Gap]:
    """All gaps of a plan, the one that moves any of the answers (draw,) most first."""
    tracer = Tracer(table)
    shares: dict[str, dict[str, float]] = {}
    for name, draws in answers.items():
        for mover in effects(tracer, draws):
            shares.setdefault(mover.row.path, {})[name] = mover.share
    gaps = [Gap(row, shares.get(row.path, {})) for row in table if is_gap(row)]
    return sorted(gaps, key=lambda g: (-g.effect, not g.row.uncertain, not g.row.value.unknown, g.row.path))


def effects(tracer: Tracer, answer: Floats) -> list[Mover]:
    """Inputs with their share in the variance of the logarithm of an answer (draw,), the largest first."""
    good = np.isfinite(answer)
    log = np.log10(np.maximum(answer[good], NOTHING))
    n = log.size
    if n < 8 * _DEGREE or np.ptp(log) == 0.0:
        return []
    log = log - log.mean()
    found = []
    for row, ranks in zip(tracer.rows, tracer.ranks[:, good], strict=True):
        # An orthonormal basis of the cubics in the rank, without the constant.
        basis = np.linalg.qr(np.polynomial.legendre.legvander(ranks / np.abs(ranks).max(), _DEGREE))[0][:, 1:]
        explained = float(((basis.T @ log) ** 2).sum() / (log**2).sum())
        if explained > _CHANCE / n:
            found.append(Mover(row, 1.0 - (1.0 - explained) * (n - 1) / (n - 1 - _DEGREE)))
    return sorted(found, key=lambda m: -m.share)


def chance(draws: int) -> float:
    """The share below which an effect cannot be told from chance."""
    return 1.0 - (1.0 - _CHANCE / draws) * (draws - 1) / (draws - 1 - _DEGREE)


def narrowed(times: float, share: float) -> float:
    """The factor that an interval would span without the share of an input, from the factor that it spans now."""
    return float(times ** np.sqrt(max(1.0 - share, 0.0)))


def document(looks: Sequence[Look], stated: str) -> dict[str, Any]:
    """The gaps of one or several scenarios, merged by number and card; ``stated`` says which scenarios, and why."""
    merged: dict[tuple[str, str], dict[str, Any]] = {}
    spans = [{i: _span(a.draws) for i, a in look.answers.items()} for look in looks]
    for n, look in enumerate(looks):
        for gap in rank(look.table, {i: a.draws for i, a in look.answers.items()}):
            entry = merged.setdefault((gap.row.path, gap.row.card), _entry(gap.row))
            entry["effects"] += [_effect(n, i, share, spans[n][i]) for i, share in gap.shares.items()]
            entry["scenarios"].append(n)
    for entry in merged.values():
        entry["effects"].sort(key=lambda e: -e["share"])
        entry["effect"] = entry["effects"][0]["share"] if entry["effects"] else None
        entry["reason"] = "" if entry["effects"] else _why_none(entry["varies"])
    ranked = sorted(
        merged.values(), key=lambda e: (-(e["effect"] or 0.0), not e["varies"], not e["unknown"], e["path"], e["card"])
    )
    return {
        "schema": SCHEMA,
        "version": __version__,
        "digest": _digest(look.result.document["digest"] for look in looks),
        "seed": looks[0].table.seed,
        "stated": stated,
        "scenarios": [_scenario(look, span) for look, span in zip(looks, spans, strict=True)],
        "gaps": [{"rank": i + 1, **entry} for i, entry in enumerate(ranked)],
        "not_modelled": sorted({line for look in looks for line in look.result.document["not_known"]}),
        "refused": [],
        "notes": [
            "An effect is the share of the variance of an answer's logarithm that follows this number alone; the "
            "interval that would be left is estimated as if the answer were lognormal.",
            f"Shares below {chance(min(look.table.draws for look in looks)):.1%} cannot be told from chance with "
            f"{min(look.table.draws for look in looks)} draws.",
        ],
        "files": [],
    }  # fmt: skip


def _digest(digests: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()[:12]


def _entry(row: Row) -> dict[str, Any]:
    return {
        "path": row.path, "label": row.parameter.meaning, "card": row.card, "unknown": row.value.unknown,
        "range": row.text(), "grade": row.value.grade, "known": GRADES[row.value.grade],
        "origin": row.value.origin.words(), "varies": row.uncertain, "effect": None, "reason": "",
        "effects": [], "scenarios": [],
    }  # fmt: skip


def _effect(scenario: int, answer: str, share: float, span: Mapping[str, float | None]) -> dict[str, Any]:
    times = span["times"]
    return {
        "scenario": scenario, "answer": answer, "share": share, "times_now": times,
        "times_if_known": narrowed(times, share) if times else None,
    }  # fmt: skip


def _why_none(varies: bool) -> str:
    return (
        "its share in the spread cannot be told from chance" if varies
        else "it is held at one value, so that nothing is seen of its effect"
    )  # fmt: skip


def _scenario(look: Look, spans: Mapping[str, Mapping[str, float | None]]) -> dict[str, Any]:
    run = look.result.document
    return {
        "name": look.scenario.name, "digest": run["digest"], "route": look.scenario.route.card, "when": run["when"],
        "seed": run["seed"], "draws": run["draws"], "failed": run["failed"],
        "answers": [
            {"id": a.id, "label": a.label, "unit": a.unit, "basis": a.basis, "color": a.colour, **spans[a.id]}
            for a in look.answers.values()
        ],
    }  # fmt: skip


def _span(draws: Floats) -> dict[str, float | None]:
    """Median, 90 % interval, and how many times its upper end is the lower; null where the lower is zero."""
    good = draws[np.isfinite(draws)]
    low, median, high = (float(x) for x in np.quantile(good, (0.05, 0.5, 0.95)))
    return {"median": median, "low": low, "high": high, "times": high / low if low > NOTHING else None}
