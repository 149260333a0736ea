"""What lies beside the skin's cells as the referee types it: film, channels, follicles, tips, muscle and blood."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from referee_physics import BODY, free, held_back, renkin, through_capillaries

ORGANS = ("liver", "spleen", "lung", "kidney", "elsewhere")
FILLING = ("liver", "spleen")
OF_BLOOD = (*(f"body: {name}" for name in ORGANS), "body: skin vessels", "body: ruptured")
ROUND = ("muscle: taken up", "muscle: ruptured", "body: lymph nodes", *OF_BLOOD, "left in bag and tubing")
FATES = (
    "shed", "ruptured on the surface", "washed out by exudate", "expelled from follicles", "flowed back",
    "left on the patch", "lost in the air", "broken by the nebuliser", *ROUND,
)  # fmt: skip
"""What may become of a dose outside the skin's cells."""


class Stores:
    """Part of a referee: fills ``parts`` for the stores that the route has."""

    def fate(self, name):
        """Row of a fate."""
        return self.fates + FATES.index(name)

    def store(self, name):
        """Row of a store."""
        return self.n + self.names.index(name)

    def film(self):
        """Shedding and rupture of film and residue; what a wound washes away."""
        for row in (self.n, self.residue):
            self.put("always", row, self.fate("shed"), self.number("route.film.shedding"))
            self.put("always", row, self.fate("ruptured on the surface"), self.number("route.film.rupture"))
        self.put("always", self.n, self.fate("washed out by exudate"), self.exudate / self.thick)

    def channels(self):
        """Channels and film; channels and the tissue along their sides and at their ends, through what is burnt."""
        take, row = self.of("route.channels"), self.store("channels")
        count, a = take("density"), take("diameter") / 2
        deep = self.deep()
        volume = count * math.pi * a * a * deep
        self.film_to_channel = count * math.pi * a * a * take("clot_hindrance") * free(self.size, BODY) / (deep / 2)
        self.put("film to channels", self.n, row, self.film_to_channel / self.thick)
        self.put("channels to film", row, self.n, self.film_to_channel / volume)
        self.put("weeping", row, self.n, take("exudate") / volume)
        apart = max(1 / math.sqrt(math.pi * count), 1.5 * a)
        burnt = min(a + take("coagulum"), apart)
        side = count * 2 * math.pi / (math.log(burnt / a) / take("coagulum_ratio") + math.log(apart / burnt))
        plug = take("coagulum") / take("coagulum_ratio") / (math.pi * a * a)
        start, stop = self.depth.top("epidermis")[0], min(deep, self.faces[-1])
        for e in range(self.n):
            reach = max(min(self.faces[e + 1], stop) - max(self.faces[e], start), 0.0) * side
            if self.faces[e] < stop <= self.faces[e + 1]:
                reach += count / (plug + 1 / (4 * a))
            self.put("gape", row, e, reach * self.pace[e] / volume)
            self.put("gape", e, row, reach * self.pace[e] / self.capacity[e])

    def closing(self, t):
        """What epidermis has not filled, and what the crust over it lets through."""
        take, deep = self.of("route.closing"), self.deep()
        to_go = self.number("route.channels.diameter") / 2 + max(deep - self.depth.bottom("epidermis")[0], 0.0)
        gone = t * take("growth") * (1 if self.covered else take("dry_share"))
        rest, seal = take("lasting_share"), take("crust_passage")
        unfilled = rest + (1 - rest) * (1 - gone / to_go) ** 2 if gone < to_go else rest
        return unfilled, 1.0 if self.covered else seal + (1 - seal) * 2 ** (-t / take("crust_half_life"))

    def tips(self):
        """Needles' tips dissolve along the lower part of what is inserted, into living skin."""
        take, row = self.of("route.tips"), self.store("tips")
        begin = self.depth.top("epidermis")[0]
        stop = min(max(self.deep(), begin + 1e-6), self.faces[-1])
        start = min(max(stop - self.deep() * take("tip_share"), begin), stop - 1e-6)
        along = [max(min(b, stop) - max(a, start), 0.0) for a, b in pairwise(self.faces)]
        for e, part in enumerate(along):
            self.put("always", row, e, take("dissolution") * part / sum(along))

    def follicle(self):
        """Through the wall along the infundibulum, and outward."""
        take, row = self.of("route.follicle"), self.store("follicle")
        start = self.depth.top("epidermis")[0]
        stop = max(self.number("skin.layers.follicle_depth"), start + 1e-6)
        along = [max(min(b, stop) - max(a, start), 0.0) for a, b in pairwise(self.faces)]
        for e, part in enumerate(along):
            fits = renkin(self.size / 2 / take("wall_gap"))
            self.put("always", row, e, take("crossing") * fits * part / sum(along))
        self.put("always", row, self.fate("expelled from follicles"), take("clearing"))

    def drying(self):
        """Seconds until the film is dry."""
        if self.stays_wet or "film" not in self.names:
            return math.inf
        return self.thick * (1 - self.number("route.film.dry_share")) / self.number("route.film.evaporation")

    def muscle(self):
        """A depot between fibres: lymph takes some, fibres and phagocytes take vesicles, the rest is digested."""
        take, row = self.of("body.muscle"), self.store("muscle")
        lymph = take("lymph_protein") * self.drains
        self.put("always", row, self.store("lymph"), lymph)
        self.put("always", row, self.fate("muscle: taken up"), self.whole * take("uptake"))
        self.put("always", row, self.fate("muscle: ruptured"), take("rupture" if self.whole else "protein_decay"))

    def blood(self):
        """Lymph through nodes into blood, blood and periphery, organs that share a dose, and what the skin gets."""
        take, nodes, seen = self.of("body.blood"), self.of("body.nodes"), self.of("body.vessels")
        row, kept = self.store("blood"), nodes("kept") * self.whole
        self.put("always", self.store("lymph"), row, nodes("onward") * (1 - kept))
        self.put("always", self.store("lymph"), self.fate("body: lymph nodes"), nodes("onward") * kept)
        self.put("always", row, self.store("periphery"), take("to_periphery"))
        self.put("always", self.store("periphery"), row, take("from_periphery"))
        self.put("always", row, self.fate("body: ruptured"), take("rupture" if self.whole else "protein_loss"))
        if self.whole:
            passing = seen("skin_share") * seen("cardiac_output") / take("volume")
            self.put("always", row, self.fate("body: skin vessels"), passing * seen("extraction"))
            self.organs(row)
        # From plasma comes what keeps albumin in dermal fluid at its ratio, less what the pores hold back.
        leaving = self.pumped + self.number("skin.clearance.blood_protein")
        fits = through_capillaries(self.size, self.number("skin.clearance.capillary_pore"))
        plasma = take("volume") * take("plasma_share") / self.plan.area
        for e in np.flatnonzero(self.inside("dermis")):
            self.put("always", row, e, leaving * seen("albumin_ratio") * fits * self.volume[e] / plasma)

    def bag(self):
        """An even flow into blood, whose last fiftieth runs out by itself."""
        self.put("dripping", self.store("bag"), self.store("blood"), 1.0)

    def organs(self, row):
        """Weights share the removal; a dose into a vein fills the phagocytes of liver and spleen."""
        take = self.of("body.organs")
        whole, dose = sum(take(name) for name in ORGANS), 0.0
        crowd = 0.5
        if self.plan.has("route.infusion"):
            dose = self.number("donor.preparation.concentration") * self.plan.dose_volume
            x = take("uptake") * self.number("route.infusion.duration")
            crowd = 1 / x - (1 - math.exp(-x)) / x**2 if x > 1e-4 else 0.5 - x / 6
        for name in ORGANS:
            fuller = 1 + crowd * dose / take("half_filled") if name in FILLING else 1
            self.put("always", row, self.fate(f"body: {name}"), take("uptake") * take(name) / whole / fuller)

    def factors(self, t, washed):
        """Factor of each matrix, t seconds after the last dose."""
        out = {"always": 1.0, "film gives": 0.0, "film takes": 0.0}
        if "film" in self.names and (not washed or self.plan.has("skin.weeping")):
            wet = min(1.0, max(0.0, (1 - t / self.drying()) / 0.1))
            thin = 1.0 if self.stays_wet else 1 - t * self.number("route.film.evaporation") / self.thick
            out["film takes"] = wet
            out["film gives"] = wet / thin if wet > 0.0 else 0.0
        if "bag" in self.names:
            time = self.number("route.infusion.duration")
            out["dripping"] = 1 / (1.02 * time - t) if t < time else 1 / (0.02 * time)
        if "channels" in self.names:
            take = self.of("route.channels")
            out["gape"], crust = self.closing(t + self.opened)
            out["weeping"] = math.exp(-(t + self.opened) / take("exudate_fading"))
            open_still = out["gape"] * crust
            passing = self.film_to_channel * open_still
            against = open_still * held_back(take("exudate") * out["weeping"] / passing if passing > 0 else 700.0)
            out["film to channels"] = against * out["film gives"]
            out["channels to film"] = against * out["film takes"]
        return out
