"""How many vesicles stand in a volume of tissue, by depth and time: depth down, time to the right, darker for more.

The rows are those of the cross-section beside it. Each step of the colour scale is a factor of ten.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show.charts.strata import TOP, Band, bands
from exoderm.show.charts.svg import Figure, Row, Stamp, el, frame, hatched, pct, text, text_lines, wrap

NAME = "depthmap"
UNIT = "particle/mL"
_LEFT = 37.0
_STEPS = 8
_COLUMNS = 24


def draw(profile: Mapping[str, Any] | None, stamp: Stamp) -> Figure:
    """Draw a profile (depth_um, layers, times_h, median[time][depth] in particle/mL of tissue or null)."""
    strata = bands((profile or {}).get("layers") or [])
    times, grid = _thinned(profile or {})
    cells = [[_average(profile or {}, line, *span) for span in _spans(b)] for b in strata for line in grid]
    known = [v for column in cells for v in column if v is not None and v > 0]
    if not profile or not strata or not times:
        return _nothing(stamp)
    top = math.floor(math.log10(max(known))) if known else 0
    body = "".join(_stripes(b, [cells[i * len(grid) + t] for t in range(len(grid))], top) for i, b in enumerate(strata))
    bottom = strata[-1].y1
    body += "".join(_side(b) for b in strata)
    body += text(words.depth(strata[-1].bottom_um), "0", bottom + 13, class_="soft tick")
    body += _clock(times, bottom) + _legend(top, bottom + 62)
    peak, when, where = _peak(cells, times, strata)
    told = (
        f"They stand most densely, {words.count(peak)} per mL of tissue, in the layer “{where}” "
        f"after {words.duration(when * 3600)}"
        if peak
        else "No whole vesicle stands in any layer at any time"
    )
    caption = (
        f"{told}. Tissue is cells, fibres and gaps together. Middle of all draws; each step of the scale is ten times "
        "fewer; hatched: not known."
    )
    desc = f"Depth against time. {told}."
    svg = frame(NAME, "Vesicles by depth and time", desc, bottom + 100, body, stamp, UNIT, "per mL of tissue")
    return Figure(NAME, "When and how deep", svg, caption, *_table(cells, times, strata))


def _nothing(stamp: Stamp) -> Figure:
    body = el("rect", x=0, y=TOP, width="100%", height=200, fill=hatched(NAME))
    body += text("not computed in this run", "50%", TOP + 105, class_="label", text_anchor="middle")
    svg = frame(NAME, "Vesicles by depth and time", "Not computed in this run.", 260, body, stamp, UNIT, "per mL")
    return Figure(
        NAME, "When and how deep", svg, "This run holds no concentrations by depth.", ("depth",), (("none",),)
    )


def _thinned(profile: Mapping[str, Any]) -> tuple[list[float], list[Any]]:
    times, median = list(profile.get("times_h") or []), list(profile.get("median") or [])
    n = min(len(times), len(median)) if median else len(times)
    median = median or [None] * n
    keep = sorted({round(i * (n - 1) / max(min(n, _COLUMNS) - 1, 1)) for i in range(min(n, _COLUMNS))})
    return [times[i] for i in keep], [median[i] for i in keep]


def _spans(band: Band) -> list[tuple[float, float]]:
    n = _rows(band)
    step = (band.bottom_um - band.top_um) / n
    return [(band.top_um + i * step, band.top_um + (i + 1) * step) for i in range(n)]


def _rows(band: Band) -> int:
    return max(4, round((band.y1 - band.y0) / 9))


def _average(profile: Mapping[str, Any], line: Sequence[float | None] | None, a: float, b: float) -> float | None:
    """Mean of the nodes between two depths, or the nearest node where none lies between."""
    depths = profile.get("depth_um") or []
    if line is None or not depths:
        return None
    inside = [v for z, v in zip(depths, line, strict=False) if a <= z < b]
    if not inside:
        middle = (a + b) / 2
        inside = [min(zip(depths, line, strict=False), key=lambda p: abs(p[0] - middle))[1]]
    values = [v for v in inside if v is not None]
    return sum(values) / len(values) if values else None


def _shade(value: float | None, top: int) -> str:
    if value is None:
        return hatched(NAME)
    step = _STEPS - 1 - (top - math.floor(math.log10(value))) if value > 0 else 0
    return f"var(--heat{min(max(step, 0), _STEPS - 1)})"


def _stripes(band: Band, columns: Sequence[Sequence[float | None]], top: int) -> str:
    """One rectangle for each run of equal shade along a row: a report stays small."""
    out, wide, high = [], (100 - _LEFT) / len(columns), (band.y1 - band.y0) / _rows(band)
    for r in range(_rows(band)):
        shades = [_shade(column[r], top) for column in columns]
        start = 0
        for t in range(1, len(shades) + 1):
            if t == len(shades) or shades[t] != shades[start]:
                out.append(
                    el(
                        "rect", x=pct(_LEFT + start * wide), y=band.y0 + r * high, width=pct((t - start) * wide),
                        height=high + 0.4, fill=shades[start], class_="heat",
                    )
                )  # fmt: skip
                start = t
    return "".join(out)


def _side(band: Band) -> str:
    """The depth at which a layer begins, and its name under it."""
    return (
        el("line", x1=0, x2="100%", y1=band.y0, y2=band.y0, class_="layerline")
        + text(words.depth(band.top_um), "0", band.y0 + 13, class_="soft tick")
        + text_lines(wrap(band.label, 16), "0", band.y0 + 29, 15, class_="label")
    )


def _clock(times: Sequence[float], bottom: float) -> str:
    wide, last = (100 - _LEFT) / len(times), len(times) - 1
    chosen = sorted({0, last // 2, last}) if last > 2 else list(range(len(times)))
    out = ""
    for i in chosen:
        x = _LEFT + (i + 0.5) * wide
        anchor = "start" if i == 0 else "end" if i == last else "middle"
        x = _LEFT if i == 0 else 100.0 if i == last else x
        said = "start" if times[i] == 0 else words.duration(times[i] * 3600)
        out += text(
            said, pct(x), bottom + 17, class_="soft tick" if i in (0, last) else "soft tick wide", text_anchor=anchor
        )
    steps = {round(b - a, 6) for a, b in itertools.pairwise(times)}
    pace = "time since application" + ("" if len(steps) <= 1 else "; columns are not evenly spaced")
    return out + text(pace, "100%", bottom + 35, class_="soft tick", text_anchor="end")


def _legend(top: int, y: float) -> str:
    wide = (100 - _LEFT) / _STEPS
    boxes = "".join(
        el("rect", x=pct(_LEFT + i * wide), y=y - 12, width=pct(wide), height=12, fill=f"var(--heat{i})", class_="bar")
        for i in range(_STEPS)
    )
    few = f"under {words.figure(10.0 ** (top - _STEPS + 2))}" if top - _STEPS + 2 > 0 else "under one"
    many = f"over {words.figure(10.0**top)}"
    if top < 0:
        few, many = "fewest", "most, yet less than one"
    return (
        boxes
        + text("vesicles per mL", "0", y - 2, class_="soft tick")
        + text(few, pct(_LEFT), y + 17, class_="soft tick")
        + text(many, "100%", y + 17, class_="soft tick", text_anchor="end")
    )


def _peak(cells: list[list[float | None]], times: Sequence[float], strata: Sequence[Band]) -> tuple[float, float, str]:
    best = (0.0, 0.0, "")
    for i, band in enumerate(strata):
        for t, time in enumerate(times):
            for v in cells[i * len(times) + t]:
                if v is not None and v > best[0]:
                    best = (v, time, band.label)
    return best


def _table(
    cells: list[list[float | None]], times: Sequence[float], strata: Sequence[Band]
) -> tuple[Row, tuple[Row, ...]]:
    picked = sorted({round(i * (len(times) - 1) / 5) for i in range(6)})
    head = ("layer (mean, vesicles per mL of tissue)", *(words.duration(times[t] * 3600) for t in picked))
    rows = []
    for i, band in enumerate(strata):
        means = []
        for t in picked:
            values = [v for v in cells[i * len(times) + t] if v is not None]
            means.append(words.figure(sum(values) / len(values)) if values else "not known")
        rows.append((f"{band.label}, {words.depth(band.top_um)} to {words.depth(band.bottom_um)}", *means))
    return head, tuple(rows)
