"""Is a document that comes back held to the schema that is published?"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from exoderm import answer
from exoderm.cli.schema import PRINTED
from exoderm.errors import FileProblem, InputError
from exoderm.library import form

PAGE = "<p>Exosomes pass through intact skin and reach the dermis within minutes. They are not cells.</p>"


@pytest.fixture(scope="module")
def appraisal() -> dict[str, Any]:
    return dict(answer.appraise(PAGE, "page.html", run=False).document)


def places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [here]
    items = value.items() if isinstance(value, dict) else enumerate(value[:2]) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, (*here, key))
    return found


def test_a_true_document_passes(appraisal: dict[str, Any]) -> None:
    form.check(appraisal, "appraisal")


@pytest.mark.parametrize("value", [None, "", "word", -1, 3.5, True, [], {}, [1], {"a": 1}])
def test_it_finds_what_the_whole_of_json_schema_finds(value: Any, appraisal: dict[str, Any]) -> None:
    whole = jsonschema.Draft202012Validator(form._schema("appraisal"))
    for place in places(appraisal)[1:]:
        broken = copy.deepcopy(appraisal)
        at = broken
        for key in place[:-1]:
            at = at[key]
        at[place[-1]] = value
        try:
            form.check(broken, "appraisal")
            passed = True
        except InputError as error:
            passed = False
            assert error.code == "document.form"
        assert passed == whole.is_valid(broken), place


@pytest.mark.parametrize("name", PRINTED)
def test_every_schema_keeps_to_what_the_check_knows(name: str) -> None:
    def words(field: Any) -> None:
        assert field.keys() <= form._KNOWN
        for inner in (*field.get("properties", {}).values(), *field.get("$defs", {}).values()):
            words(inner)
        if "items" in field:
            words(field["items"])

    if name in ("appraisal", "review"):
        words(form._schema(name))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document.form"),
        (b"[1]", "document.form"),
        (b'{"a": NaN}', "document.form"),
        (b"\xff\xfe{", "document.form"),
        (b"[" * 200_000, "document.form"),
        (b'{"a":' * 100_000, "document.form"),
        (b"1" * 10_000, "document.form"),
    ],
)
def test_what_is_no_document_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(FileProblem) as refusal:
        form.read(path)
    assert refusal.value.code == code


def test_a_missing_and_a_giant_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no such file"):
        form.read(tmp_path / "a.json")
    with (tmp_path / "b.json").open("wb") as file:
        file.truncate(form.LARGEST + 1)
    with pytest.raises(FileProblem) as refusal:
        form.read(tmp_path / "b.json")
    assert refusal.value.code == "file.large"
