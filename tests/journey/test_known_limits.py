"""Do the mechanisms meet algebra on paper? Each expected number is worked out here from its own formula."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from exoderm.journey import physics
from exoderm.journey.cell.escape import Escape, most_present
from exoderm.journey.donor.harvest import CLASSES, COMPANION, harvest
from exoderm.journey.donor.population import Population, diameters
from exoderm.journey.ground import When
from exoderm.journey.parameter import schema
from exoderm.journey.route import beam, channels, current, film, follicle, injection, poration, spray
from exoderm.journey.route.deposit import reach
from exoderm.journey.skin import ageing, clearance, stratum_corneum
from exoderm.journey.skin.depth import depth_axis
from exoderm.journey.skin.layers import Layers
from exoderm.journey.skin.terms import assemble
from exoderm.journey.vial import aggregation, decay, freezing, wall
from exoderm.journey.vial.keep import keep

K, R = 1.380649e-23, 8.31446261815324
UM2 = 1e-12


def made(kind, **numbers):
    """A mechanism of one draw: what is not given is 1."""
    return kind(**{name: np.array([float(numbers.get(name, 1.0))]) for name in schema(kind)})


def one(array):
    """The only number of an array."""
    return float(np.asarray(array).reshape(-1)[0])


def axis(plan):
    """The cells of a plan."""
    kinds = {"layers": Layers, "stratum_corneum": stratum_corneum.StratumCorneum, "ageing": ageing.Ageing}
    return depth_axis(*(plan.get(f"skin.{name}", kind) for name, kind in kinds.items()), plan.scenario.person.age)


# Physics -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("celsius", "expected"), [(4.0, 2.6), (37.0, 6.6)])
def test_free_diffusion_of_a_vesicle(celsius, expected):
    """A vesicle of 100 nm in water: 2.6 um2/s in the refrigerator, 6.6 at body temperature, within 3 %."""
    assert one(physics.free_diffusion(1e-7, celsius + 273.15)) / UM2 == pytest.approx(expected, rel=0.03)


def test_stokes_einstein_holds_for_any_viscosity():
    """D = kT / (3 pi eta d): twice the diameter is half of it."""
    value = one(physics.free_diffusion(2e-7, 300.0, 5e-3))
    assert value == pytest.approx(K * 300.0 / (3 * math.pi * 5e-3 * 2e-7), rel=1e-12)
    assert one(physics.free_diffusion(1e-7, 300.0, 5e-3)) == pytest.approx(2 * value, rel=1e-12)


@pytest.mark.parametrize(("celsius", "mpas"), [(5, 1.5182), (20, 1.0016), (25, 0.8900), (37, 0.6913), (60, 0.4660)])
def test_water_is_as_viscous_as_in_tables(celsius, mpas):
    """Within the stated 2.5 % of tabulated values."""
    assert one(physics.water_viscosity(celsius + 273.15)) * 1e3 == pytest.approx(mpas, rel=0.025)


@pytest.mark.parametrize(("fraction", "expected"), [(0.1, 0.43), (0.3, 0.23)])
def test_fibres_in_the_way(fraction, expected):
    """Ogston, 50 nm in fibrils of 30 nm: 0.43 at a tenth of fibres, 0.23 at three tenths."""
    value = one(physics.steric_hindrance(50e-9, 30e-9, fraction))
    assert value == pytest.approx(expected, abs=0.005)
    assert value == pytest.approx(math.exp(-math.sqrt(fraction) * 80 / 30), rel=1e-12)


def test_drag_of_the_gel():
    """Brinkman, 100 nm at a permeability of 1e-17 m2: a hundredth is left."""
    value = one(physics.drag_hindrance(50e-9, 1e-17))
    assert value == pytest.approx(0.01, abs=5e-4)
    assert value == pytest.approx(1 / (1 + 50e-9 / math.sqrt(1e-17) + 2500e-18 / 3e-17), rel=1e-12)


@pytest.mark.parametrize(("ratio", "expected"), [(0.0, 1.0), (0.1, 0.6412612), (0.5, 0.0448906)])
def test_renkin_in_a_pore(ratio, expected):
    """Partition times drag for a sphere in a round pore."""
    assert one(physics.pore_hindrance(ratio, 1.0)) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("ratio", [1.0, 1.0001, 5.0, 30.0, 1e6])
def test_nothing_passes_a_pore_narrower_than_itself(ratio):
    """Exactly nothing, so that no vesicle crosses the stratum corneum through its aqueous pores."""
    assert one(physics.pore_hindrance(ratio * 1e-9, 1e-9)) == 0.0


@pytest.mark.parametrize("peclet", [1e-12, 1e-9, 1e-3, 1.0, 7.0, 100.0])
def test_diffusion_against_an_outward_flow(peclet):
    """Pe / (exp(Pe) - 1); at the Peclet number 7 of a weeping channel, six thousandths are left."""
    assert one(physics.against_flow(peclet)) == pytest.approx(peclet / math.expm1(peclet), rel=1e-9)
    assert one(physics.against_flow(0.0)) == 1.0


# Donor ---------------------------------------------------------------------------------------------------------------


def test_size_classes_share_the_population_evenly():
    """Middle quantiles 1/8, 3/8, 5/8, 7/8 of a log-normal with median 100 nm and spread 1.5."""
    found = diameters(made(Population, median_diameter=1e-7, diameter_gsd=1.5), 4)[0]
    z = [-1.1503493803760079, -0.31863936396437514, 0.31863936396437514, 1.1503493803760079]
    np.testing.assert_allclose(found, [1e-7 * 1.5**each for each in z], rtol=1e-12)


def test_what_a_label_counts(plan):
    """vesicles = count x counting error x share; protein = count x counting error / purity; halves and tenths here."""
    numbers = {"counting_error": "0.5", "vesicle_share": "0.1", "purity": "1e10 particle/ug"}
    filled = harvest(plan(draws=1, set={f"donor.preparation.{name}": text for name, text in numbers.items()}))
    assert filled.amount[0, :CLASSES].sum() == pytest.approx(1e16 * 0.5 * 0.1, rel=1e-12)
    assert filled.amount[0, CLASSES] == pytest.approx(1e16 * 0.5 / 1e19, rel=1e-12)
    assert filled.diameter[0, CLASSES] == COMPANION


# Vial ----------------------------------------------------------------------------------------------------------------

STILL = {
    "donor.preparation.counting_error": "1", "donor.preparation.vesicle_share": "1",
    "carrier.aggregation.viscosity_ratio": "1", "carrier.aggregation.stability_ratio": "1e30",
    "carrier.coating.bare_share": "1", "carrier.decay.rate_at_4c": "0 1/s", "carrier.freezing.loss": "0",
    "carrier.freezing.rest_at_minus_20c": "0 1/s", "container.wall.sticking": "0 m/s",
    "container.wall.sites": "1e17 particle/m^2", "container.wall.shape": "6",
    "donor.population.median_diameter": "100 nm", "donor.population.diameter_gsd": "1.01",
}  # fmt: skip
"""A vial in which nothing happens; each test lets one thing happen."""


@pytest.fixture(scope="module")
def stored(plan):
    """What is left of each size class, and the lost shares by fate, of one draw."""

    def go(spells, concentration="1e5 particle/mL", **numbers):
        product = {"concentration": concentration, "volume": "1 mL"}
        this = plan(
            draws=1, product=product, storage=spells, set=STILL | numbers, dose={"volume": "0.1 mL"},
        )  # fmt: skip
        filled = harvest(this)
        vial = keep(this, filled)
        return vial.amount[0] / filled.amount[0], {name: lost[0] for name, lost in vial.lost.items()}

    return go


def test_a_vial_in_which_nothing_happens_keeps_all(stored):
    """A year at 25 degC with every rate at zero."""
    left, _ = stored([{"temperature": "25 degC", "duration": "365 day"}])
    np.testing.assert_allclose(left, 1.0, rtol=1e-12)


@pytest.mark.parametrize("start", [277.15, 288.15])
def test_arrhenius_ratio(start):
    """From 4 to 25 degC, 60 kJ/mol multiplies the loss by exp(-Ea/R (1/T2 - 1/T1)), 6.25 times."""
    this = made(decay.Decay, activation=60e3)
    rates = [one(decay.rate(this, np.array([t]), "dark", "closed")) for t in (start, 298.15)]
    assert rates[1] / rates[0] == pytest.approx(math.exp(-60e3 / R * (1 / 298.15 - 1 / start)), rel=1e-12)
    if start == 277.15:
        assert rates[0] == pytest.approx(1.0, rel=1e-12)
        assert rates[1] == pytest.approx(6.25, rel=0.002)


def test_acid_light_and_air_multiply():
    """Two units of pH at half a power each, indoor light 3, air 4: 120 times."""
    this = made(decay.Decay, ph=4, ph_best=6, ph_slope=0.5, indoor=3, sun=20, open_air=4, activation=5e4)
    base = one(decay.rate(dataclasses.replace(this, ph=np.array([6.0])), np.array([290.0]), "dark", "closed"))
    assert one(decay.rate(this, np.array([290.0]), "indoor", "open")) / base == pytest.approx(120.0, rel=1e-12)
    assert one(decay.rate(this, np.array([290.0]), "sun", "closed")) / base == pytest.approx(200.0, rel=1e-12)


def test_bulk_loss_is_exponential(stored):
    """At the reference temperature 0.01 per hour for 48 hours leaves exp(-0.48), to the accuracy of the steps."""
    spells = [{"temperature": "4 degC", "duration": "48 hour"}]
    numbers = {"carrier.decay.rate_at_4c": "0.01 1/hour", "carrier.decay.ph": "6", "carrier.decay.ph_best": "6"}
    left, lost = stored(spells, **numbers)
    np.testing.assert_allclose(left[:CLASSES], math.exp(-0.48), rtol=5e-4)
    np.testing.assert_allclose(lost["degraded"][:CLASSES], 1 - math.exp(-0.48), rtol=5e-4)


@pytest.mark.parametrize("cycles", [1, 2, 7])
def test_freeze_thaw_cycles_are_powers(stored, cycles):
    """A fifth is lost per cycle: 0.8 to the number of cycles is left, and what stands frozen thaws at least once."""
    spell = {"temperature": "-80 degC", "duration": "1 day", "freeze_thaw": cycles}
    left, lost = stored([spell], **{"carrier.freezing.loss": "0.2"})
    np.testing.assert_allclose(left[:CLASSES], 0.8**cycles, rtol=1e-12)
    np.testing.assert_allclose(lost["frozen"][:CLASSES], 1 - 0.8**cycles, rtol=1e-12)
    assert one(freezing.surviving(made(freezing.Freezing, loss=0.2), np.array([cycles]))) == pytest.approx(0.8**cycles)


def test_case_7_a_wall_that_keeps_all_that_touches_it(stored):
    """A/V = 6 per cm, D = 2.62 um2/s, 48 h: 0.455 of the vesicles is on the wall (series of exponentials)."""
    size = 1e-7 * one(physics.free_diffusion(1e-7, 277.15)) / 2.62e-12
    _, lost = stored(
        [{"temperature": "4 degC", "duration": "48 hour"}],
        **{"container.wall.sticking": "1 m/s", "donor.population.median_diameter": f"{size:.9e} m"},
    )
    n, length = 2 * np.arange(400) + 1, 1e-2 / 6
    for share, z in zip(lost["wall"][:CLASSES], (-1.15035, -0.318639, 0.318639, 1.15035), strict=True):
        d = 2.62e-12 / 1.01**z
        exact = 1 - float((8 / (n * math.pi) ** 2 * np.exp(-d * (n * math.pi) ** 2 * 172800 / (4 * length**2))).sum())
        assert share == pytest.approx(exact, abs=6e-4)
    assert lost["wall"][:CLASSES].mean() == pytest.approx(0.455, abs=6e-4)


def test_the_vial_as_a_slab():
    """Volume over wetted area of 1 mL at six times V^(2/3) is a sixth of a centimetre."""
    assert one(wall.depth(made(wall.Wall, shape=6), 1e-6)) == pytest.approx(1e-2 / 6, rel=1e-12)


def test_particles_that_stick_at_every_meeting():
    """k = 8kT/3eta = 1.23e-11 cm3/s at 25 degC: at 1e10 per mL the count halves in 2/(k N) = 16 s."""
    k = one(aggregation.encounter_rate(made(aggregation.Aggregation), np.array([298.15])))
    assert k * 1e6 == pytest.approx(1.23e-11, rel=0.01)
    assert 2 / (k * 1e16) == pytest.approx(16.0, rel=0.02)
    slow = made(aggregation.Aggregation, stability_ratio=1e6, viscosity_ratio=3)
    assert one(aggregation.encounter_rate(slow, np.array([298.15]))) == pytest.approx(k / 3e6, rel=1e-12)


@pytest.mark.parametrize("lives", [0.01, 0.3, 1.0, 10.0, 1e3, 1e5])
def test_singlets_that_pair_decay_hyperbolically(stored, lives):
    """N/N0 = 1/(1 + k N0 t), after a hundredth of a lifetime as after a hundred thousand."""
    k = one(aggregation.encounter_rate(made(aggregation.Aggregation), np.array([298.15]))) * 1e6
    left, lost = stored(
        [{"temperature": "25 degC", "duration": f"{lives / (k * 1e8):.12e} s"}], "1e14 particle/mL",
        **{"carrier.aggregation.stability_ratio": "1e6"},
    )  # fmt: skip
    np.testing.assert_allclose(left[:CLASSES], 1 / (1 + lives), rtol=5e-3)
    np.testing.assert_allclose(lost["aggregated"][:CLASSES] + left[:CLASSES], 1.0, rtol=1e-9)


@pytest.mark.parametrize("spent", [0.0, 1e-6, 0.5, 30.0])
def test_pairing_beside_decay_has_a_closed_form(spent):
    """dN/dt = -k N2 - b N: the mean rate of pairing is what its integral over the closed solution says."""
    t = np.linspace(0.0, 2.0, 200_001)
    b, k = spent / 2.0, 3.0
    grown = np.where(spent > 0, -np.expm1(-b * t) / (b or 1.0), t)
    n = np.exp(-b * t) / (1 + k * grown)
    mean = float(((n[1:] + n[:-1]) / 2 * np.diff(t)).sum()) * k / 2.0
    assert one(aggregation.pairing(np.array([k]), np.array([b]), 2.0)) == pytest.approx(mean, rel=1e-7)


# Route ---------------------------------------------------------------------------------------------------------------


def test_a_film_dries_when_its_water_is_gone(plan):
    """100 um with a tenth that stays, at 200 um/h, is dry after 27 minutes: from then on nothing leaves it."""
    this = made(film.Film, evaporation=200e-6 / 3600, dry_share=0.1)
    h0 = np.array([plan().thickness])
    dry = one(film.drying_time(this, h0))
    assert h0[0] == pytest.approx(1e-4, rel=1e-12)
    assert dry == pytest.approx(27 * 60.0, rel=1e-12)
    edges = np.array([0.0, 1.0, dry / 2, dry / 2 + 1.0, dry * 0.9999, dry, 2 * dry])
    out, back = (each[0] for each in film.wetness(this, h0, False, edges))
    assert out[0] == pytest.approx(1.0, rel=1e-3)
    assert out[2] == pytest.approx(1 / 0.55, rel=1e-3)
    np.testing.assert_allclose(back[:3], 1.0, rtol=1e-9)
    assert out[4] > back[4] > 0.0
    assert out[5] == pytest.approx(0.0, abs=1e-12)
    assert back[5] == pytest.approx(0.0, abs=1e-12)
    for each in film.wetness(this, h0, True, edges):
        assert (each == 1.0).all()


@pytest.mark.parametrize("stays", [0.02, 0.1, 0.6])
def test_a_drying_film_gives_the_mean_of_its_strength(stays):
    """Integral of h0/h until dry, with the last tenth falling off, against a sum over a million moments."""
    this = made(film.Film, evaporation=2e-8, dry_share=stays)
    dry = 1e-4 * (1 - stays) / 2e-8
    edges = np.concatenate([np.linspace(0.0, dry, 38), [2 * dry]])
    out, back = (float((each[0] * np.diff(edges)).sum()) for each in film.wetness(this, np.array([1e-4]), False, edges))
    t = (np.arange(1_000_000) + 0.5) * dry / 1_000_000
    h, wet = 1e-4 - 2e-8 * t, np.minimum(1.0, (1 - t / dry) / 0.1)
    assert out == pytest.approx(float((1e-4 / h * wet).mean()) * dry, rel=1e-7)
    assert back == pytest.approx(0.95 * dry, rel=1e-7)
    plain = 1e-4 / 2e-8 * math.log(1 / (stays + 0.1 * (1 - stays)))  # closed form up to the last tenth
    assert plain < out < 1e-4 / 2e-8 * math.log(1 / stays)


@pytest.mark.parametrize("speed", [0.0, 1e-25, 1e-17])
def test_a_film_that_does_not_evaporate_stays_as_it_is(speed):
    """For an hour, and through steps of a second, whatever rounding does to its thickness."""
    this = made(film.Film, evaporation=speed, dry_share=0.1)
    for each in film.wetness(this, np.array([1e-4]), False, np.array([0.0, 1.0, 2.0, 3600.0])):
        np.testing.assert_allclose(each, 1.0, rtol=1e-6)
    assert one(film.drying_time(this, np.array([1e-4]))) > 1e9


def test_the_end_of_the_channels_is_that_disc():
    """Exchange through the ends is the number of channels times 4 a; a plug of burnt tissue lies in series with it."""
    this = made(channels.Channels, diameter=70e-6, density=2e6, coagulum=0)
    assert one(channels.end_exchange(this)) == pytest.approx(2e6 * 4 * 35e-6, rel=1e-12)
    assert one(channels.area_share(this)) == pytest.approx(2e6 * math.pi * 35e-6**2, rel=1e-12)
    burnt = made(channels.Channels, diameter=70e-6, density=2e6, coagulum=20e-6, coagulum_ratio=0.1)
    plug = 20e-6 / (0.1 * math.pi * 35e-6**2)
    assert one(channels.end_exchange(burnt)) == pytest.approx(2e6 / (plug + 1 / (4 * 35e-6)), rel=1e-12)


def test_a_jacket_of_burnt_tissue_hinders_unless_it_is_like_the_rest():
    """ln(c/a)/r + ln(b/c) in series; with r = 1 nothing changes, whatever the jacket's thickness."""
    bare, like, burnt = (
        made(channels.Channels, diameter=100e-6, density=1e6, coagulum=c, coagulum_ratio=r)
        for c, r in ((0, 1), (50e-6, 1), (50e-6, 0.2))
    )
    apart = 1 / math.sqrt(math.pi * 1e6)
    assert one(channels.wall_exchange(bare)) == pytest.approx(1e6 * 2 * math.pi / math.log(apart / 50e-6), rel=1e-12)
    assert one(channels.wall_exchange(like)) == pytest.approx(one(channels.wall_exchange(bare)), rel=1e-12)
    series = math.log(2) / 0.2 + math.log(apart / 100e-6)
    assert one(channels.wall_exchange(burnt)) == pytest.approx(1e6 * 2 * math.pi / series, rel=1e-12)


