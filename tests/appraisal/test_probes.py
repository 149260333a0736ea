"""How are sentences read that were written to probe five questions, and does each mend leave its neighbours alone?

The figures are floors.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.finding import Verdict
from exoderm.page.claims import read_sentences

Judge = Callable[[str], Verdict]

HOME = Path(__file__).parent / "probes"
DAY = date(2026, 11, 24)
TUNED = {
    "tuned": 74,
    "tuned_second": 115,
    "tuned_third": 96,
    "tuned_fourth": 73,
    "tuned_fifth": 41,
    "tuned_sixth": 83,
    "tuned_seventh": 65,
    "tuned_eighth": 43,
}


def scored(name: str) -> tuple[int, list[str]]:
    """Right answers of one file, and the sentences in which right and wrong were mistaken for each other."""
    rows = yaml.safe_load((HOME / f"{name}.yaml").read_text(encoding="utf-8"))
    right, turned = 0, []
    for row in rows:
        claim = read_sentences([row["text"]])[0]
        got = judge(claim, context_of([claim], today=DAY)).letter if claim.is_claim else "none"
        right += got in row["expect"]
        if (got == "E" and not {"D", "E"} & set(row["expect"])) or (got == "A" and set(row["expect"]) <= {"D", "E"}):
            turned.append(row["text"])
    return right, turned


@pytest.mark.parametrize(("name", "floor"), TUNED.items())
def test_what_was_mended_stays_mended_and_is_never_turned_round(name: str, floor: int) -> None:
    right, turned = scored(name)
    assert right >= floor
    assert not turned


RIGHT = [
    "Skin cells have a nucleus; exosomes do not.",
    "Exosomes are neither tiny cells nor alive, whatever the leaflet suggests.",
    "To call an exosome a peptide with a fancier name is a mistake.",
    "Unlike liposomes, which are made artificially, exosomes are produced by cells.",
    "Once a microneedle roller has opened the surface, a share of the vesicles can slip into deeper layers.",
    "Exosome serums can't get in unless your skin is needled first.",
    "In excised human skin, fluorescence from labelled vesicles was restricted to the corneocytes.",
    "Perhaps an exosome injection will one day earn FDA approval, but so far none has.",
    "The European ban on human material leaves exosome-like vesicles from plants untouched.",
    "Its listing on ClinicalTrials.gov should not be mistaken for a government blessing.",
    "Gold-standard science does not stand behind exosomes yet.",
    "There aren't a hundred randomised trials to attest to it.",
    "Follow-up beyond three months is the exception.",
    "No head-to-head trial has pitted exosomes against PRP for scars.",
    "There are no trials of exosomes for active acne.",
    "Vesicles stay on the surface, so we needle the skin first.",
]
WRONG = [
    "RF microneedling is unnecessary, for vesicles create their own pathways.",
    "No studies show that needling lets vesicles in.",
    "In volunteers, whole vesicles have been traced beneath untreated skin.",
    "Vesicles stay on the surface, even after needling.",
    "Exosomes, a type of stem cell, are taken from umbilical cords.",
    "Platelet-rich plasma is just another word for exosomes.",
    "Exosomes are nothing more than hyaluronic acid in disguise.",
    "Exosome serums get in even if your skin isn't needled first.",
    "In excised human skin, fluorescence from labelled vesicles was seen throughout the living dermis.",
    "Vesicles keep crossing the skin long after the channels made by a roller have closed.",
    "Anyone doubting that our exosomes are FDA-approved is mistaken.",
    "Registered with the FDA, and therefore officially safe and effective.",
    "Most of what is known about exosomes and skin comes from big patient trials.",
    "More than a hundred randomised trials attest to it.",
    "No one can deny any longer that exosomes are proven.",
    "The science has long caught up with the hype.",
]
LEFT_ALONE = [
    "Every skin cell has a nucleus.",
    "Skin cells are alive and divide.",
    "Red blood cells have no nucleus.",
    "Our chief scientist keeps the really convincing exosome data in a locked drawer.",
    "Before you pay, check whether the authority in your country has authorised the product.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_careful_sentence_is_called_right(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter == "A"


@pytest.mark.parametrize("text", WRONG)
def test_its_neighbour_that_goes_too_far_is_not(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter in "DE"


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_no_record_bears_on_gets_no_verdict(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter == "-"
