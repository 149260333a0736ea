"""Keyholes of a receiving cell: by what it holds vesicles, and what that makes of vesicles with other keys.

    k_on = k_on of ordinary vesicles x (1 - sum_i s_i + sum_i s_i m(x_i)),      m(x) = x (1 + h) / (x + h)

s_i is the share of the binding of ordinary vesicles that goes through keyhole i, x_i how much of its key the vesicles
bear over ordinary ones. Binding through a keyhole rises with the keys as the chance that an encounter finds one does
(Langmuir), at most to 1 + h times the ordinary. Without a key its share is lost and no more: the rest of the binding
needs none of those named here. It acts on the on-rate alone. Sites and internalisation are the cell's, so that cells
which are full take in no more, whatever the keys. Shares that add up to more than one are taken as parts of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter

KEYS = {
    "integrin": "integrins and the matrix they hold",
    "heparan": "heparan sulfate of the cell",
    "phosphatidylserine": "phosphatidylserine",
    "sugar": "sugars and lectins",
}
"""Keyholes by name, in words."""


@dataclass(frozen=True)
class Keyholes:
    """Through which keyholes a cell binds ordinary vesicles, as shares of all binding."""

    integrin: Floats = parameter("", "share of binding by integrins and their partners", 0.0, 1.0)
    heparan: Floats = parameter("", "share of binding by the cell's heparan sulfate", 0.0, 1.0)
    phosphatidylserine: Floats = parameter("", "share of binding by receptors of phosphatidylserine", 0.0, 1.0)
    sugar: Floats = parameter("", "share of binding by lectins and sugars", 0.0, 1.0)
    headroom: Floats = parameter(
        "", "how far binding by a keyhole can rise with more keys, over the ordinary", 0.0, 1e3
    )


def shares(keyholes: Keyholes) -> dict[str, Floats]:
    """Share of the binding of ordinary vesicles by keyhole, (draw,) each; together at most one."""
    given = {name: np.asarray(getattr(keyholes, name)) for name in KEYS}
    whole = np.maximum(sum(given.values(), start=np.zeros_like(keyholes.headroom)), 1.0)
    return {name: share / whole for name, share in given.items()}


def turned(keyholes: Keyholes, level: Floats) -> Floats:
    """Binding through one keyhole over that of ordinary vesicles, m(x), (draw,); ``level`` is x."""
    headroom = keyholes.headroom
    return np.where(level > 0.0, level * (1.0 + headroom) / np.maximum(level + headroom, 1e-300), 0.0)


def match(keyholes: Keyholes, levels: Mapping[str, Floats]) -> Floats:
    """On-rate over that of ordinary vesicles, (draw,); one where every level is one."""
    gained = [share * (turned(keyholes, levels[name]) - 1.0) for name, share in shares(keyholes).items()]
    return np.asarray(np.maximum(1.0 + sum(gained, start=np.zeros_like(keyholes.headroom)), 0.0))