def test_a_pulse_digs_as_deep_as_its_energy_pays_for():
    """20 mJ at 4 J/mm3 make 5e-3 mm3: under a spot of 100 um that is 0.64 mm; half the spot's width, four times."""
    pulse = made(beam.Beam, pulse_energy=0.02, energy_per_volume=4e9)
    assert one(beam.depth(pulse, np.array([1e-4]))) == pytest.approx(0.02 / 4e9 / (math.pi * 2.5e-9), rel=1e-12)
    assert one(beam.depth(pulse, np.array([5e-5]))) == pytest.approx(4 * one(beam.depth(pulse, np.array([1e-4]))))


@pytest.mark.parametrize(("middle", "spread"), [(1e-7, 1.0), (2e-8, 2.0), (5e-8, 3.0), (1e-8, 1.5)])
def test_pores_let_through_what_their_widths_do(middle, spread):
    """Against a plain sum over two million widths; all alike (spread one) is Renkin's formula itself."""
    share = one(poration.passing(np.array([5e-8]), np.array([middle]), np.array([spread])))
    if spread == 1.0:
        assert share == pytest.approx(one(physics.pore_hindrance(5e-8, middle)), rel=1e-4)
        return
    z = np.linspace(-8, 8, 2_000_001)
    weight = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    sum_of_all = float((weight * physics.pore_hindrance(5e-8, middle * spread**z)).sum() * (z[1] - z[0]))
    assert share == pytest.approx(sum_of_all, rel=1e-6, abs=1e-18)


