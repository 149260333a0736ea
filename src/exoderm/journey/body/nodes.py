"""Lymph on its way back to blood: through nodes, which keep a part of the vesicles."""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter

KEPT = "body: lymph nodes"


@dataclass(frozen=True)
class Nodes:
    """Passage through lymph vessels and nodes."""

    onward: Floats = parameter("1/s", "passage from the first lymph vessels through nodes")
    kept: Floats = parameter("", "share of the vesicles that nodes keep", 0.0, 1.0)
