"""Which record a card of evidence is: kind of card to model."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from exoderm.evidence.law import Law
from exoderm.evidence.risk import Risk
from exoderm.evidence.study import Study
from exoderm.evidence.work import Work
from exoderm.library import shelf

MODELS: dict[str, type[BaseModel]] = {"study": Study, "law": Law, "risk": Risk, "work": Work}


def validate(kind: str, name: str, extra: Path | None = None) -> None:
    """Read a card of evidence as its record, so that a faulty one is refused; other kinds are configuration."""
    if kind in MODELS:
        shelf.find(kind, name, MODELS[kind], extra)
