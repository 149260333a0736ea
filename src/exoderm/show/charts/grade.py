"""How well a number is known, as one to seven filled squares."""

from __future__ import annotations

from exoderm.library.value import GRADES
from exoderm.show.charts.svg import el, words

_SIDE, _GAP = 9, 3


def squares(grade: int | None) -> str:
    """Seven small squares, ``grade`` of them filled; a grade that is not known leaves all of them hatched out."""
    filled = grade if isinstance(grade, int) and 1 <= grade <= 7 else 0
    said = f"grade {filled} of 7: {GRADES[filled]}" if filled else "grade not known"
    boxes = "".join(
        el(
            "rect", x=i * (_SIDE + _GAP) + 1, y=1, width=_SIDE, height=_SIDE, rx=1,
            class_="full" if i < filled else "empty" if filled else "unknown",
        )
        for i in range(7)
    )  # fmt: skip
    return el(
        "svg", el("title", words(said)), boxes, xmlns="http://www.w3.org/2000/svg", width=7 * (_SIDE + _GAP),
        height=_SIDE + 2, role="img", class_="grade",
    )  # fmt: skip
