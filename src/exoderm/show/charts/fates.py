"""Where a cell has the vesicles that it took up: one bar for each cell type, cut into compartments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show import theme
from exoderm.show.charts.svg import Figure, Stamp, el, frame, hatched, pct, text, wrap

NAME = "fates"
_ROW, _KEY = 58.0, 22.0

PAINT: Mapping[str, str] = {
    "fluid": "vial", "bound": "surface", "endosome": "living", "recycled": "dermis", "lysosome": "lost",
    "cytosol": "cell",
}  # fmt: skip
"""The colour of each compartment, the same in skin and in a well."""


def draw(cells: Sequence[Mapping[str, Any]], stamp: Stamp) -> Figure:
    """Draw the shares of each compartment (mean over draws) for the cells of a run; without shares a bar is hatched."""
    labels = {name: str(part["label"]) for c in cells for name, part in (c.get("fates") or {}).items()}
    body = "".join(_row(c, i * _ROW) for i, c in enumerate(cells))
    top = _ROW * len(cells) + 4
    for i, (name, label) in enumerate(labels.items()):
        y = top + i * _KEY
        body += el("rect", x=1, y=y + 2, width=13, height=13, rx=2, fill=_paint(name), class_="bar")
        body += text(wrap(label, 40, 1)[0], 22, y + 13, class_="small")
    said = "; ".join(f"{c['label']}: {_told(c)}" for c in cells)
    height = top + _KEY * len(labels) + 8
    svg = frame(NAME, "Where cells have what they took up", f"{said}.", height, body, stamp, "share",
                "of the vesicles taken up")  # fmt: skip
    rows = tuple(
        (str(c["label"]), labels[name], words.share(part.get("share")), words.interval(
            part.get("median"), part.get("low"), part.get("high"), say=lambda x: words.per(x, "vesicle", "vesicles")))
        for c in cells
        for name, part in (c.get("fates") or {}).items()
    )  # fmt: skip
    head = ("cell", "where", "share of those taken up", "vesicles, at the end")
    return Figure(NAME, "And then, inside the cell", svg, _caption(cells), head, rows or (("none", "–", "–", "–"),))


def _row(cell: Mapping[str, Any], y: float) -> str:
    out, x = text(wrap(cell["label"], 40, 1)[0], "0", y + 15, class_="label"), 0.0
    parts = _parts(cell)
    if not parts:
        return out + el("rect", x=0, y=y + 22, width="100%", height=24, fill=hatched(NAME))
    for name, share in parts.items():
        if share > 0.0015:
            out += el("rect", x=pct(100 * x), y=y + 22, width=pct(100 * share), height=24, fill=_paint(name),
                      class_="part")  # fmt: skip
        x += share
    return out


def _paint(name: str) -> str:
    return theme.stage(PAINT.get(name, "lost"))


def _parts(cell: Mapping[str, Any]) -> dict[str, float]:
    """Shares by compartment, as parts of what they add up to; none where nothing was taken up or nothing is known."""
    given = {name: part.get("share") for name, part in (cell.get("fates") or {}).items()}
    known = {name: float(share) for name, share in given.items() if isinstance(share, int | float) and share >= 0}
    whole = sum(known.values())
    return {name: share / whole for name, share in known.items()} if whole > 0 else {}


def _told(cell: Mapping[str, Any]) -> str:
    fates = cell.get("fates") or {}
    said = [f"{fates[name]['label']} {words.share(share)}" for name, share in _parts(cell).items()]
    return ", ".join(said) or "nothing to show"


def _caption(cells: Sequence[Mapping[str, Any]]) -> str:
    freed = [(share, c) for c in cells if (share := _parts(c).get("cytosol")) is not None]
    if not freed:
        return "No cell shown took up any vesicle, or where they went is not known. Hatched: nothing to show."
    most, cell = max(freed, key=lambda f: f[0])
    return (
        f"Of the vesicles taken up, {words.share(most)} or less ({cell['label']}) let their cargo into the cytosol; "
        "the others end in lysosomes or are given off again. Means over all draws, at the end; the table gives "
        "vesicles per cell."
    )