def test_pores_that_are_all_narrower_than_the_vesicle_pass_none():
    """Exactly nothing, and the wider the vesicle the less."""
    radius = np.array([4e-9, 2e-8, 5e-8, 9e-8, 2e-7])
    share = poration.passing(radius, np.full(5, 4e-8), np.full(5, 1.0))
    assert (share[2:] == 0.0).all()
    wide = poration.passing(radius, np.full(5, 4e-8), np.full(5, 2.0))
    assert (np.diff(wide) < 0.0).all()


def test_the_field_in_the_stratum_corneum_between_a_whole_and_an_open_one():
    """Whole: the voltage j R over its thickness. All gap: the field in the fluid, j / sigma, as below it."""
    device = made(current.Current, current_density=5.0, resistance=1.0, conductivity=1.5)
    whole, below = (one(x) for x in current.fields(device, np.array([17e-6]), np.array([0.0])))
    assert whole == pytest.approx(5.0 / 17e-6, rel=1e-12)
    assert below == pytest.approx(5.0 / 1.5, rel=1e-12)
    assert one(current.fields(device, np.array([17e-6]), np.array([1.0]))[0]) == pytest.approx(below, rel=1e-4)


def test_a_spray_loses_what_misses_bounces_and_breaks():
    """Of vesicles 0.8 x 0.75 x 0.5 lies on the wound, of protein all that landed; nothing is lost from the sum."""
    this = made(spray.Spray, deposited=0.8, rebound=0.25, survival=0.5)
    landed, lost = spray.land(this, np.array([[1.0, 1.0]]))
    np.testing.assert_allclose(landed, [[0.3, 0.6]], rtol=1e-12)
    np.testing.assert_allclose(landed + sum(lost.values()), 1.0, rtol=1e-12)
    np.testing.assert_allclose(lost[spray.BROKEN], [[0.3, 0.0]], atol=1e-15)


