"""Does a well keep to what diffusion allows, and to the same numbers as skin?"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from exoderm.errors import ScenarioError, UnknownName
from exoderm.journey import incubation
from exoderm.journey.cell.endosome import Endosome
from exoderm.journey.cell.escape import Escape
from exoderm.journey.cell.uptake import Uptake
from exoderm.journey.cell.well import Well, ceiling, incubate
from exoderm.journey.physics import BODY, free_diffusion

CELL = {
    "clearance": 1e-17, "affinity": 1.0, "sites": 1e9, "internalisation": 2e-3, "detachment": 0.0,
    "density_epidermis": 0.0, "density_dermis": 0.0, "shallowest": 0.0, "phagocyte": 0.0,
}  # fmt: skip
NINETY_SIX = Well(depth=1e-7 / 0.32e-4, cells_per_area=1e4 / 0.32e-4)
"""100 uL over 1e4 cells on 0.32 cm^2."""
DAY = 86400.0


def leave(times=(3600.0, DAY), nm=100.0, per_ml=1e9, well=NINETY_SIX, share=0.1, **given):
    """One draw, one size class."""
    uptake = Uptake(**{k: np.array([v]) for k, v in (CELL | given).items()})
    rest = (Endosome(np.array([2e-4]), np.array([2e-4])),
            Escape(np.array([share]), np.array([5e-6]), np.array([100.0])))  # fmt: skip
    return incubate(uptake, *rest, np.array([[nm * 1e-9]]), np.array([[per_ml * 1e6]]), well, times)


def test_diffusion_brings_no_more_than_28_per_cent_in_a_day():
    """100 nm in 100 uL on 0.32 cm^2: cells that take all that comes take what the closed form says, 0.27 to 0.28."""
    most = float(ceiling(free_diffusion(1e-7, BODY), NINETY_SIX.depth, DAY))
    assert most == pytest.approx(0.28, abs=0.012)
    greedy = leave(clearance=1e-10)
    for k, seconds in ((1, 3600.0), (2, DAY)):
        allowed = float(ceiling(free_diffusion(1e-7, BODY), NINETY_SIX.depth, seconds))
        assert greedy.taken_up[k, 0] / greedy.offered[0] == pytest.approx(allowed, rel=3e-3)


def test_the_ceiling_is_smooth_between_its_two_forms_and_ends_at_all():
    times = np.geomspace(1.0, 1e9, 400)
    shares = ceiling(6.5e-12, 3e-3, times)
    assert (np.diff(shares) >= -1e-12).all()
    assert shares[-1] == pytest.approx(1.0)
    early = 2.0 * np.sqrt(6.5e-12 * times / math.pi) / 3e-3
    np.testing.assert_allclose(shares[early < 0.1], early[early < 0.1], rtol=1e-9)


@pytest.mark.parametrize(("nm", "share"), [(150.0, 0.22), (70.0, 0.33)])
def test_small_vesicles_come_further(nm, share):
    assert float(ceiling(free_diffusion(nm * 1e-9, BODY), NINETY_SIX.depth, DAY)) == pytest.approx(share, abs=0.015)


def test_no_cell_takes_more_than_the_ceiling_and_each_vesicle_is_somewhere():
    for clearance in (1e-18, 1e-16, 1e-14, 1e-12):
        done = leave(clearance=clearance)
        allowed = float(ceiling(free_diffusion(1e-7, BODY), NINETY_SIX.depth, DAY))
        assert done.taken_up[-1, 0] / done.offered[0] <= allowed * (1 + 3e-3)
        assert done.residual[0] < 1e-12
        np.testing.assert_allclose(sum(done.fates.values()), done.taken_up, rtol=1e-12)


def test_a_slow_cell_takes_its_clearance_times_the_concentration():
    """Far below the ceiling the whole medium stays as it was: CL C t per cell, as in the dermis."""
    done = leave(clearance=1e-19)
    assert done.taken_up[-1, 0] == pytest.approx(1e-19 * 1e15 * DAY, rel=5e-3)


def test_uptake_halves_at_half_saturation():
    """Shallow medium over few cells, so that nothing is used up: at C_half the share taken is half that of few."""
    shallow = Well(depth=1e-4, cells_per_area=1e4)
    half = 1e3 * 2e-3 / 1e-17 / 1e6  # per mL
    few, at_half = (leave(well=shallow, sites=1e3, per_ml=c) for c in (half * 1e-4, half))
    shares = [d.taken_up[-1, 0] / d.offered[0] for d in (few, at_half)]
    assert shares[1] / shares[0] == pytest.approx(0.5, rel=1e-2)


def test_a_deeper_medium_offers_more_but_lets_a_smaller_share_arrive():
    shares = [leave(clearance=1e-12, well=replace(NINETY_SIX, depth=d)) for d in (1.5e-3, 3e-3, 6e-3)]
    got = [d.taken_up[-1, 0] / d.offered[0] for d in shares]
    assert got[1] / got[0] == pytest.approx(0.5, rel=0.06)
    assert got[2] / got[1] == pytest.approx(0.5, rel=0.02)


def test_blocked_binding_and_no_escape_are_nulls():
    none = leave(clearance=0.0)
    assert none.taken_up[-1, 0] == 0.0
    np.testing.assert_allclose(none.fluid, none.offered[0], rtol=1e-12)
    open_, shut = leave(share=0.2), leave(share=0.0)
    np.testing.assert_array_equal(open_.taken_up, shut.taken_up)
    assert shut.fates["cytosol"][-1, 0] == 0.0
    assert open_.fates["cytosol"][-1, 0] > 0.0


ASKED = {"cell": "keratinocyte", "cells": 1e4, "volume": "100 uL", "concentration": "1e9 particle/mL", "hours": 24.0}


def dish(**changes):
    return incubation.simulate(incubation.choose({**ASKED, "draws": 64, **changes}, "test"))


def test_an_hour_in_a_well_takes_about_a_hundredth():
    """Calibration, not validation: 1 % of what is offered in one hour and 4 % in four, within a factor of three."""
    for hours, told in ((1.0, 0.01), (4.0, 0.04)):
        done = dish(hours=hours, cells=2.5e4).incubation
        assert told / 3 < np.median(done.taken_up[-1] / done.offered) < told * 3


def test_the_well_of_the_textbook_brings_few_copies():
    """1e4 particles per cell: 1 to 25 % inside after a day, and of one microRNA far less than a cell would notice."""
    made = dish(donor="msc")
    paper = incubation.document(made, 0.0)
    by = {a["id"]: a for a in paper["answers"]}
    assert by["offered"]["median"] == pytest.approx(1e4)
    assert 0.005 < by["internalised_share"]["low"] < by["internalised_share"]["median"] < 0.25
    assert by["internalised_share"]["high"] < by["ceiling"]["high"]
    assert 1e-3 < by["copies"]["median"] < 6.0
    assert paper["chance_noticed"] == 0.0
    assert by["internalised_share"]["unknown"]["text"] == "how fast skin cells take up vesicles"
    assert by["internalised_share"]["grade"] == 1


def test_vesicles_that_carry_more_bring_more_and_ten_times_the_dose_ten_times_as_many():
    one, ten = (dish(concentration=f"{c} particle/mL", set={"cell.keratinocyte.uptake.sites": "1e6 particle/cell"})
                for c in ("1e7", "1e8"))  # fmt: skip
    np.testing.assert_allclose(ten.copies / one.copies, 10.0, rtol=0.02)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"cell": "keratinocite"}, UnknownName), ({"donor": "mcs"}, UnknownName), ({"volume": "100 mm"}, ScenarioError),
     ({"hours": 0.0}, ScenarioError), ({"volume": "100 mL"}, ScenarioError), ({"cell_count": 3}, ScenarioError)],
)  # fmt: skip
def test_what_cannot_be_is_refused(changes, refusal):
    with pytest.raises(refusal):
        dish(**changes)
