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
    tops = list(itertools.accumulate((_ROW + _LINE * (len(_label(s)) - 1) for s in bars), initial=_TOP))
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
    if low is not None and high is not None and low < high:
        out.append(whisker(scale, low, high, y + 32))
        out.append(
            text(f"{words.figure(low)} to {words.figure(high)}", "100%", y + 56, class_="soft small", text_anchor="end")
        )
    dose = stage.get("of_dose")
    if dose and dose.get("median") is not None:
        out.append(text(f"{words.share(dose['median'])} of the dose", "0", y + 56, class_="soft small"))
    return "".join(out)


def _label(stage: Mapping[str, Any]) -> list[str]:
    return wrap(stage["label"], 30)


def _caption(bars: Sequence[Mapping[str, Any]]) -> str:
    """What to see: the step that costs most, how to read the marks, and the weakest link of the last stage."""
    lead = "One bar for each stage."
    steps = [(a["median"] / b["median"], a, b) for a, b in itertools.pairwise(bars) if a["median"] and b["median"]]
    if steps:
        times, a, b = max(steps, key=lambda s: s[0])
        if times >= 1.5:
            lead = (
                f"The longest drop lies between “{a['label']}” and “{b['label']}”: "
                f"{words.figure(times)} times fewer arrive there."
            )
    weak = (bars[-1].get("weakest") or {}) if bars else {}
    gaps = " Hatched: nobody has measured this stage." if any(b["median"] is None for b in bars) else ""
    link = f" Weakest link of the last number: {weak['input']} ({weak['origin']})." if weak else ""
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
    return f"{weakest['input']}: grade {weakest['grade']} of 7, {weakest['origin']}" if weakest else "–"


def _ends(value: Mapping[str, Any]) -> dict[str, Any]:
    return {k: value.get(k) for k in ("median", "low", "high")}
