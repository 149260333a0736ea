"""The journey through the skin solved a second time, by a solver that others wrote and with the equations typed anew.

The referee takes the cells' faces and the dose from the journey, and no coefficient: it writes them down anew from the
parameters of the only draw, puts the rates of change into matrices over amounts (cells, stores, residue and every
entry of the ledger), with the film's drying, the channels' closing and their weeping, pores that reseal and a current
as they are at each moment, and lets LSODA (or Radau) choose its steps. Doses and wash-offs are stops.
"""

from __future__ import annotations

import math
import time
import warnings
from dataclasses import dataclass
from itertools import count, pairwise

import numpy as np
from referee_skin import LAYERS, Skin
from referee_stores import FATES, Stores
from scipy.integrate import solve_ivp

from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.in_use import course
from exoderm.journey.route.deposit import deposit
from exoderm.journey.skin.ageing import Ageing
from exoderm.journey.skin.depth import depth_axis
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum

ON_SKIN = ("film", "channels", "follicle", "tips")
SINKS = ("lymph", "blood", "ruptured", "phagocytes")


def axis(plan):
    """The cells of a plan."""
    kinds = {"layers": Layers, "stratum_corneum": StratumCorneum, "ageing": Ageing}
    return depth_axis(*(plan.get(f"skin.{name}", kind) for name, kind in kinds.items()), plan.scenario.person.age)


def stores(plan):
    """Names of what lies beside the skin."""
    if plan.systemic:
        muscle = ("muscle",) if plan.has("route.intramuscular") else ()
        drips = plan.has("route.infusion") and plan.table.row("route.infusion.duration").samples[0] > 0.0
        return (*muscle, "lymph", *(("bag",) if drips else ()), "blood", "periphery")
    return tuple(name for name in ON_SKIN if plan.has(f"route.{name}"))


MANY = 5000
"""Evaluations after which LSODA is taken to be stuck with explicit steps in something stiff and nearly empty."""


class Stuck(Exception):
    """LSODA makes no way."""


def solved(rate, span, y, slope):
    """Where LSODA gives up or makes no way, Radau goes on in its place: both are others' work."""
    exact = {"jac": slope, "rtol": 1e-7, "atol": 1e-10, "first_step": (span[1] - span[0]) * 1e-9}
    asked = count()

    def counted(t, y):
        if next(asked) > MANY:
            raise Stuck
        return rate(t, y)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return solve_ivp(counted, span, y, "LSODA", **exact)
        except (UserWarning, Stuck):
            return solve_ivp(rate, span, y, "Radau", **exact)


class TooSlow(Exception):
    """The referee needs longer than it was given."""


