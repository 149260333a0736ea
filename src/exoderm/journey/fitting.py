"""Keys of the donor's vesicles into keyholes of the receiving cells: where both are known, binding follows from both.

A donor whose vesicles are ordinary in every key needs no keyholes: their shares would move nothing, and are not drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from exoderm.journey.cell.keyholes import KEYS, Keyholes, match, shares, turned
from exoderm.journey.cell.uptake import Uptake
from exoderm.journey.parameter import Floats
from exoderm.library.value import Value

BEARS = "donor.keys"


def idle(given: Mapping[str, tuple[Value, str]], overrides: Collection[str], receivers: Sequence[str]) -> set[str]:
    """Keyholes that move nothing: the donor's card gives every key as one, and nobody set a key or a keyhole."""
    asked = any(path.startswith(f"{BEARS}.") or ".keyholes." in path for path in overrides)
    ordinary = all(value.value is not None and float(value.value) == 1.0 and not value.sd and not value.gsd
                   for value, _ in given.values())  # fmt: skip
    return set() if asked or not ordinary else {f"cell.{name}.keyholes" for name in receivers}


def settle(acting: Mapping[str, Any], receivers: Sequence[str]) -> dict[str, Any]:
    """Uptake of the receivers with what the keys make of binding; as it was where nothing is known of either."""
    out = {}
    for name in receivers:
        if (holes := acting.get(f"cell.{name}.keyholes")) is not None and BEARS in acting:
            uptake: Uptake = acting[f"cell.{name}.uptake"]
            out[f"cell.{name}.uptake"] = replace(uptake, affinity=uptake.affinity * match(holes, levels(acting)))
    return out


def levels(acting: Mapping[str, Any]) -> dict[str, Floats]:
    """Keys that the vesicles bear over ordinary ones, (draw,) each."""
    return {name: getattr(acting[BEARS], name) for name in KEYS}


def parts(acting: Mapping[str, Any], name: str) -> dict[str, tuple[Floats, Floats, Floats]] | None:
    """Level, share of binding before and after by keyhole, (draw,) each; none where the vesicles are ordinary."""
    holes: Keyholes | None = acting.get(f"cell.{name}.keyholes")
    if holes is None or BEARS not in acting:
        return None
    borne = levels(acting)
    return {key: (borne[key], share, share * turned(holes, borne[key])) for key, share in shares(holes).items()}


def binding(acting: Mapping[str, Any], name: str) -> Floats | None:
    """On-rate to a type of cell over that of ordinary vesicles, (draw,); none where the vesicles are ordinary."""
    holes: Keyholes | None = acting.get(f"cell.{name}.keyholes")
    return None if holes is None or BEARS not in acting else match(holes, levels(acting))
