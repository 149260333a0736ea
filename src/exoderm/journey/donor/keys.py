"""Keys on the vesicle: what the cells that receive it can hold it by, over ordinary vesicles of cultured cells.

    one:  as much of it as vesicles of cultured cells bear at large, for which the uptake of the receiving cells is set
    none: vesicles without it; what cells hold by it they do not hold

How keys fit is said where cells receive (:mod:`exoderm.journey.cell.keyholes`), by the same names. Levels are relative
because nobody has counted how many of these a cell can reach on a vesicle; copies of a named cargo are another matter.
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Keys:
    """Four kinds of key on a donor's vesicles, each over what ordinary vesicles of cultured cells bear."""

    integrin: Floats = parameter("", "integrins and the matrix proteins that they hold", 0.0, 1e4)
    heparan: Floats = parameter("", "surface proteins that hold on to heparan sulfate", 0.0, 1e4)
    phosphatidylserine: Floats = parameter("", "phosphatidylserine that faces outward", 0.0, 1e4)
    sugar: Floats = parameter("", "sugars that lectins of cells know", 0.0, 1e4)
