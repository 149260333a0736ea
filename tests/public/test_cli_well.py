"""Does ``exoderm well`` say what it promises, and refuse what cannot be?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

Command = Callable[..., Any]

ASKED = {
    "--cell": "keratinocyte", "--cells": "1e4", "--volume": "100 uL", "--concentration": "1e9 particle/mL",
    "--hours": "24", "--draws": "64",
}  # fmt: skip


def well(exoderm: Command, out: Path, **changes: str) -> Any:
    asked = ASKED | {f"--{name}": value for name, value in changes.items()}
    return exoderm("well", *(word for pair in asked.items() for word in pair), "--out", out)


def test_it_prints_numbers_intervals_grades_and_the_unknown(tmp_path: Path, exoderm: Command) -> None:
    said = well(exoderm, tmp_path)
    assert said.code == 0, said.all
    for part in ("10,000 particles per cell", "bound on the surface", "taken in", "copies", "grade 1 of 7",
                 "moved most by what nobody knows: how fast skin cells take up vesicles"):  # fmt: skip
        assert part in said.out, part


def test_the_page_has_a_picture_a_table_and_no_scripts(tmp_path: Path, exoderm: Command) -> None:
    assert well(exoderm, tmp_path, donor="msc").code == 0
    page = html.fromstring(next(tmp_path.glob("*.html")).read_text(encoding="utf-8"))
    assert len(page.xpath("//figure[@id='fig-course']//polyline")) == 6
    assert page.xpath("//figure//table//td")
    assert not page.xpath("//script | //img | //link | //*[@onload]")
    assert "no dosing, usage or sourcing advice" in page.text_content()


def test_the_same_well_gives_the_same_numbers_with_any_threads(tmp_path: Path, exoderm: Command) -> None:
    first, second = (well(exoderm, tmp_path, threads=n).out for n in ("1", "2"))
    assert first == second


def test_an_instrument_says_which_share_of_the_cells_is_positive(tmp_path: Path, exoderm: Command) -> None:
    said = well(exoderm, tmp_path, readout="green_tetraspanin")
    assert said.code == 0, said.all
    assert "share of the cells that are positive" in said.out
    assert "labelled vesicles that make a cell positive" in said.out
    plain = well(exoderm, tmp_path)
    assert "positive" not in plain.out
    wrong = well(exoderm, tmp_path, readout="green_tetraspanine")
    assert wrong.code == 2
    assert "green_tetraspanin" in wrong.err


@pytest.mark.parametrize(
    ("changes", "code", "told"),
    [
        ({"cell": "keratinocite"}, "name.unknown", "keratinocyte"),
        ({"donor": "mcs"}, "name.unknown", "msc"),
        ({"volume": "100 mm"}, "unit.mismatch", "volume"),
        ({"volume": "1 L"}, "value.range", "mm high"),
        ({"concentration": "-3 particle/mL"}, "value.range", "concentration"),
        ({"hours": "1e9"}, "value", "hours"),
        ({"set": "nonsense"}, "setting.form", "path=value"),
        ({"set": "cell.keratinocyte.uptake.site=3 particle/cell"}, "name.unknown", "sites"),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy(
    changes: dict[str, str], code: str, told: str, tmp_path: Path, exoderm: Command
) -> None:
    said = well(exoderm, tmp_path / "out", **changes)
    assert said.code == 2, said.all
    assert f"[{code}" in said.err
    assert told in said.err
    assert "Traceback" not in said.all
    assert not (tmp_path / "out").exists()
