"""Do the documents that --json prints keep to their published form, and does no name in it ever vanish?"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from exoderm import scenario
from exoderm.cli.schema import PRINTED
from exoderm.library import shelf

Command = Callable[..., Any]
Schema = dict[str, Any]

FIELDS = Path(__file__).parent / "fields"

LINES = [
    {"text": "Exosomes easily pass through the stratum corneum of whole skin.", "lang": "en", "doc_id": "a",
     "is_claim": True, "claim_type": "penetration", "hype": True, "hype_trap": False, "certainty": "asserted",
     "population": "none", "verdict": "contradicted"},
    {"text": "Read more below.", "lang": "en", "doc_id": "b", "is_claim": False, "claim_type": None, "hype": False,
     "certainty": None, "population": "none", "verdict": None},
]  # fmt: skip


def schema_of(name: str) -> Schema:
    return json.loads((shelf.own() / "schema" / f"{name}.json").read_text(encoding="utf-8"))


def strict(text: str) -> Any:
    """JSON as the standard has it: NaN and infinity are refused."""

    def refuse(word: str) -> float:
        raise ValueError(f"{word} is no JSON")

    return json.loads(text, parse_constant=refuse)


def check(name: str, document: Any) -> None:
    schema = schema_of(name)
    jsonschema.Draft202012Validator(schema).validate(document)
    assert list(not_finite(document)) == []
    named = dict(fields(schema, schema))
    open_ = tuple(path + "." for path, field in named.items() if free(schema, field))
    unnamed = {path for path in paths(document) if path not in named and not path.startswith(open_)}
    assert not unnamed, f"printed, but not described in {name}.json: {sorted(unnamed)}"


def not_finite(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from not_finite(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from not_finite(inner)
    elif isinstance(value, float) and not math.isfinite(value):
        yield value


def paths(value: Any, here: str = "") -> Iterator[str]:
    """Every field of a document as a dotted path; "[]" stands for the items of a list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            path = f"{here}.{key}" if here else key
            yield path
            yield from paths(inner, path)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, here + "[]")


def resolved(whole: Schema, field: Schema) -> Schema:
    """A field with what it refers to; what stands beside the reference comes first."""
    if "$ref" not in field:
        return field
    target = resolved(whole, whole["$defs"][field["$ref"].removeprefix("#/$defs/")])
    both = {**target, **field}
    both["properties"] = {**target.get("properties", {}), **field.get("properties", {})}
    return both


def free(whole: Schema, field: Schema) -> bool:
    """Whether a field is an object whose names are data: fates by id, a scenario, figures by name."""
    full = resolved(whole, field)
    return full.get("type") == "object" and not full.get("properties")


def fields(whole: Schema, field: Schema, here: str = "") -> Iterator[tuple[str, Schema]]:
    """Every field that a schema describes, by dotted path."""
    full = resolved(whole, field)
    for key, inner in full.get("properties", {}).items():
        path = f"{here}.{key}" if here else key
        yield path, inner
        yield from fields(whole, inner, path)
    if "items" in full:
        yield from fields(whole, full["items"], here + "[]")


@pytest.mark.parametrize("name", PRINTED)
def test_each_schema_is_sound_and_printed(name: str, exoderm: Command) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(name))
    said = exoderm("schema", name)
    assert said.code == 0, said.all
    assert json.loads(said.out) == schema_of(name)
    assert schema_of(name)["title"] == f"exoderm/{name}/1" == schema_of(name)["properties"]["schema"]["const"]


@pytest.mark.parametrize("name", PRINTED)
def test_each_field_says_what_it_is(name: str) -> None:
    schema = schema_of(name)
    for path, field in fields(schema, schema):
        assert len(resolved(schema, field).get("description", "")) > 10, path


