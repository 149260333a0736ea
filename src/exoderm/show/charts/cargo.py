"""Named cargo on its way: copies in one vesicle, copies brought to one cell, copies freed into its cytosol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show.charts.scale import LogScale, covering, marks, whisker
from exoderm.show.charts.svg import Figure, Stamp, el, frame, pct, text, text_lines, wrap

NAME = "cargo"
_HEAD, _LINE, _GAP = 22.0, 46.0, 18.0
"""Heights of a cargo's name, of one place with its words, and of the space after a cargo."""
COLOURS = {"vesicle": "var(--vial)", "delivered": "var(--dermis)", "cytosol": "var(--cell)"}
SAID = {"vesicle": "in or on one vesicle", "delivered": "brought to one cell", "cytosol": "freed into its cytosol"}


def draw(cargo: Sequence[Mapping[str, Any]], cells: Sequence[Mapping[str, Any]], stamp: Stamp) -> Figure:
    """Draw each cargo as a track per place: one vesicle, then each type of cell (brought, and freed where it is)."""
    found = [(c, _at_cells(c, cells)) for c in cargo]
    scale = covering(
        [v for c, got in found for spot in (c["per_vesicle"], *_spots(got)) for v in _three(spot)], floor=-12
    )
    y, out = 0.0, []
    for one, got in found:
        out.append(_block(one, got, y, scale))
        y += _HEAD + (_LINE * (1 + len(got)) if not one["absent"] else _LINE) + _GAP
    body = marks(scale, 0, y, most=4) + "".join(out)
    body += text_lines(
        ["copies; each dot is the middle of the draws, each line nine in ten"], "0", y + 36, class_="soft tick"
    )
    for i, (name, said) in enumerate(SAID.items()):
        body += el("circle", cx=8, cy=y + 58 + 22 * i, r=6, fill=COLOURS[name])
        body += text(said, "22", y + 63 + 22 * i, class_="small")
    said = "; ".join(f"{c['label']}: {_words(c['per_vesicle'], 'vesicle', 'vesicles')}" for c, _ in found)
    svg = frame(
        NAME, "Named cargo from vesicle to cytosol", f"{said}.", y + 122, body, stamp, "copies", "per vesicle or cell"
    )
    rows = tuple(
        (str(c["label"]), _carried(c), str(cell["label"]), _words(at.get("delivered")), _freed(at))
        for c, got in found for cell, at in got
    )  # fmt: skip
    head = ("cargo", "in or on a vesicle", "cell", "brought to a cell", "freed into its cytosol")
    return Figure(
        NAME, "From the vesicle to the cytosol", svg, _caption(found), head, rows or (("none",) + ("–",) * 4,)
    )


def _at_cells(
    cargo: Mapping[str, Any], cells: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    return [(c, at) for c in cells for at in c.get("cargo") or () if at.get("cargo") == cargo.get("cargo")]


def _spots(got: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> list[Mapping[str, Any] | None]:
    return [at.get(key) for _, at in got for key in ("delivered", "cytosol")]


def _block(
    cargo: Mapping[str, Any], got: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]], y: float, scale: LogScale
) -> str:
    kind = f" ({cargo['kind']})" if cargo.get("kind") else ""
    out = [text(wrap(f"{cargo['label']}{kind}", 46, 1)[0], "0", y + 15, class_="label")]
    top = y + _HEAD
    if cargo["absent"]:
        out.append(text("no vesicle of this donor carries any", "0", top + 13, class_="small"))
        return "".join(out) + el("rect", x=0, y=top + 18, width="100%", height=22, rx=3, class_="track")
    out.append(_track(top, "one vesicle", scale, {"vesicle": cargo["per_vesicle"]}))
    for i, (cell, at) in enumerate(got):
        none = "" if at.get("cytosol") else ": none freed, it stays in the membrane"
        spots = {"delivered": at.get("delivered"), "cytosol": at.get("cytosol")}
        out.append(_track(top + _LINE * (i + 1), f"{cell['label']}{none}", scale, spots))
    return "".join(out)


def _track(y: float, label: str, scale: LogScale, spots: Mapping[str, Mapping[str, Any] | None]) -> str:
    out = [text(label, "0", y + 13, class_="small")]
    out.append(el("rect", x=0, y=y + 18, width="100%", height=22, rx=3, class_="track"))
    shown = [(name, _three(spot)) for name, spot in spots.items() if _three(spot)]
    for i, (name, (median, low, high)) in enumerate(shown):
        middle = y + 29 if len(shown) == 1 else y + 24 + 10 * i
        if low < high:
            out.append(whisker(scale, low, high, middle))
        at = pct(min(max(scale.at(median), 0.9), 99.1))
        out.append(el("circle", cx=at, cy=middle, r=5, fill=COLOURS[name], class_="bar"))
    return "".join(out)


def _three(spot: Mapping[str, Any] | None) -> list[float]:
    values = [(spot or {}).get(key) for key in ("median", "low", "high")]
    return [float(v) for v in values if v is not None] if all(v is not None for v in values) else []


def _words(spot: Mapping[str, Any] | None, one: str = "cell", many: str = "cells") -> str:
    ends = spot or {}
    return words.interval(
        ends.get("median"), ends.get("low"), ends.get("high"), say=lambda x: words.per(x, "copy", "copies", one, many)
    )


def _carried(cargo: Mapping[str, Any]) -> str:
    return "none" if cargo["absent"] else _words(cargo["per_vesicle"], "vesicle", "vesicles")


def _freed(at: Mapping[str, Any]) -> str:
    return _words(at["cytosol"]) if at.get("cytosol") else "none, it stays in the membrane"


def _caption(found: Sequence[tuple[Mapping[str, Any], Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]]]) -> str:
    free = [
        (at["cytosol"]["median"], c, cell)
        for c, got in found if not c["absent"] for cell, at in got if at.get("cytosol")
    ]  # fmt: skip
    if not free:
        return "Nothing asked about here is freed into a cytosol: cells meet it at their surface."
    most, cargo, cell = max(free, key=lambda f: f[0])
    return (
        f"Most is freed of {cargo['label']} in {cell['label']}: {words.per(most, 'copy', 'copies')} at a time, in the "
        "middle of the draws. Between what one vesicle holds and what a cell gets stands how few vesicles come."
    )
