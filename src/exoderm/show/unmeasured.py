"""What nobody has measured, said as large as the answer that rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exoderm.show.plain import flat

ASSUMED = 1
"""The grade of a number that nobody has measured."""


def unmeasured(run: Mapping[str, Any]) -> tuple[str, str] | None:
    """How many numbers of the run are assumed, and which of them moves its first answer most."""
    used = [i for i in run.get("inputs") or () if i.get("card") and not i.get("set_by_user")]
    assumed = [i for i in used if i.get("grade") == ASSUMED]
    if not assumed:
        return None
    said = f"Nobody has measured {len(assumed)} of the {len(used)} numbers behind this answer."
    moves = [m for m in run.get("moves") or () if m.get("grade") == ASSUMED]
    if not moves:
        return said, "They are assumed within wide ranges, and listed below."
    most = max(moves, key=lambda m: m.get("share") or 0.0)
    return said, f"They are assumed within wide ranges. The one that moves it most: {flat(most.get('label'))}."
