"""Does each cause push what happens outside the skin the way that physiology says, and a null cause nothing?"""

from __future__ import annotations

import numpy as np
import pytest

from exoderm.errors import ScenarioError
from exoderm.journey import account
from exoderm.journey.donor.harvest import CLASSES
from exoderm.journey.outside import outside
from exoderm.journey.run import vesicles
from exoderm.journey.summary import summarise
from exoderm.scenario import from_data

SMALL = {"donor.population.median_diameter": "30 nm"}


def share(journey, name):
    """What had come to a place per vesicle that came to blood."""
    found = outside(journey, journey.end)
    return next(p.came for p in found.places if p.name == name) / found.into_blood


def in_skin(journey):
    """Whole vesicles that ever entered the dermis from blood, (draw, traveller), per area."""
    book = journey.end.book
    return (journey.end.cells * journey.capacity).sum(axis=2) + book.sinks.sum(axis=2) + book.taken_up.sum(axis=2)


def test_without_extraction_and_without_pores_the_skin_has_no_share(round_trip):
    """Nothing sticks and nothing passes: zero, not little; with the card's numbers some sticks in every draw."""
    none = {"body.vessels.extraction": "0", "body.vessels.albumin_ratio": "0"}
    empty, card = round_trip(set=none), round_trip()
    assert (share(empty, "skin_vessels") == 0.0).all()
    assert (in_skin(empty) == 0.0).all()
    assert (share(card, "skin_vessels") > 0.0).all()
    assert np.median(share(card, "skin_vessels")) < 0.05


def test_ten_times_the_extraction_sticks_ten_times_as_much(round_trip):
    """Held in the skin's vessels, while that is little of the whole."""
    less, more = (share(round_trip(set={"body.vessels.extraction": e}), "skin_vessels") for e in ("1e-5", "1e-4"))
    np.testing.assert_allclose(more / less, 10.0, rtol=0.05)


def test_what_is_wider_than_the_pores_stays_in_the_vessels(round_trip):
    """Sizes above the pores never enter the dermis; smaller ones do, and protein far more readily than any vesicle."""
    journey = round_trip(set=SMALL)
    size, pore = journey.harvest.diameter, 2 * journey.plan.table.row("skin.clearance.capillary_pore").samples
    wide = size >= pore[:, None]
    entered = in_skin(journey) / journey.end.book.offered
    assert wide[:, :CLASSES].any()
    assert (~wide[:, :CLASSES]).any()
    assert (entered[wide] == 0.0).all()
    assert (entered[~wide] > 0.0).all()
    assert (entered[:, CLASSES:] > entered[:, :CLASSES]).all()


def test_a_larger_dose_fills_liver_and_spleen_and_spills_to_the_others(round_trip):
    """Ten times the dose: less share for the liver, more for the lungs, draw by draw; not if nothing ever fills."""
    fill = {"body.organs.half_filled": "1e11 particle"}
    small, large = (round_trip(set=fill, dose={"volume": f"{v} mL"}, weeks=2) for v in (5, 50))
    assert (share(large, "liver") < share(small, "liver")).all()
    assert (share(large, "spleen") < share(small, "spleen")).all()
    assert (share(large, "lung") > share(small, "lung")).all()
    never = {"body.organs.half_filled": "1e25 particle"}
    small, large = (share(round_trip(set=never, dose={"volume": f"{v} mL"}), "liver") for v in (5, 50))
    np.testing.assert_allclose(large, small, rtol=1e-9)


def test_a_muscle_gives_to_blood_more_slowly_than_a_needle_in_a_vein(round_trip):
    """After an hour and after a day less has come to blood, draw by draw, and the blood's highest content is lower."""
    vein, muscle = (round_trip(route=r) for r in ("intravenous", "intramuscular"))
    for hours in (1, 24):
        came = [outside(j, j.at(hours * 3600.0)).into_blood for j in (vein, muscle)]
        assert (came[1] < 0.5 * came[0]).all()
    peaks = [
        np.max([vesicles(s.stores[:, :, j.store_names.index("blood")]) for s in j.snapshots], axis=0)
        for j in (vein, muscle)
    ]
    assert (peaks[1] < 0.1 * peaks[0]).all()


def test_without_lymph_flow_from_the_muscle_blood_stays_empty(round_trip):
    """No way but lymph: nothing in blood, organs or skin; the same is taken up and broken in the muscle."""
    still = {"body.muscle.lymph_protein": "0 1/hour"}
    journey = round_trip(route="intramuscular", set=still)
    found = outside(journey, journey.end)
    dose = vesicles(journey.end.book.offered) * journey.plan.area
    assert (found.into_blood <= 1e-12 * dose).all()
    assert max((p.came / dose).max() for p in found.places if p.name != "muscle") <= 1e-12


