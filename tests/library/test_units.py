"""Does a quantity mean what its writer wrote, and is anything else refused in words and in time?"""

from __future__ import annotations

import math
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm import units
from exoderm.errors import UnitError


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("0.5 mm", "m", 5e-4),
        ("4e9 particle/mL", "particle/m^3", 4e15),
        ("4e9 vesicle/mL", "particle/m^3", 4e15),
        ("4e9 particle per mL", "particle/m^3", 4e15),
        ("37 degC", "K", 310.15),
        ("37 °C", "K", 310.15),
        ("−20 °C", "K", 253.15),
        ("5 %", "", 0.05),
        ("3 ug/(cm^2*h)", "kg/m^2/s", 3e-5 / 3600),
        ("2 h^-1", "1/s", 2 / 3600),
        ("1 µm²/s", "m^2/s", 1e-12),
        ("2 copies/particle", "copies/particle", 2.0),
        ("2 month", "day", 60.875),
        (".5 mm", "mm", 0.5),
        ("7", "", 7.0),
        (7, "", 7.0),
        (0.25, "", 0.25),
    ],
)
def test_a_quantity_is_read_as_it_is_written(text: str | float, target: str, expected: float) -> None:
    assert units.read(text, target) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "target", "names"),
    [
        ("0.5 s", "m", ["'s'", "a time", "a length", "'m'"]),
        ("3e9 1/mL", "particle/mL", ["1/mL", "particle"]),
        ("3 ug/mL", "particle/mL", ["ug/mL", "a mass per volume", "particle"]),
        ("5", "m", ["no unit", "A quantity in", "'m'"]),
        ("5 m", "", ["'m'", "a length", "plain number"]),
        ("5 parsnip", "m", ["parsnip", "unknown", "'m'"]),
        ("a lot", "m", ["a lot", "does not begin with a number", "0.5 mm"]),
        ("", "m", ["does not begin with a number"]),
        ("1e999 m", "m", ["finite"]),
        ("1e308 Ym", "m", ["finite"]),
        (float("nan"), "", ["nan"]),
        (float("inf"), "", ["inf"]),
        (True, "", ["True"]),
        ("1 " + "m" * 100, "m", ["102 characters", "80"]),
        ("1 m; import os", "m", ["signs that no unit has"]),
        ("1 m.__class__", "m", ["m.__class__"]),
    ],
)
def test_what_does_not_fit_is_refused_and_both_sides_are_named(
    text: str | float, target: str, names: list[str]
) -> None:
    with pytest.raises(UnitError) as refusal:
        units.read(text, target)
    assert refusal.value.code == "unit.mismatch"
    for name in names:
        assert name in str(refusal.value)


def test_vesicles_are_neither_a_frequency_nor_molecules_nor_cells() -> None:
    for unit in ("1/mL", "copies/mL", "cell/mL", "mol/mL", "Hz"):
        with pytest.raises(UnitError):
            units.read(f"1 {unit}", "particle/mL")


TOWERS = ["m^9^9^9", "m^9 ^9 ^9", "9^9^9^9", "m^(9^9)", "(m^9)^9", "m**9**9**9", "m cubed cubed cubed", "m^999999"]


def test_a_tower_of_powers_costs_nothing() -> None:
    """In a process of its own, since arithmetic on numbers of many million digits cannot be stopped from within."""
    code = (
        "import sys\nfrom exoderm import errors, units\n"
        "for unit in sys.argv[1:]:\n"
        "    try:\n        units.read('1 ' + unit, 'm')\n"
        "    except errors.UnitError as refusal:\n        print(unit, 'power' in str(refusal), flush=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *TOWERS], capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout.splitlines() == [f"{unit} True" for unit in TOWERS]


def test_carrying_there_and_back_gives_the_same_number() -> None:
    for unit, other in (("um", "m"), ("degC", "K"), ("particle/mL", "particle/m^3"), ("week", "s"), ("1/h", "1/s")):
        assert units.convert(units.convert(3.25, unit, other), other, unit) == pytest.approx(3.25, rel=1e-12)


def test_people_get_their_unit_back() -> None:
    assert units.write(5e-4, "m", "mm") == "0.5 mm"
    assert units.write(310.15, "K", "degC") == "37 degC"
    assert units.write(0.05, "", "percent") == "5 percent"


_SIGNS = "0123456789.eE+-*/^() %°µ²³_mskgLlhµparticlecopycubedsquare\u0663\u00b7\n\x00"


@given(
    st.one_of(st.text(max_size=100), st.text(alphabet=_SIGNS, max_size=90)),
    st.sampled_from(["m", "", "particle/mL", "K"]),
)
def test_any_text_gives_a_finite_number_or_our_own_refusal(text: str, target: str) -> None:
    began = time.process_time()
    try:
        assert math.isfinite(units.read(text, target))
    except UnitError as refusal:
        assert refusal.found
        assert refusal.exit_code == 2
    assert time.process_time() - began < 2.0


@given(
    st.floats(min_value=-1e12, max_value=1e12, allow_nan=False),
    st.sampled_from([("mm", "m", 1e-3), ("particle/mL", "particle/m^3", 1e6), ("h", "s", 3600.0), ("%", "", 0.01)]),
)
def test_any_number_is_scaled_by_its_unit_alone(number: float, case: tuple[str, str, float]) -> None:
    unit, target, factor = case
    assert units.read(f"{number!r} {unit}", target) == pytest.approx(number * factor, rel=1e-12, abs=1e-300)
