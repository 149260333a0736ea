"""Does a saved result come back whole, and is the file at every moment the old one or the new one?"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile

import numpy as np
import pytest

from exoderm import result as results
from exoderm.errors import FileProblem
from exoderm.result import Result, Variable, open_result, write_aside, write_text


def made(mark=1.0):
    """A small result with numbers, text and a time axis."""
    return Result(
        {"schema": "exoderm/run/1", "headline": f"result {mark:g}", "draws": 3, "nested": {"a": [1, 2.5, None]}},
        {
            "time": Variable(("time",), np.array([0.0, 60.0]), "s", "time since the first dose"),
            "layer": Variable(("layer",), np.array(["stratum_corneum", "dermis"]), "", "layer of the skin"),
            "amount": Variable(
                ("time", "layer", "draw"), np.arange(12.0).reshape(2, 2, 3) * mark, "particle", "whole vesicles"
            ),
            "count": Variable(("draw",), np.array([1, 2, 3]), "", "a number without unit"),
        },
    )


def test_what_is_saved_is_what_is_opened(tmp_path):
    """Document, dimensions, numbers to the last bit, text, units and meanings."""
    saved = made()
    opened = open_result(saved.save(tmp_path / "run.nc"))
    assert opened.document == saved.document
    assert list(opened.variables) == list(saved.variables)
    for name, variable in saved.variables.items():
        other = opened.variables[name]
        assert (other.dims, other.unit, other.meaning) == (variable.dims, variable.unit, variable.meaning)
        assert np.array_equal(other.values, variable.values), name
        assert other.values.dtype.kind == variable.values.dtype.kind


def test_the_file_tells_its_units_as_cf_has_them(tmp_path):
    """Conventions and format on the file, units and long_name on each variable, 1 for a pure number; plain HDF5."""
    h5py = pytest.importorskip("h5py")
    path = made().save(tmp_path / "run.nc")
    with h5py.File(path) as file:
        assert file.attrs["Conventions"].startswith("CF-1.")
        assert file.attrs["format"] == results.FORMAT
        assert json.loads(file.attrs["summary"])["draws"] == 3
        assert file["amount"].attrs["units"] == "particle"
        assert file["amount"].attrs["long_name"] == "whole vesicles"
        assert file["count"].attrs["units"] == "1"


def test_a_result_becomes_a_tree_of_xarray(tmp_path):
    """Names, dimensions, units and the summary are there, from a fresh result as from an opened one."""
    xarray = pytest.importorskip("xarray")
    for result in (made(), open_result(made().save(tmp_path / "run.nc"))):
        tree = result.to_xarray()
        assert isinstance(tree, xarray.DataTree)
        assert tree["amount"].dims == ("time", "layer", "draw")
        assert tree["amount"].attrs["units"] == "particle"
        assert float(tree["amount"].sel(time=60.0, layer="dermis").sum()) == 9 + 10 + 11
        assert json.loads(tree.attrs["summary"])["headline"] == "result 1"


def test_saving_makes_the_folder_and_leaves_nothing_beside(tmp_path):
    path = made().save(tmp_path / "a" / "b" / "run.nc")
    assert [p.name for p in path.parent.iterdir()] == ["run.nc"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_document_with_nan_is_not_saved(tmp_path):
    """NaN is no number and no JSON; the older file stays."""
    path = made().save(tmp_path / "run.nc")
    before = path.read_bytes()
    with pytest.raises(ValueError, match="JSON"):
        Result({"x": float("nan")}, {}).save(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["run.nc"]


STEPS = ["os.close", "os.fsync", "os.chmod", "os.replace", "tempfile.mkstemp"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), PermissionError(13, "Permission denied")])
def test_a_write_that_fails_anywhere_leaves_the_old_file(tmp_path, monkeypatch, step, error):
    """A full disk or a missing permission at any step: a refusal in words, the old result, and no leavings."""
    path = made(1.0).save(tmp_path / "run.nc")
    before = path.read_bytes()

    def fails(*_args, **_kwargs):
        raise error

    module, name = step.split(".")
    with monkeypatch.context() as patch:
        patch.setattr({"os": os, "tempfile": tempfile}[module], name, fails)
        with pytest.raises(FileProblem) as refusal:
            made(2.0).save(path)
    assert refusal.value.code == "file.unwritable"
    assert error.strerror in str(refusal.value)
    assert path.read_bytes() == before
    if step != "os.close":  # a handle that cannot be closed leaves its empty file
        assert [p.name for p in tmp_path.iterdir()] == ["run.nc"]


@pytest.mark.parametrize("step", ["os.fsync", "os.chmod", "os.replace"])
def test_stopped_by_the_user_anywhere_leaves_the_old_file(tmp_path, monkeypatch, step):
    """Ctrl-C while writing: the old result stays and nothing lies beside it."""
    path = made(1.0).save(tmp_path / "run.nc")
    before = path.read_bytes()

    def stops(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, step.split(".")[1], stops)
        with pytest.raises(KeyboardInterrupt):
            made(2.0).save(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["run.nc"]


KILLED = """
import os, signal, sys
from pathlib import Path
from exoderm.result import write_aside
path, step = Path(sys.argv[1]), sys.argv[2]

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def write(aside):
    if step == "writing":
        aside.write_bytes(b"ne")
        die()
    aside.write_bytes(b"new")
    if step != "none":
        setattr(os, step, die)