@pytest.mark.parametrize("name", PRINTED)
def test_fields_may_be_added_by_any_later_version(name: str) -> None:
    def objects(value: Any) -> Iterator[Schema]:
        if isinstance(value, dict):
            if "properties" in value and "type" in value:
                yield value
            for inner in value.values():
                yield from objects(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from objects(inner)

    found = list(objects(schema_of(name)))
    assert found
    assert all(o["additionalProperties"] is True for o in found)


@pytest.mark.parametrize("name", PRINTED)
def test_no_name_vanishes(name: str) -> None:
    schema = schema_of(name)
    written = (FIELDS / f"{name}.txt").read_text(encoding="utf-8").split()
    now = sorted({path for path, _ in fields(schema, schema)})
    gone, new = sorted(set(written) - set(now)), sorted(set(now) - set(written))
    assert not gone, f"other programs rely on these names; removing them needs exoderm/{name}/2: {gone}"
    assert not new, f"new names are promises: add them to tests/public/fields/{name}.txt: {new}"
    assert written == now


@pytest.mark.parametrize("name", sorted(scenario.examples()))
def test_a_run_keeps_to_its_form(name: str, tmp_path: Path, exoderm: Command) -> None:
    said = exoderm("run", name, "--draws", "8", "--json", "--out", tmp_path)
    assert said.code == 0, said.all
    document = strict(said.out)
    check("run", document)
    saved = next(tmp_path.glob("*.json")).read_text(encoding="utf-8")
    assert strict(saved) == document


def test_a_stability_fit_keeps_to_its_form(tmp_path: Path, exoderm: Command) -> None:
    table = tmp_path / "counts.csv"
    rows = [f"{t},{c},{1e10 * 0.5 ** (t * k):.4g}" for c, k in ((5, 0.01), (25, 0.05)) for t in (0, 7, 30)]
    table.write_text("\n".join(["time_day,temperature_c,count_per_ml", *rows]), encoding="utf-8")
    said = exoderm("fit", "stability", table, "--json", "--out", tmp_path / "mine.yaml")
    assert said.code == 0, said.all
    document = strict(said.out)
    check("stability", document)
    assert document["files"] == ["mine.yaml", "mine.svg"]


def test_a_well_keeps_to_its_form(tmp_path: Path, exoderm: Command) -> None:
    asked = ("--cells", "1e4", "--volume", "100 uL", "--concentration", "1e9 particle/mL", "--hours", "4")
    said = exoderm("well", "--cell", "macrophage", *asked, "--draws", "8", "--json", "--out", tmp_path)
    assert said.code == 0, said.all
    document = strict(said.out)
    check("well", document)
    saved = next(tmp_path.glob("*.json")).read_text(encoding="utf-8")
    assert strict(saved) == document


@pytest.mark.parametrize("page", ["glow-serum", "cautious-article"])
def test_an_appraisal_keeps_to_its_form(page: str, exoderm: Command) -> None:
    said = exoderm("appraise", "--example", page, "--no-run", "--json")
    assert said.code == 0, said.all
    document = strict(said.out)
    check("appraisal", document)
    text = document["document"]["text"]
    assert all(text[c["start"] : c["end"]] == c["text"] for c in document["claims"])
    cited = {c["id"] for c in document["citations"]}
    assert {r["id"] for c in document["claims"] for r in c["records"]} <= cited
    assert {s for line in document["safety"] for s in line["source"]} <= cited


def test_an_appraisal_with_a_run_keeps_to_its_form(exoderm: Command) -> None:
    said = exoderm("appraise", "--example", "glow-serum", "--json")
    assert said.code == 0, said.all
    document = strict(said.out)
    check("appraisal", document)
    assert any(c["run"] for c in document["claims"])


def test_an_empty_page_keeps_to_the_form(tmp_path: Path, exoderm: Command) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The weather is fine today, and the garden is green.\n", encoding="utf-8")
    said = exoderm("appraise", page, "--no-run", "--json")
    assert said.code == 0, said.all
    check("appraisal", strict(said.out))


def test_a_review_keeps_to_its_form(tmp_path: Path, exoderm: Command) -> None:
    exoderm("appraise", "--example", "glow-serum", "--no-run", "--out", tmp_path)
    page = next(tmp_path.glob("*.json"))
    asked = ("--sign", "A. Reviewer", "--override", "1=supported:a reason", "--json", "--out", tmp_path)
    said = exoderm("review", page, *asked)
    assert said.code == 0, said.all
    document = strict(said.out)
    check("review", {**document, "appraisal": {}})
    check("appraisal", document["appraisal"])
    assert strict(next(tmp_path.glob("*-review.json")).read_text(encoding="utf-8")) == document


def test_several_pages_are_a_list_of_such_documents(tmp_path: Path, exoderm: Command) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("Exosomes smooth wrinkles.\n", encoding="utf-8")
    said = exoderm("appraise", tmp_path / "one.txt", tmp_path / "two.txt", "--no-run", "--json")
    assert said.code == 0, said.all
    both = strict(said.out)
    assert [d["file"] for d in both["documents"]] == ["one.txt", "two.txt"]
    for document in both["documents"]:
        check("appraisal", document)


def test_an_evaluation_keeps_to_its_form(tmp_path: Path, exoderm: Command) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)) + "\n", encoding="utf-8")
    said = exoderm("evaluate", path, "--json")
    assert said.code == 0, said.all
    document = strict(said.out)
    check("evaluation", document)
    assert document["population"]["recall"] is None
    assert document["population"]["reason"]["recall"]


def test_a_qualification_keeps_to_its_form(tmp_path: Path, exoderm: Command) -> None:
    said = exoderm("qualify", "--draws", "20", "--json", "--out", tmp_path)
    assert said.code == 0, said.all
    document = strict(said.out)
    check("qualify", document)
    assert strict((tmp_path / "qualify.json").read_text(encoding="utf-8")) == document
    for case in document["cases"]:
        nulls = {key for key in ("measured", "predicted", "low", "high") if case[key] is None}
        assert set(case["reason"]) == nulls, case["id"]


