"""Where the vesicles are left behind: one bar per stage on a logarithmic axis, from the vial to the cell."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show import theme
from exoderm.show.charts.scale import covering, marks, step_words, whisker
from exoderm.show.charts.svg import Figure, Stamp, el, frame, hatched, pct, text, text_lines, wrap

NAME = "waterfall"
_ROW = 68.0
_TOP = 6.0
_LINE = 17.0


def draw(stages: Sequence[Mapping[str, Any]], stamp: Stamp) -> Figure:
    """Draw the stages that share the first stage's unit and basis; the others stand in the table alone."""
    unit = str(stages[0]["unit"]) if stages else ""
    basis = str(stages[0]["basis"]) if stages else ""
    bars = [s for s in stages if s["unit"] == unit and s["basis"] == basis]
    scale = covering((s[k] for s in bars for k in ("median", "low", "high") if s[k] is not None), low=0)
    tops = list(itertools.accumulate((_ROW + _LINE * (len(_label(s)) - 1 + _crowded(s)) for s in bars), initial=_TOP))
    bottom = tops[-1]
    body = marks(scale, _TOP, bottom) + "".join(_bar(s, y, scale) for s, y in zip(bars, tops, strict=False))
    under = [*wrap(f"vesicles, {basis}", 48), step_words(scale)]
    body += text_lines(under, "0", bottom + 38, class_="soft tick")
    height = bottom + 29 + _LINE * len(under)
    said = "; ".join(f"{s['label']}: {words.counts(s['median'], s['low'], s['high'])}" for s in bars)
    svg = frame(
        NAME,
        "How many vesicles are left at each stage",
        f"{said}.",
        height,
        body,
        stamp,
        unit or "particle",
        basis,
    )
    return Figure(NAME, "Where the vesicles are left behind", svg, _caption(bars), _HEAD, _rows(stages))


def _bar(stage: Mapping[str, Any], y: float, scale: Any) -> str:
    median, low, high = stage["median"], stage["low"], stage["high"]
    lines = _label(stage)
    out = [
        text_lines(lines, "0", y + 17, _LINE, class_="label"),
        text(words.figure(median), "100%", y + 17, class_="number", text_anchor="end"),
    ]
    y += _LINE * (len(lines) - 1)
    if median is None:
        out.append(el("rect", x=0, y=y + 24, width="100%", height=16, rx=3, fill=hatched(NAME), class_="bar"))
        out.append(text("nobody has measured this", "0", y + 56, class_="soft small"))
        return "".join(out)
    end = scale.at(median)
    out.append(
        el(
            "rect",
            x=0,
            y=y + 24,
            width=pct(max(end, 0.4)),
            height=16,
            rx=3,
            fill=theme.stage(stage["color"]),
            class_="bar",
        )
    )
    share, ends = _under(stage)
    if ends:
        out.append(whisker(scale, low, high, y + 32))
        at = y + 56 + _LINE * _crowded(stage)
        out.append(text(ends, "100%", at, class_="soft small", text_anchor="end"))
    if share:
        out.append(text(share, "0", y + 56, class_="soft small"))
    return "".join(out)


def _under(stage: Mapping[str, Any]) -> tuple[str, str]:
    """What stands below a bar: its share of the dose, and its interval; either may be empty."""
    low, high, dose = stage["low"], stage["high"], stage.get("of_dose") or {}
    share = "" if dose.get("median") is None else f"{words.share(dose['median'])} of the dose"
    spread = low is not None and high is not None and low < high
    return share, f"{words.figure(low)} to {words.figure(high)}" if spread else ""


def _crowded(stage: Mapping[str, Any]) -> bool:
    """Whether share and interval do not fit beside each other on a phone."""
    return stage["median"] is not None and sum(map(len, _under(stage))) > 50


def _label(stage: Mapping[str, Any]) -> list[str]:
    return wrap(stage["label"], min(30, 42 - len(words.figure(stage["median"]))))  # both stand on one line of a phone


def _caption(bars: Sequence[Mapping[str, Any]]) -> str:
    """What to see: the step that costs most, how to read the marks, and the weakest link of the last stage."""
    lead = "One bar for each stage."
    known = [s for s in bars if s["median"] is not None]
    # A drop from a millionth of a vesicle to a billionth is none that anybody could see.
    steps = [(max(a["median"], 1.0) / max(b["median"], 1.0), a, b) for a, b in itertools.pairwise(known)]
    if steps:
        times, a, b = max(steps, key=lambda s: s[0])
        if times >= 1.5:
            lead = f"The longest drop lies between “{a['label']}” and “{b['label']}”: " + (
                "less than one arrives there."
                if b["median"] < 1
                else f"{words.figure(times)} times fewer arrive there."
            )
    weak = (bars[-1].get("weakest") or {}) if bars else {}
    gaps = " Hatched: nobody has measured this stage." if any(b["median"] is None for b in bars) else ""
    link = f" Weakest link of the last number: {weak['input']} ({weak['origin']})." if weak.get("input") else ""
    return f"{lead} Bar: the middle of all draws; line across its end: nine draws in ten.{gaps}{link}"


_HEAD = ("stage", "middle", "nine draws in ten", "share of the dose", "unit", "basis", "weakest link", "moved most by")


def _rows(stages: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(s["label"]),
            words.figure(s["median"]),
            f"{words.figure(s['low'])} to {words.figure(s['high'])}",
            words.interval(**_ends(s["of_dose"])) if s.get("of_dose") else "–",
            str(s["unit"]),
            str(s["basis"]),
            _weak(s.get("weakest")),
            str(s.get("moved_most_by") or "–"),
        )
        for s in stages
    )


def _weak(weakest: Mapping[str, Any] | None) -> str:
    if not weakest:
        return "–"
    if not weakest.get("input"):
        return str(weakest.get("reason") or "–")
    return f"{weakest['input']}: grade {weakest['grade']} of 7, {weakest['origin']}"


def _ends(value: Mapping[str, Any]) -> dict[str, Any]:
    return {k: value.get(k) for k in ("median", "low", "high")}
