"""Do steps start small, grow, meet each mark and the end, and are the first ones damped?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.numerics.schedule import Schedule, even_steps, growing_steps


@given(
    duration=st.floats(1e-3, 1e7),
    part=st.floats(1e-7, 1.0),
    growth=st.floats(1.01, 3.0),
    longest=st.floats(0.01, 1.0),
    marks=st.lists(st.floats(0.0, 1.0), max_size=5),
)
def test_growing_steps_meet_marks_and_end(duration, part, growth, longest, marks):
    wanted = [mark * duration for mark in marks if 1e-6 < mark < 1 - 1e-6]
    schedule = growing_steps(duration, part * duration, growth, longest * duration, wanted)
    steps = np.diff(schedule.times)
    assert schedule.times[0] == 0.0
    assert schedule.times[-1] == duration
    assert set(wanted) <= set(schedule.times.tolist())
    assert steps.max() <= longest * duration * (1 + 1e-8)
    assert schedule.damped[: min(4, len(steps))].all()
    assert not schedule.damped[4:].any()
    assert [schedule.times[k] for k in schedule.find(wanted)] == pytest.approx(wanted)


def test_the_first_two_steps_become_four_halves():
    schedule = even_steps(1.0, 5)
    np.testing.assert_allclose(schedule.times, [0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0])
    assert schedule.damped.tolist() == [True] * 4 + [False] * 3


def test_a_time_between_nodes_is_refused_with_the_nearest():
    with pytest.raises(ValueError, match=r"no node at 0\.25; the nearest is 0\.2"):
        even_steps(1.0, 5).find([0.25])


@pytest.mark.parametrize(
    "make",
    [
        lambda: even_steps(1.0, 0),
        lambda: growing_steps(-1.0, 0.1),
        lambda: growing_steps(1.0, 0.0),
        lambda: Schedule(np.array([0.0, 0.0]), np.array([True])),
        lambda: Schedule(np.array([0.0, 1.0]), np.array([True, False])),
    ],
)
def test_impossible_schedules_are_refused(make):
    with pytest.raises(ValueError, match="schedule: "):
        make()
