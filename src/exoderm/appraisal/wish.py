"""What free words ask for: an outcome of ``data/verdict/indications.yaml``, by its phrases or by their likeness."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from exoderm.appraisal.verdict import settings
from exoderm.errors import unknown

_ALIKE = 74.0
"""Likeness of free words to a known wish, 0 to 100, below which they are refused."""


@dataclass(frozen=True)
class Wish:
    """Free words and what they were taken for."""

    id: str
    asked: str
    phrase: str
    likeness: float
    name: str
    family: str
    purpose: str
    visible: bool
    says: tuple[str, ...]


def wish(asked: str) -> Wish:
    """What free words ask for: the longest known phrase among them, else the one most like them.

    Raises
    ------
    UnknownName
        With the nearest, if they resemble none.
    """
    known = settings("indications")["indications"]
    phrases = {" ".join(p.lower().split()): name for name, entry in known.items() for p in entry["words"]}
    flat = " ".join(asked.lower()[:200].replace("-", " ").split())
    plain = {p.replace("-", " "): p for p in phrases}
    within = [p for p in plain if f" {p} " in f" {flat} "]
    if within:
        best, likeness = max(within, key=len), 100.0
    else:
        hit = process.extractOne(flat, plain.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
        if hit is None:
            near = [plain[p] for p, _, _ in process.extract(flat, plain.keys(), scorer=fuzz.WRatio, limit=3)]
            raise unknown(
                "outcome", asked[:60], near, action=f"ask for one of: {', '.join(e['name'] for e in known.values())}"
            )
        best, likeness = hit[0], round(float(hit[1]), 1)
    phrase = plain[best]
    entry = known[phrases[phrase]]
    return Wish(
        phrases[phrase], asked[:200], phrase, likeness, entry["name"], entry["family"], entry["purpose"],
        bool(entry["visible"]), tuple(entry.get("says", ())),
    )  # fmt: skip
