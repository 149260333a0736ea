"""Every way into the skin: does each cause push the answer as physics says, and is its absence nothing at all?"""

from __future__ import annotations

import numpy as np
import pytest

from exoderm.errors import ScenarioError
from exoderm.journey import account
from exoderm.journey.donor.harvest import CLASSES
from exoderm.journey.route.deposit import reach
from exoderm.journey.run import vesicles
from exoderm.journey.skin.terms import SINKS
from exoderm.library import card
from exoderm.scenario import examples, load


def living(journey):
    """Share of the opened dose that reached living layers."""
    return account.reached(journey, journey.end, *account.LIVING) / account.opened(journey)


def entered(journey):
    return account.entered(journey, journey.end) / account.opened(journey)


FEW = {"draws": 24, "product": {"concentration": "1e10 particle/mL"}}
SYSTEMIC = ("intravenous", "intramuscular")
CARDS = sorted(name for name, found in card.load("route").items() if found.terms["route"] not in SYSTEMIC)


def of_card(route, **settings):
    return {"card": route, "settings": settings}


def test_massage_fills_follicles_further(travel):
    """Spread or massaged: the follicles hold more at once in every draw, since they are filled further."""
    plain, rubbed = (travel(**FEW, route=r, weeks=60 / 604800) for r in ("topical", "topical_massage"))
    place = plain.store_names.index("follicle")
    held, more = (j.end.stores[:, 0, place] / j.end.book.offered[:, 0] for j in (plain, rubbed))
    assert np.median(more / held) > 1.5
    assert np.median(living(travel(**FEW, route="topical_massage")) / living(travel(**FEW))) >= 1.0


def test_only_what_fits_the_wall_of_a_follicle_crosses_it(travel):
    """Sealed skin, gaps of 100 nm: particles of 40 nm cross, far fewer of 90 nm, none of 750 nm."""
    sealed = {"skin.stratum_corneum.defect_share": "0", "route.follicle.wall_gap": "50.5 nm",
              "donor.population.diameter_gsd": "1.01"}  # fmt: skip
    small, middle, large = (
        living(travel(**FEW, route="topical_massage", set=sealed | {"donor.population.median_diameter": size}))
        for size in ("40 nm", "90 nm", "750 nm")
    )
    assert (small > 10 * middle).all()
    assert (middle > 0.0).all()
    assert (large == 0.0).all()


def test_straight_needles_go_deeper_than_a_roller(plan, travel):
    """Needles of the same length reach further when pressed, and more comes to the skin in the middle."""
    depths = [reach(plan(draws=64, route=of_card(r, needle_length="0.5 mm"))) for r in ("microneedle_roller", "stamp")]
    assert np.median(depths[1] / depths[0]) > 1.5
    rolled, stamped = (living(travel(**FEW, route=r)) for r in ("microneedle_roller", "stamp"))
    assert np.median(stamped / rolled) > 1.0


def test_tips_give_what_pierces_and_dissolves(travel):
    """What is in the skin, on the patch and in the tips is the dose; a patch worn for longer gives more."""
    short, long = (travel(**FEW, route="dissolving_needles", dose={"contact": c}) for c in ("3 min", "6 hour"))
    numbers = short.plan.table
    pierced = numbers.row("route.tips.inserted_share").samples
    rate = numbers.row("route.tips.dissolution").samples
    for journey, seconds in ((short, 180.0), (long, 6 * 3600.0)):
        left = journey.fate(journey.end, "left on the patch")[:, :CLASSES] / journey.end.book.offered[:, :CLASSES]
        expected = 1 - pierced * (1 - np.exp(-rate * seconds))
        np.testing.assert_allclose(left, np.repeat(expected[:, None], CLASSES, axis=1), atol=1e-3)
        assert (journey.end.stores == 0.0).all()
    assert (living(long) > living(short)).all()


def test_no_tip_that_pierces_delivers_nothing(travel):
    """Exactly nothing in the skin, and all on the patch."""
    journey = travel(**FEW, route="dissolving_needles", set={"route.tips.inserted_share": "0"})
    assert (living(journey) == 0.0).all()
    assert (journey.end.cells == 0.0).all()
    np.testing.assert_array_equal(journey.fate(journey.end, "left on the patch"), journey.end.book.offered)


