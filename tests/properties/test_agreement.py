"""Does a solver that others wrote say the same, with the equations typed in a second time?

The referee takes the cells' faces and the dose from the journey, and no coefficient: it writes them down anew from the
parameters of the only draw, puts the rates of change into matrices over amounts (cells, stores, residue and every
entry of the ledger), with the film's drying, the channels' closing and their weeping as they are at each moment, and
lets LSODA choose its steps. Doses and wash-offs are stops.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.route.deposit import deposit
from exoderm.journey.skin.ageing import Ageing
from exoderm.journey.skin.depth import depth_axis
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum
from exoderm.journey.vial.keep import keep

BODY, SURFACE, ALBUMIN = 310.15, 305.15, 7e-9
LAYERS = ("stratum_corneum", "epidermis", "junction", "dermis")
FATES = ("shed", "ruptured on the surface", "expelled from follicles", "flowed back")
SHED, RUPTURED, EXPELLED, FLOWED_BACK = range(4)
LYMPH, BLOOD, BROKEN, EATEN = range(4)


def free(size, kelvin):
    """Stokes and Einstein, with the viscosity of water."""
    return 1.380649e-23 * kelvin / (3 * math.pi * 2.414e-5 * 10 ** (247.8 / (kelvin - 140)) * size)


def renkin(ratio):
    """What a pore leaves of diffusion."""
    return (1 - ratio) ** 2 * max(1 - 2.104 * ratio + 2.09 * ratio**3 - 0.95 * ratio**5, 0.0) if ratio < 1 else 0.0


def held_back(peclet):
    """x / (exp(x) - 1)."""
    return peclet / math.expm1(min(peclet, 700.0)) if abs(peclet) > 1e-7 else 1.0 - peclet / 2


def axis(plan):
    """The cells of a plan."""
    kinds = {"layers": Layers, "stratum_corneum": StratumCorneum, "ageing": Ageing}
    return depth_axis(*(plan.get(f"skin.{name}", kind) for name, kind in kinds.items()), plan.scenario.person.age)


class Referee:
    """One traveller of one draw: dy/dt = sum of f_k(t) A_k y - captures(y), y in shares of the dose.

    y holds the cells, the stores, the residue of earlier doses, four sinks, the captures and the fates.
    """

    def __init__(self, plan, traveller):
        self.plan, filled, self.depth = plan, harvest(plan), axis(plan)
        self.names = tuple(name for name in ("film", "channels", "follicle") if plan.has(f"route.{name}"))
        dose = deposit(plan, keep(plan, filled), self.depth, self.names)
        self.offered = float(dose.offered[0, traveller])
        self.dose = dose.cells[0, traveller] / self.offered, dose.stores[0, traveller] / self.offered
        self.lost = {name: float(amount[0, traveller] / self.offered) for name, amount in dose.lost.items()}
        self.faces = self.depth.faces[0]
        self.covered = plan.scenario.dose.occluded
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
        if "film" in self.names:
            self.film()
        if "channels" in self.names:
            self.channels()
        if "follicle" in self.names:
            self.follicle()

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

    def inside(self, *names):
        return self.depth.mask(*names)

    def tissue(self):
        """Layers, tight junctions below the gaps and drift."""
        take, skin, gap = self.of("skin.hindrance"), self.of("skin.layers"), self.of("skin.stratum_corneum")
        r = self.size / 2
        loose = free(self.size, BODY)
        dermis = loose * math.exp(-math.sqrt(take("fibre_fraction")) * (1 + r / take("fibre_radius")))
        k = take("permeability")
        dermis = dermis / (1 + r / math.sqrt(k) + r * r / (3 * k)) * (take("deformability") if self.whole else 1)
        dermis = min(dermis, loose)
        pores = gap("porosity") if r < gap("pore_radius") else 0.0
        way = gap("defect_share") * gap("defect_hindrance") + gap("porosity") * renkin(r / gap("pore_radius"))
        way *= free(self.size, SURFACE)
        fluid = {
            "stratum_corneum": max(gap("defect_share") + pores, 1e-15), "epidermis": skin("epidermis_fluid"),
            "junction": skin("dermis_fluid"), "dermis": skin("dermis_fluid"),
        }  # fmt: skip
        pace = {
            "stratum_corneum": way, "epidermis": fluid["epidermis"] * dermis * take("epidermis_ratio"),
            "junction": fluid["junction"] * dermis * take("junction_ratio"), "dermis": fluid["dermis"] * dermis,
        }  # fmt: skip
        self.layer = [name for name in LAYERS for _ in range(int(self.inside(name).sum()))]
        self.pace = np.array([pace[name] for name in self.layer])
        self.fluid = np.array([fluid[name] for name in self.layer])
        self.capacity = self.fluid * self.width
        down = self.of("skin.flow")
        fast = down("velocity") * down("retardation") * fluid["dermis"]
        top, bottom = self.depth.top("dermis")[0], self.faces[-1]
        for f in range(1, self.n):
            a, b, above, below = f - 1, f, self.layer[f - 1], self.layer[f]
            if min(self.pace[a], self.pace[b]) == 0.0:
                continue
            resistance = self.width[a] / 2 / self.pace[a] + self.width[b] / 2 / self.pace[b]
            if (above, below) == ("stratum_corneum", "epidermis"):
                resistance += gap("tight_thickness") / (gap("tight_share") * way)
            q = fast * (bottom - self.faces[f]) / (bottom - top) if above == below == "dermis" else 0.0
            kept = held_back(q * resistance) / resistance
            self.put("always", a, b, (kept + q) / self.capacity[a])
            self.put("always", b, a, kept / self.capacity[b])

    def leave_the_fluid(self):
        """Lymph, blood, rupture, phagocytes, and receiving cells."""
        take = self.of("skin.clearance")
        slope = math.log(take("lymph_vesicle") / take("lymph_protein")) / math.log(1e-7 / ALBUMIN)
        lymph = min(take("lymph_protein") * max(self.size / ALBUMIN, 1.0) ** slope, take("lymph_protein"))
        pore = take("capillary_pore")
        blood = take("blood_protein") * renkin(self.size / 2 / pore) / renkin(ALBUMIN / 2 / pore)
        for e, layer in enumerate(self.layer):
            if layer == "dermis":
                self.put("always", e, self.sinks + LYMPH, lymph)
                self.put("always", e, self.sinks + BLOOD, blood)
            self.put("always", e, self.sinks + BROKEN, take("rupture" if self.whole else "protein_decay"))
            if self.whole and layer != "stratum_corneum":
                self.put("always", e, self.sinks + EATEN, take("phagocytes"))
        self.most, self.half = [], []
        for name in self.plan.scenario.receivers:
            cell = self.of(f"cell.{name}.uptake")
            most = cell("sites") * cell("internalisation") / CLASSES
            limit = most / (cell("clearance") * cell("affinity"))
            crowd = self.inside("epidermis") * cell("density_epidermis") + self.inside("dermis") * cell(
                "density_dermis"
            )
            self.most.append(self.whole * crowd * most * self.width / self.offered)
            self.half.append(limit * self.capacity / self.offered)
        self.most, self.half = np.array(self.most), np.array(self.half)

    def film(self):
        """Film and stratum corneum; shedding and rupture of film and residue."""
        top = self.pace[0] / (self.width[0] / 2)
        self.put("film gives", self.n, 0, top / self.plan.thickness)
        self.put("film takes", 0, self.n, top / self.capacity[0])
        for row in (self.n, self.residue):
            self.put("always", row, self.fates + SHED, self.number("route.film.shedding"))
            self.put("always", row, self.fates + RUPTURED, self.number("route.film.rupture"))

    def channels(self):
        """Channels and film; channels and the tissue along their sides and at their ends."""
        take, row = self.of("route.channels"), self.n + self.names.index("channels")
        count, a = take("density"), take("diameter") / 2
        deep = take("needle_length") * take("insertion_share")
        volume = count * math.pi * a * a * deep
        self.film_to_channel = count * math.pi * a * a * take("clot_hindrance") * free(self.size, BODY) / (deep / 2)
        self.put("film to channels", self.n, row, self.film_to_channel / self.plan.thickness)
        self.put("channels to film", row, self.n, self.film_to_channel / volume)
        self.put("weeping", row, self.n, take("exudate") / volume)
        side = count * 2 * math.pi / math.log(max(1 / math.sqrt(math.pi * count) / a, 1.5))
        start, stop = self.depth.top("epidermis")[0], min(deep, self.faces[-1])
        for e in range(self.n):
            reach = max(min(self.faces[e + 1], stop) - max(self.faces[e], start), 0.0) * side
            if self.faces[e] < stop <= self.faces[e + 1]:
                reach += count * 4 * a
            self.put("gape", row, e, reach * self.pace[e] / volume)
            self.put("gape", e, row, reach * self.pace[e] / self.capacity[e])

    def follicle(self):
        """Through the wall along the infundibulum, and outward."""
        take, row = self.of("route.follicle"), self.n + self.names.index("follicle")
        start = self.depth.top("epidermis")[0]
        stop = max(self.number("skin.layers.follicle_depth"), start + 1e-6)
        along = [max(min(b, stop) - max(a, start), 0.0) for a, b in pairwise(self.faces)]
        for e, part in enumerate(along):
            self.put("always", row, e, take("crossing") * part / sum(along))
        self.put("always", row, self.fates + EXPELLED, take("clearing"))

    def drying(self):
        """Seconds until the film is dry."""
        if self.covered or "film" not in self.names:
            return math.inf
        return self.plan.thickness * (1 - self.number("route.film.dry_share")) / self.number("route.film.evaporation")

    def factors(self, t, washed):
        """Factor of each matrix, t seconds after the last dose."""
        out = {"always": 1.0, "film gives": 0.0, "film takes": 0.0}
        if "film" in self.names and not washed:
            wet = min(1.0, max(0.0, (1 - t / self.drying()) / 0.1))
            thin = 1.0 if self.covered else 1 - t * self.number("route.film.evaporation") / self.plan.thickness
            out["film takes"] = wet
            out["film gives"] = wet / thin if wet > 0.0 else 0.0
        if "channels" in self.names:
            take = self.of("route.channels")
            half, rest = take("half_life_covered" if self.covered else "half_life_open"), take("lasting_share")
            out["gape"] = rest + (1 - rest) * 2 ** (-t / half)
            out["weeping"] = math.exp(-t / take("exudate_fading"))
            passing = self.film_to_channel * out["gape"]
            against = out["gape"] * held_back(take("exudate") * out["weeping"] / passing if passing > 0 else 700.0)
            out["film to channels"] = against * out["film gives"]
            out["channels to film"] = against * out["film takes"]
        return out

    def matrix(self, t, washed):
        """A(t)."""
        factors = self.factors(t, washed)
        total = np.zeros((self.rows, self.rows))
        for name, part in self.parts.items():
            total += factors[name] * part
        return total

    def stretch(self, y, start, end, since, washed):
        """Carry y from start to end; ``since`` is the time of the last dose."""
        n, first, last = self.n, self.caught, self.fates
        dry = [since + share * self.drying() for share in (0.9, 1.0)]
        stops = sorted([start, end, *(t for t in dry if start < t < end)])

        def rate(t, y):
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
                done = solve_ivp(rate, (a, b), y, "LSODA", jac=slope, rtol=1e-7, atol=1e-10, first_step=(b - a) * 1e-9)
                assert done.success, done.message
                y = done.y[:, -1]
        return y

    def run(self):
        """The state at the end of the run, by layer, store and entry of the ledger, in shares of one dose."""
        plan = self.plan
        y, washed_off = np.zeros(self.rows), 0.0
        nexts = (*plan.dose_times[1:], plan.seconds)
        for i, (start, end) in enumerate(zip(plan.dose_times, nexts, strict=True)):
            if i and "film" in self.names and self.drying() <= start - plan.dose_times[i - 1]:
                y[self.residue] += y[self.n]
                y[self.n] = 0.0
            y[: self.n] += self.dose[0]
            y[self.n : self.residue] += self.dose[1]
            for name, lost in self.lost.items():
                y[self.fates + FATES.index(name)] += lost
            wash = end if plan.contact is None else min(start + plan.contact, end)
            y = self.stretch(y, start, wash, start, False)
            # A wash that is due with the next dose comes before it; one that is due at the end of the run is not seen.
            if plan.contact is not None and self.m and wash < plan.seconds:
                washed_off += y[self.n] + y[self.residue]
                y[self.n] = y[self.residue] = 0.0
                y = self.stretch(y, wash, end, start, True)
        if self.m:
            y[self.n] += y[self.residue]
        layers = [y[: self.n][self.inside(name)].sum() for name in LAYERS]
        return np.array([*layers, *y[self.n : self.residue], *y[self.sinks :], washed_off])


def of_journey(journey, traveller):
    """The same amounts as the journey has them."""
    end, book, dose = journey.end, journey.end.book, journey.end.book.offered[0, traveller]
    amounts = (end.cells * journey.capacity)[0, traveller]
    layers = [amounts[journey.depth.mask(name)].sum() for name in LAYERS]
    rest = [entry[0, traveller] for entry in (end.stores, book.sinks, book.taken_up)]
    fates = [journey.fate(end, name)[0, traveller] if name in journey.fate_names else 0.0 for name in FATES]
    assert set(journey.fate_names) <= set(FATES)
    return np.concatenate([layers, *rest, fates, [book.washed[0, traveller]]]) / dose


def differences(travel, data, travellers):
    """Largest difference of any layer, store or entry from the referee, as a share of all that was offered."""
    journey = travel(data)
    doses = len(journey.plan.dose_times)
    worst = 0.0
    for traveller in travellers:
        if journey.end.book.offered[0, traveller] > 1e-200:
            truth = Referee(journey.plan, traveller).run() / doses
            worst = max(worst, float(np.abs(of_journey(journey, traveller) - truth).max()))
    return worst


VESICLES, COMPANION = (0, 3), (4,)
"""The smallest and the largest class; the protein beside them."""


def within_reason(data):
    """A film of at least 5 um (a thinner one dries while it is spread), and at most 1e12 particles per mL.

    Above that uptake saturates in a sharp front through the epidermis, where the kernel's steps err by up to 5e-3.
    """
    volume, area = (float(data["dose"][key].split()[0]) for key in ("volume", "area"))
    count = data["product"]["concentration"].split()[0]
    thick = data["route"]["card"] == "intradermal" or volume / area >= 5e-4
    return thick and (count == "undeclared" or float(count) <= 1e12)


@settings(max_examples=24, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_generated_journeys_agree_with_lsoda(scenarios, travel, data):
    """24 scenarios of every kind, far beyond the cards' ranges: 1e-3 of the dose per layer and entry, mostly 1e-4.

    The protein beside vesicles is in balance with a film until it is dry, and no shared schedule meets that moment.
    """
    chosen = data.draw(scenarios(most_doses=2, draws=(1, 1)).filter(within_reason))
    assert differences(travel, chosen, VESICLES) <= 1e-3
    assert differences(travel, chosen, COMPANION) <= 2e-2


@pytest.mark.nightly
@settings(max_examples=150, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_many_generated_journeys_agree_with_lsoda(scenarios, travel, data):
    """150 more, with up to five doses."""
    chosen = data.draw(scenarios(most_doses=5, draws=(1, 1)).filter(within_reason))
    assert differences(travel, chosen, VESICLES) <= 3e-3
    assert differences(travel, chosen, COMPANION) <= 3e-2


@pytest.mark.parametrize("covered", [False, True])
@pytest.mark.parametrize(
    "condition",
    ["intact", "dry", "atopic", "photoaged", "tape_stripped", "needled_yesterday", "lasered_yesterday"],
)
@pytest.mark.parametrize("route", ["topical", "microneedle_roller", "intradermal"])
def test_each_route_and_condition_agrees_with_lsoda(travel, route, condition, covered):
    """Two doses and a wash-off within three days, numbers as on the cards: 1e-3 of the dose."""
    assert differences(travel, two_doses(route, condition, covered), (*VESICLES, *COMPANION)) <= 1e-3


@pytest.mark.parametrize(("covered", "limit"), [(True, 1e-3), (False, 1e-2)])
def test_an_open_wound_agrees_with_lsoda(travel, covered, limit):
    """Nothing but a drying film stands before raw tissue: what is left of a dose goes in within its last moments, which
    the kernel's steps do not resolve; 1e-2 of the dose where the film dries, 1e-3 where it does not."""
    for seed in (7, 8, 9, 10):
        data = two_doses("topical", "wounded", covered) | {"seed": seed}
        assert differences(travel, data, (*VESICLES, *COMPANION)) <= limit


def two_doses(route, condition, covered):
    """A scenario with the numbers of the cards; an injection is not washed off."""
    data = {
        "product": {"donor": "msc_umbilical", "concentration": "1e10 particle/mL"},
        "storage": [{"temperature": "4 degC", "duration": "7 day"}],
        "route": route,
        "dose": {"volume": "1 mL", "area": "100 cm^2", "occluded": covered},
        "regimen": {"doses": 2, "every": "1 day"},
        "person": {"condition": condition},
        "weeks": 3 / 7,
        "draws": 1,
        "seed": 7,
    }
    if route != "intradermal":
        data["dose"]["contact"] = "20 hour"
    return data
