"""Vesicles that a treatment brings to a cell, beside those that it gets from its neighbours each day anyway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show.charts.scale import LogScale, covering, marks, whisker
from exoderm.show.charts.svg import Figure, Stamp, el, frame, hatched, pct, text, wrap

NAME = "traffic"
_ROW = 76.0


def draw(cells: Sequence[Mapping[str, Any]], stamp: Stamp) -> Figure:
    """Draw treatment ÷ resident traffic per cell type; the strong line is "as many as they get anyway"."""
    values = [v for c in cells for v in (c["traffic_ratio"] or {}).values() if isinstance(v, int | float)]
    scale = covering([*values, 1.0], floor=-12)
    bottom = _ROW * len(cells)
    body = marks(scale, 0, bottom, _mark, most=4) + "".join(_row(c, i * _ROW, scale) for i, c in enumerate(cells))
    same = pct(scale.at(1.0))
    body += el("line", x1=same, x2=same, y1=0, y2=bottom, class_="threshold")
    body += text("vesicles from the treatment for each own one", "0", bottom + 36, class_="soft tick")
    said = "; ".join(f"{c['label']}: {_ratio(c)}" for c in cells)
    svg = frame(
        NAME,
        "Treatment beside the skin's own traffic",
        f"{said}.",
        bottom + 44,
        body,
        stamp,
        "ratio",
        "vesicles per cell and day",
    )
    head = ("cell", "from the treatment, against the skin's own", "own traffic per cell and day")
    rows = tuple((str(c["label"]), _ratio(c), words.counts(*_three(c["resident_per_day"]))) for c in cells)
    return Figure(NAME, "Beside what cells send each other anyway", svg, _caption(cells), head, rows)


def _row(cell: Mapping[str, Any], y: float, scale: LogScale) -> str:
    median, low, high = _three(cell["traffic_ratio"])
    out = [
        text(wrap(cell["label"], 40, 1)[0], "0", y + 15, class_="label"),
        text(words.against(median), "0", y + 63, class_="small"),
    ]
    if median is None:
        return "".join(out) + el("rect", x=0, y=y + 24, width="100%", height=18, fill=hatched(NAME))
    out.append(el("rect", x=0, y=y + 24, width="100%", height=18, rx=3, class_="track"))
    if low is not None and high is not None and low < high:
        out.append(whisker(scale, low, high, y + 33))
    out.append(
        el("circle", cx=pct(min(max(scale.at(median), 0.9), 99.1)), cy=y + 33, r=7, fill="var(--cell)", class_="bar")
    )
    return "".join(out)


def _caption(cells: Sequence[Mapping[str, Any]]) -> str:
    known = [(m, c) for c in cells if (m := _three(c["traffic_ratio"])[0]) is not None]
    if not known:
        return "Nobody has measured how many vesicles these cells send each other."
    most, cell = max(known, key=lambda k: k[0])
    if most >= 1.1:
        return f"The treatment brings {cell['label']} {words.against(most)} as they get from neighbours anyway."
    if most >= 0.9:
        return f"The treatment brings {cell['label']} about as many vesicles as they get from neighbours anyway."
    return (
        f"Even for {cell['label']}, the cells that get most, the treatment brings {words.against(most)} that come from "
        "neighbours anyway. Strong line: as many as they get anyway."
    )


def _ratio(cell: Mapping[str, Any]) -> str:
    return words.interval(*_three(cell["traffic_ratio"]), say=words.against)


def _three(value: Mapping[str, Any] | None) -> tuple[float | None, float | None, float | None]:
    value = value or {}
    return value.get("median"), value.get("low"), value.get("high")


def _mark(power: int) -> str:
    return "as many" if power == 0 else words.decade(power) if power < 0 else f"{words.decade(power)} times"
