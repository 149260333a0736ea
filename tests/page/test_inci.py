"""Is an ingredient list read as it stands, are hidden names named, and do the annexes speak where they should?"""

from __future__ import annotations

from pathlib import Path

import pytest

from exoderm.page import annex, inci
from exoderm.page.claims import read_claims
from exoderm.page.label import read_label
from exoderm.page.page import LabelItem
from exoderm.page.reader import read_page

PLANT = (
    "INCI: Aqua, Glycerin, 1,2-Hexanediol, Rosa Damascena Callus Extracellular Vesicles, Phenoxyethanol, "
    "Salicylic Acid, Parfum. Apply daily."
)


def audit(text: str) -> dict[str, LabelItem]:
    page = read_page("Our exosome serum. Add to cart.\n\n" + text)
    return {item.item: item for item in read_label(page, read_claims(page))}


def listed(text: str) -> inci.IngredientList:
    found = inci.read(read_page(text))
    assert found is not None
    return found


@pytest.mark.parametrize("group", inci.names())
def test_names_answer_their_examples_and_counter_examples(group: str) -> None:
    known = inci.names()[group]
    assert [n for n in known["fires"] if not inci.gives_away(group, n)] == []
    assert [n for n in known["silent"] if inci.gives_away(group, n)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Ingredients: Aqua, Glycerin, Centella Asiatica Vesicles",
        "INCI: Aqua • Glycerin • Centella Asiatica Vesicles",
        "Ingredients (INCI): Aqua / Glycerin / Centella Asiatica Vesicles.",
        "Inhaltsstoffe: Aqua; Glycerin; Centella Asiatica Vesicles",
        "Zutaten: Aqua, Glycerin, Centella Asiatica Vesicles. Nicht schlucken.",
        "# Ingredients\n\n- Aqua\n- Glycerin\n- Centella Asiatica Vesicles",
        "# Full ingredient list\n\nAqua, Glycerin, Centella Asiatica Vesicles",
    ],
)
def test_a_list_is_found_in_every_form_and_keeps_its_order(text: str) -> None:
    assert [i.name for i in listed(text).ingredients] == ["Aqua", "Glycerin", "Centella Asiatica Vesicles"]


def test_commas_within_a_name_and_stated_shares_are_kept_apart() -> None:
    found = listed("Ingredients: Aqua/Water, 1,2-Hexanediol, Lactobacillus Vesicles (0,5 %), Parfum")
    assert [(i.name, i.percent) for i in found.ingredients] == [
        ("Aqua/Water", None), ("1,2-Hexanediol", None), ("Lactobacillus Vesicles", 0.5), ("Parfum", None),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Our ingredients are fine.", "Key ingredients matter.", "Ingredients: love."])
def test_talk_of_ingredients_is_no_list(text: str) -> None:
    assert inci.read(read_page(text)) is None


def test_order_tells_nothing_behind_what_is_used_below_one_percent() -> None:
    early, late = "Aqua, Ginger Vesicles, Phenoxyethanol, Parfum", "Aqua, Phenoxyethanol, Parfum, Ginger Vesicles"
    first, last = listed("Ingredients: " + early), listed("Ingredients: " + late)
    assert "no dose" in first.order(first.vesicles[0])
    assert "tells nothing of the amount" in last.order(last.vesicles[0])
    assert last.one_percent == 2


@pytest.mark.parametrize(
    ("name", "place", "means"),
    [
        ("Methotrexate", ("II", "6"), "prohibited"),
        ("51-43-4", ("II", "14"), "prohibited"),
        ("Salicylic Acid", ("III", "98"), "restricted"),
        ("PHENOXYETHANOL", ("V", "29"), "preservative"),
        ("Human Fibroblast Conditioned Media", ("II", "416"), "prohibited"),
    ],
)
def test_a_name_or_number_finds_its_entry_with_a_day(name: str, place: tuple[str, str], means: str) -> None:
    (fact,) = [f for f in annex.look_up(name) if (f.annex, f.entry) == place]
    assert fact.means == means
    assert fact.as_of


def test_human_material_is_hit_though_no_table_names_it_and_other_things_are_not() -> None:
    found = listed("Ingredients: Aqua, Human Umbilical Mesenchymal Stem Cell Exosomes, Glycerin, Ginger Vesicles")
    assert [[f.entry for f in i.hits if f.annex == "II"] for i in found.ingredients] == [[], ["416"], [], []]
    assert annex.human().name == "cells, tissues or products of human origin"


def test_the_tables_are_compact_named_and_whole() -> None:
    folder = Path(inci.__file__).parents[1] / "data" / "annex"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 400_000
    assert "European Commission" in annex.table().attribution
    assert len({(f.annex, f.entry) for facts in annex.table().by_name.values() for f in facts}) > 1200


def test_the_audit_tells_vesicle_from_hint_from_none() -> None:
    assert audit(PLANT)["inci_match"].status == "declared"
    assert audit("Ingredients: Aqua, Glycerin, Ginger Root Cell Culture Extract")["inci_match"].status == "partial"
    absent = audit("Ingredients: Aqua, Glycerin, Parfum")["inci_match"]
    assert (absent.status, absent.value) == ("missing", "no vesicle in the list")
    assert "number 4 of 7" in str(audit(PLANT)["inci_order"].value)


def test_human_material_in_a_plant_product_is_shown() -> None:
    text = "Our vegan serum holds plant vesicles.\n\nIngredients: Aqua, Human Stem Cell Conditioned Media, Glycerin"
    assert audit(text)["hidden_human"].status == "declared"
    assert audit("Our vegan serum holds plant vesicles.\n\n" + PLANT)["hidden_human"].status == "missing"
