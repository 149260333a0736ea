"""Where the vesicles of a well are over time: one line for each place, hours to the right, powers of ten upward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show import theme
from exoderm.show.charts.fates import PAINT
from exoderm.show.charts.scale import LogScale, covering
from exoderm.show.charts.svg import Figure, Stamp, el, frame, text, wrap

NAME = "course"
_TOP, _HIGH, _KEY, _DECADES = 16.0, 240.0, 22.0, 7


def draw(course: Mapping[str, Any], stamp: Stamp) -> Figure:
    """Draw the course of a well (times_h; places with label, median, low, high per time), in vesicles per cell."""
    times, places = list(course["times_h"]), dict(course["places"])
    scale = _axis([v for p in places.values() for v in p["median"]])
    body = "".join(_mark(scale, power) for power in scale.powers(5))
    lines = "".join(_line(times, place["median"], scale, _paint(name)) for name, place in places.items())
    body += el("svg", lines, x=0, y=_TOP, width="100%", height=_HIGH, viewBox=f"0 0 100 {_HIGH:.0f}",
               preserveAspectRatio="none")  # fmt: skip
    body += text("0 h", "0", _TOP + _HIGH + 16, class_="soft tick")
    body += text(f"{times[-1]:g} h", "100%", _TOP + _HIGH + 16, class_="soft tick", text_anchor="end")
    top = _TOP + _HIGH + 28
    ends = {name: (place["median"][-1], place["low"][-1], place["high"][-1]) for name, place in places.items()}
    for i, (name, place) in enumerate(places.items()):
        y = top + i * _KEY
        body += el("rect", x=1, y=y + 2, width=13, height=13, rx=2, fill=_paint(name), class_="bar")
        body += text(wrap(place["label"], 26, 1)[0], 22, y + 13, class_="small")
        body += text(_each(ends[name][0]), "100%", y + 13, class_="small strong", text_anchor="end")
    said = "; ".join(f"{place['label']}: {_each(ends[name][0])}" for name, place in places.items())
    high = top + _KEY * len(places) + 8
    svg = frame(
        NAME, "Vesicles over time", f"After {times[-1]:g} h: {said}.", high, body, stamp, "particle", "per cell"
    )
    rows = tuple((str(place["label"]), words.interval(*ends[name], say=_each)) for name, place in places.items())
    caption = (
        f"Middle of all draws, per cell, on a scale of tens, over {times[-1]:g} h; the numbers are those at the end. "
        "What leaves the medium is at every time in one of the other five places."
    )
    return Figure(NAME, "Where the vesicles are, hour by hour", svg, caption, ("where", "at the end"), rows)


def _axis(values: Sequence[float]) -> LogScale:
    """The decades below the largest value that can be told apart."""
    largest = max([v for v in values if v > 0] or [1.0])
    return covering([v for v in values if v >= largest * 10.0**-_DECADES] or [1.0], floor=-12)


def _height(scale: LogScale, value: float) -> float:
    return _HIGH * (1.0 - scale.at(value) / 100.0)


def _mark(scale: LogScale, power: int) -> str:
    y = _TOP + _height(scale, 10.0**power)
    return el("line", x1=0, x2="100%", y1=y, y2=y, class_="grid") + text(
        words.decade(power), "100%", y - 4, class_="soft tick", text_anchor="end"
    )


def _line(times: Sequence[float], values: Sequence[float], scale: LogScale, paint: str) -> str:
    points = " ".join(
        f"{100 * t / times[-1]:.2f},{_height(scale, v):.1f}" for t, v in zip(times, values, strict=True) if v > 0
    )
    return el("polyline", points=points, fill="none", stroke=paint, stroke_width=2.6,
              vector_effect="non-scaling-stroke")  # fmt: skip


def _paint(name: str) -> str:
    return theme.stage(PAINT.get(name, "lost"))


def _each(x: float | None) -> str:
    return words.per(x, "vesicle", "vesicles")
