"""Train the weights of page/kinds.py and print what they reach on documents that they have not seen.

    EXODERM_SHARED=../shared python scripts/train_kinds.py [--write]

Reads ``reference/claims_dev.jsonl`` and ``own_claims.txt``; needs scikit-learn and the table of ``word_vectors.py``.
Single words are listed, so no sentence can be read back from the weights.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the matrices are small; more threads only wait for each other
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from word_vectors import common, vector

from exoderm.library import shelf
from exoderm.library.terms import CLAIM_TYPES
from exoderm.page import kinds
from exoderm.page.claims import Reading, notice

warnings.filterwarnings("ignore")
CLAIM = (2.0, 1.5)
TYPE = (1.0, 1.5)
"""Inverse strength of the penalty, and the size of a mean word vector beside a mark. That of types was set on the
sentences of tests/appraisal/paraphrases, which are neither trained on nor scored here."""
SURE = 0.4
"""Probability of a claim, as in page/claims.py; picked from 0.3, 0.4 and 0.5 by the score below."""
MOST_WORDS = 9_000
STEP = 0.2


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


@dataclass(frozen=True)
class Table:
    """Readings as rows of numbers: marks and votes by name, then the mean vector of the words."""

    names: tuple[str, ...]
    listed: frozenset[str]
    size: float
    """Root mean square length of a mean vector in training, which scales them."""

    def rows(self, readings: Sequence[Reading], reach: float) -> NDArray[np.float64]:
        place = {name: at for at, name in enumerate(self.names)}
        X = np.zeros((len(readings), len(place) + len(vector("skin"))))
        for row, reading in zip(X, readings, strict=True):
            for name, value in kinds.weigh(reading.marks, reading.votes).items():
                if name in place:
                    row[place[name]] = value
            row[len(place) :] = mean_vector(reading, self.listed) * reach / self.size
        return X


def mean_vector(reading: Reading, listed: frozenset[str]) -> NDArray[np.float64]:
    told = kinds.telling(reading.words)
    found = [vector(form) for word in told if (form := kinds.entry(word, listed)) is not None]
    return np.sum(found, axis=0) / len(told) if found else np.zeros(len(vector("skin")))


def tabulate(readings: Sequence[Reading]) -> Table:
    count = Counter(name for r in readings for name in kinds.weigh(r.marks, r.votes))
    listed = frozenset(common()) | {word for r in readings for word in kinds.telling(r.words)}
    lengths = [float(np.sum(mean_vector(r, listed) ** 2)) for r in readings]
    return Table(tuple(sorted(k for k, n in count.items() if n > 1)), listed, float(np.sqrt(np.mean(lengths))))


def regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, class_weight="balanced", max_iter=500)


@dataclass(frozen=True)
class Model:
    """Both regressions with what they need to read a sentence."""

    table: Table
    claim: LogisticRegression
    type: LogisticRegression


def fit(readings: list[Reading], records: list[dict[str, Any]]) -> Model:
    table = tabulate(readings)
    claim = regression(CLAIM[0]).fit(table.rows(readings, CLAIM[1]), [r["is_claim"] for r in records])
    rows = [n for n, r in enumerate(records) if r["is_claim"]]
    kind = regression(TYPE[0]).fit(
        table.rows([readings[n] for n in rows], TYPE[1]), [records[n]["claim_type"] for n in rows]
    )
    assert sorted(CLAIM_TYPES) == list(kind.classes_)
    return Model(table, claim, kind)


def export(model: Model) -> dict[str, Any]:
    """The weights in the form that page/kinds.py reads; of the words, those that tell most."""
    order = [list(model.type.classes_).index(t) for t in CLAIM_TYPES]
    names, count = model.table.names, len(model.table.names)
    types = model.type.coef_[order]
    claim = model.claim.coef_[0]
    words = sorted(model.table.listed)
    vectors = np.array([vector(word) for word in words]) / model.table.size
    rows = np.column_stack([CLAIM[1] * vectors @ claim[count:], *(TYPE[1] * vectors @ row[count:] for row in types)])
    # A softmax does not change when all its scores move alike.
    rows[:, 1:] -= rows[:, 1:].mean(axis=1, keepdims=True)
    telling = np.argsort(-np.abs(rows[:, 1:]).max(axis=1))[:MOST_WORDS]
    return {
        "made_by": "scripts/train_kinds.py",
        "types": list(CLAIM_TYPES),
        "claim": {
            "bias": round(float(model.claim.intercept_[0]), 3),
            "weights": {k: round(float(w), 2) for k, w in zip(names, claim, strict=False) if abs(w) > 0.02},
        },
        "type": {
            "bias": [round(float(b), 3) for b in model.type.intercept_[order]],
            "weights": {k: [round(float(w), 2) for w in types[:, at]] for at, k in enumerate(names)},
        },
        "step": STEP,
        "words": {words[n]: kinds.write_row(rows[n], STEP) for n in sorted(telling)},
    }


def left_out(records: list[dict[str, Any]], readings: list[Reading]) -> list[dict[str, Any]]:
    """Weights for every document, trained without it."""
    more = own()
    aside = read(more)
    found = []
    for doc in dict.fromkeys(r["doc_id"] for r in records):
        inside = [n for n, r in enumerate(records) if r["doc_id"] != doc]
        found.append(export(fit([*(readings[n] for n in inside), *aside], [*(records[n] for n in inside), *more])))
    return found


def write(data: dict[str, Any]) -> None:
    home = shelf.own() / "claim"
    words = "".join(f"{word} {letters}\n" for word, letters in data.pop("words").items())
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    for name, content in (("words.txt", words), ("kinds.json", text.replace("],", "],\n") + "\n")):
        (home / name).write_text(content, encoding="utf-8")
        print(f"{name}: {(home / name).stat().st_size / 1e3:.0f} kB")


def main() -> None:
    records = lines()
    readings = read(records)
    docs = [r["doc_id"] for r in records]
    by_doc = dict(zip(dict.fromkeys(docs), left_out(records, readings), strict=True))
    found = [kinds.classify(r.words, r.marks, r.votes, by_doc[doc]) for r, doc in zip(readings, docs, strict=True)]
    truth = [r["is_claim"] for r in records]
    guess = [k.claim >= SURE and r.scope.certainty != "question" for k, r in zip(found, readings, strict=True)]
    print(f"is_claim macro-F1 {f1_score(truth, guess, average='macro'):.3f} (left-out documents, {len(records)} lines)")
    ranked = [(r["claim_type"], [t for t, _ in k.types]) for r, k in zip(records, found, strict=True) if r["is_claim"]]
    macro = f1_score([g for g, _ in ranked], [t[0] for _, t in ranked], average="macro")
    hits = np.mean([[g == t[0], g in t[:2]] for g, t in ranked], axis=0)
    print(f"claim_type macro-F1 {macro:.3f}, accuracy {hits[0]:.3f}, top two {hits[1]:.3f}")
    if "--write" in sys.argv:
        write(export(fit([*readings, *read(own())], [*records, *own()])))


if __name__ == "__main__":
    main()
