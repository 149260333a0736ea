"""From findings to one verdict, by the order of precedence in ``data/appraisal/ladder.yaml``.

contradicted > not_transferable > overstated > the verdict of the evidence level; ``not_checkable`` only where nothing
else answered. Findings of equal standing keep the weaker word: a sentence that promises two things holds only if both
do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from exoderm import words
from exoderm.appraisal.finding import Finding, Record, RunNumber, Verdict, letter
from exoderm.evidence import ladder
from exoderm.library import shelf, yamlfile
from exoderm.library.terms import ClaimType
from exoderm.library.terms import Verdict as Word

TYPE_WORDS: dict[str, str] = {
    "definition": "what vesicles are",
    "mechanism": "how vesicles act",
    "efficacy": "effects",
    "penetration": "passage through the skin",
    "safety": "safety",
    "regulation": "law and approval",
    "comparison": "comparisons",
    "composition": "what a product contains",
    "storage": "storage",
    "usage": "what readers should do",
    "evidence": "the state of the evidence",
    "market": "price, fame and other people's words",
}


@lru_cache(maxsize=16)
def settings(name: str) -> dict[str, Any]:
    """One file of ``data/verdict`` as plain data."""
    data = yamlfile.read(shelf.own() / "verdict" / f"{name}.yaml", "appraisal settings")
    assert isinstance(data, dict)
    return data


def precedence() -> tuple[Word, ...]:
    """All verdict words; the first of them that occurs among several findings wins."""
    return ladder.load().precedence


def combine(findings: Iterable[Finding], claim_type: ClaimType | None) -> Verdict:
    """One verdict from the findings of all rules that answered.

    The finding that ranks first in the order of precedence gives word and reason; the records, flags and second
    thoughts of all are kept, so that what speaks on the other side stays visible.
    """
    order = precedence()
    found = list(findings)
    ranked = sorted([f for f in found if not f.vague] or found, key=lambda f: order.index(f.answer))
    if not ranked:
        about = TYPE_WORDS.get(claim_type or "", "this")
        return Verdict(
            "not_checkable", letter("not_checkable"), f"The sentence says nothing about {about} that a record bears on."
        )
    first = ranked[0]
    verdict = Verdict(
        word=first.answer,
        letter=letter(first.answer),
        reason=first.reason,
        records=_records(ranked),
        flags=tuple(dict.fromkeys(flag for f in (*ranked, *found) for flag in f.flags)),
        second_thoughts=tuple(dict.fromkeys(line for f in ranked for line in f.would_change)),
        rules=tuple(f.rule for f in ranked),
        asks_run=any(f.asks_run for f in ranked),
        whole_skin=any(f.asks_run and f.whole_skin for f in ranked),
    )
    number = next((f.beside for f in ranked if f.beside is not None), None)
    return verdict if number is None else with_run(verdict, number)


def _records(findings: list[Finding]) -> tuple[Record, ...]:
    by_id: dict[str, Record] = {}
    for finding in findings:
        for record in finding.records:
            by_id.setdefault(record.id, record)
    return tuple(by_id.values())


def with_run(verdict: Verdict, run: RunNumber) -> Verdict:
    """Set the number of a run beside a verdict: word, letter, records and flags stay as they were.

    Raises
    ------
    ValueError
        If a number is not finite or the interval does not enclose the median.
    """
    if not all(math.isfinite(x) for x in (run.median, run.low, run.high)):
        raise ValueError("a run's number beside a verdict must be finite")
    if not run.low <= run.median <= run.high:
        raise ValueError(f"low, median and high are out of order: {run.low}, {run.median}, {run.high}")
    said = f"Run of {run.of}: {in_words(run)}"
    return replace(verdict, run=run, reason=f"{verdict.reason} {said}.")


def in_words(run: RunNumber) -> str:
    """A run's number as people can hold it: "1 in 3 million (1 in 500 million to 1 in 50,000)"."""
    if run.unit in ("", "1", "fraction", "share"):
        return words.interval(run.median, run.low, run.high)
    return f"{words.counts(run.median, run.low, run.high)} {run.unit}"
