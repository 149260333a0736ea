"""Do the cells fill the layers, and do the faces conduct as resistances in series should?"""

import numpy as np
import pytest

from exoderm.numerics.grid import Grid, conductances, geometric_faces, layered_faces, spread


def test_layers_of_each_problem_are_cut_into_the_same_cells():
    thick = np.array([[10.0, 50.0, 5.0], [20.0, 80.0, 1.0]])
    faces = layered_faces(thick, [5, 10, 2])
    assert faces.shape == (2, 18)
    np.testing.assert_allclose(faces[:, [0, 5, 15, 17]], np.concatenate([[[0], [0]], np.cumsum(thick, 1)], axis=1))
    np.testing.assert_allclose(spread([1.0, 2.0, 3.0], [5, 10, 2]).sum(), 5 + 20 + 6)
    np.testing.assert_allclose(Grid(faces).volumes.sum(1), thick.sum(1))


@pytest.mark.parametrize("first", [0.01, 1.0, 5.0, 30.0])
def test_geometric_cells_start_as_asked_and_fill_the_layer(first):
    faces = geometric_faces(100.0, 20, first)
    widths = np.diff(faces)
    assert faces[-1] == pytest.approx(100.0, rel=1e-12)
    assert widths[0] == pytest.approx(first, rel=1e-9)
    np.testing.assert_allclose(widths[1:] / widths[:-1], widths[1] / widths[0], rtol=1e-9)


def test_shells_fill_the_ball():
    grid = Grid(np.linspace(0, 3, 8), spherical=True)
    assert grid.volumes.sum() == pytest.approx(4 / 3 * np.pi * 27)
    assert grid.areas[-1] == pytest.approx(4 * np.pi * 9)


def test_faces_conduct_as_resistances_in_series():
    """Steady flux through a stack = 1 / sum(thickness / (D K)), whatever the cells; a barrier adds its own."""
    faces = layered_faces([2.0, 3.0], [4, 7])
    D, K = spread([0.5, 2.0], [4, 7]), spread([3.0, 0.25], [4, 7])
    g = conductances(Grid(faces), D, K, open_first=True, open_last=True)
    assert 1 / (1 / g).sum() == pytest.approx(1 / (2 / (0.5 * 3) + 3 / (2 * 0.25)))
    barrier = np.zeros(12)
    barrier[4] = 10.0
    g = conductances(Grid(faces), D, K, True, True, barrier)
    assert (1 / g).sum() == pytest.approx(2 / 1.5 + 3 / 0.5 + 10)
    sealed = conductances(Grid(faces), D, K)
    assert sealed[0] == sealed[-1] == 0.0


def test_shells_conduct_as_a_hollow_sphere():
    """4 pi D / (1/a - 1/b) between radii a and b."""
    grid = Grid(np.linspace(1, 2, 11), spherical=True)
    g = conductances(grid, np.full(10, 0.7), open_first=True, open_last=True)
    assert 1 / (1 / g).sum() == pytest.approx(4 * np.pi * 0.7 / (1 - 0.5))


def test_a_cell_that_lets_nothing_move_seals_its_faces():
    g = conductances(Grid(np.arange(4.0)), [1.0, 0.0, 1.0])
    np.testing.assert_array_equal(g, 0.0)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Grid(np.array([0.0, 1.0, 1.0])), "must rise"),
        (lambda: Grid(np.array([-1.0, 1.0]), spherical=True), "radius below zero"),
        (lambda: geometric_faces(1.0, 5, 2.0), "cannot fill"),
        (lambda: layered_faces([1.0, 2.0], [3]), "2 thicknesses"),
        (lambda: layered_faces([1.0, 0.0], [3, 3]), "above zero"),
    ],
)
def test_impossible_grids_are_refused(make, says):
    with pytest.raises(ValueError, match=says):
        make()