def test_an_infusion_lies_shallower_than_an_injection(travel):
    """In nearly all draws the blebs of an array lie nearer the surface than that of one needle; the rest flows back."""
    deep, shallow = (
        travel(**FEW, route=r, dose={"volume": "0.2 mL", "area": "10 cm^2"}, weeks=60 / 604800)
        for r in ("intradermal", "hollow_needles")
    )

    def middle(journey):
        amount = vesicles(journey.end.cells * journey.capacity)
        return (amount * journey.depth.centres).sum(axis=1) / amount.sum(axis=1)

    assert (middle(shallow) < middle(deep)).mean() > 0.9  # the needle aims at the middle of any dermis, thin or not
    lost = shallow.plan.table.row("route.blebs.backflow").samples
    np.testing.assert_allclose(entered(shallow), 1 - lost, rtol=1e-12)


def test_more_energy_digs_deeper_and_more_spots_open_more(plan, travel):
    """Depth goes as the energy; ten times the spots bring in more in every draw."""
    depths = [reach(plan(draws=4, route=of_card("ablative_laser", pulse_energy=e, density="400 1/cm^2")))
              for e in ("10 mJ", "30 mJ")]  # fmt: skip
    np.testing.assert_allclose(depths[1], 3 * depths[0], rtol=1e-12)
    few, many = (
        living(travel(**FEW, route=of_card("ablative_laser", pulse_energy="20 mJ", density=n)))
        for n in ("40 1/cm^2", "400 1/cm^2")
    )
    assert (many > few).all()
    assert np.median(many / few) > 3


@pytest.mark.parametrize("route", ["ablative_laser", "non_ablative_laser"])
def test_a_laser_that_hits_nothing_is_a_serum_on_the_skin(travel, route):
    """No spots: the same as the plain serum, but for what the route says of the inflamed dermis."""
    same = {"skin.flow.velocity": "0.003 um/s"}
    plain = living(travel(**FEW, set=same))
    missed = living(travel(**FEW, route=of_card(route, pulse_energy="20 mJ", density="0 1/cm^2"), set=same))
    np.testing.assert_allclose(missed, plain, rtol=1e-2, atol=1e-6)


def test_the_stratum_corneum_that_a_laser_leaves_keeps_most_out(travel):
    """Ablative wells bring in more than columns under a whole stratum corneum, and these more than none."""
    wells, columns, none = (
        living(travel(**FEW, route=r)) for r in ("ablative_laser", "non_ablative_laser", "topical")
    )  # fmt: skip
    assert np.median(wells / columns) > 10
    assert np.median(columns / none) > 1


@pytest.mark.parametrize("route", ["electroporation", "sonophoresis"])
def test_pores_narrower_than_the_vesicle_pass_none(travel, route):
    """Pores of 10 nm, all alike: exactly as without them for vesicles, far more of what is dissolved."""
    narrow = {"route.poration.pore_radius": "10 nm", "route.poration.pore_spread": "1",
              "route.poration.open_share": "1e-2", "skin.stratum_corneum.defect_share": "0",
              "donor.population.median_diameter": "100 nm"}  # fmt: skip
    shut = travel(**FEW, route=route, set=narrow | {"route.poration.open_share": "0"})
    porous = travel(**FEW, route=route, set=narrow)
    np.testing.assert_allclose(living(porous), living(shut), rtol=1e-9)

    def protein(journey):
        cells = (journey.end.cells * journey.capacity)[:, CLASSES].sum(axis=1)
        return cells + journey.end.book.sinks[:, CLASSES].sum(axis=1)

    assert (protein(porous) > protein(shut)).all()
    assert np.median(protein(porous) / protein(shut)) > 10


@pytest.mark.parametrize("route", ["electroporation", "sonophoresis"])
def test_wider_pores_that_last_longer_pass_more(travel, route):
    """In every draw: wide pores more than narrow ones, lasting ones more than brief ones."""
    sizes = {"route.poration.pore_spread": "1.5", "route.poration.open_share": "1e-3"}
    wide, narrow, brief = (
        living(travel(**FEW, route=route, set=sizes | {"route.poration.pore_radius": r, "route.poration.half_life": t}))
        for r, t in (("1 um", "6 hour"), ("60 nm", "6 hour"), ("1 um", "1 min"))
    )
    assert (wide > narrow).all()
    assert (wide > brief).all()
    assert np.median(wide) > 1e-4


def test_no_current_is_a_serum_under_a_dead_electrode(travel):
    """No current, or no net mobility: the same as the plain serum."""
    plain = living(travel(**FEW))
    off = living(travel(**FEW, route=of_card("iontophoresis", current_density="0 mA/cm^2", duration="20 min")))
    neutral = living(travel(**FEW, route="iontophoresis", set={"route.current.mobility": "0 m^2/(V*s)"}))
    np.testing.assert_allclose(off, plain, rtol=1e-2, atol=1e-6)
    np.testing.assert_allclose(neutral, plain, rtol=1e-2, atol=1e-6)


