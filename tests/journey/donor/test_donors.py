"""Does every donor card build a plan, say what nobody knows of it, and write only what differs?"""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from exoderm.evidence import study
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.plan import build
from exoderm.library import card
from exoderm.library.terms import Preparation, Species
from exoderm.scenario import from_data

DONORS = sorted(name for name, c in card.load("donor").items() if not c.role)


def plan(donor, draws=64, **product):
    return build(from_data({"product": {"donor": donor, **product}, "draws": draws}, "test"))


def test_there_are_the_sources_that_people_speak_of():
    named = {
        "msc_adipose", "msc_marrow", "msc_umbilical", "msc_placenta", "dermal_fibroblast", "dermal_papilla", "platelet",
        "ginger", "turmeric", "aloe", "grapefruit", "green_tea", "goat_milk", "liposome", "msc_loaded", "undeclared",
    }  # fmt: skip
    assert named <= set(DONORS)


@pytest.mark.parametrize("donor", DONORS)
def test_every_donor_fills_a_vial(donor):
    filled = harvest(plan(donor))
    assert np.isfinite(filled.amount).all()
    assert (filled.amount[:, :CLASSES] > 0).all()
    assert (np.diff(filled.diameter[:, :CLASSES], axis=1) > 0).all()


@pytest.mark.parametrize("donor", DONORS)
def test_every_donor_says_what_nobody_knows_in_shared_words(donor):
    found = card.find("donor", donor)
    assert found.not_known
    assert found.terms["species"] in get_args(Species)
    assert found.terms["preparation"] in get_args(Preparation)


def test_no_two_donors_answer_to_one_word():
    words = [found.terms["donor"] for found in card.load("donor").values() if "donor" in found.terms]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("donor", DONORS)
def test_no_grade_is_above_that_of_its_finding(donor):
    studies = study.load()
    for mechanism, parameter, value in card.find("donor", donor).values():
        if value.origin.finding:
            finding = studies[value.origin.study].findings[value.origin.finding]
            assert value.grade <= finding.grade, f"{donor}: {mechanism}.{parameter}"
            assert studies[value.origin.study].status == "seen", f"{donor}: {mechanism}.{parameter}"


@pytest.mark.parametrize("donor", DONORS)
def test_what_is_assumed_is_a_range(donor):
    for mechanism, parameter, value in card.find("donor", donor).values():
        if value.origin.assumed:
            assert value.spread != "fixed", f"{donor}: {mechanism}.{parameter}"


@pytest.mark.parametrize(
    "donor", ["turmeric", "aloe", "grapefruit", "green_tea", "goat_milk", "msc_placenta", "dermal_papilla"]
)
def test_a_donor_that_nobody_has_measured_adds_no_number_of_its_own_kind(donor):
    """Sizes, cargo and purity come from the more general card, all of them pure prior but what holds for all."""
    own = card.find("donor", donor)
    assert own.like
    assert not {"population", "preparation"} & set(own.mechanisms)
    assert "nobody has measured" in own.about.lower()


def test_an_unmeasured_plant_is_as_wide_as_plants_and_wider_than_one_that_is_known_a_little():
    width = {d: np.ptp(np.log(plan(d).table.row("donor.population.median_diameter").samples)) for d in DONORS}
    assert width["aloe"] == width["plant"] > width["ginger"]


def test_a_synthetic_vesicle_carries_what_was_put_in():
    """More copies than vesicles of cells in the middle, and hardly any protein beside them."""
    cells, made = (plan(d, concentration="1e10 particle/mL") for d in ("msc_umbilical", "liposome"))
    more = made.acting["donor.population"].mirna_copies / cells.acting["donor.population"].mirna_copies
    assert np.median(more) > 10
    assert (harvest(made).amount[:, -1] < np.median(harvest(cells).amount[:, -1])).all()
