"""Do the mouse card and the scores beside it return what they were fitted to? Calibration, not validation."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import math
import os
import re
from pathlib import Path

import numpy as np
import pytest
import yaml

from exoderm import units
from exoderm.evidence import study
from exoderm.journey.parameter import mechanisms, schema
from exoderm.journey.table import distribution
from exoderm.library import card
from exoderm.numerics.closed import half_lives

SCRIPTS = Path(__file__).parents[3] / "scripts"


def shared() -> Path:
    return Path(os.environ.get("EXODERM_SHARED", Path(__file__).parents[4] / "shared"))


def script(name):
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fitted():
    """The six fitted numbers of the mouse card, per hour but for the share, as the script names them."""
    numbers = card.find("body", "mouse").mechanisms
    rows = [numbers["organs"]["uptake"], numbers["blood"]["to_periphery"], numbers["blood"]["from_periphery"]]
    rows += [numbers["organs"]["liver"], numbers["label"]["release"], numbers["label"]["excretion"]]
    return np.array([units.read(v.value, "" if i == 3 else "1/hour") for i, v in enumerate(rows)])


def test_the_mouse_s_half_lives_lie_where_a_review_has_them():
    """Fast and slow phase within the ranges of kim_2019, which bounded the fit."""
    found = study.load()["kim_2019"].findings
    halves = half_lives(*fitted()[:3])
    for hours, name in zip(halves, ("distribution_half_life", "elimination_half_life"), strict=True):
        low, high = (units.read(getattr(found[name], end), "hour") for end in ("low", "high"))
        assert low * 0.995 <= hours <= high * 1.005, name


def test_label_in_blood_and_liver_is_returned_within_a_factor_of_two():
    """At each of nine times, from a quarter of an hour to a week; the file is the one that was fitted."""
    fit = script("fit_blood")
    path = shared() / fit.FILE
    if not path.is_file():
        pytest.skip(f"SHARED REFERENCE ABSENT ({path}): the fit was not compared with its data")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    assert digest in str(card.find("body", "mouse").mechanisms["blood"]["to_periphery"].origin.derived)
    model = fit.curves(np.log(fitted()))
    rows = [r for r in csv.DictReader(path.read_text(encoding="utf-8").splitlines()) if r["study"] == "Choi2022"]
    assert len(rows) == 18
    for row in rows:
        predicted = float(np.interp(float(row["time_h"]), fit.FINE, model[row["matrix"]])) * 100
        assert abs(math.log2(predicted / float(row["value"]))) < 1, (row["matrix"], row["time_h"], predicted)


def test_the_stored_scores_are_those_of_the_data():
    """Anyone with the data gets the scores that the page of the body prints."""
    stored = yaml.safe_load((SCRIPTS / "organ_split.yaml").read_text(encoding="utf-8"))
    data = shared() / "reference" / "data" / "np_gold_size_route"
    if not data.is_dir():
        pytest.skip(f"SHARED REFERENCE ABSENT ({data}): scores were not computed anew")
    now = script("score_organs").scores(shared())
    assert set(now) == set(stored)
    for name, score in now.items():
        for kind, value in score.items():
            assert value == pytest.approx(stored[name][kind], abs=2e-6), (name, kind)


def test_the_page_of_the_body_prints_the_stored_scores():
    """Each row of its table, figure by figure."""
    stored = yaml.safe_load((SCRIPTS / "organ_split.yaml").read_text(encoding="utf-8"))
    page = (SCRIPTS.parent / "docs" / "stage" / "body.md").read_text(encoding="utf-8")
    rows = {
        m[1].strip(): [float(x) for x in re.findall(r"0\.\d+", m[2])]
        for m in re.finditer(r"^\| ([^|]+)\|(.+)\|$", page, re.M)
    }
    shown = [name for name in stored if name in rows]
    assert len(shown) >= 5
    for name in shown:
        assert rows[name] == [round(stored[name][k], 4) for k in ("regression", "mean", "middle")], name


def test_no_scaled_number_of_the_human_card_leaves_out_the_mouse_s_direction():
    """Each human rate of blood and organs spans from below the mouse's, scaled by mass, to at least half of it."""
    human, mouse = card.find("body", "human").mechanisms, card.find("body", "mouse").mechanisms
    scaled = (70 / 0.025) ** -0.25
    known = mechanisms("body")
    for mechanism, name in (("blood", "to_periphery"), ("blood", "from_periphery"), ("organs", "uptake")):
        parameter = schema(known[mechanism])[name]
        low, high = distribution(human[mechanism][name], parameter, name).ppf(np.array([0.0, 1.0]))
        rate = units.read(mouse[mechanism][name].value, "1/s")
        assert low <= scaled * rate <= high, name
        assert high >= 0.5 * rate, name
