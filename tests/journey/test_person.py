"""Do site, condition and age move vesicles the way their skin says, phototype none, is nonsense refused?"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest

from exoderm.errors import ScenarioError, UnknownName
from exoderm.journey import account
from exoderm.journey.plan import build
from exoderm.journey.route.channels import Channels, area_share
from exoderm.journey.route.closing import mouth, unfilled
from exoderm.journey.said.notes import notes
from exoderm.journey.skin import fit
from exoderm.library import card as cards
from exoderm.qualify.experiments.closing import closed
from exoderm.scenario import from_data

SITES = sorted(c.id for c in cards.load("skin").values() if c.role == "site")
CONDITIONS = sorted(c.id for c in cards.load("skin").values() if c.role == "condition")
NO_FOLLICLES = {"set": {"route.follicle.filling": "0"}}
COVERED = {"occluded": True}
ROLLER = "microneedle_roller"


def living(journey):
    """Share of the opened dose that reached living layers."""
    return account.reached(journey, journey.end, *account.LIVING) / account.opened(journey)


def in_follicles(journey):
    """Share of the dose that follicles hold at the end, vesicles and protein."""
    end = journey.end
    return end.stores[:, :, journey.store_names.index("follicle")].sum(axis=1) / end.book.offered.sum(axis=1)


def past_follicles(site, more=None):
    """Changes that leave the stratum corneum as the only way; the palm has no other anyhow, and refuses to be told."""
    own = {} if site == "palm" else NO_FOLLICLES["set"]
    return {"set": {**own, **(more or {})}}


def thick(plan, layer):
    return plan.table.row(f"skin.layers.{layer}").samples


# Sites ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("site", SITES)
def test_every_vesicle_is_accounted_for_at_every_site(travel, site):
    assert abs(travel(draws=8, person={"site": site}).residual).max() < 1e-12


@pytest.mark.parametrize(("thin", "thicker"), [("periorbital", "back"), ("cheek", "palm")])
def test_thin_skin_lets_through_no_less_than_thick_skin(travel, thin, thicker):
    """Past the stratum corneum alone and under a cover, which keeps the dose wet: in every draw."""
    one, other = (travel(draws=32, person={"site": s}, dose=COVERED, **past_follicles(s)) for s in (thin, thicker))
    assert (living(one) >= living(other)).all()


@pytest.mark.parametrize(("thin", "thicker"), [("periorbital", "back"), ("cheek", "palm")])
def test_without_the_seam_below_a_site_lets_through_as_its_stratum_corneum_is_thin(travel, thin, thicker):
    """P = f D / h: with tight junctions open sites differ as their thickness does, within a tenth in the middle."""
    seam = {"skin.stratum_corneum.tight_share": "1"}
    one, other = (
        travel(draws=32, person={"site": s}, dose=COVERED, **past_follicles(s, seam)) for s in (thin, thicker)
    )
    thinner = thick(other.plan, "stratum_corneum") / thick(one.plan, "stratum_corneum")
    assert np.median(living(one) / living(other) / thinner) == pytest.approx(1.0, abs=0.1)


def test_a_film_that_dries_makes_sites_alike(travel):
    """A property of the model: gaps of a thicker layer keep more of a dose that has dried, and the seam below is slow,
    so that eyelid and back, 1.6 times apart in thickness, lie within a factor of two in every draw, either way."""
    eye, back = (living(travel(draws=32, person={"site": s}, **NO_FOLLICLES)) for s in ("periorbital", "back"))
    assert ((eye / back > 0.5) & (eye / back < 2.0)).all()
    assert (eye < back).any()
    assert (eye > back).any()


def test_follicles_of_the_scalp_hold_more_than_those_of_the_cheek(travel):
    """Draw by draw, and in the middle more than five times as much; those of the forearm hold less."""
    scalp, cheek, arm = (in_follicles(travel(draws=32, person={"site": s})) for s in ("scalp", "cheek", "forearm"))
    assert (scalp > cheek).all()
    assert np.median(scalp / cheek) > 5
    assert np.median(arm) < np.median(cheek)


def test_no_follicle_takes_any_of_a_dose_on_the_palm(travel):
    """Exactly none, and the run says why; the cheek's run says nothing of the kind."""
    palm, cheek = (travel(draws=4, person={"site": s}) for s in ("palm", "cheek"))
    assert (in_follicles(palm) == 0.0).all()
    assert any("No hair grows" in note for note in notes(palm))
    assert not any("No hair grows" in note for note in notes(cheek))


