"""Is the spread of an answer divided rightly between what differs from person to person and what nobody knows?"""

from __future__ import annotations

import numpy as np
import pytest

from exoderm.journey import account
from exoderm.journey.parameter import Parameter
from exoderm.journey.summary import summarise
from exoderm.journey.table import DrawTable, sample
from exoderm.journey.trace import FEWEST, KINDS, Tracer
from exoderm.library.value import Value

NUMBER = Parameter("x", "", "a number", -1e9, 1e9)


def table_of(draws, seed=5, **kinds):
    """A table of standard normal inputs: how many of each kind."""

    def value(kind):
        origin = {"assumed": "for this test"}
        return Value(value="0", sd="1", spread="normal", between=kind, grade=1, origin=origin)

    rows = [
        sample(f"{kind}.{i}", NUMBER, value(kind), "test", seed, draws) for kind, n in kinds.items() for i in range(n)
    ]
    return DrawTable(tuple(rows), seed, draws)


def shares(table, answer):
    return {part.kind: part.share for part in Tracer(table).parts(answer)}


@pytest.mark.parametrize("people", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_the_share_between_people_is_found(people):
    """A sum of six inputs of people and sixty unknown ones, of which three count: within 0.03 at 4,000 draws."""
    table = table_of(4000, people=6, ignorance=60)
    x = np.stack([row.samples for row in table])
    answer = np.sqrt(people / 6) * x[:6].sum(axis=0) + np.sqrt((1 - people) / 3) * x[6:9].sum(axis=0)
    found = shares(table, answer)
    # Ranks of normal numbers correlate a little less than the numbers do: (6/pi asin(r/2))^2 for r^2.
    exact = 6 * (6 / np.pi * np.arcsin(np.sqrt(people / 6) / 2)) ** 2
    assert found["people"] == pytest.approx(exact, abs=0.03)
    assert found["people"] == pytest.approx(people, abs=0.12)
    assert found["measurement"] == 0.0


def test_eighty_inputs_that_do_nothing_carry_nothing():
    """Without taking off what chance gives they would seem to carry 80/255; the mean over 40 seeds is next to none."""
    seen = []
    for seed in range(40):
        table = table_of(256, seed, people=1, ignorance=80)
        seen.append(shares(table, table.row("people.0").samples)["ignorance"])
    assert np.mean(seen) < 0.05


def test_the_error_is_as_large_as_the_scatter_between_seeds():
    """Forty seeds of 256 draws: the shares scatter by what is said, within a half, and the truth lies among them."""
    found, said = [], []
    for seed in range(40):
        table = table_of(256, seed, people=4, ignorance=20)
        x = np.stack([row.samples for row in table])
        people = next(p for p in Tracer(table).parts(x[:4].sum(axis=0) + x[4:24].sum(axis=0) / 2) if p.kind == "people")
        found.append(people.share)
        said.append(people.error)
    assert np.std(found) == pytest.approx(np.mean(said), rel=0.5)
    assert np.mean(found) == pytest.approx(4 / 9, abs=0.06)


def test_what_inputs_do_together_is_nobodys():
    """A product of two inputs about zero has no share of either: all of it is together."""
    table = table_of(4000, people=1, ignorance=1)
    found = shares(table, table.row("people.0").samples * table.row("ignorance.0").samples)
    assert found["together"] > 0.95


def test_the_parts_add_up_to_one(travel):
    result = summarise(travel(draws=64, person={"site": "scalp"}), 0.0)
    for spread in result.document["spread"]:
        assert sum(part["share"] for part in spread["parts"]) == pytest.approx(1.0)
        assert [part["kind"] for part in spread["parts"]] == [*KINDS, "together"]


def test_too_few_draws_and_no_spread_have_a_reason_and_no_parts(travel):
    table = table_of(FEWEST - 1, people=2)
    assert Tracer(table).parts(table.row("people.0").samples) == []
    assert Tracer(table_of(100, people=2)).parts(np.ones(100)) == []
    spread = summarise(travel(draws=8), 0.0).document["spread"][0]
    assert spread["parts"] == []
    assert "few draws" in spread["reason"]


def test_what_nobody_knows_outweighs_what_people_differ_in(travel):
    """Undamaged skin and 256 draws: people carry less than a tenth of the spread, ignorance more than half."""
    spread = summarise(travel(draws=256), 0.0).document["spread"][0]
    found = {part["kind"]: part for part in spread["parts"]}
    assert found["people"]["inputs"] >= 5
    assert found["people"]["share"] + 2 * found["people"]["error"] < 0.1
    assert found["ignorance"]["share"] > 0.5


def test_holding_fast_what_nobody_knows_tells_the_same(travel):
    """Another way to the same share: with all else at its middle, people alone move the logarithm of the answer by less
    than a tenth of its variance, and then no share of the spread is ignorance any more."""
    whole = travel(draws=64)
    known = {
        row.path: f"{float(np.median(row.samples))!r} {row.parameter.unit}"
        for row in whole.plan.table
        if row.uncertain and row.value.between != "people"
    }
    people = travel(draws=64, set=known)
    moved = [np.var(np.log(account.reached(j, j.end, *account.LIVING))) for j in (people, whole)]
    assert 0.0 < moved[0] < 0.1 * moved[1]
    spread = summarise(people, 0.0).document["spread"][0]
    assert {part["kind"]: part["inputs"] for part in spread["parts"]}["ignorance"] == 0
    assert {part["kind"]: part["share"] for part in spread["parts"]}["people"] > 0.5
