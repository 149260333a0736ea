"""By what a cell holds vesicles: ordinary ones above, those of this donor below, in parts by keyhole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show.charts.svg import Figure, Stamp, el, frame, hatched, pct, text, text_lines, wrap

NAME = "keys"
_ROW, _BAR = 96.0, 18.0
_DARKEST, _STEP = 1.0, 0.2
REST = "in ways that nobody has named"


def draw(cells: Sequence[Mapping[str, Any]], stamp: Stamp) -> Figure:
    """Draw for each cell type the binding of ordinary vesicles as one bar, and that of these below it."""
    widest = max(1.0, *(_end(c) for c in cells)) * 1.04
    bottom = _ROW * len(cells)
    body = "".join(_row(c, i * _ROW, widest) for i, c in enumerate(cells))
    same = pct(100.0 / widest)
    body += el("line", x1=same, x2=same, y1=22, y2=bottom - 14, class_="threshold")
    legend = [part["label"] for part in cells[0]["keys"]["parts"]]
    body += _legend([*legend, REST], bottom)
    said = "; ".join(f"{c['label']}: {_said(c)}" for c in cells)
    height = bottom + 22.0 * (len(legend) + 1) + 14.0
    svg = frame(
        NAME, "Binding by keyhole", f"{said}.", height, body, stamp, "share", "of the binding of ordinary vesicles"
    )
    head = ("cell", "keyhole", "of ordinary binding", "keys on these vesicles", "binding of these")
    rows = tuple(
        (str(c["label"]), str(p["label"]), _share(p["ordinary"]), _times(p["level"]), _share(p["here"]))
        for c in cells
        for p in c["keys"]["parts"]
    )
    return Figure(NAME, "Do their keys fit?", svg, _caption(cells), head, rows)


def _row(cell: Mapping[str, Any], y: float, widest: float) -> str:
    parts = cell["keys"]["parts"]
    out = [text(wrap(cell["label"], 40, 1)[0], "0", y + 15, class_="label")]
    rest = max(1.0 - sum(p["ordinary"]["median"] for p in parts), 0.0)
    for k, which in enumerate(("ordinary", "here")):
        at, top = 0.0, y + 24 + k * (_BAR + 4)
        for i, part in enumerate(parts):
            length = 100.0 * part[which]["median"] / widest
            out.append(_piece(at, length, top, i))
            at += length
        out.append(el("rect", x=pct(at), y=top, width=pct(100.0 * rest / widest), height=_BAR, fill=hatched(NAME)))
    out.append(text(f"above: ordinary vesicles; below: these, {_said(cell)}", "0", y + 80, class_="small"))
    return "".join(out)


def _piece(at: float, length: float, top: float, i: int) -> str:
    return el(
        "rect", x=pct(at), y=top, width=pct(length), height=_BAR, fill="var(--cell)", class_="bar",
        opacity=_DARKEST - _STEP * i,
    )  # fmt: skip


def _legend(labels: Sequence[str], bottom: float) -> str:
    out = []
    for i, label in enumerate(labels):
        y = bottom + 22.0 * i
        last = i == len(labels) - 1
        fill, opacity = (hatched(NAME), None) if last else ("var(--cell)", _DARKEST - _STEP * i)
        out.append(el("rect", x=0, y=y, width=14, height=14, fill=fill, opacity=opacity))
        out.append(text_lines([label], "22", y + 12, class_="small"))
    return "".join(out)


def _end(cell: Mapping[str, Any]) -> float:
    """Where the longer bar of a cell ends."""
    parts = cell["keys"]["parts"]
    return float(1.0 + sum(p["here"]["median"] - p["ordinary"]["median"] for p in parts))


def _said(cell: Mapping[str, Any]) -> str:
    return f"bound {_times(cell['keys']['binding'])} as fast"


def _share(value: Mapping[str, float]) -> str:
    return words.interval(value["median"], value["low"], value["high"], say=words.share)


def _times(value: Mapping[str, float]) -> str:
    return words.interval(value["median"], value["low"], value["high"], say=lambda x: f"{x:.2g}") + " times"


def _caption(cells: Sequence[Mapping[str, Any]]) -> str:
    least = min(cells, key=lambda c: c["keys"]["binding"]["median"])
    most = max(cells, key=lambda c: c["keys"]["binding"]["median"])
    pair = [least] if least is most else [least, most]
    said = ", and to ".join(f"{c['label']} {_times(c['keys']['binding'])} as fast as ordinary ones" for c in pair)
    return (
        f"Vesicles of this donor bind to {said}. Which keys fit is argued from what vesicles are made of; nobody has "
        "measured the shares for skin cells."
    )
