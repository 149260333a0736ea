"""Whose spread it is: how much of an answer's interval lies between people, and how much is what nobody knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show.charts.svg import Figure, Stamp, el, frame, hatched, pct, text, text_lines, wrap

NAME = "spread"
_TITLE = "Between people, or unknown"
_BAR = 64.0
_FILL = {"people": "var(--heat5)", "measurement": "var(--heat2)", "together": "var(--card)"}
"""What is not named here is unknown, and hatched."""


def draw(spreads: Sequence[Mapping[str, Any]], stamp: Stamp) -> Figure:
    """Draw one bar per answer (answer, parts of kind, label, share, error), people first; the unknown is hatched."""
    body = "".join(_bar(one, i * _BAR) for i, one in enumerate(spreads))
    legend = [
        "full: differences between people; pale: errors of measurement",
        "hatched: what nobody knows; empty: several inputs together",
    ]
    height = len(spreads) * _BAR + 12
    body += text_lines(legend, "0", height, class_="soft tick")
    said = "; ".join(tell(one) for one in spreads)
    rows = tuple(
        (str(one["answer"]), str(part["label"]), words.percent(part["share"]), words.percent(part["error"]))
        for one in spreads
        for part in one["parts"]
    )
    svg = frame(NAME, _TITLE, f"{said}.", height + 25, body, stamp, "share of the spread", "per answer")
    head = ("answer", "what its spread is", "share of the spread", "standard error")
    caption = (
        f"{words.sentence(said)} More research narrows the hatched part; the full part stays, however much is known."
    )
    return Figure(NAME, _TITLE, svg, caption, head, rows)


def tell(spread: Mapping[str, Any]) -> str:
    """In a clause: how much of the spread of an answer is between people."""
    return f"of the spread of {spread['answer']}, {_much(spread)} lies between people"


def _much(spread: Mapping[str, Any]) -> str:
    """The share between people; below two standard errors it is told as a bound."""
    people = next((part for part in spread["parts"] if part["kind"] == "people"), None)
    if people is None:
        return words.percent(None)
    share, doubt = people["share"], 2.0 * people["error"]
    return f"at most {words.percent(share + doubt)}" if share < doubt else f"about {words.percent(share)}"


def _bar(spread: Mapping[str, Any], y: float) -> str:
    out, at = text_lines(wrap(spread["answer"], 40, 1), "0", y + 15, class_="label"), 0.0
    out += text(_much(spread), "100%", y + 15, class_="number", text_anchor="end")
    out += el("rect", x=0, y=y + 24, width="100%", height=16, rx=3, class_="track")
    for part in spread["parts"]:
        wide = 100.0 * part["share"]
        if wide > 0.0:
            fill = _FILL.get(part["kind"], hatched(NAME))
            out += el("rect", x=pct(at), y=y + 24, width=pct(wide), height=16, class_="bar", fill=fill)
        at += wide
    return out
