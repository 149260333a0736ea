"""The arrays of a result file, named and with units."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from exoderm.journey import account
from exoderm.journey.cell.endosome import FATES
from exoderm.journey.donor.harvest import CLASSES
from exoderm.journey.parameter import Floats
from exoderm.journey.run import Journey
from exoderm.journey.skin.depth import NAMES
from exoderm.result import Variable

QUANTILES = (0.05, 0.5, 0.95)


def arrays(
    journey: Journey, answers: Mapping[str, Floats], cells: list[account.Receiver], ledger: Mapping[str, Floats]
) -> dict[str, Variable]:
    """Arrays by name. The vehicle arm offers no vesicles, so its amounts are zero."""
    return {
        **_axes(journey, answers, cells, ledger),
        **_amounts(journey, answers, cells),
        **_cargo(journey, cells),
        **_fields(journey),
        **_inputs(journey),
        "ledger": Variable(
            ("fate", "draw"), np.stack(list(ledger.values())), "", "share of the filled vesicles by fate"
        ),
        "residual": Variable(
            ("draw", "traveller"), journey.residual, "", "share of the dose that the ledger cannot explain"
        ),
    }


def _over_arms(journey: Journey, values: Floats) -> Floats:
    treated = np.array([1.0 if arm == "treated" else 0.0 for arm in journey.plan.scenario.arms])
    return np.asarray(np.multiply.outer(treated, values))


def _axes(
    journey: Journey, answers: Mapping[str, Floats], cells: list[account.Receiver], ledger: Mapping[str, Floats]
) -> dict[str, Variable]:
    times = np.array([s.seconds for s in journey.snapshots])
    return {
        "arm": Variable(("arm",), np.array(journey.plan.scenario.arms), "", "treatment arm"),
        "time": Variable(("time",), times, "s", "time since the first dose"),
        "stage": Variable(("stage",), np.array(list(answers)), "", "stage of the journey"),
        "layer": Variable(("layer",), np.array(NAMES), "", "layer of the skin"),
        "cell": Variable(("cell",), np.array([c.name for c in cells]), "", "receiving cell type"),
        "fate": Variable(("fate",), np.array(list(ledger)), "", "fate in the ledger"),
        "compartment": Variable(("compartment",), np.array(FATES), "", "where a cell has what it took up"),
        "quantile": Variable(("quantile",), np.array(QUANTILES), "", "quantile over draws"),
        "face": Variable(("face",), np.median(journey.depth.faces, axis=0), "m", "median depth of cell faces"),
    }


def _amounts(journey: Journey, answers: Mapping[str, Floats], cells: list[account.Receiver]) -> dict[str, Variable]:
    """Amounts per arm and draw."""
    stages = np.stack(list(answers.values()))
    layers = np.stack([[account.in_layer(journey, s, name) for name in NAMES] for s in journey.snapshots])
    took = np.stack([s.book.taken_up[:, :CLASSES].sum(axis=1).T for s in journey.snapshots]) * journey.plan.area
    each = np.stack([c.vesicles_per_cell for c in cells])
    copies = np.stack([c.copies_per_cell for c in cells])
    where = np.stack([[c.fates[name] for name in FATES] for c in cells]).transpose(2, 0, 1, 3)
    rows = {
        "stage_amount": (("stage",), stages, "particle", "vesicles at each stage, total over the treated area"),
        "layer_amount": (("time", "layer"), layers, "particle", "whole vesicles in the fluid of each layer"),
        "taken_up": (("time", "cell"), took, "particle", "vesicles taken up by cells"),
        "vesicles_per_cell": (("cell",), each, "particle/cell", "vesicles taken up per cell by the end"),
        "cell_fate": (
            ("time", "cell", "compartment"),
            where,
            "particle/cell",
            "where a cell has the vesicles that it took up, or gave them off again",
        ),
        "copies_per_cell": (
            ("cell",),
            copies,
            "copies/cell",
            "most copies of one microRNA in the cytosol at a time",
        ),
    }
    return {
        name: Variable(("arm", *dims, "draw"), _over_arms(journey, values), unit, meaning)
        for name, (dims, values, unit, meaning) in rows.items()
    }


def _cargo(journey: Journey, cells: list[account.Receiver]) -> dict[str, Variable]:
    """Named cargo per cell; none where the scenario asks about none."""
    names = journey.plan.scenario.asked()
    if not names:
        return {}
    none = np.full(journey.plan.draws, np.nan)
    met = np.stack([[c.delivered for c in cell.cargo] for cell in cells])
    freed = np.stack([[none if c.cytosol is None else c.cytosol for c in cell.cargo] for cell in cells])
    dims = ("arm", "cell", "cargo", "draw")
    return {
        "cargo": Variable(("cargo",), np.array(names), "", "named cargo"),
        "cargo_delivered": Variable(
            dims, _over_arms(journey, met), "copies/cell", "copies in and on the vesicles taken up by the end"
        ),
        "cargo_cytosol": Variable(
            dims,
            _over_arms(journey, freed),
            "copies/cell",
            "most copies in the cytosol at a time; NaN if of the membrane",
        ),
    }


def _fields(journey: Journey) -> dict[str, Variable]:
    """Concentrations by depth and time, as quantiles over draws."""
    whole = np.stack([s.cells[:, :CLASSES].sum(axis=1) for s in journey.snapshots])
    protein = np.stack([s.cells[:, CLASSES] for s in journey.snapshots])
    dims = ("arm", "quantile", "time", "depth")
    rows = {
        "concentration": (whole, "particle/m^3", "whole vesicles in the fluid between cells"),
        "co_isolated": (protein, "kg/m^3", "co-isolated protein in the fluid between cells"),
    }
    return {
        name: Variable(dims, _over_arms(journey, np.quantile(values, QUANTILES, axis=1)), unit, meaning)
        for name, (values, unit, meaning) in rows.items()
    }


def _inputs(journey: Journey) -> dict[str, Variable]:
    """The draw table: samples of every input in its own unit."""
    rows = list(journey.plan.table)
    units = np.array([row.parameter.unit or "1" for row in rows])
    return {
        "input": Variable(("input",), np.array([row.path for row in rows]), "", "path of an input"),
        "input_unit": Variable(("input",), units, "", "unit of an input"),
        "input_value": Variable(
            ("input", "draw"), np.stack([row.samples for row in rows]), "", "samples of each input"
        ),
        "diameter": Variable(("draw", "traveller"), journey.harvest.diameter, "m", "hydrodynamic diameter"),
    }
