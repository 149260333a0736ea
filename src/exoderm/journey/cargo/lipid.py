"""A named lipid: its share of the molecules of a membrane whose area follows from the vesicle's diameter.

    molecules = share (pi d^2 + pi (d - 2 t)^2) / a          outer and inner leaflet; a: area of one lipid, t: thickness
    facing outward = molecules x share of them in the outer leaflet

The hydrodynamic diameter stands for that of the membrane, which is some nanometres less; proteins take no area.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Lipid:
    """One named lipid in the membrane of a donor's vesicles."""

    share: Floats = parameter("", "share of a membrane's lipid molecules that are this lipid", 0.0, 1.0)
    outer: Floats = parameter("", "share of this lipid that faces outward", 0.0, 1.0)
    area: Floats = parameter("m^2", "area that one lipid molecule takes in a leaflet", 1e-19, 2e-18)
    thickness: Floats = parameter("m", "thickness of the membrane", 2e-9, 9e-9)


def copies(lipid: Lipid, diameter: Floats) -> Floats:
    """Molecules per vesicle, (draw, class), of vesicles of such diameters (draw, class), m."""
    inner = np.maximum(diameter - 2.0 * lipid.thickness[:, None], 0.0)
    membrane = np.pi * (diameter**2 + inner**2) / lipid.area[:, None]
    return np.asarray(membrane * lipid.share[:, None])
