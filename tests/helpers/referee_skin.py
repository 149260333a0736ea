"""The living skin as the referee types it: layers, what leads through each face, and what takes out of the fluid."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from referee_physics import (
    ALBUMIN,
    BODY,
    SURFACE,
    between_walls,
    carried_by_lymph,
    free,
    held_back,
    renkin,
    through_capillaries,
    through_pores,
)

from exoderm.journey.donor.harvest import CLASSES

LAYERS = ("stratum_corneum", "epidermis", "junction", "dermis")
LYMPH, BLOOD, BROKEN, EATEN = range(4)


class Skin:
    """Part of a referee: fills ``parts``, ``leads`` and ``carries`` for the cells of the line."""

    def inside(self, *names):
        return self.depth.mask(*names)

    def deep(self):
        """How deep the device goes."""
        if self.plan.has("route.needles"):
            return self.number("route.needles.needle_length") * self.number("route.needles.insertion_share")
        name = "channels.diameter" if self.plan.has("route.channels") else "columns.spot_diameter"
        spot, pulse = math.pi * self.number(f"route.{name}") ** 2 / 4, self.of("route.beam")
        return pulse("pulse_energy") / pulse("energy_per_volume") / spot

    def tissue(self):
        """Layers, what a laser has coagulated, and what leads through each face."""
        take, skin, gap = self.of("skin.hindrance"), self.of("skin.layers"), self.of("skin.stratum_corneum")
        cleft, sheet = self.of("skin.clefts"), self.of("skin.basement")
        r = self.size / 2 + (take("corona") if self.whole else 0)
        loose = free(2 * r, BODY)
        self.pressed = r * (1 - take("give")) if self.whole else r
        dermis = loose * math.exp(-math.sqrt(take("fibre_fraction")) * (1 + self.pressed / take("fibre_radius")))
        dermis /= self.drag(take("permeability"))
        slow, self.fits = (
            through_pores(self.pressed, cleft("width") / 2, cleft("spread"), lambda x, i=i: between_walls(x)[i])
            for i in (0, 1)
        )
        # A needle may put a vesicle where it would not have come by itself: there is always a place for it.
        self.fits = max(self.fits, 1e-6)
        epidermis = loose * slow / self.fits / self.drag(cleft("permeability")) / cleft("tortuosity") ** 2
        thin = min(sheet("thickness"), skin("junction"))
        pores = loose * sheet("porosity") * through_pores(self.pressed, sheet("pore"), sheet("spread"))
        behind = thin / pores if pores > 0 else math.inf
        junction = skin("junction") / (behind + (skin("junction") - thin) / (skin("dermis_fluid") * dermis))
        r = self.size / 2
        pores = gap("porosity") if r < gap("pore_radius") else 0.0
        way = gap("defect_share") * gap("defect_hindrance") + gap("porosity") * renkin(r / gap("pore_radius"))
        way *= free(self.size, SURFACE)
        fluid = {
            "stratum_corneum": max(gap("defect_share") + pores, 1e-15),
            "epidermis": skin("epidermis_fluid") * self.fits,
            "junction": skin("dermis_fluid"), "dermis": skin("dermis_fluid"),
        }  # fmt: skip
        pace = {
            "stratum_corneum": way, "epidermis": fluid["epidermis"] * epidermis, "junction": junction,
            "dermis": fluid["dermis"] * dermis,
        }  # fmt: skip
        self.layer = [name for name in LAYERS for _ in range(int(self.inside(name).sum()))]
        self.pace = np.array([pace[name] for name in self.layer])
        self.fluid = np.array([fluid[name] for name in self.layer])
        self.volume = self.fluid * self.width
        sticks = take("binding") if self.whole else 0.0
        bound = np.array([sticks if name in ("junction", "dermis") else 0.0 for name in self.layer])
        self.capacity = self.volume * (1 + bound)
        """Amount in a cell per concentration of what is free."""
        if self.plan.has("route.columns"):
            self.coagulate()
        self.through_faces(way)

    def drag(self, k):
        """How many times slower a gel makes what is pressed to its narrowest."""
        x = self.pressed / math.sqrt(k)
        return 1 + x + x * x / 3

    def coagulate(self):
        """Columns of a laser and the tissue between them conduct side by side."""
        take, first = self.of("route.columns"), self.depth.top("epidermis")[0]
        area = min(take("density") * math.pi * take("spot_diameter") ** 2 / 4, 1.0)
        stop = min(self.deep(), self.faces[-1])
        for e in range(self.n):
            inside = max(min(self.faces[e + 1], stop) - max(self.faces[e], first), 0.0) / self.width[e]
            self.pace[e] *= 1 - area * inside + area * inside * take("coagulum_ratio")

    def through_faces(self, way):
        """Conductance, and flow downwards, of face f above cell f, for good and for a while."""
        gap, down, n = self.of("skin.stratum_corneum"), self.of("skin.flow"), self.n
        seam = self.layer.index("epidermis")
        tight = gap("tight_thickness") / gap("tight_share")
        pores = self.pores() * free(self.size, SURFACE) if self.plan.has("route.poration") else 0.0
        field = self.field() if self.plan.has("route.current") else np.zeros(n)
        fast = down("velocity") * down("retardation") * self.number("skin.layers.dermis_fluid")
        top, bottom = self.depth.top("dermis")[0], self.faces[-1]
        self.leads, self.leads_open, self.carries, self.carries_on = np.zeros((4, n))
        for f in range(n):
            above, below = f - 1, f
            first = f == 0
            resistance = self.width[below] / 2 / self.pace[below] if self.pace[below] > 0 else math.inf
            push = self.width[below] / 2 * field[below]
            if not first:
                resistance += self.width[above] / 2 / self.pace[above] if self.pace[above] > 0 else math.inf
                push += self.width[above] / 2 * field[above]
            if f == seam:
                resistance += tight / way if way > 0 else math.inf
                push += tight * field[above]
            self.leads[f] = 1 / resistance
            if pores > 0 and f <= seam:
                if f == seam:
                    new = (self.width[above] / 2 + tight) / pores + self.width[below] / 2 / self.pace[below]
                else:
                    new = (self.width[below] / 2 + (0 if first else self.width[above] / 2)) / pores
                self.leads_open[f] = 1 / new
            part = min(1.0, (bottom - self.faces[f]) / (bottom - top))
            self.carries[f] = (fast * part if f > 0 and self.layer[above] == "dermis" else 0.0) - self.exudate * part
            # Nernst and Einstein: what diffuses through a face drifts through it as far as the field pulls.
            self.carries_on[f] = self.leads[f] * push

    def pores(self):
        """Area of fresh pores, as far as they let this traveller through."""
        take = self.of("route.poration")
        area = take("open_share")
        if self.plan.has("route.columns"):
            spots = self.of("route.columns")
            area *= min(spots("density") * math.pi * spots("spot_diameter") ** 2 / 4, 1.0)
        return area * through_pores(self.size / 2, take("pore_radius"), take("pore_spread"))

    def field(self):
        """Mobility x field over diffusion in water, for each cell, at full current."""
        take = self.of("route.current")
        j, sigma, gaps = take("current_density"), take("conductivity"), self.number("skin.stratum_corneum.defect_share")
        across = self.number("skin.layers.stratum_corneum") / take("resistance") + gaps * sigma
        upper, lower = j / across / free(self.size, SURFACE), j / sigma / free(self.size, BODY)
        return take("mobility") * np.array([upper if x == "stratum_corneum" else lower for x in self.layer])

    def exchange(self, t):
        """What goes down and up through each face, per concentration of what is free above and below it."""
        t += self.opened
        opened = 2 ** (-t / self.number("route.poration.half_life")) if self.plan.has("route.poration") else 0.0
        on = 0.0
        if self.plan.has("route.current"):
            on = min(1.0, max(0.0, (1 - t / self.number("route.current.duration")) / 0.1))
        g, q = self.leads + opened * self.leads_open, self.carries + on * self.carries_on
        safe = np.maximum(g, 1e-300)
        kept = g * held_back(np.abs(q) / safe)
        return kept + np.maximum(q, 0.0), kept + np.maximum(-q, 0.0)

    def leave_the_fluid(self):
        """Lymph, blood, rupture, receiving cells, and the phagocytes that nobody asked about."""
        take, pore = self.of("skin.clearance"), self.number("skin.clearance.capillary_pore")
        pumped = take("lymph_rest") + take("motion") * (take("lymph_protein") - take("lymph_rest"))
        sieve = [carried_by_lymph(x, self.of("skin.hindrance"), take("opening")) for x in (self.pressed, ALBUMIN / 2)]
        self.pumped, self.drains = pumped, sieve[0] / sieve[1]
        lymph = pumped * self.drains
        blood = take("blood_protein") * through_capillaries(self.size, pore)
        of_all = self.volume / self.capacity
        eaten = self.receivers()
        for e, layer in enumerate(self.layer):
            if layer == "dermis":
                self.put("always", e, self.sinks + LYMPH, lymph * of_all[e])
                self.put("always", e, self.sinks + BLOOD, blood * of_all[e])
            self.put("always", e, self.sinks + BROKEN, take("rupture" if self.whole else "protein_decay"))
            if self.whole and layer != "stratum_corneum":
                self.put("always", e, self.sinks + EATEN, max(take("phagocytes") - eaten[e], 0.0))

    def receivers(self):
        """Saturable uptake of each receiving cell; returns what phagocytes among them clear, which is no sink then."""
        eaten = np.zeros(self.n)
        self.most, self.half = [], []
        for name in self.plan.scenario.receivers:
            cell = self.of(f"cell.{name}.uptake")
            each = cell("sites") * cell("internalisation") / CLASSES
            clears = cell("clearance") * cell("affinity") * self.keys(name)
            crowd = self.crowd(cell) * np.where(self.inside("epidermis"), self.fits, 1.0)
            if self.whole:
                eaten += cell("phagocyte") * cell("clearance") * crowd / self.capacity
            self.most.append(self.whole * each * crowd / self.offered)
            self.half.append(each / clears * self.capacity / self.offered)
        self.most, self.half = np.array(self.most), np.array(self.half)
        return eaten

    def crowd(self, cell):
        """Receiving cells per area in each cell of the grid: evenly in the epidermis, from a depth on in the dermis."""
        first = self.depth.top("dermis")[0] + cell("shallowest")
        deep = np.array([max(min(b, self.faces[-1]) - max(a, first), 0.0) for a, b in pairwise(self.faces)])
        return self.inside("epidermis") * cell("density_epidermis") * self.width + cell("density_dermis") * deep

    def keys(self, name):
        """On-rate to a cell over that of ordinary vesicles: lost shares, and gained ones as far as there is room."""
        if not self.plan.has(f"cell.{name}.keyholes"):
            return 1.0
        hole, key, names = (
            self.of(f"cell.{name}.keyholes"),
            self.of("donor.keys"),
            ("integrin", "heparan", "phosphatidylserine", "sugar"),
        )
        whole, room, on = max(sum(hole(k) for k in names), 1.0), hole("headroom"), 1.0
        for k in names:
            on -= hole(k) / whole * (1.0 - key(k) * (1.0 + room) / (key(k) + room)) if key(k) else hole(k) / whole
        return on