def test_weeping_channels():
    """1 uL/cm2/h through 250 channels per cm2 of 71 um has Pe = v L / D near 7 for a vesicle in 152 um."""
    this = made(
        channels.Channels, diameter=71e-6, density=250e4, exudate=1e-5 / 3600, clot_hindrance=1,
    )  # fmt: skip
    area = 250e4 * math.pi * (35.5e-6) ** 2
    exact = 1e-5 / 3600 / area * 152e-6
    assert exact / 6.2e-12 == pytest.approx(7.0, rel=0.05)
    # From the middle of the channel to the film is half of the way, so half of the Peclet number.
    assert one(this.exudate / channels.film_exchange(this, np.array([152e-6]))) == pytest.approx(exact / 2, rel=1e-12)


@pytest.mark.parametrize("peclet", [1e-6, 0.3, 3.5, 40.0])
def test_the_flux_between_film_and_channels_at_either_end_of_the_peclet_number(plan, peclet):
    """Inward G B(Pe) to G for still fluid and to nothing in a stream; outward G B(Pe) + q to G and to q alone."""
    setup = {"route.channels.clot_hindrance": "0.5", "route.closing.lasting_share": "1"}
    settings = {"needle_length": "0.5 mm", "density": "100 1/cm^2"}
    route = {"card": "microneedle_roller", "settings": settings}

    def moves(exudate):
        this = plan(draws=1, route=route, dose={"occluded": True},
                    set=setup | {"route.channels.exudate": f"{exudate:.12e} m/s"})  # fmt: skip
        filled, depth = harvest(this), axis(this)
        terms = assemble(this, filled, depth)
        moving = terms.factors(When(np.array([0.0, 1.0]), False))["move_factor"][0, :2, 0] * 1.0
        rate = terms.parts["store_move"][0]
        shape = this.get("route.channels", channels.Channels)
        deep = reach(this)
        volume = one(channels.area_share(shape) * deep)
        whole = one(channels.film_exchange(shape, deep) * physics.free_diffusion(filled.diameter[0, 0], physics.BODY))
        return whole, moving[0] * rate[0, 1] * this.thickness, moving[1] * rate[1, 0] * volume

    whole, _, _ = moves(1e-9)
    q = peclet * whole
    _, inward, outward = moves(q)
    kept = peclet / math.expm1(peclet)
    assert inward == pytest.approx(whole * kept, rel=1e-6)
    assert outward == pytest.approx(whole * kept + q, rel=1e-6)
    if peclet < 1e-5:
        assert inward == pytest.approx(whole, rel=1e-5)
        assert outward == pytest.approx(whole, rel=1e-5)
    if peclet > 30:
        assert inward < 1e-15 * whole
        assert outward == pytest.approx(q, rel=1e-12)


