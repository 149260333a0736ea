"""Does the audit tell declared from hinted from silent, and does silence stay undeclared in the scenario?"""

from __future__ import annotations

import pytest

from exoderm.page.claims import read_claims, read_sentences
from exoderm.page.concentrations import particles_per_ml
from exoderm.page.declare import declare, declared_words
from exoderm.page.label import judge, read_label, sells
from exoderm.page.label_cards import by_id, cards
from exoderm.page.page import LabelItem
from exoderm.page.reader import read_page

FULL = """# Calm serum
Our serum holds vesicles from ginger root.
Concentration: 2 billion particles per mL, counted by nanoparticle tracking analysis.
Bottle of 30 mL.
Store the bottle at 2 to 8 °C.
Use within 6 weeks after opening.
Apply three drops to clean skin.
"""


def _read(text: str) -> tuple[dict[str, LabelItem], dict[str, object], dict[str, str]]:
    page = read_page(text)
    claims = read_claims(page)
    label = read_label(page, claims)
    return {i.item: i for i in label}, declare(page, claims, label), dict(declared_words(page, claims, label))


@pytest.mark.parametrize("card", cards(), ids=lambda card: card.id)
def test_each_question_answers_its_own_examples(card: object) -> None:
    for status, texts in card.examples.items():  # type: ignore[attr-defined]
        assert texts
        for text in texts:
            assert judge(card, read_sentences([text])[0]) == status, text  # type: ignore[arg-type]


def test_there_are_fifty_nine_questions_and_each_declaration_names_what_silence_costs() -> None:
    assert len(cards()) == 59
    assert all(card.question.endswith("?") and card.why and card.ask.endswith("?") for card in cards())
    for card in cards():
        assert (card.kind == "warning") == (card.silent is None) == (card.cost_words is None), card.id
        assert set(card.examples) >= {"declared", "missing"} or card.reads, card.id


def test_a_full_label_becomes_a_scenario_and_shows_its_words() -> None:
    label, scenario, words = _read(FULL)
    for item in (
        "origin_species", "origin_cell", "dose_particles", "dose_finished", "dose_basis", "storage", "after_opening",
        "route_declared",
    ):  # fmt: skip
        assert label[item].status == "declared", item
    assert scenario["schema"] == "exoderm/scenario/1"
    assert scenario["product"] == {
        "donor": "ginger",
        "concentration": "2e09 particle/mL",
        "volume": "30 mL",
        "container": "undeclared",
        "carrier": "serum",
        "ph": "undeclared",
    }
    assert scenario["storage"] == [
        {"temperature": "5 degC", "duration": "undeclared"},
        {"temperature": "5 degC", "duration": "6 week"},
    ]
    assert scenario["route"] == {"card": "topical"}
    assert "ginger" in words["product.donor"]
    assert all(passage in FULL for passage in words.values())


def test_silence_is_undeclared_and_missing() -> None:
    label, scenario, words = _read("# Glow serum\nOur serum makes you glow. Buy it for £ 90.")
    assert label["dose_particles"].status == "missing"
    assert scenario["product"]["donor"] == scenario["product"]["concentration"] == "undeclared"  # type: ignore[index]
    assert scenario["storage"] == "undeclared"
    assert "product.donor" not in words


def test_a_clinic_that_names_its_vial_declares_it() -> None:
    label, scenario, words = _read(
        "At our clinic we use exosomes from umbilical cord cells. They are isolated by tangential flow filtration.\n"
        "Each 5 mL vial holds 50 billion exosomes in a polypropylene tube.\n"
        "After microneedling we apply the solution to the face. We do not inject exosomes.\n"
        "The vials are stored at -20 °C and used within 2 days after reconstitution."
    )
    assert (label["origin_cell"].status, label["isolation"].status) == ("declared", "not_applicable")
    assert (label["dose_particles"].status, label["dose_particles"].value) == ("declared", "1e10 particle/mL")
    product = scenario["product"]
    assert isinstance(product, dict)
    assert (product["donor"], product["container"]) == ("msc_umbilical", "polypropylene")
    assert (product["volume"], product["concentration"]) == ("5 mL", "1e10 particle/mL")
    assert scenario["route"] == {"card": "microneedle_roller"}
    assert scenario["storage"] == [
        {"temperature": "-20 degC", "duration": "undeclared"},
        {"temperature": "undeclared", "duration": "2 day"},
    ]
    assert {"product.donor", "product.container", "storage", "route.card"} <= set(words)


def test_a_page_that_offers_nothing_is_asked_only_what_an_article_is_asked() -> None:
    label, _, _ = _read("Exosomes are vesicles. Cells release them. They measure 30 to 150 nm.")
    asked = {name for name, item in label.items() if item.status != "not_applicable"}
    assert asked
    assert all("article" in by_id()[name].asked_of for name in asked)
    assert not sells(tuple(label.values()))


def test_a_count_per_vial_needs_the_volume() -> None:
    _, without, _ = _read("Our serum: each vial holds 5 billion exosomes.")
    _, given, _ = _read("Our serum: each vial holds 5 billion exosomes.\nVial of 5 mL.")
    assert without["product"]["concentration"] == "undeclared"  # type: ignore[index]
    assert given["product"]["concentration"] == "1e09 particle/mL"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Our vegan serum holds plant vesicles.\nOur exosomes come from human umbilical cord.", "origin_species"),
        ("Our serum has 2 billion particles per mL.\nOur serum has 9 billion particles per mL.", "dose_particles"),
        ("Our product is a cosmetic.\nWe inject our product into the face.", "legal_category"),
    ],
)
def test_a_page_that_contradicts_itself_is_told_so(text: str, item: str) -> None:
    label, _, _ = _read(text)
    assert label[item].status == "contradictory"


def test_what_a_page_says_it_does_not_state_is_not_declared() -> None:
    label, _, _ = _read(
        "Our serum is new. Ask whether the particles per mL are given. We do not state 2 billion particles per mL."
    )
    assert label["dose_particles"].status == "missing"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 billion particles per mL", 2e9),
        ("1e10 particles/mL", 1e10),
        ("3.5 x 10^9 vesicles per ml", 3.5e9),
        ("10 billion exosomes/mL", 1e10),
        ("20 mL of cream", None),
        ("5 billion exosomes per vial", None),
    ],
)
def test_counts_are_read_as_written(text: str, value: float | None) -> None:
    assert particles_per_ml(text) == value
