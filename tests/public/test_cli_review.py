"""Can a person sign, publish and share an appraisal from the command line, and only what they looked at?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

Command = Callable[..., Any]


@pytest.fixture
def page(tmp_path: Path, exoderm: Command) -> Path:
    assert exoderm("appraise", "--example", "glow-serum", "--no-run", "--out", tmp_path / "made").code == 0
    return next((tmp_path / "made").glob("*.json"))


def test_a_signed_review_shows_both_verdicts_and_publishes(page: Path, tmp_path: Path, exoderm: Command) -> None:
    out, linked = tmp_path / "out", tmp_path / "claimreview.json"
    asked = ("--sign", "A. Reviewer", "--override", '3=preliminary:"<script>alert(1)</script> one trial"')
    said = exoderm("review", page, *asked, "--claimreview", linked, "--out", out)
    assert said.code == 0, said.all
    assert "changed 1" in said.err
    report = next(out.glob("*-review.html")).read_text(encoding="utf-8")
    assert "<script" not in report
    note = html.fromstring(report).get_element_by_id("note-3").text_content()
    assert "Supported." in note
    assert "A. Reviewer says: Preliminary: early signs in people." in note
    text = linked.read_text(encoding="utf-8")
    assert "<" not in text
    graph = json.loads(text)["@graph"]
    assert {one["@type"] for one in graph} == {"ClaimReview"}
    again = exoderm("review", next(out.glob("*-review.json")), "--out", out)
    assert again.code == 0, again.all


def test_nothing_is_published_that_nobody_signed(page: Path, tmp_path: Path, exoderm: Command) -> None:
    said = exoderm("review", page, "--claimreview", tmp_path / "c.json", "--out", tmp_path / "out")
    assert said.code == 2
    assert "review.unsigned" in said.err
    assert not (tmp_path / "c.json").exists()


def test_what_was_edited_is_neither_signed_nor_shared(page: Path, tmp_path: Path, exoderm: Command) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace('"verdict": "contradicted"', '"verdict": "supported"', 1), encoding="utf-8")
    for command in (
        ("review", page, "--sign", "A. Reviewer"),
        ("share", page, "--claim", 1, "--out", tmp_path / "a.svg"),
    ):
        said = exoderm(*command)
        assert said.code == 2, said.all
        assert "review.tampered" in said.err
    assert not (tmp_path / "a.svg").exists()


def test_an_edited_review_is_found_out(page: Path, tmp_path: Path, exoderm: Command) -> None:
    assert exoderm("review", page, "--sign", "A. Reviewer", "--out", tmp_path / "out").code == 0
    made = next((tmp_path / "out").glob("*.json"))
    made.write_text(made.read_text(encoding="utf-8").replace("A. Reviewer", "B. Reviewer"), encoding="utf-8")
    for command in (("review", made), ("share", made, "--claim", 1)):
        said = exoderm(*command)
        assert said.code == 2
        assert "review.tampered" in said.err


def test_a_review_is_not_signed_twice(page: Path, tmp_path: Path, exoderm: Command) -> None:
    assert exoderm("review", page, "--sign", "A. Reviewer", "--out", tmp_path / "out").code == 0
    said = exoderm("review", next((tmp_path / "out").glob("*.json")), "--sign", "B. Reviewer")
    assert said.code == 2
    assert "review.signed" in said.err


def test_a_picture_is_drawn_of_a_claim_and_of_a_reviewed_one(page: Path, tmp_path: Path, exoderm: Command) -> None:
    picture = tmp_path / "claim.svg"
    assert exoderm("share", page, "--claim", 3, "--out", picture).code == 0
    assert "Holds" in "".join(etree.parse(picture).getroot().itertext())
    exoderm("review", page, "--sign", "A. Reviewer", "--override", "3=contradicted:no", "--out", tmp_path / "out")
    assert exoderm("share", next((tmp_path / "out").glob("*.json")), "--claim", 3, "--out", picture).code == 0
    said = "".join(etree.parse(picture).getroot().itertext())
    assert "Wrong" in said
    assert "the program said A holds" in said


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--claim", 0), "share.claim"),
        (("--claim", 999), "share.claim"),
        (("--claim", 1, "--out", "a.png"), "share.form"),
    ],
)
def test_what_cannot_be_drawn_is_refused(args: tuple[object, ...], code: str, page: Path, exoderm: Command) -> None:
    said = exoderm("share", page, *args)
    assert said.code == 2
    assert code in said.err


@pytest.mark.parametrize("command", [("review", "--sign", "A. Reviewer"), ("share", "--claim", 1)])
@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 99_999, b'{"schema": "exoderm/run/1"}', b"\x00\xff", b"null"])
def test_what_is_no_appraisal_is_refused(
    content: bytes, command: tuple[object, ...], tmp_path: Path, exoderm: Command
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    said = exoderm(command[0], path, *command[1:])
    assert said.code == 2, said.all
    assert "document.form" in said.err
    assert "Traceback" not in said.all
