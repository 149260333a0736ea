"""What each of many pages claims: one bar a page, cut by verdict, the letter and the number in each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exoderm.show.charts.svg import Figure, Stamp, el, frame, pct, text, wrap
from exoderm.show.marks import MARKS

NAME = "tally"
_ROW, _BAR = 52.0, 24.0
_LEGIBLE = 0.075
"""Share of the width from which a letter and a number fit into a part."""


def draw(pages: Sequence[tuple[str, Mapping[str, int]]], stamp: Stamp) -> Figure:
    """Bars of pages: each with its name and its number of claims by letter (as in ``MARKS``)."""
    longest = max((sum(counts.values()) for _, counts in pages), default=1) or 1
    body = "".join(_row(name, counts, longest, i * _ROW) for i, (name, counts) in enumerate(pages))
    said = "; ".join(f"{name}: {_told(counts)}" for name, counts in pages)
    svg = frame(NAME, "Claims by verdict, page by page", f"{said}.", _ROW * len(pages) + 4, body, stamp, "claim",
                "per page")  # fmt: skip
    rows = tuple((name, *(str(counts.get(m.letter, 0)) for m in MARKS)) for name, counts in pages)
    caption = (
        "Each bar is a page, as long as it has claims; each part is a verdict with its letter and number. Pages with "
        "most claims that the records contradict come first."
    )
    return Figure(NAME, "What the pages claim, and what holds", svg, caption, ("page", *(m.words for m in MARKS)), rows)


def _row(name: str, counts: Mapping[str, int], longest: int, y: float) -> str:
    out, x = text(wrap(name, 60, 1)[0], "0", y + 14, class_="label"), 0.0
    if not sum(counts.values()):
        return out + text("no claim", "0", y + 36, class_="small")
    for mark in MARKS:
        share = counts.get(mark.letter, 0) / longest
        if share:
            out += el("rect", x=pct(100 * x), y=y + 20, width=pct(100 * share), height=_BAR,
                      fill=f"var(--{mark.key})", class_="part")  # fmt: skip
            if share > _LEGIBLE:
                out += text(f"{mark.letter} {counts[mark.letter]}", pct(100 * x + 0.7), y + 37,
                            style="fill:var(--paper);font-weight:700")  # fmt: skip
        x += share
    return out


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{counts[m.letter]} {m.words}" for m in MARKS if counts.get(m.letter)) or "no claim"
