"""Does what the skin's own cells secrete follow from how cells make vesicles: with age, senescence, stress inside?"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from exoderm.errors import InputError
from exoderm.journey import account
from exoderm.journey.cell.secretion import resident, senescent
from exoderm.journey.plan import build
from exoderm.library import card
from exoderm.scenario import from_data

DAY = 86400.0
HOUR = 3600.0
CELLS = sorted(name for name, c in card.load("cell").items() if not c.role)


def plan(draws=64, numbers=None, **person):
    return build(from_data({"person": person, "draws": draws, "set": numbers or {}}, "test"))


def per_day(cell="fibroblast", **changes):
    return resident(plan(**changes), cell) * DAY


@pytest.mark.parametrize("cell", ["keratinocyte", "fibroblast"])
def test_cells_make_as_many_as_the_prior_before_said(cell):
    """The rate that stood on the cards was 100 to 5,000 a day: most draws lie there, the median in its middle third.

    The product of rates that nobody has measured is wider than that: nine draws in ten within 50 to 15,000.
    """
    made = per_day(cell, draws=1024)
    low, middle, high = np.quantile(made, (0.05, 0.5, 0.95))
    assert 400 < middle < 1600
    assert 50 < low < 100
    assert 5000 < high < 15_000
    assert ((made > 100) & (made < 5000)).mean() > 0.75


@pytest.mark.parametrize("cell", CELLS)
def test_every_receiving_cell_makes_vesicles_by_the_same_steps(cell):
    built = build(from_data({"receivers": [cell], "draws": 16}, "test"))
    assert (resident(built, cell) > 0).all()
    paths = {row.path for row in built.table}
    assert f"cell.{cell}.biogenesis.lysosome" in paths
    assert not [p for p in paths if "secretion.rate" in p or p.endswith((".loading", ".level_per_year"))]


def test_a_cell_in_the_steady_state_agrees_with_the_pool_solved_in_time():
    """Independent of the closed form: dV/dt = k_b - (k_rel F + k_lys) V, run to rest, half of the cells senescent."""
    f = "cell.fibroblast."
    numbers = {
        f + "biogenesis.budding": "20 1/(hour*cell)", f + "biogenesis.vesicles_per_body": "30 particle",
        f + "biogenesis.release": "0.1 1/hour", f + "biogenesis.lysosome": "0.9 1/hour",
        f + "senescence.release": "8", f + "stress.release": "2",
    }  # fmt: skip
    made = per_day(numbers=numbers, senescent_share=0.5, stress=1)[0]
    solved = []
    for factor in (2.0, 16.0):
        out = 0.1 * factor
        pool = solve_ivp(lambda _, v, out=out: 20 - (out + 0.9) * v, (0, 200), [0.0], rtol=1e-10, atol=1e-12).y[0, -1]
        solved.append(30 * out * pool * 24)
    np.testing.assert_allclose(made, np.mean(solved), rtol=1e-6)


def test_senescence_and_stress_raise_secretion_by_less_than_release():
    """In every draw more, never by the whole factor on release, and never beyond what is formed."""
    rest, old, hard = (plan(senescent_share=s, stress=t) for s, t in ((0, 0), (1, 0), (0, 1)))
    base, aged, strained = (resident(p, "fibroblast") for p in (rest, old, hard))
    release = old.table.row("cell.fibroblast.senescence.release").samples
    assert (aged > base).all()
    assert (aged < base * release).all()
    assert 2.5 < np.median(aged / base) < 8
    strain = hard.table.row("cell.fibroblast.stress.release").samples
    assert (strained >= base).all()
    assert (strained < base * strain).all()
    for p, made in ((rest, base), (old, aged), (hard, strained)):
        cell = p.acting["cell.fibroblast.biogenesis"]
        assert (made < cell.budding * cell.vesicles_per_body).all()


def test_an_older_person_s_cells_make_more_by_way_of_senescence_alone():
    young, old = (plan(age=a) for a in (30, 80))
    assert (resident(old, "keratinocyte") > resident(young, "keratinocyte")).all()
    assert np.median(resident(old, "keratinocyte") / resident(young, "keratinocyte")) < 2
    assert np.array_equal(senescent(young, "fibroblast"), young.table.row("cell.fibroblast.senescence.share").samples)
    flat = {"cell.keratinocyte.ageing.senescent_per_year": "0 1/year"}
    np.testing.assert_allclose(
        per_day("keratinocyte", age=30, numbers=flat), per_day("keratinocyte", age=80, numbers=flat), rtol=1e-12
    )


def test_a_stated_share_leaves_no_room_for_age():
    a, b = (per_day(age=a, senescent_share=0.2) for a in (30, 80))
    assert np.array_equal(a, b)
    assert not [r.path for r in plan(senescent_share=0.2).table if ".ageing." in r.path and r.path.startswith("cell.")]


def test_the_person_s_state_moves_the_background_and_not_the_treatment(travel):
    """More own vesicles: a smaller ratio in every draw by just that factor; what arrives is the same, bit by bit."""
    calm, old = (travel(draws=4, person={"senescent_share": s, "stress": s}) for s in (0.0, 0.9))
    assert np.array_equal(calm.end.book.taken_up, old.end.book.taken_up)
    for a, b in zip(account.receivers(calm), account.receivers(old), strict=True):
        assert (b.resident_per_day > a.resident_per_day).all()
        np.testing.assert_allclose(
            a.traffic_ratio * a.resident_per_day, b.traffic_ratio * b.resident_per_day, rtol=1e-12
        )


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({"person": {"stress": 2}}, "between 0 and 1"),
        ({"person": {"senescent_share": -0.1}}, "between 0 and 1"),
        ({"set": {"cell.fibroblast.secretion.rate": "100 particle/day/cell"}}, "secretion.rate"),
        ({"set": {"cell.fibroblast.stress.loading": "1"}}, "stress"),
        ({"receivers": ["resident"]}, "fibroblast"),
    ],
)
def test_a_state_or_a_rate_that_cannot_act_is_refused(data, word):
    with pytest.raises(InputError, match=word):
        build(from_data(data, "test"))
