"""Does each receiver get what its place and number make of it, and is no vesicle eaten twice?"""

from __future__ import annotations

import numpy as np
import pytest

from exoderm.journey import account
from exoderm.journey.cell.uptake import Uptake, cleared
from exoderm.journey.donor.harvest import CLASSES
from exoderm.journey.skin.terms import SINKS
from exoderm.library import card

INJECTED = {"route": "intradermal", "dose": {"volume": "0.2 mL", "area": "10 cm^2"}, "draws": 4}
EATEN = SINKS.index("phagocytes")


def got(journey):
    return {r.name: r for r in account.receivers(journey)}


@pytest.fixture(scope="module")
def everyone(travel):
    return travel(**INJECTED, receivers=sorted(name for name, c in card.load("cell").items() if c.role != "base"))


def test_each_card_is_a_receiver_with_fates_that_add_up(everyone):
    assert {"melanocyte", "macrophage", "langerhans", "papilla", "endothelial"} <= set(got(everyone))
    for cell in got(everyone).values():
        whole = sum(cell.fates.values())
        np.testing.assert_allclose(whole[-1], cell.vesicles_per_cell, rtol=1e-9, atol=1e-250)
    assert np.abs(everyone.residual).max() < 1e-12


def test_epidermal_cells_are_counted_as_under_a_square_millimetre_of_epidermis(everyone):
    """Melanocytes and Langerhans cells: 1,999 and 1,394 per mm2 over 40 to 75 um, so here within a factor of three."""
    for name, counted in (("melanocyte", 1999.0), ("langerhans", 1394.0)):
        per_mm2 = got(everyone)[name].cells_per_area * 1e-6
        assert (counted / 3 < per_mm2).all()
        assert (per_mm2 < counted * 3).all()


def test_asking_about_phagocytes_moves_their_part_of_the_sink_to_them(travel):
    """Langerhans cells eat in the epidermis alone; the sink of the dermis stays, that of the epidermis gives way."""
    without, with_ = (travel(**INJECTED, receivers=r) for r in (["fibroblast"], ["fibroblast", "langerhans"]))
    for layer, same in (("dermis", True), ("epidermis", False)):
        where = without.depth.mask(layer)
        before, after = (j.rates[:, :CLASSES, EATEN][:, :, where] for j in (without, with_))
        assert (before > 0.0).all()
        assert np.array_equal(before, after) is same
        assert (after <= before).all()


def test_what_is_left_of_the_sink_is_what_others_eat(travel):
    """Each draw: sink before = sink after + CL rho / fluid, as far as the sink reaches."""
    eaters = {"density_dermis": "1 cell/mm^3", "clearance": "4e-8 mL/hour/cell"}
    few = {"skin.clearance.phagocytes": "0.5 1/hour", "skin.layers.dermis_fluid": "0.4", "skin.hindrance.binding": "0"}
    few |= {f"cell.macrophage.uptake.{name}": text for name, text in eaters.items()}
    journey = travel(**INJECTED, receivers=["macrophage"], set=few)
    theirs = 4e-8 * 1e3 / 0.4 / 3600.0
    left = journey.rates[:, 0, EATEN][:, journey.depth.mask("dermis")]
    np.testing.assert_allclose(left, 0.5 / 3600.0 - theirs, rtol=1e-9)


def test_what_the_keyholes_of_macrophages_do_not_hold_goes_to_nobody_else(travel):
    """Vesicles without keys: macrophages take less, and the sink of those not asked about stays as it was."""
    common = {**INJECTED, "receivers": ["macrophage"]}
    keyless = {f"donor.keys.{key}": "0" for key in ("integrin", "heparan", "phosphatidylserine", "sugar")}
    ordinary, bare = travel(**common), travel(**common, set=keyless)
    assert np.array_equal(ordinary.rates[:, :CLASSES, EATEN], bare.rates[:, :CLASSES, EATEN])
    taken = [account.receivers(j)[0].vesicles_per_cell for j in (ordinary, bare)]
    assert (taken[1] < taken[0]).all()


