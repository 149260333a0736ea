"""Are doses washed and left in their order, is what leaves counted once, and does each card act where it says?"""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from exoderm.errors import InputError
from exoderm.journey import account
from exoderm.journey.cell.escape import Escape
from exoderm.journey.clock import events
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.donor.population import Population
from exoderm.journey.skin.ageing import Ageing
from exoderm.journey.skin.depth import depth_axis
from exoderm.journey.skin.flow import Flow
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.stratum_corneum import StratumCorneum
from exoderm.journey.skin.terms import assemble
from exoderm.journey.vial.keep import keep
from exoderm.journey.vial.wall import Wall
from exoderm.numerics.closed import channel_resistance

SEALED = {"skin.stratum_corneum.defect_share": "0", "route.follicle.filling": "0"}
KEPT = {"route.film.shedding": "0 1/day", "route.film.rupture": "0 1/day"}
DURABLE = {
    "carrier.decay.rate_at_4c": "0 1/s", "container.wall.sticking": "0 m/s",
    "carrier.aggregation.stability_ratio": "1e30",
}  # fmt: skip
"""A vial in which nothing is lost from dose to dose."""
DAILY = {"regimen": {"doses": 3, "every": "1 day"}, "weeks": 3 / 7, "draws": 2}


def axis(plan):
    """The cells of a plan."""
    kinds = {"layers": Layers, "stratum_corneum": StratumCorneum, "ageing": Ageing}
    return depth_axis(*(plan.get(f"skin.{name}", kind) for name, kind in kinds.items()), plan.scenario.person.age)


@pytest.mark.parametrize("every", ["1 day", "1.1 hour", "0.7 day", "33.3 hour", "86401.7 s"])
def test_a_dose_that_stays_until_the_next_is_washed_before_it(plan, every):
    """Seven doses, each washed once, at the moment of the next one, whatever the last digit of the sum of hours."""
    order = events(plan(regimen={"doses": 7, "every": every}, dose={"contact": every}, weeks=2))
    assert [what for _, what in order] == ["dose", *["wash", "dose"] * 6, "wash", "end"]
    for (before, _), (after, _) in zip(order[1:12:2], order[2:13:2], strict=True):
        assert before == after


def test_each_of_three_daily_doses_is_washed_whole(travel):
    """Nothing goes in and nothing ruptures: after days 1 and 2 one and two doses are washed off, and one lies there."""
    journey = travel(**DAILY, set=SEALED | KEPT | DURABLE, dose={"contact": "1 day"})
    one = journey.end.book.offered[:, :CLASSES] / 3
    for day, washed in ((1, 0), (2, 1), (3, 2)):  # kept just before the wash of that day
        snapshot = journey.at(day * 86400.0)
        np.testing.assert_allclose(snapshot.book.washed[:, :CLASSES], washed * one, rtol=1e-9)
        np.testing.assert_allclose(snapshot.stores[:, :CLASSES, 0], one, rtol=1e-9)


def test_the_vial_ages_from_dose_to_dose(travel):
    """At a loss of 0.1 per day once opened, each daily dose holds exp(-0.1) of the one before."""
    numbers = DURABLE | {"carrier.decay.rate_at_4c": "0.1 1/day", "carrier.decay.activation": "0 kJ/mol",
                         "carrier.decay.ph_slope": "0", "carrier.decay.open_air": "1"}  # fmt: skip
    stored = {"storage": [{"temperature": "4 degC", "duration": "0 day"}]}
    journey = travel(**DAILY, **stored, set=SEALED | KEPT | numbers)
    amounts = [vial.amount[:, :CLASSES] for vial in journey.vials]
    assert len(amounts) == 3
    for before, after in itertools.pairwise(amounts):
        np.testing.assert_allclose(after / before, math.exp(-0.1), rtol=1e-3)
    whole = sum(account.ledger(journey).values())
    np.testing.assert_allclose(whole, 1.0, rtol=1e-9)
    lost = account.ledger(journey)["vial: degraded"]
    np.testing.assert_allclose(lost, 1 - (1 + math.exp(-0.1) + math.exp(-0.2)) / 3, rtol=1e-2)


