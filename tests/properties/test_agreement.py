"""Does a solver that others wrote say the same, with the equations typed in a second time?

`tests/helpers/referee.py` is that second telling. Here it is asked of each route on each condition and of some
generated scenarios; `test_arithmetic.py` asks it of five hundred.
"""

from __future__ import annotations

from itertools import product

import pytest
from anything import CARDS, SYSTEMIC, taken_off
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from referee import apart

from exoderm.journey.run import simulate

VESICLES, COMPANION = (0, 3), (4,)
"""The smallest and the largest class; the protein beside them."""


def agree(journey):
    """No layer, store or entry is farther from the referee than 1e-3 of all that was offered."""
    for traveller in (*VESICLES, *COMPANION):
        far = apart(journey, traveller)
        assert far.share <= 1e-3, (traveller, far)


@settings(max_examples=24, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_generated_journeys_agree_with_lsoda(scenarios, data):
    """24 scenarios over all cards, half of them with numbers far beyond: 1e-3 of the dose per layer and entry."""
    journey = simulate(data.draw(scenarios(most_doses=2, draws=(1, 1))))
    agree(journey)


ROUTES = [name for name in CARDS["route"] if name not in SYSTEMIC]
CONDITIONS = CARDS["condition"]
COVERED = (False, True)
EVERY = list(product(ROUTES, CONDITIONS, COVERED))
SOME = sorted(
    {(route, CONDITIONS[i % len(CONDITIONS)], COVERED[i % 2]) for i, route in enumerate(ROUTES)}
    | {("topical", condition, False) for condition in CONDITIONS}
    | {(route, "intact", False) for route in ROUTES}
)
"""Each route on undamaged skin and on one other condition, and each condition under a drying film."""


@pytest.mark.parametrize(("route", "condition", "covered"), SOME)
def test_each_route_and_each_condition_agrees_with_lsoda(travel, route, condition, covered):
    """Two doses and a wash-off within three days, numbers as on the cards: 1e-3 of the dose."""
    data = two_doses(route, condition, covered, taken_off(route))
    agree(travel(data))


@pytest.mark.nightly
@pytest.mark.parametrize(("route", "condition", "covered"), EVERY)
def test_each_route_on_each_condition_agrees_with_lsoda(travel, route, condition, covered):
    """All of them: 1e-3 of the dose."""
    data = two_doses(route, condition, covered, taken_off(route))
    agree(travel(data))


@pytest.mark.parametrize("covered", COVERED)
def test_an_open_wound_agrees_with_lsoda(travel, covered):
    """What it weeps keeps a dose wet, so that no film dries over raw tissue: 1e-3 of the dose."""
    for seed in (7, 8, 9, 10):
        data = two_doses("topical", "wounded", covered, True) | {"seed": seed}
        agree(travel(data))


@pytest.mark.parametrize("donor", ["liposome", "ginger"])
def test_vesicles_with_other_keys_agree_with_lsoda(travel, donor):
    """Keys that cells lack, or that they have more of, in the binding to cells: 1e-3 of the dose."""
    product = {"donor": donor, "concentration": "1e10 particle/mL"}
    data = two_doses("intradermal", "intact", False, False) | {"product": product}
    agree(travel(data))


def two_doses(route, condition, covered, taken_off):
    """A scenario with the numbers of the cards; an injection is not washed off."""
    data = {
        "product": {"donor": "msc_umbilical", "concentration": "1e10 particle/mL"},
        "storage": [{"temperature": "4 degC", "duration": "7 day"}],
        "route": route,
        "dose": {"volume": "1 mL", "area": "100 cm^2", "occluded": covered},
        "regimen": {"doses": 2, "every": "1 day"},
        "person": {"condition": condition},
        "weeks": 3 / 7,
        "draws": 1,
        "seed": 7,
    }
    if taken_off:
        data["dose"]["contact"] = "20 hour"
    return data
