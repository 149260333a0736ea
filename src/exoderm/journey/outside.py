"""Where vesicles go outside the skin, for every route: what lymph and blood take away, and what organs get of it.

What a dose into a vein or a muscle sends to an organ stands in the run's own ledger. What lymph and blood take from the
skin is one entry there each, and is followed here to the end (`body.course`). Whole vesicles and label are counted
apart: an organ that took a vesicle holds its label, and whether the vesicle stays whole there nobody has measured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from exoderm.journey.body import blood, circulating, muscle, nodes, organs, vessels
from exoderm.journey.body.course import BLOOD, Course, follow, labelled
from exoderm.journey.body.flows import Flows, flows
from exoderm.journey.body.label import Label
from exoderm.journey.body.raised import after_doses, time_above
from exoderm.journey.book import Snapshot
from exoderm.journey.parameter import Floats
from exoderm.journey.plan import Plan
from exoderm.journey.route.infusion import BAG, LEFT, Infusion
from exoderm.journey.route.injection import FLOWED_BACK
from exoderm.journey.run import Journey, vesicles
from exoderm.journey.skin.terms import SINKS

NOTICED = 0.1
"""Share of the body's own vesicles from which on a dose is said to raise what circulates: counts differ more by day."""
NOT_KNOWN = "nobody has measured whether a vesicle stays whole after it was taken up"
HOLDERS = {
    **{f"body: {name}": name for name in organs.NAMES}, vessels.HELD: "skin_vessels", blood.RUPTURED: "broken",
    nodes.KEPT: "lymph_nodes",
}  # fmt: skip
"""Fates of what left blood or lymph for good, with the place that they stand for."""
LABELS = {
    "muscle": "muscle", "lymph": "lymph", "lymph_nodes": "lymph nodes", "blood": "blood", "liver": "liver",
    "spleen": "spleen", "lung": "lungs", "kidney": "kidneys", "elsewhere": "other organs",
    "skin_vessels": "vessels of the skin", "broken": "broken in blood",
}  # fmt: skip

Tell = Callable[[Floats], dict[str, Any]]


@dataclass(frozen=True)
class Place:
    """One place outside the skin; totals over the body, (draw,)."""

    name: str
    came: Floats
    """Whole vesicles that had come there."""
    whole: Floats | None
    """Those of them that are there and whole; none where nobody knows."""
    label: Floats
    """Label there, as many vesicles as it was on."""


@dataclass(frozen=True)
class Outside:
    """Exposure outside the skin by a time; (draw,)."""

    drained: Floats
    """Vesicles that lymph had taken from the skin."""
    into_blood: Floats
    """Vesicles that had come to blood, by any way."""
    places: tuple[Place, ...]
    own: Floats
    """The body's own vesicles in plasma."""
    ratio: Floats
    """Vesicles that came to blood per own one."""
    raised: Floats
    """Seconds for which the doses' vesicles in blood were at least :data:`NOTICED` of its own, over the whole run."""
    minutes: Floats
    """In how many minutes the body sheds as many vesicles as came to blood."""


def outside(journey: Journey, at: Snapshot) -> Outside:
    """What had left the skin, or gone round it, by a snapshot of a journey."""
    plan = journey.plan
    seconds = np.array([s.seconds for s in journey.snapshots])
    now = int(np.argmin(np.abs(seconds - at.seconds)))
    rates = flows(plan, 2).of_vesicles()
    by_lymph, by_blood = _sunk(journey, "lymph"), _sunk(journey, "blood")
    course = follow(rates, by_lymph[:, None], seconds), follow(rates, by_blood[:, None], seconds, BLOOD)
    left = {fate: _left(journey, rates, course, fate) for fate in HOLDERS}
    label = plan.get("body.label", Label)
    circulates = _stored(journey, "blood") + _sum(course, "blood")
    in_blood = circulates + _stored(journey, "periphery") + _sum(course, "periphery")
    in_lymph = _stored(journey, "lymph") + _sum(course, "lymph")
    from_muscle = _from_muscle(journey)
    came_to_lymph = by_lymph + from_muscle
    if plan.has("route.infusion"):
        came_to_blood = _offered(journey, LEFT) - _stored(journey, BAG)
    elif plan.has("route.intramuscular"):
        came_to_blood = from_muscle - _stored(journey, "lymph") - _fate(journey, nodes.KEPT)
    else:
        came_to_blood = _sum(course, "blood", "periphery", "gone")
    places, free = [], np.zeros_like(in_blood)
    for fate, name in HOLDERS.items():
        held, loose = labelled(label, left[fate], seconds)
        free = free + loose
        # What broke in blood is in no place: its label is set free there.
        whole = np.zeros(plan.draws) if name == "broken" else None
        places.append(Place(name, left[fate][:, now], whole, held[:, now]))
    ahead = [
        Place("lymph", came_to_lymph[:, now], in_lymph[:, now], in_lymph[:, now]),
        Place("blood", came_to_blood[:, now], in_blood[:, now], (in_blood + free)[:, now]),
    ]
    if plan.has("route.intramuscular"):
        ahead.insert(0, _depot(journey, label, seconds, now))
    own = circulating.own(
        plan.get("body.circulating", circulating.Circulating), blood.plasma(plan.get("body.blood", blood.Blood))
    )
    made = plan.get("body.circulating", circulating.Circulating).production * 60.0
    came = came_to_blood[:, now]
    order = {name: k for k, name in enumerate(LABELS)}
    return Outside(
        drained=by_lymph[:, now], into_blood=came, own=own, ratio=came / own, minutes=came / made,
        places=tuple(sorted([*ahead, *places], key=lambda place: order[place.name])),
        raised=_raised(journey, rates, circulates, own, seconds),
    )  # fmt: skip


