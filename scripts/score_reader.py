"""Score the reader of pages on ``reference/claims_dev.jsonl``; weights are trained without the document being read.

    EXODERM_SHARED=../shared python scripts/score_reader.py [--errors]

The cues were written by someone who has seen these lines, so certainty and hype are figures of development.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from typing import Any

from train_kinds import left_out, lines, read  # isort: skip  (sets the number of threads before NumPy loads)

from sklearn.metrics import confusion_matrix, f1_score

from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.verdict import settings
from exoderm.library.terms import CLAIM_TYPES
from exoderm.page.claims import read_sentences
from exoderm.page.page import Claim


def claims_left_out(records: list[dict[str, Any]]) -> list[Claim]:
    found: list[Claim | None] = [None] * len(records)
    docs = dict.fromkeys(r["doc_id"] for r in records)
    for doc, weights in zip(docs, left_out(records, read(records)), strict=True):
        outside = [n for n, r in enumerate(records) if r["doc_id"] == doc]
        for n, claim in zip(
            outside, read_sentences([records[n]["text"] for n in outside], weights=weights), strict=True
        ):
            found[n] = claim
    return [c for c in found if c is not None]


def main() -> None:
    records = lines()
    claims = claims_left_out(records)
    pairs = list(zip(records, claims, strict=True))
    labelled = [(r, c) for r, c in pairs if r["is_claim"]]
    is_claim = f1_score([r["is_claim"] for r in records], [c.is_claim for c in claims], average="macro")
    print(f"is_claim macro-F1 {is_claim:.3f}")
    # A labelled claim that the reader takes for none counts as a miss of its type.
    gold, best = [r["claim_type"] for r, _ in labelled], [c.claim_type or "none" for _, c in labelled]
    two = sum(r["claim_type"] in (c.claim_type, c.second_type) for r, c in labelled) / len(labelled)
    macro = f1_score(gold, best, average="macro", labels=list(CLAIM_TYPES))
    print(f"claim_type macro-F1 {macro:.3f}, top two {two:.3f}")
    truth, guess = [r["hype"] for r in records], [c.hype for c in claims]
    alarms = sum(c.hype for r, c in pairs if r["hype_trap"])
    missed = sum(t and not g for t, g in zip(truth, guess, strict=True))
    false = sum(g and not t for t, g in zip(truth, guess, strict=True))
    print(f"hype F1 {f1_score(truth, guess):.3f}, missed {missed}, false {false}")
    print(f"hype alarms on traps {alarms} of {sum(r['hype_trap'] for r in records)}")
    words = ["asserted", "hedged", "negated"]
    sure = f1_score(
        [r["certainty"] for r, _ in labelled], [c.certainty for _, c in labelled], average="macro", labels=words
    )
    print(f"certainty of claims macro-F1 {sure:.3f}")
    for level in ("human", "animal", "in-vitro"):
        named = [c.population for r, c in labelled if r["population"] == level]
        extra = sum(c.population == level != r["population"] for r, c in labelled)
        print(f"population {level}: recall {named.count(level)}/{len(named)}, false {extra}")
    _verdicts(records, claims)
    if "--errors" in sys.argv:
        _errors(pairs)


def _verdicts(records: list[dict[str, Any]], claims: list[Claim]) -> None:
    """Verdicts where the reader has not seen the document; the rules have been written by someone who has."""
    kinds = settings("map")
    called = [""] * len(records)
    for doc in dict.fromkeys(r["doc_id"] for r in records):
        page = [n for n, r in enumerate(records) if r["doc_id"] == doc]
        context = context_of([claims[n] for n in page], today=date(2026, 11, 28))
        for n in page:
            word = judge(claims[n], context).word if claims[n].is_claim else "not_checkable"
            called[n] = kinds["labels"][word]
    pairs = [
        (r["verdict"], c)
        for r, c in zip(records, called, strict=True)
        if r["is_claim"] and r["claim_type"] in kinds["counted_types"]
    ]
    gold, best = [g for g, _ in pairs], [c for _, c in pairs]
    macro = f1_score(gold, best, labels=kinds["judging_labels"], average="macro", zero_division=0)
    below = [c for g, c in pairs if g in ("unproven", "preclinical-only", "contradicted")]
    right = [c for g, c in pairs if g == "supported"]
    over, found = below.count("supported") / len(below), right.count("supported") / len(right)
    print(f"verdict macro-F1 {macro:.3f}, overcalled {over:.3f}, supported found {found:.3f}")


def _errors(pairs: list[tuple[dict[str, Any], Claim]]) -> None:
    for r, c in pairs:
        if r["is_claim"] != c.is_claim:
            print(f"IS {r['is_claim']!s:5} {r['role']:10} read as {c.role:10} | {r['text'][:150]}")
    for r, c in pairs:
        if r["certainty"] and r["certainty"] != c.certainty:
            fired = [x for x in c.cues if x.startswith("cert")]
            print(f"CERT {r['certainty']:9} read as {c.certainty:9} | {r['text'][:230]} | {fired}")
    for r, c in pairs:
        if r["hype"] != c.hype:
            print(f"HYPE {r['hype']!s:5} {r['hype_cue']} read as {c.hype_cue} | {r['text'][:200]}")
    for r, c in pairs:
        if r["is_claim"] and r["population"] != c.population:
            print(f"POP {r['population']} read as {c.population} | {r['text'][:170]}")
    for r, c in pairs:
        if r["is_claim"] and (r["claim_type"] == "penetration") != (c.claim_type == "penetration"):
            print(f"PEN {r['claim_type']} read as {c.claim_type}/{c.second_type} | {r['text'][:200]}")
    print(
        Counter(
            (r["claim_type"], c.claim_type) for r, c in pairs if r["is_claim"] and r["claim_type"] != c.claim_type
        ).most_common(25)
    )
    kinds = list(CLAIM_TYPES)
    print(
        confusion_matrix(
            [r["claim_type"] for r, c in pairs if r["is_claim"]],
            [c.claim_type or "none" for r, c in pairs if r["is_claim"]],
            labels=kinds,
        )
    )


if __name__ == "__main__":
    main()