def test_contact_beyond_the_next_dose_is_refused(plan):
    """It would wash the next dose with the old one."""
    with pytest.raises(InputError, match="longer than"):
        plan(regimen={"doses": 2, "every": "12 hour"}, dose={"contact": "13 hour"})


def test_a_washed_film_takes_nothing_from_the_skin(travel):
    """What tissue holds after the wash comes out on the surface neither under a cover nor in the open."""
    for covered in (False, True):
        journey = travel(person={"condition": "tape_stripped"}, dose={"contact": "10 min", "occluded": covered})
        assert (journey.end.cells[:, :CLASSES].sum(axis=(1, 2)) > 0).all()
        assert (journey.end.stores[:, :, 0] == 0.0).all()


def test_residue_of_one_dose_does_not_enter_with_the_next(travel):
    """Dilute doses a day apart that dry within the hour: the second brings in no more than the first did.

    Less where the gaps are still full of the first; more only by the error of the steps, below 1e-2 in any of 64 draws.
    """
    numbers = KEPT | DURABLE | {"route.follicle.filling": "0"}
    one, two = (
        travel(
            draws=64, product={"concentration": "1e4 particle/mL"}, set=numbers,
            regimen={"doses": n, "every": "1 day"}, weeks=2 / 7,
        )
        for n in (1, 2)
    )  # fmt: skip
    day = 86400.0
    first, both = account.entered(one, one.at(day)), account.entered(two, two.end)
    assert (both < 2 * first * (1 + 1e-2)).all()
    np.testing.assert_allclose(np.median(both / first), 2.0, rtol=2e-3)


def test_residue_decays_in_closed_form(travel):
    """Sealed skin, a dose a day that dries: the surface holds each dose times exp(-(shed + rupture) age)."""
    numbers = SEALED | DURABLE | {"route.film.shedding": "0.5 1/day", "route.film.rupture": "1 1/day"}
    end = travel(**DAILY, set=numbers).end
    one = end.book.offered[:, :CLASSES] / 3
    left = sum(math.exp(-1.5 * age) for age in (1, 2, 3))
    np.testing.assert_allclose(end.stores[:, :CLASSES, 0], left * one, rtol=2e-3)
    np.testing.assert_allclose(end.book.fates[:, :CLASSES, 1], 2 * end.book.fates[:, :CLASSES, 0], rtol=1e-9)


def test_a_film_that_dries_gives_more_than_one_that_stays_as_it_is(travel):
    """Through few gaps, what enters goes as the mean of h0/h while wet; the last tenth thins the touch, not the gap."""
    numbers = KEPT | {
        "skin.stratum_corneum.defect_share": "1e-8", "route.follicle.filling": "0", "route.film.dry_share": "0.1",
        "route.film.evaporation": "100 um/hour", "skin.stratum_corneum.tight_share": "1",
        "skin.stratum_corneum.defect_hindrance": "1",
    }  # fmt: skip
    dry = 0.9  # hours until dry, of the hour in which all would be gone
    open_, still = (
        travel(draws=1, set=numbers, dose={"occluded": covered}, weeks=hours / 168)
        for covered, hours in ((False, 24.0), (True, dry))
    )
    gap = np.array([account.entered(j, j.end)[0] for j in (open_, still)])
    plan = open_.plan
    thick, junctions = (
        plan.table.row(f"skin.{name}").samples[0]
        for name in ("layers.stratum_corneum", "stratum_corneum.tight_thickness")
    )
    # The touch is half a cell of ten, in series with the others and the junctions.
    first = 0.05 * thick / (thick + junctions)
    t = (np.arange(100_000) + 0.5) * dry / 100_000
    touch = np.minimum(1.0, (1 - t / dry) / 0.1)
    mean = float((1 / (1 - t) / (1 + first * (1 / touch - 1))).mean())
    assert math.log(1 / 0.19) / dry < mean < math.log(1 / 0.1) / dry
    assert gap[0] / gap[1] == pytest.approx(mean, rel=0.01)


