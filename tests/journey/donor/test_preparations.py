"""Does the way of isolation decide what comes along, and is an impossible purity refused?"""

from __future__ import annotations

import numpy as np
import pytest

from exoderm.errors import ScenarioError, UnknownName
from exoderm.journey.donor import cleaning
from exoderm.journey.donor.cleaning import Cleaning
from exoderm.journey.donor.harvest import harvest
from exoderm.journey.plan import build
from exoderm.library import card
from exoderm.scenario import from_data

METHODS = sorted(n for n, c in card.load("donor").items() if c.role == "preparation" and n != "undeclared_preparation")
DECLARED = {"concentration": "1e10 particle/mL"}


def plan(numbers=None, draws=32, **product):
    product = {"donor": "msc_umbilical", **product}
    return build(from_data({"product": product, "draws": draws, "set": numbers or {}}, "test"))


def per_protein(**changes):
    """Vesicles per mass of dissolved protein, (draw,)."""
    amount = harvest(plan(**changes)).amount
    return amount[:, :-1].sum(axis=1) / amount[:, -1]


def test_the_five_ways_are_there():
    assert METHODS == ["precipitation", "size_exclusion", "tangential_flow", "ultracentrifugation", "whole_medium"]


@pytest.mark.parametrize("method", METHODS)
def test_every_way_acts_on_grown_and_on_declared_contents(method):
    for more in ({}, DECLARED):
        bare, made = harvest(plan(**more)), harvest(plan(preparation=method, **more))
        assert not np.array_equal(bare.amount[:, -1], made.amount[:, -1])


def test_the_column_is_cleanest_and_whole_medium_dirtiest():
    """Vesicles per protein in the middle: medium < precipitate < pellet < column, each by more than half again."""
    order = ("whole_medium", "precipitation", "ultracentrifugation", "size_exclusion")
    middle = [np.median(per_protein(preparation=m, **DECLARED)) for m in order]
    assert (np.diff(np.log(middle)) > np.log(1.5)).all()


def test_whole_medium_is_the_medium():
    """Nothing lost and nothing concentrated: the content is cells times what each gave, over what a counter sees."""
    made = plan(preparation="whole_medium")
    assert (made.table.row("preparation.isolation.recovery").samples == 1).all()
    half = plan(preparation="whole_medium", numbers={"preparation.isolation.recovery": "0.5"})
    ten = plan(preparation="whole_medium", numbers={"preparation.isolation.reduction": "10"})
    vesicles = [harvest(p).amount[:, :-1].sum(axis=1) for p in (made, half, ten)]
    np.testing.assert_allclose(vesicles[1], 0.5 * vesicles[0], rtol=1e-12)
    np.testing.assert_allclose(vesicles[2], 10 * vesicles[0], rtol=1e-12)


def test_a_declared_purity_stands_whatever_the_way():
    amounts = [harvest(plan(preparation=m, purity="1e9 particle/ug", **DECLARED)).amount[:, -1] for m in METHODS]
    for amount in amounts[1:]:
        assert np.array_equal(amount, amounts[0])


def test_preference_moves_the_odds_and_even_odds_move_nothing():
    before = np.array([0.0, 0.2, 0.5, 1.0])
    same = cleaning.share(Cleaning(np.ones(4)), before)
    np.testing.assert_allclose(same, before, rtol=1e-12)
    np.testing.assert_allclose(cleaning.share(Cleaning(np.full(4, 4.0)), before), [0.0, 0.5, 0.8, 1.0], rtol=1e-12)


@pytest.mark.parametrize(
    ("donor", "purity"),
    [("msc_umbilical", "1e11 particle/ug"), ("ginger", "9e11 particle/ug"), ("liposome", "1e12 particle/ug")],
)
def test_a_purity_that_leaves_a_vesicle_its_protein_is_taken(donor, purity):
    assert plan(donor=donor, purity=purity, **DECLARED).table.row("donor.preparation.purity").set_by_user


def test_a_purity_beyond_a_vesicle_s_own_protein_is_refused():
    """A hundred proteins of 40 kDa weigh 6.6e-12 ug, so that no more than 1.5e11 vesicles weigh a microgram."""
    with pytest.raises(ScenarioError, match=r"1\.5e\+11 particle/ug at most"):
        plan(purity="2e11 particle/ug")


def test_the_limit_follows_the_protein_that_is_set():
    """With one protein molecule per vesicle a hundred times the purity is possible."""
    few = {"donor.population.protein_copies": "1 copies/particle"}
    assert plan(numbers=few, purity="9e11 particle/ug").draws == 32
    with pytest.raises(ScenarioError, match="leave the purity undeclared"):
        plan(purity="9e11 particle/ug")


@pytest.mark.parametrize(
    "product", [{"donor": "ultracentrifugation"}, {"preparation": "ginger"}, {"preparation": "ultracentrifuge"}]
)
def test_a_donor_is_no_preparation_and_a_preparation_no_donor(product):
    with pytest.raises(UnknownName):
        plan(**product)
