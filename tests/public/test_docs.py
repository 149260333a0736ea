"""Does the documentation build without a warning, and does it speak of what there is?"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from exoderm.cli.app import build
from exoderm.evidence import study
from exoderm.journey.parameter import mechanisms, schema
from exoderm.library import card, shelf

ROOT = Path(__file__).resolve().parents[2]
HAND_WRITTEN = [p for p in sorted((ROOT / "docs").rglob("*.md")) if "generated" not in p.parts]
HEADINGS = ["What happens", "Equation", "Parameters", "Cards", "What is not known"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole documentation as a reader gets it; a link that leads nowhere is an error."""
    pytest.importorskip("sphinx", reason="NOT BUILT: the extra 'docs' is not installed")
    out = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return out


def test_every_card_has_a_page_of_its_own(built: Path) -> None:
    for kind in (*card.JOURNEY_KINDS, "study", "law", "risk", "scenario"):
        for name in shelf.paths(kind):
            assert (built / "generated" / "card" / kind / f"{name}.html").exists(), f"{kind}/{name}"


def test_a_page_of_a_study_says_which_numbers_rest_on_it(built: Path) -> None:
    for kind in card.JOURNEY_KINDS:
        for name, shown in card.load(kind).items():
            for mechanism, parameter, value in shown.values():
                if value.origin.study:
                    page = (built / f"generated/card/study/{value.origin.study}.html").read_text(encoding="utf-8")
                    assert f"{mechanism}.{parameter}" in page, f"{kind}/{name} rests on {value.origin.study}"
    assert study.load()


def test_every_stage_has_the_same_five_headings_and_every_parameter(built: Path) -> None:
    for kind in card.JOURNEY_KINDS:
        source = (ROOT / f"docs/stage/{kind}.md").read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", source, flags=re.MULTILINE) == HEADINGS
        page = (built / f"stage/{kind}.html").read_text(encoding="utf-8")
        for mechanism in mechanisms(kind).values():
            for name in schema(mechanism):
                assert f">{name}</span>" in page, f"{kind}: {name}"


def test_commands_that_pages_name_exist() -> None:
    """A word in code after ``exoderm`` is a command, or the page speaks of something that is not there."""
    known = set(build().commands)
    for page in [ROOT / "README.md", *HAND_WRITTEN]:
        for word in re.findall(r"`exoderm ([a-z]+)", page.read_text(encoding="utf-8")):
            assert word in known, f"{page.name} names 'exoderm {word}'"
