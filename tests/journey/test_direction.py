"""Does each cause push the answer the way physics and the literature say, by about as much, and nothing else?"""

from __future__ import annotations

import numpy as np
import pytest

from exoderm.errors import InputError, UnknownName
from exoderm.journey import account
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.summary import summarise
from exoderm.journey.vial.keep import keep

MANY = {"draws": 32}
"""Same seed, so that draws pair up: each comparison holds draw by draw unless a median is asked for."""


def living(journey):
    """Share of the opened dose that reached living layers."""
    return account.reached(journey, journey.end, *account.LIVING) / account.opened(journey)


def entered(journey):
    return account.entered(journey, journey.end) / account.opened(journey)


def per_cell(journey, name):
    return next(c for c in account.receivers(journey) if c.name == name).vesicles_per_cell


@pytest.fixture(scope="module")
def kept(plan):
    """Share of whole vesicles after storage, (draw,), and of each size class, (draw, class)."""

    def go(storage, **changes):
        this = plan(draws=16, storage=storage, **changes)
        filled = harvest(this)
        share = keep(this, filled).amount[:, :CLASSES] / filled.amount[:, :CLASSES]
        return share.mean(axis=1), share

    return go


def spell(degrees=4, days=30, **more):
    return [{"temperature": f"{degrees} degC", "duration": f"{days} day", **more}]


# Routes --------------------------------------------------------------------------------------------------------------


def test_undamaged_skin_lets_almost_no_vesicle_through(travel):
    """Less than one in a thousand in every draw's day, and about one in a hundred thousand in the middle."""
    share = living(travel(**MANY))
    assert share.max() < 1e-3
    assert 1e-7 < np.median(share) < 1e-4


def test_stripped_skin_lets_more_through(travel):
    """At least tenfold in the middle, and never less in any draw."""
    intact, stripped = (living(travel(**MANY, person={"condition": c})) for c in ("intact", "tape_stripped"))
    assert (stripped > intact).all()
    assert np.median(stripped / intact) > 10


def test_needles_let_more_through(travel):
    """Tenfold or more in the middle, and never less in any draw."""
    plain, needled = (living(travel(**MANY, route=r)) for r in ("topical", "microneedle_roller"))
    assert (needled > plain).all()
    assert np.median(needled / plain) > 10


def test_a_cover_keeps_the_film_wet_and_the_channels_open(travel):
    """More gets in under a cover in four draws of five, in the middle by more than half again.

    Not in all: a film that dries over open channels is strong before it is gone, and takes nothing back afterwards.
    """
    bare, covered = (
        living(travel(**MANY, route="microneedle_roller", dose={"occluded": c})) for c in (False, True)
    )  # fmt: skip
    assert (covered >= bare).mean() > 0.8
    assert np.median(covered / bare) > 1.5


def test_longer_needles_bring_more_into_the_dermis(travel):
    """From 0.25 to 0.75 to 2 mm needles, more comes to the dermis within an hour.

    In the middle: a longer channel holds more, but the film refills it over a longer way, so single draws may differ.
    """
    came = []
    for length in ("0.25 mm", "0.75 mm", "2 mm"):
        route = {"card": "microneedle_roller", "settings": {"needle_length": length}}
        journey = travel(draws=8, route=route, weeks=1 / 168, set={"route.follicle.filling": "0"})
        came.append(account.reached(journey, journey.end, "dermis"))
    assert (came[0] < came[1]).mean() > 0.8
    assert np.median(came[1] / came[0]) > 1.2
    assert np.median(came[2] / came[1]) > 1.2


def test_an_injection_leaves_all_but_the_backflow(travel):
    """What enters is one minus the backflow, draw by draw, to rounding."""
    journey = travel(**MANY, route="intradermal", dose={"volume": "0.2 mL", "area": "10 cm^2"})
    back = journey.plan.table.row("route.injection.backflow").samples
    np.testing.assert_allclose(entered(journey), 1 - back, rtol=1e-12)


def test_washing_off_takes_away(travel):
    """Ten minutes of contact give less than a night, a night less than leaving it on; the washed share is booked."""
    by_contact = [living(travel(draws=8, dose={"contact": c} if c else {})) for c in ("10 min", "8 hour", None)]
    assert (by_contact[0] < by_contact[1]).all()
    assert (by_contact[1] <= by_contact[2] * (1 + 1e-9)).all()
    washed = account.ledger(travel(draws=8, dose={"contact": "10 min"}))["washed off"]
    assert np.median(washed) > 0.5


# Product and arms ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", ["0 particle/mL", "-1e9 particle/mL"])
def test_no_vesicles_at_all_cannot_be_declared(travel, count):
    """Zero is a claim that no counter supports, and less than zero nonsense."""
    with pytest.raises(InputError):
        travel(product={"concentration": count})


