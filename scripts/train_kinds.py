"""Train the weights of page/kinds.py and print what they reach on documents that they have not seen.

    EXODERM_SHARED=../shared python scripts/train_kinds.py [--write]

Reads ``reference/claims_dev.jsonl``; needs scikit-learn. Only one- and two-word runs that occur in two documents or
three lines are kept, so no sentence can be read back from the weights.
"""

from __future__ import annotations

import json
import math
import os
import sys
import warnings
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the matrices are small; more threads only wait for each other
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from exoderm.library import shelf
from exoderm.library.terms import CLAIM_TYPES
from exoderm.page import kinds
from exoderm.page.claims import Reading, notice

warnings.filterwarnings("ignore")
C_CLAIM, C_TYPE = float(os.environ.get("C_CLAIM", 2.0)), float(os.environ.get("C_TYPE", 1.0))


def lines() -> list[dict[str, Any]]:
    shared = Path(os.environ.get("EXODERM_SHARED", Path(__file__).parents[2] / "shared"))
    return [json.loads(line) for line in (shared / "reference" / "claims_dev.jsonl").read_text().splitlines()]


def own() -> list[dict[str, Any]]:
    """Sentences of our own writing with their types; each stands alone."""
    found = []
    for number, line in enumerate((Path(__file__).parent / "own_claims.txt").read_text().splitlines()):
        if line.strip() and not line.startswith("#"):
            kind, _, text = line.partition(" | ")
            known = {"is_claim": kind != "none", "claim_type": None if kind == "none" else kind}
            found.append({"doc_id": f"own{number}", "text": text, **known})
    return found


def read(records: list[dict[str, Any]]) -> list[Reading]:
    by_doc: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        by_doc[record["doc_id"]].append(number)
    readings: dict[int, Reading] = {}
    for numbers in by_doc.values():
        readings.update(zip(numbers, notice([records[n]["text"] for n in numbers]), strict=True))
    return [readings[n] for n in range(len(records))]


def vocabulary(readings: list[Reading], docs: list[str]) -> dict[str, float]:
    count: Counter[str] = Counter()
    where: dict[str, set[str]] = defaultdict(set)
    for reading, doc in zip(readings, docs, strict=True):
        for word in set(reading.words):
            count[word] += 1
            where[word].add(doc)
    kept = {w: n for w, n in count.items() if len(where[w]) > 1 and n >= (2 if " " not in w else 3)}
    return {w: round(1 + math.log((1 + len(readings)) / (1 + n)), 2) for w, n in kept.items()}


def table(
    readings: list[Reading], idf: dict[str, float], names: list[str] | None = None
) -> tuple[np.ndarray, list[str]]:
    rows = [kinds.weigh(r.words, r.marks, r.votes, idf) for r in readings]
    if names is None:
        count = Counter(key for row in rows for key in row)
        names = sorted(key for key, n in count.items() if n > 1)
    place = {key: at for at, key in enumerate(names)}
    X = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for key, value in row.items():
            if key in place:
                X[at, place[key]] = value
    return X, names


def fit(readings: list[Reading], records: list[dict[str, Any]]) -> dict[str, Any]:
    idf = vocabulary(readings, [r["doc_id"] for r in records])
    X, names = table(readings, idf)
    claim = LogisticRegression(C=C_CLAIM, class_weight="balanced", max_iter=3000)
    claim.fit(X, [r["is_claim"] for r in records])
    rows = [n for n, r in enumerate(records) if r["is_claim"]]
    kind = LogisticRegression(C=C_TYPE, class_weight="balanced", max_iter=3000)
    kind.fit(X[rows], [records[n]["claim_type"] for n in rows])
    order = [list(kind.classes_).index(t) if t in kind.classes_ else None for t in CLAIM_TYPES]
    return {"idf": idf, "names": names, "claim": claim, "type": kind, "order": order}


def predict(model: dict[str, Any], readings: list[Reading]) -> tuple[np.ndarray, np.ndarray]:
    X, _ = table(readings, model["idf"], model["names"])
    types = model["type"].predict_proba(X)
    ordered = np.stack([types[:, at] if at is not None else np.zeros(len(types)) for at in model["order"]], axis=1)
    return model["claim"].predict_proba(X)[:, 1], ordered


def left_out(records: list[dict[str, Any]], readings: list[Reading]) -> tuple[np.ndarray, np.ndarray]:
    claim = np.zeros(len(records))
    types = np.zeros((len(records), len(CLAIM_TYPES)))
    more = own()
    aside = read(more)
    for doc in sorted({r["doc_id"] for r in records}):
        inside = [n for n, r in enumerate(records) if r["doc_id"] != doc]
        outside = [n for n, r in enumerate(records) if r["doc_id"] == doc]
        model = fit([*(readings[n] for n in inside), *aside], [*(records[n] for n in inside), *more])
        claim[outside], types[outside] = predict(model, [readings[n] for n in outside])
    return claim, types


def export(model: dict[str, Any]) -> dict[str, Any]:
    """The weights in the form that page/kinds.py reads."""
    coefficients = model["type"].coef_[[at for at in model["order"] if at is not None]]
    bias = model["type"].intercept_[[at for at in model["order"] if at is not None]]
    used = {
        name: [round(float(v), 2) for v in coefficients[:, at]]
        for at, name in enumerate(model["names"])
        if np.abs(coefficients[:, at]).max() > 0.02
    }
    claim = {
        name: round(float(v), 2)
        for name, v in zip(model["names"], model["claim"].coef_[0], strict=True)
        if abs(v) > 0.02
    }
    words = {key[2:] for key in (*used, *claim) if key.startswith("w:")}
    return {
        "made_by": "scripts/train_kinds.py",
        "types": list(CLAIM_TYPES),
        "idf": {w: v for w, v in sorted(model["idf"].items()) if w in words},
        "claim": {"bias": round(float(model["claim"].intercept_[0]), 3), "weights": claim},
        "type": {"bias": [round(float(b), 3) for b in bias], "weights": used},
    }


def write(data: dict[str, Any]) -> None:
    path = shelf.own() / "claim" / "kinds.json"
    path.write_text(
        json.dumps(data, separators=(",", ":"), ensure_ascii=False, sort_keys=True).replace("],", "],\n") + "\n"
    )
    print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB, {len(data['type']['weights'])} features")


def main() -> None:
    records = lines()
    readings = read(records)
    claim, types = left_out(records, readings)
    truth = [r["is_claim"] for r in records]
    guess = [bool(p >= 0.5) and r.scope.certainty != "question" for p, r in zip(claim, readings, strict=True)]
    print(f"is_claim macro-F1 {f1_score(truth, guess, average='macro'):.3f} (left-out documents, {len(records)} lines)")
    rows = [n for n, r in enumerate(records) if r["is_claim"]]
    names = np.array(CLAIM_TYPES)
    best = names[types[rows].argmax(1)]
    gold = [records[n]["claim_type"] for n in rows]
    top = np.argsort(-types[rows], axis=1)[:, :2]
    hit = np.mean([g in names[t] for g, t in zip(gold, top, strict=True)])
    macro = f1_score(gold, best, average="macro")
    print(f"claim_type macro-F1 {macro:.3f}, accuracy {np.mean(best == gold):.3f}, top two {hit:.3f}")
    if "--write" in sys.argv:
        write(export(fit([*readings, *read(own())], [*records, *own()])))


if __name__ == "__main__":
    main()
