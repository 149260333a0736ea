"""Does the trace name the inputs that move an answer, and the weakest of them, and is it silent where it must be?"""

from __future__ import annotations

import numpy as np
import pytest

from exoderm.journey.parameter import Parameter
from exoderm.journey.summary import summarise
from exoderm.journey.table import DrawTable, sample
from exoderm.journey.trace import MATTERS, Tracer, chance, weakest
from exoderm.library.value import Origin, Value


def table(draws=400, grades=(5, 3, 1, 7), constant=False):
    """Inputs a, b, c, d, uniform in their rank, with the given grades; with ``constant`` also one that never varies."""
    rows = []
    for name, grade in zip("abcd", grades, strict=True):
        value = Value(low="1", high="100", spread="loguniform", grade=grade, origin=Origin(user="test"))
        rows.append(sample(name, Parameter(name, "", f"input {name}", 0.0, 1e9), value, "test", 3, draws))
    if constant:
        value = Value(value="2", grade=1, origin=Origin(user="test"))
        rows.append(sample("fixed", Parameter("fixed", "", "a fixed input", 0.0, 10.0), value, "test", 3, draws))
    return DrawTable(tuple(rows), 3, draws)


def of(table, **weights):
    """log answer = sum of weight x log input."""
    return np.exp(sum(w * np.log(table.row(name).samples) for name, w in weights.items()))


def test_shares_of_a_known_mixture_come_back():
    """Weights 3, 2, 1 on like inputs are shares 9, 4 and 1 of fourteen, in this order, and the fourth has none."""
    inputs = table(2000)
    movers = Tracer(inputs).movers(of(inputs, a=3, b=2, c=1))
    assert [m.row.path for m in movers] == ["a", "b", "c"]
    np.testing.assert_allclose([m.share for m in movers], [9 / 14, 4 / 14, 1 / 14], atol=0.06)


@pytest.mark.parametrize("direction", [1, -1])
def test_one_input_alone_explains_all(direction):
    """Whatever the direction and however crooked the curve."""
    inputs = table()
    movers = Tracer(inputs).movers(np.tanh(of(inputs, b=direction) / 50))
    assert movers[0].row.path == "b"
    assert movers[0].share == pytest.approx(1.0, abs=1e-9)


def test_a_constant_input_never_matters():
    """It has no ranks, so it cannot stand among the movers even if the answer is proportional to it."""
    inputs = table(constant=True)
    movers = Tracer(inputs).movers(of(inputs, a=1, fixed=3))
    assert {m.row.path for m in movers} == {"a"}


def test_an_answer_that_never_varies_is_moved_by_nothing():
    inputs = table()
    assert Tracer(inputs).movers(np.full(400, 7.0)) == []
    assert weakest([]) is None


def test_the_weakest_link_is_the_lowest_grade_that_matters():
    """c (grade 1) matters with a fourteenth; where its share falls below 5 %, b (grade 3) is the weakest."""
    inputs = table(2000)
    assert weakest(Tracer(inputs).movers(of(inputs, a=3, b=2, c=1))).path == "c"
    barely = Tracer(inputs).movers(of(inputs, a=3, b=2, c=0.5))
    assert next((m.share for m in barely if m.row.path == "c"), 0.0) < MATTERS
    assert weakest(barely).path == "b"


def test_of_equal_grades_the_one_that_moves_more_is_named():
    inputs = table(grades=(4, 2, 2, 7))
    assert weakest(Tracer(inputs).movers(of(inputs, a=3, b=1.5, c=2))).path == "c"


@pytest.mark.parametrize("draws", [1, 4, 7])
def test_few_draws_say_nothing(draws):
    """Below eight draws any rank correlation is chance."""
    inputs = table(draws)
    assert Tracer(inputs).movers(of(inputs, a=1)) == []


@pytest.mark.parametrize(("draws", "inputs"), [(16, 20), (64, 170), (256, 170)])
def test_chance_is_not_reported(draws, inputs):
    """Of 400 answers that hang on nothing some one in twenty names an input, however many inputs there are."""
    rng = np.random.default_rng(5)
    x = np.argsort(rng.random((inputs, draws)), axis=1) - (draws - 1) / 2
    y = np.argsort(rng.random((400, draws)), axis=1) - (draws - 1) / 2
    shares = (x @ y.T) ** 2 / (x[0] @ x[0]) ** 2
    named = (shares.max(axis=0) > chance(draws, inputs)).mean()
    assert 0.01 < named < 0.09


def test_ties_share_their_rank():
    """An answer with only two values still finds its input, with less than all of it."""
    inputs = table()
    a = inputs.row("a").samples
    movers = Tracer(inputs).movers((a > np.median(a)).astype(float))
    assert movers[0].row.path == "a"
    assert movers[0].share == pytest.approx(0.75, abs=0.01)


def test_a_run_with_few_draws_says_so(travel):
    """The weakest link of a stage is then absent, with the reason in words."""
    document = summarise(travel(draws=4, weeks=0.01), 0.0).document
    link = next(s for s in document["stages"] if s["stage"] == "living_skin")["weakest"]
    assert link["grade"] is None
    assert "too few draws" in link["reason"]
