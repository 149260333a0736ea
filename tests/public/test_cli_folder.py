"""Is a folder appraised whole, once, side by side, and does what is done survive Ctrl-C and bad files?"""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

Command = Callable[..., Any]

GOOD = "<html><body><h1>Serum {0}</h1><p>Exosomes reach the dermis through intact skin within {0} minutes.</p></body>"
MAIN = "from exoderm.cli import main; raise SystemExit(main())"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pages"
    (place / "deep").mkdir(parents=True)
    for i in range(3):
        (place / f"page{i}.html").write_text(GOOD.format(i + 2), encoding="utf-8")
    (place / "deep" / "bread.txt").write_text("Our bakery has sold rye bread since 1931.", encoding="utf-8")
    (place / "notes.docx").write_bytes(b"PK")
    return place


def table(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def trail(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "audit.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_folder_gives_tables_an_overview_and_a_trail(folder: Path, tmp_path: Path, exoderm: Command) -> None:
    out = tmp_path / "out"
    said = exoderm("appraise", folder, "--out", out)
    assert said.code == 0, said.all
    assert "records alone" in said.err
    pages, claims = table(out / "pages.csv"), table(out / "claims.csv")
    assert [p["file"] for p in pages] == ["deep/bread.txt", "page0.html", "page1.html", "page2.html"]
    assert [p["contradicted"] for p in pages[1:]] == ["1", "1", "1"]
    assert {c["file"] for c in claims if c["verdict"] == "contradicted"} == {"page0.html", "page1.html", "page2.html"}
    lines = trail(out)
    assert {line["status"] for line in lines} == {"done"}
    for line in lines:
        assert line["schema"] == "exoderm/audit/1"
        assert line["version"]
        assert line["data_date"]
        assert line["when"].endswith("Z")
        assert (out / line["report"]).is_file()
    overview = html.fromstring((out / "overview.html").read_text(encoding="utf-8"))
    links = overview.xpath("//table//a/@href")
    assert len(links) == 4
    assert all((out / link).is_file() for link in links)
    assert "bread" in links[-1]
    assert not overview.xpath("//script")


def test_the_second_call_does_only_what_changed(folder: Path, tmp_path: Path, exoderm: Command) -> None:
    out = tmp_path / "out"
    assert exoderm("appraise", folder, "--out", out).code == 0
    before = {p.name: p.stat().st_mtime_ns for p in (out / "reports").iterdir()}
    tables = (out / "pages.csv").read_bytes(), (out / "claims.csv").read_bytes()
    said = exoderm("appraise", folder, "--out", out)
    assert "4 of 4 pages are done already" in said.err
    assert {p.name: p.stat().st_mtime_ns for p in (out / "reports").iterdir()} == before
    assert ((out / "pages.csv").read_bytes(), (out / "claims.csv").read_bytes()) == tables
    assert len(trail(out)) == 4
    (folder / "page1.html").write_text(GOOD.format(99), encoding="utf-8")
    with open(out / "audit.jsonl", "ab") as file:
        file.write(b'{"schema": "exoderm/audit/1", "file": "pa')
    said = exoderm("appraise", folder, "--out", out)
    assert "3 of 4 pages are done already" in said.err
    lines = (out / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[-1])["file"] == "page1.html"
    assert "99 minutes" in (out / "claims.csv").read_text(encoding="utf-8")


def test_bad_files_are_named_and_the_rest_is_done(folder: Path, tmp_path: Path, exoderm: Command) -> None:
    (folder / "empty.html").write_bytes(b"")
    (folder / "zip.pdf").write_bytes(b"PK\x03\x04" + bytes(100))
    out = tmp_path / "out"
    said = exoderm("appraise", folder, "--out", out, "--json")
    assert said.code == 3, said.all
    for word in ("empty.html", "page.empty", "zip.pdf", "page.binary"):
        assert word in said.err
    found = json.loads(said.out)
    assert [d["file"] for d in found["documents"]] == ["deep/bread.txt", "page0.html", "page1.html", "page2.html"]
    assert found["schema"] == "exoderm/appraisals/1"
    refused = {p["file"]: p["code"] for p in table(out / "pages.csv") if p["status"] == "refused"}
    assert refused == {"empty.html": "page.empty", "zip.pdf": "page.binary"}
    assert "empty.html" in (out / "overview.html").read_text(encoding="utf-8")


def test_a_process_that_dies_takes_only_its_page_with_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module beside the tests, found by the processes too, kills whichever of them reads one page."""
    (tmp_path / "deadly.py").write_text(
        "import os\nfrom exoderm.cli import processes\ntrue = processes.work\n"
        "def work(task):\n    if task.name == 'page1.html':\n        os._exit(9)\n    return true(task)\n",
        encoding="utf-8",
    )
    code = (
        "import deadly\nfrom pathlib import Path\nfrom exoderm.cli import folder, paper, processes\n"
        "processes.work = deadly.work\n"
        "paper.threads = lambda: 2\n"
        f"_, entries = folder.appraise_folder(Path({str(folder)!r}), Path({str(tmp_path / 'out')!r}), False, None)\n"
        "print([(e.file, e.status) for e in entries])\n"
    )
    (tmp_path / "out").mkdir()
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "('page1.html', 'refused')" in done.stdout
    assert done.stdout.count("'done'") == 3


def test_ctrl_c_keeps_what_is_done_and_the_next_call_goes_on(tmp_path: Path, exoderm: Command) -> None:
    folder, out = tmp_path / "pages", tmp_path / "out"
    folder.mkdir()
    many = "".join(f"<p>Exosomes reach the dermis through intact skin within {i} minutes.</p>" for i in range(60))
    for i in range(40):
        (folder / f"p{i:02d}.html").write_text(f"<h1>Page {i}</h1>{many}", encoding="utf-8")
    # A shell that puts a job into the background makes its children deaf to Ctrl-C.
    heard = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); {MAIN}"
    command = [sys.executable, "-c", heard, "appraise", str(folder), "--out", str(out)]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True, text=True
    )
    until = time.monotonic() + 120
    while time.monotonic() < until and not ((out / "audit.jsonl").is_file() and len(trail(out)) >= 3):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 130, told
    assert "Traceback" not in told
    assert "[interrupted]" in told
    kept = len(trail(out))
    assert 3 <= kept < 40
    assert len(table(out / "pages.csv")) == kept
    said = exoderm("appraise", folder, "--out", out)
    assert said.code == 0, said.all
    assert f"{kept} of 40 pages are done already" in said.err
    assert len(trail(out)) == 40
    assert len(table(out / "pages.csv")) == 40


def test_a_page_cannot_write_a_formula_or_leave_the_folder(tmp_path: Path, exoderm: Command) -> None:
    folder, out = tmp_path / "pages", tmp_path / "out"
    folder.mkdir()
    evil = '=HYPERLINK("http://x.invalid","y") reaches the dermis: exosomes pass through intact skin within minutes.'
    (folder / "=cmd|x.html").write_text(f"<p>{evil}</p><p>{evil[1:]}</p>", encoding="utf-8")
    (folder / "..%2f..%2fup <b>.html").write_text(GOOD.format(5), encoding="utf-8")
    said = exoderm("appraise", folder, "--out", out)
    assert said.code == 0, said.all
    for name in ("pages.csv", "claims.csv"):
        with open(out / name, encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "@")) or (cell.startswith("-") and len(cell) > 1)]  # fmt: skip # noqa: E501
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "pages"]
    assert "<b>" not in (out / "overview.html").read_text(encoding="utf-8").replace("<b>A", "")