def test_phagocytes_that_take_what_the_sink_takes_change_nothing_for_others(travel):
    """Far from saturation, macrophages of just the sink's rate: fibroblasts get the same, none is eaten twice."""
    numbers = {"skin.clearance.phagocytes": "0.06 1/hour", "skin.layers.dermis_fluid": "0.4"}
    numbers |= {"skin.hindrance.binding": "0"}
    eaters = {"cell.macrophage.uptake.clearance": "2.4e-8 mL/hour/cell",
              "cell.macrophage.uptake.density_dermis": "1000 cell/mm^3",
              "cell.macrophage.uptake.sites": "1e8 particle/cell"}  # fmt: skip
    common = {**INJECTED, "product": {"concentration": "1e6 particle/mL"}}
    alone = travel(**common, receivers=["fibroblast"], set=numbers)
    both = travel(**common, receivers=["fibroblast", "macrophage"], set=numbers | eaters)
    np.testing.assert_allclose(got(both)["fibroblast"].vesicles_per_cell, got(alone)["fibroblast"].vesicles_per_cell,
                               rtol=1e-3)  # fmt: skip
    eaten, moved = alone.end.book.sinks[:, :CLASSES, EATEN], both.end.book.taken_up[:, :CLASSES, 1]
    rest = both.end.book.sinks[:, :CLASSES, EATEN]
    np.testing.assert_allclose(moved + rest, eaten, rtol=2e-3)
    assert (rest < 0.2 * eaten).all()  # epidermis and junction, where there are no macrophages


def test_a_receiver_that_is_not_there_gets_nothing_and_takes_from_no_one(travel):
    gone = {"cell.melanocyte.uptake.density_epidermis": "0 cell/mm^3"}
    alone, beside = (
        travel(**INJECTED, receivers=r, set=s) for r, s in ((["fibroblast"], {}), (["fibroblast", "melanocyte"], gone))
    )
    assert (got(beside)["melanocyte"].vesicles_per_cell == 0.0).all()
    assert (got(beside)["melanocyte"].copies_per_cell == 0.0).all()
    np.testing.assert_allclose(
        got(beside)["fibroblast"].vesicles_per_cell, got(alone)["fibroblast"].vesicles_per_cell, rtol=1e-12
    )


def test_papilla_cells_lie_below_what_a_needle_left_above_them(travel):
    """Same density and clearance, no drift: cells from 0.6 mm on get less of a shallow dose than those from the top."""
    same = {f"cell.{c}.uptake.{k}": v for c in ("fibroblast", "papilla") for k, v in
            (("clearance", "4e-8 mL/hour/cell"), ("density_dermis", "100 cell/mm^3"), ("sites", "1e4 particle/cell"),
             ("internalisation", "5 1/hour"))}  # fmt: skip
    same |= {"cell.papilla.uptake.shallowest": "0.6 mm", "skin.layers.dermis": "1.2 mm", "skin.flow.velocity": "0 um/s"}
    needled = {"card": "microneedle_roller", "settings": {"needle_length": "0.25 mm"}}
    cells = got(travel(route=needled, draws=4, receivers=["fibroblast", "papilla"], set=same))
    assert (cells["papilla"].vesicles_per_cell < 0.3 * cells["fibroblast"].vesicles_per_cell).all()
    assert (cells["papilla"].cells_per_area < 0.7 * cells["fibroblast"].cells_per_area).all()
    below = same | {"cell.papilla.uptake.shallowest": "3 mm"}
    none = got(travel(route=needled, draws=2, receivers=["fibroblast", "papilla"], set=below))["papilla"]
    assert (none.vesicles_per_cell == 0.0).all()


def test_no_escape_brings_no_copies_but_the_same_uptake(travel):
    open_, shut = (
        got(travel(**INJECTED, receivers=["fibroblast"], set={"cell.fibroblast.escape.share": s}))["fibroblast"]
        for s in ("0.2", "0")
    )
    np.testing.assert_array_equal(open_.vesicles_per_cell, shut.vesicles_per_cell)
    assert (shut.copies_per_cell == 0.0).all()
    assert (open_.copies_per_cell > 0.0).all()


def test_well_and_dermis_use_one_number(plan):
    """The clearance drawn for a cell does not hang on where it is asked about."""
    from exoderm.journey import incubation

    made = plan(receivers=["fibroblast"], draws=16)
    asked = {"cell": "fibroblast", "cells": 1e4, "volume": "100 uL", "concentration": "1e9 particle/mL", "hours": 1.0}
    dish = incubation.simulate(incubation.choose({**asked, "draws": 16}, "test"))
    both = (cleared(p.get("cell.fibroblast.uptake", Uptake)) for p in (made, dish.plan))
    np.testing.assert_array_equal(*both)


def test_phagocytes_are_marked_on_their_cards_and_no_one_else_is():
    marked = {
        name for name, c in card.load("cell").items() for m, p, v in c.values() if p == "phagocyte" and v.value == "1"
    }
    assert marked == {"langerhans", "macrophage"}
