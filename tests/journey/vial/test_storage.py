"""Containers, carriers and the dry state: does each act as it should, by how much, and not where it cannot?"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from exoderm import scenario
from exoderm.errors import CardError, ScenarioError
from exoderm.journey import in_use
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.physics import GAS
from exoderm.journey.plan import build
from exoderm.journey.vial import cake, keep
from exoderm.library import card

CONTAINERS = sorted(c.id for c in card.load("vial").values() if c.role == "container")
CARRIERS = sorted(c.id for c in card.load("vial").values() if c.role == "carrier")
COLD = {"temperature": "4 degC", "duration": "30 day"}
SILL = {"temperature": "30 degC", "duration": "7 day", "light": "sun"}
USED = {"temperature": "22 degC", "duration": "60 day", "light": "indoor", "air": "open"}


@pytest.fixture(scope="module")
def vial(plan):
    """A vial after a storage history."""

    def go(storage, draws=24, set=None, **product):
        this = plan(draws=draws, storage=storage, set=set or {}, product={"carrier": "saline", **product})
        return keep.keep(this, harvest(this))

    return go


@pytest.fixture(scope="module")
def left(vial):
    """Share of whole vesicles after a storage history, (draw,)."""

    def go(storage, **more):
        found = vial(storage, **more)
        return (found.amount / found.harvest.amount)[:, :CLASSES].mean(axis=1)

    return go


def test_the_shelf_has_what_products_come_in() -> None:
    """The containers and carriers that a label may name."""
    assert {"clear_glass", "amber_glass", "airless_pump", "dropper", "stoppered_vial"} <= set(CONTAINERS)
    assert {"saline", "serum", "gel", "hyaluronic_gel", "cream", "lyophilisate"} <= set(CARRIERS)


@pytest.mark.parametrize(("container", "carrier"), list(itertools.product(CONTAINERS, CARRIERS)))
def test_every_container_holds_every_carrier_through_every_history(vial, container, carrier):
    """Shares are finite, none is negative, and with what is left they add up to one; warmth and light cost."""
    cold, whole = (vial(s, draws=2, container=container, carrier=carrier) for s in ([COLD], [COLD, SILL, USED]))
    for found in (cold, whole):
        share = found.amount / found.harvest.amount
        assert np.isfinite(share).all()
        assert min(share.min(), *(lost.min() for lost in found.lost.values())) > -1e-12
        total = (share + sum(found.lost.values()))[:, :CLASSES]
        np.testing.assert_allclose(total, 1.0, rtol=0, atol=1e-9)
    assert (whole.amount[:, :CLASSES] < cold.amount[:, :CLASSES]).all()


# Light and air -------------------------------------------------------------------------------------------------------


def test_light_does_nearly_nothing_through_amber_and_nothing_through_an_opaque_wall(left, plan):
    """A sunny week: glass loses the most; amber keeps at most a tenth of the excess rate; a pump none, to the bit."""
    dark = [{**SILL, "light": "dark"}]
    clear, amber = ((left([SILL], container=c), left(dark, container=c)) for c in ("clear_glass", "amber_glass"))
    assert (clear[0] < amber[0]).all()
    np.testing.assert_array_equal(clear[1], amber[1])  # in the dark they are the same glass
    c, a, d = (
        keep.bulk_rate(this, this.history[0])
        for this in (plan(draws=64, product={"container": k}, storage=s)
                     for s, k in (([SILL], "clear_glass"), ([SILL], "amber_glass"), (dark, "amber_glass")))
    )  # fmt: skip
    assert (d < a).all()
    assert ((a - d) <= 0.112 * (c - d)).all()  # a tenth through amber, nine tenths or more through clear glass
    assert np.median(c / d) > 3
    assert np.array_equal(left([SILL], container="airless_pump"), left(dark, container="airless_pump"))


def test_a_pump_beats_a_dropper_only_once_they_are_opened(left):
    """Same wall, dark: closed they keep the same to the last bit, open the pump keeps more in every draw."""
    wall = {"container.wall.sticking": "0 m/s", "container.wall.shape": "6"}
    closed, opened = ([{**USED, "light": "dark", "air": a}] for a in ("closed", "open"))
    pump, dropper = ({"container": c, "set": wall} for c in ("airless_pump", "dropper"))
    assert np.array_equal(left(closed, **pump), left(closed, **dropper))
    assert (left(opened, **pump) >= left(opened, **dropper)).all()
    assert np.median(np.log(left(opened, **dropper)) / np.log(left(opened, **pump))) > 1.3


def test_a_thick_carrier_feeds_the_wall_more_slowly(left):
    """At the same bare wall a gel that vesicles feel a hundredfold loses less to it than saline, in every draw."""
    bare = {"carrier.coating.bare_share": "1", "carrier.decay.rate_at_4c": "0 1/s"}
    thin = left([COLD], set=bare, container="polypropylene")
    thick = left([COLD], set={**bare, "carrier.aggregation.viscosity_ratio": "100"}, container="polypropylene")
    assert (thick > thin).all()


# The dry state -------------------------------------------------------------------------------------------------------

DRIED = {
    "carrier.cake.drying": "0.2", "carrier.cake.wetting": "0.1", "carrier.cake.rate_at_4c": "1e-5 1/hour",
    "carrier.cake.activation": "60 kJ/mol", "carrier.cake.residual": "1", "carrier.cake.uptake": "10",
    "carrier.cake.slope": "0.2", "carrier.decay.rate_at_4c": "0 1/s", "container.wall.sticking": "0 m/s",
    "carrier.aggregation.stability_ratio": "1e30",
}  # fmt: skip
"""A cake of which all is known, dissolved into a liquid in which nothing happens."""


@pytest.fixture(scope="module")
def dried(left):
    """What is left of a known cake, one draw."""

    def go(storage, **more):
        changed = more.pop("set", {})
        found = left(storage, draws=1, set={**DRIED, **changed}, carrier="lyophilisate",
                     container="stoppered_vial", **more)  # fmt: skip
        return float(found[0])

    return go


def test_a_cake_follows_its_closed_form(dried):
    """Drying, Arrhenius in the cake, wetting: 0.8 exp(-k t) 0.9, with k at 40 degC."""
    k = 1e-5 * math.exp(-60e3 / GAS * (1 / 313.15 - 1 / 277.15))
    expected = 0.8 * math.exp(-k * 24 * 180) * 0.9
    assert dried([{"temperature": "40 degC", "duration": "180 day"}]) == pytest.approx(expected, rel=1e-12)


def test_wetting_costs_once_whenever_it_comes(dried):
    """Dissolved in the last spell, a week before, or only when used: the same, where the liquid keeps all."""
    week, wet = {"temperature": "4 degC", "duration": "7 day"}, {"reconstituted": True}
    none = {"carrier.cake.rate_at_4c": "0 1/s"}
    for storage in ([week], [{**week, **wet}], [week, {**week, **wet}], [{**week, **wet}, week, {**week, **wet}]):
        assert dried(storage, set=none) == pytest.approx(0.72, rel=1e-9)


def test_once_dissolved_it_breaks_as_a_liquid_does(left):
    """A month dry at 25 degC beside a month dissolved, the cards' own numbers: the cake keeps more in every draw."""
    month = {"temperature": "25 degC", "duration": "30 day"}
    dry, wet = (left([{**month, **more}], carrier="lyophilisate", container="stoppered_vial")
                for more in ({}, {"reconstituted": True}))  # fmt: skip
    assert np.mean(dry > wet) > 0.9
    assert np.median(wet / dry) < 0.9
    middle = [
        np.median(left([{**month, "reconstituted": True, "temperature": t}], carrier="lyophilisate"))
        for t in ("4 degC", "25 degC", "40 degC")
    ]
    assert middle == sorted(middle, reverse=True)


