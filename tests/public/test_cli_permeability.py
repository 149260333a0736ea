"""Does ``exoderm permeability`` answer every table in order, or refuse it in words?"""

from __future__ import annotations

import builtins
import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.errors import InputError
from exoderm.journey.skin import moleculetable

Command = Callable[..., Any]
COLUMNS = ["name", "log_kp_cm_s", "low_90", "high_90", "in_domain", "note"]


@pytest.fixture
def call(exoderm: Command, tmp_path: Path) -> Callable[[str | bytes], tuple[Any, list[dict[str, str]]]]:
    """Write a table, run the command, read what it wrote."""

    def run(table: str | bytes) -> tuple[Any, list[dict[str, str]]]:
        given_table, out = tmp_path / "in.csv", tmp_path / "out.csv"
        given_table.write_bytes(table if isinstance(table, bytes) else table.encode())
        said = exoderm("permeability", "--csv", given_table, "--out", out)
        assert "Traceback" not in said.all
        rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))) if out.exists() else []
        return said, rows

    return run


@pytest.fixture
def without_rdkit(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == "rdkit":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)


def test_the_command_is_listed_and_explains_itself(exoderm: Command) -> None:
    assert "permeability" in exoderm("--help").out
    said = exoderm("permeability", "--help")
    assert said.code == 0
    for word in ("--csv", "--out", "90 %", "in_domain"):
        assert word in said.out


def test_columns_and_order_are_those_of_the_contract(call: Any) -> None:
    said, rows = call("name,logp,mw\nzinc ester,2,300\nwater,-1.38,18.02\nanother,2,150\nwater,-1.38,18.02\n")
    assert said.code == 0, said.all
    assert said.out == ""
    assert list(rows[0]) == COLUMNS
    assert [row["name"] for row in rows] == ["zinc ester", "water", "another", "water"]
    assert rows[1] == rows[3]
    for row in rows:
        assert float(row["low_90"]) < float(row["log_kp_cm_s"]) < float(row["high_90"])
        assert row["in_domain"] == "true"
        assert row["note"] == ""


def test_columns_may_stand_in_any_order_and_case_beside_others(call: Any) -> None:
    said, rows = call("MW, Name ,colour,LogP\n300,one,red,2\n\n")
    assert said.code == 0, said.all
    _, plain = call("name,logp,mw\none,2,300\n")
    assert rows == plain


def test_what_was_not_measured_is_answered_and_marked(call: Any) -> None:
    said, rows = call("name,logp,mw\na dye,14,2500\n")
    assert said.code == 0
    assert rows[0]["in_domain"] == "false"
    assert "logp 14 is above" in rows[0]["note"]
    assert "mw 2500 is above" in rows[0]["note"]
    assert float(rows[0]["log_kp_cm_s"]) < -8


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("ghost,nan,100,", "logp missing"),
        ("ghost,,,", "logp and mw missing"),
        ("ghost,1,inf,", "mw 'inf'"),
        ("ghost,1,-3,", "impossible"),
        ("ghost,1e300,100,", "impossible"),
        ("ghost,1e4000,100,", "logp"),
        ("ghost,two,100,", "logp 'two'"),
        ("ghost,1,100 g/mol,", "without unit"),
        ("ghost,1,100,not a molecule", "is no molecule"),
        ("ghost,1,100,C1CC", "is no molecule"),
        ("ghost,1,2,100,,7", "more cells than columns"),
    ],
)
def test_a_row_at_fault_keeps_its_place_and_is_named(row: str, word: str, call: Any) -> None:
    said, rows = call(f"name,logp,mw,smiles\nfirst,1,100,\n{row}\nlast,1,100,C\n")
    assert said.code == 3, said.all
    assert "ghost" in said.err
    assert "Line 3, ghost" in said.err
    assert [r["name"] for r in rows] == ["first", "ghost", "last"]
    assert (rows[1]["log_kp_cm_s"], rows[1]["low_90"], rows[1]["high_90"], rows[1]["in_domain"]) == (
        "",
        "",
        "",
        "false",
    )
    assert word in rows[1]["note"]
    assert rows[0]["log_kp_cm_s"] == rows[2]["log_kp_cm_s"] != ""


def test_a_table_without_one_molecule_is_refused_but_says_why_row_by_row(call: Any) -> None:
    said, rows = call("name,logp,mw,smiles\nonly,1,100,XYZ\n")
    assert said.code == 2
    assert "smiles.invalid" in said.err
    assert "only" in said.err
    assert "XYZ" in rows[0]["note"]


def test_without_rdkit_a_structure_alone_names_the_extra(call: Any, without_rdkit: None) -> None:
    said, rows = call("name,smiles\nethanol,CCO\n")
    assert said.code == 3
    assert "exoderm[molecules]" in said.err
    assert "extra.missing" in said.err
    assert rows[0]["log_kp_cm_s"] == ""
    assert "exoderm[molecules]" in rows[0]["note"]


def test_the_weight_comes_from_the_structure_without_any_extra(call: Any, without_rdkit: None) -> None:
    said, rows = call("name,logp,mw,smiles\nethanol,-0.31,,CCO\nethanol,-0.31,46.069,\n")
    assert said.code == 0, said.all
    assert rows[0]["log_kp_cm_s"] == rows[1]["log_kp_cm_s"]
    assert "46.1 from the structure" in rows[0]["note"]


def test_with_rdkit_the_logp_is_computed_and_said_to_be(call: Any) -> None:
    pytest.importorskip("rdkit", reason="NOT COMPARED: the extra 'molecules' is not installed")
    said, rows = call("name,smiles\nphenol,Oc1ccccc1\n")
    assert said.code == 0, said.all
    assert "logp 1.39 computed (Crippen)" in rows[0]["note"]


