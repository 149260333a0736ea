"""When to look: doses and wash-offs in order, the times that are kept, and short steps where things change fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.route.current import RAMP
from exoderm.journey.table import distribution
from exoderm.numerics.schedule import Schedule, growing_steps

FIRST_STEP = 1.0
"""s, for a film of 100 um or more, and for an injection; thinner films dry sooner and start with shorter steps."""
GROWTH = 1.05
"""Of the steps, where no film dries. With 1.1, steps begin to fall below zero and are redone at first order: 5e-3."""
DRYING = 0.005
"""Longest step, as a share of the time since the dose, while films dry over gaps: each at a moment of its own, which no
shared schedule can meet (0.01 left 1.6e-3 of a dose in the wrong place in one of a dozen draws on stripped skin). With
the cards' numbers each layer and fate is then within 1e-3 of the dose of an exact solution; with numbers far beyond
them vesicles are within 2e-3. Co-isolated protein passes a broken stratum corneum so freely that it is in balance with
the film to the last, whose thickness halves within one such step if hardly any of it stays: 2e-2."""
DRYING_ON_WHOLE_SKIN = 0.02
"""The same where the stratum corneum is whole: drying hardly empties the film, and half as many steps do."""
LEAKING = 1e-4
"""Share of the surface with gaps from which on a drying film is emptied through them."""
UNDRIED = 0.03
"""Longest step, as a share of the time since the dose, where nothing dries: the dose lies wet between cells or beside
them. From some 1e12 per mL on uptake saturates and eats its way in as a sharp front, which steps that grow by 1.05 met
with 1.7e-3 of a dose in the wrong place, and these with 4e-4. Without a drying film steps are few all the same."""
SWITCHING = 0.01
"""Longest step, as a share of the time since the dose, while a current is taken back to zero or an infusion ends."""
LONGEST = 4 * 3600.0
WATCH = (60.0, 600.0, 3600.0, 4 * 3600.0, 12 * 3600.0)
"""Seconds after the first dose at which states are kept, beside each day."""


@dataclass(frozen=True)
class Window:
    """A time after a dose in which steps are no longer than a share of the time since then."""

    begin: float
    end: float
    share: float


@dataclass(frozen=True)
class Period:
    """From a dose to the next, or to the end of the run; times are seconds after the dose."""

    start: float
    """s after the first dose."""
    length: float
    wash: float | None
    """When the dose is washed off; None if it stays on, the length if it is washed off right before the next."""
    marks: tuple[float, ...]
    """Times at which the state is kept, above zero and up to the length."""
    opened: float = 0.0
    """s from the latest opening of the skin to the dose."""

    @property
    def kind(self) -> tuple[float, ...]:
        """Periods of one kind have the same steps and factors: nothing but what lies in the skin tells them apart.

        Sums of hours differ in their last digits; a millisecond is nothing.
        """
        times = self.length, -1.0 if self.wash is None else self.wash, self.opened, *self.within
        return tuple(round(t, 3) for t in times)

    @property
    def within(self) -> tuple[float, ...]:
        """Marks before the end."""
        return tuple(mark for mark in self.marks if mark < self.length)


def periods(plan: Plan) -> list[Period]:
    """What lies between one dose and the next, in order."""
    order, watched = events(plan), watch(plan)
    out = []
    stops = [t for t, what in order if what != "wash"]
    washes = [t for t, what in order if what == "wash"]
    for (start, end), opened in zip(pairwise(stops), plan.opened, strict=False):
        length = end - start
        off = [t - start for t in washes if start < t <= end]
        marks = [t - start for t in watched if start < t <= end]
        marks = [length if length - t < 1e-9 * length else t for t in marks]
        out.append(Period(start, length, off[0] if off else None, tuple(marks), opened))
    return out


def events(plan: Plan) -> list[tuple[float, str]]:
    """Doses and wash-offs in order of time, ended by the end of the run; at one moment the old dose is washed first."""
    events = [(t, 1, "dose") for t in plan.dose_times]
    if plan.contact is not None:
        for t, after in zip(plan.dose_times, (*plan.dose_times[1:], np.inf), strict=True):
            wash = t + plan.contact
            # Sums of the same hours differ in the last digit: a wash that is due with the next dose comes before it.
            events.append((after if wash > after * (1.0 - 1e-9) else wash, 0, "wash"))
    inside = sorted(e for e in events if e[0] < plan.seconds)
    return [*((t, what) for t, _, what in inside), (plan.seconds, "end")]


def watch(plan: Plan) -> list[float]:
    """Times at which the state is kept: dense on the first day, then daily for two weeks, then weekly."""
    days = [d * 86400.0 for d in (*range(1, 15), *range(21, 365, 7))]
    return sorted({t for t in (*WATCH, *days, plan.seconds) if t <= plan.seconds})


def steps(
    duration: float, first: float, windows: Sequence[Window], marks: Sequence[float], since: float = 0.0
) -> Schedule:
    """Steps that grow after the event, and stay short while something changes fast.

    ``since`` the dose the event comes; windows count from the dose, times of the schedule from the event.
    """
    inside = [Window(w.begin - since, w.end - since, w.share) for w in windows]
    inside = [w for w in inside if w.end > 0.0 and w.begin < duration]
    edges = {0.0, duration, *(w.begin for w in inside), *(w.end for w in inside)}
    cuts = sorted(t for t in edges if 0.0 <= t <= duration)
    times, damped = [np.zeros(1)], []
    for begin, end in pairwise(cuts):
        around = [w.share for w in inside if w.begin <= end and w.end >= begin]
        here = [w.share for w in inside if w.begin <= begin and w.end >= end]
        at = begin if begin > 0.0 else end
        step = min([first] * (begin == 0.0) + [share * (since + at) for share in around] or [first])
        growth = min([GROWTH, *(1.0 + share for share in here)])
        nodes = [mark - begin for mark in marks if begin < mark < end]
        part = growing_steps(end - begin, step, growth, LONGEST, nodes, damped=2 if begin == 0.0 else 0)
        # The end is met exactly; a mark that is the end of a stretch is its last node.
        times.append(np.append(begin + part.times[1:-1], end))
        damped.append(part.damped)
    return Schedule(np.concatenate(times), np.concatenate(damped))


def windows(plan: Plan, washed: bool, opened: float = 0.0) -> list[Window]:
    """When after a dose something changes fast: a film of some draw may come to be dry, a current is taken back.

    What never dries is watched all the while. ``opened`` s before the dose the skin was opened.

    From the laws of the parameters and not from their samples: a draw must not change with the company that it has.
    """

    def ends(path: str) -> Floats:
        row = plan.table.row(path)
        return distribution(row.value, row.parameter, row.path).ppf(np.array([0.001, 0.999]))

    found = []
    if plan.has("route.current"):
        short, long = ends("route.current.duration")
        found.append(Window(float(short * (1.0 - RAMP)) - opened, float(long) - opened, SWITCHING))
    if plan.has("route.infusion"):
        short, long = ends("route.infusion.duration")
        found += [Window(float(0.9 * short), float(1.2 * long), SWITCHING)] if long > 0.0 else []
    dries = plan.has("route.film") and not (plan.scenario.dose.occluded or plan.has("skin.weeping") or washed)
    if not dries:
        return found if washed or plan.systemic else [*found, Window(0.0, np.inf, UNDRIED)]
    (slow, fast), (thin, thick) = ends("route.film.evaporation"), ends("route.film.dry_share")
    if slow <= 0.0 or thick >= 1.0:
        return found
    share = ends("route.spray.deposited")[0] * (1.0 - ends("route.spray.rebound")[1]) if plan.has("route.spray") else 1
    # A film is twice as strong at half its thickness, and from there on changes fast.
    early, late = 0.5 * share * plan.thickness * (1.0 - thick) / fast, plan.thickness * (1.0 - thin) / slow
    leaks = ends("skin.stratum_corneum.defect_share")[1] > LEAKING or plan.has("route.poration")
    found.append(Window(float(early), float(late), DRYING if leaks else DRYING_ON_WHOLE_SKIN))
    return found
