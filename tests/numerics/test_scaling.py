"""Is twice the dose twice the answer, does the choice of unit matter, and does nothing come from nothing?"""

import numpy as np
import pytest

from exoderm.numerics.schedule import Schedule, growing_steps
from exoderm.numerics.transport import advance

SCHEDULE = growing_steps(1.0, 1e-3, 1.15, 0.05)


@pytest.mark.parametrize("seed", range(12))
def test_twice_the_dose_is_twice_the_answer(case, seed):
    """Exactly, to the bit, where uptake does not saturate: a power of two only moves the exponent."""
    problem = case(seed, U=0)
    problem.parts |= {"outside": 0.0, "source": 0.0}
    line = problem.line(SCHEDULE.times)
    once = advance(line, problem.cells, problem.stores, SCHEDULE)
    twice = advance(line, 2 * problem.cells, 2 * problem.stores, SCHEDULE)
    assert (twice.cells == 2 * once.cells).all()
    assert (twice.stores == 2 * once.stores).all()
    assert (twice.account.sinks == 2 * once.account.sinks).all()


@pytest.mark.parametrize("seed", range(12))
def test_two_doses_add_up(case, seed):
    """The answer to a sum is the sum of the answers: to rounding, or to the tolerance where a step was redone."""
    problem = case(seed, U=0)
    problem.parts |= {"outside": 0.0, "source": 0.0}
    line = problem.line(SCHEDULE.times)
    other = np.roll(problem.cells, 1, axis=1)
    a = advance(line, problem.cells, problem.stores, SCHEDULE)
    b = advance(line, other, 0 * problem.stores, SCHEDULE)
    both = advance(line, problem.cells + other, problem.stores, SCHEDULE)
    plain = (a.redone + b.redone + both.redone) == 0
    np.testing.assert_allclose(both.cells[plain], (a.cells + b.cells)[plain], rtol=1e-9, atol=1e-14)
    np.testing.assert_allclose(both.cells, a.cells + b.cells, atol=1e-2 * both.cells.max())


RATES = ("conductance", "conductance_vary", "flow", "flow_vary", "sink", "saturable_max", "source", "store_move")
RATES += ("store_sink", "link_out", "link_back")
VOLUMES = ("capacity", "conductance", "conductance_vary", "flow", "flow_vary", "link_back")
CONCENTRATIONS = ("outside", "saturable_max", "saturable_half")


@pytest.mark.parametrize("seed", range(12))
def test_seconds_or_hours_micrometres_or_metres(case, seed):
    """Time in other units and volume in other units: the same amounts, to rounding."""
    problem = case(seed)
    line = problem.line(SCHEDULE.times)
    first = advance(line, problem.cells, problem.stores, SCHEDULE)
    time, volume = 3600.0, 1e-18
    for name in RATES:
        problem.parts[name] = problem.parts[name] / time
    for name in VOLUMES:
        problem.parts[name] = problem.parts[name] * volume
    for name in CONCENTRATIONS:
        problem.parts[name] = problem.parts[name] / volume
    slow = Schedule(SCHEDULE.times * time, SCHEDULE.damped)
    factors = problem.line(SCHEDULE.times)
    again = advance(factors, problem.cells / volume, problem.stores, slow)
    np.testing.assert_allclose(again.cells * volume, first.cells, rtol=1e-9, atol=1e-13)
    np.testing.assert_allclose(again.stores, first.stores, rtol=1e-9, atol=1e-13)
    np.testing.assert_allclose(again.account.sinks, first.account.sinks, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("seed", range(6))
def test_nothing_comes_from_nothing(case, seed):
    problem = case(seed)
    problem.parts |= {"outside": 0.0, "source": 0.0}
    end = advance(problem.line(SCHEDULE.times), 0.0, 0.0, SCHEDULE)
    assert not end.cells.any()
    assert not end.stores.any()
    assert not end.account.exposure.any()
