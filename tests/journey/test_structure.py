"""Clefts, basement membrane, fibres and lymph: does size count where a structure says so, and nowhere else?"""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from exoderm.journey import account, physics
from exoderm.journey.parameter import schema
from exoderm.journey.run import vesicles
from exoderm.journey.skin import basement, clearance, clefts, hindrance
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.terms import SINKS

BODY = 310.15
SIZES = np.array([7e-9, 30e-9, 60e-9, 100e-9, 150e-9, 400e-9])


def made(kind, **numbers):
    """A mechanism with one entry per size: what is not given is 1."""
    return kind(**{name: np.full(SIZES.size, float(numbers.get(name, 1.0))) for name in schema(kind)})


def matrix(**numbers):
    plain = {"fibre_radius": 30e-9, "fibre_fraction": 0.2, "permeability": 1e-16, "give": 0.0, "corona": 0.0}
    return made(hindrance.Hindrance, **plain | numbers)


def gaps(**numbers):
    plain = {"width": 60e-9, "spread": 1.5, "permeability": 3e-16, "tortuosity": 1.6}
    return made(clefts.Clefts, **plain | numbers)


def sheet(**numbers):
    plain = {"thickness": 1e-7, "pore": 25e-9, "spread": 1.5, "porosity": 0.3}
    return made(basement.Basement, **plain | numbers)


LAYERS = made(Layers, junction=5e-6, dermis_fluid=0.4)


def across(the_sheet, the_matrix, layers=LAYERS, vesicle=False):
    return basement.junction_diffusion(the_sheet, the_matrix, layers, SIZES, vesicle)


def drained(the_matrix, vesicle, **numbers):
    plain = {"lymph_protein": 3e-5, "lymph_rest": 1e-5, "motion": 1.0, "opening": 1e-6}
    return clearance.lymph_rate(made(clearance.Clearance, **plain | numbers), the_matrix, SIZES, vesicle)


# Walls ---------------------------------------------------------------------------------------------------------------


def test_between_walls_a_point_is_free_and_what_fills_the_slit_is_stuck():
    """At the middle between walls a fifth as wide the drag alone is 1 - 1.004 l + 0.418 l^3: an older series agrees."""
    lam = np.array([0.0, 0.2, 1.0, 3.0])
    passes = physics.slit_hindrance(lam, np.ones(4))
    assert passes[[0, 2, 3]] == pytest.approx([1.0, 0.0, 0.0], abs=1e-12)
    centre = 1 - 1.004 * 0.2 + 0.418 * 0.2**3 + 0.21 * 0.2**4 - 0.169 * 0.2**5
    # Off the middle the walls drag more: within a tenth of the series for the middle, and below it.
    assert 0.9 * centre < passes[1] / 0.8 < centre
    assert physics.slit_room(lam, np.ones(4)) == pytest.approx([1.0, 0.8, 0.0, 0.0])
    assert physics.slit_flow(lam, np.ones(4)) == pytest.approx([1.0, 0.9107, 0.0, 0.0], abs=1e-3)


@pytest.mark.parametrize("passes", [physics.slit_hindrance, physics.slit_room, physics.slit_flow])
def test_what_passes_walls_falls_with_size(passes):
    lam = np.linspace(0.0, 1.0, 400)
    through = passes(lam, np.ones(400))
    assert (np.diff(through) < 0.0).all()
    assert (through >= 0.0).all()


@settings(deadline=None, max_examples=40)
@given(st.floats(-9, -6), st.floats(-8.5, -5), st.floats(1.05, 5.0))
def test_a_mean_over_widths_is_the_integral(log_radius, log_middle, spread):
    """Against a quadrature of others that chooses its own nodes."""
    radius, middle, width = 10**log_radius, 10**log_middle, math.log(spread)
    start = min(max(math.log(radius / middle) / width, -8.0), 8.0)

    def part(z):
        opens = middle * math.exp(width * z)
        return math.exp(-z * z / 2) / math.sqrt(2 * math.pi) * float(physics.slit_hindrance(radius, opens))

    true = quad(part, start, 8.0, epsabs=1e-13, epsrel=1e-9, limit=300)[0] if start < 8.0 else 0.0
    found = physics.over_widths(physics.slit_hindrance, *(np.array([x]) for x in (radius, middle, spread)))
    assert found[0] == pytest.approx(true, rel=1e-5, abs=1e-9)


# Epidermis -----------------------------------------------------------------------------------------------------------


def test_clefts_slow_the_larger_more_and_leave_it_less_room():
    """In clefts of 60 nm: protein is slowed two- to tenfold, a bead of 100 nm twentyfold and more where it fits."""
    fast = clefts.cleft_diffusion(gaps(), matrix(), SIZES, False)
    free = physics.free_diffusion(SIZES, BODY)
    room = clefts.room(gaps(), matrix(), SIZES, False)
    assert (np.diff(fast / free) < 0.0).all()
    assert (np.diff(room) <= 0.0).all()
    assert 2 < free[0] / fast[0] < 10
    assert free[3] / fast[3] > 20
    assert free[3] / fast[3] / room[3] > 1000


