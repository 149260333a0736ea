"""Where vesicles go outside the skin: one bar per place, what came there, and what is still whole if anyone knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show import theme
from exoderm.show.charts.scale import LogScale, covering, marks, whisker
from exoderm.show.charts.svg import Figure, Stamp, el, frame, hatched, pct, text, text_lines, wrap

NAME = "body"
_ROW = 58.0


def draw(outside: Mapping[str, Any], stamp: Stamp) -> Figure:
    """Draw the places (label, way, came, whole, labelled) of a run's part ``outside`` in the order they are given."""
    places = list(outside.get("places") or ())
    scale = _scale([v for p in places for v in _three(p.get("came")) if v is not None])
    bottom = _ROW * len(places)
    body = marks(scale, 0, bottom, _mark, most=4)
    body += "".join(_row(p, i * _ROW, scale) for i, p in enumerate(places))
    legend = [
        "bar: whole vesicles that came there, as a share of the dose",
        "below it: those still whole; hatched: unknown",
    ]
    body += text_lines(legend, "0", bottom + 36, class_="soft tick")
    said = "; ".join(f"{p['label']}: {_said(p.get('came'))} came, {_whole(p)}" for p in places)
    svg = frame(
        NAME, f"Outside the skin {outside.get('when')}", f"{said or 'Nothing is reported'}.", bottom + 62, body, stamp,
        "share of the dose", str(outside.get("basis") or "total over the body"),
    )  # fmt: skip
    head = ("place", "by way of", "whole vesicles came", "still whole there", "label there")
    rows = tuple(
        (str(p["label"]), str(p.get("way") or "–"), _said(p.get("came")), _whole(p), _said(p.get("labelled")))
        for p in places
    )
    return Figure(NAME, "What comes to each place", svg, _caption(places), head, rows or (("nowhere",) + ("–",) * 4,))


def _scale(shares: Sequence[float]) -> LogScale:
    """An axis that ends at the whole dose; a share above it, which an uncertain label allows, is pinned there."""
    wide = covering([min(v, 1.0) for v in shares], floor=-12)
    return LogScale(min(wide.low - wide.high, -2), 0)


def _row(place: Mapping[str, Any], y: float, scale: LogScale) -> str:
    median, low, high = _three(place.get("came"))
    out = text(wrap(place["label"], 30, 1)[0], "0", y + 15, class_="label")
    out += text(words.share(median), "100%", y + 15, class_="number", text_anchor="end")
    if median is None:
        return out + el("rect", x=0, y=y + 22, width="100%", height=11, fill=hatched(NAME))
    out += el("rect", x=0, y=y + 22, width="100%", height=11, rx=3, class_="track")
    out += el(
        "rect", x=0, y=y + 22, width=pct(scale.at(median)), height=11, rx=3, fill=theme.stage("body"), class_="bar"
    )
    if low is not None and high is not None and low < high:
        out += whisker(scale, low, high, y + 27)
    whole = place.get("whole")
    if whole is None:  # nobody knows how many: as long as what came, which is the most it can be
        out += el("rect", x=0, y=y + 36, width=pct(scale.at(median)), height=7, rx=2, fill=hatched(NAME), class_="bar")
    else:
        wide = scale.at(_three(whole)[0] or 0.0)
        out += el("rect", x=0, y=y + 36, width=pct(wide), height=7, rx=2, fill="var(--cell)", class_="bar")
    return out


def _caption(places: Sequence[Mapping[str, Any]]) -> str:
    known = [
        (m, p) for p in places if (m := _three(p.get("came"))[0]) and p.get("place") not in ("blood", "lymph", "muscle")
    ]
    if not known:
        return "In the middle of the draws no vesicle comes to any organ outside the skin."
    most, where = max(known, key=lambda k: k[0])
    unknown = sum(p.get("whole") is None for p in places)
    return (
        f"Of all organs outside the skin, most comes to: {where['label']} ({words.share(most)} of the dose). A label "
        f"would show it there; for {words.plural(unknown, 'place')} nobody knows whether vesicles stay whole. The axis "
        "is logarithmic."
    )


def _whole(place: Mapping[str, Any]) -> str:
    return "unknown" if place.get("whole") is None else _said(place["whole"])


def _said(amount: Mapping[str, Any] | None) -> str:
    return words.interval(*_three(amount))


def _three(amount: Mapping[str, Any] | None) -> tuple[float | None, float | None, float | None]:
    share = (amount or {}).get("of_dose") or {}
    return share.get("median"), share.get("low"), share.get("high")


def _mark(power: int) -> str:
    return "all" if power == 0 else words.decade(power)
