"""What of a captured vesicle's cargo arrives in the cytosol, and how much a cell would notice.

copies in the cytosol = vesicles captured x copies per vesicle x escape
"""

from __future__ import annotations

from dataclasses import dataclass

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Release:
    """Escape to the cytosol and the number of copies that acts."""

    escape: Floats = parameter("", "share of captured vesicles whose cargo reaches the cytosol", 0.0, 1.0)
    threshold: Floats = parameter(
        "copies/cell", "copies of one microRNA that visibly repress a sensitive target", 1.0, 1e7
    )
