"""Do keys fit keyholes? Binding follows from what both sides bear, and from nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.journey import fitting, incubation
from exoderm.journey.cell.keyholes import KEYS, Keyholes, match, shares
from exoderm.journey.cell.uptake import Uptake, binding, cleared, half_saturation, largest
from exoderm.journey.donor.keys import Keys
from exoderm.journey.parameter import schema

SHARES = st.tuples(*[st.floats(0, 1)] * 4)
LEVELS = st.tuples(*[st.floats(0, 1e3)] * 4)
WELL = {"cell": "fibroblast", "cells": 1e4, "volume": "100 uL", "concentration": "1e7 particle/mL", "hours": 4.0,
        "donor": "msc", "draws": 12}  # fmt: skip


def holes(*by, room=2.0):
    return Keyholes(*(np.array([share]) for share in by), np.array([room]))


def fit(by, keys, room=2.0):
    return float(match(holes(*by, room=room), {n: np.array([x]) for n, x in zip(KEYS, keys, strict=True)})[0])


def test_both_sides_name_the_same_keys():
    assert set(schema(Keys)) == set(KEYS) == set(schema(Keyholes)) - {"headroom"}


@given(SHARES, st.floats(0, 100))
def test_ordinary_vesicles_bind_as_they_were_calibrated(by, room):
    assert fit(by, (1, 1, 1, 1), room) == pytest.approx(1.0)


@given(LEVELS, st.floats(0, 100))
def test_a_cell_without_keyholes_knows_no_keys(keys, room):
    assert fit((0, 0, 0, 0), keys, room) == 1.0


@given(SHARES, LEVELS, st.integers(0, 3))
def test_a_blocked_key_costs_its_share_and_no_more(by, keys, which):
    """Taking one key away from ordinary vesicles loses that keyhole's part of one, whatever the others are."""
    without = [0.0 if i == which else 1.0 for i in range(4)]
    part = list(shares(holes(*by)).values())[which][0]
    assert fit(by, without) == pytest.approx(1.0 - part)
    assert 0.0 <= fit(by, keys) <= 1.0 + 2.0 + 1e-9


@given(SHARES, LEVELS, st.integers(0, 3), st.floats(1, 50))
def test_more_keys_never_bind_less(by, keys, which, more):
    many = [x * more if i == which else x for i, x in enumerate(keys)]
    assert fit(by, many) >= fit(by, keys) - 1e-12


def test_keys_without_end_bind_as_far_as_there_is_room():
    """Half of the binding by one keyhole with room for twice as much again: 0.5 + 0.5 x 3."""
    assert fit((0.5, 0, 0, 0), (1e12, 1, 1, 1), room=2.0) == pytest.approx(2.0)
    assert fit((0.5, 0, 0, 0), (2.0, 1, 1, 1), room=2.0) == pytest.approx(0.5 + 0.5 * 2 * 3 / 4)


def lost_key(**given):
    """Taken up from a well by cells that hold a quarter by integrins, with and without that key on the vesicles."""
    numbers = {f"cell.fibroblast.keyholes.{name}": "0" for name in KEYS} | {"cell.fibroblast.keyholes.integrin": "0.25"}
    changed = given.pop("well", {})
    both = [incubation.simulate(incubation.choose(
        WELL | changed | {"set": numbers | {"donor.keys.integrin": level} | given}, "test"
    )) for level in ("1", "0")]  # fmt: skip
    return [dish.incubation.taken_up[-1] for dish in both], [dish.plan for dish in both]


def test_it_acts_on_the_on_rate_and_leaves_a_cell_s_sites_alone():
    """A quarter less of k_on and of what is cleared; the most that the cell can take in stays."""
    _, plans = lost_key()
    with_key, without = (plan.get("cell.fibroblast.uptake", Uptake) for plan in plans)
    np.testing.assert_allclose(binding(without) / binding(with_key), 0.75)
    np.testing.assert_allclose(cleared(without) / cleared(with_key), 0.75)
    np.testing.assert_allclose(half_saturation(without) / half_saturation(with_key), 4 / 3)
    np.testing.assert_allclose(largest(without), largest(with_key))


def test_cells_that_are_full_do_not_mind_a_lost_key():
    """A dilute fluid and slow cells: a quarter less is taken up. A flood of vesicles: next to nothing less."""
    slow = {"cell.fibroblast.uptake.clearance": "1e-10 mL/hour/cell"}
    (kept, lost), _ = lost_key(**slow)
    np.testing.assert_allclose(lost / kept, 0.75, rtol=5e-3)
    flood = {
        "cell.fibroblast.uptake.clearance": "1e-6 mL/hour/cell",
        "cell.fibroblast.uptake.sites": "99 particle/cell",
    }
    (kept, lost), _ = lost_key(**flood, well={"concentration": "1e12 particle/mL"})
    np.testing.assert_allclose(lost / kept, 1.0, rtol=0.02)


@pytest.mark.parametrize("donor", ["msc", "keratinocyte", "undeclared"])
def test_where_nothing_is_known_uptake_stays_as_calibrated(donor, plan):
    """Ordinary keys: no keyhole is drawn, none is shown, and the on-rate is the cell's own."""
    this = plan(draws=8, product={"donor": donor}, receivers=["fibroblast", "macrophage"])
    assert fitting.binding(this.acting, "fibroblast") is None
    assert not [row.path for row in this.table if ".keyholes." in row.path]
    for name in ("fibroblast", "macrophage"):
        uptake = this.get(f"cell.{name}.uptake", Uptake)
        np.testing.assert_array_equal(uptake.affinity, this.table.row(f"cell.{name}.uptake.affinity").samples)


def test_vesicles_of_lipids_alone_bind_less_to_skin_cells_and_platelets_more(plan):
    """Liposomes lack three keys of four; platelets have more of two. In nearly all draws."""
    found = {
        donor: fitting.binding(plan(draws=64, product={"donor": donor}, receivers=["fibroblast"]).acting, "fibroblast")
        for donor in ("liposome", "platelet")
    }
    assert (found["liposome"] < 1.0).mean() > 0.95
    assert np.median(found["liposome"]) < 0.7
    assert np.median(found["platelet"]) > 1.1


def test_phagocytes_hold_by_phosphatidylserine_what_fibroblasts_do_not(plan):
    """Liposomes with much of it and without: macrophages feel it more than fibroblasts do."""

    def bound(cell, level):
        this = plan(
            draws=64, product={"donor": "liposome"}, receivers=[cell], set={"donor.keys.phosphatidylserine": level}
        )
        return fitting.binding(this.acting, cell)

    gained = {cell: np.median(bound(cell, "3") - bound(cell, "0")) for cell in ("macrophage", "fibroblast")}
    assert gained["macrophage"] > 0.1 > gained["fibroblast"] / 2
    assert gained["macrophage"] > 2 * gained["fibroblast"]
