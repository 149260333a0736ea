"""Does what is said stay true to the number, and can a person hold it?"""

from __future__ import annotations

import math
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm import words

SCALES = {"trillion": 1e12, "billion": 1e9, "million": 1e6}
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "year": 365.25 * 86400}


def number(text: str) -> float:
    """Read figures and scale words back: "1.4 million" is 1,400,000."""
    match = re.fullmatch(r"(?:about )?([\d,.]+|a)(?: (trillion|billion|million))?", text)
    assert match, text
    return float(match[1].replace(",", "").replace("a", "1")) * SCALES.get(match[2], 1)


def share_back(text: str) -> float:
    if text in ("none", "all"):
        return {"none": 0.0, "all": 1.0}[text]
    if text == "less than 1 in a billion":
        return 0.5e-9
    if text == "more than 99 %":
        return 0.9975
    return 1 / number(text[5:]) if text.startswith("1 in ") else float(text.removesuffix(" %")) / 100


def duration_back(text: str) -> float:
    amount, unit = text.split(" ")
    return float(amount.replace(",", "")) * SECONDS[unit.removesuffix("s")]


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (0, "none"),
        (0.4, "less than one"),
        (1, "1"),
        (7, "7"),
        (19, "19"),
        (2.6, "about 2.5"),
        (23, "about 25"),
        (100, "100"),
        (3100, "about 3,000"),
        (1430, "about 1,400"),
        (45_000, "45,000"),
        (999_999, "about 1 million"),
        (2.93e9, "about 3 billion"),
        (1e10, "10 billion"),
        (1.4e12, "1.4 trillion"),
        (1e15, "1,000 trillion"),
        (1e25, "more than a billion trillion"),
        (-3100, "minus about 3,000"),
        (None, "unknown"),
        (math.nan, "unknown"),
        (math.inf, "unknown"),
    ],
)
def test_a_count_is_said_as_a_person_would(x: float | None, said: str) -> None:
    assert words.count(x) == said


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0, "none"),
        (1, "all"),
        (1e-4, "1 in 10,000"),
        (3.1e-7, "1 in 3 million"),
        (1e-9, "1 in a billion"),
        (1e-12, "less than 1 in a billion"),
        (0.01, "1 %"),
        (0.0149, "1.5 %"),
        (0.61, "61 %"),
        (0.999, "more than 99 %"),
        (0.0099, "1 in 100"),
        (1.5, "1.5 times the whole"),
        (None, "unknown"),
        (-0.5, "minus 50 %"),
    ],
)
def test_a_share_is_said_as_odds_or_percent(p: float | None, said: str) -> None:
    assert words.share(p) == said


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (3000, "three thousand"),
        (1e10, "ten billion"),
        (1.4e9, "1.4 billion"),
        (45_000, "forty-five thousand"),
        (450_000, "four hundred and fifty thousand"),
        (1400, "1,400"),
        (12, "twelve"),
        (100, "one hundred"),
        (0, "none"),
        (None, "unknown"),
        (5e17, "500,000 trillion"),
    ],
)
def test_a_number_is_spelt_where_that_reads_well(x: float | None, said: str) -> None:
    assert words.spell(x) == said


def test_the_sentences_of_the_design_can_be_said() -> None:
    assert words.of(3100, 1e10) == "about three thousand of ten billion"
    assert words.interval(3.1e-7, 2e-9, 2e-5) == "1 in 3 million (1 in 500 million to 1 in 50,000)"
    assert words.interval(0.3, 0.3, 0.3) == "30 %"
    assert words.interval(None, None, None) == "unknown"
    assert words.counts(3100, 0, 2.1e5) == "3,000 (none to 200,000)"
    assert words.of(None, 1e10) == "an unknown number of ten billion"


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (0, "no copies"),
        (4e-4, "1 copy for every 2,500 cells"),
        (0.15, "15 copies in 100 cells"),
        (1, "1 copy per cell"),
        (0.997, "1 copy per cell"),
        (30, "30 copies per cell"),
        (1e-12, "less than 1 copy in a billion cells"),
        (None, "unknown"),
        (-1, "unknown"),
    ],
)
def test_so_many_for_each(x: float | None, said: str) -> None:
    assert words.per(x, "copy", "copies") == said


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (1e-5, "1 for every 100,000"),
        (1, "about as many"),
        (30, "30 times as many"),
        (0.15, "15 for every 100"),
        (0, "none"),
        (1e-20, "less than 1 for every trillion"),
    ],
)
def test_two_amounts_beside_each_other(x: float, said: str) -> None:
    assert words.against(x) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "no time"),
        (1e-5, "less than a thousandth of a second"),
        (0.42, "0.42 seconds"),
        (1, "1 second"),
        (90, "90 seconds"),
        (2400, "40 minutes"),
        (86400, "24 hours"),
        (3 * 86400, "3 days"),
        (12 * 604800, "12 weeks"),
        (None, "unknown"),
        (10 * 365.25 * 86400, "10 years"),
    ],
)
def test_a_time_is_said_in_its_own_unit(seconds: float | None, said: str) -> None:
    assert words.duration(seconds) == said


