"""Does the choice of unit matter, and does a dose of twice as much do twice as much where it should?"""

from __future__ import annotations

import numpy as np
import pytest

from exoderm.journey import account
from exoderm.journey.cell.uptake import Uptake

DILUTE = {"concentration": "1e4 particle/mL"}
"""So little that vesicles neither meet each other nor fill a wall or a cell."""
ROUTES = ["topical", "microneedle_roller", "intradermal"]
SMALL = {"volume": "0.2 mL", "area": "10 cm^2"}


def amounts(journey):
    """What a user reads, in particles."""
    end = journey.end
    numbers = {name: share for name, share in account.ledger(journey).items() if share.any()}
    numbers |= {"living": account.reached(journey, end, *account.LIVING), "taken": account.taken_up(journey, end)}
    return numbers | {f"per {c.name}": c.vesicles_per_cell for c in account.receivers(journey)}


@pytest.mark.parametrize("route", ROUTES)
def test_units_are_a_matter_of_taste(travel, route):
    """The same scenario in millilitres and days, and in cubic metres and seconds: the same numbers to rounding."""
    one = travel(
        route=route, draws=4, dose=SMALL, product={"volume": "15 mL", "concentration": "1e10 particle/mL", "ph": "6"},
        storage=[{"temperature": "25 degC", "duration": "2 day"}], set={"skin.layers.dermis": "1.1 mm"},
    )  # fmt: skip
    other = travel(
        route=route, draws=4, dose={"volume": "2e-7 m^3", "area": "0.001 m^2"},
        product={"volume": "15000 uL", "concentration": "1e16 particle/m^3", "ph": "6.0"},
        storage=[{"temperature": "298.15 K", "duration": "172800 s"}], set={"skin.layers.dermis": "1100 um"},
    )  # fmt: skip
    for name, value in amounts(one).items():
        np.testing.assert_allclose(amounts(other)[name], value, rtol=1e-9, atol=1e-30, err_msg=name)


@pytest.mark.parametrize("route", ROUTES)
def test_twice_the_vesicles_are_twice_as_many_everywhere(travel, route):
    """In a dilute product every amount doubles with the count on the label, in every layer and entry of the ledger."""
    one = travel(route=route, draws=4, product=DILUTE, dose=SMALL).end
    two = travel(route=route, draws=4, product={"concentration": "2e4 particle/mL"}, dose=SMALL).end
    for name in ("offered", "sinks", "taken_up", "fates", "exposure"):
        a, b = getattr(one.book, name)[:, :4], getattr(two.book, name)[:, :4]
        np.testing.assert_allclose(b, 2 * a, rtol=1e-5, atol=1e-12 * one.book.offered.max(), err_msg=name)
    scale = np.abs(one.cells).max()
    np.testing.assert_allclose(two.cells[:, :4], 2 * one.cells[:, :4], rtol=1e-5, atol=1e-9 * scale)


@pytest.mark.parametrize("route", ROUTES)
def test_the_same_film_on_twice_the_skin_is_the_same_per_cell(travel, route):
    """Twice the volume on twice the area: nothing changes per area or per cell, and totals double."""
    one = travel(route=route, draws=4, dose={"volume": "0.2 mL", "area": "20 cm^2"})
    two = travel(route=route, draws=4, dose={"volume": "0.4 mL", "area": "40 cm^2"})
    np.testing.assert_allclose(two.end.cells, one.end.cells, rtol=1e-9, atol=1e-300)
    for a, b in zip(account.receivers(one), account.receivers(two), strict=True):
        np.testing.assert_allclose(b.vesicles_per_cell, a.vesicles_per_cell, rtol=1e-9)
    np.testing.assert_allclose(account.opened(two), 2 * account.opened(one), rtol=1e-12)
    np.testing.assert_allclose(account.taken_up(two, two.end), 2 * account.taken_up(one, one.end), rtol=1e-9)


def test_uptake_saturates_at_huge_doses_and_not_at_small_ones(travel):
    """Captured share of what was injected: the same at 1e3 and 1e5 per mL, far less at 1e15."""
    shares = []
    for count in ("1e3", "1e5", "1e15"):
        journey = travel(
            route="intradermal", dose=SMALL, draws=4, product={"concentration": f"{count} particle/mL"}, storage=[
                {"temperature": "4 degC", "duration": "0 day"}
            ],
        )  # fmt: skip
        shares.append(account.taken_up(journey, journey.end) / account.opened(journey))
    np.testing.assert_allclose(shares[1], shares[0], rtol=1e-3)
    assert (shares[2] < 0.5 * shares[0]).all()
    assert (shares[2] > 0.0).all()


def test_a_saturated_cell_takes_no_more_than_its_most(travel):
    """At 1e14 per mL the captures of a day stay below sites x internalisation x a day for each fibroblast."""
    journey = travel(route="intradermal", dose=SMALL, draws=4, product={"concentration": "1e14 particle/mL"})
    each = {c.name: c.vesicles_per_cell for c in account.receivers(journey)}["fibroblast"]
    capture = journey.plan.get("cell.fibroblast.uptake", Uptake)
    most = capture.sites * capture.internalisation * journey.plan.seconds
    assert (each <= most * (1 + 1e-9)).all()
    assert (each > 0.1 * most).any()


def test_medians_do_not_hang_on_the_seed(travel):
    """Two seeds, 96 draws each: medians of the share in living skin agree within the spread of the draws."""
    medians = []
    for seed in (1, 2):
        journey = travel(draws=96, seed=seed, route="microneedle_roller", weeks=0.05)
        share = account.reached(journey, journey.end, *account.LIVING) / account.opened(journey)
        medians.append(np.log10(np.median(share)))
        spread = np.std(np.log10(share))
    assert abs(medians[0] - medians[1]) < 4 * 1.25 * spread * np.sqrt(2 / 96)
