"""What a vesicle carries of each named cargo, and what of it comes to a cell.

    delivered to a cell = sum over sizes of vesicles taken up x copies per vesicle
    in its cytosol      = as for any microRNA: freed by escape, lost again; for cargo in the lumen only

What sits in the membrane is met at the surface or in the endosome and needs no escape: it has no copies in the cytosol.
Copies hold for the mean vesicle; those of a lipid follow from the membrane of each size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from exoderm.journey import strewn
from exoderm.journey.cargo import lipid, protein, transcript
from exoderm.journey.cargo.cytosol import Cytosol
from exoderm.journey.cargo.lipid import Lipid
from exoderm.journey.cargo.protein import Protein
from exoderm.journey.cargo.response import Response, factor
from exoderm.journey.cargo.transcript import Transcript
from exoderm.journey.cell.escape import Escape, most_present
from exoderm.journey.donor import grow
from exoderm.journey.donor.harvest import CLASSES
from exoderm.journey.handover import Harvest
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.table import Row

ANCHOR = {"transcript": "donor.population.mirna_copies", "protein": "donor.population.protein_copies"}
"""The number of a donor's card to which a named cargo is held."""
OWN = {"transcript": "abundance", "protein": "share", "lipid": "share"}
"""The number of a cargo's card that says how much of it there is."""

Freed = Callable[[Floats], Floats]
"""What a cell frees of what it took up until each time, (time, draw) -> (time, draw); linear, as for whole vesicles."""


@dataclass(frozen=True)
class Carried:
    """One named cargo in the vesicles of the harvest."""

    name: str
    copies: Floats
    """(draw, class): mean copies per vesicle of each size."""
    carriers: Floats
    """(draw,): share of vesicles with at least one copy."""
    outward: Floats
    """(draw, class): copies per vesicle that face outward, where a receiving cell can bind them."""
    lumen: bool
    """Whether it can be freed into a cell's cytosol."""

    @property
    def each(self) -> Floats:
        """Mean copies per vesicle over all sizes, (draw,): classes hold equal numbers."""
        return np.asarray(self.copies.mean(axis=1))

    @property
    def per_carrier(self) -> Floats:
        """Mean copies in a vesicle that carries any, (draw,); NaN where none does."""
        return strewn.per_carrier(self.each, self.carriers)


@dataclass(frozen=True)
class Delivered:
    """One named cargo at one type of cell, per cell; (draw,)."""

    name: str
    delivered: Floats
    """Copies in and on all vesicles that a cell took up by the end."""
    cytosol: Floats | None
    """Most copies in the cytosol at one time; ``None`` for cargo of the membrane."""


def carried(plan: Plan, harvest: Harvest) -> tuple[Carried, ...]:
    """Every named cargo that the scenario asks about, in its order."""
    return tuple(_carried(plan, harvest, name) for name in plan.scenario.asked())


def _carried(plan: Plan, harvest: Harvest, name: str) -> Carried:
    here = f"cargo.{name}"
    if plan.has(f"{here}.lipid"):
        fat = plan.get(f"{here}.lipid", Lipid)
        copies = lipid.copies(fat, harvest.diameter[:, :CLASSES]) * _response(plan, here)[:, None]
        any_ = (copies.mean(axis=1) > 0.0).astype(np.float64)  # thousands of molecules or none: no vesicle goes without
        return Carried(name, copies, any_, copies * fat.outer[:, None], lumen=False)
    if plan.has(f"{here}.transcript"):
        rna = plan.get(f"{here}.transcript", Transcript)
        level = grow.level(plan.scenario.product, name, plan.acting)
        mean, evenness, lumen = transcript.copies(rna, _anchor(plan, "transcript"), level), rna.evenness, True
    else:
        found = plan.get(f"{here}.protein", Protein)
        mean, evenness = protein.copies(found, _anchor(plan, "protein")), found.evenness
        lumen = plan.has(f"{here}.cytosol")
    mean = mean * _response(plan, here)
    copies = np.repeat(mean[:, None], CLASSES, axis=1)
    outward = np.zeros_like(copies) if lumen else copies
    return Carried(name, copies, strewn.carriers(mean, evenness), outward, lumen)


def own(plan: Plan, name: str) -> Row:
    """The row of the number that says how much of a named cargo there is."""
    return next(plan.table.row(f"cargo.{name}.{m}.{p}") for m, p in OWN.items() if plan.has(f"cargo.{name}.{m}"))


def makers(plan: Plan, name: str) -> list[Row]:
    """Rows that make the copies per vesicle of a named cargo; where one of them is none in every draw, that one."""
    rows = [own(plan, name)]
    rows += [plan.table.row(path) for kind, path in ANCHOR.items() if plan.has(f"cargo.{name}.{kind}")]
    if plan.has(f"cargo.{name}.transcript") and plan.has("donor.loading"):
        loaded = name == plan.scenario.product.loaded
        rows.append(plan.table.row(f"donor.loading.{'level' if loaded else 'others'}"))
    none = [row for row in rows if not row.samples.any()]
    return none[:1] or rows


def _anchor(plan: Plan, kind: str) -> Floats:
    """What the donor's card counts, before the state of its cells acts: named cargo answers to that in its own way."""
    return plan.table.row(ANCHOR[kind]).samples


def _response(plan: Plan, here: str) -> Floats:
    """What the stated state of the donor's cells does to this cargo, (draw,)."""
    bearing = grow.bearing(plan.scenario.product, plan.acting, plan.draws)
    if bearing is None:
        return np.ones(plan.draws)
    response = plan.get(f"{here}.response", Response)
    return factor(response, bearing.senescent, bearing.stress, bearing.years, bearing.culture)


def delivered(
    plan: Plan, cell: str, load: Sequence[Carried], seconds: list[float], taken_up: Floats, freed: Freed
) -> list[Delivered]:
    """Named cargo at one type of cell.

    Parameters
    ----------
    seconds:  rising times, (time,).
    taken_up: vesicles taken up per cell until each time, by size, (time, draw, class).
    freed:    of what was taken up until each time, (time, draw), what has been freed into the cytosol.
    """
    escape, out = plan.get(f"cell.{cell}.escape", Escape), []
    for cargo in load:
        met = (taken_up * cargo.copies).sum(axis=2)
        stays = f"cargo.{cargo.name}.cytosol"
        here = replace(escape, loss=plan.get(stays, Cytosol).loss) if plan.has(stays) else escape
        cytosol = most_present(here, seconds, freed(met)) if cargo.lumen else None
        out.append(Delivered(cargo.name, met[-1], cytosol))
    return out