def test_humidity_acts_on_an_opened_cake_alone(dried, left):
    """10^(0.2 (10 RH - 1)) times the rate once open; nothing while closed, in an arid room, or on a liquid."""
    open_ = {"temperature": "25 degC", "duration": "60 day", "air": "open"}
    still = {"set": {"carrier.decay.open_air": "1"}}
    base, arid, damp = (dried([{**open_, "humidity": h}], **still) for h in (0.1, 0.05, 0.6))
    assert base == arid  # below what drying left, nothing is taken up
    share = 1.0  # the stoppered vial's own share of air is drawn; closed form with all of it
    whole = dried([{**open_, "humidity": 0.6}], set={**still["set"], "container.shelter.air": "1"})
    rate = math.log(0.72 / whole) / math.log(0.72 / base)
    assert rate == pytest.approx(10 ** (0.2 * share * (6 - 1)), rel=1e-6)
    assert base > damp >= whole
    closed = {**open_, "air": "closed"}
    assert dried([{**closed, "humidity": 0.9}]) == dried([{**closed, "humidity": 0.1}])
    for product in ({"carrier": "saline"}, {"carrier": "cream"}):
        assert np.array_equal(*(left([{**open_, "humidity": h}], draws=4, **product) for h in (0.1, 0.9)))


