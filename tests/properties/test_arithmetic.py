"""Five hundred scenarios over all cards, each put to every question about the arithmetic.

The findings lie in a file (``EXODERM_FINDINGS``, or a folder of the test's own): a night that was cut off goes on in
the next. `scripts/agree.py` gathers the same from the command line; docs/credibility.md has the outcome.
"""

from __future__ import annotations

import os
from pathlib import Path

import findings
import numpy as np
import pytest
import tally
from trial import examine

from exoderm.library import card
from exoderm.numerics.schedule import Schedule, even_steps

KINDS = ("donor", "vial", "route", "skin", "body", "cell", "cargo")
COUNT, SEEDS = 500, 560
"""So many are compared; a few more are drawn, since some vials hold nothing any more when they are used."""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Findings of all seeds."""
    given = os.environ.get("EXODERM_FINDINGS")
    path = Path(given) if given else tmp_path_factory.mktemp("arithmetic") / "findings.jsonl"
    seeds = range(SEEDS)
    for _ in findings.gather(path, seeds, 2):
        pass
    known = findings.read(path)
    return [known[seed] for seed in seeds]


@pytest.mark.nightly
def test_every_scenario_runs_and_every_card_is_drawn(found):
    """No error, and no card of a stage that nobody drew; what a card is like counts with it."""
    assert not tally.broken(found)
    drawn = tally.drawn(found)
    assert {f"{kind}/{name}" for kind in KINDS for name in card.load(kind)} <= set(drawn)
    doses = [f["doses"] for f in found]
    assert min(doses) == 1
    assert max(doses) == 4


@pytest.mark.nightly
@pytest.mark.parametrize("question", ["ledger", "sign"])
def test_nothing_is_lost_and_nothing_is_owed(found, question):
    """All 500: the ledger closes to 1e-12 of each traveller's dose, and nothing is below -1e-12 of it."""
    held = tally.questions(found)[question]
    assert held.within == held.of >= COUNT, held


@pytest.mark.nightly
@pytest.mark.parametrize("who", tally.WHO)
def test_half_the_steps_change_no_more_than_second_order_claims(found, who):
    """Halving the steps moves nothing by more than 1e-3 of the dose in 99 of 100, and leaves a quarter of the change.

    The middle scenario's change falls to between 1/3.5 and 1/4.5, as second order claims.
    """
    held = tally.questions(found)[f"half the steps, {who}"]
    assert held.share >= 0.99, held
    drops = tally.drops(found, who)
    assert len(drops) >= COUNT // 4
    assert 3.5 <= drops[len(drops) // 2] <= 4.5


@pytest.mark.nightly
@pytest.mark.parametrize("who", tally.WHO)
def test_the_referee_agrees(found, who):
    """At least 98 of 100 within 1e-3 of the dose in each layer and fate; whoever is slow or broken has missed."""
    held = tally.questions(found)[f"referee, {who}"]
    assert held.of >= COUNT
    assert held.share >= 0.98, [(f["seed"], f[who], tally.reason(f, who)) for f in tally.misses(found, who)]


def test_a_few_hold_every_bound_each_time(mouse):
    """Eight of the five hundred, with all that is asked of them; among them a vein, a muscle, needles and films."""
    some = [examine(seed, mouse) for seed in (1, 7, 9, 14, 17, 22, 25, 29)]
    assert len({f["route"] for f in some}) >= 7
    for question, held in tally.questions(some).items():
        assert held.within == held.of, (question, held)


def test_halved_steps_are_halves_and_only_the_first_are_damped():
    """Each step in two equal parts; as many damped ones as before, at the start."""
    from finer import halved

    fine = halved(even_steps(8.0, 4, damped=2))
    assert isinstance(fine, Schedule)
    np.testing.assert_allclose(np.diff(fine.times), [0.5] * 8 + [1.0] * 4)
    assert fine.damped.tolist() == [True] * 4 + [False] * 8


def test_a_file_of_findings_goes_on_where_it_was_cut_off(tmp_path):
    """Of two lines the second is cut off: only its seed and the missing one are asked again, and none stands twice."""
    path = tmp_path / "findings.jsonl"
    asked = [one["seed"] for one in findings.gather(path, [0, 3], 1)]
    assert sorted(asked) == [0, 3]
    first, second = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{first}\n{second[:40]}", encoding="utf-8")
    again = [one["seed"] for one in findings.gather(path, [0, 3], 1)]
    assert again == [asked[1]]
    assert set(findings.read(path)) == {0, 3}
    assert not list(findings.gather(path, [0, 3], 1))


def test_what_was_not_compared_is_a_miss():
    """A referee that gave up counts against the share, with its reason; so does a trial that broke."""
    good = {"offered": True, "halved": [1e-5, 2e-6], "apart": 1e-5, "where": "washed", "relative": 1e-4}
    slow = good | {"apart": float("inf"), "relative": float("inf"), "where": "the referee was too slow"}
    found = [
        {"seed": i, "ledger": 1e-15, "lowest": 0.0, "vesicles": one, "companion": good}
        for i, one in enumerate([good, slow])
    ]
    held = tally.questions(found)["referee, vesicles"]
    assert (held.within, held.of, held.seed) == (1, 2, 1)
    assert "slow" in tally.reason(tally.misses(found, "vesicles")[0], "vesicles")
    error = {"seed": 9, "error": "no"}
    assert tally.questions([*found, error])["ledger"].within == 2
    assert tally.broken([*found, error]) == [error]
