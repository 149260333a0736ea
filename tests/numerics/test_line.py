"""Does a line say clearly what it cannot be, and does building it stay light?"""

import subprocess
import sys

import numpy as np
import pytest

from exoderm.numerics.line import build_line
from exoderm.numerics.schedule import even_steps
from exoderm.numerics.transport import advance


def test_what_is_left_out_is_absent():
    line = build_line(np.ones((3, 5)), np.ones(6), link_out=np.ones((2, 5)))
    assert line.store_move.shape == (3, 2, 2)
    assert not line.store_move.any()
    assert (line.partition == 1.0).all()
    assert (line.link_factor == 1.0).all()
    assert line.link_out.shape == (3, 2, 5)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"conductance": np.full(6, -1.0)}, r"conductance\[0, 0\] is -1, but must be zero or more"),
        ({"capacity": [[1.0, 1.0, 0.0, 1.0, 1.0]]}, r"capacity\[0, 2\] is 0, but must be above zero"),
        ({"flow": [0, 0, np.nan, 0, 0, 0]}, r"flow\[0, 2\] is nan, but must be finite"),
        ({"sink": np.ones((1, 4))}, r"sink has shape \(1, 4\)"),
        ({"outside": [-1.0, 0.0]}, r"outside\[0, 0\] is -1"),
    ],
)
def test_impossible_parts_are_refused_by_name_and_place(parts, says):
    with pytest.raises(ValueError, match=says):
        build_line(**({"capacity": np.ones((1, 5)), "conductance": np.ones(6)} | parts))


def test_unknown_parts_are_refused():
    with pytest.raises(TypeError, match="no part 'sinks'"):
        build_line(np.ones((1, 5)), np.ones(6), sinks=1.0)


def test_advance_refuses_what_does_not_fit():
    line = build_line(np.ones((1, 5)), np.ones(6), face_factor=np.ones((1, 4)))
    none = np.zeros((1, 0))
    with pytest.raises(ValueError, match="face_factor has 4 time nodes, but the schedule has 13"):
        advance(line, 0.0, none, even_steps(1.0, 10))
    line = build_line(np.ones((1, 5)), np.ones(6))
    with pytest.raises(ValueError, match="rising node numbers between 0 and 12"):
        advance(line, 0.0, none, even_steps(1.0, 10), observe=[3, 3])
    with pytest.raises(ValueError, match=r"cells\[0, 0\] is not a finite number"):
        advance(line, np.nan, none, even_steps(1.0, 10))


def test_lines_grids_schedules_and_draws_load_no_compiler():
    """Only transport brings in numba, and it compiles nothing before the first run."""
    light = (
        "import sys; from exoderm.numerics import closed, draw, grid, line, schedule; assert 'numba' not in sys.modules"
    )
    lazy = (
        "from exoderm.numerics import stepper, transport; "
        "assert not stepper.advance_block.signatures and not stepper.rates.signatures"
    )
    for program in (light, lazy):
        subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