def test_one_particle_per_millilitre_is_tiny_and_sound(travel):
    """The least that can be declared gives finite shares, the same as more of it."""
    one, more = (travel(draws=4, product={"concentration": f"{c} particle/mL"}) for c in ("1", "1e4"))
    np.testing.assert_allclose(living(one), living(more), rtol=1e-4)
    assert np.isfinite(per_cell(one, "keratinocyte")).all()


def test_the_vehicle_holds_exactly_nothing(travel):
    """All amounts of the vehicle arm are zero, not small."""
    result = summarise(travel(draws=8, route="microneedle_roller"), 0.0)
    assert list(result.variables["arm"].values) == ["treated", "vehicle"]
    checked = 0
    for name, variable in result.variables.items():
        if variable.dims[0] == "arm" and name != "arm":
            assert (variable.values[1] == 0.0).all(), name
            assert (variable.values[0] > 0.0).any(), name
            checked += 1
    assert checked >= 7


def test_a_cleaner_preparation_brings_less_protein_and_the_same_vesicles(travel):
    """A hundred times the purity: a hundredth of the co_isolated, and vesicles the same to the last bit."""
    dirty, clean = (travel(draws=4, product={"purity": f"{p} particle/ug"}) for p in ("1e8", "1e10"))
    np.testing.assert_allclose(dirty.end.cells[:, CLASSES], 100 * clean.end.cells[:, CLASSES], rtol=1e-6)
    assert np.array_equal(dirty.end.cells[:, :CLASSES], clean.end.cells[:, :CLASSES])


# Storage -------------------------------------------------------------------------------------------------------------


def test_warmer_storage_loses_more(kept):
    """-20 aside, 4 < 25 < 40 degC in every draw; a month at 40 costs more than half of what 4 leaves, in the middle."""
    cold, room, hot = (kept(spell(t))[0] for t in (4, 25, 40))
    assert (cold > room).all()
    assert (room > hot).all()
    assert np.median(hot / cold) < 0.5


def test_deep_frozen_loses_to_the_freezing_alone(kept):
    """A year at -80 degC costs little more than one at -150, since both thaw once; a year at 4 degC costs more."""
    deep, deeper, cold = (kept(spell(t, 365))[0] for t in (-80, -150, 4))
    assert (deep <= deeper).all()
    np.testing.assert_allclose(deep, deeper, rtol=0.02)
    assert np.median(deep) > np.median(cold)


def test_each_freezing_and_thawing_costs(kept):
    """One, three and ten cycles: less and less."""
    once, thrice, often = (kept(spell(-80, 1, freeze_thaw=n))[0] for n in (1, 3, 10))
    assert (once > thrice).all()
    assert (thrice > often).all()


def test_a_low_binding_wall_keeps_more(kept):
    """In every draw, two days at 4 degC."""
    ordinary, low = (kept(spell(4, 2), product={"container": c})[0] for c in ("polypropylene", "lobind"))
    assert (low > ordinary).all()


def test_smaller_vesicles_go_to_the_wall_first(kept):
    """A property of the model: diffusion to the wall goes as one over the diameter, so classes are lost in order."""
    share = kept(spell(4, 2), product={"container": "polypropylene"})[1]
    assert (np.diff(share, axis=1) > 0).all()


def test_acid_light_and_air_cost(kept):
    """Each alone, in every draw, a month at 25 degC; the product's best pH is 6 to 7 here."""
    base = kept(spell(25), product={"ph": "6.5"})[0]
    for worse in (
        kept(spell(25), product={"ph": "3"})[0],
        kept(spell(25, light="indoor"), product={"ph": "6.5"})[0],
        kept(spell(25, air="open"), product={"ph": "6.5"})[0],
    ):
        assert (worse < base).all()
    assert (kept(spell(25, light="sun"), product={"ph": "6.5"})[0] < base).all()


def test_a_stay_in_two_parts(kept):
    """Thirty days as ten and twenty: opening mixes the vial, which feeds its wall; without a wall nothing changes."""
    whole, parts = kept(spell(4, 30))[0], kept(spell(4, 10) + spell(4, 20))[0]
    assert (parts < whole * 1.02 + 1e-6).all()  # a millionth: in one draw hardly anything is left
    assert (parts > whole * 0.8).all()
    still = {"set": {"container.wall.sticking": "0 m/s"}}
    whole, parts = kept(spell(4, 30), **still)[0], kept(spell(4, 10) + spell(4, 20), **still)[0]
    np.testing.assert_allclose(parts, whole, rtol=5e-3, atol=1e-6)


