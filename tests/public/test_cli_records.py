"""``exoderm screen`` and ``exoderm evidence``: do they refuse the unknown with the nearest, and write what they say?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.mark.parametrize(
    ("args", "nearest"),
    [
        (["screen", "serum-on-cheek", "--use", "cosmetics"], "cosmetic"),
        (["screen", "serum-on-cheeks"], "serum-on-cheek"),
        (["evidence", "hair", "--route", "microneedles"], "microneedle"),
        (["evidence", "hair", "--origin", "humans"], "human"),
        (["evidence", "qqqq"], "hair growth"),
    ],
)
def test_what_is_unknown_is_refused_with_the_nearest(args: list[str], nearest: str, exoderm: Command) -> None:
    said = exoderm(*args)
    assert said.code == 2
    assert nearest in said.err


@pytest.mark.parametrize("args", [["screen", "injected-vesicles", "--use", "cosmetic"], ["evidence", "acne", "scar"]])
def test_a_report_is_written_and_people_are_told(args: list[str], tmp_path: Path, exoderm: Command) -> None:
    said = exoderm(*args, "--out", tmp_path)
    assert said.code == 0, said.all
    assert "Not a recommendation" in said.out
    (page,) = tmp_path.glob("*.html")
    html = page.read_text(encoding="utf-8")
    assert "<svg" in html
    assert "<script" not in html
    assert "Not a recommendation" in html


def test_json_alone_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exoderm: Command) -> None:
    monkeypatch.chdir(tmp_path)
    assert exoderm("screen", "serum-on-cheek", "--json").code == 0
    assert exoderm("evidence", "hair", "--json").code == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("card", "old"), [("ca_eohu", True), ("us_psn_2019", True), ("nz_mpb", True)])
def test_an_old_rule_says_so_where_its_card_is_shown(card: str, old: bool, exoderm: Command) -> None:
    assert ("look at the source" in exoderm("card", f"law/{card}").out) is old