def test_a_film_never_holds_less_than_the_skin_that_it_touches_would_have_it(travel):
    """In balance the film holds h(t) times the concentration below it; a thinning film pushes out and takes no more."""
    numbers = KEPT | {"skin.stratum_corneum.defect_share": "0.05", "route.film.evaporation": "100 um/hour",
                      "route.film.dry_share": "0.1", "route.follicle.filling": "0"}  # fmt: skip
    journey = travel(draws=2, person={"condition": "tape_stripped"}, set=numbers)
    for snapshot in journey.snapshots[1:3]:
        h = 1e-4 - 1e-4 / 3600 * snapshot.seconds
        strength = snapshot.stores[:, :CLASSES, 0] / h
        assert (strength >= snapshot.cells[:, :CLASSES, 0] * (1 - 1e-3)).all()
    assert (strength > 1.1 * journey.snapshots[1].stores[:, :CLASSES, 0] / 1e-4).all()


def test_gaps_and_tight_junctions_in_series(plan):
    """1/G at the seam is half a cell above, a gap's share of junctions over their thickness, half a cell below."""
    resistance = {}
    for share in ("1", "0.01"):
        barrier = {"tight_share": share, "tight_thickness": "1 um", "defect_share": "1e-5", "defect_hindrance": "0.5"}
        this = plan(draws=1, set={f"skin.stratum_corneum.{name}": value for name, value in barrier.items()})
        filled, cells = harvest(this), axis(this)
        seam = int(np.argmax(cells.mask("epidermis")))
        resistance[share] = 1 / assemble(this, filled, cells).parts["conductance"][0, seam]
    free = 1.380649e-23 * 305.15 / (3 * math.pi * 2.414e-5 * 10 ** (247.8 / 165.15) * filled.diameter[0, 0])
    more = 1e-6 / (free * 0.5 * 1e-5 * 0.01) - 1e-6 / (free * 0.5 * 1e-5)
    assert resistance["0.01"] - resistance["1"] == pytest.approx(more, rel=1e-9)
    # The same as many discs in parallel: length over area, without the end that opens into tissue.
    whole = channel_resistance(1e-6, 1e-6, free * 0.5, 1e30) * math.pi * 1e-12 / (1e-5 * 0.01)
    assert more == pytest.approx(float(whole) * 0.99, rel=1e-9)


def test_drift_ends_at_the_bottom_of_the_dermis(plan):
    """Velocity x retardation x fluid, times what is left of the way down; nothing above the dermis or below it."""
    this = plan(draws=2, set={"skin.flow.velocity": "1 um/s", "skin.flow.retardation": "0.5",
                              "skin.layers.dermis_fluid": "0.4"})  # fmt: skip
    cells = axis(this)
    flow = assemble(this, harvest(this), cells).parts["flow"].reshape(2, CLASSES + 1, -1)[:, 0]
    top = int(np.argmax(cells.mask("dermis")))
    assert (flow[:, : top + 1] == 0.0).all()
    assert (flow[:, -1] == 0.0).all()
    for faces, q in zip(cells.faces, flow, strict=True):
        left = (faces[-1] - faces[top + 1 :]) / (faces[-1] - faces[top])
        np.testing.assert_allclose(q[top + 1 :], 1e-6 * 0.5 * 0.4 * left, rtol=1e-12)


def test_lymph_takes_its_share_whatever_the_drift(travel):
    """Lymph as the only loss of an injected dose takes 1 - exp(-k t) of it, in still and in streaming dermis."""
    shares = []
    for speed in ("0 um/s", "1 um/s"):
        journey = travel(
            route="intradermal", dose={"volume": "0.2 mL", "area": "10 cm^2"}, draws=1, receivers=["keratinocyte"],
            set={
                "skin.clearance.lymph_rest": "0.02 1/hour", "skin.clearance.lymph_protein": "0.02 1/hour",
                "skin.hindrance.fibre_fraction": "0", "skin.clearance.opening": "0.9 mm",
                "skin.clearance.blood_protein": "0 1/s", "skin.clearance.rupture": "0 1/s",
                "skin.clearance.phagocytes": "0 1/s", "cell.keratinocyte.uptake.clearance": "0 mL/hour/cell",
                "skin.basement.porosity": "0", "skin.flow.velocity": speed, "skin.hindrance.binding": "0",
            },
        )  # fmt: skip
        book = journey.end.book
        shares.append(
            book.sinks[0, :CLASSES, 0] / (book.offered - journey.fate(journey.end, "flowed back"))[0, :CLASSES]
        )
        np.testing.assert_allclose(shares[-1], 1 - math.exp(-0.48), rtol=5e-3)


