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


@lru_cache(maxsize=8)
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
        return Verdict("not_checkable", letter("not_checkable"), f"No rule yet for statements about {about}.")
    first = ranked[0]
    return Verdict(
        word=first.answer,
        letter=letter(first.answer),
        reason=first.reason,
        records=_records(ranked),
        flags=tuple(dict.fromkeys(flag for f in ranked for flag in f.flags)),
        second_thoughts=tuple(dict.fromkeys(line for f in ranked for line in f.would_change)),
        rules=tuple(f.rule for f in ranked),
        asks_run=any(f.asks_run for f in ranked),
    )


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
    said = f"Run of what this page declares: {in_words(run)}"
    return replace(verdict, run=run, reason=f"{verdict.reason} {said}.")


def in_words(run: RunNumber) -> str:
    """A run's number as people can hold it: "1 in 3 million (1 in 500 million to 1 in 50,000)"."""
    if run.unit in ("", "1", "fraction", "share"):
        # A share's low end is its rarest case, so the interval reads from rare to common.
        return f"{odds(run.median)} ({odds(run.low)} to {odds(run.high)})"
    return f"{count(run.median)} {run.unit} ({count(run.low)} to {count(run.high)})"


def odds(share: float) -> str:
    """A share as odds: 0.0004 is "1 in 2,500"; a fifth and more is told in percent."""
    if share >= 0.2:
        return f"{100 * share:.0f} in 100"
    if share < 1e-15:
        return "none in a million billion"
    return f"1 in {count(1 / share)}"


def count(number: float) -> str:
    """A number rounded to two figures, in words from a million up: 3,100 or "3 million"."""
    if number == 0 or not math.isfinite(number):
        return "0" if number == 0 else "beyond counting"
    sign = "-" if number < 0 else ""
    size = abs(number)
    digits = 1 - math.floor(math.log10(size))
    size = round(size, digits)
    for scale, name in ((1e15, "million billion"), (1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if size >= scale:
            return f"{sign}{size / scale:,.3g} {name}" if size < 1000 * scale else f"{sign}{size / scale:,.0f} {name}"
    return f"{sign}{size:,.0f}" if size >= 10 else f"{sign}{size:.3g}"