def test_a_site_is_a_site_and_a_condition_a_condition(plan):
    with pytest.raises(UnknownName, match="forehead"):
        plan(person={"site": "forhead"})
    with pytest.raises(UnknownName):
        plan(person={"site": "dry"})
    with pytest.raises(UnknownName, match="atopic"):
        plan(person={"condition": "atopical"})


# Conditions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_vesicle_is_accounted_for_in_every_condition(travel, condition):
    assert abs(travel(draws=8, person={"condition": condition}).residual).max() < 1e-12


def test_the_worse_the_barrier_the_more_gets_in(travel):
    """Undamaged < dry < atopic < stripped < a wound that does not weep, draw by draw; dry to stripped tenfold."""
    order = ("intact", "dry", "atopic", "tape_stripped", "wounded")
    dry = {"wounded": {"skin.weeping.exudate": "0 m/s"}}
    shares = [
        living(travel(draws=32, person={"condition": c}, set=NO_FOLLICLES["set"] | dry.get(c, {}))) for c in order
    ]  # fmt: skip
    for better, worse in pairwise(shares):
        assert (better < worse).all()
    assert np.median(shares[3] / shares[1]) > 10


def test_a_day_after_needling_little_is_left_of_it(travel):
    """More than on undamaged skin and less than on fresh channels, in the middle of the draws."""
    whole, later = (living(travel(draws=32, person={"condition": c})) for c in ("intact", "needled_yesterday"))
    fresh = living(travel(draws=32, route=ROLLER))
    assert (later > whole).all()
    assert np.median(later) < 0.5 * np.median(fresh)


def test_what_is_open_a_day_after_needling_follows_from_the_roller(plan):
    """The card's range holds nine in ten of what the roller's channels leave after 24 h, and is no wider than twice."""
    this = plan(draws=512, route=ROLLER)
    shut, day = closed(this), np.array([86400.0])
    still = unfilled(shut.closing, shut.length, False, day) * mouth(shut.closing, False, day)
    left = area_share(this.get("route.channels", Channels)) * still[:, 0]
    value = cards.find("skin", "needled_yesterday").mechanisms["stratum_corneum"]["defect_share"].numbers("")
    low, high = np.quantile(left, (0.05, 0.95))
    assert value["low"] <= low
    assert value["high"] >= high
    assert value["low"] > low / 3
    assert value["high"] < high * 3


def test_photoaged_skin_is_not_said_to_leak(plan):
    """Nothing read says that the sun opens the barrier: its numbers are those of undamaged skin."""
    whole, aged = (plan(draws=64, person={"condition": c}) for c in ("intact", "photoaged"))
    for name in ("remaining", "defect_share", "tight_share"):
        path = f"skin.stratum_corneum.{name}"
        assert np.array_equal(whole.table.row(path).samples, aged.table.row(path).samples)


# Age and phototype ---------------------------------------------------------------------------------------------------


def test_age_thins_what_lives_and_leaves_the_stratum_corneum(travel):
    """From 25 to 85 the dermis loses 20 to 40 % and the epidermis about as much; the layer above stays to the bit."""
    young, old = (travel(draws=32, person={"age": a}).depth for a in (25, 85))
    for layer in ("epidermis", "dermis"):
        ratio = (old.bottom(layer) - old.top(layer)) / (young.bottom(layer) - young.top(layer))
        assert ((ratio > 0.55) & (ratio < 0.85)).all()
    assert np.array_equal(young.bottom("stratum_corneum"), old.bottom("stratum_corneum"))


def test_phototype_moves_no_vesicle_and_the_run_says_so(travel):
    """Every amount is the same to the last bit whether none, I or VI is given."""
    silent, light, dark = (
        travel(draws=8, person={"phototype": p} if p else {}, route=ROLLER) for p in (None, "I", "VI")
    )  # fmt: skip
    for other in (light, dark):
        assert np.array_equal(silent.end.cells, other.end.cells)
        assert np.array_equal(silent.end.stores, other.end.stores)
    assert any("Phototype VI moves nothing" in note for note in notes(dark))
    assert not any("hototype" in note for note in notes(silent))


@pytest.mark.parametrize("phototype", ["VII", "dark", 4])
def test_a_phototype_that_is_none_is_refused(plan, phototype):
    with pytest.raises(ScenarioError, match=r"person\.phototype"):
        plan(person={"phototype": phototype})


