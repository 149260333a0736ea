"""What does the engine do with a number at the very edge of what it may be?

Each parameter has hard bounds; a card or a scenario outside them is refused. At them everything must still run: no
number that is none, and a ledger that closes.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from anything import CARDS, SYSTEMIC

from exoderm.errors import ExodermError
from exoderm.journey.plan import build
from exoderm.journey.run import simulate
from exoderm.scenario import from_data

REFUSED = (
    "needle.longer",
    "beam.deeper",
    "site.hairless",
    "purity.impossible",
    "value.range",
    "regimen.overlap",
    "donor.state",
)
"""What does not fit the rest of the scenario at such an edge, said in words of its own."""


def plain(route, **changes):
    """Two doses within half a day, numbers as on the cards."""
    data = {
        "product": {"donor": "msc_umbilical", "volume": "20 mL"} | changes,
        "storage": [{"temperature": "4 degC", "duration": "7 day"}],
        "route": route,
        "dose": {"volume": "1 mL"} | ({} if route in SYSTEMIC else {"area": "100 cm^2"}),
        "regimen": {"doses": 2, "every": "6 hour"},
        "receivers": ["keratinocyte", "macrophage"],
        "cargo": ["mir_21", "cd63", "ceramide"],
        "weeks": 0.07,
        "draws": 1,
        "seed": 7,
    }
    if route == "wound_spray":
        data["person"] = {"condition": "wounded"}
    return data


def at_the_edge(data, path, value, unit):
    """Run with one number at its bound."""
    try:
        plan = build(from_data(data | {"set": {path: f"{value!r} {unit}".strip()}}, "test"))
    except ExodermError as error:
        assert error.code in REFUSED, error
        return
    journey = simulate(plan)
    assert np.abs(journey.residual).max() <= 1e-12
    assert np.isfinite(journey.end.cells).all()


def edges(data):
    """Each number of a scenario with each finite bound of it."""
    for row in build(from_data(data, "test")).table:
        for bound in {row.parameter.low, row.parameter.high}:
            if math.isfinite(bound):
                yield row.path, bound, row.parameter.unit


@pytest.mark.parametrize(
    ("route", "path", "value"),
    [
        ("ablative_laser", "route.beam.pulse_energy", "0 J"),
        ("ablative_laser", "route.beam.pulse_energy", "1e-15 J"),
        ("microneedle_roller", "route.closing.crust_half_life", "1 s"),
        ("microneedle_roller", "route.channels.exudate_fading", "1 s"),
        ("electroporation", "route.poration.half_life", "1 s"),
        ("topical", "skin.clearance.lymph_protein", "0 1/s"),
        ("topical", "skin.clearance.capillary_pore", "4e-9 m"),
        ("topical", "donor.preparation.vesicle_share", "1e-9"),
    ],
)
def test_edges_that_once_broke_a_run_hold(route, path, value):
    """A pulse without energy, pores as narrow as albumin and the like: the ledger closes to 1e-12 of the dose."""
    journey = simulate(build(from_data(plain(route) | {"set": {path: value}}, "test")))
    assert np.abs(journey.residual).max() <= 1e-12
    assert np.isfinite(journey.end.cells).all()


def test_a_pulse_without_energy_is_no_treatment():
    """Channels of no depth bring no more to living skin than the same dose on untreated skin, within 1e-6 of it."""
    none = simulate(build(from_data(plain("ablative_laser") | {"set": {"route.beam.pulse_energy": "0 J"}}, "test")))
    living = none.depth.mask("epidermis", "junction", "dermis")
    share = (none.end.cells * none.capacity)[0, :4][:, living].sum() / none.end.book.offered[0, :4].sum()
    assert share < 1e-6


@pytest.mark.nightly
@pytest.mark.parametrize("route", CARDS["route"])
def test_every_number_holds_at_its_bounds(route):
    """All numbers of each route, one after the other at each of their bounds."""
    data = plain(route)
    for path, value, unit in edges(data):
        at_the_edge(data, path, value, unit)


@pytest.mark.nightly
@pytest.mark.parametrize("donor", CARDS["donor"])
@pytest.mark.parametrize("carrier", ["serum", "lyophilisate"])
def test_every_number_of_a_product_holds_at_its_bounds(donor, carrier):
    """All numbers of donor, vial and carrier."""
    data = plain("intradermal", donor=donor, carrier=carrier)
    for path, value, unit in edges(data):
        if path.startswith(("donor.", "carrier.", "container.", "preparation.", "cargo.")):
            at_the_edge(data, path, value, unit)