def test_nodes_that_keep_all_keep_blood_empty_after_a_dose_into_the_skin(round_trip):
    """With everything kept, what lymph drains ends in nodes but for what is on its way; with nothing kept, nothing."""
    dose = {"volume": "0.2 mL", "area": "10 cm^2"}
    for kept, went in (("1", 0.0), ("0", 1.0)):
        journey = round_trip(
            route="intradermal", dose=dose, set={"body.nodes.kept": kept, "skin.clearance.blood_protein": "0 1/s"}
        )
        found = outside(journey, journey.end)
        places = {p.name: p for p in found.places}
        arrived = found.drained - places["lymph"].whole
        np.testing.assert_allclose(found.into_blood, went * arrived, rtol=1e-9, atol=1e-9 * arrived.max())
        np.testing.assert_allclose(places["lymph_nodes"].came, (1 - went) * arrived, rtol=1e-9, atol=1e-9)


def test_faster_lymph_takes_more_of_an_intradermal_dose_to_blood(round_trip):
    """Tenfold the drainage of vesicles gives more outside the skin in every draw."""
    dose = {"volume": "0.2 mL", "area": "10 cm^2"}

    def came(rate):
        journey = round_trip(route="intradermal", dose=dose, set={
            "skin.clearance.lymph_protein": rate, "skin.clearance.motion": "1",
        })  # fmt: skip
        return outside(journey, journey.end).into_blood

    assert (came("0.04 1/hour") > 2 * came("0.004 1/hour")).all()


def test_a_dose_beside_what_circulates_is_noticed_only_when_it_is_large(round_trip):
    """A dose as large as a thousand times the own vesicles raises them for hours; a thousandth of it never does."""
    own = {"body.circulating.particles": "1e6 particle/mL", "body.circulating.vesicle_share": "1"}
    much = round_trip(set=own)
    found = outside(much, much.end)
    assert (found.raised > 3600.0).all()
    np.testing.assert_allclose(found.ratio, found.into_blood / found.own)
    little = round_trip(set=own, product={"concentration": "1e5 particle/mL"})
    assert (outside(little, little.end).raised == 0.0).all()


def test_the_body_s_own_vesicles_dwarf_any_dose_into_the_skin(round_trip):
    """With the cards' numbers: less than a hundred thousandth of what circulates, made within a second."""
    journey = round_trip(route="intradermal", dose={"volume": "0.2 mL", "area": "10 cm^2"}, draws=32)
    found = outside(journey, journey.end)
    assert np.median(found.ratio) < 1e-5
    assert np.median(found.minutes) * 60 < 1


@pytest.mark.parametrize("route", ["intravenous", "intramuscular"])
@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"dose": {"area": "100 cm^2"}}, "dose.area"),
        ({"dose": {"contact": "1 hour"}}, "dose.contact"),
        ({"dose": {"occluded": True}}, "dose.occluded"),
        ({"person": {"condition": "tape_stripped"}}, "person.condition"),
    ],
)
def test_a_dose_round_the_skin_has_no_area(round_trip, route, change, where):
    """An area, a contact, a cover or hurt skin is refused by name, with what to take out."""
    with pytest.raises(ScenarioError) as refused:
        round_trip(route=route, **change)
    assert refused.value.code == "dose.systemic"
    assert where in refused.value.sentence()


@pytest.mark.parametrize(("route", "volume"), [("intravenous", "0.01 mL"), ("intramuscular", "20 mL")])
def test_a_volume_that_no_vein_or_muscle_takes_is_refused(round_trip, route, volume):
    """Each way has its own bounds."""
    with pytest.raises(ScenarioError, match="lies between"):
        round_trip(route=route, dose={"volume": volume})


def test_what_a_route_does_not_have_is_not_listed_as_left_out(round_trip):
    """No default of an area stands in a run that has none; in others it does."""
    round_the_skin = dict(round_trip(draws=1).plan.left_out())
    assert not {"dose.area", "dose.contact", "dose.occluded"} & set(round_the_skin)
    assert "dose.area" in dict(from_data({}, "test").defaults())


@pytest.mark.parametrize("route", ["intravenous", "intramuscular", "topical"])
def test_every_run_reports_exposure_outside_the_skin(round_trip, route):
    """Whole and label apart, each with its weakest link, the unknown as null with a reason."""
    where = {"dose": {"volume": "1 mL", "area": "100 cm^2"}} if route == "topical" else {}
    journey = round_trip(route=route, draws=32, **where)
    found = summarise(journey, 0.0).document["outside"]
    names = [place["place"] for place in found["places"]]
    assert names[-7:] == ["liver", "spleen", "lung", "kidney", "elsewhere", "skin_vessels", "broken"]
    assert ("muscle" in names) == (route == "intramuscular")
    for place in found["places"]:
        assert (place["whole"] is None) == (place["whole_reason"] is not None)
        assert "weakest" in place["came"]
    liver = next(place for place in found["places"] if place["place"] == "liver")
    assert liver["whole"] is None
    assert (
        liver["way"]
        == {"intravenous": "vein, blood", "intramuscular": "muscle, lymph, blood", "topical": "skin, lymph, blood"}[
            route
        ]
    )
    entered = account.entered(journey, journey.end)
    assert (outside(journey, journey.end).into_blood <= entered * (1 + 1e-9)).all()
