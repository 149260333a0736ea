"""Is a scenario at fault refused with code, place and remedy, and does nothing else happen?"""

from __future__ import annotations

import errno
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

from exoderm.library import shelf

Command = Callable[..., Any]

GOOD = "schema: exoderm/scenario/1\nname: A plain serum\ndraws: 8\n"

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

REFUSED = {
    "unknown key": ("product: {donr: undeclared}", "key.unknown", "product.donr", "did you mean 'donor'"),
    "unknown key on top": ("regime: {doses: 2}", "key.unknown", "regime", "did you mean 'regimen'"),
    "wrong unit": ("product: {concentration: 3 ug/mL}", "unit.mismatch", "product.concentration", "particle/mL"),
    "no unit": ("product: {concentration: 3e9}", "unit.mismatch", "product.concentration", "particle/mL"),
    "invented unit": ("dose: {volume: 3 spoons}", "unit.mismatch", "dose.volume", "'spoons' is unknown"),
    "negative amount": ("dose: {volume: -1 mL}", "value.range", "dose.volume", "lies between"),
    "no amount at all": ("dose: {volume: 0 mL}", "value.range", "dose.volume", "lies between"),
    "absurd amount": ("product: {concentration: 1e30 particle/mL}", "value.range", "product.concentration", "1e+15"),
    "infinite amount": ("product: {concentration: 1e999 particle/mL}", "unit.mismatch", "concentration", "finite"),
    "dose larger than vial": (
        "product: {volume: 1 mL}\ndose: {volume: 2 mL}",
        "dose.larger",
        "mine.yaml",
        "dose.volume",
    ),
    "doses larger than vial": ("regimen: {doses: 100}\nweeks: 20", "dose.larger", "mine.yaml", "fewer doses"),
    "an oven": ("storage: [{temperature: 400 degC}]", "value.range", "storage.0.temperature", "80 degC"),
    "thaw without frost": ("storage: [{freeze_thaw: 3}]", "storage.contradiction", "storage", "below 0 degC"),
    "two routes": ("route: [topical, injection]", "route.exclusive", "topical, injection", "one scenario per route"),
    "zero draws": ("draws: 0", "value.invalid", "draws", "at least 1"),
    "zero weeks": ("weeks: 0", "value.invalid", "weeks", "more than 0"),
    "endless weeks": ("weeks: .inf", "value.invalid", "weeks", "number"),
    "dose after the end": ("regimen: {doses: 5, every: 7 day}", "regimen.longer", "mine.yaml", "weeks"),
    "a child": ("person: {age: 9}", "value.invalid", "person.age", "18"),
    "a misspelt word of a few": ("storage: [{light: sunn}]", "value.invalid", "storage.0.light", "did you mean 'sun'"),
    "one word for a list": ("receivers: fibroblast", "value.invalid", "receivers", "a list is needed"),
    "duplicate key": ("weeks: 1\nweeks: 2", "yaml.invalid", "line 5, column 1", "the key 'weeks' stands twice"),
    "bomb": (BOMB, "yaml.invalid", "line 5", "alias"),
    "a tag": ("about: !!python/name:os.system x", "yaml.invalid", "line 4", "tag"),
    "deep nesting": ("about: " + "[" * 5000, "yaml.invalid", "line 4", "nest"),
    "open bracket": ("storage: [", "yaml.invalid", "line", "YAML"),
    "other schema": ("", "value.invalid", "schema", "exoderm/scenario/1"),
    "a giant number": ("seed: " + "9" * 400, "value.invalid", "seed", ""),
}


def in_one_file(case: str) -> str:
    """The file that a refusal names; what contradicts itself only when a plan is built is named by its field."""
    return "" if case == "thaw without frost" else "mine.yaml"


def refused(said: Any, code: str, *words: str) -> None:
    """The shape that every refusal has."""
    assert said.code == 2, said.all
    assert "Traceback" not in said.all
    assert code in said.err, said.all
    for word in words:
        assert word.lower() in said.all.lower(), f"'{word}' is not in: {said.all}"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


@pytest.mark.parametrize("case", REFUSED)
def test_a_faulty_scenario_is_refused_at_reading(case: str, mine: Path, exoderm: Command) -> None:
    extra, code, place, remedy = REFUSED[case]
    good = GOOD if case != "other schema" else GOOD.replace("scenario/1", "scenario/9")
    if case in {"zero draws"}:
        good = good.replace("draws: 8\n", "")
    mine.write_text(good + extra + "\n", encoding="utf-8")
    began = time.process_time()
    refused(exoderm("check", mine), code, place, remedy, in_one_file(case))
    assert time.process_time() - began < 5


