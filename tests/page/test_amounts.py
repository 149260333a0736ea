"""Is every notation of an amount brought to one number, and does talk that is no amount stay one?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.page.amounts import sizes, temperatures
from exoderm.page.concentrations import concentrations
from exoderm.page.cues import flatten
from exoderm.page.numerals import digits
from exoderm.page.prices import prices


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5×10⁹ particles/mL", ["5e09 particle/mL"]),
        ("1e10/mL exosomes", ["1e10 particle/mL"]),
        ("1.2E+10 particles / mL", ["1.2e10 particle/mL"]),
        ("10^10 particles per ml", ["1e10 particle/mL"]),
        ("Each millilitre carries ten billion vesicles.", ["1e10 particle/mL"]),
        ("20 billion exosomes in 30 mL", ["6.67e08 particle/mL"]),
        ("50 billion EVs in each 5 mL vial", ["1e10 particle/mL"]),
        ("10 billion exosomes per vial", ["1e10 particle/vial"]),
        ("50 million vesicles per drop", ["1e09 particle/mL"]),
        ("5 billion exosomes per treatment", ["5e09 particle/session"]),
        ("1e7 particles per square centimetre", ["1e07 particle/cm2"]),
        ("20 µg/mL of vesicle protein", ["20 ug/mL"]),
        ("100 ug exosomes per g ointment", ["100 ug/g"]),
        ("2 ppm exosomes", ["2 ppm"]),
        ("a 10 % vesicle suspension", ["10 %"]),
        ("94 % of users were pleased", []),
        ("Five drops of exosomes per session", []),
        ("200 nm vesicles in 5 ml", []),
    ],
)
def test_a_concentration_is_read_in_every_notation(text: str, said: list[str]) -> None:
    assert [a.text for a in concentrations(flatten(text))] == said


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("fifteen people for two weeks", "15 people for 2 weeks"),
        ("twenty-five volunteers", "25 volunteers"),
        ("two hundred and fifty women", "250 women"),
        ("minus twenty degrees", "-20 degrees"),
        ("one of our fans", "one of our fans"),
        ("one week", "1 week"),
    ],
)
def test_numbers_in_words_become_digits(words: str, figures: str) -> None:
    assert digits(words) == figures


@pytest.mark.parametrize(
    ("text", "amount", "currency", "volume", "each"),
    [
        ("Price: 189.00 EUR for 30 mL", 189.0, "EUR", 30.0, None),
        ("A session costs £450.", 450.0, "GBP", None, "session"),
        ("US$1,200 per session", 1200.0, "USD", None, "session"),
        ("1.234,50 € je 5 ml", 1234.5, "EUR", 5.0, None),
        ("Now only $79.90!", 79.9, "$", None, None),
        ("990 euros per vial", 990.0, "EUR", None, "vial"),
        ("CHF 1'200.00", 1200.0, "CHF", None, None),
    ],
)
def test_a_price_is_read_as_written(
    text: str, amount: float, currency: str, volume: float | None, each: str | None
) -> None:
    price = next(prices(text))
    assert (price.amount, price.currency, price.volume, price.each) == (amount, currency, volume, each)


@pytest.mark.parametrize("text", ["It is priceless.", "Founded in 2015.", "0 euros", "We won 3 prizes."])
def test_what_is_no_price_is_none(text: str) -> None:
    assert list(prices(text)) == []


def test_ranges_of_size_and_temperature_are_read_with_both_ends() -> None:
    assert sizes("between 50 and 150 nm") == (50.0, 150.0)
    assert sizes("ninety nanometres") == (90.0, 90.0)
    assert temperatures("between two and eight degrees") == (2.0, 8.0)


@given(st.integers(1, 999), st.integers(5, 14), st.sampled_from(["x", "×", "·", "*"]))
def test_a_power_is_the_same_number_in_all_its_notations(m: int, p: int, sign: str) -> None:
    (plain,) = concentrations(f"{m}e{p} particles/ml")
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(d)] for d in str(p))
    for text in (f"{m}{sign}10^{p} particles per ml", f"{m} {sign} 10{raised} vesicles / ml"):
        assert [a.value for a in concentrations(text)] == [pytest.approx(plain.value)]