def test_the_wall_and_the_frost_wait_until_a_cake_is_dissolved(vial):
    """A dry cake at -20 degC loses nothing to wall, clumping or freezing; as a liquid it does."""
    frost = {"temperature": "-20 degC", "duration": "90 day"}
    dry = vial([frost], carrier="lyophilisate")
    assert all((dry.lost[name] == 0.0).all() for name in ("wall", "aggregated", "frozen"))
    assert (dry.lost["dried"][:, :CLASSES] > 0.0).all()
    wet = vial([{**frost, "reconstituted": True}, COLD], carrier="lyophilisate")
    assert (wet.lost["frozen"][:, :CLASSES] > 0.0).all()
    assert (wet.lost["wall"][:, :CLASSES] > 0.0).all()
    assert (vial([frost], carrier="saline").lost["dried"] == 0.0).all()


def test_the_cards_keep_what_was_called_stable(left):
    """Two years at 5 degC leave four fifths of what was dried in nine draws of ten. The card was set to this."""
    no_way = {"carrier.cake.drying": "0", "carrier.cake.wetting": "0"}
    kept = left([{"temperature": "5 degC", "duration": "730 day"}], draws=128, set=no_way, carrier="lyophilisate",
                container="stoppered_vial")  # fmt: skip
    assert np.quantile(kept, 0.1) > 0.8


def test_water_never_falls_below_what_drying_left():
    """A bone-dry room takes no water out in this model, and none comes in while closed."""
    one = cake.Cake(*(np.array([x]) for x in (1.0, 5e4, 2.0, 10.0, 0.2, 0.5, 0.1, 0.1)))
    assert cake.water(one, "open", np.array([0.0]), np.ones(1)) == 2.0
    assert cake.water(one, "open", np.array([0.8]), np.ones(1)) == pytest.approx(8.0)
    assert cake.water(one, "open", np.array([0.8]), np.array([0.5])) == pytest.approx(5.0)
    assert cake.water(one, "closed", np.array([0.8]), np.ones(1)) == 2.0


@pytest.mark.parametrize(
    ("product", "storage", "says"),
    [
        ({"carrier": "serum"}, [{**COLD, "reconstituted": True}], "never was dry"),
        ({"carrier": "undeclared"}, [{**COLD, "reconstituted": True}], "lyophilisate"),
        ({"carrier": "lyophilisate"}, [{**COLD, "reconstituted": True}, {**COLD, "reconstituted": False}], "dries it"),
        ({"carrier": "lyophilisate"}, [{"temperature": "-20 degC", "duration": "1 day", "freeze_thaw": 2}], "no water"),
    ],
)
def test_contradictions_are_refused_by_spell(plan, product, storage, says):
    """Dissolved though never dry, dry again, frozen as a cake."""
    with pytest.raises(ScenarioError, match=says) as refusal:
        plan(product=product, storage=storage)
    assert refusal.value.code == "storage.contradiction"
    assert refusal.value.where == f"storage.{len(storage) - 1}"


def test_a_container_of_ones_own_that_says_nothing_is_refused_by_name(tmp_path):
    """A card without the mechanism that every container needs says which one is missing, not that we broke."""
    (tmp_path / "vial").mkdir()
    text = "\n".join(["name: jar", "role: container", "about: a jar of my own"])
    (tmp_path / "vial" / "jar.yaml").write_text(text, encoding="utf-8")
    this = build(scenario.from_data({"product": {"container": "jar"}, "draws": 2}, "test"), tmp_path)
    with pytest.raises(CardError, match="'wall' is missing") as refusal:
        keep.keep(this, harvest(this))
    assert refusal.value.code == "card.incomplete"


# Kept on -------------------------------------------------------------------------------------------------------------


def parts(this, spell, *days):
    kept = keep.fill(this, harvest(this))
    for d in days:
        kept = keep.through(this, kept, replace(spell, seconds=np.full(this.draws, d * 86400.0)))
    return keep.used(this, kept)


