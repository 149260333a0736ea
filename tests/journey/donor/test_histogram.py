"""Is a measured size histogram used as it was measured, and refused where it cannot be what it is said to be?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from exoderm import scenario
from exoderm.errors import InputError, ScenarioError
from exoderm.journey.donor import histogram
from exoderm.journey.donor.harvest import CLASSES, harvest
from exoderm.journey.plan import build
from exoderm.scenario import from_data

LINES = "diameter_nm,count\n60,100\n80,400\n100,500\n120,300\n150,80\n"


def bell(median, gsd, most=1000.0, rows=120):
    """A log-normal counted in fine bins."""
    x = np.linspace(np.log(median) - 4 * np.log(gsd), np.log(median) + 4 * np.log(gsd), rows)
    x = x[(x > np.log(10)) & (x < np.log(1000))]
    return [[float(np.exp(v)), float(most * norm.pdf(v, np.log(median), np.log(gsd)))] for v in x]


def two(share=0.35):
    """Two log-normals, at 80 and 260 nm, the second with this share."""
    x = np.linspace(np.log(40), np.log(600), 160)
    y = (1 - share) * norm.pdf(x, np.log(80), 0.2) + share * norm.pdf(x, np.log(260), 0.18)
    return [[float(np.exp(v)), float(1e4 * n)] for v, n in zip(x, y, strict=True)]


def plan(rows, draws=8, numbers=None, **product):
    product = {"donor": "msc_umbilical", "concentration": "1e10 particle/mL", "histogram": rows, **product}
    return build(from_data({"product": product, "draws": draws, "set": numbers or {}}, "test"))


def sizes(built):
    return harvest(built).diameter[:, :CLASSES]


# What it gives -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["as measured", "log-normal"])
def test_a_histogram_equal_to_the_log_normal_gives_the_same_vial(shape):
    """Class diameters within 0.2 % of those of a card with that median and spread; the amounts to the last bit."""
    fixed = {"donor.population.median_diameter": "95 nm", "donor.population.diameter_gsd": "1.4"}
    measured, card = plan(bell(95, 1.4), size_shape=shape), plan(None, numbers=fixed)
    np.testing.assert_allclose(sizes(measured), sizes(card), rtol=2e-3)
    assert np.array_equal(harvest(measured).amount, harvest(card).amount)


def test_that_vial_answers_alike_at_the_cell(travel):
    from exoderm.journey import account

    fixed = {"donor.population.median_diameter": "95 nm", "donor.population.diameter_gsd": "1.4"}
    a = travel(draws=4, product={"histogram": bell(95, 1.4)}, storage=[{"temperature": "4 degC", "duration": "0 day"}])
    b = travel(draws=4, set=fixed, storage=[{"temperature": "4 degC", "duration": "0 day"}])
    for one, other in zip(account.receivers(a), account.receivers(b), strict=True):
        np.testing.assert_allclose(one.vesicles_per_cell, other.vesicles_per_cell, rtol=0.01)


def test_two_peaks_keep_classes_of_their_own():
    """With 35 % of the vesicles in the upper peak, one class of four lies in it and none in the empty valley."""
    found = 1e9 * sizes(plan(two()))[0]
    assert (found[:2] < 100).all()
    assert 220 < found[-1] < 300
    median, gsd = histogram.log_normal([tuple(row) for row in two()])
    one = {"donor.population.median_diameter": f"{median} m", "donor.population.diameter_gsd": f"{gsd}"}
    assert np.abs(np.log(found / (1e9 * sizes(plan(None, numbers=one))[0]))).max() > 0.1


def test_sizes_of_the_card_are_then_neither_drawn_nor_shown():
    paths = {row.path for row in plan(two()).table}
    assert not {"donor.population.median_diameter", "donor.population.diameter_gsd"} & paths
    assert "donor.population.mirna_copies" in paths


def test_larger_vesicles_in_the_histogram_bring_more_of_a_lipid_and_no_more_of_a_microrna():
    from exoderm.journey.carried import carried

    data = {"draws": 4, "cargo": ["cholesterol", "mir_21"]}
    small, large = (
        build(from_data({**data, "product": {"donor": "msc", "histogram": bell(m, 1.3)}}, "t")) for m in (70, 140)
    )
    a, b = ({c.name: c.each for c in carried(p, harvest(p))} for p in (small, large))
    assert (b["cholesterol"] > 3.5 * a["cholesterol"]).all()
    assert np.array_equal(a["mir_21"], b["mir_21"])


@given(
    counts=st.lists(st.integers(0, 1000), min_size=4, max_size=40).filter(lambda c: sum(n > 0 for n in c) >= 2),
    step=st.floats(1.02, 1.1), more=st.floats(0.01, 1e6),
)  # fmt: skip
def test_any_histogram_gives_rising_sizes_within_it_whatever_its_units_of_count(counts, step, more):
    rows = [(20 * step**i, float(n)) for i, n in enumerate(counts)]
    found = histogram.diameters(rows, CLASSES)
    assert (np.diff(found) > 0).all()
    full = [d for d, n in rows if n > 0]
    assert full[0] * 1e-9 / step <= found[0]
    assert found[-1] <= full[-1] * 1e-9 * step
    scaled = [(d, n * more) for d, n in rows]
    np.testing.assert_allclose(histogram.diameters(scaled, CLASSES), found, rtol=1e-6)
    assert 1 <= len(histogram.modes(rows)) <= len(rows)


@pytest.mark.parametrize(("median", "gsd"), [(60, 1.2), (95, 1.4), (150, 1.6)])
def test_the_log_normal_nearest_to_a_log_normal_is_itself(median, gsd):
    rows = [tuple(r) for r in bell(median, gsd)]
    m, g = histogram.log_normal(rows)
    np.testing.assert_allclose((m * 1e9, g), (median, gsd), rtol=5e-3)
    assert len(histogram.modes(rows)) == 1
    assert histogram.distance(rows) < 0.02


def test_ripples_of_a_tracking_instrument_are_no_second_mode():
    rng = np.random.default_rng(3)
    rows = [(d, n * (1 + 0.15 * rng.standard_normal())) for d, n in bell(95, 1.4, rows=60)]
    assert len(histogram.modes([(d, max(n, 0.0)) for d, n in rows])) == 1


# What is refused -----------------------------------------------------------------------------------------------------


def test_two_peaks_that_pretend_to_be_one_log_normal_are_refused():
    with pytest.raises(ScenarioError, match=r"2 peaks, at 8\d nm and 2\d\d nm") as refusal:
        plan(two(), size_shape="log-normal")
    assert refusal.value.code == "histogram.shape"
    assert "leave size_shape out" in refusal.value.sentence().lower()
    assert plan(two())  # the remedy works


def test_one_peak_that_is_no_log_normal_is_refused_as_well():
    rows = [[30.0 + i, 1000.0] for i in range(30)] + [[60.0 + 10 * i, 20.0] for i in range(1, 40)]
    with pytest.raises(ScenarioError, match="no log-normal"):
        plan(rows, size_shape="log-normal")


@pytest.mark.parametrize(
    ("rows", "code", "word"),
    [
        ([[60, 10], [80, -3], [100, 5]], "histogram.negative", "Row 2 counts -3.*write 0"),
        ([[60, 10], [60, 3], [100, 5]], "histogram.invalid", "rise"),
        ([[100, 10], [80, 3], [60, 5]], "histogram.invalid", "sort"),
        ([[60, 0], [80, 0], [100, 0]], "histogram.invalid", "above zero"),
        ([[60, 0], [80, 9], [100, 0]], "histogram.invalid", "above zero"),
        ([[6e-8, 1], [8e-8, 3], [1e-7, 5]], "histogram.invalid", "in nm"),
        ([[60, 1], [80, "nan"], [100, 5]], "histogram.invalid", "Row 2"),
        ([[60, 1], [80, "inf"], [100, 5]], "histogram.invalid", "Row 2"),
        ([[60, 1]], "histogram.invalid", "3 to 2000"),
        ([[20 + i / 10, 1] for i in range(2001)], "histogram.invalid", "3 to 2000"),
        ([[60, 1, 2], [80, 1, 2], [100, 5, 2]], "value.invalid", "product.histogram"),
        ("sizes.csv", "value.invalid", "product.histogram"),
    ],
)
def test_what_is_no_histogram_is_refused_with_a_remedy(rows, code, word):
    with pytest.raises(InputError, match=word) as refusal:
        plan(rows)
    assert refusal.value.code == code


def test_a_shape_without_a_histogram_and_sizes_beside_one_are_refused():
    with pytest.raises(ScenarioError, match="none is given"):
        plan(None, size_shape="log-normal")
    with pytest.raises(ScenarioError, match="median_diameter") as refusal:
        plan(two(), numbers={"donor.population.median_diameter": "90 nm"})
    assert refusal.value.code == "histogram.conflict"


# A file beside the scenario ------------------------------------------------------------------------------------------


def written(tmp_path, lines, name="sizes.csv", file="sizes.csv"):
    (tmp_path / file).write_text(lines, encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(f"product: {{donor: msc, histogram: {name}}}\ndraws: 4\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("lines", [LINES, LINES.replace(",", ";"), LINES.replace(",", "\t") + "\n", LINES[18:]])
def test_a_csv_beside_the_scenario_is_read_into_it(tmp_path, lines, exoderm):
    path = written(tmp_path, lines)
    read = scenario.read(path)
    assert read.product.histogram == ((60, 100), (80, 400), (100, 500), (120, 300), (150, 80))
    assert exoderm("check", path).code == 0


@pytest.mark.parametrize(
    ("name", "file", "lines", "word"),
    [
        ("../sizes.csv", "sizes.csv", LINES, "own folder"),
        ("/etc/passwd", "sizes.csv", LINES, "own folder"),
        ("sizes.txt", "sizes.txt", LINES, r"\.csv"),
        ("other.csv", "sizes.csv", LINES, "no such file"),
        ("sizes.csv", "sizes.csv", "60,100\n80;4;1\n", "line 2"),
        ("sizes.csv", "sizes.csv", "60,100\neighty,4\n", "line 2"),
        ("sizes.csv", "sizes.csv", "60,100\n80,-4\n90,1\n", "counts -4"),
        ("sizes.csv", "sizes.csv", "x" * 300_000, "may hold"),
    ],
)
def test_a_file_that_is_no_histogram_is_refused(tmp_path, name, file, lines, word):
    with pytest.raises(InputError, match=word):
        scenario.read(written(tmp_path, lines, name, file))