def test_a_route_writes_what_it_does_to_the_skin(plan):
    """Needles and an injection widen the range of the drift, as their cards say; a cream leaves the skin's own."""
    rows = {r: plan(route=r, draws=64).table.row("skin.flow.velocity") for r in
            ("topical", "microneedle_roller", "intradermal")}  # fmt: skip
    assert rows["topical"].card.startswith("skin/")
    assert rows["microneedle_roller"].card == "route/microneedle_roller"
    assert rows["intradermal"].card == "route/intradermal"
    for route in ("microneedle_roller", "intradermal"):
        assert rows[route].samples.max() > 5 * rows["topical"].samples.max()
    assert isinstance(plan(route="intradermal").get("skin.flow", Flow), Flow)


def test_skin_thins_with_age_by_its_formula(plan):
    """From 30 to 70 each layer is (1 - loss)^4 as thick; stratum corneum and junction stay."""
    young, old = (plan(draws=5, person={"age": age}) for age in (30, 70))
    loss = young.get("skin.ageing", Ageing)
    for layer, share in (("epidermis", loss.epidermis_loss), ("dermis", loss.dermis_loss)):
        a, b = (axis(p).bottom(layer) - axis(p).top(layer) for p in (young, old))
        np.testing.assert_allclose(b / a, (1 - share) ** 4, rtol=1e-9)
        assert (b < 0.9 * a).all()
    for layer in ("stratum_corneum", "junction"):
        a, b = (axis(p).bottom(layer) - axis(p).top(layer) for p in (young, old))
        np.testing.assert_allclose(a, b, rtol=1e-9)


def test_copies_never_exceed_what_was_freed_and_equal_it_without_loss(travel):
    """Most at one time <= vesicles taken up x copies x escape; the same as the loss goes to nothing."""
    for loss in (None, "1e-30 1/hour"):
        numbers = {f"cell.{c}.escape.loss": loss for c in ("keratinocyte", "fibroblast")} if loss else {}
        journey = travel(draws=4, route="microneedle_roller", weeks=1, set=numbers)
        copies = journey.plan.get("donor.population", Population).mirna_copies
        for cell in account.receivers(journey):
            whole = cell.vesicles_per_cell * copies * journey.plan.get(f"cell.{cell.name}.escape", Escape).share
            assert (cell.copies_per_cell > 0).all()
            assert (cell.copies_per_cell <= whole * (1 + 1e-12)).all()
            freed = cell.fates["cytosol"][-1] * copies
            assert (freed <= whole * (1 + 1e-12)).all()
            if loss:
                np.testing.assert_allclose(cell.copies_per_cell, freed, rtol=1e-12)
                np.testing.assert_allclose(freed, whole, rtol=0.01)  # the rest is on its way after a week
            else:
                assert (cell.copies_per_cell < whole).all()


@pytest.mark.parametrize("sticking", ["1e-9", "1e-7", "1e-5"])
def test_what_covers_the_wall_takes_its_sites(plan, sticking):
    """Sticky walls that fill: what they hold is never above sites x area x bare share, near it where full."""
    for bare in (1.0, 0.1):
        this = plan(
            draws=4, storage=[{"temperature": "4 degC", "duration": "30 day"}],
            product={"concentration": "1e12 particle/mL"}, set={
                "carrier.coating.bare_share": f"{bare}", "container.wall.sticking": f"{sticking} m/s",
                "container.wall.sites": "1e12 particle/m^2", "carrier.aggregation.stability_ratio": "1e12",
                "carrier.decay.rate_at_4c": "0 1/s",
            },
        )  # fmt: skip
        filled = harvest(this)
        held = (keep(this, filled).lost["wall"] * filled.amount)[:, :CLASSES].sum(axis=1) * this.vial_volume
        room = 1e12 * bare * this.get("container.wall", Wall).shape * this.vial_volume ** (2 / 3)
        assert (held <= 1.03 * room).all()
        assert (held > 0.9 * room).all()
