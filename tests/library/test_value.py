"""Can a number enter without unit, spread, origin or grade? It should not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exoderm.errors import UnitError
from exoderm.library.value import GRADES, Origin, Value

ASSUMED = {"assumed": "nobody has measured it; a range of ten either way"}


def value(**given: Any) -> Value:
    return Value.model_validate({"grade": 1, "origin": ASSUMED, **given})


@pytest.mark.parametrize(
    ("spread", "enough", "too_little"),
    [
        ("fixed", {"value": "1 um"}, {"low": "1 um", "high": "2 um"}),
        ("uniform", {"low": "1 um", "high": "2 um"}, {"value": "1 um"}),
        ("loguniform", {"low": "1 um", "high": "2 um"}, {"low": "1 um"}),
        ("triangular", {"value": "1.5 um", "low": "1 um", "high": "2 um"}, {"low": "1 um", "high": "2 um"}),
        ("normal", {"value": "1 um", "sd": "0.1 um"}, {"value": "1 um"}),
        ("normal", {"value": "1 um", "low": "0.5 um", "high": "1.5 um"}, {"value": "1 um", "low": "0.5 um"}),
        ("lognormal", {"value": "1 um", "gsd": 2}, {"value": "1 um"}),
        ("lognormal", {"low": "1 um", "high": "2 um"}, {"gsd": 2}),
    ],
)
def test_each_spread_needs_its_numbers(spread: str, enough: dict[str, Any], too_little: dict[str, Any]) -> None:
    assert value(spread=spread, **enough).spread == spread
    with pytest.raises(ValidationError, match=f"a {spread} spread needs"):
        value(spread=spread, **too_little)


def test_an_assumption_cannot_claim_a_better_grade() -> None:
    assert value(value="1 um").grade == 1
    with pytest.raises(ValidationError, match="an assumption has grade 1"):
        value(value="1 um", grade=2)


@pytest.mark.parametrize("grade", [0, 8, -1, 2.5, "good", None])
def test_grades_run_from_one_to_seven(grade: object) -> None:
    assert sorted(GRADES) == [1, 2, 3, 4, 5, 6, 7]
    with pytest.raises(ValidationError):
        Value.model_validate({"value": "1 um", "grade": grade, "origin": {"study": "someone_2020"}})


@pytest.mark.parametrize(
    "origin",
    [
        {},
        {"study": "a_2020", "assumed": "because"},
        {"derived": "a/b", "user": "me"},
        {"finding": "size"},
        {"assumed": "because", "finding": "size"},
        {"hearsay": "x"},
    ],
)
def test_an_origin_is_exactly_one_thing(origin: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Origin.model_validate(origin)


def test_an_origin_says_in_words_where_a_number_comes_from() -> None:
    assert Origin(study="a_2020", finding="size").words() == "study a_2020, size"
    assert Origin(derived="half of the width").words() == "derived: half of the width"
    assert Origin(assumed="nobody knows").words() == "assumed: nobody knows"
    assert Origin(user="my own count").words() == "set by the user: my own count"


def test_a_number_without_origin_or_grade_is_refused() -> None:
    for missing in ("grade", "origin"):
        data = {"value": "1 um", "grade": 1, "origin": ASSUMED}
        del data[missing]
        with pytest.raises(ValidationError, match=missing):
            Value.model_validate(data)


def test_a_value_cannot_be_changed() -> None:
    one = value(value="1 um")
    with pytest.raises(ValidationError, match="frozen"):
        one.value = "2 um"  # type: ignore[misc]


def test_a_plain_number_may_be_written_without_quotes() -> None:
    assert value(value=0.25).numbers("") == {"value": 0.25}
    with pytest.raises(ValidationError):
        value(value=True)


def test_numbers_come_out_in_the_unit_asked_for() -> None:
    numbers = value(value="150 nm", low="0.1 um", high="2e-4 mm", spread="triangular").numbers("nm")
    assert numbers == pytest.approx({"value": 150, "low": 100, "high": 200})


@pytest.mark.parametrize(
    "given", [{"value": "3 um", "low": "1 um", "high": "2 um"}, {"value": "1.5 um", "low": "2 um", "high": "1 um"}]
)
def test_a_value_outside_its_range_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(UnitError, match=r"(?i)low ≤ value ≤ high"):
        value(spread="triangular", **given).numbers("um")


def test_a_quantity_that_is_no_number_is_refused_with_its_field() -> None:
    with pytest.raises(ValidationError, match="does not begin with a number"):
        value(value="plenty")


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "value": st.one_of(st.text(max_size=12), st.floats(), st.integers()),
            "low": st.text(max_size=12),
            "high": st.text(max_size=12),
            "gsd": st.one_of(st.floats(), st.text(max_size=3)),
            "spread": st.sampled_from(["fixed", "uniform", "normal", "lognormal", "odd"]),
            "grade": st.one_of(st.integers(-2, 9), st.text(max_size=2)),
            "origin": st.one_of(
                st.just(ASSUMED), st.dictionaries(st.text(max_size=8), st.text(max_size=5), max_size=2)
            ),
        },
    )
)
def test_any_data_give_a_value_or_a_refusal_of_a_field(data: dict[str, Any]) -> None:
    try:
        found = Value.model_validate(data)
    except ValidationError:
        return
    assert 1 <= found.grade <= 7
    try:
        found.numbers("um")
    except UnitError as refusal:
        assert refusal.found


def test_what_a_spread_stands_for_is_ignorance_unless_said() -> None:
    assert value(spread="uniform", low="1 um", high="2 um").between == "ignorance"
    assert value(spread="uniform", low="1 um", high="2 um", between="people").between == "people"


@pytest.mark.parametrize("between", ["people", "measurement"])
def test_a_fixed_value_differs_between_nobody(between: str) -> None:
    with pytest.raises(ValidationError, match=f"between: {between} says what a spread stands for"):
        value(value="1 um", between=between)


def test_what_a_spread_stands_for_is_one_of_three() -> None:
    with pytest.raises(ValidationError, match="'people', 'measurement' or 'ignorance'"):
        value(spread="uniform", low="1 um", high="2 um", between="persons")