def test_an_account_that_closes_and_one_that_does_not() -> None:
    assert words.residual(2.9e-14) == "to 1 part in 35 trillion"
    assert words.residual(-2.9e-14) == words.residual(2.9e-14)
    assert words.residual(0) == "to the last digit"
    assert words.residual(2) == "not at all"


def test_marks_of_an_axis_are_words() -> None:
    assert [words.decade(p) for p in (0, 2, 4, 6, 8, 10, 11)] == [
        "one",
        "a hundred",
        "ten thousand",
        "a million",
        "100 million",
        "ten billion",
        "100 billion",
    ]
    assert words.decade(-3) == "1 in a thousand"


def test_small_words() -> None:
    assert words.listing([]) == ""
    assert words.listing(["a"]) == "a"
    assert words.listing(["a", "b", "c"]) == "a, b and c"
    assert words.plural(1, "claim") == "1 claim"
    assert words.plural(0, "claim") == "no claims"
    assert words.plural(2, "copy", "copies") == "2 copies"
    assert words.sentence(" so it is") == "So it is."
    assert words.sentence("") == ""
    assert words.sentence("a.zip: this is an archive") == "a.zip: this is an archive."
    assert words.sentence("so it is: small") == "So it is: small."
    assert words.depth(15) == "15 µm"
    assert words.depth(1485) == "1.5 mm"


big = st.floats(1, 9e20)
shares = st.floats(0, 1)


@given(big)
def test_a_count_never_contradicts_its_number(x: float) -> None:
    assert number(words.count(x)) == pytest.approx(x, rel=0.125)


@given(big, big)
def test_more_is_never_said_as_less(x: float, y: float) -> None:
    low, high = sorted((x, y))
    assert number(words.figure(low)) <= number(words.figure(high))


@given(shares)
def test_a_share_never_contradicts_its_number(p: float) -> None:
    said = share_back(words.share(p))
    if p >= 1e-9:
        assert said == pytest.approx(p, rel=0.125)
    else:
        assert said < 1e-9


@given(shares, shares)
def test_a_larger_share_is_never_said_as_a_smaller_one(p: float, q: float) -> None:
    low, high = sorted((p, q))
    assert share_back(words.share(low)) <= share_back(words.share(high)) * (1 + 1e-9)


@given(st.floats(0.001, 1e10))
def test_a_duration_never_contradicts_its_number(seconds: float) -> None:
    assert duration_back(words.duration(seconds)) == pytest.approx(seconds, rel=0.08)


@given(st.floats(allow_nan=True, allow_infinity=True) | st.none())
def test_nothing_can_be_given_that_cannot_be_said(x: float | None) -> None:
    for say in (
        words.count,
        words.share,
        words.percent,
        words.spell,
        words.figure,
        words.against,
        words.duration,
        words.residual,
        words.depth,
    ):
        said = say(x)
        assert said
        assert "nan" not in said.replace("an unknown", "")
        assert not re.search(r"\de[+-]?\d|inf", said)


def test_words_stay_light() -> None:
    heavy = "{'numpy', 'numba', 'jinja2', 'pydantic', 'pint', 'rich', 'lxml'}"
    code = f"import sys, exoderm.words; print(sorted({heavy} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
