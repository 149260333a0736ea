"""Does an answer depend on who shares the batch, on its order, or on the number of threads? Not to the last bit."""

from dataclasses import fields, replace

import numpy as np
import pytest

from exoderm.numerics.line import Line
from exoderm.numerics.schedule import growing_steps
from exoderm.numerics.transport import advance, build_line

SCHEDULE = growing_steps(1.0, 1e-4, 1.2, 0.1)


def join(lines):
    return Line(**{part.name: np.concatenate([getattr(line, part.name) for line in lines]) for part in fields(Line)})


def pick(line, rows):
    return replace(line, **{part.name: getattr(line, part.name)[rows] for part in fields(Line)})


def flat(end, row):
    """All that an answer says about one problem, as one array of bits."""
    account = [getattr(end.account, part.name)[row].ravel() for part in fields(end.account)]
    seen = [getattr(end.seen.account, part.name)[row].ravel() for part in fields(end.account)]
    states = [end.cells[row], end.stores[row], end.seen.cells[row].ravel(), end.seen.stores[row].ravel()]
    return np.concatenate([*states, *account, *seen, [end.redone[row]]]).tobytes()


@pytest.fixture
def crowd(case):
    """23 problems of one shape but very different stiffness, some of which need steps redone."""
    first = case(21, m=2, U=1, stiff=2.0)
    n, S, R = first.cells.shape[1], first.parts["sink"].shape[1], first.parts["store_sink"].shape[2]
    chosen, seed = [], 100
    while len(chosen) < 6:
        rng = np.random.default_rng(seed)
        scale = {name: np.exp(rng.normal(0, 2, (4, *([1] * (part.ndim - 1))))) for name, part in first.parts.items()}
        parts = {name: np.abs(part) * scale[name] if name != "flow" else part for name, part in first.parts.items()}
        times = SCHEDULE.times
        chosen.append(build_line(**parts, **{name: shape(times) for name, shape in first.factors.items()}))
        seed += 1
    line = pick(join(chosen), slice(0, 23))
    assert line.sink.shape == (23, S, n)
    assert line.store_sink.shape == (23, 2, R)
    cells, stores = np.tile(first.cells, (6, 1))[:23], np.tile(first.stores, (6, 1))[:23] + 0.5
    return line, cells, stores


def test_threads_do_not_change_a_bit(crowd):
    line, cells, stores = crowd
    answers = [advance(line, cells, stores, SCHEDULE, observe=[3, 9], threads=k) for k in (1, 2, 4)]
    assert answers[0].redone.any()
    for row in range(23):
        assert flat(answers[0], row) == flat(answers[1], row) == flat(answers[2], row)


def test_batch_size_and_order_do_not_change_a_bit(crowd):
    line, cells, stores = crowd
    together = advance(line, cells, stores, SCHEDULE, observe=[3, 9])
    order = np.random.default_rng(0).permutation(23)
    for size in (1, 2, 3, 5, 8, 23):
        for first in range(0, 23, size):
            rows = order[first : first + size]
            part = advance(pick(line, rows), cells[rows], stores[rows], SCHEDULE, observe=[3, 9])
            for place, row in enumerate(rows):
                assert flat(part, place) == flat(together, row)


def test_a_pause_changes_only_the_step_and_not_the_state(crowd):
    """Looking at a state does not disturb it: with and without observed nodes, the end is the same."""
    line, cells, stores = crowd
    watched = advance(line, cells, stores, SCHEDULE, observe=range(len(SCHEDULE.times)))
    unseen = advance(line, cells, stores, SCHEDULE)
    assert watched.cells.tobytes() == unseen.cells.tobytes()
    assert watched.account.exposure.tobytes() == unseen.account.exposure.tobytes()
    assert watched.seen.cells[:, -1].tobytes() == unseen.cells.tobytes()
