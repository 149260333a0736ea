"""Whatever is said of the donor and the isolation: is what fills the vial finite, positive and the same each time?"""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from exoderm.bounds import UNDECLARED
from exoderm.journey.donor import grow
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.plan import build
from exoderm.library import card
from exoderm.scenario import from_data

CARDS = card.load("donor")
DONORS = sorted(n for n, c in CARDS.items() if not c.role)
WAYS = [UNDECLARED, *sorted(n for n, c in CARDS.items() if c.role)]


def has(donor: str, mechanism: str) -> bool:
    return any(mechanism in c.mechanisms for c in card.chain("donor", donor))


@st.composite
def products(draw):
    """A donor, and of its state only what its card answers to."""
    donor = draw(st.sampled_from(DONORS))
    product = {"donor": donor, "preparation": draw(st.sampled_from(WAYS))}
    if draw(st.booleans()):
        product["concentration"] = f"{draw(st.floats(1e4, 1e13)):.4g} particle/mL"
    if has(donor, "biogenesis"):
        state = {"stress": draw(st.floats(0, 1)), "senescent_share": draw(st.floats(0, 1))}
        state["culture"] = draw(st.sampled_from(["2d", "3d", "hypoxia", UNDECLARED]))
        if has(donor, "ageing"):
            state["age"] = draw(st.integers(0, 120))
        if "concentration" not in product:
            state["collection"] = f"{draw(st.floats(0.5, 720)):.4g} hour"
        product["donor_state"] = {key: state[key] for key in draw(st.sets(st.sampled_from(sorted(state))))}
    return product


@settings(max_examples=60)
@given(product=products(), seed=st.integers(0, 10**6))
def test_any_donor_in_any_state_fills_a_vial(product, seed):
    data = {"product": product, "draws": 4, "seed": seed}
    one, two = (build(from_data(data, "test")) for _ in range(2))
    filled = harvest(one)
    assert np.isfinite(filled.amount).all()
    assert (filled.amount > 0).all()
    assert np.array_equal(filled.amount, harvest(two).amount)
    preparation, row = one.acting["donor.preparation"], one.table.row(grow.CONCENTRATION)
    assert np.array_equal(preparation.concentration, row.samples)
    assert row.follows == ("concentration" not in product and has(product["donor"], "biogenesis"))
    assert ((preparation.vesicle_share > 0) & (preparation.vesicle_share <= 1)).all()
    vesicles = preparation.concentration * preparation.counting_error * preparation.vesicle_share
    np.testing.assert_allclose(filled.amount[:, :CLASSES].sum(axis=1), vesicles, rtol=1e-12)
    share = grow.carriers(one.acting)
    assert share is None or ((share > 0) & (share <= 1)).all()
