"""SVG as text: elements with every value escaped, and the frame that each picture stands in.

Widths are percentages and heights are pixels, so a picture fills a phone or a page while its words keep their size.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = tuple[str, ...]


@dataclass(frozen=True)
class Stamp:
    """Where a picture comes from: the same on every figure of a report."""

    version: str
    digest: str
    seed: str

    def words(self) -> str:
        """One line for the metadata of a figure."""
        return f"exoderm {self.version}; scenario digest {self.digest or 'none'}; seed {self.seed or 'none'}"


@dataclass(frozen=True)
class Figure:
    """A picture with what belongs to it: what to see, and the same numbers as a table for who cannot see it."""

    name: str
    title: str
    svg: str
    caption: str
    head: Row
    rows: tuple[Row, ...]


def clean(text: object) -> str:
    """Text without the characters that XML forbids."""
    return _ILLEGAL.sub("\ufffd", str(text))


def el(tag: str, *children: str, **attributes: object) -> str:
    """One element; children are markup already, attributes are escaped. ``class_`` is class, ``_`` is a hyphen."""
    pairs = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{pairs}>{''.join(children)}</{tag}>" if children else f"<{tag}{pairs}/>"


def _value(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else clean(value)


def words(text: object) -> str:
    """Text made safe to stand inside an element."""
    return escape(clean(text), quote=False)


def text(said: object, x: str | float, y: float, **attributes: object) -> str:
    """A piece of writing at a place."""
    return el("text", words(said), x=x, y=y, **attributes)


def wrap(said: object, most: int, lines: int = 2) -> list[str]:
    """Writing cut into lines of ``most`` characters, since SVG breaks none; what is too long ends in "…"."""
    return textwrap.wrap(clean(said), most, max_lines=lines, placeholder=" …") or [""]


def text_lines(said: Sequence[str], x: str | float, y: float, step: float = 17.0, **attributes: object) -> str:
    """Lines of writing under one another, the first at ``y``."""
    return "".join(text(line, x, y + i * step, **attributes) for i, line in enumerate(said))


def pct(x: float) -> str:
    """A position across the picture, 0 to 100."""
    return f"{min(max(x, 0.0), 100.0):.2f}%"


def hatch(name: str) -> str:
    """The pattern of the unknown: diagonal lines, never white."""
    line = el("line", x1=0, y1=0, x2=0, y2=7, class_="hatchline")
    ground = el("rect", width=7, height=7, class_="hatchground")
    pattern = el(
        "pattern",
        ground,
        line,
        id=f"{name}-hatch",
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return el("defs", pattern)


def hatched(name: str) -> str:
    """The fill that refers to :func:`hatch`."""
    return f"url(#{name}-hatch)"


def frame(name: str, title: str, desc: str, height: float, body: str, stamp: Stamp, unit: str, basis: str) -> str:
    """A whole picture: title, description and metadata first, then what is drawn."""
    return el(
        "svg",
        el("title", words(title), id=f"{name}-title"),
        el("desc", words(desc), id=f"{name}-desc"),
        el("metadata", words(f"{stamp.words()}; unit: {unit}; basis: {basis}")),
        hatch(name),
        body,
        xmlns="http://www.w3.org/2000/svg",
        width="100%",
        height=f"{height:.0f}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_=f"chart chart-{name}",
    )
