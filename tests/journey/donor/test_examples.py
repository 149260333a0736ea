"""Do the example scenarios of donor, vesicle and source say what they are there to say?"""

from __future__ import annotations

import numpy as np
import pytest

from exoderm import scenario
from exoderm.journey import account
from exoderm.journey.carried import carried
from exoderm.journey.cell.secretion import resident
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.plan import build
from exoderm.journey.run import simulate
from exoderm.journey.said.notes import notes, pure_prior
from exoderm.scenario import from_data


def plan(name, draws=64, **changes):
    """The plan of an example with changes by dotted path; ``None`` takes a field out."""
    data = scenario.read_data(scenario.examples()[name])
    for path, value in changes.items():
        *steps, last = path.split("__")
        at = data
        for step in steps:
            at = at[step]
        at.pop(last, None) if value is None else at.update({last: value})
    return build(from_data({**data, "draws": draws}, name))


def filled(built):
    return harvest(built).amount[:, :CLASSES].sum(axis=1)


# Biogenesis ----------------------------------------------------------------------------------------------------------


def test_stressed_donor_cells_give_more_of_the_same_size_and_load_otherwise():
    hard, calm = plan("stressed-donor-cells"), plan("stressed-donor-cells", product__donor_state={
        "age": 50, "stress": 0, "collection": "48 hour"})  # fmt: skip
    ratio = filled(hard) / filled(calm)
    assert (ratio >= 1).all()
    assert 1.2 < np.median(ratio) < 4
    assert np.array_equal(harvest(hard).diameter, harvest(calm).diameter)
    for a, b in zip(carried(hard, harvest(hard)), carried(calm, harvest(calm)), strict=True):
        assert (a.each != b.each).all()


def test_an_old_donor_gives_more_of_the_same_size():
    old, fresh = plan("old-donor"), plan("old-donor", product__donor_state={"age": 30, "senescent_share": 0})
    ratio = filled(old) / filled(fresh)
    assert (ratio > 1).all()
    assert 1.5 < np.median(ratio) < 3
    assert np.array_equal(harvest(old).diameter, harvest(fresh).diameter)


def test_old_stressed_skin_makes_more_of_its_own_and_calm_young_skin_as_the_card_says():
    """More in every draw, about twice in the middle; with neither, just what cells at rest secrete."""
    old, calm = plan("stressed-old-skin"), plan("stressed-old-skin", person={
        "age": 30, "site": "cheek", "condition": "intact", "senescent_share": 0, "stress": 0})  # fmt: skip
    for cell in ("keratinocyte", "fibroblast"):
        ratio = resident(old, cell) / resident(calm, cell)
        assert (ratio > 1).all()
        assert 1.5 < np.median(ratio) < 5
        rest = calm.acting[f"cell.{cell}.biogenesis"]
        by_hand = rest.vesicles_per_body * rest.budding * rest.release / (rest.release + rest.lysosome)
        np.testing.assert_allclose(resident(calm, cell), by_hand, rtol=1e-12)


# The vesicle ---------------------------------------------------------------------------------------------------------


def test_vesicles_of_skin_cells_bring_far_more_stratifin_than_microrna():
    """Some copies a vesicle against one in hundreds: two orders of magnitude at least, in the median."""
    built = plan("named-cargo-of-skin-cells", draws=128)
    each = {c.name: c.each for c in carried(built, harvest(built))}
    assert 1 < np.median(each["stratifin"]) < 20
    assert np.median(each["stratifin"] / each["mir_21"]) > 100
    assert np.median(each["mir_29a"]) < np.median(each["mir_21"])


def test_two_peaks_reach_the_skin_as_two_sizes():
    built = plan("two-sizes-counted", draws=4)
    d = 1e9 * harvest(built).diameter[0, :CLASSES]
    assert (d[:2] < 110).all()
    assert 200 < d[-1] < 300
    card = plan("two-sizes-counted", draws=4, product__histogram=None)
    bigger = (carried(p, harvest(p))[0].each for p in (built, card))
    assert np.all(next(bigger) > next(bigger))  # the second peak brings membrane


# Sources -------------------------------------------------------------------------------------------------------------


def test_a_plant_asked_for_human_cargo_delivers_none_and_says_so():
    run = simulate(plan("plant-and-named-cargo", draws=8, storage=[{"temperature": "4 degC", "duration": "1 day"}]))
    for cell in account.receivers(run):
        got = {c.name: c.delivered for c in cell.cargo}
        assert not got["mir_21"].any()
        assert not got["cd63"].any()
        assert got["ceramide"].any()
    told = " ".join(notes(run))
    assert "carry none, by its card: miR-21, CD63" in told
    assert "Nobody has measured for grapefruit" in told
    assert "Nobody has counted in grapefruit vesicles (exosome-like): ceramide" in told


def test_a_liposome_delivers_the_one_that_was_put_in():
    run = simulate(plan("liposomes-with-one-microrna", draws=8))
    fibroblast = account.receivers(run)[1]
    got = {c.name: c.delivered for c in fibroblast.cargo}
    assert (got["mir_29a"] > 0).any()
    assert not got["mir_21"].any()
    assert not got["cd63"].any()
    np.testing.assert_allclose(fibroblast.cargo[0].cytosol, fibroblast.copies_per_cell, rtol=1e-12)


# What is pure prior --------------------------------------------------------------------------------------------------


def parts(**product):
    built = build(from_data({"product": product, "cargo": ["mir_29a", "stratifin"], "draws": 4}, "test"))
    return {part["part"] for part in pure_prior(built)}


def test_an_unmeasured_donor_is_pure_prior_part_by_part():
    aloe = parts(donor="aloe")
    assert "sizes of the vesicles" in aloe
    assert "number of the vesicles" in aloe
    assert "copies of the abundant microRNA" in aloe
    skin = parts(donor="dermal_fibroblast", concentration="1e10 particle/mL")
    assert "sizes of the vesicles" not in skin  # the spread is assumed, but the median was measured
    assert "number of the vesicles" not in skin


def test_what_was_measured_or_stated_is_not():
    assert "copies of stratifin (14-3-3 sigma) per vesicle" in parts(donor="msc")
    assert "copies of stratifin (14-3-3 sigma) per vesicle" not in parts(donor="keratinocyte")
    stated = {"donor": "aloe", "concentration": "1e10 particle/mL", "histogram": [[60, 1], [80, 3], [110, 2]]}
    assert not {"number of the vesicles", "sizes of the vesicles"} & parts(**stated)
    assert not [part for part in parts(donor="aloe") if "miR-29a" in part]


@pytest.mark.parametrize("name", ["named-cargo-of-skin-cells", "plant-and-named-cargo"])
def test_the_report_names_cargo_and_marks_what_is_pure_prior(name):
    from exoderm.answer import simulate as run
    from exoderm.show.report import render

    document = run(scenario.load(name).model_copy(update={"draws": 8})).document
    assert document["pure_prior"]
    page = render(None, document, {"version": "0", "digest": "0", "seed": 0, "date": "2026-11-28"})
    for cargo in document["cargo"]:
        assert cargo["label"] in page
    for part in document["pure_prior"]:
        assert part["part"] in page
