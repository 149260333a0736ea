"""Is a folder read in the same order each time, is nothing done twice or missed, and does each page keep its counts?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exoderm import answer
from exoderm.appraisal import batch
from exoderm.errors import FileProblem

ENTRY = batch.Entry(
    when="2026-11-28T00:00:00Z", file="a.html", file_digest=batch.digest(b"page"), status="done", version="1",
    data_date="2026-11-24", cards=None, run=False, report="a.html", document="a.json",
    document_digest=batch.digest(b"{}"),
)  # fmt: skip


@pytest.fixture
def done(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_bytes(b"report")
    (tmp_path / "a.json").write_bytes(b"{}")
    return tmp_path


def test_only_pages_are_taken_in_order_and_the_output_is_not_read_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("b.HTML", "a.txt", "deep/c.pdf", "picture.png", ".hidden.html", ".git/x.html", "out/reports/z.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(tmp_path / "a.txt")
    (tmp_path / "ring").symlink_to(tmp_path)
    found, others = batch.files(tmp_path, out)
    assert [p.relative_to(tmp_path).as_posix() for p in found] == ["a.txt", "b.HTML", "deep/c.pdf"]
    assert others == 1


def test_a_folder_without_pages_and_one_with_too_many_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileProblem) as refusal:
        batch.files(tmp_path, tmp_path / "out")
    assert refusal.value.code == "folder.empty"
    monkeypatch.setattr(batch, "MOST_FILES", 1)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("x", encoding="utf-8")
    with pytest.raises(FileProblem) as refusal:
        batch.files(tmp_path, tmp_path / "out")
    assert refusal.value.code == "folder.large"


def test_reports_never_lie_among_the_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(FileProblem) as refusal:
        batch.files(tmp_path, tmp_path / "b" / "..")
    assert refusal.value.code == "folder.output"


def test_the_same_page_on_the_same_basis_is_done(done: Path) -> None:
    assert batch.is_done(ENTRY, b"page", ENTRY.basis, done)


@pytest.mark.parametrize(
    "basis",
    [
        replace(ENTRY.basis, version="2"),
        replace(ENTRY.basis, data_date="2026-12-01"),
        replace(ENTRY.basis, cards="mine"),
        replace(ENTRY.basis, run=True),
    ],
)
def test_another_basis_is_not_done(basis: batch.Basis, done: Path) -> None:
    assert not batch.is_done(ENTRY, b"page", basis, done)


def test_a_changed_page_a_refused_one_and_lost_or_edited_files_are_not_done(done: Path) -> None:
    assert not batch.is_done(None, b"page", ENTRY.basis, done)
    assert not batch.is_done(ENTRY, b"page!", ENTRY.basis, done)
    assert not batch.is_done(replace(ENTRY, status="refused"), b"page", ENTRY.basis, done)
    (done / "a.json").write_bytes(b"{ }")
    assert not batch.is_done(ENTRY, b"page", ENTRY.basis, done)
    (done / "a.json").unlink()
    assert not batch.is_done(ENTRY, b"page", ENTRY.basis, done)


def test_an_audit_trail_that_was_cut_short_keeps_its_whole_lines(tmp_path: Path) -> None:
    later = replace(ENTRY, when="2026-11-29T00:00:00Z", status="refused", code="page.empty")
    other = replace(ENTRY, file="b.html")
    path = tmp_path / "audit.jsonl"
    cut = other.line()[: len(other.line()) // 2]
    path.write_text(ENTRY.line() + "\n[]\n{}\n" + "[" * 9999 + "\n" + later.line() + cut, encoding="utf-8")
    assert batch.read_audit(path) == {"a.html": later}
    assert batch.read_audit(tmp_path / "none") == {}


def test_the_rows_count_what_the_document_says() -> None:
    page = "<p>Exosomes reach the dermis through intact skin within minutes. They are living stem cells.</p>"
    document = answer.appraise(page, "a.html", run=False).document
    row = batch.page_row(ENTRY, document)
    assert set(row) == set(batch.PAGE_HEAD)
    names = ("a_holds", "b_early_signs", "c_laboratory", "d_not_shown", "e_wrong", "unchecked")
    assert sum(row[n] for n in names) == row["claims"] == len(document["claims"]) > 0
    assert row["contradicted"] == sum(c["verdict"] == "contradicted" for c in document["claims"]) > 0
    rows = list(batch.claim_rows(ENTRY, document))
    assert [r[1] for r in rows] == list(range(1, len(rows) + 1))
    assert all(len(r) == len(batch.CLAIM_HEAD) for r in rows)


def test_pages_to_look_at_first_come_first() -> None:
    def row(name: str, contradicted: int, law: int, beyond: int) -> dict[str, object]:
        return {"file": name, "contradicted": contradicted, "regulatory_flags": law, "d_not_shown": beyond}

    rows = [row("a", 0, 0, 9), row("b", 0, 1, 0), row("c", 2, 0, 0), row("d", 2, 1, 0), row("e", 0, 0, 9)]
    assert [r["file"] for r in sorted(rows, key=batch.order)] == ["d", "c", "b", "a", "e"]
