"""Courses of every kind: do days that stand in say what every day followed would have said?"""

from __future__ import annotations

import math

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from exoderm.journey import days

PLAIN = (Phase.explicit, Phase.reuse, Phase.generate)


def shares(journey):
    """Layers, stores and fates at the end, as shares of what each traveller was offered, (draw, traveller, entry)."""
    end = journey.end
    layers = [
        (end.cells * journey.capacity)[:, :, journey.depth.layer == i].sum(axis=2, keepdims=True) for i in range(4)
    ]
    book = [end.book.sinks, end.book.taken_up, end.book.fates, end.book.washed[:, :, None]]
    return np.concatenate([*layers, end.stores, *book], axis=2) / np.maximum(end.book.offered, 1e-300)[:, :, None]


@settings(max_examples=30, phases=PLAIN)
@given(data=st.data())
def test_generated_courses_agree_with_every_day_followed(written, travel, data):
    """30 scenarios over all routes and conditions, 5 to 20 doses: within 1e-4 of the dose at each place and fate."""
    given_ = data.draw(written(most_doses=5, draws=(1, 2)))
    doses = data.draw(st.integers(5, 20))
    before = given_["regimen"]["doses"]
    every = float(given_["regimen"]["every"].split()[0])
    given_["regimen"]["doses"] = doses
    given_["weeks"] += (doses - before) * every / 168.0
    given_["product"]["volume"] = f"{float(given_['product']['volume'].split()[0]) / before * doses:.6g} mL"
    if "contact" in given_["dose"]:  # a single dose may stay on for longer than the next would let it
        longest = min(float(given_["dose"]["contact"].split()[0]), every)
        given_["dose"]["contact"] = f"{longest} hour"
    quick = travel(given_)
    enough, days.ENOUGH = days.ENOUGH, math.inf
    try:
        whole = travel(given_)
    finally:
        days.ENOUGH = enough
    assert np.abs(quick.residual).max() <= 1e-11
    assert sum(quick.followed) <= sum(whole.followed)
    np.testing.assert_allclose(shares(quick), shares(whole), rtol=0, atol=1e-4)
