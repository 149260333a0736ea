"""Intervals under one another on one logarithmic axis: values of a sweep, scenarios side by side, before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exoderm import words
from exoderm.show import theme
from exoderm.show.charts.scale import LogScale, covering, marks, whisker
from exoderm.show.charts.svg import Figure, Row, Stamp, el, frame, hatched, pct, text, text_lines, wrap

_HEAD, _ROW, _LINE = 30.0, 46.0, 17.0
_MOST = 1e21
"""What no word is left for: larger numbers stand at the end of the axis, with an arrow."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Bar:
    """One interval; without a median it is unknown, and ``why`` says why."""

    label: str
    median: float | None
    low: float | None
    high: float | None
    colour: str
    hollow: bool = False
    """Not to be told apart from what it is held against: the dot is drawn open."""
    why: str = ""
    said: str = ""
    """The number in words, where the axis has others."""


@dataclass(frozen=True)
class Group:
    """Bars under one heading; the heading may be empty."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Axis:
    """How the axis is named and how its numbers are said."""

    under: str
    unit: str
    basis: str
    say: Callable[[float | None], str]
    power: Callable[[int], str] = words.decade
    floor: int = -12
    line: float | None = None
    """A thick mark on every row, such as one for ratios."""


def share_power(power: int) -> str:
    """A power of ten of a share as a mark: "all", "1 in 10"; above all, "10 times the whole"."""
    return "all" if power == 0 else words.decade(power) if power < 0 else f"{words.decade(power)} times"


def times_power(power: int) -> str:
    """A power of ten of a ratio as a mark: "÷ 1,000", "as many", "× 10"; beyond 100,000 "× 10⁹", lest marks meet."""
    if power == 0:
        return "as many"
    sign, size = "×" if power > 0 else "÷", abs(power)
    return f"{sign} {10**size:,}" if size < 6 else f"{sign} 10{str(size).translate(_RAISED)}"


def draw(name: str, title: str, groups: Sequence[Group], axis: Axis, caption: str, head: Row, rows: Sequence[Row],
         stamp: Stamp) -> Figure:  # fmt: skip
    """Draw all bars of all groups on one axis; what is unknown is hatched across its whole width and says why."""
    ends = [v for g in groups for b in g.bars for v in (b.median, b.low, b.high) if v is not None]
    scale = covering([*(min(v, _MOST) for v in ends), *([axis.line] if axis.line else [])], floor=axis.floor)
    top, parts = 4.0, []
    for group in groups:
        if group.title:
            lines = wrap(group.title, 40)
            parts.append(text_lines(lines, "0", top + 15, _LINE, class_="label"))
            top += _HEAD + _LINE * (len(lines) - 1) - 6
        for bar in group.bars:
            body, height = _bar(bar, top, scale, axis, name)
            parts.append(body)
            top += height
        top += 8
    under = wrap(f"{axis.under}", 56, 3)
    body = marks(scale, 4.0, top, say=axis.power, most=4) + "".join(parts)
    body += text_lines(under, "0", top + 36, class_="soft tick")
    said = "; ".join(f"{g.title + ', ' if g.title else ''}{b.label}: {_said(b, axis)}" for g in groups for b in g.bars)
    svg = frame(name, title, f"{said}.", top + 28 + _LINE * len(under), body, stamp, axis.unit, axis.basis)
    return Figure(name, title, svg, caption, head, tuple(rows))


def _bar(bar: Bar, y: float, scale: LogScale, axis: Axis, name: str) -> tuple[str, float]:
    told = "unknown" if bar.median is None else bar.said or axis.say(bar.median)
    lines = wrap(bar.label, max(46 - len(told), 14), 3)  # both stand on one line of a phone
    extra = _LINE * (len(lines) - 1)
    out = [text_lines(lines, "0", y + 13, _LINE, class_="small strong")]
    middle = y + extra + 29
    if bar.median is None:
        out.append(text(told, "100%", y + 13, class_="small", text_anchor="end"))
        out.append(el("rect", x=0, y=middle - 8, width="100%", height=14, rx=3, fill=hatched(name), class_="bar"))
        why = wrap(bar.why or "nobody has measured this", 46, 4)
        out.append(text_lines(why, "0", middle + 21, _LINE, class_="soft small"))
        return "".join(out), _ROW + extra + 6 + _LINE * len(why)
    out.append(text(told, "100%", y + 13, class_="small strong", text_anchor="end"))
    low, high = bar.low, bar.high
    if axis.line is not None:
        at = pct(scale.at(axis.line))
        out.append(el("line", x1=at, x2=at, y1=middle - 11, y2=middle + 11, class_="threshold"))
    left = scale.at(low) if low is not None else 0.0
    right = scale.at(high) if high is not None else 100.0
    out.append(
        el("rect", x=pct(left), y=middle - 7, width=pct(max(right - left, 0.5)), height=14, rx=3,
           fill=theme.stage(bar.colour), class_="span")
    )  # fmt: skip
    if high is not None and (low is None or low < high):
        out.append(whisker(scale, low or 0.0, high, middle))  # without a lower end the line is an arrow
    dot = min(max(scale.at(bar.median), 0.9), 99.1)
    fill = "var(--paper)" if bar.hollow else theme.stage(bar.colour)
    out.append(el("circle", cx=pct(dot), cy=middle, r=6, fill=fill, class_="dotted"))
    if bar.why:
        why = wrap(bar.why, 46, 3)
        out.append(text_lines(why, "0", middle + 21, _LINE, class_="soft small"))
        return "".join(out), _ROW + extra + 4 + _LINE * len(why)
    return "".join(out), _ROW + extra


def _said(bar: Bar, axis: Axis) -> str:
    if bar.median is None:
        return f"unknown, {bar.why or 'nobody has measured this'}"
    return words.interval(bar.median, bar.low, bar.high, say=axis.say)