if step == "after":
    replace = os.replace
    def late(a, b):
        replace(a, b)
        die()
    os.replace = late
    step = "none"
write_aside(path, write)
"""


@pytest.mark.parametrize(
    ("step", "left"), [("writing", b"old"), ("fsync", b"old"), ("replace", b"old"), ("after", b"new"), ("none", b"new")]
)
def test_killed_at_any_write_the_file_is_the_old_or_the_new_one(tmp_path, step, left):
    """A process killed without warning; what it left beside is hidden and named as a part."""
    path = tmp_path / "run.nc"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), step], capture_output=True, timeout=60)
    assert done.returncode == (0 if step == "none" else -signal.SIGKILL), done.stderr
    assert path.read_bytes() == left
    for beside in tmp_path.iterdir():
        assert beside == path or (beside.name.startswith(".run-") and beside.suffix == ".part")


def test_a_part_that_was_left_behind_does_not_disturb_the_next_run(tmp_path):
    (tmp_path / ".run-leftover.part").write_bytes(b"half")
    assert open_result(made(3.0).save(tmp_path / "run.nc")).document["headline"] == "result 3"


def test_text_is_written_the_same_way(tmp_path):
    """UTF-8, aside, renamed; a folder where the file should be is refused in words."""
    assert write_text(tmp_path / "report.html", "µm ≤ 1e-3").read_text(encoding="utf-8") == "µm ≤ 1e-3"
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileProblem, match="cannot be written"):
        write_text(tmp_path / "folder", "x")
    with pytest.raises(FileProblem, match="cannot be written"):
        write_text(tmp_path / "report.html" / "below", "x")


def test_an_error_of_the_writer_itself_is_not_dressed_up(tmp_path):
    """Only the system's refusals become file problems; a defect stays a defect, and leaves nothing."""
    with pytest.raises(ZeroDivisionError):
        write_aside(tmp_path / "x", lambda _aside: 1 / 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"not a result", b"\x89HDF\r\n\x1a\n" + b"\0" * 100], ids=["empty", "text", "stub"]
)
def test_what_is_no_result_is_refused(tmp_path, content):
    path = tmp_path / "x.nc"
    path.write_bytes(content)
    with pytest.raises(FileProblem) as refusal:
        open_result(path)
    assert refusal.value.code == "file.broken"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_result_cut_short_is_refused_or_whole(tmp_path, share):
    """A copy that stopped half-way: refused in our own words, never read as something else."""
    path = made().save(tmp_path / "run.nc")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(FileProblem) as refusal:
        open_result(path)
    assert refusal.value.code == "file.broken"
    assert "run the scenario again" in str(refusal.value).lower()


def test_a_foreign_netcdf_is_refused_by_its_format(tmp_path):
    h5netcdf = pytest.importorskip("h5netcdf")
    path = tmp_path / "other.nc"
    with h5netcdf.File(path, "w") as file:
        file.attrs["title"] = "sea surface temperature"
    with pytest.raises(FileProblem) as refusal:
        open_result(path)
    assert refusal.value.code == "file.foreign"


@pytest.mark.parametrize("name", ["absent.nc", "."])
def test_nothing_there_is_said(tmp_path, name):
    with pytest.raises(FileProblem) as refusal:
        open_result(tmp_path / name)
    assert refusal.value.code == "file.missing"
