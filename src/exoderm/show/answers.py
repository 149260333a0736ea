"""How readouts of runs are said and on which axis they are drawn: shares, counts, copies and ratios."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exoderm import words
from exoderm.show.charts.intervals import Axis, share_power, times_power


def axis(readout: Mapping[str, Any]) -> Axis:
    """The axis of a readout: logarithmic, as in the report of a run."""
    unit = str(readout["unit"])
    if unit == "share":
        return Axis(f"{readout['label']}, {readout['basis']}", "share", str(readout["basis"]), words.share, share_power)
    if unit == "copies/cell":
        return Axis(f"{readout['label']}: {readout['basis']}", "copies", "per cell", _copies, floor=-12)
    return Axis(f"{readout['label']}: vesicles, {readout['basis']}", unit, str(readout["basis"]), words.figure, floor=0)


def ratio_axis(under: str) -> Axis:
    """The axis of paired ratios, with a line at one."""
    return Axis(under, "ratio", "draw by draw", times, times_power, line=1.0)


def told(readout: Mapping[str, Any], value: Mapping[str, Any] | None) -> str:
    """A readout with its interval in words: "1 in 250,000 (1 in 25 million to 1 in 9,000)"."""
    value = value or {}
    return words.interval(value.get("median"), value.get("low"), value.get("high"), say=short(readout))


def short(readout: Mapping[str, Any]) -> Any:
    """How one number of a readout is said."""
    unit = readout["unit"]
    return words.share if unit == "share" else _copies if unit == "copies/cell" else words.figure


def times(x: float | None) -> str:
    """A ratio: "as many", "12 % more", "3 times as many", "a tenth as many"."""
    if x is None:
        return words.UNKNOWN
    if x == 0.0:
        return "none"
    if abs(x - 1.0) < 0.005:
        return "as many"
    if 0.9 <= x < 1.1:
        return f"{100 * abs(x - 1.0):.0f} % {'more' if x > 1 else 'fewer'}"
    return f"× {words.digits(words.rounded(x))}" if x > 1 else f"÷ {words.digits(words.rounded(1.0 / x))}"


def ratio(paired: Mapping[str, Any] | None) -> str:
    """A paired ratio with its interval, and whether the two can be told apart."""
    if paired is None:
        return "–"
    if paired["median"] is None and paired["pairs"] == 0:
        return str(paired["reason"])
    if times(paired["low"]) == times(paired["high"]) == "as many":
        return "the same"
    said = words.interval(paired["median"], paired["low"], paired["high"], say=times)
    return said if paired["distinguishable"] else f"{said}, not told apart"


def _copies(x: float | None) -> str:
    return words.per(x, "copy", "copies")
