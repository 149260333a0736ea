"""The layers of the skin as bands of a picture: thin ones drawn thicker than they are, the same in every picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TOP = 46.0
BOTTOM = 400.0
_LEAST = 48.0

_COLOURS = (("corneum", "stratum_corneum"), ("epiderm", "living"), ("living", "living"),
            ("granul", "living"), ("junction", "dermis"), ("derm", "dermis"))  # fmt: skip


@dataclass(frozen=True)
class Band:
    """One layer: its name, its true depths (µm) and where the picture shows it (pixels)."""

    name: str
    label: str
    top_um: float
    bottom_um: float
    y0: float
    y1: float

    @property
    def colour(self) -> str:
        """The stage whose colour the layer bears."""
        return next((c for part, c in _COLOURS if part in f"{self.name} {self.label}".lower()), "lost")

    def y(self, depth_um: float) -> float:
        """Where a depth lies in the picture, linear within the layer."""
        return self.y0 + (depth_um - self.top_um) / (self.bottom_um - self.top_um) * (self.y1 - self.y0)


def bands(layers: Sequence[Mapping[str, Any]]) -> list[Band]:
    """Share the height out by the cube root of the thickness, with room for two lines of writing in each layer."""
    real = [x for x in layers if x.get("bottom_um") is not None and x["bottom_um"] > x["top_um"]]
    if not real:
        return []
    weights = [(x["bottom_um"] - x["top_um"]) ** (1 / 3) for x in real]
    spare = max(BOTTOM - TOP - _LEAST * len(real), 0.0)
    out, y = [], TOP
    for layer, weight in zip(real, weights, strict=True):
        end = y + _LEAST + spare * weight / sum(weights)
        out.append(Band(str(layer["name"]), str(layer["label"]), layer["top_um"], layer["bottom_um"], y, end))
        y = end
    return out
