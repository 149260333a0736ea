"""Does a price become a price per vesicle only where count and run allow it, and does scale do what arithmetic says?"""

from __future__ import annotations

from typing import Any

import pytest

from exoderm.appraisal import price
from exoderm.appraisal.finding import RunNumber
from exoderm.page import declare
from exoderm.page.claims import read_claims
from exoderm.page.label import read_label
from exoderm.page.reader import read_page

RUN = RunNumber("share that arrives", "share", 1e-3, 1e-4, 1e-2)


def section(text: str, run: RunNumber | None = RUN) -> dict[str, Any] | None:
    page = read_page("Our exosome serum. Add to cart.\n" + text)
    claims = read_claims(page)
    label = read_label(page, claims)
    return price.section(price.read(label, declare.declare(page, claims, label)), run)


COUNT = "Our serum has 1e9 particles per mL."


def test_price_count_and_run_give_the_price_of_what_arrives() -> None:
    found = section(f"{COUNT}\nPrice: 100 EUR for 10 mL.")
    assert found is not None
    assert (found["counted"], found["currency"], found["reason"]) == (1e10, "EUR", None)
    assert found["per_billion"] == pytest.approx(10.0)
    assert found["per_billion_delivered"] == pytest.approx({"median": 1e4, "low": 1e3, "high": 1e5})
    assert found["per_delivered"] == pytest.approx({"median": 1e-5, "low": 1e-6, "high": 1e-4})


def test_a_dearer_bottle_is_dearer_per_vesicle_and_a_larger_one_cheaper() -> None:
    def each(text: str) -> float:
        found = section(f"{COUNT}\n{text}")
        assert found is not None
        return float(found["per_vesicle"])

    plain = each("Price: 100 EUR for 10 mL.")
    assert each("Price: 300 EUR for 10 mL.") == pytest.approx(3 * plain)
    assert each("Price: 100 EUR for 30 mL.") == pytest.approx(plain / 3)


def test_where_nothing_arrives_there_is_no_upper_end() -> None:
    none = RunNumber("share that arrives", "share", 1e-6, 0.0, 1e-4)
    found = section(f"{COUNT}\nPrice: 100 EUR for 10 mL.", none)
    assert found is not None
    assert found["per_delivered"]["high"] is None
    assert found["per_delivered"]["low"] == pytest.approx(1e-4)


@pytest.mark.parametrize(
    ("text", "run", "why"),
    [
        ("Price: 100 EUR for 10 mL.", RUN, "How many vesicles"),
        (f"{COUNT}\nPrice: 100 EUR.", RUN, "How many millilitres"),
        (f"{COUNT}\nA session costs 100 EUR.", RUN, "a session takes"),
        (f"{COUNT}\nPrice: 100 EUR for 10 mL.", None, "No run"),
    ],
)
def test_what_cannot_be_told_is_null_and_says_why(text: str, run: RunNumber | None, why: str) -> None:
    found = section(text, run)
    assert found is not None
    assert found["per_delivered"] is None
    assert why in found["reason"]


def test_without_a_price_there_is_no_section() -> None:
    assert section(COUNT) is None
    assert section("See our price list.") is None