def test_a_follicle_fills_by_volume_and_never_takes_more_than_half():
    """A hundredth of the surface, 300 um deep, half filled, takes 1.5 um of a film of 100."""
    this = made(follicle.Follicle, filling=0.5)
    rubbed_in = np.zeros((1, 1))
    share = follicle.filled_share(this, np.array([0.01]), np.array([3e-4]), np.array([1e-4]), rubbed_in)
    assert one(share) == pytest.approx(0.015, rel=1e-12)
    assert one(follicle.filled_share(this, np.array([0.5]), np.array([3e-3]), np.array([1e-6]), rubbed_in)) == 0.5


def test_a_bleb_lies_where_it_was_put():
    """Filled evenly around its centre: the mean depth is the centre, the shares are one."""
    this = made(injection.Injection, centre=0.5, spread=0.2)
    faces = np.linspace(0.0, 1e-3, 101)[None, :]
    share = injection.weights(this, np.array([0.0]), np.array([1e-3]), faces)[0]
    assert share.sum() == pytest.approx(1.0, rel=1e-12)
    assert float((share * (faces[0, 1:] + faces[0, :-1]) / 2).sum()) == pytest.approx(5e-4, rel=1e-9)
    assert share[:30].sum() == pytest.approx(0.0, abs=1e-15)
    assert share[30:70].sum() == pytest.approx(1.0, rel=1e-9)


