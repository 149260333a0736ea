"""Is everything that a page can declare either a value that a scenario takes, or told as not used?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exoderm.page import amounts, declare, known
from exoderm.page.claims import read_claims
from exoderm.page.declare import Declaration, runnable
from exoderm.page.label import read_label
from exoderm.page.reader import read_page
from exoderm.scenario import Scenario, from_data

CLAIM = "Exosomes pass through the skin and reach the dermis.\n"


def declared(text: str, cards: Path | None = None) -> Declaration:
    page = read_page(CLAIM + text)
    claims = read_claims(page)
    return declare.read(page, claims, read_label(page, claims), cards)


def scenario(found: Declaration) -> Scenario:
    return from_data(runnable(found.scenario), "test")


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("Our serum: pH 42.", "ph", "between 0 and 14"),
        ("Our serum has 9e20 particles per mL.", "concentration", "between 1 and 1e+15"),
        ("Our serum has 3 x 10^9999 particles per mL.", "concentration", "between 1 and 1e+15"),
        ("Our serum. Bottle of 0 ml.", "volume", "between 0.0001 and 100000"),
        ("Our serum. Bottle of 100000000 ml.", "volume", "between 0.0001 and 100000"),
        (f"Our serum. Bottle of {'9' * 400} ml.", "volume", "between 0.0001 and 100000"),
    ],
)
def test_what_no_scenario_takes_stays_undeclared_and_is_told(text: str, path: str, said: str) -> None:
    found = declared(text)
    assert found.scenario["product"][path] == "undeclared"
    assert f"product.{path}" not in dict(found.words)
    note = next(n for n in found.notes if n.startswith("Not used: "))
    assert said in note
    assert "“" in note, "the note quotes the page"
    assert scenario(found).product.ph == "undeclared"


@pytest.mark.parametrize("degrees", ["900", "-400", "2 to 900"])
def test_a_temperature_of_no_store_leaves_storage_undeclared(degrees: str) -> None:
    found = declared(f"Our serum. Store the bottle at {degrees} °C.")
    assert found.scenario["storage"] == "undeclared"
    assert any("between -196 and 80" in n for n in found.notes)
    assert scenario(found).storage == ()


def test_a_time_of_no_shelf_life_is_left_out() -> None:
    text = "Our serum. Store the bottle at 4 °C. Use within {} weeks after opening."
    assert len(declared(text.format(6)).scenario["storage"]) == 2
    found = declared(text.format(99999))
    assert len(found.scenario["storage"]) == 1
    assert any("99999 week" in n for n in found.notes)
    scenario(found)


def test_a_value_that_fits_is_taken_after_one_that_does_not() -> None:
    found = declared("Our serum. Bottle of 0 ml. Bottle of 30 ml.")
    assert found.scenario["product"]["volume"] == "30 mL"
    assert dict(found.words)["product.volume"] == "Bottle of 30 ml."


def test_a_vial_smaller_than_a_dose_is_one_dose_and_says_so() -> None:
    found = declared("Our serum in an ampoule of 0.1 ml. Each ampoule holds 5 billion exosomes.")
    built = scenario(found)
    assert built.product.volume == built.dose.volume == "0.1 mL"
    assert built.product.concentration == "5e10 particle/mL"
    assert any("whole content of 0.1 mL" in n for n in found.notes)
    assert "dose" not in declared("Our serum. Bottle of 0.5 ml.").scenario


@pytest.mark.parametrize(
    ("text", "route", "card"),
    [
        ("Apply our serum to clean skin.", "topical_intact", "topical"),
        ("Apply our serum after microneedling.", "microneedle", "microneedle_roller"),
        ("We inject our exosomes into the face.", "injection", "intradermal"),
        ("At our clinic we apply our exosome serum after a fractional laser.", "laser", "ablative_laser"),
        ("Our exosome serum is driven in by iontophoresis.", "iontophoresis", "iontophoresis"),
        ("We use electroporation with our exosomes.", "electroporation", "electroporation"),
        ("Our exosome serum is driven in by ultrasound.", "sonophoresis", "sonophoresis"),
        ("We use our exosomes after a non-ablative fractional laser.", "laser", "non_ablative_laser"),
        ("Apply our serum after a dermapen.", "microneedle", "stamp"),
        ("Our exosomes come in a patch of dissolving microneedles.", "microneedle", "dissolving_needles"),
        ("We inject our exosomes through hollow needles.", "injection", "hollow_needles"),
        ("Massage our serum into clean skin.", "topical_intact", "topical_massage"),
        ("Take our exosome capsules by mouth every morning.", "oral", None),
        ("Our clinic infuses exosomes by intravenous drip.", "intravenous", "intravenous"),
        ("Apply our exosome serum to damaged skin.", "topical_compromised", None),
        ("Apply our serum after microneedling or laser.", "mixed", None),
        ("Our serum repairs damaged skin and smooths wrinkles.", "unknown", "undeclared"),
        ("Our serum is light. Our serum repairs damaged skin.", "topical_intact", "topical"),
    ],
)
def test_only_a_way_that_a_card_knows_is_run(text: str, route: str, card: str | None) -> None:
    found = declared(text)
    assert found.route == route
    assert found.scenario["route"]["card"] == (card or "undeclared")
    assert found.unmodelled == (card is None)
    assert any("Nobody has modelled this way of use here yet" in n for n in found.notes) == found.unmodelled


def test_tape_stripped_skin_is_a_condition_that_is_known() -> None:
    for words in ("tape-stripped", "tape stripped"):
        found = declared(f"Apply our exosome serum to {words} skin.")
        built = scenario(found)
        assert (built.route.card, built.person.condition) == ("topical", "tape_stripped")
        assert not found.unmodelled


def test_an_aerosol_is_for_a_wound() -> None:
    """A route that is meant for one condition of the skin brings it along."""
    found = declared("Our exosomes are given as an aerosol for burns.")
    built = scenario(found)
    assert (built.route.card, built.person.condition) == ("wound_spray", "wounded")


def test_silence_on_the_way_is_neither_known_nor_unmodelled() -> None:
    found = declared("Our exosomes are for you. Buy now, £ 90.")
    assert (found.route, found.scenario["route"]["card"], found.unmodelled) == ("unknown", "undeclared", False)
    assert ("route", "card") not in {tuple(p.split(".")) for p, _ in found.words}
    assert ("route.card", "topical") in scenario(found).defaults()


def test_a_card_of_one_s_own_makes_its_way_known(tmp_path: Path) -> None:
    (tmp_path / "route").mkdir()
    (tmp_path / "route" / "my_capsule.yaml").write_text(
        "name: swallowed\nabout: A way of my own.\nlike: topical\nterms: {route: oral}\n", encoding="utf-8"
    )
    text = "Take our exosome capsules by mouth every morning."
    assert declared(text, tmp_path).scenario["route"] == {"card": "my_capsule"}
    assert known.route_card("oral") is None


def test_a_source_without_a_card_is_told() -> None:
    found = declared("Our exosomes come from salmon.")
    assert found.scenario["product"]["donor"] == "undeclared"
    assert any("salmon" in n for n in found.notes)


@pytest.mark.parametrize(
    ("words", "card"),
    [
        ("adipose tissue", "msc_adipose"), ("bone marrow", "msc_marrow"), ("umbilical cord cells", "msc_umbilical"),
        ("the placenta", "msc_placenta"), ("platelets", "platelet"), ("goat milk", "milk"), ("ginger", "ginger"),
        ("turmeric", "turmeric"), ("aloe vera", "aloe"), ("grapefruit", "grapefruit"), ("green tea", "green_tea"),
    ],
)  # fmt: skip
def test_a_named_source_finds_its_card(words: str, card: str) -> None:
    assert declared(f"Our exosomes come from {words}.").scenario["product"]["donor"] == card


def test_reading_what_a_page_declares_needs_no_engine_and_no_table_of_units(apart: Callable[..., Any]) -> None:
    """Amounts are written in the units that the scenario's fields are checked in."""
    text = "Our serum: pH 6. Bottle of 0.1 ml.\nStore the bottle at 4 °C.\nOur serum has 2 billion particles per mL."
    said = apart(
        python="import sys\n"
        "from exoderm import answer\n"
        f"d = answer.appraise({CLAIM + text!r}, run=False).document['declared']\n"
        "print(d['product']['volume'], d['product']['ph'], d['storage'][0]['temperature'])\n"
        "print(sorted({'pint', 'numba', 'scipy'} & set(sys.modules)))\n"
    )
    assert said.code == 0, said.all
    assert said.out.splitlines() == ["0.1 mL 6.0 4 degC", "[]"]


