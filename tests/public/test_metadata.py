"""Do the papers around the code agree with it, and do they tell nothing of the machine they were written on?"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import exoderm

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = 9


def tracked() -> list[Path]:
    """Text files of the repository: those that git knows, or all where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    names = listed.stdout.splitlines() if listed.returncode == 0 else []
    paths = [ROOT / n for n in names] or [p for folder in ("src", "tests", "docs") for p in (ROOT / folder).rglob("*")]
    kinds = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".cff", ".html", ".css", ".svg", ".json", ".jsonl", ""}
    return [p for p in paths if p.is_file() and p.suffix in kinds]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1))


def test_one_version_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == PROJECT["version"] == exoderm.__version__
    assert f"## {exoderm.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_citation_names_title_authors_and_licence() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["title"].startswith("exoderm")
    assert citation["license"] == PROJECT["license"] == "MIT"
    assert citation["authors"] == [{"name": PROJECT["authors"][0]["name"]}]
    assert "The exoderm developers" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_pins_are_names_and_versions_and_cover_what_is_needed() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.]*", pin) for pin in pins)
    held = {re.sub(r"[-_.]+", "-", pin.split("==")[0]).lower() for pin in pins}
    needed = PROJECT["dependencies"] + [d for extra in PROJECT["optional-dependencies"].values() for d in extra]
    for need in (n for n in needed if not n.startswith("exoderm[")):
        assert re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", need)[0]).lower() in held, need  # type: ignore[index]


def test_no_file_names_a_place_on_the_machine_it_was_written_on() -> None:
    place = re.compile(
        "|".join(
            [
                "/wo" + "rk/",
                "/ro" + "ot/",
                r"(?<!\w)/ho" + r"me/(?!me/|someone/)\w",
                "/opt/" + "(wheels|pypi)",
                "C:" + r"\\Users\\(?!someone)",
            ]
        )
    )
    for path in tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            assert not place.search(line), f"{path.relative_to(ROOT)}, line {number}: {line.strip()[:80]}"


def shared_text(shared: Path) -> Iterator[tuple[str, str]]:
    """Text of the reference data that must not be copied: source documents, labelled claims, quoted snippets."""
    for path in sorted((shared / "seeds").glob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8")
    claims = shared / "reference" / "claims_dev.jsonl"
    if claims.is_file():
        for number, line in enumerate(claims.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{claims.name}, line {number}", json.loads(line)["text"]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted((shared / "reference").glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        yield from ((f"{path.name}, a snippet", snippet) for snippet in snippets(data))


def snippets(data: Any) -> Iterator[str]:
    """Every quoted passage in a file of reference data."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "snippet" and isinstance(value, str):
                yield value
            else:
                yield from snippets(value)
    elif isinstance(data, list):
        for value in data:
            yield from snippets(value)


def ours(path: Path) -> str:
    """The text of a file of ours, without what must be quoted as it is: the titles of cited works."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".yaml" and path.parent.name in {"study", "law", "risk", "fact", "work"}:
        text = re.sub(r"^\s*title:.*(?:\n\s{2,}\S.*)*", "", text, flags=re.MULTILINE)
    return text


def test_no_sentence_of_the_source_documents_is_copied(shared: Path) -> None:
    theirs: dict[tuple[str, ...], str] = {}
    for name, text in shared_text(shared):
        for run in runs(text):
            theirs.setdefault(run, name)
    if not theirs:
        pytest.skip("the reference data hold no text to compare with")
    copied = [
        f"{path.relative_to(ROOT)} repeats '{' '.join(run)}' of {theirs[run]}"
        for path in tracked()
        if path.name != "LICENSE"
        for run in runs(ours(path))
        if run in theirs
    ]
    assert not copied, "\n".join(copied[:20])


def test_the_package_runs_as_a_module_too() -> None:
    said = subprocess.run([sys.executable, "-m", "exoderm", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("exoderm ")
