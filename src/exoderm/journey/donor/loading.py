"""How copies of one microRNA come into vesicles, and how unevenly: most vesicles carry none.

    mean copies = copies per vesicle of an ordinary cell x the donor's own level
    P(none)     = (1 + mean / k) ^ -k             negative binomial, see :mod:`exoderm.journey.strewn`

Copies are packed in proportion to the level in the cell: a donor with ten times the microRNA loads ten times as much.
That stops being true where vesicles are full, above about a thousand copies. The level is that of the microRNA that
the cells were made to hold (or that was filled in); all others have a level of their own, ordinary in cells.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey import strewn
from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Loading:
    """Level of the microRNA in the donor's cells, and the spread of its copies over vesicles."""

    level: Floats = parameter("", "level of the microRNA in the donor's cells over that in ordinary ones", 0.0, 1e6)
    evenness: Floats = parameter("", "evenness of loading: k of a negative binomial, large is Poisson", 1e-4, 1e9)
    others: Floats = parameter("", "level of every microRNA that was not loaded, over that in ordinary cells", 0.0, 1e6)


def carriers(loading: Loading, mean: Floats) -> Floats:
    """Share of vesicles that carry at least one copy, (draw,)."""
    return strewn.carriers(mean, loading.evenness)