def test_the_cards_alone_say_what_they_stand_for() -> None:
    assert {known.route_card(r) for r in ("topical_intact", "microneedle", "injection")} == {
        "topical", "microneedle_roller", "intradermal",
    }  # fmt: skip
    assert known.donor_card("umbilical cord") == "msc_umbilical"
    assert known.donor_card("ginger") == "ginger"
    assert known.donor_card("moon dust") is known.donor_card(None) is None


@pytest.mark.parametrize(
    ("flat", "millilitres"),
    [
        ("a bottle of 30 ml", [30.0]),
        ("a bottle of 1,000 ml", [1000.0]),
        ("an ampoule of 0,1 ml", [0.1]),
        ("an ampoule of 0,125 ml", [0.125]),
        ("1 fl. oz bottle", [29.57]),
        ("2 billion particles / 5 ml", []),
        ("wash it off with 20 ml of water", []),
    ],
)
def test_volumes_as_written(flat: str, millilitres: list[float]) -> None:
    assert list(amounts.volumes(flat)) == millilitres


@pytest.mark.parametrize(
    ("flat", "particles"),
    [
        ("each vial holds 50 billion exosomes", [50e9]),
        ("10,000 billion exosomes per vial", [1e13]),
        ("1,000,000 particles in a vial", [1e6]),
        ("3 x 10^9 vesicles per vial", [3e9]),
        ("2.5e10 particles", [2.5e10]),
    ],
)
def test_counts_as_written(flat: str, particles: list[float]) -> None:
    assert list(amounts.counts(flat)) == pytest.approx(particles)


