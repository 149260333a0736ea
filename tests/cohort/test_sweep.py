"""Does a sweep change one thing alone, on the same people, and say what cannot be told apart?"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from exoderm import answer
from exoderm.cohort import readouts, sweep
from exoderm.errors import InputError, UnitError, UnknownName
from exoderm.result import Result
from exoderm.scenario import Scenario

Command = Callable[..., Any]
SMALL = ("--draws", "16", "--set", "weeks=0.15")


def swept(plain: Any, ran: Any, path: str, values: dict[str, Scenario], **more: Any) -> dict[str, Any]:
    over = sweep.Over(path, tuple(values))
    points = [sweep.Point(value, result=ran(scenario)) for value, scenario in values.items()]
    return sweep.document(plain(), over, points, **more)


def told(document: dict[str, Any], value: str, readout: str) -> dict[str, Any]:
    return next(p for p in document["points"] if p["value"] == value)["readouts"][readout]


def test_what_comes_before_the_route_does_not_change_with_it(plain: Any, ran: Any) -> None:
    """The vials are the same vials, draw by draw, to the last bit; what reaches living skin is not."""
    values = {route: plain(route=route) for route in ("topical", "microneedle_roller")}
    document = swept(plain, ran, "route.card", values)
    vial = told(document, "microneedle_roller", "whole_at_use")["against_first"]
    assert (vial["low"], vial["median"], vial["high"]) == (1.0, 1.0, 1.0)
    assert not vial["distinguishable"]
    skin = told(document, "microneedle_roller", "living_skin")["against_first"]
    assert skin["distinguishable"]
    assert skin["median"] > 3.0


def test_ten_times_the_count_is_ten_times_the_dose_in_every_draw(plain: Any, ran: Any) -> None:
    product = dict(plain().product.model_dump())
    values = {c: plain(product={**product, "concentration": f"{c} particle/mL"}) for c in ("1e9", "1e10")}
    document = swept(plain, ran, "product.concentration", values, wanted=["stage.labelled"])
    ten = told(document, "1e10", "stage.labelled")["against_first"]
    assert (ten["low"], ten["high"]) == pytest.approx((10.0, 10.0), rel=1e-12)
    assert [r["id"] for r in document["readouts"]] == ["stage.labelled"]


def test_longer_storage_leaves_fewer_whole_in_every_draw(plain: Any, ran: Any) -> None:
    values = {d: plain(storage=[{"temperature": "4 degC", "duration": d}]) for d in ("7 day", "70 day")}
    document = swept(plain, ran, "storage.0.duration", values)
    longer = told(document, "70 day", "whole_at_use")["against_first"]
    assert longer["high"] < 1.0
    assert longer["higher_in"] == 0.0
    assert longer["distinguishable"]


def test_a_number_that_does_not_act_on_an_answer_changes_nothing(plain: Any, ran: Any) -> None:
    """How much cargo a cell frees says nothing of what reaches the skin, and all of what is in the cell."""
    path = "cell.fibroblast.escape.share"
    document = swept(plain, ran, path, {v: plain(set={path: v}) for v in ("0.01", "0.1")})
    skin = told(document, "0.1", "living_skin")["against_first"]
    assert (skin["low"], skin["high"], skin["distinguishable"]) == (1.0, 1.0, False)
    copies = told(document, "0.1", "copies.fibroblast")["against_first"]
    # Escape also empties the endosome a little faster, so not ten to the last digit.
    assert (copies["low"], copies["high"]) == pytest.approx((10.0, 10.0), rel=1e-2)


def test_readouts_are_those_of_the_run(plain: Any, ran: Any) -> None:
    """Medians and ends agree with what the run itself says."""
    result = ran(plain())
    found, run = readouts.readouts(result), result.document
    living = next(s for s in run["stages"] if s["stage"] == "living_skin")["of_dose"]
    assert readouts.interval(found["living_skin"].draws) == pytest.approx(living)
    cell = run["cells"][1]
    assert readouts.interval(found[f"copies.{cell['cell']}"].draws) == pytest.approx(cell["copies_per_cell"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dose.volume", "sweep.form"), ("=1,2", "sweep.form"), ("dose.volume=1 mL", "sweep.form"),
        ("dose.volume=1 mL,,2 mL", "sweep.form"), ("dose.volume=1 mL,1 mL", "sweep.form"),
        ("seed=1,2", "sweep.path"), ("draws=8,16", "sweep.path"), ("name=a,b", "sweep.path"),
        ("x=" + ",".join(map(str, range(99))), "sweep.form"),
    ],
)  # fmt: skip
def test_what_is_no_sweep_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as refusal:
        sweep.over(text)
    assert refusal.value.code == code


def test_an_unknown_readout_is_refused_with_the_nearest(plain: Any, ran: Any) -> None:
    with pytest.raises(UnknownName, match="living_skin"):
        swept(plain, ran, "route.card", {"topical": plain()}, wanted=["living_skn"])


def test_a_refused_value_is_named_and_leaves_the_others(tmp_path: Path, exoderm: Command) -> None:
    said = exoderm(
        "sweep", "serum-on-cheek", "--over", "dose.volume=1 mL,99 mL,2 mL", *SMALL, "--json", "--out", tmp_path
    )
    assert said.code == 3, said.all
    assert "99 mL" in said.err
    assert "dose.larger" in said.err
    document = json.loads(said.out)
    assert [p["status"] for p in document["points"]] == ["done", "refused", "done"]
    assert document["points"][1]["code"] == "dose.larger"
    assert document["points"][1]["readouts"] == {}
    page = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
    assert "refused" in page
    assert "-hatch)" in page


def test_where_all_values_are_refused_the_first_refusal_is_the_answer(tmp_path: Path, exoderm: Command) -> None:
    said = exoderm("sweep", "serum-on-cheek", "--over", "route.card=topicl,rollr", "--out", tmp_path / "o")
    assert said.code == 2
    assert "topicl" in said.err
    assert not (tmp_path / "o").exists()


def test_a_path_that_nothing_bears_is_refused_with_the_nearest(tmp_path: Path, exoderm: Command) -> None:
    said = exoderm("sweep", "serum-on-cheek", "--over", "dose.volum=1 mL,2 mL", "--out", tmp_path)
    assert said.code == 2
    assert "volume" in said.err


def test_interrupted_it_keeps_what_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exoderm: Command
) -> None:
    """Ctrl-C in the second of three runs: the first is in report and document, the others are named as not reached."""
    real, calls = answer.simulate, []

    def stop_at_two(scenario: Scenario, **more: Any) -> Result:
        calls.append(scenario)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(scenario, **more)

    monkeypatch.setattr(answer, "simulate", stop_at_two)
    said = exoderm("sweep", "serum-on-cheek", "--over", "dose.volume=1 mL,2 mL,3 mL", *SMALL, "--out", tmp_path)
    assert said.code == 130, said.all
    assert "1 of 3" in said.err
    document = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
    assert [p["status"] for p in document["points"]] == ["done", "not_reached", "not_reached"]
    assert document["points"][0]["readouts"]["living_skin"]["median"] > 0.0
    assert next(tmp_path.glob("*.html")).name in said.err


def test_a_sweep_says_the_same_as_single_runs(tmp_path: Path, exoderm: Command) -> None:
    """The document's medians are those of ``run`` with the same setting: nothing is lost between the two commands."""
    said = exoderm(
        "sweep",
        "serum-on-cheek",
        "--over",
        "person.condition=intact,tape_stripped",
        *SMALL,
        "--json",
        "--out",
        tmp_path,
    )
    document = json.loads(said.out)
    for condition in ("intact", "tape_stripped"):
        alone = json.loads(
            exoderm(
                "run", "serum-on-cheek", *SMALL, "--set", f"person.condition={condition}", "--json", "--out", tmp_path
            ).out
        )
        living = next(s for s in alone["stages"] if s["stage"] == "living_skin")["of_dose"]
        point = next(p for p in document["points"] if p["value"] == condition)
        assert point["digest"] == alone["digest"]
        assert math.isclose(point["readouts"]["living_skin"]["median"], living["median"], rel_tol=1e-12)


def test_units_of_a_swept_number_are_checked(tmp_path: Path, exoderm: Command) -> None:
    said = exoderm("sweep", "serum-on-cheek", "--over", "route.follicle.filling=0.1,0.5 s", *SMALL, "--out", tmp_path)
    assert said.code == 3
    assert UnitError.default_code in said.err


def test_failed_draws_do_not_poison_a_readout() -> None:
    draws = np.array([1.0, np.nan, 3.0, np.inf, 2.0])
    assert readouts.interval(draws)["median"] == 2.0
    assert readouts.interval(np.array([np.nan]))["median"] is None
