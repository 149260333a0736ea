"""German by its gloss: order, denial, hedges, numbers, compounds, places, what is not known, and hostile text."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exoderm.answer import appraise
from exoderm.page.claims import read_sentences
from exoderm.page.german import cards, lexicon
from exoderm.page.german.gloss import gloss
from exoderm.page.german.pages import glossed
from exoderm.page.page import Claim
from exoderm.page.reader import read_page

PAGE_OF_A_SHOP = Path(__file__).parent / "german_page.html"
"""Invented: a page that sells a serum, with one sentence that nobody could read."""


def read(text: str) -> Claim:
    """The claim of a German sentence that stands alone."""
    found = gloss(text)
    assert found.read, found.unknown
    return read_sentences([found.text])[0]


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Die Exosomen durchdringen die Hornschicht nicht.", "The exosomes do not penetrate the horny layer."),
        ("Die Vesikel dringen nicht in die Haut ein.", "The vesicles do not penetrate into the skin."),
        ("In der Haut wurden keine Vesikel nachgewiesen.", "In the skin no vesicles were proved."),
        ("Dass Exosomen Falten glätten, ist nicht erwiesen.", "It is not proven that exosomes smooth wrinkles."),
        ("Es gibt keine Belege.", "There is no evidence."),
        ("Falten lassen sich nicht glätten.", "Wrinkles cannot be smoothed."),
        ("Man hat die Haut untersucht.", "The skin has been studied."),
        ("Heilt Rosazea.", "Heals rosacea."),
        ("Kühl und trocken lagern.", "Store cool and dry."),
        ("Ist das Pulver gelöst, muss es gekühlt werden.", "If the powder is dissolved, it must be cooled."),
        ("Vesikel, die in der Creme sind, bleiben in der Hornschicht.",
         "Vesicles that are in the cream remain in the horny layer."),
        ("Die FDA hat das Serum nicht zugelassen.", "The FDA has not approved the serum."),
        ("Eine Zulassung hat die FDA nie erteilt.", "The FDA has never granted an approval."),
        ("Exosomen sind besser als Retinol.", "Exosomes are better than retinol."),
        ("Exosomen sind keine Zellen.", "Exosomes are not cells."),
        ("Bei Raumtemperatur bleibt die Lösung 24 Monate stabil.",
         "At room temperature the solution remains 24 months stable."),
    ],
)  # fmt: skip
def test_verbs_denials_and_objects_stand_where_english_has_them(german: str, english: str) -> None:
    assert gloss(german).text == english


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Exosomenserum", "exosome serum"),
        ("Hautbarriere", "skin barrier"),
        ("Faltenreduktion", "wrinkle reduction"),
        ("Kollagen- und Elastinbildung", "collagen and elastin production"),
        ("Phase-3-Studie", "phase 3 study"),
    ],
)
def test_compounds_are_taken_apart(german: str, english: str) -> None:
    assert gloss(german).text.lower() == english


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("1,5 Mrd. Partikel", "1.5 billion particles"),
        ("10.000 Partikel", "10,000 particles"),
        ("1.234,5 Partikel", "1,234.5 particles"),
        ("zwei Mio. Partikel", "two million particles"),
        ("zehn Trillionen Partikel", "ten quintillion particles"),
        ("30-150 nm", "30 to 150 nm"),
        ("30 bis 150 Nanometer", "30 to 150 nanometres"),
        ("10^18 Exosomen", "10^18 exosomes"),
        ("am 18. Dezember 2024", "on the 18 December 2024"),
    ],
)
def test_numbers_are_written_as_in_english(german: str, english: str) -> None:
    assert gloss(german).text.lower() == english.lower()


POSITIVE = (
    "Exosomen {}glätten Falten{}.",
    "Exosomen {}straffen die Haut{}.",
    "Exosomen {}durchdringen die Haut{}.",
    "Exosomen {}heilen Wunden{}.",
)


@pytest.mark.parametrize("frame", POSITIVE)
@pytest.mark.parametrize("denial", ["nicht", "nie", "niemals", "keineswegs", "gar nicht"])
def test_a_denial_put_in_turns_the_sentence(frame: str, denial: str) -> None:
    assert read(frame.format("", "")).certainty == "asserted"
    assert read(frame.format("", f" {denial}")).certainty == "negated"


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("Exosomen sind sicher und wirksam.", "Exosomen sind weder sicher noch wirksam."),
        ("Eine Studie belegt die Wirkung.", "Keine Studie belegt die Wirkung."),
        ("Es ist belegt, dass Exosomen Falten glätten.", "Es ist widerlegt, dass Exosomen Falten glätten."),
        ("Jemand hat Exosomen getestet.", "Niemand hat Exosomen getestet."),
        ("Exosomen haben Nebenwirkungen.", "Exosomen haben keine Nebenwirkungen."),
    ],
)
def test_other_denials_turn_it_too(said: str, denied: str) -> None:
    assert read(said).certainty == "asserted"
    assert read(denied).certainty == "negated"


def test_without_is_a_denial_of_what_follows_only() -> None:
    assert read("Ohne Nadeln glättet das Serum Falten.").certainty == "asserted"
    assert gloss("Ohne Nadeln durchdringen Exosomen die Haut nicht.").text.startswith("Without needles exosomes do not")


@pytest.mark.parametrize(
    "text",
    [
        "Exosomen könnten Falten glätten.",
        "Exosomen sollen Falten glätten.",
        "Exosomen glätten möglicherweise Falten.",
        "Vielleicht glätten Exosomen Falten.",
        "Exosomen würden Falten wohl glätten.",
        "Man nimmt an, dass Exosomen Falten glätten.",
    ],
)
def test_hedges_are_heard(text: str) -> None:
    assert read(text).certainty == "hedged"


@pytest.mark.parametrize("text", ["Glätten Exosomen Falten?", "Was sind Exosomen?", "Warum wirken Exosomen so gut?"])
def test_questions_claim_nothing(text: str) -> None:
    assert not read(text).is_claim


def test_what_is_prevented_does_not_happen() -> None:
    assert "do not penetrate" in gloss("Die Hornschicht verhindert, dass Vesikel eindringen.").text


@pytest.mark.parametrize(
    "text", ["Die Glimmerwusel verzwirbeln die Haut.", "Exosomen blorgen Falten.", "Das Fell wächst schnurzig nach."]
)
def test_a_sentence_with_a_word_that_is_not_known_is_not_read(text: str) -> None:
    assert not gloss(text).read


def test_names_and_lists_of_ingredients_are_let_through() -> None:
    assert gloss("Unser Serum enthält Glow™ und VEGF.").read
    listed = "Inhaltsstoffe: Aqua, Glycerin, Rosa Damascena Callus Extract."
    assert gloss(listed).text == listed.replace("Inhaltsstoffe", "Ingredients")


def test_a_hit_is_led_back_to_its_german_words() -> None:
    text = "Die Exosomen durchdringen die Hornschicht nicht."
    found = gloss(text)
    at = found.text.index("horny layer")
    start, end = found.german(at, at + len("horny layer"))
    assert text[start:end] == "Hornschicht"


PAGE = (
    "# Zorvella Serum\n\nZorvella glättet Falten. Exosomen sind kleine Vesikel. Die Blorgen verzwirbeln alles. "
    "Die Zellen der Haut werden von den Vesikeln nicht erreicht, und das ist auch bei einer Creme so.\n\n"
    "Exosomes are small vesicles that the cells of the skin release.\n\n"
    "## Inhaltsstoffe\n\n- Aqua\n- Rosa Damascena Callus Extract\n- Extracellular Vesicles\n\n"
    "Das Serum wurde am 3. Mai geprüft. Es enthält 4,6 Mrd. Partikel pro Milliliter."
)


def test_a_mixed_page_keeps_what_is_english_and_says_what_was_not_read() -> None:
    page = read_page(PAGE)
    assert page.language == "de"
    found = glossed(page)
    english = {p.german.text: p.english for p in found.passages}
    assert english["Zorvella glättet Falten."].text == "Zorvella smooths wrinkles."
    assert english["Exosomes are small vesicles that the cells of the skin release."].lang == "en"
    assert english["Rosa Damascena Callus Extract"].text == "Rosa Damascena Callus Extract"
    assert english["Es enthält 4,6 Mrd. Partikel pro Milliliter."].text.endswith(
        "4.6 billion particles per millilitre."
    )
    assert [p.german.text for p in found.unread] == ["Die Blorgen verzwirbeln alles."]
    assert english["Die Blorgen verzwirbeln alles."].lang == "de"
    assert any("Blorgen" in note for note in found.page.notes)


def test_every_passage_lies_where_it_says() -> None:
    found = glossed(read_page(PAGE))
    for passage in found.passages:
        assert found.page.text[passage.english.start : passage.english.end] == passage.english.text
        assert found.original.text[passage.german.start : passage.german.end] == passage.german.text
    for block in found.page.blocks:
        assert found.page.text[block.start : block.end] == block.text


def test_a_word_stands_once_in_the_lexicon() -> None:
    assert len(lexicon.forms()) > 20_000
    for section, rows in cards.fields().items():
        heads = [key.split()[0] for key in rows] if section == "nouns" else list(rows)
        doubled = {h for h in heads if heads.count(h) > 1} if section == "nouns" else set()
        assert not doubled, (section, doubled)


_WORDS = st.sampled_from(
    [*sorted(lexicon.forms())[::7], ",", ".", "?", "(", ")", "–", "und", "nicht", "zu", "die", "dass"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WORDS, max_size=24).map(" ".join))
@example("dass , dass , dass")
@example("und zu zu , um um zu")
@example("")
def test_any_row_of_german_words_is_glossed_with_places_inside(text: str) -> None:
    found = gloss(text)
    for start, end, first, last in found.spans:
        assert 0 <= start <= end <= len(found.text) + 1
        assert 0 <= first <= last <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_glossed(text: str) -> None:
    found = gloss(text)
    assert all(0 <= first <= last <= len(text) for _, _, first, last in found.spans)


def test_the_document_of_a_german_page_is_in_german_and_keeps_the_gloss() -> None:
    found = appraise(PAGE_OF_A_SHOP.read_bytes(), "page.html", run=False, today=date(2026, 11, 28)).document
    text = found["document"]["text"]
    assert found["language"] == "de"
    assert len(found["claims"]) > 8
    for claim in found["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]
        assert claim["gloss"] != claim["text"]
    letters = {claim["text"]: claim["letter"] for claim in found["claims"]}
    assert letters["Das Serum ist nicht von der FDA zugelassen."] == "A"
    assert letters["Zehnmal stärker als Retinol"] == "D"
    crossing = next(c for c in found["claims"] if "mühelos" in c["text"])
    assert crossing["letter"] == "E"
    assert "mühelos" in crossing["hype_cue"]
    label = {item["item"]: item for item in found["label"]}
    assert label["dose_particles"]["value"] == "4.6e09 particle/mL"
    assert label["dose_particles"]["passage"] == "Jede Ampulle enthält 4,6 Mrd. Partikel pro Milliliter."
    assert label["after_opening"]["value"] == "6 week"
    assert [i["name"] for i in found["ingredients"]["listed"]][:2] == ["Aqua", "Glycerin"]
    assert text[found["ingredients"]["start"] :].startswith("Aqua, Glycerin")
    assert found["price"]["amount"] == 89.0
    assert [text[u["start"] : u["end"]] for u in found["document"]["unread"]] == [
        "Die Glimmerwusel verzwirbeln deine Haut."
    ]
    assert all("smooths" not in line for box in found["summary"].values() for line in box)


def test_an_english_page_loads_nothing_german_and_says_nothing_of_a_gloss() -> None:
    code = (
        "import sys, json; from exoderm.answer import appraise; "
        "found = appraise('Exosomes are small vesicles that cells release.', run=False).document; "
        "assert 'gloss' not in json.dumps(found); assert not [m for m in sys.modules if 'german' in m]"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr == ""


@pytest.mark.parametrize(
    "text",
    ["von " * 300, "die in der " * 120, "Haut, " * 250, "dass die Haut, " * 100, "die, " * 300, "zu heilen, " * 120,
     "Haut, die Haut, " * 90, "in dem von der " * 90, "(Haut " * 200, "weder noch " * 130],
)  # fmt: skip
def test_hostile_rows_cost_little(text: str) -> None:
    began = time.process_time()
    gloss(text[:890])
    assert time.process_time() - began < 1.0