@pytest.mark.parametrize("carrier", ["saline", "serum", "lyophilisate"])
def test_ten_days_are_four_and_then_six(plan, carrier):
    """With wall, clumping and loss at work, nobody mixing between: the same to the accuracy of the steps, by fate.

    The closed form for pairing leaves the wall out within a piece, so shorter pieces move a little between fates.
    """
    this = plan(draws=16, product={"carrier": carrier, "container": "polypropylene"}, storage=[COLD])
    whole, two, three = (parts(this, this.history[0], *d) for d in ((10,), (4, 6), (1, 3, 6)))
    for other in (two, three):
        np.testing.assert_allclose(other.amount, whole.amount, rtol=1e-2)
        for name, lost in whole.lost.items():
            np.testing.assert_allclose(other.lost[name], lost, atol=1e-2)


def test_a_dry_vial_kept_on_is_exact(plan):
    """In the cake there are no steps: four and six are ten to the last digits."""
    this = plan(draws=8, product={"carrier": "lyophilisate"}, storage=[COLD])
    whole, two = (parts(this, this.history[0], *d) for d in ((10,), (4, 6)))
    np.testing.assert_allclose(two.amount, whole.amount, rtol=1e-12)


def test_between_doses_the_vial_is_open_and_ages(plan):
    """Ten days of use, a dose a day: less in it each day, at least as fast as closed; a cake is dissolved for good."""
    this = plan(draws=8, product={"carrier": "lyophilisate", "container": "dropper"}, storage=[COLD])
    kept, seen = keep.through(this, keep.fill(this, harvest(this)), this.history[0]), []
    assert kept.dry
    for _ in range(10):
        seen.append(keep.used(this, kept).amount[:, :CLASSES])
        kept = keep.mixed(keep.through(this, kept, in_use.in_use(this, 86400.0)))
    assert not kept.dry
    assert all((b < a).all() for a, b in itertools.pairwise(seen))
    closed = replace(in_use.in_use(this, 86400.0), air="closed")
    shut = keep.through(this, keep.fill(this, harvest(this)), this.history[0])
    for _ in range(9):
        shut = keep.mixed(keep.through(this, shut, closed))
    assert (seen[-1] <= keep.used(this, shut).amount[:, :CLASSES] * (1 + 1e-9)).all()


def test_what_is_frozen_between_doses_thaws_for_each(plan):
    """Three days of use from the freezer: three more cycles, each of the same share."""
    this = plan(draws=4, product={"carrier": "saline"}, storage=[{"temperature": "-80 degC", "duration": "1 day"}],
                set={"carrier.freezing.loss": "0.2", "carrier.freezing.rest_at_minus_20c": "0 1/s"})  # fmt: skip
    kept = keep.through(this, keep.fill(this, harvest(this)), this.history[0])
    for _ in range(3):
        kept = keep.through(this, kept, in_use.in_use(this, 86400.0))
    np.testing.assert_allclose(kept.left / kept.harvest.amount[:, :CLASSES], 0.8**4, rtol=1e-9)


# Words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["week-on-a-window-sill", "cream-opened-two-months", "freeze-dried-and-dissolved"])
def test_no_output_tells_how_long_a_product_keeps_from_a_prior(name, tmp_path, exoderm):
    """A range of times and what would narrow it; the words for a promise occur in no file and in no line printed."""
    said = exoderm("run", name, "--draws", "8", "--out", tmp_path)
    assert said.code == 0, said.all
    written = [p.read_text(encoding="utf-8") for p in tmp_path.iterdir() if p.suffix in (".html", ".json")]
    assert len(written) == 2
    for text in (said.out, said.err, *written):
        for promise in ("shelf life", "shelf-life", "best before", "use by", "expires", "expiry", "stable for"):
            assert promise not in text.lower()
    for text in written:
        assert "How long the product keeps cannot be told from that" in text
        assert "exoderm fit stability" in text


def test_a_measured_rate_ends_the_remark(plan):
    """Set by the user, the rate is no prior any more, and the run says no longer that it is."""
    from exoderm.journey.said.notes import _keeping

    assert "cannot be told" in _keeping(plan())[0]
    assert _keeping(plan(set={"carrier.decay.rate_at_4c": "1e-4 1/hour"})) == []
