"""Predicted over measured, one row per quantity on one axis: what was seen, how close is close enough, what came out.

Where only a bound or an order was reported, it stands in the place of the measured value.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from exoderm.show.charts.scale import LogScale, covering, whisker
from exoderm.show.charts.svg import Figure, Row, Stamp, el, frame, hatched, pct, text, text_lines, wrap

_ROW, _HEAD, _TRACK = 52.0, 30.0, 20.0
_FLOOR, _CEILING = -5, 5
"""Powers of ten that the axis shows at most; what lies beyond stands at its end, with an arrow."""
_LEGEND = (
    "dot: middle of the draws, inside; cross: a miss; line: nine draws in ten; pale band: tolerance",
    "open square: the naive rival; hatched: not modelled",
)


def draw(rows: Sequence[Mapping[str, Any]], title: str, name: str, caption: str, table: tuple[Row, ...], head: Row,
         stamp: Stamp) -> Figure:  # fmt: skip
    """Draw parts of cases (case, label, predicted, low, high, measured, tolerance, naive, inside) as ratios."""
    placed = [(row, reference(row)) for row in rows]
    opens = [i == 0 or row["case"] != rows[i - 1]["case"] for i, row in enumerate(rows)]
    tops = list(itertools.accumulate((_ROW + _HEAD * first for first in opens), initial=0.0))
    values = [
        row[key] / by
        for row, by in placed
        if by
        for key in ("predicted", "low", "high", "naive")
        if _positive(row[key])
    ]
    scale = covering([*(min(v, 10.0**_CEILING) for v in values), 0.1, 10.0], floor=_FLOOR)
    bottom = tops[-1]
    body = _axis(scale, bottom)
    for (row, by), top, first in zip(placed, tops, opens, strict=False):
        if first:
            body += text(wrap(row["case"], 70, 1)[0], "0", top + 26, class_="label")
        body += _row(row, by, top + _HEAD * first, scale, name)
    for i, line in enumerate(_LEGEND):
        body += text_lines(wrap(line, 100), "0", bottom + 38 + 17 * i, class_="soft tick")
    said = "; ".join(f"{row['label']}: {'inside' if row['inside'] else 'a miss'}" for row in rows)
    svg = frame(name, title, f"{said}.", bottom + 80, body, stamp, "ratio to the measured value or bound", "per case")
    return Figure(name, title, svg, caption, head, table)


def reference(row: Mapping[str, Any]) -> float | None:
    """What a row is divided by: the measured value, or the bound where the tolerance is one; none where it is zero."""
    tolerance = row["tolerance"]
    bound = tolerance["type"] in ("upper_bound", "lower_bound", "ordering")
    middle = (
        math.sqrt(tolerance["low"] * tolerance["high"])
        if tolerance["type"] == "within_range" and min(tolerance["low"], tolerance["high"]) > 0
        else None
    )
    found = tolerance.get("value") if bound else row["measured"] or middle
    return float(found) if found else None


def _axis(scale: LogScale, bottom: float) -> str:
    """Powers of ten that the middle line, where predicted is as measured, is one of."""
    step = max(1, round((scale.high - scale.low) / 6))
    out = ""
    for power in range(scale.low, scale.high + 1):
        if power % step:
            continue
        x = pct(scale.at(10.0**power))
        out += el("line", x1=x, x2=x, y1=0, y2=bottom, class_="threshold" if power == 0 else "grid")
        anchor = "start" if power == scale.low else "end" if power == scale.high else "middle"
        kind = "soft tick" if power in (0, scale.low, scale.high) else "soft tick wide"
        out += text(_times(power), x, bottom + 16, class_=kind, text_anchor=anchor)
    return out


def _row(row: Mapping[str, Any], by: float | None, y: float, scale: LogScale, name: str) -> str:
    middle = y + 30
    colour = "nocheck" if row["predicted"] is None else "holds" if row["inside"] else "wrong"
    out = text(wrap(row["label"], 84, 1)[0], "0", y + 14, class_="small")
    out += el("rect", x=0, y=middle - _TRACK / 2, width="100%", height=_TRACK, rx=3, class_="track")
    if by is None or row["predicted"] is None:
        return out + el("rect", x=0, y=middle - _TRACK / 2, width="100%", height=_TRACK, fill=hatched(name))
    low, high = (scale.at(x) for x in _band(row, by))
    out += el(
        "rect", x=pct(low), y=middle - _TRACK / 2, width=pct(max(high - low, 0.6)), height=_TRACK, class_="band",
        fill="var(--holds)", fill_opacity=0.22,
    )  # fmt: skip
    if _positive(row["naive"]):
        at = pct(scale.at(row["naive"] / by))
        out += el("svg", el("rect", x=-5, y=-5, width=10, height=10, class_="rival", fill="none", stroke="var(--soft)",
                            stroke_width=2), x=at, y=middle, overflow="visible")  # fmt: skip
    ends = (row["low"], row["high"])
    if all(x is not None for x in ends) and ends[0] < ends[1]:
        out += whisker(scale, ends[0] / by, ends[1] / by, middle)
    at = pct(min(max(scale.at(row["predicted"] / by), 0.9), 99.1))
    if row["inside"]:
        return out + el("circle", cx=at, cy=middle, r=6, fill=f"var(--{colour})", class_="bar")
    cross = el("path", d="M-6,-6 L6,6 M-6,6 L6,-6", stroke=f"var(--{colour})", stroke_width=3.4, fill="none")
    return out + el("svg", cross, x=at, y=middle, overflow="visible")


def _band(row: Mapping[str, Any], by: float) -> tuple[float, float]:
    """The tolerance as ratios; an open end runs off the axis."""
    tolerance, value = row["tolerance"], row["measured"]
    match tolerance["type"]:
        case "upper_bound":
            return 0.0, tolerance["value"] / by
        case "lower_bound" | "ordering":
            return tolerance["value"] / by, 1e300
        case "within_range":
            return tolerance["low"] / by, tolerance["high"] / by
        case "absolute":
            return (value - tolerance["value"]) / by, (value + tolerance["value"]) / by
    return 1.0 / tolerance["value"], tolerance["value"]


def _times(power: int) -> str:
    if power == 0:
        return "as measured"
    return f"× {10**power:,}" if power > 0 else f"÷ {10**-power:,}"


def _positive(x: object) -> bool:
    return isinstance(x, int | float) and not isinstance(x, bool) and x > 0 and math.isfinite(x)