BESIDE = {
    "sweep": ("sweep", "serum-on-cheek", "--over", "route.card=topical,intradermal,no_such_way"),
    "compare": ("compare", "serum-on-cheek", "serum-after-needling"),
    "gaps": ("gaps", "serum-on-cheek"),
}


@pytest.mark.parametrize("name", sorted(BESIDE))
def test_what_is_run_beside_a_run_keeps_to_its_form(name: str, tmp_path: Path, exoderm: Command) -> None:
    said = exoderm(*BESIDE[name], "--draws", "32", "--set", "weeks=0.15", "--json", "--out", tmp_path)
    assert said.code == (3 if name == "sweep" else 0), said.all
    document = strict(said.out)
    check(name, document)
    saved = next(tmp_path.glob("*.json"))
    assert strict(saved.read_text(encoding="utf-8")) == document
    assert document["files"] == [saved.with_suffix(".html").name, saved.name]
    page = saved.with_suffix(".html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert len(page) < 1_000_000


@pytest.mark.parametrize("query", [["follicle"], ["vogel_2016"], ["nothing_of_this_kind_xqz"]])
def test_a_search_keeps_to_its_form(query: list[str], exoderm: Command) -> None:
    said = exoderm("find", *query, "--json")
    assert said.code == 0, said.all
    document = strict(said.out)
    check("find", document)
    assert len(document["hits"]) == min(document["total"], 15)


def test_each_number_that_a_run_prints_names_its_weakest_link_and_what_moves_it(
    tmp_path: Path, exoderm: Command
) -> None:
    """Stages, cells, places and fates: a grade and an input, or the reason why none stands out."""
    said = exoderm("run", "serum-on-cheek", "--draws", "64", "--set", "weeks=0.15", "--json", "--out", tmp_path)
    run = strict(said.out)
    cells = [part for cell in run["cells"] for part in (cell, *cell["links"].values())]
    for number in (*run["stages"], *cells, *run["layers"], *run["ledger"]["fates"].values()):
        weak = number["weakest"]
        assert (weak["grade"] and weak["input"] and weak["path"] and weak["origin"]) or weak["reason"]
        assert "moved_most_by" in number
    named = [s for s in run["stages"] if s["stage"] == "living_skin" or s["stage"] == "opened"]
    assert all(s["weakest"]["grade"] == 1 and s["moved_most_by"] for s in named)
    own = run["cells"][0]["links"]["resident_per_day"]
    assert own["weakest"]["path"].startswith("cell.keratinocyte.")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"draws": "8"}, "draws"),
        ({"stages": []}, "stages"),
        ({"schema": "exoderm/run/2"}, "schema"),
        ({"seconds": None}, "seconds"),
    ],
)
def test_a_document_that_breaks_the_form_is_found_out(
    change: dict[str, Any], told: str, tmp_path: Path, exoderm: Command
) -> None:
    document = strict(exoderm("run", "serum-on-cheek", "--draws", "2", "--json", "--out", tmp_path).out)
    with pytest.raises(jsonschema.ValidationError) as error:
        check("run", {**document, **change})
    assert told in str(error.value.json_path)


def test_a_field_that_no_schema_describes_is_found_out(tmp_path: Path, exoderm: Command) -> None:
    document = strict(exoderm("appraise", "--example", "glow-serum", "--no-run", "--json").out)
    with pytest.raises(AssertionError, match="surprise"):
        check("appraisal", {**document, "surprise": 1})


@pytest.mark.parametrize("use", ["cosmetic", "unknown"])
@pytest.mark.parametrize("name", ["injected-vesicles", "silent-cream", "green-tea-on-cheek"])
def test_a_screen_keeps_to_its_form(name: str, use: str, tmp_path: Path, exoderm: Command) -> None:
    said = exoderm("screen", name, "--use", use, "--json", "--out", tmp_path)
    assert said.code == 0, said.all
    document = strict(said.out)
    check("screen", document)
    assert strict(next(tmp_path.glob("*.json")).read_text(encoding="utf-8")) == document
    cited = {c["id"] for c in document["citations"]}
    assert {s for r in document["risks"] for s in r["source"]} <= cited


@pytest.mark.parametrize("asked", [["acne", "scar", "--route", "microneedle"], ["rosacea", "--origin", "plant"]])
def test_an_answer_from_the_evidence_keeps_to_its_form(asked: list[str], tmp_path: Path, exoderm: Command) -> None:
    said = exoderm("evidence", *asked, "--json", "--out", tmp_path)
    assert said.code == 0, said.all
    document = strict(said.out)
    check("evidence", document)
    assert strict(next(tmp_path.glob("*.json")).read_text(encoding="utf-8")) == document