class Referee(Skin, Stores):
    """One traveller of one draw: dy/dt = sum of f_k(t) A_k y - captures(y), y in shares of the dose.

    y holds the cells, the stores, the residue of earlier doses, four sinks, the captures and the fates.
    """

    def __init__(self, plan, traveller, patience=math.inf):
        self.until = time.process_time() + patience
        self.plan, filled, self.depth = plan, harvest(plan), axis(plan)
        self.names = stores(plan)
        vials = course(plan, filled)
        doses = [
            deposit(plan, vial, self.depth, self.names, opened) for vial, opened in zip(vials, plan.opened, strict=True)
        ]
        self.offered = float(doses[0].offered[0, traveller])
        self.strength = [float(vial.amount[0, traveller] / vials[0].amount[0, traveller]) for vial in vials]
        self.dose = [(d.cells[0, traveller] / self.offered, d.stores[0, traveller] / self.offered) for d in doses]
        self.lost = [{k: float(x[0, traveller] / self.offered) for k, x in d.lost.items()} for d in doses]
        self.opened = 0.0
        self.faces = self.depth.faces[0]
        self.covered = plan.scenario.dose.occluded
        self.exudate = self.number("skin.weeping.exudate") if plan.has("skin.weeping") else 0.0
        self.stays_wet = self.covered or plan.has("skin.weeping")
        self.thick = plan.thickness
        if plan.has("route.spray"):
            droplets = self.of("route.spray")
            self.thick *= droplets("deposited") * (1 - droplets("rebound"))
        self.n, self.m = self.faces.size - 1, len(self.names)
        self.residue = self.n + self.m
        self.sinks, self.caught = self.residue + 1, self.residue + 5
        self.fates = self.caught + len(plan.scenario.receivers)
        self.rows = self.fates + len(FATES)
        self.size, self.whole = float(filled.diameter[0, traveller]), traveller < CLASSES
        self.width = np.diff(self.faces)
        self.parts = {}
        self.tissue()
        self.leave_the_fluid()
        for name in self.names:
            if name not in ("lymph", "periphery"):
                getattr(self, name)()

    def number(self, path):
        """A parameter of the only draw."""
        return float(self.plan.table.row(path).samples[0])

    def of(self, path):
        """The parameters of a mechanism."""
        return lambda name: self.number(f"{path}.{name}")

    def put(self, factor, source, target, rate):
        """Let amount go from one row to another at a rate, times a factor."""
        matrix = self.parts.setdefault(factor, np.zeros((self.rows, self.rows)))
        matrix[source, source] -= rate
        matrix[target, source] += rate

    def matrix(self, t, washed):
        """A(t)."""
        factors = self.factors(t, washed)
        total = np.zeros((self.rows, self.rows))
        for name, part in self.parts.items():
            total += factors[name] * part
        down, up = self.exchange(t)
        f = np.arange(1, self.n)
        for source, target, rate in (
            (f - 1, f, down[1:] / self.capacity[:-1]), (f, f - 1, up[1:] / self.capacity[1:]),
        ):  # fmt: skip
            total[source, source] -= rate
            total[target, source] += rate
        if "film" in self.names:
            gives, takes = (
                factors["film gives"] * down[0] / self.thick,
                factors["film takes"] * up[0] / self.capacity[0],
            )
            total[self.n, self.n] -= gives
            total[0, self.n] += gives
            total[0, 0] -= takes
            total[self.n, 0] += takes
        return total

    def lift(self, y):
        """Take a patch off."""
        if "tips" in self.names:
            row = self.store("tips")
            y[self.fate("left on the patch")] += y[row]
            y[row] = 0.0

    def stretch(self, y, start, end, since, washed):
        """Carry y from start to end; ``since`` is the time of the last dose."""
        n, first, last = self.n, self.caught, self.fates
        sharp = [share * self.drying() for share in (0.9, 1.0)]
        if self.plan.has("route.current"):
            sharp += [share * self.number("route.current.duration") - self.opened for share in (0.9, 1.0)]
        if "bag" in self.names:
            sharp.append(self.number("route.infusion.duration"))
        stops = sorted([start, end, *(since + t for t in sharp if start < since + t < end)])

        asked = count()

        def rate(t, y):
            if not next(asked) % 100 and time.process_time() > self.until:
                raise TooSlow
            d = self.matrix(t - since, washed) @ y
            taken = self.most * y[:n] / (self.half + np.maximum(y[:n], 0.0))
            d[:n] -= taken.sum(axis=0)
            d[first:last] += taken.sum(axis=1)
            return d

        def slope(t, y):
            a = self.matrix(t - since, washed)
            steep = self.most / self.half / (1.0 + np.maximum(y[:n], 0.0) / self.half) ** 2
            a[np.arange(n), np.arange(n)] -= steep.sum(axis=0)
            a[first:last, :n] += steep
            return a

        for a, b in pairwise(stops):
            if b > a:
                done = solved(rate, (a, b), y, slope)
                assert done.success, done.message
                y = done.y[:, -1]
        return y

    def run(self):
        """Amounts at the end of the run by layer, store and entry of the ledger, in shares of the first dose."""
        plan = self.plan
        y, washed_off = np.zeros(self.rows), 0.0
        nexts = (*plan.dose_times[1:], plan.seconds)
        for i, (start, end) in enumerate(zip(plan.dose_times, nexts, strict=True)):
            self.lift(y)
            if i and "film" in self.names and self.drying() <= start - plan.dose_times[i - 1]:
                y[self.residue] += y[self.n]
                y[self.n] = 0.0
            self.opened = plan.opened[i]
            y[: self.n] += self.dose[i][0]
            y[self.n : self.residue] += self.dose[i][1]
            for name, lost in self.lost[i].items():
                y[self.fate(name)] += lost
            wash = end if plan.contact is None else min(start + plan.contact, end)
            y = self.stretch(y, start, wash, start, False)
            # A wash that is due with the next dose comes before it; one that is due at the end of the run is not seen.
            if plan.contact is not None and self.m and wash < plan.seconds:
                self.lift(y)
                if "film" in self.names:
                    washed_off += y[self.n] + y[self.residue]
                    y[self.n] = y[self.residue] = 0.0
                y = self.stretch(y, wash, end, start, True)
        if "film" in self.names:
            y[self.n] += y[self.residue]
        layers = [y[: self.n][self.inside(name)].sum() for name in LAYERS]
        held, fates = (dict(zip(names, y[at : at + len(names)], strict=True)) for names, at in
                       ((self.names, self.n), (FATES, self.fates)))  # fmt: skip
        receivers = self.plan.scenario.receivers
        return named(layers, held, y[self.sinks :], y[self.caught :], receivers, fates, washed_off)


