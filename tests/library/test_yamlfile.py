"""Is a hostile file refused in words, with its place, before it costs anything?"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exoderm.errors import CardError, FileProblem, InputError
from exoderm.library import yamlfile

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def plain(value: object) -> bool:
    """Whether a value is made of dicts, lists, text, numbers, true, false and null alone."""
    if isinstance(value, dict):
        return all(plain(k) and plain(v) for k, v in value.items())
    if isinstance(value, list):
        return all(plain(v) for v in value)
    return value is None or type(value) in (str, int, float, bool)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 1\nb: [x, 2.5, true, null]\n", {"a": 1, "b": ["x", 2.5, True, None]}),
        ("legal: NO\n", {"legal": "NO"}),
        ("when: 2024-05-01\n", {"when": "2024-05-01"}),
        ("ratio: 1:30\n", {"ratio": "1:30"}),
        ("top: .inf\nnot: .nan\n", {"top": ".inf", "not": ".nan"}),
        ("text: |\n  two\n  lines\n", {"text": "two\nlines\n"}),
        ("\ufeffa: 1\n", {"a": 1}),
    ],
)
def test_plain_yaml_is_read_and_words_stay_words(text: str, data: object, tmp_path: Path) -> None:
    path = tmp_path / "card.yaml"
    path.write_text(text, encoding="utf-8")
    assert yamlfile.read(path) == data


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3, column 1", "the key 'a' stands twice"),
        ("a: &x [1]\nb: *x\n", "line 2, column 4", "alias"),
        ("a: 1\nb: !!python/object/apply:os.system ['true']\n", "line 2, column 4", "tag"),
        ("a: !!binary aGk=\n", "line 1, column 4", "tag"),
        ("a: [1, 2\n", "line 2", "expected"),
        ("? [a]\n: 1\n", "line 1, column 3", "a key must be a word"),
        ("a: 1\n---\nb: 2\n", "line 2, column 1", "another document"),
        ("[" * 60 + "]" * 60, "line 1, column 25", "nested more than 24 deep"),
        ("\n".join(" " * i + "a:" for i in range(200)), "line 25", "nested more than 24 deep"),
        ("\ta: 1\n", "line 1", "token"),
    ],
)
def test_anything_else_is_refused_with_line_and_column(text: str, place: str, says: str) -> None:
    with pytest.raises(CardError) as refusal:
        yamlfile.parse(text, "card.yaml")
    assert refusal.value.code == "yaml.invalid"
    assert refusal.value.where.startswith("card.yaml")
    assert place in refusal.value.where
    assert says in refusal.value.found
    assert refusal.value.action


def test_a_bomb_of_aliases_never_goes_off() -> None:
    began = time.process_time()
    with pytest.raises(CardError, match="alias"):
        yamlfile.parse(BOMB, "bomb.yaml")
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "a: " * 100_000, "{a: " * 50_000, "- " * 100_000, "a: 1:" + "59:" * 200_000]
)
def test_depth_and_length_cost_no_more_than_a_blink(text: str) -> None:
    began = time.process_time()
    try:
        assert plain(yamlfile.parse(text, "deep.yaml"))
    except CardError as refusal:
        assert refusal.code == "yaml.invalid"
    assert time.process_time() - began < 2.0


@given(st.one_of(st.text(max_size=200), st.text(alphabet="a:1- []{}&*!|>'\"#%?,\n\t\\@`~<=.", max_size=80)))
def test_any_text_gives_plain_data_or_our_own_refusal(text: str) -> None:
    try:
        assert plain(yamlfile.parse(text, "any.yaml"))
    except CardError as refusal:
        assert refusal.where.startswith("any.yaml")


@given(content=st.binary(max_size=300))
def test_any_bytes_give_plain_data_or_our_own_refusal(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    try:
        assert plain(yamlfile.read(path))
    except InputError as refusal:
        assert refusal.exit_code == 2
        assert refusal.where


_PLAIN_DATA = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=12,
)


@given(_PLAIN_DATA)
def test_what_a_careful_writer_writes_is_what_we_read(data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=False, default_style='"' if isinstance(data, str) else None)
    read = yamlfile.parse(text.removesuffix("...\n"), "round.yaml")
    assert read == data


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as refusal:
        yamlfile.read(tmp_path)
    assert refusal.value.code == "file.folder"
    assert refusal.value.action == "name a file in it"


def test_what_is_not_there_is_named_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as refusal:
        yamlfile.read(tmp_path / "gone.yaml")
    assert refusal.value.code == "file.missing"
    assert "gone.yaml" in str(refusal.value)


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    for content in ("", "\n \n", "\ufeff"):
        path = tmp_path / "empty.yaml"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(FileProblem) as refusal:
            yamlfile.read(path)
        assert refusal.value.code == "file.empty"


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    began = time.process_time()
    with pytest.raises(FileProblem) as refusal:
        yamlfile.read(path)
    assert refusal.value.code == "file.large"
    assert "50.0 MB" in str(refusal.value)
    assert "1 MB" in str(refusal.value)
    assert time.process_time() - began < 0.2


def test_other_encodings_are_named_with_the_first_bad_byte(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("größe: 1".encode("latin-1"))
    with pytest.raises(FileProblem) as refusal:
        yamlfile.read(path)
    assert refusal.value.code == "file.encoding"
    assert "byte 2" in str(refusal.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    with pytest.raises(FileProblem) as refusal:
        yamlfile.read(path)
    assert refusal.value.code == "file.special"