# Skin ----------------------------------------------------------------------------------------------------------------


def test_capillaries_let_protein_in_and_no_vesicle():
    """The reference rate for albumin; nothing wider than the wide pore of 25 nm radius."""
    this = made(clearance.Clearance, blood_protein=1e-6, capillary_pore=25e-9)
    assert one(clearance.blood_rate(this, np.array([7e-9]))) == pytest.approx(1e-6, rel=1e-12)
    assert one(clearance.blood_rate(this, np.array([50e-9]))) == 0.0


def test_a_vesicle_crosses_the_horny_layer_through_defects_only():
    """P h = D f h_gap; the aqueous pores count for protein alone."""
    this = made(
        stratum_corneum.StratumCorneum, defect_share=1e-6, defect_hindrance=0.5, porosity=1e-4, pore_radius=2e-9
    )
    free = one(physics.free_diffusion(1e-7, 305.15))
    assert one(stratum_corneum.effective_diffusion(this, np.array([1e-7]))) == pytest.approx(free * 5e-7, rel=1e-12)
    small = one(stratum_corneum.effective_diffusion(this, np.array([1e-9])))
    renkin = 0.75**2 * (1 - 2.104 * 0.25 + 2.09 * 0.25**3 - 0.95 * 0.25**5)
    assert small == pytest.approx(100 * free * (5e-7 + 1e-4 * renkin), rel=1e-12)