def test_the_plain_scenario_itself_is_accepted(mine: Path, exoderm: Command) -> None:
    mine.write_text(GOOD, encoding="utf-8")
    said = exoderm("check", mine)
    assert said.code == 0, said.all


def test_a_refused_run_prints_no_document_and_writes_nothing(mine: Path, tmp_path: Path, exoderm: Command) -> None:
    mine.write_text(GOOD + "dose: {volume: 2 s}\n", encoding="utf-8")
    out = tmp_path / "out"
    said = exoderm("run", mine, "--json", "--out", out)
    refused(said, "unit.mismatch", "dose.volume")
    assert said.out == ""
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b" \n\n", "file.empty"),
        ("name: größe\n".encode("latin-1"), "file.encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file.encoding"),
        (b"- just\n- a list\n", "scenario.invalid"),
        (b"just words\n", "scenario.invalid"),
    ],
)
def test_a_file_that_is_no_scenario_is_refused(content: bytes, code: str, mine: Path, exoderm: Command) -> None:
    mine.write_bytes(content)
    refused(exoderm("check", mine), code, "mine.yaml")


def test_fifty_megabytes_are_refused_unread(mine: Path, exoderm: Command) -> None:
    with mine.open("wb") as file:
        file.truncate(50_000_000)
    refused(exoderm("run", mine), "file.large", "50.0 MB", "1 MB")


def test_a_folder_is_no_file(tmp_path: Path, exoderm: Command) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    refused(exoderm("run", folder), "file.folder", "folder.yaml", "name a file in it")


def test_a_file_that_is_not_there_is_named(tmp_path: Path, exoderm: Command) -> None:
    refused(exoderm("run", tmp_path / "gone.yaml"), "file.missing", "gone.yaml", "spelling")


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("donor", "product: {{donor: {name}}}"),
        ("route", "route: {name}"),
        ("cell", "receivers: [{name}]"),
        ("skin", "person: {{site: {name}}}"),
    ],
)
def test_an_unknown_card_is_answered_with_the_nearest(kind: str, line: str, mine: Path, exoderm: Command) -> None:
    known = "cheek" if kind == "skin" else max(shelf.paths(kind), key=len)
    mistyped = known[:2] + known[3:]
    mine.write_text(GOOD + line.format(name=mistyped) + "\n", encoding="utf-8")
    refused(exoderm("check", mine), "name.unknown", mistyped, known, "did you mean")


def test_an_unknown_example_is_answered_with_the_nearest(exoderm: Command) -> None:
    known = max(shelf.paths("scenario"), key=len)
    refused(exoderm("run", known[:-2]), "name.unknown", known)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--draws", "0"], ["draws"]),
        (["--draws", "-5"], ["draws"]),
        (["--draws", "many"], ["draws"]),
        (["--seed", "-1"], ["seed"]),
        (["--set", "nonsense"], ["nonsense", "="]),
        (["--set", "dose.volum=1 mL"], ["dose.volum"]),
        (["--set", "dose.volume=1 s"], ["dose.volume", "mL"]),
        (["--set", "dose.volume=-1 mL"], ["dose.volume", "between"]),
    ],
)
def test_options_at_fault_are_refused_by_name(
    options: list[str], words: list[str], mine: Path, exoderm: Command
) -> None:
    mine.write_text(GOOD, encoding="utf-8")
    said = exoderm("run", mine, *options)
    assert said.code == 2, said.all
    assert "Traceback" not in said.all
    for word in words:
        assert word in said.err