def named(layers, held, sinks, taken, receivers, fates, washed):
    """Amounts by the names of their places."""
    return {
        **{f"layer: {name}": layers[i] for i, name in enumerate(LAYERS)},
        **{f"store: {name}": amount for name, amount in held.items()},
        **{f"sink: {name}": sinks[i] for i, name in enumerate(SINKS)},
        **{f"cell: {name}": taken[i] for i, name in enumerate(receivers)},
        **fates, "washed": washed,
    }  # fmt: skip


def of_journey(journey, traveller):
    """The same amounts as the journey has them, in shares of all that was offered."""
    end, book, dose = journey.end, journey.end.book, journey.end.book.offered[0, traveller]
    assert set(journey.fate_names) <= set(FATES)
    amounts = (end.cells * journey.capacity)[0, traveller]
    found = named(
        [amounts[journey.depth.mask(name)].sum() for name in LAYERS],
        dict(zip(journey.store_names, end.stores[0, traveller], strict=True)),
        book.sinks[0, traveller],
        book.taken_up[0, traveller],
        journey.plan.scenario.receivers,
        dict(zip(journey.fate_names, book.fates[0, traveller], strict=True)),
        book.washed[0, traveller],
    )
    return {name: float(amount / dose) for name, amount in found.items()}


def both(journey, traveller, patience=math.inf):
    """Each layer, store and entry as the journey and as the referee has it, in shares of all that was offered."""
    referee = Referee(journey.plan, traveller, patience)
    truth, whole = referee.run(), sum(referee.strength)
    ours = of_journey(journey, traveller)
    return {name: (ours.get(name, 0.0), truth[name] / whole) for name in {**truth, **ours}}


NOTHING = 1e-200
"""Of a dose so small there is nothing to compare."""


LITTLE = 1e-6
"""Of the dose: a place that holds as much is compared by its own amount too; the referee knows that to 1e-4."""


@dataclass(frozen=True)
class Apart:
    """How far a journey is from the referee."""

    share: float = 0.0
    """Largest difference in any place, as a share of the dose."""
    where: str = ""
    relative: float = 0.0
    """Largest difference over what is there, among places with more than a little."""
    there: str = ""


def apart(journey, traveller, patience=math.inf):
    """How far a traveller is from the referee; not at all where nothing was offered."""
    if journey.end.book.offered[0, traveller] <= NOTHING:
        return Apart()
    found = both(journey, traveller, patience)
    shares = {name: abs(ours - truth) for name, (ours, truth) in found.items()}
    part = {name: shares[name] / truth for name, (_, truth) in found.items() if truth > LITTLE}
    where, there = max(shares, key=shares.__getitem__), max(part, key=part.__getitem__)
    return Apart(float(shares[where]), where, float(part[there]), there)
