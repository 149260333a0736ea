"""Does a search find what is there, forgive typing errors, say who rests on a study, and nothing else?"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exoderm.errors import InputError
from exoderm.library import shelf
from exoderm.library.find import LONGEST, MOST_WORDS, find, fold

Command = Callable[..., Any]


def first(query: str, **more: Any) -> str:
    hit = find(query, **more).hits[0]
    return f"{hit.kind}/{hit.id}"


@pytest.mark.parametrize("kind", [k for k in shelf.kinds() if shelf.paths(k)])
def test_a_card_is_found_first_by_its_id(kind: str) -> None:
    name = max(shelf.paths(kind))
    assert first(f"{kind}/{name}") == f"{kind}/{name}"
    assert find(name).hits[0].id == name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("keratinocite", "cell/keratinocyte"), ("gingr", "donor/ginger"), ("tumeric", "donor/turmeric"),
        ("alergic reactions", "risk/allergy"), ("the intradermel", "route/intradermal"),
    ],
)  # fmt: skip
def test_typing_errors_are_forgiven_and_named(typed: str, meant: str) -> None:
    found = find(typed)
    assert f"{found.hits[0].kind}/{found.hits[0].id}" == meant
    assert any(word not in taken for word, taken in found.words.items())


def test_a_word_that_is_there_stands_for_itself_alone() -> None:
    assert find("ginger").words == {"ginger": ("ginger",)}


def test_nonsense_finds_nothing() -> None:
    assert find("xqzzwvkj").hits == ()


def test_cards_that_rest_on_a_study_are_exactly_those_that_name_it_as_an_origin() -> None:
    """Read another way: the text of each journey card holds ``study: vogel_2016``."""
    named = re.compile(r"study: vogel_2016\b")
    meant = {
        (kind, name)
        for kind in ("donor", "vial", "route", "skin", "cell")
        for name, path in shelf.paths(kind).items()
        if named.search(path.read_text(encoding="utf-8"))
    }
    assert meant
    hits = [h for h in find("vogel_2016").hits if h.kind in ("donor", "vial", "route", "skin", "cell")]
    assert {(h.kind, h.id) for h in hits if h.rests_on == ("vogel_2016",)} == meant
    assert first("vogel_2016") == "study/vogel_2016"


def test_every_word_must_be_met() -> None:
    both = {(h.kind, h.id) for h in find("skin follicle").hits}
    apart = [{(h.kind, h.id) for h in find(word).hits} for word in ("skin", "follicle")]
    assert both
    assert both <= apart[0] & apart[1]


def test_a_word_that_stands_only_in_keys_finds_no_card() -> None:
    """Hundreds of cards have a key ``spread``; none is a hit for it alone."""
    having = sum("spread:" in p.read_text(encoding="utf-8") for k in shelf.kinds() for p in shelf.paths(k).values())
    assert len(find("gsd").hits) < having / 2
    assert all(h.matched for h in find("gsd").hits)


def test_other_kinds_are_left_out_where_one_is_asked_for() -> None:
    assert {h.kind for h in find("skin", kind="law").hits} <= {"law"}
    assert {h.kind for h in find("skin").hits} > {"law", "study"}


def test_small_words_do_not_narrow_a_search() -> None:
    assert [h.id for h in find("the follicle of an").hits] == [h.id for h in find("follicle").hits]
    assert find("the of").words


def test_accents_and_capitals_do_not_matter() -> None:
    assert fold("Müller-Röhrich's GINGER_2") == ["muller", "rohrich", "s", "ginger", "2"]
    assert [h.id for h in find("GINGER").hits] == [h.id for h in find("ginger").hits]


@pytest.mark.parametrize(
    "query", ["", "   ", "?!", "word " * (MOST_WORDS + 1) + " ".join(map(str, range(20))), "x" * (LONGEST + 1)]
)
def test_what_is_no_query_is_refused(query: str) -> None:
    with pytest.raises(InputError) as refusal:
        find(query)
    assert refusal.value.code == "query.form"


@settings(max_examples=15)
@given(st.text(max_size=40))
def test_any_text_is_answered_or_refused_in_words(text: str) -> None:
    try:
        found = find(text, kind="donor")
    except InputError:
        return
    assert [h.score for h in found.hits] == sorted((h.score for h in found.hits), reverse=True)


def test_a_broken_card_of_ones_own_is_named_and_leaves_the_others(tmp_path: Path, exoderm: Command) -> None:
    (tmp_path / "donor").mkdir()
    (tmp_path / "donor" / "broken.yaml").write_text("name: [ginger\n", encoding="utf-8")
    (tmp_path / "donor" / "garden.yaml").write_text("name: ginger of a garden\nabout: Mine.\n", encoding="utf-8")
    said = exoderm("find", "ginger", "--cards", tmp_path)
    assert said.code == 3
    assert "donor/broken" in said.err.lower()
    assert "donor/garden" in said.out
    assert "donor/ginger" in said.out


def test_each_hit_names_the_command_that_shows_it(exoderm: Command) -> None:
    said = exoderm("find", "umbilical", "cord")
    assert said.code == 0
    step = said.out.strip().splitlines()[-1]
    words = step.partition("Next: exoderm ")[2].split()
    shown = exoderm(*words)
    assert shown.code == 0
    assert words[1] in shown.out


def test_a_card_cannot_steer_the_terminal(tmp_path: Path, exoderm: Command) -> None:
    (tmp_path / "donor").mkdir()
    (tmp_path / "donor" / "odd.yaml").write_text('name: "oddity \\e[2J\\a"\nabout: Odd.\n', encoding="utf-8")
    said = exoderm("find", "oddity", "--cards", tmp_path)
    assert said.code == 0, said.all
    assert "donor/odd" in said.out
    assert "\x1b" not in said.out
