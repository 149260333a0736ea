"""How a cell makes vesicles: bodies full of them ripen inside, and either meet the membrane or are digested.

    dV/dt     = k_b - (k_rel F + k_lys) V          multivesicular bodies per cell
    secretion = n k_rel F V                        vesicles per cell and time
    digestion = n k_lys V

What wakes or calms the cell (senescence, stress) is the factor F on release, and it stands in both lines: a body that
is released is no longer there to be digested, so that every vesicle formed is secreted, digested or still inside. Yield
can therefore not grow without bound: with F -> infinity all bodies are released, n k_b per time. Rates are constant
during a collection, so that both lines have a closed form. Cells do not divide or die meanwhile. Release rate: Wang
2017.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Biogenesis:
    """Multivesicular bodies of one donor cell at rest."""

    budding: Floats = parameter("1/(s*cell)", "multivesicular bodies that a donor cell makes", 0.0, 1e3)
    vesicles_per_body: Floats = parameter("particle", "vesicles inside one multivesicular body", 1.0, 1e4)
    release: Floats = parameter("1/s", "rate at which bodies fuse with the membrane of a resting cell", 1e-9, 1.0)
    lysosome: Floats = parameter("1/s", "rate at which bodies are digested by lysosomes", 0.0, 1.0)


@dataclass(frozen=True)
class Collected:
    """What became of the bodies of one cell during a collection, in vesicles; (draw,)."""

    formed: Floats
    secreted: Floats
    digested: Floats
    before: Floats
    """Vesicles inside the cell when the collection began."""
    after: Floats
    """Vesicles inside the cell when it ended."""


def pool(cell: Biogenesis, release: Floats | float = 1.0) -> Floats:
    """Multivesicular bodies per cell in the steady state, (draw,)."""
    return np.asarray(cell.budding / (cell.release * release + cell.lysosome))


def secretion(cell: Biogenesis, release: Floats | float = 1.0) -> Floats:
    """Vesicles per cell and second in the steady state, (draw,)."""
    return np.asarray(cell.vesicles_per_body * cell.release * release * pool(cell, release))


def collect(cell: Biogenesis, seconds: Floats, before: Floats | float = 1.0, during: Floats | float = 1.0) -> Collected:
    """What a cell gives off into fresh medium.

    Parameters
    ----------
    seconds: length of the collection, (draw,).
    before:  factor on release under which the cell had come to rest.
    during:  factor on release from the first moment of the collection, such as that of a stress that begins with it.
    """
    each, leave = cell.vesicles_per_body, cell.release * during + cell.lysosome
    start, rest = pool(cell, before), pool(cell, during)
    inside = rest * seconds + (start - rest) * -np.expm1(-leave * seconds) / leave
    end = rest + (start - rest) * np.exp(-leave * seconds)
    return Collected(
        formed=np.asarray(each * cell.budding * seconds),
        secreted=np.asarray(each * cell.release * during * inside),
        digested=np.asarray(each * cell.lysosome * inside),
        before=np.asarray(each * start),
        after=np.asarray(each * end),
    )
