"""Dots in a table: rows are things, columns are steps of a ladder or standings, each dot one record.

What a dot says is told by its shape as well as by its colour: a disc speaks for, a cross against, a ring for neither,
a triangle tells of harm. A row without a record is hatched: unknown is drawn too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exoderm.show.charts.svg import Figure, Row, Stamp, el, frame, hatched, pct, text, text_lines, wrap

_LINE, _ROW, _STEP, _LEFT = 17.0, 30.0, 13.0, 2.0

SHAPES = {"for": "holds", "against": "wrong", "neither": "nocheck", "harm": "notshown", "open": "lab"}
"""Shape of a dot to the colour that it bears."""


@dataclass(frozen=True)
class Dot:
    """One record in a row: its column, counted from 0, and its shape."""

    column: int
    shape: str


@dataclass(frozen=True)
class Strip:
    """One row; without dots it is unknown, and ``why`` says why."""

    label: str
    dots: tuple[Dot, ...]
    why: str = "no record"


def draw(name: str, title: str, columns: Sequence[str], strips: Sequence[Strip], caption: str, under: str, head: Row,
         rows: Sequence[Row], stamp: Stamp) -> Figure:  # fmt: skip
    """Draw all rows under one heading of columns; dots of one cell stand beside each other, then in a second line."""
    width = (100.0 - _LEFT) / len(columns)
    centres = [_LEFT + width * (i + 0.5) for i in range(len(columns))]
    parts = [
        text(c, pct(x), 14, class_="soft tick", text_anchor="middle") for c, x in zip(columns, centres, strict=True)
    ]
    top = 26.0
    for strip in strips:
        body, height = _strip(strip, top, centres, name)
        parts.append(body)
        top += height
    lines = wrap(under, 56, 3)
    parts.append(text_lines(lines, "0", top + 12, class_="soft tick"))
    said = "; ".join(f"{s.label}: {_said(s, columns)}" for s in strips)
    svg = frame(name, title, f"{said}.", top + 10 + _LINE * len(lines), "".join(parts), stamp, "records", "one each")
    return Figure(name, title, svg, caption, head, tuple(rows))


def _strip(strip: Strip, top: float, centres: Sequence[float], name: str) -> tuple[str, float]:
    label = wrap(strip.label, 46, 2)
    out = [text_lines(label, "0", top + 13, _LINE, class_="small strong")]
    y = top + 13 + _LINE * len(label)
    if not strip.dots:
        out.append(el("rect", x=0, y=y - 9, width="100%", height=14, rx=3, fill=hatched(name), class_="bar"))
        out.append(text(f"unknown: {strip.why}", "0", y + 20, class_="soft small"))
        return "".join(out), _LINE * len(label) + 42
    deep = 1
    for column, centre in enumerate(centres):
        mine = sorted((d for d in strip.dots if d.column == column), key=lambda d: list(SHAPES).index(d.shape))
        for i, dot in enumerate(mine):
            line, place = divmod(i, 4)
            in_line = min(len(mine) - 4 * line, 4)
            deep = max(deep, line + 1)
            out.append(_mark(dot.shape, centre, (place - (in_line - 1) / 2) * _STEP, y + line * _STEP))
    out.append(el("line", x1=0, x2="100%", y1=y + deep * _STEP, y2=y + deep * _STEP, class_="grid"))
    return "".join(out), _LINE * len(label) + _ROW - 4 + _STEP * (deep - 1)


def _mark(shape: str, centre: float, shift: float, y: float) -> str:
    """One dot. Its place across is a percentage, its shift within the cell pixels: a nested frame carries both."""
    colour = f"var(--{SHAPES[shape]})"
    if shape == "against":
        body = el("path", d="M-4 -4L4 4M-4 4L4 -4", stroke=colour, stroke_width=2.6, fill="none")
    elif shape == "harm":
        body = el("path", d="M0 -5L5 4L-5 4Z", fill=colour)
    elif shape == "neither":
        body = el("circle", cx=0, cy=0, r=4, fill="none", stroke=colour, stroke_width=2)
    elif shape == "open":
        body = el("rect", x=-4, y=-4, width=8, height=8, fill=colour)
    else:
        body = el("circle", cx=0, cy=0, r=5, fill=colour)
    inner = el("g", body, transform=f"translate({shift:.1f} 0)")
    return el("svg", inner, x=pct(centre), y=y, overflow="visible", width=1, height=1)


def _said(strip: Strip, columns: Sequence[str]) -> str:
    if not strip.dots:
        return f"unknown, {strip.why}"
    counts: dict[tuple[int, str], int] = {}
    for dot in strip.dots:
        counts[dot.column, dot.shape] = counts.get((dot.column, dot.shape), 0) + 1
    return ", ".join(f"{n} {shape} at {columns[c]}" for (c, shape), n in sorted(counts.items()))
