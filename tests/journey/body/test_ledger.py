"""Is every vesicle that goes round the skin in one place at every time?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exoderm.journey import account
from exoderm.journey.outside import outside
from exoderm.journey.run import vesicles


@pytest.mark.parametrize("route", ["intravenous", "intramuscular"])
@pytest.mark.parametrize("doses", [1, 3])
def test_the_ledger_closes(round_trip, route, doses):
    """Each traveller to 1e-12 of the dose after one dose and after three, and nothing falls below zero."""
    journey = round_trip(route=route, regimen={"doses": doses, "every": "6 hour"})
    assert np.abs(journey.residual).max() <= 1e-12
    np.testing.assert_allclose(sum(account.ledger(journey).values()), 1.0, rtol=1e-12)
    offered = journey.end.book.offered[..., None]
    assert (journey.end.stores >= -1e-12 * offered).all()
    assert (journey.end.cells >= 0.0).all()


@pytest.mark.parametrize("route", ["intravenous", "intramuscular", "intradermal"])
def test_what_lymph_and_blood_took_is_found_again(round_trip, route):
    """Everything that left the skin, or never came to it, stands in one place outside it or in the skin's ledger."""
    where = {"dose": {"volume": "0.2 mL", "area": "10 cm^2"}} if route == "intradermal" else {}
    journey = round_trip(route=route, weeks=0.5, **where)
    found = {place.name: place for place in outside(journey, journey.end).places}
    ended = [place.came for name, place in found.items() if name not in ("muscle", "lymph", "blood")]
    total = sum(ended) + found["lymph"].whole + found["blood"].whole
    book, area = journey.end.book, journey.plan.area
    left_skin = vesicles(book.sinks[:, :, :2].sum(axis=2)) * area
    if route == "intradermal":
        np.testing.assert_allclose(total, left_skin, rtol=1e-9)
        return
    in_skin = vesicles((journey.end.cells * journey.capacity).sum(axis=2) + book.taken_up.sum(axis=2)) * area
    in_skin = in_skin + vesicles(book.sinks[:, :, 2:].sum(axis=2)) * area
    lost = sum(
        vesicles(journey.fate(journey.end, n)) * area for n in journey.fate_names if "left in" in n or "back" in n
    )
    muscle = 0.0
    if route == "intramuscular":
        fates = [n for n in journey.fate_names if n.startswith("muscle:")]
        muscle = found["muscle"].whole + sum(vesicles(journey.fate(journey.end, n)) * area for n in fates)
    np.testing.assert_allclose(total + in_skin + lost + muscle, vesicles(book.offered) * area, rtol=1e-9)


@pytest.mark.parametrize("route", ["intravenous", "intramuscular", "topical"])
def test_no_more_is_whole_or_labelled_than_came(round_trip, route):
    """Whole vesicles in a place never exceed those that came; all label together never exceeds the dose."""
    where = {"dose": {"volume": "1 mL", "area": "100 cm^2"}} if route == "topical" else {}
    journey = round_trip(route=route, **where)
    found = outside(journey, journey.end)
    for place in found.places:
        if place.whole is not None:
            assert (place.whole <= place.came * (1 + 1e-9)).all(), place.name
        assert (place.label >= -1e-9 * place.came).all(), place.name
    dose = vesicles(journey.end.book.offered) * journey.plan.area
    assert (sum(place.label for place in found.places) <= dose * (1 + 1e-9)).all()
    assert (found.into_blood <= dose).all()


EXTREMES = {
    "body.blood.to_periphery": (1e-8, 1e-1, "1/s"),
    "body.blood.from_periphery": (1e-8, 1e-1, "1/s"),
    "body.organs.uptake": (1e-8, 1e-1, "1/s"),
    "body.organs.half_filled": (1e3, 1e20, "particle"),
    "body.vessels.extraction": (1e-9, 1.0, ""),
    "body.nodes.onward": (1e-8, 1e-1, "1/s"),
    "body.nodes.kept": (1e-6, 1.0, ""),
    "body.muscle.uptake": (1e-8, 1e-1, "1/s"),
    "body.muscle.lymph_protein": (1e-10, 1e-4, "1/s"),
    "donor.population.median_diameter": (2e-8, 5e-7, "m"),
}


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["intravenous", "intramuscular"]),
    st.dictionaries(st.sampled_from(sorted(EXTREMES)), st.floats(0.0, 1.0), max_size=6),
    st.integers(1, 4),
)
def test_the_ledger_closes_for_any_body(round_trip, route, chosen, doses):
    """Numbers far beyond the cards': closed to 1e-12 of the dose, and no more in blood than was given."""
    numbers = {}
    for path, u in chosen.items():
        low, high, unit = EXTREMES[path]
        numbers[path] = f"{low * (high / low) ** u:.6g} {unit}".strip()
    journey = round_trip(route=route, set=numbers, draws=2, regimen={"doses": doses, "every": "5 hour"})
    assert np.abs(journey.residual).max() <= 1e-12
    found = outside(journey, journey.end)
    assert (found.into_blood <= vesicles(journey.end.book.offered) * journey.plan.area * (1 + 1e-9)).all()
