"""How well do the rules read sentences that their writer never saw? Prints a score per rule.

    python scripts/score_paraphrases.py [--misses]

The sentences in tests/appraisal/paraphrases were written by a reader who knew only each rule's question.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import yaml

from exoderm.appraisal.appraise import context_of, judge
from exoderm.page.claims import read_sentences

HOME = Path(__file__).resolve().parents[1] / "tests" / "appraisal" / "paraphrases"
RULES = ("penetration", "identity", "outcome", "status", "evidence")
DAY = date(2026, 11, 24)


def score(rule: str) -> tuple[int, int, list[tuple[dict[str, object], str]]]:
    """Right answers, sentences, and the misses of one rule; each sentence is read alone."""
    rows = yaml.safe_load((HOME / f"{rule}.yaml").read_text(encoding="utf-8"))
    misses = []
    for row in rows:
        claim = read_sentences([row["text"]])[0]
        got = judge(claim, context_of([claim], today=DAY)).letter if claim.is_claim else "none"
        expected = row["expect"] if isinstance(row["expect"], list) else [row["expect"]]
        if got not in expected:
            misses.append((row, got))
    return len(rows) - len(misses), len(rows), misses


def main() -> None:
    """Print the table, and the misses if asked."""
    right_all = all_rows = 0
    for rule in RULES:
        right, rows, misses = score(rule)
        right_all, all_rows = right_all + right, all_rows + rows
        print(f"{rule:12s} {right:3d} of {rows:3d}  {right / rows:.0%}")
        if "--misses" in sys.argv:
            for row, got in misses:
                print(f"    {row['id']}: expected {'/'.join(map(str, row['expect']))}, got {got}: {row['text']}")
    print(f"{'all':12s} {right_all:3d} of {all_rows:3d}  {right_all / all_rows:.0%}")


if __name__ == "__main__":
    main()