# Whole journeys with one thing left -----------------------------------------------------------------------------------

NO_WAY_IN = {"skin.stratum_corneum.defect_share": "0", "route.follicle.filling": "0"}


def test_a_film_that_lets_nothing_in_decays_by_its_fates(travel):
    """exp(-(a + b) t) stays; shed and ruptured share what is lost as a to b."""
    set_to = NO_WAY_IN | {"route.film.shedding": "0.5 1/day", "route.film.rupture": "1 1/day"}
    journey = travel(draws=1, set=set_to)  # whether wet or dry
    book, held = journey.end.book, journey.end.stores[0, :CLASSES, 0]
    offered = book.offered[0, :CLASSES]
    np.testing.assert_allclose(held / offered, math.exp(-1.5), rtol=2e-3)
    np.testing.assert_allclose(book.fates[0, :CLASSES, 1] / book.fates[0, :CLASSES, 0], 2.0, rtol=1e-9)


def test_a_follicle_empties_outward_and_inward_as_its_rates(travel):
    """What crossed over what was expelled is the ratio of the rates, 1 to 4, times what the wall's gaps let through."""
    journey = travel(draws=1, set={"skin.stratum_corneum.defect_share": "0", "route.follicle.crossing": "0.1 1/day",
                                   "route.follicle.clearing": "0.4 1/day",
                                   "route.follicle.wall_gap": "200 nm"})  # fmt: skip
    end, book = journey.end, journey.end.book
    expelled = journey.fate(end, follicle.EXPELLED)[0, :CLASSES]
    inside = (end.cells * journey.capacity)[0, :CLASSES].sum(axis=1) + book.sinks[0, :CLASSES].sum(axis=1)
    inside = inside + book.taken_up[0, :CLASSES].sum(axis=1)
    fits = physics.pore_hindrance(journey.harvest.diameter[0, :CLASSES] / 2, 2e-7)
    assert (np.diff(fits) < 0.0).all()
    np.testing.assert_allclose(inside / expelled, 0.25 * fits, rtol=1e-4)