def digest(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_file_where_a_folder_must_be_is_refused_and_kept(mine: Path, tmp_path: Path, exoderm: Command) -> None:
    mine.write_text(GOOD, encoding="utf-8")
    blocked = tmp_path / "out"
    blocked.write_text("my notes", encoding="utf-8")
    for place in (blocked, blocked / "inside"):
        refused(exoderm("run", mine, "--out", place), "file.", "out")
    assert blocked.read_text(encoding="utf-8") == "my notes"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_earlier_results_as_they_were(
    step: str, mine: Path, tmp_path: Path, exoderm: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine.write_text(GOOD, encoding="utf-8")
    out = tmp_path / "out"
    assert exoderm("run", mine, "--out", out).code == 0
    before = digest(out)
    assert before

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, step, full)
    said = exoderm("run", mine, "--out", out)
    monkeypatch.undo()
    refused(said, "file.", "space")
    assert digest(out) == before


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or sys.platform == "win32", reason="no such signal here")
def test_an_interrupted_run_ends_with_130_and_names_what_was_saved(mine: Path, tmp_path: Path) -> None:
    mine.write_text(GOOD.replace("draws: 8", "draws: 100000"), encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "earlier.html").write_text("an earlier report", encoding="utf-8")
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from exoderm.cli import main; raise SystemExit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "run", str(mine), "--out", str(out)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    time.sleep(8)
    assert process.poll() is None, "the run was over before it could be interrupted"
    process.send_signal(signal.SIGINT)
    heard, complained = process.communicate(timeout=60)
    assert process.returncode == 130, complained
    assert "Traceback" not in heard + complained
    assert "interrupted" in complained
    assert "saved" in complained
    assert (out / "earlier.html").read_text(encoding="utf-8") == "an earlier report"
    assert not [p for p in out.rglob("*") if p.suffix in {".part", ".tmp"}]


def test_a_run_prints_one_document_without_nan(mine: Path, tmp_path: Path, exoderm: Command) -> None:
    mine.write_text(GOOD, encoding="utf-8")
    said = exoderm("run", mine, "--json", "--out", tmp_path / "out")
    assert said.code == 0, said.all

    def never(name: str) -> None:
        raise AssertionError(f"the document holds {name}")

    document = json.loads(said.out, parse_constant=never)
    assert document["schema"].startswith("exoderm/run/")
    assert {"scenario", "digest", "seed", "draws", "failed", "seconds", "stages", "readouts", "ledger", "files"} <= set(
        document
    )
    assert document["draws"] == 8
    assert document["ledger"]["residual_of_dose"] <= 1e-12
    assert sum(document["ledger"]["sinks"].values()) == pytest.approx(1.0, abs=1e-9)
    for stage in document["stages"]:
        assert {"stage", "quantity", "basis", "unit", "median", "low", "high", "weakest", "moved_most_by"} <= set(stage)
        assert stage["low"] <= stage["median"] <= stage["high"]
        assert {"grade", "input"} <= set(stage["weakest"])


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others(
    mine: Path, tmp_path: Path, exoderm: Command
) -> None:
    mine.write_text(GOOD, encoding="utf-8")

    def numbers(*options: str) -> list[Any]:
        said = exoderm("run", mine, "--json", "--out", tmp_path / "out", *options)
        assert said.code == 0, said.all
        return [[s["median"], s["low"], s["high"]] for s in json.loads(said.out)["stages"]]

    assert numbers("--seed", "7") == numbers("--seed", "7")
    assert numbers("--seed", "7") != numbers("--seed", "8")


def test_a_setting_on_the_command_line_acts_and_its_unit_does_not_matter(
    mine: Path, tmp_path: Path, exoderm: Command
) -> None:
    mine.write_text(GOOD + "product: {concentration: 1e9 particle/mL}\n", encoding="utf-8")

    def applied(volume: str) -> float:
        said = exoderm("run", mine, "--json", "--out", tmp_path / "out", "--set", f"dose.volume={volume}")
        assert said.code == 0, said.all
        document = json.loads(said.out)
        return float(document["stages"][0]["median"])

    assert applied("500 uL") == pytest.approx(applied("0.5 mL"), rel=1e-9)


def test_a_list_is_set_in_brackets_as_in_a_file(mine: Path, tmp_path: Path, exoderm: Command) -> None:
    mine.write_text(GOOD + "receivers: [fibroblast, melanocyte]\n")
    by_file = json.loads(exoderm("run", mine, "--json", "--out", tmp_path / "a").out)
    mine.write_text(GOOD)
    setting = "receivers=[fibroblast, melanocyte]"
    by_setting = json.loads(exoderm("run", mine, "--json", "--out", tmp_path / "b", "--set", setting).out)
    assert by_setting["digest"] == by_file["digest"]
    assert [cell["cell"] for cell in by_setting["cells"]] == ["fibroblast", "melanocyte"]
