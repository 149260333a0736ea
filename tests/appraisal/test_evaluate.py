"""Are the figures honest: from text alone, with intervals, and as high as the floors written here?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exoderm.appraisal import score
from exoderm.appraisal.evaluate import evaluate, predict
from exoderm.cli.evaluate import table
from exoderm.errors import InputError

LINE: dict[str, Any] = {
    "text": "Exosomes easily pass through the horny layer of whole skin.",
    "doc_id": "a",
    "lang": "en",
    "is_claim": True,
    "claim_type": "penetration",
    "claim_family": "penetration",
    "population": "none",
    "certainty": "asserted",
    "hype": True,
    "hype_trap": False,
    "verdict": "contradicted",
}


def test_labels_never_reach_the_prediction() -> None:
    other = {**LINE, "is_claim": False, "claim_type": None, "certainty": None, "hype": False, "verdict": None}
    assert predict([LINE]) == predict([other])


def test_a_right_and_a_wrong_line() -> None:
    right = evaluate([LINE])
    assert right["verdict"]["macro_f1"] == 1.0
    assert right["verdict"]["contradicted_found"] == 1.0
    wrong = evaluate([{**LINE, "verdict": "supported"}])
    assert wrong["verdict"]["macro_f1"] == 0.0
    assert wrong["verdict"]["supported_found"] == 0.0


def test_what_has_no_meaning_is_null_with_a_reason() -> None:
    found = evaluate([LINE])
    assert found["population"]["recall"] is None
    assert found["population"]["reason"]["recall"]
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize(
    ("lines", "where"), [([], "no lines"), ([{"text": "x"}], "line 1"), ([LINE, {"doc_id": "a"}], "line 2")]
)
def test_bad_lines_are_refused_with_their_place(lines: list[dict[str, Any]], where: str) -> None:
    with pytest.raises(InputError, match=where):
        evaluate(lines)


@pytest.mark.parametrize(
    ("label", "given", "nearest"),
    [("verdict", "suported", "supported"), ("claim_type", "eficacy", "efficacy"), ("certainty", "hedge", "hedged"),
     ("is_claim", "yes", "true or false")],
)  # fmt: skip
def test_a_label_that_no_sentence_can_get_is_refused(label: str, given: str, nearest: str) -> None:
    with pytest.raises(InputError, match=nearest):
        evaluate([LINE, {**LINE, label: given}])


def test_macro_f1_agrees_with_an_independent_one() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    given = ["a", "a", "b", "b", "c", "c", "c", "a"]
    guess = ["a", "b", "b", "b", "c", "a", "z", "a"]
    table = score.tally(["d"] * 8, given, guess, ["a", "b", "c"])
    expected = metrics.f1_score(given, guess, labels=["a", "b", "c"], average="macro", zero_division=0)
    assert score.measure(table, score.macro).value == pytest.approx(expected, abs=1e-4)


def test_the_interval_encloses_the_figure_and_comes_back_the_same() -> None:
    table = score.tally(list("aabbccdd"), list("xyxyxyxy"), list("xyxxyyxy"), ["x", "y"])
    one, two = score.measure(table, score.macro), score.measure(table, score.macro)
    assert one == two
    assert one.low is not None
    assert one.value is not None
    assert one.high is not None
    assert one.low <= one.value <= one.high


FLOORS = {
    ("is_claim", "macro_f1"): 0.90,
    ("claim_type", "macro_f1"): 0.80,
    ("hype", "f1"): 0.85,
    ("certainty", "macro_f1"): 0.80,
    ("verdict", "macro_f1"): 0.50,
    ("verdict", "supported_found"): 0.50,
    ("verdict", "contradicted_found"): 0.60,
}
"""Floors on the sentences that the reader learned from: a guard against falls, no promise for new pages."""


def test_figures_on_the_development_sentences(shared: Path) -> None:
    lines = [
        json.loads(x) for x in (shared / "reference" / "claims_dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    found = evaluate(lines)
    low = {f"{a}.{b}": found[a][b] for (a, b), floor in FLOORS.items() if found[a][b] < floor}
    assert not low
    assert found["verdict"]["overcalled"] <= 0.10


def test_people_see_each_figure_beside_its_interval_and_two_readers() -> None:
    lines = table(evaluate([LINE]))
    assert any(line.startswith("verdict macro f1") and line.endswith("0.56") for line in lines)
    assert any("no line with such a label" in line for line in lines), "a figure without meaning says why"
