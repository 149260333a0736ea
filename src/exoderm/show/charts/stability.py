"""Counts over time at each temperature, with the fitted fall and its bands, one panel under another on one axis."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show import theme
from exoderm.show.charts.svg import Figure, Stamp, el, frame, pct, text, text_lines

NAME = "stability"
_LEFT, _RIGHT, _HIGH, _GAP = 20.0, 98.5, 150.0, 46.0
_ENDS = "low", "median", "high"
_STYLE = (
    "svg text{fill:var(--ink);font:14px/1 system-ui,'Segoe UI',Roboto,'DejaVu Sans',sans-serif}"
    "svg .label{font-weight:600}svg .tick{font-size:12px}svg .soft{fill:var(--soft)}"
    ".grid{stroke:var(--line)}.track{fill:var(--card);stroke:var(--line)}"
    ".band{fill:var(--vial)}.fitted{fill:none;stroke:var(--vial);stroke-width:2.2;vector-effect:non-scaling-stroke}"
    ".dot{fill:var(--ink);stroke:var(--paper)}"
)


def draw(document: Mapping[str, Any], stamp: Stamp) -> Figure:
    """Draw a fitted stability table: dots are counts, the line and dark band the fit, the light band a single count."""
    curves, points = document["curves"], document["points"]
    last = max(max(c["time_days"]) for c in curves)
    shown = [p["count_per_ml"] for p in points]
    # What the fit makes of times at which hardly anything is left may lie far below every count.
    low, high = _powers([v for v in (*shown, *(x for c in curves for x in c["count_high"])) if v >= min(shown) / 3.0])
    body = ""
    for i, curve in enumerate(curves):
        y = i * (_HIGH + _GAP) + 22
        own = [p for p in points if p["temperature_c"] == curve["temperature_c"]]
        body += _panel(curve, own, y, last, low, high)
    bottom = len(curves) * (_HIGH + _GAP)
    body += _clock(last, bottom)
    half = {h["temperature_c"]: h for h in document["half_lives"]}
    rows = tuple(
        (
            f"{c['temperature_c']:g} degC",
            str(sum(p["temperature_c"] == c["temperature_c"] for p in points)),
            _span(half[c["temperature_c"]]) if c["temperature_c"] in half else "not measured over time",
        )
        for c in curves
    )
    said = "; ".join(f"{name}: {n} counts, half gone after {after}" for name, n, after in rows)
    svg = frame(
        NAME, "Counts over time and the fitted fall", f"{said}.", bottom + 40, body, stamp, "particle/mL",
        "per volume of product",
    )  # fmt: skip
    caption = (
        "Dots: counts. Line and dark band: the fitted fall and its 90 % interval. Light band: where nine of ten single "
        "counts should lie. One rate per temperature, tied by one activation energy."
    )
    return Figure(NAME, "How the counts fall", svg, caption, ("temperature", "counts", "half gone after"), rows)


def alone(figure: Figure) -> str:
    """The picture as a file of its own, with its colours and its caption."""
    style = el("style", theme.variables() + _STYLE)
    height = figure.svg.split('height="', 1)[1].split('"', 1)[0]
    words_under = text_lines(
        ["Dots: counts. Line and dark band: the fitted fall and its 90 % interval.",
         "Light band: where nine of ten single counts should lie."], "0", float(height) + 14, 17, class_="soft tick",
    )  # fmt: skip
    taller = figure.svg.replace(f'height="{height}"', f'height="{float(height) + 44:.0f}"', 1)
    at = taller.index(">") + 1
    ground = el("rect", width="100%", height="100%", fill="var(--paper)")
    return f"{taller[:at]}{style}{ground}{taller[at:].removesuffix('</svg>')}{words_under}</svg>\n"


def _panel(
    curve: Mapping[str, Any], points: Sequence[Mapping[str, Any]], y: float, last: float, low: float, high: float
) -> str:
    def up(value: float) -> float:
        within = (math.log10(max(value, 1e-300)) - low) / (high - low)
        return 100.0 * (1.0 - min(max(within, 0.0), 1.0))

    def ring(bottom: str, top: str) -> str:
        way = [*zip(curve["time_days"], curve[top], strict=True)]
        way += reversed([*zip(curve["time_days"], curve[bottom], strict=True)])
        return " ".join(f"{100 * t / last:.2f},{up(v):.2f}" for t, v in way)

    line = " ".join(
        f"{100 * t / last:.2f},{up(v):.2f}" for t, v in zip(curve["time_days"], curve["median"], strict=True)
    )
    marks = ""
    for value in _marks(low, high):
        at = y + _HIGH * up(value) / 100
        marks += el("line", x1=pct(_LEFT), x2=pct(_RIGHT), y1=at, y2=at, class_="grid")
        marks += text(words.figure(value), pct(_LEFT - 1.5), at + 4, class_="soft tick", text_anchor="end")
    inside = (
        el("polygon", points=ring("count_low", "count_high"), class_="band", fill_opacity="0.18")
        + el("polygon", points=ring("low", "high"), class_="band", fill_opacity="0.4")
        + el("polyline", points=line, class_="fitted")
    )
    box = el(
        "svg", inside, x=pct(_LEFT), y=y, width=pct(_RIGHT - _LEFT), height=_HIGH, viewBox="0 0 100 100",
        preserveAspectRatio="none",
    )  # fmt: skip
    dots = "".join(
        el("circle", cx=pct(_LEFT + (_RIGHT - _LEFT) * p["time_days"] / last),
           cy=y + _HIGH * up(p["count_per_ml"]) / 100, r=4, class_="dot")
        for p in points
    )  # fmt: skip
    ground = el("rect", x=pct(_LEFT), y=y, width=pct(_RIGHT - _LEFT), height=_HIGH, class_="track")
    return (
        text(f"{curve['temperature_c']:g} degC, particles per mL", "0", y - 8, class_="label")
        + ground
        + marks
        + box
        + dots
    )


def _clock(last: float, y: float) -> str:
    marks = ""
    for i in range(4):
        days = last * i / 3
        anchor = "start" if i == 0 else "end" if i == 3 else "middle"
        said = "start" if i == 0 else words.duration(days * 86400.0)
        marks += text(said, pct(_LEFT + (_RIGHT - _LEFT) * i / 3), y, class_="soft tick", text_anchor=anchor)
    return marks + text("time in storage", pct(_RIGHT), y + 20, class_="soft tick", text_anchor="end")


def _powers(values: Sequence[float]) -> tuple[float, float]:
    """Ends of the axis in powers of ten, with some room."""
    low, high = math.log10(min(values)), math.log10(max(values))
    room = max(0.1 * (high - low), 0.15)
    return low - room, high + room


def _marks(low: float, high: float) -> list[float]:
    """Powers of ten between the ends, thinned to five; twos and fives too where the axis is short."""
    steps = (1.0, 2.0, 5.0) if high - low < 1.5 else (1.0,)
    powers = range(math.floor(low), math.ceil(high) + 1)
    found = [step * 10.0**p for p in powers for step in steps if low <= math.log10(step * 10.0**p) <= high]
    return found[:: max(1, math.ceil(len(found) / 5))]


def _span(half: Mapping[str, Any]) -> str:
    low, median, high = (words.duration(x * 86400.0 if x is not None else None) for x in (half[k] for k in _ENDS))
    return f"more than {low}; no loss is seen" if half["median"] is None else f"{median} ({low} to {high})"
