"""Are cards found by folder and file name, and is a faulty one refused with its place and the nearest valid word?"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.errors import CardError, FileProblem, InputError, UnknownName
from exoderm.library import shelf
from exoderm.library.card import Card

GINGER = """\
name: Ginger, from a garden
about: Vesicles pressed from ginger.
terms: {species: plant}
mechanisms:
  population:
    diameter: {value: 120 nm, grade: 1, origin: {assumed: between grapefruit and aloe}}
"""


@pytest.fixture(autouse=True)
def _own_cards(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shelf of our own with one donor and one study folder, so that the package's cards don't matter here."""
    own = tmp_path_factory.mktemp("own")
    for kind in ("donor", "study"):
        (own / kind).mkdir()
    (own / "donor" / "marrow.yaml").write_text(GINGER.replace("Ginger, from a garden", "Marrow"), encoding="utf-8")
    monkeypatch.setattr(shelf, "own", lambda: own)
    shelf._own.cache_clear()
    yield  # type: ignore[misc]
    shelf._own.cache_clear()


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "donor" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folder_is_kind_and_file_name_is_id(tmp_path: Path) -> None:
    card = shelf.read_record(write(tmp_path, "my_ginger", GINGER), Card)
    assert (card.kind, card.id) == ("donor", "my_ginger")
    assert [(m, p, v.value) for m, p, v in card.values()] == [("population", "diameter", "120 nm")]


def test_a_users_cards_stand_beside_ours_and_in_for_those_of_the_same_id(tmp_path: Path) -> None:
    write(tmp_path, "my_ginger", GINGER)
    write(tmp_path, "marrow", GINGER.replace("from a garden", "in place of marrow"))
    assert set(shelf.load("donor", Card)) == {"marrow"}
    both = shelf.load("donor", Card, tmp_path)
    assert set(both) == {"marrow", "my_ginger"}
    assert both["marrow"].name == "Ginger, in place of marrow"
    assert shelf.find("donor", "marrow", Card).name == "Marrow"
    assert shelf.find("donor", "marrow", Card, tmp_path).name == "Ginger, in place of marrow"


def test_a_mistyped_card_is_answered_with_the_nearest(tmp_path: Path) -> None:
    write(tmp_path, "my_ginger", GINGER)
    with pytest.raises(UnknownName, match=r"(?i)did you mean 'my_ginger'") as refusal:
        shelf.find("donor", "my_gingr", Card, tmp_path)
    assert refusal.value.code == "name.unknown"
    assert refusal.value.exit_code == 2


def test_a_mistyped_folder_is_answered_with_the_nearest_kind(tmp_path: Path) -> None:
    (tmp_path / "donors").mkdir()
    with pytest.raises(UnknownName, match=r"(?i)did you mean 'donor'"):
        shelf.load("donor", Card, tmp_path)


def test_a_folder_of_cards_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as refusal:
        shelf.load("donor", Card, tmp_path / "nowhere")
    assert refusal.value.code == "file.missing"
    assert "nowhere" in refusal.value.where


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (("about:", "abuot:"), "key.unknown", "did you mean 'about'"),
        (("    diameter: {value:", "    diameter: {valeu:"), "key.unknown", "did you mean 'value'"),
        (("about: Vesicles pressed from ginger.\n", ""), "key.missing", "about"),
        (("grade: 1, ", "grade: 9, "), "value.invalid", "mechanisms.population.diameter.grade"),
        (("grade: 1, ", ""), "key.missing", "mechanisms.population.diameter.grade"),
        (("120 nm", "plenty"), "value.invalid", "mechanisms.population.diameter"),
        (("name:", "id: other\nname:"), "card.invalid", "the file name says 'my_ginger'"),
        (("name:", "kind: study\nname:"), "card.invalid", "the folder says 'donor'"),
        (("name:", "name: twice\nname:"), "yaml.invalid", "line 2, column 1"),
    ],
)
def test_a_faulty_card_is_refused_with_its_place(change: tuple[str, str], code: str, says: str, tmp_path: Path) -> None:
    text = GINGER.replace(*change, 1)
    assert text != GINGER
    with pytest.raises(InputError) as refusal:
        shelf.read_record(write(tmp_path, "my_ginger", text), Card)
    assert refusal.value.code == code
    assert says.lower() in str(refusal.value).lower()
    assert "my_ginger.yaml" in refusal.value.where


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "42\n"])
def test_a_list_or_a_word_is_no_card(text: str, tmp_path: Path) -> None:
    with pytest.raises(CardError, match="a list or a word"):
        shelf.read_record(write(tmp_path, "odd", text), Card)


@given(
    st.dictionaries(
        st.one_of(st.sampled_from(sorted(Card.model_fields)), st.text(max_size=6)),
        st.recursive(
            st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=6)),
            lambda inner: st.one_of(
                st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
            ),
            max_leaves=6,
        ),
        max_size=6,
    )
)
def test_any_data_give_a_card_or_our_own_refusal(data: dict[str, object]) -> None:
    try:
        shelf.validate(data, Card, "donor/any.yaml")
    except CardError as refusal:
        assert refusal.where.startswith("donor/any.yaml")
        assert refusal.code in {"key.unknown", "key.missing", "value.invalid"}
