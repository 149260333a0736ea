"""The skin in cross-section: its layers, a follicle, channels where the route makes them, and vesicles as dots.

Ten more dots mean ten times as many vesicles, because no picture can hold a billion; the numbers stand beside.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show import theme
from exoderm.show.charts.strata import TOP, Band, bands
from exoderm.show.charts.svg import Figure, Stamp, el, frame, hatched, pct, text, text_lines, wrap

NAME = "section"
_WIDE = 54.0
_UNITS = 300.0
_FOLLICLE = (_WIDE * 209 / _UNITS, _WIDE * 225 / _UNITS)
"""The inside of the follicle that is drawn, from left to right in percent of the picture."""
_BESIDE = {"follicles": "in hair follicles (dashed)", "channels": "in channels (dashed)"}
_CHANNELS = (48, 104, 160, 262)
_CHANNEL_UM = 150.0  # drawn to this depth where the run does not say how deep its channels are


def draw(
    layers: Sequence[Mapping[str, Any]],
    amounts: Sequence[Mapping[str, Any]],
    route: Mapping[str, Any],
    unit: str,
    basis: str,
    stamp: Stamp,
) -> Figure:
    """Draw layers (name, label, top_um, bottom_um) with what lies in them (name, at_h, intact, share_of_dose)."""
    strata = bands(layers)
    found = {str(a["name"]): a for a in amounts}
    above = next((a for a in amounts if "surface" in str(a["name"]) or "film" in str(a["name"])), None)
    bottom = strata[-1].y1 if strata else TOP
    tissue = "".join(_layer(b, found.get(b.name)) for b in strata) + (_shunts(strata, route) if strata else "")
    body = el(
        "svg", tissue, x=0, y=0, width=f"{_WIDE}%", height=bottom, viewBox=f"0 0 {_UNITS:.0f} {bottom:.2f}",
        preserveAspectRatio="none",
    )  # fmt: skip
    body += el("line", x1=0, x2=pct(_WIDE), y1=TOP, y2=TOP, class_="skinline")
    if above is not None:
        body += _dots(_median(above), 6.0, TOP - 6, 1) + _label("on the surface", above, 22.0)
    for i, band in enumerate(strata):
        amount = found.get(band.name)
        body += _dots(_median(amount), band.y0 + 9, band.y1 - 6, i + 2)
        body += _label(band.label, amount, (band.y0 + band.y1) / 2)
    if strata and route.get("follicles"):
        body += _dots(_median(found.get("follicles")), TOP + 8, _tip(strata) - 24, 99, _FOLLICLE)
    if strata and route.get("channels") and (held := _median(found.get("channels"))):
        # A root, so that all channels together have the dots of their amount.
        each, half = held ** (1 / len(_CHANNELS)), 0.5 * (TOP + _end(strata, route))
        for i, x in enumerate(_CHANNELS):
            body += _dots(each, TOP + 4, half, 100 + i, (_WIDE * (x - 3) / _UNITS, _WIDE * (x + 3) / _UNITS))
    beside = [a for a in amounts if a is not above and str(a["name"]) not in {b.name for b in strata}]
    y = bottom + 20
    for amount in beside:
        body += text(_BESIDE.get(str(amount["name"]), _name(amount)), 0, y, class_="small")
        body += text(_short(amount), "100%", y, class_="small strong", text_anchor="end")
        y += 18
    body += text("ten more dots: ten times as many vesicles", "0", y, class_="soft tick")
    body += text("layers not to scale", "0", y + 17, class_="soft tick")
    at = next((a.get("at_h") for a in amounts if a.get("at_h") is not None), None)
    when = f"after {words.duration(at * 3600)}" if at is not None else "at the end of the run"
    said = "; ".join(f"{_name(a)}: {_counts(a)}" for a in amounts)
    svg = frame(NAME, f"Skin in cross-section {when}", f"{said}.", y + 26, body, stamp, unit, basis)
    rows = tuple((_name(a), _counts(a), _shares(a), _depths(a, strata)) for a in amounts)
    head = ("layer", f"whole vesicles {when} ({basis})", "share of the dose", "depth")
    return Figure(NAME, "Where they lie", svg, _caption(amounts, when), head, rows)


def _layer(band: Band, amount: Mapping[str, Any] | None) -> str:
    upper, lower = _edge(band.y0), _edge(band.y1)
    path = "M" + " L".join(f"{x:.0f},{y:.1f}" for x, y in upper + lower[::-1]) + "Z"
    out = el("path", d=path, fill=theme.stage(band.colour), class_="tissue")
    # A layer without a number is hatched over its colour: unknown is drawn, never left empty.
    return out if _median(amount) is not None else out + el("path", d=path, fill=hatched(NAME), class_="veil")


def _edge(y: float) -> list[tuple[float, float]]:
    swing = 0.0 if y <= TOP else 3.5
    return [
        (x, y + swing * (math.sin(x / 22 + y) + 0.5 * math.sin(x / 9 + 2 * y))) for x in range(0, int(_UNITS) + 1, 6)
    ]


def _shunts(strata: Sequence[Band], route: Mapping[str, Any]) -> str:
    out = ""
    if route.get("follicles"):
        tip = _tip(strata)
        out += el(
            "path",
            d=f"M194,{TOP} C209,{TOP + 26:.1f} 208,{tip - 60:.1f} 203,{tip - 20:.1f} C198,{tip + 8:.1f} "
            f"236,{tip + 8:.1f} 231,{tip - 20:.1f} C226,{tip - 60:.1f} 225,{TOP + 26:.1f} 240,{TOP}",
            class_="shunt",
        )
        out += el("path", d=f"M217,{tip - 8:.1f} C217,{TOP + 40:.1f} 220,{TOP} 232,2", class_="hair")
    if route.get("channels"):
        tip = _end(strata, route)
        for x in _CHANNELS:
            out += el("path", d=f"M{x - 7},{TOP} L{x},{tip:.1f} L{x + 7},{TOP}", class_="shunt")
    return out


def _end(strata: Sequence[Band], route: Mapping[str, Any]) -> float:
    """Where the channels end."""
    depth = min(route.get("channel_um") or _CHANNEL_UM, strata[-1].bottom_um)
    return next(b.y(depth) for b in strata if depth <= b.bottom_um)


def _tip(strata: Sequence[Band]) -> float:
    """Where a follicle ends."""
    return strata[-1].y0 + 0.62 * (strata[-1].y1 - strata[-1].y0)


def _dots(
    amount: float | None, top: float, bottom: float, seed: int, across: tuple[float, float] = (1.2, _WIDE - 1.2)
) -> str:
    """Ten dots per power of ten, spread so that each keeps away from the others."""
    if amount is None or amount < 1:
        return ""
    draw, placed = random.Random(seed), list[tuple[float, float]]()
    for _ in range(max(1, round(10 * math.log10(amount)))):
        tries = [(draw.uniform(*across), draw.uniform(top, bottom)) for _ in range(8)]
        placed.append(
            max(tries, key=lambda p: min(((3.4 * (p[0] - q[0])) ** 2 + (p[1] - q[1]) ** 2 for q in placed), default=0))
        )
    return "".join(el("circle", cx=pct(x), cy=y, r=2.1, class_="dot") for x, y in placed)


def _label(name: str, amount: Mapping[str, Any] | None, middle: float) -> str:
    """Name and number of a layer beside it, centred on its middle."""
    x, lines = pct(_WIDE + 3), wrap(name, 18)
    top = middle + 3 - 8.0 * len(lines)
    return text_lines(lines, x, top, 15.0, class_="label") + text(
        _short(amount), x, top + 15.0 * len(lines) + 1, class_="soft small"
    )


def _short(amount: Mapping[str, Any] | None) -> str:
    median = _median(amount)
    return "not known" if median is None else words.count(median)


def _median(amount: Mapping[str, Any] | None) -> float | None:
    value = (amount or {}).get("intact") or {}
    median: float | None = value.get("median")
    return median


def _name(amount: Mapping[str, Any]) -> str:
    return str(amount.get("label") or amount["name"])


def _counts(amount: Mapping[str, Any]) -> str:
    value = amount.get("intact") or {}
    return words.counts(value.get("median"), value.get("low"), value.get("high"))


def _shares(amount: Mapping[str, Any]) -> str:
    value = amount.get("share_of_dose") or {}
    return words.interval(value.get("median"), value.get("low"), value.get("high"))


def _depths(amount: Mapping[str, Any], strata: Sequence[Band]) -> str:
    band = next((b for b in strata if b.name == str(amount["name"])), None)
    return f"{words.depth(band.top_um)} to {words.depth(band.bottom_um)}" if band else "–"


def _caption(amounts: Sequence[Mapping[str, Any]], when: str) -> str:
    known = [(m, a) for a in amounts if (m := _median(a)) is not None]
    if not known or max(m for m, _ in known) <= 0:
        return f"{when[0].upper()}{when[1:]}, no whole vesicle is left in any layer."
    most, where = max(known, key=lambda k: k[0])
    total = sum(m for m, _ in known)
    how = words.percent(most / total)
    return f"{when[0].upper()}{when[1:]}, {how} of the whole vesicles that are left lie in one place: {_name(where)}."