# What does not fit ---------------------------------------------------------------------------------------------------


def roller(length, insertion=None):
    settings = {"needle_length": length} | ({"insertion_share": insertion} if insertion else {})
    return {"card": ROLLER, "settings": settings}


def test_needles_longer_than_the_skin_are_refused_with_the_longest_that_fits(plan):
    """3 mm around the eyes go through; the length that the message names does not, and 3 mm in the back do not."""
    with pytest.raises(ScenarioError, match="shorter than 2") as refusal:
        plan(person={"site": "periorbital"}, route=roller("3 mm"))
    assert refusal.value.code == "needle.longer"
    plan(person={"site": "periorbital"}, route=roller("2 mm"))
    plan(person={"site": "back"}, route=roller("3 mm"))


@pytest.mark.parametrize("card", ["ablative_laser", "non_ablative_laser"])
def test_a_pulse_that_goes_through_the_skin_is_refused_with_the_most_that_stays_in_it(plan, card):
    """Half a joule on a tenth of a millimetre goes through the lid of an eye; what the message names stays in."""

    def pulse(energy):
        spot = {"diameter": "0.12 mm"} if card == "ablative_laser" else {}
        settings = {"pulse_energy": energy, "density": "100 1/cm^2", **spot}
        return plan(person={"site": "periorbital"}, route={"card": card, "settings": settings})

    with pytest.raises(ScenarioError, match="Take less than") as refusal:
        pulse("500 mJ")
    assert refusal.value.code == "beam.deeper"
    named = re.search(r"less than ([0-9.]+) mJ", str(refusal.value))
    assert named
    pulse(f"{0.95 * float(named[1])} mJ")


def test_old_skin_is_too_thin_for_needles_that_fit_young_skin(plan):
    route = roller("0.7 mm", "1")
    plan(person={"site": "periorbital", "age": 20}, route=route)
    with pytest.raises(ScenarioError, match="at 95 years"):
        plan(person={"site": "periorbital", "age": 95}, route=route)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("draws", [1, 7])
def test_a_refusal_depends_on_no_draw(plan, seed, draws):
    with pytest.raises(ScenarioError):
        plan(person={"site": "periorbital"}, route=roller("3 mm"), seed=seed, draws=draws)


@pytest.mark.parametrize("site", SITES)
def test_the_skin_that_needles_are_held_against_is_the_skin_of_the_run(travel, site):
    """The thickness from the middles of the ranges lies among the draws' own, within a tenth of their median."""
    journey = travel(draws=64, person={"site": site, "age": 70})
    rows = {row.path: row for row in journey.plan.table}
    drawn = journey.depth.bottom("dermis")
    assert fit.skin_thickness(rows, 70) == pytest.approx(np.median(drawn), rel=0.1)


@pytest.mark.parametrize("changes", [
    {"route": {"card": "topical", "settings": {"filling": "0.9"}}},
    {"set": {"route.follicle.crossing": "0.1 1/day"}},
    {"route": "topical_massage"},
])  # fmt: skip
def test_what_is_there_for_follicles_is_refused_where_none_grow(plan, changes):
    """On the palm it cannot act; on the scalp it can."""
    plan(person={"site": "scalp"}, **changes)
    with pytest.raises(ScenarioError, match="No hair grows there") as refusal:
        plan(person={"site": "palm"}, **changes)
    assert refusal.value.code == "site.hairless"


def test_a_route_through_follicles_alone_is_refused_where_none_grow(plan, tmp_path):
    (tmp_path / "route").mkdir()
    (tmp_path / "route" / "massage.yaml").write_text(
        "name: into follicles alone\nabout: a route of this test\nmechanisms:\n  follicle:\n"
        + "".join(
            f"    {name}: {{value: '{value}', grade: 1, origin: {{assumed: for this test}}}}\n"
            for name, value in (
                ("filling", "0.5"),
                ("clearing", "0.1 1/day"),
                ("crossing", "0.01 1/day"),
                ("wall_gap", "0.1 um"),
            )
        ),
        encoding="utf-8",
    )

    def on(site):
        return build(from_data({"route": "massage", "person": {"site": site}, "draws": 2}, "test"), tmp_path)

    assert on("scalp").has("route.follicle")
    with pytest.raises(ScenarioError, match="massage"):
        on("palm")