INJECTED = {
    "route": "intradermal", "dose": {"volume": "0.2 mL", "area": "10 cm^2"}, "draws": 1,
    "receivers": ["fibroblast"],
}  # fmt: skip
NO_SINKS = {
    "skin.clearance.lymph_rest": "1e-29 1/s", "skin.clearance.lymph_protein": "1e-29 1/s",
    "skin.clearance.blood_protein": "0 1/s", "skin.clearance.rupture": "0 1/s", "skin.clearance.phagocytes": "0 1/s",
    "skin.clearance.protein_decay": "0 1/s", "cell.fibroblast.uptake.clearance": "0 mL/hour/cell",
    "skin.flow.velocity": "0 um/s",
}  # fmt: skip


def test_an_injected_dose_without_sinks_stays(travel):
    """One minus the backflow is in the skin after a day, to rounding."""
    journey = travel(**INJECTED, set=NO_SINKS | {"route.injection.backflow": "0.2"})
    there = (journey.end.cells * journey.capacity).sum(axis=2)
    np.testing.assert_allclose(there, 0.8 * journey.end.book.offered, rtol=1e-12)


def test_an_injected_dose_that_only_ruptures_decays_exponentially(travel):
    """0.1 per hour for a day leaves exp(-2.4) of it between cells."""
    journey = travel(**INJECTED, set=NO_SINKS | {"skin.clearance.rupture": "0.1 1/hour"})
    there = (journey.end.cells * journey.capacity).sum(axis=2)[0, :CLASSES]
    start = (journey.end.book.offered - journey.fate(journey.end, "flowed back"))[0, :CLASSES]
    np.testing.assert_allclose(there / start, math.exp(-2.4), rtol=5e-3)


def test_sinks_of_the_same_place_share_by_their_rates(travel):
    """Rupture at 1, phagocytes at 3: a quarter and three quarters of what is lost."""
    rates = {"skin.clearance.rupture": "0.01 1/hour", "skin.clearance.phagocytes": "0.03 1/hour"}
    sinks = travel(**INJECTED, set=NO_SINKS | rates).end.book.sinks[0, :CLASSES]
    # Rupture also acts on the little that strays into the stratum corneum, where there are no phagocytes.
    np.testing.assert_allclose(sinks[:, 3] / sinks[:, 2], 3.0, rtol=1e-7)


def test_capture_far_from_saturation_is_clearance_times_cells(travel):
    """One cell per fluid volume: rate CL rho / eps of the concentration there, against rupture beside it."""
    rate = 1e-8 * 3e6 / 0.4  # mL/h per cell x cells/mL / fluid share: 0.075 per hour
    journey = travel(
        **INJECTED, product={"concentration": "1e4 particle/mL"},
        set=NO_SINKS | {
            "cell.fibroblast.uptake.clearance": "1e-8 mL/hour/cell", "skin.layers.dermis_fluid": "0.4",
            "cell.fibroblast.uptake.density_dermis": "3e6 cell/mL", "skin.clearance.rupture": "0.075 1/hour",
            "skin.basement.porosity": "0",
            "skin.hindrance.binding": "0",
        },
    )  # fmt: skip
    book = journey.end.book
    assert rate == pytest.approx(0.075)
    np.testing.assert_allclose(book.taken_up[0, :CLASSES, 0] / book.sinks[0, :CLASSES, 2], 1.0, rtol=0.02)


def test_copies_that_are_freed_evenly_and_decay():
    """dn/dt = s - k n from nothing is s/k (1 - exp(-k t)), whatever the moments at which it is looked at."""
    this = made(Escape, loss=0.3)
    for moments in ([0.0, 10.0], [0.0, 0.1, 2.0, 7.0, 10.0]):
        freed = 2.0 * np.array(moments)[:, None]
        assert one(most_present(this, moments, freed)) == pytest.approx(2 / 0.3 * -math.expm1(-3.0), rel=1e-12)


def test_the_most_copies_are_those_before_they_decay():
    """A pulse within a moment and then nothing: the pulse is the most, however long one waits."""
    this = made(Escape, loss=0.1)
    assert one(most_present(this, [0.0, 1e-9, 50.0], np.array([[0.0], [7.0], [7.0]]))) == pytest.approx(7.0, rel=1e-9)
    two = one(most_present(this, [0.0, 1e-9, 10.0, 10.0 + 1e-9], np.array([[0.0], [7.0], [7.0], [14.0]])))
    assert two == pytest.approx(7.0 * (1 + math.exp(-1.0)), rel=1e-7)
