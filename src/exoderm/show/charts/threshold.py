"""Copies delivered to a cell beside the number of copies that a cell would notice, on one axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show.charts.scale import LogScale, covering, marks, whisker
from exoderm.show.charts.svg import Figure, Stamp, el, frame, hatched, pct, text, text_lines, wrap

NAME = "threshold"
_ROW = 92.0


def draw(cells: Sequence[Mapping[str, Any]], stamp: Stamp) -> Figure:
    """Draw for each cell type the copies delivered (interval) and the threshold (band) that they have to reach."""
    values = [
        v for c in cells for part in (c["copies_per_cell"], c["threshold"]) for v in (part or {}).values() if _number(v)
    ]
    scale = covering([*values, 1.0], floor=-9)
    bottom = _ROW * len(cells)
    body = marks(scale, 0, bottom, most=4) + "".join(_row(c, i * _ROW, scale) for i, c in enumerate(cells))
    under = ["copies inside one cell", "1 in a thousand: one copy for every thousand cells"]
    body += text_lines(under, "0", bottom + 36, class_="soft tick")
    said = "; ".join(f"{c['label']}: {_copies(c)}; noticed from {_threshold(c)}" for c in cells)
    svg = frame(
        NAME,
        "Copies delivered and copies that a cell would notice",
        f"{said}.",
        bottom + 61,
        body,
        stamp,
        "copies",
        "per cell",
    )
    head = (
        "cell",
        "vesicles taken up",
        "copies delivered",
        "a cell would notice",
        "origin of the threshold",
        "weakest link",
    )
    rows = tuple(
        (
            str(c["label"]),
            words.interval(*_three(c["vesicles_per_cell"]), say=_vesicles),
            words.interval(*_three(c["copies_per_cell"]), say=_copy),
            _threshold(c),
            str((c["threshold"] or {}).get("origin", "–")),
            f"{w['input']}: grade {w['grade']} of 7, {w['origin']}" if (w := c.get("weakest")) else "–",
        )
        for c in cells
    )
    return Figure(NAME, "Enough for a cell to notice?", svg, _caption(cells), head, rows)


def _row(cell: Mapping[str, Any], y: float, scale: LogScale) -> str:
    median, low, high = _three(cell["copies_per_cell"])
    need = cell["threshold"] or {}
    out = [
        text(wrap(cell["label"], 22, 1)[0], "0", y + 15, class_="label"),
        text(_copy(median), "0", y + 80, class_="small"),
    ]
    out.append(el("rect", x=0, y=y + 26, width="100%", height=34, rx=3, class_="track"))
    if _number(need.get("value")):
        a, b = (scale.at(need[k]) if _number(need.get(k)) else scale.at(need["value"]) for k in ("low", "high"))
        at = scale.at(need["value"])
        out.append(
            el("rect", x=pct(a), y=y + 26, width=pct(max(b - a, 0.5)), height=34, fill=hatched(NAME), class_="bar")
        )
        out.append(el("line", x1=pct(at), x2=pct(at), y1=y + 22, y2=y + 64, class_="threshold"))
        anchor = "end" if at > 55 else "start"
        out.append(
            text(
                f"noticed from {words.count(need['value'])}",
                pct(100 if at > 55 else at),
                y + 15,
                class_="small",
                text_anchor=anchor,
            )
        )
    else:
        out.append(text("no threshold known", "100%", y + 15, class_="small", text_anchor="end"))
    if median is None:
        out.append(el("rect", x=0, y=y + 35, width="100%", height=16, fill=hatched(NAME)))
        return "".join(out)
    if low is not None and high is not None and low < high:
        out.append(whisker(scale, low, high, y + 43))
    out.append(
        el("circle", cx=pct(min(max(scale.at(median), 0.9), 99.1)), cy=y + 43, r=7, fill="var(--cell)", class_="bar")
    )
    return "".join(out)


def _caption(cells: Sequence[Mapping[str, Any]]) -> str:
    reach = [c["label"] for c in cells if _reaches(c)]
    nearly = [c["label"] for c in cells if not _reaches(c) and _reaches(c, "high", "low")]
    if reach:
        told = f"In the middle of all draws, enough arrives for {words.listing(reach)} to notice"
    elif nearly:
        told = (
            "The middle of all draws stays below what a cell would notice; the upper end reaches it for "
            f"{words.listing(nearly)}"
        )
    else:
        told = "Nine draws in ten stay below what a cell would notice, for every cell type shown"
    return f"{told}. Dot: middle; line: nine draws in ten; hatched band: how unsure the threshold is."


def _reaches(cell: Mapping[str, Any], copies: str = "median", need: str = "value") -> bool:
    have = (cell["copies_per_cell"] or {}).get(copies)
    wanted = (cell["threshold"] or {}).get(need)
    wanted = wanted if wanted is not None else (cell["threshold"] or {}).get("value")
    return have is not None and wanted is not None and bool(have >= wanted)


def _copies(cell: Mapping[str, Any]) -> str:
    return words.interval(*_three(cell["copies_per_cell"]), say=_copy)


def _copy(x: float | None) -> str:
    return words.per(x, "copy", "copies")


def _vesicles(x: float | None) -> str:
    return words.per(x, "vesicle", "vesicles")


def _threshold(cell: Mapping[str, Any]) -> str:
    need = cell["threshold"] or {}
    return words.counts(need.get("value"), need.get("low", need.get("value")), need.get("high", need.get("value")))


def _three(value: Mapping[str, Any] | None) -> tuple[float | None, float | None, float | None]:
    value = value or {}
    return value.get("median"), value.get("low"), value.get("high")


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