def test_a_current_drives_by_its_sign_its_strength_and_its_time(travel):
    """Down more than up, more with more of it, more with longer; and nothing where no gap is wide enough."""

    def go(mobility, density="0.3 mA/cm^2", duration="20 min", **numbers):
        route = of_card("iontophoresis", current_density=density, duration=duration)
        moves = {"route.current.mobility": f"{mobility} m^2/(V*s)", "route.follicle.filling": "0"}
        return living(travel(**FEW, route=route, set=moves | numbers))

    down, up, weak, long = go(1e-8), go(-1e-8), go(1e-8, density="0.03 mA/cm^2"), go(1e-8, duration="60 min")
    assert (up < down).all()
    assert (weak < down).all()
    assert (down <= long * (1 + 1e-6)).all()  # a film that is dry or empty after twenty minutes has no more to give
    assert np.median(long / down) > 1.5
    assert (go(1e-8, **{"skin.stratum_corneum.defect_share": "0"}) == 0.0).all()


def test_a_wound_lets_in_and_washes_out(travel):
    """More than through undamaged skin; the more it weeps the less gets in; what is washed out is booked."""
    wound = {"condition": "wounded"}
    intact, dry, wet = (
        travel(**FEW, route="wound_spray", person=person, set=numbers)
        for person, numbers in (
            ({}, {}), (wound, {"skin.weeping.exudate": "0.1 uL/cm^2/hour"}),
            (wound, {"skin.weeping.exudate": "50 uL/cm^2/hour"}),
        )
    )  # fmt: skip
    assert np.median(living(dry) / np.maximum(living(intact), 1e-12)) > 100
    assert (living(wet) < living(dry)).all()
    shares = account.ledger(wet)
    assert np.median(shares["washed out by exudate"]) > 0.2
    assert "washed out by exudate" not in account.ledger(intact)


def test_a_nebuliser_that_breaks_all_delivers_no_vesicle(travel):
    """None in the skin, all of them booked; the protein lands all the same."""
    journey = travel(**FEW, route="wound_spray", person={"condition": "wounded"}, set={"route.spray.survival": "0"})
    assert (living(journey) == 0.0).all()
    shares = account.ledger(journey)
    opened = account.opened(journey) / account.filled(journey)
    np.testing.assert_allclose(shares["lost in the air"] + shares["broken by the nebuliser"], opened, rtol=1e-12)
    assert (journey.end.book.offered[:, CLASSES] > journey.fate(journey.end, "lost in the air")[:, CLASSES]).all()


def test_what_binds_vesicles_holds_them_back(travel):
    """A matrix that binds nine of ten: they are drained by lymph a tenth as fast, and lie shallower."""

    def go(binding):
        return travel(**FEW, route="intradermal", set={"skin.hindrance.binding": binding})

    free, bound = go("0"), go("9")
    lymph = SINKS.index("lymph")
    drained = vesicles(bound.end.book.sinks[:, :, lymph]) / vesicles(free.end.book.sinks[:, :, lymph])
    assert (drained < 0.6).all()
    assert np.abs(free.residual).max() < 1e-12


def test_a_corona_slows_down(travel):
    """A thicker vesicle comes less far below an infusion's blebs."""

    def below(corona):
        journey = travel(
            **FEW, route="hollow_needles", set={"skin.hindrance.corona": corona, "skin.flow.velocity": "0 um/s"}
        )
        amount = vesicles(journey.end.cells * journey.capacity)
        return amount[:, -5:].sum(axis=1) / vesicles(journey.end.book.offered)

    assert (below("50 nm") < below("0 nm")).all()


@pytest.mark.parametrize(
    ("route", "alone"),
    [("ablative_laser", {"pulse_energy": "20 mJ"}), ("iontophoresis", {"current_density": "0.3 mA/cm^2"})],
)
def test_a_setting_that_says_nothing_alone_is_refused(plan, route, alone):
    """An energy without a density, a current without a duration."""
    with pytest.raises(ScenarioError, match="is set and") as refused:
        plan(route={"card": route, "settings": alone})
    assert refused.value.code == "setting.alone"


@pytest.mark.parametrize("route", CARDS)
def test_every_route_card_runs_says_what_is_not_known_and_has_an_example(travel, route):
    """A card, a word for it, what nobody knows, and a scenario to start from."""
    found = card.find("route", route)
    assert found.not_known
    assert found.terms.get("route")
    assert np.isfinite(living(travel(draws=4, route=route))).all()
    assert any(load(path).route.card == route for path in examples().values())