# Cells ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("cell.keratinocyte.escape.threshold", "900 copies/cell"),
        ("cell.keratinocyte.escape.share", "0.5"),
        ("donor.population.mirna_copies", "3 copies/particle"),
    ],
)
def test_what_a_cell_does_with_cargo_does_not_move_vesicles(travel, path, value):
    """Threshold, escape and copies act on copies alone: every amount of vesicles is the same to the last bit."""
    base, changed = travel(draws=4), travel(draws=4, set={path: value})
    assert np.array_equal(base.end.cells, changed.end.cells)
    assert np.array_equal(base.end.book.taken_up, changed.end.book.taken_up)
    a, b = account.receivers(base)[0], account.receivers(changed)[0]
    if path.endswith("threshold"):
        assert np.array_equal(a.copies_per_cell, b.copies_per_cell)
        assert (b.threshold == 900).all()
    else:
        row = base.plan.table.row(path).samples
        ratio = changed.plan.table.row(path).samples / row
        more = b.copies_per_cell / (a.copies_per_cell * ratio)
        # What escapes leaves early endosomes the sooner the larger its share: up to 1/(1 - share) sooner.
        soonest = 1.0 / (1.0 - 0.5) if path.endswith("share") else 1.0
        assert (more > 1.0 - 1e-12).all()
        assert (more < soonest + 1e-12).all()


def test_the_background_is_what_resident_cells_secrete(travel):
    """Ten times the bodies made: a tenth of the ratio of treatment to traffic, and nothing else."""
    slow, fast = (
        travel(draws=4, set={"cell.keratinocyte.biogenesis.budding": f"{n} 1/(hour*cell)"}) for n in (5, 50)
    )  # fmt: skip
    a, b = account.receivers(slow)[0], account.receivers(fast)[0]
    np.testing.assert_allclose(a.traffic_ratio, 10 * b.traffic_ratio, rtol=1e-12)
    assert np.array_equal(a.vesicles_per_cell, b.vesicles_per_cell)


def test_a_treatment_of_intact_skin_is_lost_in_the_traffic(travel):
    """Below a thousandth of what resident cells send each other, in every draw."""
    for cell in account.receivers(travel(**MANY)):
        assert (cell.traffic_ratio < 1e-3).all()


def test_fibroblasts_take_little_from_keratinocytes(travel):
    """Without them keratinocytes capture the same or a little more, in the middle less than a tenth."""
    both = travel(draws=8, route="microneedle_roller")
    alone = travel(draws=8, route="microneedle_roller", receivers=["keratinocyte"])
    ratio = per_cell(alone, "keratinocyte") / per_cell(both, "keratinocyte")
    assert (ratio > 1 - 1e-9).all()
    assert np.median(ratio) < 1.1


def test_cells_that_drink_faster_take_more_and_leave_less(travel):
    """Ten times the clearance of keratinocytes: more in them and less in the dermis below, draw by draw."""
    slow, fast = (
        travel(draws=8, person={"condition": "tape_stripped"},
               set={"cell.keratinocyte.uptake.clearance": f"{c} mL/hour/cell"}) for c in ("4e-9", "4e-8")
    )  # fmt: skip
    assert (per_cell(fast, "keratinocyte") > per_cell(slow, "keratinocyte")).all()
    less, more = (account.reached(journey, journey.end, "dermis") for journey in (fast, slow))
    assert (less <= more).all()
    assert (less < more).sum() >= 7  # where no cleft lets a vesicle in, all came through follicles


def test_lymph_takes_small_things_faster(travel):
    """In the dermis lymph takes co-isolated protein faster than any vesicle; larger vesicles leave more slowly."""
    journey = travel(draws=4, route="intradermal", dose={"volume": "0.2 mL", "area": "10 cm^2"})
    rate = journey.rates[:, :, 0, :][:, :, journey.depth.mask("dermis")][:, :, 0]
    assert (rate[:, CLASSES] > rate[:, 0]).all()
    assert (np.diff(rate[:, :CLASSES], axis=1) < 0).all()


# What cannot be asked ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("route", "path"),
    [
        ("topical", "route.channels.density"),
        ("topical", "route.injection.backflow"),
        ("intradermal", "route.film.evaporation"),
        ("microneedle_roller", "route.injection.centre"),
    ],
)
def test_a_parameter_of_another_route_cannot_be_set(plan, route, path):
    """It would change nothing, so it is refused by name and the nearest one that acts is shown."""
    with pytest.raises(UnknownName, match=path.replace(".", r"\.")):
        plan(route=route, set={path: "0.1"})


def test_a_parameter_of_a_cell_that_is_not_asked_about_cannot_be_set(plan):
    with pytest.raises(UnknownName):
        plan(receivers=["keratinocyte"], set={"cell.fibroblast.escape.share": "0.1"})


def test_a_setting_of_another_device_is_refused(plan):
    with pytest.raises(UnknownName, match="needle_length"):
        plan(route={"card": "topical", "settings": {"needle_length": "1 mm"}})


@pytest.mark.parametrize("value", ["1.5", "-0.1"])
def test_a_share_beyond_its_bounds_is_refused(plan, value):
    with pytest.raises(InputError):
        plan(set={"route.follicle.filling": value})
