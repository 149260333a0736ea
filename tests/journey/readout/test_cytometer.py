"""Does an instrument call cells positive for what is in them, and the right share of those with nothing?"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from exoderm.journey.readout.cytometer import Cytometer, at_least, needed, positive, visible

LABEL = {
    "autofluorescence": 1e4, "background_spread": 0.5, "gate": 0.01, "labelled": 0.5, "fluorophores": 20.0,
    "bright": 0.5, "fading": 1e-4, "surface": 1.0, "uptake_spread": 0.5,
}  # fmt: skip
FATES = ("bound", "endosome", "recycled", "lysosome", "cytosol")


def instrument(**changed):
    return Cytometer(**{name: np.array([value]) for name, value in (LABEL | changed).items()})


def share(held, **changed):
    return float(positive(instrument(**changed), np.array([held]))[0])


def test_cells_given_nothing_are_positive_as_often_as_the_gate_says():
    """The null case: no vesicle, no label, no light of the label, each leaves the gate's own share and no more."""
    assert share(0.0) == pytest.approx(0.01)
    assert share(1e6, labelled=0.0) == pytest.approx(0.01)
    assert share(1e6, bright=0.0) == pytest.approx(0.01)
    assert share(0.0, gate=0.05) == pytest.approx(0.05)


def test_a_middle_cell_needs_what_its_own_light_and_the_gate_ask():
    """exp(0.5 x 2.326) - 1 = 2.2 times ten thousand, at ten bright molecules each: some 2,200 labelled vesicles."""
    expected = math.ceil(1e4 * (math.exp(0.5 * 2.3263478740408408) - 1.0) / 10.0)
    assert needed(instrument())[0] == pytest.approx(expected, abs=1)
    assert needed(instrument(autofluorescence=1e3))[0] == pytest.approx(expected / 10, abs=1)
    assert needed(instrument(autofluorescence=1.0))[0] == 1


def test_against_cells_thrown_one_by_one():
    """Two hundred thousand cells with light, uptake and vesicles of their own: the same share within a hundredth."""
    random = np.random.default_rng(7)
    for held, changed in ((4e3, {}), (8.0, {"autofluorescence": 30.0}), (1.0, {"autofluorescence": 1.0})):
        this = LABEL | changed
        own = this["autofluorescence"] * np.exp(this["background_spread"] * random.standard_normal(200_000))
        takes = np.exp(this["uptake_spread"] * random.standard_normal(own.size) - this["uptake_spread"] ** 2 / 2)
        light = own + 10.0 * random.poisson(this["labelled"] * held * takes)
        gate = this["autofluorescence"] * math.exp(this["background_spread"] * 2.3263478740408408)
        assert share(held, **changed) == pytest.approx((light > gate).mean(), abs=0.012)


def test_one_vesicle_is_enough_where_cells_are_dark():
    """Without spread of uptake and next to no light of their own: 1 - exp(-labelled vesicles), beside the gate."""
    for held in (0.1, 1.0, 4.0):
        expected = 0.01 + 0.99 * -math.expm1(-0.5 * held)
        assert share(held, autofluorescence=1.0, uptake_spread=0.0) == pytest.approx(expected, rel=1e-9)


@given(st.floats(0, 1e6), st.floats(1, 10), st.floats(1, 1e5), st.floats(0, 1.5), st.floats(0, 1.5))
def test_more_vesicles_never_make_fewer_cells_positive(held, more, own, spread, takes):
    less, most = (share(v, autofluorescence=own, background_spread=spread, uptake_spread=takes)
                  for v in (held, held * more))  # fmt: skip
    assert 0.01 - 1e-12 <= less <= most + 1e-6 <= 1.0 + 2e-6


def test_cells_that_glow_more_hide_more():
    shares = [share(2e3, autofluorescence=own) for own in (1e3, 1e4, 1e5)]
    assert shares[0] > shares[1] > shares[2]
    assert shares[0] > 0.9
    assert shares[2] < 0.05


def test_what_is_seen_is_what_is_left_of_the_label():
    """Recycled is gone, bound counts by its share; ten half-lives in lysosomes leave nothing, no fading leaves all."""
    fates = {name: np.array([[0.0], [1.0]]) for name in FATES}
    times = [0.0, 1e4]

    def seen(**changed):
        return float(visible(instrument(**changed), times, fates)[-1, 0])

    assert seen(fading=0.0) == pytest.approx(4.0)
    assert seen(fading=0.0, surface=0.25) == pytest.approx(3.25)
    assert seen(fading=1e-4) == pytest.approx(3.0 - math.expm1(-1.0))
    standing = {name: np.ones((2, 1)) for name in FATES}
    assert float(visible(instrument(), [0.0, 1e6], standing)[-1, 0]) == pytest.approx(3.0, rel=1e-6)


def test_counts_by_chance_agree_with_the_poisson_law():
    """One, two, ten or three hundred asked: within four thousandths of the exact chance, and rising with what comes."""
    for few in (1.0, 2.0, 10.0, 300.0):
        expected = few * np.geomspace(0.05, 5.0, 60)
        chance = at_least(np.full(60, few), expected)
        np.testing.assert_allclose(chance, poisson.sf(few - 1, expected), atol=4e-3)
        assert (np.diff(chance) >= -1e-6).all()