@pytest.mark.parametrize(
    ("flat", "celsius"),
    [
        ("store at 2 to 8 °c", (2.0, 8.0)),
        ("store at 2°c to 8°c", (2.0, 8.0)),
        ("store at -20 °c", (-20.0,)),
        ("store at 2-8°c", (2.0, 8.0)),
        ("store at 36 to 46 °f", (2.2, 7.8)),
        ("store it cold", ()),
    ],
)
def test_temperatures_as_written(flat: str, celsius: tuple[float, ...]) -> None:
    assert amounts.temperatures(flat) == celsius


@pytest.mark.parametrize(
    "line", ["4 billion exosomes per millilitre.", "5 billion particles/mL from human umbilical cord.", "1.5e10 EVs/ml"]
)
def test_a_bare_line_of_a_label_declares_its_count(line: str) -> None:
    text = f"<h1>Dawn Exosome Serum</h1><p>{line}</p><p>Our serum is smoothed on intact skin.</p>"
    page = read_page(text, "dawn.html")
    claims = read_claims(page)
    assert declare.declare(page, claims, read_label(page, claims))["product"]["concentration"] != "undeclared"


@pytest.mark.parametrize("text", [
    "Our serum. Each vial of 5 mL holds 10 billion exosomes.",
    "Our serum. A 5 mL vial contains 10 billion exosomes.",
    "Our serum. Vial of 5 mL. 10 billion exosomes per vial.",
])  # fmt: skip
def test_the_content_of_a_vial_is_no_count_of_its_vesicles(text: str) -> None:
    """Ten billion in five millilitres are two billion in one; the five is no number of vesicles."""
    assert declared(text).scenario["product"]["concentration"] == "2e09 particle/mL"