def describe(found: Outside, plan: Plan, when: str, at_hours: float, tell: Tell) -> dict[str, Any]:
    """The part of a run's document; ``tell`` gives the interval, the share of the dose and the links of an amount."""
    way = (
        "vein" if plan.has("route.infusion") else "muscle, lymph" if plan.has("route.intramuscular") else "skin, lymph"
    )
    ways = {"muscle": "needle", "lymph": way, "lymph_nodes": way}
    if plan.has("route.infusion"):
        ways = {"lymph": "vein, skin", "lymph_nodes": "vein, skin, lymph", "blood": "needle"}
    behind = f"{way}, blood"
    return {
        "when": when,
        "at_h": at_hours,
        "basis": "total over the body, all doses",
        "unit": "particle",
        "drained": tell(found.drained),
        "into_blood": tell(found.into_blood),
        "places": [
            {
                "place": place.name, "label": LABELS[place.name],
                "way": ways.get(place.name, way if place.name == "blood" else behind),
                "came": tell(place.came), "whole": None if place.whole is None else _bare(tell(place.whole)),
                "whole_reason": NOT_KNOWN if place.whole is None else None, "labelled": _bare(tell(place.label)),
            }
            for place in found.places
        ],
        "circulating": {
            "own": _linked(tell(found.own)), "ratio": _linked(tell(found.ratio)), "raised_above": NOTICED,
            "raised_h": _only(tell(found.raised / 3600.0)), "shed_in_minutes": _only(tell(found.minutes)),
        },
    }  # fmt: skip


def _only(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("median", "low", "high")}


def _linked(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in told.items() if name != "of_dose"}


def _bare(told: Mapping[str, Any]) -> dict[str, Any]:
    return {**_only(told), "of_dose": told["of_dose"]}


def _sunk(journey: Journey, sink: str) -> Floats:
    """Vesicles that one sink of the skin had taken, (draw, time)."""
    i = SINKS.index(sink)
    return _over_time(journey, lambda s: s.book.sinks[:, :, i])


def _over_time(journey: Journey, part: Callable[[Snapshot], Floats]) -> Floats:
    """Vesicles in a part of each snapshot, total over the area, (draw, time)."""
    return np.asarray(np.stack([vesicles(part(s)) for s in journey.snapshots], axis=1) * journey.plan.area)


def _stored(journey: Journey, name: str) -> Floats:
    """Vesicles in one of the stores, (draw, time); none where the route has no such store."""
    if name not in journey.store_names:
        return np.zeros((journey.plan.draws, len(journey.snapshots)))
    i = journey.store_names.index(name)
    return _over_time(journey, lambda s: s.stores[:, :, i])


def _fate(journey: Journey, name: str) -> Floats:
    if name not in journey.fate_names:
        return np.zeros((journey.plan.draws, len(journey.snapshots)))
    return _over_time(journey, lambda s: journey.fate(s, name))


def _sum(courses: tuple[Course, Course], *places: str) -> Floats:
    return np.asarray(sum(getattr(course, place)[:, 0] for course in courses for place in places))


def _left(journey: Journey, rates: Flows, courses: tuple[Course, Course], fate: str) -> Floats:
    """What one fate had taken outside the skin, (draw, time): by the ledger, and of what came from the skin."""
    if fate == nodes.KEPT:
        return _fate(journey, fate) + _sum(courses, "nodes")
    share = rates.taken[fate] / np.maximum(np.sum(list(rates.taken.values()), axis=0), 1e-300)
    return np.asarray(_fate(journey, fate) + share * _sum(courses, "gone"))


def _offered(journey: Journey, lost: str) -> Floats:
    """What was put into the body, less what was lost on the way there, (draw, time)."""
    return _over_time(journey, lambda s: s.book.offered) - _fate(journey, lost)


def _from_muscle(journey: Journey) -> Floats:
    """What lymph had drained from the muscle, (draw, time)."""
    if not journey.plan.has("route.intramuscular"):
        return np.zeros((journey.plan.draws, len(journey.snapshots)))
    lost = _stored(journey, "muscle") + _fate(journey, muscle.TAKEN) + _fate(journey, muscle.RUPTURED)
    return _offered(journey, FLOWED_BACK) - lost


def _depot(journey: Journey, label: Label, seconds: Floats, now: int) -> Place:
    """The muscle that a dose was put into: what is there, and the label of what it took."""
    there, taken = _stored(journey, "muscle"), _fate(journey, muscle.TAKEN) + _fate(journey, muscle.RUPTURED)
    held, _ = labelled(label, taken, seconds)
    return Place("muscle", _offered(journey, FLOWED_BACK)[:, now], there[:, now], (there + held)[:, now])


def _raised(journey: Journey, rates: Flows, circulates: Floats, own: Floats, seconds: Floats) -> Floats:
    """Time for which the doses' vesicles in blood, not beside it, were noticed among the body's own, (draw,), s."""
    if journey.plan.has("route.infusion"):
        let_in = journey.plan.get("route.infusion", Infusion)
        each = np.stack([vesicles(vial.amount) for vial in journey.vials], axis=1) * journey.plan.dose_volume
        amounts = each * (1.0 - let_in.left_behind)[:, None]
        circulates, seconds = after_doses(
            rates, amounts, let_in.duration, journey.plan.dose_times, journey.plan.seconds
        )  # fmt: skip
    return time_above(circulates / own[:, None], seconds, NOTICED)
