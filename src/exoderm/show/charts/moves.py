"""What moves an answer: the share of its spread that each unknown carries, and how that unknown is known."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show.charts.svg import Figure, Stamp, el, frame, hatched, pct, text, text_lines, wrap

NAME = "moves"
_ROW = 62.0
_LINE = 17.0


def draw(moves: Sequence[Mapping[str, Any]], stamp: Stamp, name: str = NAME, most: int = 7) -> Figure:
    """Draw the unknowns of one answer (label, share, grade, origin, known), largest first; assumed ones are hatched."""
    ranked = sorted(moves, key=lambda m: -(m["share"] or 0.0))
    shown = ranked[:most]
    answer = str(moves[0]["answer"]) if moves else "the answer"
    tops = list(itertools.accumulate((_height(m) for m in shown), initial=0.0))
    body = "".join(_bar(m, y, name) for m, y in zip(shown, tops, strict=False))
    bottom = tops[-1]
    legend = ["bar: share of the spread, full width: all of it", "hatched: assumed"]
    body += text_lines(legend, "0", bottom + 12, class_="soft tick")
    said = "; ".join(f"{m['label']}: {words.percent(m['share'])}, {m['known']}" for m in shown)
    svg = frame(
        name,
        f"What moves {answer}",
        f"{said or 'No unknown stands out'}.",
        bottom + 37,
        body,
        stamp,
        "share of the spread",
        "per answer",
    )
    rows = tuple(
        (str(m["label"]), words.percent(m["share"]), str(m["known"]), f"{m['grade']} of 7", str(m["origin"]))
        for m in ranked
    )
    head = ("unknown", "share of the spread", "known from", "grade", "origin")
    return Figure(name, f"What moves {answer}", svg, _caption(shown, answer), head, rows or (("none",) + ("–",) * 4,))


def _height(move: Mapping[str, Any]) -> float:
    return _ROW + _LINE * (len(wrap(move["label"], 32)) + len(wrap(move["known"], 48)) - 2)


def _bar(move: Mapping[str, Any], y: float, name: str) -> str:
    share = move["share"] or 0.0
    assumed = (move["grade"] or 1) <= 1
    lines = wrap(move["label"], 32)
    head = text_lines(lines, "0", y + 15, _LINE, class_="label") + text(
        words.percent(move["share"]), "100%", y + 15, class_="number", text_anchor="end"
    )
    y += _LINE * (len(lines) - 1)
    return (
        head
        + el("rect", x=0, y=y + 22, width="100%", height=11, rx=3, class_="track")
        + el(
            "rect", x=0, y=y + 22, width=pct(max(100 * share, 0.6)), height=11, rx=3, class_="bar",
            fill=hatched(name) if assumed else "var(--heat5)",
        )
        + text_lines(wrap(move["known"], 48), "0", y + 48, _LINE, class_="soft small")
    )  # fmt: skip


def _caption(shown: Sequence[Mapping[str, Any]], answer: str) -> str:
    if not shown:
        return "No single unknown stands out."
    first = shown[0]
    return (
        f"Knowing “{first['label']}” exactly would take away {words.percent(first['share'])} of the spread of "
        f"{answer}. It is known thus: {first['known']}."
    )
