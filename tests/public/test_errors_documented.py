"""Does every refusal have a section that says what it means and what to do?"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"[a-z]+(?:\.[a-z]+)?")


def words(node: ast.AST) -> set[str]:
    """Every piece of text in an expression, but for the name of an attribute that is looked up."""
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)} - {"code"}


def said(tree: ast.AST) -> set[str]:
    """Codes in one file: ``code="..."``, ``default_code = "..."``, and the second word of ``Refused("...", "...")``."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="code", value=value):
                found |= words(value)
            case ast.Assign(targets=[ast.Name(id="default_code" | "code")], value=value):
                found |= words(value)
            case ast.Call(func=ast.Name(id="Refused"), args=[_, *rest]):
                found |= set().union(*map(words, rest))
    return {code for code in found if CODE.fullmatch(code)}


def all_codes() -> list[str]:
    codes: set[str] = set()
    for path in (ROOT / "src" / "exoderm").rglob("*.py"):
        codes |= said(ast.parse(path.read_text(encoding="utf-8")))
    return sorted(codes)


def sections() -> dict[str, str]:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\S+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_codes_are_found_at_all() -> None:
    assert {"unit.mismatch", "yaml.invalid", "file.large", "key.unknown", "dose.larger", "interrupted"} <= set(
        all_codes()
    )


@pytest.mark.parametrize("code", all_codes())
def test_each_code_has_a_section_with_a_remedy(code: str) -> None:
    assert code in sections(), f"docs/errors.md lacks a section '## {code}'"


def test_each_section_says_what_to_do_and_they_stand_in_order() -> None:
    found = sections()
    assert list(found) == sorted(found)
    for code, text in found.items():
        assert "**Remedy:**" in text, f"the section '{code}' names no remedy"
