"""Where the whole dose went: one bar cut into shares, with each share named, and how well the account closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show import theme
from exoderm.show.charts.svg import Figure, Stamp, el, frame, hatched, pct, text, wrap

NAME = "ledger"
_ROW = 25.0

_PLACES = (
    ("body", ("body_", "muscle", "still_in_lymph", "still_in_blood", "periphery")),
    ("cell", ("captur", "taken up", "uptake", "cell", "internal")),
    ("vial", ("wall", "vial", "degrad", "aggreg", "stor", "bottle", "container")),
    ("surface", ("surface", "film", "wash", "wip", "drip", "residue", "backflow", "follic")),
    ("stratum_corneum", ("shed", "corneum")),
    ("living", ("epiderm", "living")),
    ("dermis", ("derm", "lymph", "blood", "drain")),
)


def draw(ledger: Mapping[str, Any], stamp: Stamp) -> Figure:
    """Draw the fates (label, median, low, high, mean as shares of the dose), largest first.

    The bar shows means over the draws, since only means add up to the whole; without means it shows middles.
    """
    fates = sorted(ledger["fates"].items(), key=lambda s: -_part(s[1]))
    total = sum(_part(s) for _, s in fates) or 1.0
    averaged = any(s.get("mean") is not None for _, s in fates)
    body, x = "", 0.0
    paints = _paints(fates)
    for (_, fate), (fill, depth) in zip(fates, paints, strict=True):
        wide = 100 * _part(fate) / total
        if wide > 0.15:
            body += el("rect", x=pct(x), y=2, width=pct(wide), height=34, fill=fill, fill_opacity=depth, class_="part")
        x += wide
    for i, ((_, fate), (fill, depth)) in enumerate(zip(fates, paints, strict=True)):
        y = 48 + i * _ROW
        body += el("rect", x=1, y=y + 2, width=13, height=13, rx=2, fill=fill, fill_opacity=depth, class_="bar")
        body += text(wrap(fate["label"], 42, 1)[0], 22, y + 13, class_="small")
        body += text(words.share(_said(fate)), "100%", y + 13, class_="small strong", text_anchor="end")
    height = 48 + _ROW * len(fates) + 8
    said = "; ".join(f"{s['label']}: {words.share(_said(s))}" for _, s in fates)
    svg = frame(NAME, "Where the whole dose went", f"{said}.", height, body, stamp, "share", "of the dose")
    rows = tuple(
        (
            str(s["label"]),
            words.interval(s["median"], s["low"], s["high"]),
            _weak(s),
            str(s.get("moved_most_by") or "–"),
        )
        for _, s in fates
    )
    first = fates[0][1] if fates else None
    lead = f"The largest part, {words.share(_said(first))}: {first['label']}. " if first else ""
    closes = words.residual(ledger["residual_of_dose"])
    basis = "averages over all draws; the table gives the middle and nine draws in ten" if averaged else "middles"
    caption = f"{lead}Full width: the whole dose; shares are {basis}. The account closes {closes} of the dose."
    return Figure(
        NAME,
        "Everything accounted for",
        svg,
        caption,
        ("where to", "share of the dose", "weakest link", "moved most by"),
        rows or (("nothing", "none", "–", "–"),),
    )


def _weak(fate: Mapping[str, Any]) -> str:
    weak = fate.get("weakest") or {}
    return f"{weak['input']}: grade {weak['grade']} of 7" if weak.get("input") else "–"


def _said(fate: Mapping[str, Any]) -> float | None:
    """The share that is written beside a fate."""
    mean = fate.get("mean")
    return fate["median"] if mean is None else float(mean)


def _part(fate: Mapping[str, Any]) -> float:
    """The share that is drawn; an unknown one has no width."""
    return float(_said(fate) or 0.0)


def _paints(fates: Sequence[tuple[str, Mapping[str, Any]]]) -> list[tuple[str, float]]:
    """Fill and opacity of each fate: those of one place share its colour and grow paler with rank."""
    out: list[tuple[str, float]] = []
    for key, fate in fates:
        told = f"{key} {fate['label']}".lower()
        fill = theme.stage(next((place for place, cues in _PLACES if any(cue in told for cue in cues)), "lost"))
        fill = hatched(NAME) if _said(fate) is None else fill
        out.append((fill, max(1 - 0.3 * sum(f == fill for f, _ in out), 0.25)))
    return out
