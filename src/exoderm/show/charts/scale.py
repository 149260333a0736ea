"""A logarithmic axis with words on it, in percent of the picture's width."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exoderm import words
from exoderm.show.charts.svg import el, pct, text


@dataclass(frozen=True)
class LogScale:
    """Powers of ten from ``low`` to ``high`` laid over ``left`` to ``right`` percent; what lies outside is pinned."""

    low: int
    high: int
    left: float = 0.0
    right: float = 100.0

    def at(self, value: float) -> float:
        """Position in percent; zero and less lie at the left end."""
        if value <= 0 or not math.isfinite(value):
            return self.left
        within = (math.log10(value) - self.low) / (self.high - self.low)
        return self.left + min(max(within, 0.0), 1.0) * (self.right - self.left)

    def below(self, value: float) -> bool:
        """Whether a value lies left of what the axis can show."""
        return value <= 0 or math.log10(value) < self.low - 1e-9

    def above(self, value: float) -> bool:
        """Whether a value lies right of what the axis can show."""
        return value > 0 and math.log10(value) > self.high + 1e-9

    def powers(self, most: int = 6) -> list[int]:
        """Every power, or every second, third …, so that at most ``most`` marks stand on the axis; both ends mark."""
        span = self.high - self.low
        step = next((s for s in range(1, span + 1) if span % s == 0 and span // s < most), span)
        return list(range(self.low, self.high + 1, step))


def covering(values: Iterable[float], floor: int = -12, low: int | None = None) -> LogScale:
    """The axis that takes in all positive values; its length is a number of decades that divides well into marks."""
    seen = [v for v in values if v > 0 and math.isfinite(v)]
    first = low if low is not None else max(floor, math.floor(math.log10(min(seen)))) if seen else 0
    last = max(first + 2, math.ceil(math.log10(max(seen)) - 1e-9)) if seen else first + 2
    while last - first > 3 and (last - first) % 2 and (last - first) % 3:
        last += 1
    return LogScale(first, last)


def marks(scale: LogScale, top: float, bottom: float, say: Callable[[int], str] = words.decade, most: int = 6) -> str:
    """Vertical lines and their words under them; on narrow screens every second word, ends always."""
    powers = scale.powers(most)
    out = []
    for i, power in enumerate(powers):
        x = pct(scale.at(10.0**power))
        anchor = "start" if i == 0 else "end" if i == len(powers) - 1 else "middle"
        last = len(powers) - 1
        wide = 0 < i < last and (i % 2 == 1 or (last % 2 == 1 and i == last - 1))
        out.append(el("line", x1=x, x2=x, y1=top, y2=bottom, class_="grid"))
        out.append(
            text(say(power), x, bottom + 16, class_="soft tick wide" if wide else "soft tick", text_anchor=anchor)
        )
    return "".join(out)


def step_words(scale: LogScale) -> str:
    """What one mark to the left means: "a hundred times fewer"."""
    powers = scale.powers()
    times = {1: "ten", 2: "a hundred", 3: "a thousand", 4: "ten thousand", 6: "a million"}
    step = powers[1] - powers[0]
    return f"each line to the left: {times.get(step) or words.digits(words.rounded(10.0**step))} times fewer"


def whisker(scale: LogScale, low: float, high: float, y: float) -> str:
    """The 90 % interval as a line with ends; an end that runs off the axis is an arrow."""
    a, b = pct(scale.at(low)), pct(scale.at(high))
    body = el("line", x1=a, x2=b, y1=y, y2=y, class_="halo") + el("line", x1=a, x2=b, y1=y, y2=y, class_="whisker")
    cap = el("line", x1=b, x2=b, y1=y - 5, y2=y + 5, class_="whisker")
    if scale.above(high):
        cap = el("svg", el("path", d="M-7,-5 L0,0 L-7,5", class_="arrow"), x=b, y=y, overflow="visible")
    if scale.below(low):
        arrow = el("svg", el("path", d="M7,-5 L0,0 L7,5", class_="arrow"), x=a, y=y, overflow="visible")
        return body + cap + arrow
    return body + cap + el("line", x1=a, x2=a, y1=y - 5, y2=y + 5, class_="whisker")
