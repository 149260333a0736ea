"""The numbers behind a run: each input, what was left out, what moves an answer and whose spread it is."""

from __future__ import annotations

from typing import Any

from exoderm.journey.parameter import Floats
from exoderm.journey.table import Row
from exoderm.journey.trace import Mover, Tracer
from exoderm.library.value import GRADES

PART_WORDS = {
    "people": "differences between people",
    "measurement": "errors of measurement",
    "ignorance": "what nobody knows",
    "together": "several inputs together",
}


def move(answer: str, mover: Mover) -> dict[str, Any]:
    row = mover.row
    return {
        "answer": answer, "path": row.path, "label": row.parameter.meaning, "share": mover.share,
        "grade": row.value.grade, "origin": row.value.origin.words(), "known": GRADES[row.value.grade],
    }  # fmt: skip


def spread(answer: str, tracer: Tracer, values: Floats) -> dict[str, Any]:
    """Which share of an answer's spread is between people, and which is what nobody knows."""
    parts = [
        {
            "kind": part.kind, "label": PART_WORDS[part.kind], "share": part.share, "error": part.error,
            "inputs": part.inputs,
        }
        for part in tracer.parts(values)
    ]  # fmt: skip
    return {"answer": answer, "parts": parts, "reason": None if parts else "too few draws to tell, or no spread at all"}


def row_said(row: Row) -> dict[str, Any]:
    return {
        "path": row.path, "label": row.parameter.meaning, "text": row.text(), "grade": row.value.grade,
        "origin": row.value.origin.words(), "card": row.card, "default": False, "unknown": row.value.unknown,
        "conditions": row.value.conditions, "set_by_user": row.set_by_user, "between": row.value.between,
    }  # fmt: skip


def left_out(path: str, text: str) -> dict[str, Any]:
    """A field of the scenario that was left out, with the default that stands for it."""
    return {
        "path": path, "label": path, "text": text, "grade": None, "origin": "left out of the scenario", "card": None,
        "default": True, "unknown": "", "conditions": "", "set_by_user": False, "between": None,
    }  # fmt: skip
