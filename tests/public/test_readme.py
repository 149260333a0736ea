"""Does the README tell the truth? Its files are written, its commands run, and its links lead somewhere."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import exoderm

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = [page for page in (ROOT / "docs").rglob("*.md") if "generated" not in page.parts]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *WRITTEN])
BLOCK = r"<!-- {} -->\n```\w*\n(.*?)^```$"


def blocks(path: Path, mark: str) -> list[tuple[str, ...]]:
    """Fenced blocks that follow a marking comment, in order."""
    found = re.findall(BLOCK.format(mark), path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [f if isinstance(f, tuple) else (f,) for f in found]


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "runnable")], ids=lambda p: p.name)
def test_the_commands_of_a_page_run_on_the_files_that_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exoderm: Callable[..., Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in blocks(page, r"file: (\S+)"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    commands = [
        line[2:] for (block,) in blocks(page, "runnable") for line in block.splitlines() if line.startswith("$ ")
    ]
    assert commands
    for command in commands:
        name, *args = shlex.split(command)
        assert name == "exoderm"
        said = exoderm(*args)
        assert said.code == 0, f"{command}\n{said.out}\n{said.err}"


def test_the_cards_in_the_readme_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exoderm: Callable[..., Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in blocks(ROOT / "README.md", r"file: (\S+)"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    shown = exoderm("--cards", "my-cards", "card", "garden_ginger")
    assert "210 nm" in shown.out
    assert "garden_2026" in shown.out
    without = exoderm("card", "garden_ginger")
    assert without.code == 2
    assert "name.unknown" in without.err


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    """Those to generated pages are followed by test_docs.py."""
    for target in re.findall(r"\]\((?!https?:|#|(?:\.\./)?generated/)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_python_in_the_readme_uses_names_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL))
    used = {
        n.attr
        for n in ast.walk(ast.parse(code))
        if isinstance(n, ast.Attribute) and getattr(n.value, "id", "") == "exoderm"
    }
    assert used
    assert used <= set(exoderm.__all__)


def test_the_commands_for_make_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    for page in PAGES:
        for target in re.findall(
            r"\bmake ([a-z]+)\b(?=[`\s]*(?:#|`|$))", page.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert target in targets, f"{page.name} names 'make {target}'"


def test_the_python_in_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name, content in blocks(ROOT / "README.md", r"file: (\S+)"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content + ("draws: 16\n" if name == "serum.yaml" else ""), encoding="utf-8")
    for code in re.findall(r"^```python\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL):
        exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    assert capsys.readouterr().out
    assert exoderm.open(Path("serum.nc")).document["draws"] == 16
