"""Columns of coagulated tissue that a non-ablative fractional laser leaves under a stratum corneum that stays.

    D in living skin = D0 (1 - s + s r),   s = n pi a^2 the share of columns, down to their depth

Side by side, columns and what lies between them conduct in proportion to their areas. Openings in the stratum corneum
above the columns are told by poration and are a share of the columns' area.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exoderm.journey.parameter import Floats, parameter


@dataclass(frozen=True)
class Columns:
    """Geometry of the columns and how freely vesicles diffuse in them."""

    spot_diameter: Floats = parameter("m", "diameter of a column", 1e-6, 1e-3)
    density: Floats = parameter("1/m^2", "columns per area", 0.0, 1e8)
    coagulum_ratio: Floats = parameter("", "diffusion in coagulated over that in living tissue", 1e-4, 1e3)


def area_share(columns: Columns) -> Floats:
    """Share of the skin that is column, (draw,); never more than all of it."""
    return np.asarray(np.minimum(columns.density * np.pi * columns.spot_diameter**2 / 4.0, 1.0))


def eased(columns: Columns, inside: Floats) -> Floats:
    """Diffusion over that without columns where ``inside`` (draw, n) of a cell lies within their depth."""
    return np.asarray(1.0 + area_share(columns)[:, None] * inside * (columns.coagulum_ratio[:, None] - 1.0))