def test_clefts_without_walls_gel_or_windings_are_water():
    open_wide = gaps(width=1e-2, spread=1.0, permeability=1e-6, tortuosity=1.0)
    found = clefts.cleft_diffusion(open_wide, matrix(), SIZES, False)
    np.testing.assert_allclose(found, physics.free_diffusion(SIZES, BODY), rtol=1e-3)
    np.testing.assert_allclose(clefts.room(open_wide, matrix(), SIZES, False), 1.0, rtol=1e-3)


def test_clefts_of_one_width_stop_what_is_wider():
    even = gaps(spread=1.0)
    fast = clefts.cleft_diffusion(even, matrix(), SIZES, False)
    assert (fast[SIZES > 60e-9] == 0.0).all()
    assert (fast[SIZES < 60e-9] > 0.0).all()
    assert (clefts.room(even, matrix(), SIZES, False) >= clefts.LEAST).all()


def test_windings_count_squared():
    straight, wound = (clefts.cleft_diffusion(gaps(tortuosity=t), matrix(), SIZES, False) for t in (1.0, 1.57))
    np.testing.assert_allclose(straight / wound, 1.57**2, rtol=1e-12)


def test_sizes_in_another_order_are_the_same_sizes():
    for kind in (
        lambda d: clefts.cleft_diffusion(gaps(), matrix(), d, True),
        lambda d: basement.junction_diffusion(sheet(), matrix(), LAYERS, d, True),
        lambda d: clearance.drains(made(clearance.Clearance, opening=1e-6), matrix(), d, True),
    ):
        order = np.array([3, 0, 5, 1, 4, 2])
        np.testing.assert_array_equal(kind(SIZES[order]), kind(SIZES)[order])


# A vesicle gives way -------------------------------------------------------------------------------------------------


def test_a_vesicle_that_does_not_give_and_wears_nothing_is_a_bead():
    for kind in (
        lambda whole: hindrance.dermal_diffusion(matrix(), SIZES, whole),
        lambda whole: clefts.cleft_diffusion(gaps(), matrix(), SIZES, whole),
        lambda whole: across(sheet(), matrix(), vesicle=whole),
        lambda whole: drained(matrix(), whole),
    ):
        np.testing.assert_array_equal(kind(True), kind(False))


def test_a_vesicle_that_gives_way_passes_everything_faster_and_a_bead_does_not():
    soft, stiff = matrix(give=0.5), matrix()
    for kind in (
        lambda m, whole: hindrance.dermal_diffusion(m, SIZES, whole),
        lambda m, whole: clefts.cleft_diffusion(gaps(), m, SIZES, whole),
        lambda m, whole: across(sheet(), m, vesicle=whole),
        lambda m, whole: drained(m, whole),
    ):
        assert (kind(soft, True) > kind(stiff, True)).all()
        np.testing.assert_array_equal(kind(soft, False), kind(stiff, False))


def test_giving_way_never_makes_it_faster_than_in_water():
    for fast in (
        hindrance.dermal_diffusion(matrix(give=0.9), SIZES, True),
        clefts.cleft_diffusion(gaps(), matrix(give=0.9), SIZES, True),
    ):
        assert (fast <= physics.free_diffusion(SIZES, BODY)).all()


def test_half_pressed_is_a_bead_of_half_the_size_with_its_own_friction():
    """What walls see is half; how fast it diffuses in water stays that of the whole: half as fast as the half."""
    soft = clefts.cleft_diffusion(gaps(), matrix(give=0.5), SIZES, True)
    half = clefts.cleft_diffusion(gaps(), matrix(), SIZES / 2, False)
    np.testing.assert_allclose(soft, half / 2, rtol=1e-12)


# Junction ------------------------------------------------------------------------------------------------------------


def test_the_junction_is_membrane_and_bed_in_series():
    """By hand for 30 nm: 5 um of which 0.1 um is a sheet with three tenths of pores, all 25 nm in radius."""
    x = 15 / 25
    renkin = (1 - x) ** 2 * (1 - 2.104 * x + 2.09 * x**3 - 0.95 * x**5)
    bed = hindrance.dermal_diffusion(matrix(), SIZES, False)[1]
    by_hand = 5e-6 / (1e-7 / (physics.free_diffusion(30e-9, BODY) * 0.3 * renkin) + 4.9e-6 / (0.4 * bed)) / 0.4
    assert across(sheet(spread=1.0), matrix())[1] == pytest.approx(by_hand, rel=1e-4)


def test_a_membrane_that_is_not_there_leaves_the_bed_and_one_without_pores_leaves_nothing():
    bed = hindrance.dermal_diffusion(matrix(), SIZES, False)
    np.testing.assert_allclose(across(sheet(thickness=1e-15), matrix()), bed, rtol=1e-3, atol=1e-30)
    assert (across(sheet(porosity=0.0), matrix()) < 1e-100).all()