def test_a_weight_that_is_not_the_structures_is_remarked_upon(call: Any) -> None:
    _, rows = call("name,logp,mw,smiles\nsalt,1,300,CCO\n")
    assert "the structure weighs 46.1" in rows[0]["note"]
    assert rows[0]["log_kp_cm_s"]


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", '"=1', "a;=1", "＝1", "\n=1", "x\n@y", "'=cmd|'/c calc'!A1"]
)
def test_no_name_reaches_a_spreadsheet_as_a_formula(name: str, call: Any) -> None:
    quoted = name.replace('"', '""')
    said, rows = call(f'name,logp,mw\n"{quoted}",2,150\n')
    assert said.code == 0, said.all
    for piece in rows[0]["name"].replace("\n", ";").replace("\t", ";").split(";"):
        assert piece.strip().strip('"')[:1] not in set("=+-@＝＋－＠")


def test_a_harmless_name_is_left_alone(call: Any) -> None:
    _, rows = call('name,logp,mw\n"2,4-dinitro-(+)-x; y",2,150\n')
    assert rows[0]["name"] == "2,4-dinitro-(+)-x; y"


@pytest.mark.parametrize(
    ("table", "code", "word"),
    [
        (b"", "file.empty", "empty"),
        (b"  \n\n", "file.empty", "empty"),
        (b"name,logp,mw\n", "table.invalid", "no rows"),
        (b"name,logp\na,1\n", "table.invalid", "'mw'"),
        (b"name,logP,weight\na,1,2\n", "table.invalid", "'mw'"),
        (b"logp,mw\n1,2\n", "table.invalid", "'name'"),
        (b"name;logp;mw\na;1;2\n", "table.invalid", "commas"),
        (b"name,logp,mw,mw\na,1,2,3\n", "table.invalid", "twice"),
        ("name,logp,mw\nmüsli,1,100\n".encode("latin-1"), "file.encoding", "UTF-8"),
        ("name,logp,mw\na,1,100\n".encode("utf-16"), "file.encoding", "UTF-8"),
        (b"name,logp,mw\na\x00,1,100\n", "", ""),
        (b'name,logp,mw\n"a,1,100\n', "table.invalid", "table"),
        (b"name,logp,mw\n" + b"x" * 200_000 + b",1,100\n", "table.invalid", "table"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_the_remedy(table: bytes, code: str, word: str, call: Any) -> None:
    said, _ = call(table)
    if not code:
        assert said.code in (0, 2)
        return
    assert said.code == 2, said.all
    assert code in said.err
    assert word in said.err


def test_a_giant_is_refused_by_size_and_by_rows(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moleculetable, "MOST_ROWS", 3)
    said, _ = call("name,logp,mw\n" + "a,1,100\n" * 4)
    assert (said.code, "file.large" in said.err) == (2, True)
    monkeypatch.setattr(moleculetable, "LARGEST", 20)
    said, _ = call("name,logp,mw\n" + "a,1,100\n" * 3)
    assert (said.code, "file.large" in said.err) == (2, True)


def test_files_that_cannot_be_are_refused(exoderm: Command, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text("name,logp,mw\na,1,100\n", encoding="utf-8")
    for args, code in (
        (("--csv", tmp_path / "none.csv", "--out", tmp_path / "o.csv"), "file.missing"),
        (("--csv", table, "--out", table), "file.unwritable"),
        (("--csv", table, "--out", tmp_path), "file.folder"),
        (("--csv", table), "command"),
    ):
        said = exoderm("permeability", *args)
        assert said.code == 2, said.all
        assert code in said.err
    assert table.read_text(encoding="utf-8").startswith("name")


def test_the_command_loads_no_engine(apart: Command, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text("name,logp,mw\na,1,100\n", encoding="utf-8")
    said = apart(
        "permeability", "--csv", table, "--out", tmp_path / "o.csv",
        python="import atexit, sys\natexit.register(lambda: print(sorted({m.split('.')[0] for m in sys.modules}), "
        "file=sys.stderr))\nfrom exoderm.cli import main\nraise SystemExit(main())",
    )  # fmt: skip
    assert said.code == 0, said.all
    for heavy in ("numba", "scipy", "h5py", "xarray", "pint", "rdkit"):
        assert f"'{heavy}'" not in said.err, heavy
    assert "'numpy'" in said.err


CELL = st.text(max_size=12) | st.sampled_from(
    ["1", "-3.2", "180", "nan", "CCO", "c1cccc1", "=1", '"', "1e999", "", "\x00"]
)


@given(st.text(max_size=60) | st.lists(st.lists(CELL, max_size=5), max_size=5).map(
    lambda rows: "name,logp,mw,smiles\n" + "\n".join(",".join(row) for row in rows)
))  # fmt: skip
def test_any_text_gives_a_table_or_our_own_refusal(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    try:
        rows = moleculetable.read(path)
    except InputError as refusal:
        assert refusal.code
        return
    written = list(csv.reader(io.StringIO(moleculetable.write(moleculetable.answer(rows)), newline=""), strict=True))
    assert written[0] == COLUMNS
    assert len(written) == len(rows) + 1
    for cells in written[1:]:
        assert len(cells) == len(COLUMNS)
        assert cells[0][:1] not in set("=+-@")
        assert all(cell == "" for cell in cells[1:4]) or float(cells[2]) < float(cells[1]) < float(cells[3])
