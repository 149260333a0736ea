"""Is the settled form of binding what the whole equations come to, and where does it stop being so?"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from exoderm.journey.cell.endosome import FATES, Endosome, fates
from exoderm.journey.cell.escape import Escape
from exoderm.journey.cell.uptake import Uptake, binding, cleared, half_saturation, largest
from exoderm.journey.plan import build
from exoderm.scenario import from_data

DRAWS = 12
PER_VOLUME = 1e4 / 1e-7
"""cell/m^3: ten thousand cells under 0.1 mL."""


def uptake_of(**given: float) -> Uptake:
    base = {
        "clearance": 1e-17, "affinity": 1.0, "sites": 1e3, "internalisation": 1e-3, "detachment": 5e-4,
        "density_epidermis": 0.0, "density_dermis": 1e12, "shallowest": 0.0, "phagocyte": 0.0,
    }  # fmt: skip
    return Uptake(**{name: np.array([value]) for name, value in (base | given).items()})


@pytest.fixture(scope="module", params=["keratinocyte", "macrophage"])
def cell(request):
    """Draws of a card."""
    name = request.param
    plan = build(from_data({"receivers": [name], "draws": DRAWS}, "test"))
    kinds = {"uptake": Uptake, "endosome": Endosome, "escape": Escape}
    return SimpleNamespace(**{part: plan.get(f"cell.{name}.{part}", kind) for part, kind in kinds.items()})


def whole(cell, i, start, seconds):
    """The whole equations, binding included, in a well-mixed fluid of finite volume: vesicles per cell by fate."""
    k_on, sites = binding(cell.uptake)[i], cell.uptake.sites[i]
    k_off, k_int = cell.uptake.detachment[i], cell.uptake.internalisation[i]
    k_rec, k_lys, share = cell.endosome.recycling[i], cell.endosome.lysosome[i], cell.escape.share[i]
    k_esc = share / (1.0 - share) * (k_rec + k_lys)

    def change(_, y):
        c, b, e, *_ = y
        net = k_on * c * (1.0 - b / sites) - k_off * b
        return [-PER_VOLUME * net, net - k_int * b, k_int * b - (k_rec + k_lys + k_esc) * e,
                k_rec * e, k_lys * e, k_esc * e]  # fmt: skip

    end = solve_ivp(change, (0.0, seconds), [start, 0, 0, 0, 0, 0], method="LSODA", rtol=1e-9, atol=1e-12)
    return dict(zip(FATES, end.y[1:, -1], strict=True))


def settled(cell, i, start, seconds):
    """The settled form in the same fluid, and the chain behind it."""
    most, half = largest(cell.uptake)[i], half_saturation(cell.uptake)[i]
    looks = np.linspace(0.0, 1.0, 41) ** 2 * seconds
    end = solve_ivp(
        lambda _, y: [-PER_VOLUME * most * y[0] / (half + y[0])], (0.0, seconds), [start], method="LSODA", rtol=1e-10,
        atol=1e-6, t_eval=looks,
    )  # fmt: skip
    taken = (start - end.y[0]) / PER_VOLUME
    one = slice(i, i + 1)
    rates = Endosome(cell.endosome.recycling[one], cell.endosome.lysosome[one])
    course = fates(rates, cell.uptake.internalisation[one], cell.escape.share[one], list(looks), taken[:, None])
    return {name: values[-1, 0] for name, values in course.items()}


@pytest.mark.parametrize("start", [1e14, 1e16, 1e18], ids=["dilute", "at half-saturation", "saturated"])
def test_settled_binding_takes_what_the_whole_equations_take(cell, start):
    """After a day within 1/(k_int t), which is at most 3.5 % with the cards, and each fate within 3 % of the whole."""
    day = 86400.0
    for i in range(DRAWS):
        true, quick = whole(cell, i, start, day), settled(cell, i, start, day)
        all_true, all_quick = sum(true.values()), sum(quick.values())
        bound = 1.0 / (cell.uptake.internalisation[i] * day)
        assert bound < 0.035
        assert abs(all_true - all_quick) <= 1.001 * bound * all_true + 5e-3 * all_true
        assert max(abs(true[name] - quick[name]) for name in FATES) < 0.03 * all_true


def test_where_settled_binding_is_no_longer_good(cell):
    """In a quarter of an hour it misses much of what is bound but not yet taken in: never more than is bound."""
    short, missed = 900.0, []
    for i in range(DRAWS):
        true, quick = whole(cell, i, 1e15, short), settled(cell, i, 1e15, short)
        gap = sum(true.values()) - sum(quick.values())
        assert 0.0 < gap <= true["bound"] * (1 + 1e-6)
        missed.append(gap / sum(true.values()))
    assert np.max(missed) > 0.2


def test_clearance_is_what_binding_and_internalisation_make_of_it():
    """CL = k_on k_int / (k_off + k_int), C_half = B_max (k_off + k_int) / k_on, most = k_int B_max."""
    this = uptake_of(affinity=2.0)
    k_on = binding(this)
    np.testing.assert_allclose(cleared(this), k_on * this.internalisation / (this.detachment + this.internalisation))
    np.testing.assert_allclose(half_saturation(this), this.sites * (this.detachment + this.internalisation) / k_on)
    np.testing.assert_allclose(largest(this), this.internalisation * this.sites)


@given(st.floats(1e-2, 1e2), st.floats(1e-20, 1e-14), st.floats(1.0, 1e6))
def test_uptake_is_half_of_its_largest_at_half_saturation(affinity, clearance, sites):
    this = uptake_of(affinity=affinity, clearance=clearance, sites=sites)
    half, most = half_saturation(this), largest(this)
    np.testing.assert_allclose(most * half / (half + half), most / 2)
    few = 1e-6 * half
    np.testing.assert_allclose(most * few / (half + few), cleared(this) * few, rtol=2e-6)


def test_a_ligand_speeds_binding_but_adds_no_sites():
    """Twice the affinity: twice the clearance, half the half-saturation, the same largest uptake."""
    plain, keyed = uptake_of(), uptake_of(affinity=2.0)
    np.testing.assert_allclose(cleared(keyed), 2.0 * cleared(plain))
    np.testing.assert_allclose(half_saturation(keyed), 0.5 * half_saturation(plain))
    np.testing.assert_allclose(largest(keyed), largest(plain))


@pytest.mark.parametrize("blocked", [{"clearance": 0.0}, {"affinity": 0.0}])
def test_blocked_binding_takes_nothing(blocked):
    this = uptake_of(**blocked)
    assert largest(this) == 0.0
    assert np.isfinite(half_saturation(this)).all()
    assert binding(this) == 0.0


def test_cards_of_skin_cells_keep_the_range_that_wells_show():
    """4e-9 to 3e-7 mL per hour and cell, for every cell that is no phagocyte; phagocytes take more."""
    names = ["keratinocyte", "fibroblast", "melanocyte", "endothelial", "papilla", "langerhans", "macrophage"]
    plan = build(from_data({"receivers": names, "draws": 400}, "test"))
    rates = {n: cleared(plan.get(f"cell.{n}.uptake", Uptake)) * 3.6e9 for n in names}
    for name in names[:5]:
        assert rates[name].min() >= 4e-9 * (1 - 1e-9)
        assert rates[name].max() <= 3e-7 * (1 + 1e-9)
    for name in names[5:]:
        assert 2.0 < np.median(rates[name]) / np.median(rates["fibroblast"]) < 20.0