def test_the_membrane_tells_sizes_apart_more_than_the_bed_does():
    """Thinner pores hold back more, and the larger particle the more."""
    bed = hindrance.dermal_diffusion(matrix(), SIZES, False)
    wide, fine = across(sheet(pore=60e-9), matrix()) / bed, across(sheet(pore=15e-9), matrix()) / bed
    assert (fine < wide).all()
    assert (np.diff(fine[:4]) < 0.0).all()


# Lymph ---------------------------------------------------------------------------------------------------------------


def test_lymph_takes_albumin_at_its_rate_and_the_larger_the_slower():
    rates = drained(matrix(), False)
    assert rates[0] == pytest.approx(3e-5, rel=1e-12)
    assert (np.diff(rates) < 0.0).all()
    assert rates[3] < 0.7 * rates[1]


def test_without_fibres_and_with_wide_openings_lymph_takes_all_sizes_alike():
    np.testing.assert_allclose(drained(matrix(fibre_fraction=0.0), False, opening=1e-3), 3e-5, rtol=1e-4)


def test_what_is_wider_than_the_openings_stays():
    rates = drained(matrix(), False, opening=120e-9)
    assert (rates[SIZES > 120e-9] == 0.0).all()
    assert (rates[SIZES < 120e-9] > 0.0).all()


def test_fibres_leave_the_room_that_ogston_gives():
    """Centre of a 100 nm bead among fibrils of 30 nm at a fifth: exp(-0.2 (1 + 50/30)^2) = 0.241, carried 0.424."""
    room = physics.fibre_partition(50e-9, 30e-9, 0.2)
    assert room == pytest.approx(math.exp(-0.2 * 64 / 9), rel=1e-12)
    assert hindrance.carried(matrix(), SIZES / 2)[3] == pytest.approx(room * (2 - room), rel=1e-12)


def test_lymph_is_a_mean_over_motion_and_rest():
    """Moving three times as fast as lying: half the time of each gives twice the rate of lying."""
    moving, still, both = (drained(matrix(), False, motion=m)[0] for m in (1.0, 0.0, 0.5))
    assert [moving, still, both] == pytest.approx([3e-5, 1e-5, 2e-5], rel=1e-12)
    alike = drained(matrix(), False, motion=0.3, lymph_rest=3e-5)
    np.testing.assert_allclose(alike, drained(matrix(), False), rtol=1e-12)


# Whole journeys ------------------------------------------------------------------------------------------------------

BLEB = {
    "route": "intradermal", "dose": {"volume": "0.2 mL", "area": "10 cm^2"}, "draws": 16,
    "receivers": ["keratinocyte", "fibroblast"], "product": {"concentration": "1e8 particle/mL"},
}  # fmt: skip


def taken(journey, cell):
    return vesicles(journey.end.book.taken_up[:, :, cell]) / vesicles(journey.end.book.offered)


def test_a_finer_membrane_keeps_an_injected_dose_from_the_epidermis(travel):
    """Pores wide, fine, none: where anything came, keratinocytes get less, then none, and fibroblasts lose nothing."""
    wide, fine, shut = (
        travel(**BLEB, set={"skin.basement.pore": pore, "skin.basement.porosity": share})
        for pore, share in (("500 nm", "0.5"), ("30 nm", "0.5"), ("30 nm", "0"))
    )
    some, less, none = (taken(journey, 0) for journey in (wide, fine, shut))
    came = some > 1e-12
    assert came.sum() > 4
    assert (some > less)[came].all()
    assert (less > none)[came].all()
    assert (none < 1e-12).all()
    assert (taken(shut, 1) >= taken(wide, 1) - 1e-9).all()


def test_wider_clefts_bring_more_to_the_dermis_through_open_skin(travel):
    """Stripped skin without tight junctions: clefts of 400 nm against 40 nm, in every draw."""
    base = {
        "skin.stratum_corneum.defect_share": "0.3", "skin.stratum_corneum.tight_share": "1",
        "route.follicle.filling": "0",
    }  # fmt: skip
    narrow, wide = (travel(set=base | {"skin.clefts.width": w}) for w in ("40 nm", "400 nm"))
    below = [account.reached(j, j.end, "dermis") / account.opened(j) for j in (narrow, wide)]
    assert (below[1] > below[0]).all()


def test_a_still_person_drains_less(travel):
    still, moving = (travel(**BLEB, set={"skin.clearance.motion": m}) for m in ("0", "1"))
    lymph = SINKS.index("lymph")
    less, more = (vesicles(j.end.book.sinks[:, :, lymph]) for j in (still, moving))
    assert (less < more).all()
    assert (more < 6.0 * less).all()


def test_what_a_needle_puts_between_cells_stays_in_the_ledger_however_narrow_the_clefts(travel):
    """Clefts that no vesicle enters by itself: the tips leave them in the epidermis, and no particle is lost."""
    journey = travel(route="dissolving_needles", draws=4, set={"skin.clefts.width": "5 nm", "skin.clefts.spread": "1"})
    assert np.abs(journey.residual).max() < 1e-12
    assert (account.reached(journey, journey.end, "epidermis") > 0.0).all()
