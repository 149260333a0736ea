"""How a product is kept: are time and warmth read, do records judge, and does the model's number only stand beside?"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exoderm.appraisal import keeping
from exoderm.appraisal.finding import Verdict
from exoderm.appraisal.keeping import Form, Kept
from exoderm.appraisal.verdict import settings as table
from exoderm.page.ideas import read as read_ideas

Judge = Callable[[str], Verdict]
CELSIUS = st.floats(-80.0, 60.0)
DAYS = st.floats(2.0, 730.0)
FORMS = st.sampled_from(("liquid", "dry"))
QUICK = settings(max_examples=60, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The serum keeps for two years at room temperature.", Kept("liquid", 22.0, 728.0)),
        ("Freeze-dried vesicles keep for 3 months at 50 °C.", Kept("dry", 50.0, 91.0)),
        ("Vesicles keep for thirty-six months in the fridge.", Kept(None, 4.0, 1092.0)),
        ("Kept at minus 80 degrees.", Kept(None, -80.0, None)),
        ("It is a fine product.", Kept(None, None, None)),
    ],
)
def test_form_warmth_and_time_are_read(text: str, kept: Kept) -> None:
    assert keeping.read(read_ideas(text)) == kept


@QUICK
@given(FORMS, CELSIUS, DAYS, DAYS)
def test_longer_keeps_no_more(form: Form, celsius: float, a: float, b: float) -> None:
    short, long = sorted((a, b))
    before, after = (keeping.beside(Kept(form, celsius, d)) for d in (short, long))
    assert before is not None
    assert after is not None
    assert after.median <= before.median * 1.02
    assert 0.0 < after.low <= after.median <= after.high <= 1.0


@QUICK
@given(FORMS, st.floats(4.0, 60.0), st.floats(4.0, 60.0), DAYS)
def test_warmer_keeps_no_more(form: Form, a: float, b: float, days: float) -> None:
    cold, warm = sorted((a, b))
    cooler, warmer = (keeping.beside(Kept(form, c, days)) for c in (cold, warm))
    assert cooler is not None
    assert warmer is not None
    assert warmer.median <= cooler.median * 1.02


def test_nothing_stands_beside_what_states_no_time() -> None:
    assert keeping.beside(Kept("liquid", 4.0, None)) is None
    assert keeping.beside(Kept("liquid", None, 30.0)) is None


def test_the_number_stands_beside_and_judges_nothing(verdict_of: Judge) -> None:
    verdict = verdict_of("Our liquid serum keeps for two years at room temperature.")
    assert verdict.word == "contradicted"
    assert {r.id for r in verdict.records} >= {"wu_2021"}
    assert verdict.run is not None
    assert verdict.run.median < 0.01
    dry = verdict_of("Freeze-dried exosomes keep for two years in the fridge.")
    assert dry.word == "supported_limited"
    assert dry.run is not None
    assert dry.run.median > 0.3


@pytest.mark.parametrize("celsius", ["-80 °C", "minus 80 degrees"])
def test_deep_cold_reaches_as_far_as_vesicles_were_followed(celsius: str, verdict_of: Judge) -> None:
    """Four weeks were tried; three times that is a guess; beyond it nobody has looked, however cold it is."""
    order = ["supported_limited", "preliminary", "unsupported"]
    words = [
        verdict_of(f"Frozen at {celsius}, our vesicles stay stable for {time}.").word
        for time in ("three weeks", "ten weeks", "twenty years")
    ]
    assert words == order
    assert verdict_of(f"At {celsius} vesicles do not stay stable for twenty years.").word == "supported_limited"


@pytest.mark.parametrize(
    ("told", "turned"),
    [
        (
            "Barely a quarter of the vesicles outlast a hot week on the shelf.",
            "Vesicles outlast a hot week on the shelf.",
        ),
        ("Few exosomes survive an afternoon in a hot car.", "Exosomes survive an afternoon in a hot car."),
    ],
)
def test_a_small_share_that_lasts_tells_of_loss(told: str, turned: str, verdict_of: Judge) -> None:
    assert verdict_of(told).letter == "A"
    assert verdict_of(turned).letter == "E"


def test_a_share_lost_is_a_loss_of_whatever_form(verdict_of: Judge) -> None:
    dry = "Lyophilised vesicles {} within two months in the fridge."
    assert verdict_of(dry.format("stay intact")).word == "supported_limited"
    assert verdict_of(dry.format("lose a quarter of their number")).word == "unsupported"
    assert verdict_of("Merely a fifth of the vesicles remain intact after six days in the fridge.").letter == "A"
    assert verdict_of("Vesicles lose 40 % of their number within a month in the fridge.").letter == "A"


@pytest.mark.parametrize("text", ["Shield it from light.", "Store the vial in the dark.", "Store in an opaque bottle."])
def test_light_alone_gets_no_verdict(text: str, verdict_of: Judge) -> None:
    assert verdict_of(text).letter == "-"


def _script() -> ModuleType:
    path = Path(__file__).parents[2] / "scripts" / "keeping_table.py"
    spec = importlib.util.spec_from_file_location("keeping_table", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("form", "celsius", "days"), [("liquid", 4, 28), ("dry", 22, 365)])
def test_the_table_is_still_that_of_the_vial(form: str, celsius: int, days: int) -> None:
    """Run again as the script did: where this fails, the vial has changed and the table has to be written anew."""
    median, _, _ = _script().left(form, celsius, days)
    assert median == pytest.approx(table("keeping")[form][celsius][days][0], rel=0.05)
