"""Is a number refused whose study, finding or grade does not stand on the shelf?"""

from __future__ import annotations

import pytest

from exoderm.errors import CardError, UnknownName
from exoderm.evidence import origin, study
from exoderm.library import card as cards
from exoderm.library.value import Origin, Value


def number(grade: int = 4, **where: str) -> Value:
    return Value(value="70.7 um", grade=grade, origin=Origin(**where))


@pytest.mark.parametrize(
    ("where", "nearest"),
    [
        ({"study": "kaluri_2011", "finding": "channel_diameter_770"}, "kalluri_2011"),
        ({"study": "kalluri_2011", "finding": "channel_diametre"}, "channel_diameter_770"),
    ],
)
def test_an_origin_that_does_not_exist_is_refused_with_the_nearest(where: dict[str, str], nearest: str) -> None:
    with pytest.raises(UnknownName, match=nearest):
        origin.check([("route/mine", "route.channels.diameter", number(**where))], study.load())


def test_a_number_is_not_better_known_where_it_is_used() -> None:
    well_known = number(grade=7, study="kalluri_2011", finding="channel_diameter_770")
    with pytest.raises(CardError, match="has grade 4"):
        origin.check([("route/mine", "route.channels.diameter", well_known)], study.load())


def test_assumptions_and_own_settings_need_no_study() -> None:
    origin.check([("a", "b", Value(value="1 um", grade=1, origin=Origin(assumed="why not")))], {})


@pytest.mark.parametrize("kind", cards.JOURNEY_KINDS)
def test_every_card_of_ours_stands_on_findings_that_exist(kind: str) -> None:
    shelf = study.load()
    for one in cards.load(kind).values():
        origin.check(((one.id, f"{m}.{p}", value) for m, p, value in one.values()), shelf)
