"""Does named cargo follow from its donor, and from nothing else: who carries it, how unevenly, and what a cell gets?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.errors import InputError, ScenarioError, UnknownName
from exoderm.evidence import origin, study
from exoderm.journey import account, strewn
from exoderm.journey.carried import carried
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.plan import build
from exoderm.journey.said.cargo import grade_of
from exoderm.library import card
from exoderm.scenario import from_data

CARDS = card.load("cargo")
NAMES = sorted(name for name, c in CARDS.items() if not c.role)
DONORS = sorted(name for name, c in card.load("donor").items() if not c.role)
COUNTED = {"concentration": "1e10 particle/mL"}


def plan(*cargo, draws=64, numbers=None, **product):
    product = {"donor": "msc_adipose", **COUNTED, **product}
    return build(from_data({"product": product, "cargo": cargo, "draws": draws, "set": numbers or {}}, "test"))


def load(*cargo, **changes):
    built = plan(*cargo, **changes)
    return {c.name: c for c in carried(built, harvest(built))}


# Cards ---------------------------------------------------------------------------------------------------------------


def test_there_is_the_cargo_that_people_speak_of():
    kinds = {"mir_21", "mir_29a", "mir_146a", "mir_181a", "stratifin", "tgfb1_latent", "hsp70", "fibronectin",
             "cd9", "cd63", "cd81", "integrin_beta1", "ceramide", "phosphatidylserine"}  # fmt: skip
    assert kinds <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_cargo_says_what_nobody_knows_and_what_is_assumed_is_wide(name):
    assert CARDS[name].not_known
    for step in card.chain("cargo", name):
        for mechanism, parameter, value in step.values():
            assert value.grade == 1 or value.origin.study, f"{name}: {mechanism}.{parameter}"
            if value.origin.assumed:
                assert value.spread != "fixed"
    copies = load(name)[name].each
    assert np.quantile(copies, 0.95) > 3 * np.quantile(copies, 0.05) > 0


@pytest.mark.parametrize("donor", DONORS)
def test_every_donor_answers_for_every_cargo(donor):
    built = plan(*NAMES, draws=16, donor=donor)
    origin.check(((row.card, row.path, row.value) for row in built.table), study.load())
    for cargo in carried(built, harvest(built)):
        assert cargo.copies.shape == (16, CLASSES)
        assert (cargo.copies >= 0).all()
        assert ((cargo.carriers >= 0) & (cargo.carriers <= 1)).all()
        assert (cargo.outward <= cargo.copies * (1 + 1e-12)).all()
        carry = cargo.carriers > 0
        np.testing.assert_allclose((cargo.carriers * cargo.per_carrier)[carry], cargo.each[carry], rtol=1e-9)
        assert (cargo.per_carrier[carry] >= 1 - 1e-9).all()


def test_a_cargo_measured_for_one_donor_is_known_for_that_one_only():
    """Stratifin: about a hundredth of the protein in keratinocyte vesicles; for stromal cells pure prior, and wider."""
    skin, stroma = (plan("stratifin", draws=256, donor=d) for d in ("keratinocyte", "msc_adipose"))
    share = [p.table.row("cargo.stratifin.protein.share") for p in (skin, stroma)]
    assert [row.value.grade for row in share] == [5, 1]
    assert 0.008 < np.median(share[0].samples) < 0.012
    width = [np.ptp(np.log(row.samples)) for row in share]
    assert width[1] > 3 * width[0]
    copies = np.median(carried(skin, harvest(skin))[0].each)
    assert 2 < copies < 20  # 0.01 of some hundred protein molecules


def test_named_proteins_are_a_part_of_all_protein():
    """Alone no name holds more than the vesicle does, and a vesicle without protein holds none."""
    built = plan("cd63", "hsp70", "stratifin", draws=32)
    whole = built.table.row("donor.population.protein_copies").samples
    for cargo in carried(built, harvest(built)):
        assert (cargo.each <= whole).all()
    assert not any(c.each.any() for c in load("cd63", "hsp70", donor="liposome").values())


# Who carries what ----------------------------------------------------------------------------------------------------


def test_a_plant_carries_no_animal_microrna_and_no_tetraspanin_but_lipids():
    found = load("mir_21", "mir_146a", "cd63", "stratifin", "hsp70", "ceramide", donor="aloe")
    assert [name for name, c in found.items() if not c.each.any()] == ["mir_21", "mir_146a", "cd63", "stratifin"]
    assert (found["ceramide"].each > 0).all()


def test_a_liposome_carries_what_was_put_in_and_nothing_else():
    found = load("mir_29a", "mir_21", donor="liposome", loaded="mir_29a")
    built = plan(donor="liposome")
    np.testing.assert_allclose(found["mir_29a"].each, built.table.row("donor.population.mirna_copies").samples)
    assert not found["mir_21"].each.any()
    assert np.isnan(found["mir_21"].per_carrier).all()


def test_loading_raises_the_one_that_was_loaded():
    """Ten times the level: ten times of the loaded one, the other as it was; unsaid, none is taken as loaded."""
    ten = {"donor.loading.level": "10"}
    bare = load("mir_29a", "mir_21", donor="msc_loaded", numbers=ten)
    loaded = load("mir_29a", "mir_21", donor="msc_loaded", numbers=ten, loaded="mir_29a")
    np.testing.assert_allclose(loaded["mir_29a"].each, 10 * bare["mir_29a"].each, rtol=1e-12)
    assert np.array_equal(loaded["mir_21"].each, bare["mir_21"].each)


def test_what_is_loaded_is_followed_without_being_asked_for():
    assert list(load(donor="msc_loaded", loaded="mir_29a")) == ["mir_29a"]


# State of the cells --------------------------------------------------------------------------------------------------


def test_stress_acts_on_each_cargo_by_its_own_response():
    state = [{"stress": s} for s in (0, 1)]
    rest, full = (plan("mir_21", "hsp70", donor_state=s) for s in state)
    for a, b in zip(carried(rest, harvest(rest)), carried(full, harvest(full)), strict=True):
        row = full.table.row(f"cargo.{a.name}.response.stress").samples
        np.testing.assert_allclose(b.each / a.each, row, rtol=1e-9)
        assert row.min() < 1 < row.max()
    silent = load("mir_21")["mir_21"].each
    np.testing.assert_allclose(carried(rest, harvest(rest))[0].each, silent, rtol=1e-12)


def test_senescence_raises_what_was_seen_to_rise_and_lowers_what_was_seen_to_fall():
    """Direction of the cards, in every draw; sizes stay as they are, to the last bit."""
    none, all_ = (plan("mir_137", "mir_199b", donor_state={"senescent_share": s, "stress": 0}) for s in (0, 1))
    before, after = ({c.name: c.each for c in carried(p, harvest(p))} for p in (none, all_))
    assert (after["mir_137"] >= before["mir_137"]).all()
    assert np.median(after["mir_137"] / before["mir_137"]) > 2
    assert (after["mir_199b"] <= before["mir_199b"]).all()
    assert np.array_equal(harvest(none).diameter, harvest(all_).diameter)


def test_a_state_that_is_not_stated_leaves_cargo_alone_and_draws_nothing():
    built = plan("mir_21")
    assert not [row.path for row in built.table if ".response." in row.path]
    flat = {f"cargo.mir_21.response.{name}": "1" for name in ("senescence", "stress")}
    flat |= {"cargo.mir_21.response.per_year": "0 1/year"}
    still = load("mir_21", numbers=flat, donor_state={"age": 80, "stress": 1})
    np.testing.assert_allclose(still["mir_21"].each, load("mir_21")["mir_21"].each, rtol=1e-12)


# Copies over vesicles ------------------------------------------------------------------------------------------------


@given(mean=st.floats(1e-6, 1e3), k=st.floats(1e-3, 1e3))
def test_carriers_agree_with_the_negative_binomial_itself(mean, k):
    from scipy.stats import nbinom

    share = strewn.carriers(np.array([mean]), np.array([k]))[0]
    np.testing.assert_allclose(share, nbinom.sf(0, k, k / (k + mean)), rtol=1e-6, atol=1e-12)


def test_most_vesicles_carry_no_copy_of_a_named_microrna():
    share = load("mir_29a", draws=256)["mir_29a"].carriers
    assert np.quantile(share, 0.95) < 0.05


def test_a_lipid_follows_the_membrane():
    """By hand: 100 nm, 5 nm thick, 0.5 nm^2 a lipid, a tenth of it: 0.1 pi (100^2 + 90^2) / 0.5 molecules."""
    numbers = {
        "donor.population.median_diameter": "100 nm", "donor.population.diameter_gsd": "1.01",
        "cargo.ceramide.lipid.share": "0.1", "cargo.ceramide.lipid.area": "0.5 nm^2",
        "cargo.ceramide.lipid.thickness": "5 nm",
    }  # fmt: skip
    found = load("ceramide", numbers=numbers, draws=2)["ceramide"]
    np.testing.assert_allclose(found.each, 0.1 * np.pi * (100**2 + 90**2) / 0.5, rtol=1e-3)
    wide = load("ceramide", draws=8)["ceramide"].copies
    assert (np.diff(wide, axis=1) > 0).all()


# At the cell ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def journey(travel):
    names = ["mir_21", "stratifin", "cd63", "ceramide"]
    return travel(draws=8, route="intradermal", dose={"volume": "0.2 mL", "area": "10 cm^2"}, cargo=names,
                  set={"cargo.mir_21.transcript.abundance": "1"})  # fmt: skip


def test_a_microrna_as_abundant_as_the_abundant_one_arrives_as_it_does(journey):
    for cell in account.receivers(journey):
        found = {c.name: c for c in cell.cargo}
        np.testing.assert_allclose(found["mir_21"].cytosol, cell.copies_per_cell, rtol=1e-12)


def test_cargo_of_the_membrane_is_delivered_but_never_freed(journey):
    for cell in account.receivers(journey):
        found = {c.name: c for c in cell.cargo}
        assert found["cd63"].cytosol is None
        assert found["ceramide"].cytosol is None
        assert np.array_equal(found["cd63"].delivered > 0, cell.vesicles_per_cell > 0)
        share = journey.plan.table.row(f"cell.{cell.name}.escape.share").samples
        for name in ("mir_21", "stratifin"):
            assert (found[name].cytosol <= found[name].delivered * share * (1 + 1e-12)).all()


def test_delivered_copies_are_vesicles_times_copies(journey):
    each = {c.name: c.each for c in carried(journey.plan, journey.harvest)}
    for cell in account.receivers(journey):
        found = {c.name: c.delivered for c in cell.cargo}
        for name in ("mir_21", "stratifin", "cd63"):
            np.testing.assert_allclose(found[name], cell.vesicles_per_cell * each[name], rtol=1e-12)


def test_a_cargo_that_the_donor_lacks_delivers_no_copy(travel):
    run = travel(draws=4, product={"donor": "grapefruit"}, cargo=["mir_21", "cd63", "cholesterol"])
    for cell in account.receivers(run):
        delivered = {c.name: c.delivered for c in cell.cargo}
        assert not delivered["mir_21"].any()
        assert not delivered["cd63"].any()
        assert np.array_equal(delivered["cholesterol"] > 0, cell.vesicles_per_cell > 0)
        assert delivered["cholesterol"].any()


def test_asking_for_cargo_moves_no_vesicle(travel):
    bare, asked = travel(draws=4), travel(draws=4, cargo=["mir_21", "cd63"])
    assert np.array_equal(bare.end.book.taken_up, asked.end.book.taken_up)
    a, b = (account.receivers(j)[0].copies_per_cell for j in (bare, asked))
    assert np.array_equal(a, b)


# Evidence and refusals -----------------------------------------------------------------------------------------------


def test_copies_are_no_better_known_than_what_they_are_held_to():
    """Stratifin of keratinocytes: share grade 5, but protein molecules per vesicle are assumed."""
    assert grade_of(plan("stratifin", donor="keratinocyte"), "stratifin") == 1
    assert grade_of(plan("mir_21", donor="aloe"), "mir_21") == 3


@pytest.mark.parametrize(
    ("cargo", "product", "error", "word"),
    [
        (["mir_2l"], {}, UnknownName, "mir_21"),
        (["CD63"], {}, UnknownName, "cd63"),
        (["microrna"], {}, UnknownName, "family.*let_7a"),
        (["mir_21", "mir_21"], {}, ScenarioError, "twice"),
        ([], {"loaded": "mir_29a"}, ScenarioError, "msc_loaded"),
        ([], {"donor": "msc_loaded", "loaded": "cd63"}, ScenarioError, "mir_21"),
        ([], {"donor": "aloe", "loaded": "mir_21"}, ScenarioError, "msc_loaded"),
        ([], {"donor": "msc_loaded", "loaded": "mir_29"}, UnknownName, "mir_29a"),
    ],
)
def test_cargo_that_cannot_be_is_refused_with_a_remedy(cargo, product, error, word):
    with pytest.raises(InputError, match=word) as refusal:
        plan(*cargo, **product)
    assert isinstance(refusal.value, error)


def test_a_donor_card_that_names_a_cargo_nobody_knows_is_refused(tmp_path):
    (tmp_path / "donor").mkdir()
    entry = "{abundance: {value: '1', grade: 3, origin: {derived: z}}}"
    text = f"name: x\nabout: y\nlike: msc\nmechanisms:\n  cargo.mir_2l.transcript: {entry}\n"
    (tmp_path / "donor" / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownName, match="mir_21"):
        build(from_data({"product": {"donor": "mine"}}, "test"), tmp_path)
