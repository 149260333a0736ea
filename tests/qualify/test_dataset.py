"""Are stored scores those of the files they name, and is it said where files differ, lack or can't be read?"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import least_squares

from exoderm.errors import FileProblem
from exoderm.journey.skin import permeation
from exoderm.qualify import dataset, datasets, kinetics
from exoderm.qualify.datasets import permeability
from exoderm.qualify.kinetics import Point

SETS = dataset.load()
SCORED = [name for name, one in SETS.items() if one.scorer]
Command = Callable[..., Any]


@pytest.fixture
def copied(shared: Path, tmp_path: Path) -> Path:
    """The files of the scored data sets, to be spoilt."""
    for one in SETS.values():
        for name in one.files:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(shared / "reference" / "data" / name, tmp_path / name)
            (tmp_path / name).chmod(0o644)
    return tmp_path


@pytest.mark.parametrize("name", SCORED)
def test_stored_scores_are_those_of_the_files(name: str, shared: Path) -> None:
    found = dataset.scored(SETS[name], dataset.folder(shared))
    assert found.state == "recomputed", found
    assert found.reproduced


@pytest.mark.parametrize("name", sorted(SETS))
def test_digests_are_those_of_the_files(name: str, shared: Path) -> None:
    place = dataset.folder(shared)
    assert {f: dataset.digest(place / f) for f in SETS[name].files} == dict(SETS[name].files)


def test_changed_data_are_named_and_scored_all_the_same(copied: Path, exoderm: Command) -> None:
    path = copied / "ev_human_plasma_nta" / "plasma_ev_long.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("238000000000.0", "23800000000.0")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = dataset.scored(SETS["plasma_counts"], copied)
    assert found.state == "changed"
    assert found.changed == ("ev_human_plasma_nta/plasma_ev_long.csv",)
    assert found.reproduced is False
    assert found.scores["count_error"].model != SETS["plasma_counts"].scores["count_error"].model


def test_a_missing_file_is_named_and_its_stored_scores_are_shown(copied: Path) -> None:
    (copied / "kp_huskindb" / "huskindb.csv").unlink()
    found = dataset.scored(SETS["skin_permeability"], copied)
    assert found.state == "missing"
    assert found.missing == ("kp_huskindb/huskindb.csv",)
    assert found.scores == SETS["skin_permeability"].scores


@pytest.mark.parametrize("spoilt", ["nothing,of,this\n1,2,3\n", "", "Subject_ID,time,Measurements,Value\n0,t,x,many\n"])
def test_a_file_that_is_no_table_does_not_stop_the_others(spoilt: str, copied: Path) -> None:
    (copied / "ev_human_plasma_nta" / "plasma_ev_long.csv").write_text(spoilt, encoding="utf-8")
    found = dataset.scored(SETS["plasma_counts"], copied)
    assert found.state == "unreadable"
    assert "plasma_ev_long.csv" in found.problem
    assert dataset.scored(SETS["needle_patches"], copied).state == "recomputed"


def test_the_command_names_what_changed_and_what_is_missing(copied: Path, exoderm: Command) -> None:
    (copied / "kp_huskindb" / "huskindb.csv").unlink()
    patches = copied / "microneedle_permeation" / "microneedle.csv"
    patches.write_text("\n".join(patches.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    said = exoderm("qualify", "--data", copied, "--draws", "20", "--json")
    assert said.code == 3
    states = {d["id"]: d["state"] for d in json.loads(said.out)["datasets"]}
    assert states["skin_permeability"] == "missing"
    assert states["needle_patches"] == "changed"
    assert states["plasma_counts"] == "recomputed"
    assert "kp_huskindb/huskindb.csv" in said.err
    assert "microneedle_permeation/microneedle.csv" in said.err


def test_an_unknown_folder_is_refused(tmp_path: Path, exoderm: Command) -> None:
    for place in (tmp_path / "nowhere", tmp_path):
        said = exoderm("qualify", "--data", place)
        assert said.code == 2
        assert "data.missing" in said.err
        assert not said.out


def test_the_base_package_s_fit_is_that_of_scipy(shared: Path) -> None:
    logp, mw, target, _ = permeability.compounds(dataset.folder(shared))
    some = np.isfinite(target)
    ours = permeability.fit(logp[some], mw[some], target[some], permeability.EXPECTED)

    def residuals(x: Any) -> Any:
        off = permeation.log_kp(x, logp[some], mw[some]) - target[some]
        return np.concatenate([off, (x - permeability.EXPECTED) / permeability.HELD])

    theirs = least_squares(residuals, permeability.EXPECTED, method="lm").x
    assert permeation.log_kp(ours, logp, mw) == pytest.approx(permeation.log_kp(theirs, logp, mw), abs=1e-4)
    assert ours == pytest.approx(permeation.human().mean, abs=2e-3), "the package's barrier is this fit"


def test_the_needle_score_says_that_a_plain_curve_does_better() -> None:
    scores = SETS["needle_patches"].scores
    assert not scores["nothing_fitted"].good
    assert not scores["one_factor_over_curve"].good


def test_a_right_prediction_of_blood_scores_better_than_its_rival_and_a_wrong_one_worse() -> None:
    hours = (0.25, 1.0, 6.0, 24.0)
    truth = {h: 0.5 * 0.8**h for h in hours}
    points = [Point(100e-9, "blood", h * 3600.0, truth[h]) for h in hours]

    def right(diameter: float, seconds: Any) -> dict[str, Any]:
        return {"blood": np.array([[truth[s / 3600.0] for s in seconds]])}

    def wrong(diameter: float, seconds: Any) -> dict[str, Any]:
        return {"blood": np.ones((1, len(seconds)))}

    good, bad = kinetics.score(right, points), kinetics.score(wrong, points)
    assert good["error"].model == pytest.approx(0.0)
    assert good["within_twofold"].model == 1.0
    assert good["error"].model < good["error"].naive < bad["error"].model


def test_curves_of_vesicles_and_gold_are_read_as_shares_of_the_dose(shared: Path) -> None:
    place = dataset.folder(shared)
    for points in (kinetics.vesicles(place), kinetics.gold(place)):
        assert len(points) >= 18
        assert all(0.0 <= p.share <= 1.0 and p.seconds > 0.0 and 1e-9 < p.diameter < 1e-6 for p in points)
    assert {p.place for p in kinetics.vesicles(place)} == {"blood", "liver"}


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(FileProblem, match="no column 'z'"):
        datasets.table(tmp_path / "a.csv", ("x", "z"))
