"""Does every page get its appraisal, whatever it declares, and is what can't be run said rather than raised?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exoderm import answer
from exoderm.appraisal import silence
from exoderm.errors import PageError, PartialResult, ScenarioError
from exoderm.library import card
from exoderm.page import declare
from exoderm.page.claims import read_claims
from exoderm.page.label import read_label
from exoderm.page.reader import read_page
from exoderm.result import Result
from exoderm.scenario import Scenario, from_data

TODAY = date(2026, 11, 24)
CLAIM = "Exosomes pass through intact skin and reach the dermis.\n"
DEEP = "Our exosomes reach the dermis.\n"
"""Passage without a word on the state of the skin."""
MODELLED = "Nobody has modelled this way of use here yet"

NUMBERS = st.one_of(
    st.integers(-1000, 10**6).map(str),
    st.floats(0, 1e30, allow_nan=False).map(lambda x: f"{x:.3g}"),
    st.sampled_from(
        ["0", "0,1", "1,000", "9" * 40, "9" * 5000, "3 x 10^12", "3x10^99999", "1e400", "٣", "²", "½", "-0"]
    ),
)
LINES = st.sampled_from(
    [
        "Our serum: pH {}.", "Our serum has {} particles per mL.", "Our serum has {} billion exosomes/mL.",
        "Bottle of {} ml.", "Our vial of {} fl oz.", "Each vial holds {} exosomes.", "Store the bottle at {} °C.",
        "Store the vials at {} to {} °F.", "Use within {} months after opening.", "Use within {} years after opening.",
        "Apply our serum to tape-stripped skin.", "We inject our exosomes {} times.", "Apply after microneedling.",
        "We use our exosomes after a laser.", "Take our capsules by mouth.", "Our exosomes come from ginger.",
        "Our exosomes come from umbilical cord.", "Our exosomes come from adipose tissue.", "{}", CLAIM,
    ]
)  # fmt: skip
PAGES = st.lists(st.builds(lambda line, a: line.replace("{}", a), LINES, NUMBERS), min_size=1, max_size=9).map(
    "\n".join
)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> list[Scenario]:
    """An engine that notes what it is asked, and answers that a thousandth arrives."""
    asked: list[Scenario] = []
    share = {"median": 1e-3, "low": 1e-4, "high": 1e-2}

    def simulate(scenario: Scenario, **_: Any) -> Result:
        asked.append(scenario)
        return Result({"stages": [{"stage": "living_skin", "of_dose": share}], "when": "within 3 days"}, {})

    monkeypatch.setattr(answer, "simulate", simulate)
    return asked


def notes(appraised: answer.Appraised) -> list[str]:
    return list(appraised.document["document"]["notes"])


@settings(max_examples=60)
@given(PAGES)
def test_whatever_a_page_declares_can_be_run_or_is_known_not_to_be(text: str) -> None:
    try:
        page = read_page(text, "page.txt")
    except PageError:
        return
    claims = read_claims(page)
    found = declare.read(page, claims, read_label(page, claims))
    built = from_data(declare.runnable(found.scenario), "property")
    assert found.unmodelled or built.route.card in card.load("route")


@settings(max_examples=30)
@given(st.one_of(PAGES, st.text(max_size=300), st.binary(max_size=300)))
def test_any_text_gets_an_appraisal_or_is_refused_as_a_page(text: str | bytes) -> None:
    try:
        document = answer.appraise(text, "page.txt", run=False, today=TODAY).document
    except PageError:
        return
    assert document["run_refused"] is None
    assert isinstance(document["claims"], list)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Take our exosome capsules by mouth every morning.", "swallowed"),
        ("Apply our exosome serum to damaged skin.", "damaged"),
    ],
)
def test_a_way_of_use_that_nobody_has_modelled_is_not_run_as_another(
    text: str, words: str, engine: list[Scenario]
) -> None:
    appraised = answer.appraise(DEEP + text, today=TODAY)
    assert appraised.document["claims"]
    assert (appraised.result, engine) == (None, [])
    assert MODELLED in appraised.document["run_refused"]
    assert words in appraised.document["run_refused"]
    assert any(MODELLED in note for note in notes(appraised))
    assert all(claim["run"] is None for claim in appraised.document["claims"])


def test_a_claim_on_undamaged_skin_gets_the_plain_case_and_no_other_claim_does() -> None:
    """A page on capsules: its sentence on the whole barrier is explained all the same."""
    text = CLAIM + "Take our exosome capsules by mouth every morning. Swallowed exosomes reach the dermis whole."
    appraised = answer.appraise(text, today=TODAY)
    assert appraised.result is not None
    assert appraised.result.document["scenario"]["data"]["route"]["card"] == "topical"
    assert any("plain case" in note for note in notes(appraised))
    run = [c for c in appraised.document["claims"] if c["run"]]
    assert len(run) == 1
    assert "on undamaged skin" in run[0]["reason"]


def test_the_rules_see_the_way_that_the_page_names(monkeypatch: pytest.MonkeyPatch, engine: list[Scenario]) -> None:
    from exoderm.appraisal import appraise as judging

    seen = []
    plain = judging.context_of

    def spy(*args: Any, **named: Any) -> Any:
        seen.append(plain(*args, **named))
        return seen[-1]

    monkeypatch.setattr(judging, "context_of", spy)
    answer.appraise(CLAIM + "At our clinic we apply our exosome serum after a fractional laser.", today=TODAY)
    answer.appraise(CLAIM + "We inject our exosomes into the face.", today=TODAY)
    answer.appraise(CLAIM + "Apply our exosome serum to tape-stripped skin.", today=TODAY)
    assert [context.route for context in seen] == ["laser", "injection", "topical_compromised"]


def test_silence_is_run_as_a_serum_on_intact_skin_and_listed(engine: list[Scenario]) -> None:
    claim = "Exosomes pass through the stratum corneum and reach the dermis.\n"
    appraised = answer.appraise(claim + "Our exosomes are for you. Buy now, £ 90.", today=TODAY)
    assert appraised.document["run_refused"] is None
    (asked,) = engine
    assert {("route.card", "topical"), ("person.condition", "intact")} <= set(asked.defaults())


def test_the_number_beside_a_claim_says_when_it_was_read(engine: list[Scenario]) -> None:
    appraised = answer.appraise(CLAIM + "Apply our serum to clean skin.", today=TODAY)
    (run,) = [claim["run"] for claim in appraised.document["claims"] if claim["run"]]
    assert run["quantity"].endswith("whole within 3 days")
    assert (run["median"], run["low"], run["high"]) == (1e-3, 1e-4, 1e-2)


@pytest.mark.parametrize(
    "error", [ScenarioError("the vial is empty", action="fill it"), PartialResult("every draw failed")]
)
def test_a_run_that_is_refused_leaves_the_appraisal_whole(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Result:
        raise error

    monkeypatch.setattr(answer, "simulate", refuse)
    text = CLAIM + "Apply our serum to clean skin."
    without, refused = answer.appraise(text, run=False, today=TODAY), answer.appraise(text, today=TODAY)
    assert refused.result is None
    assert error.args[0].rstrip(".") in refused.document["run_refused"]
    aside = {"run_refused": None, "seal": None}
    assert {**refused.document, **aside} == {**without.document, **aside}


def test_a_fault_of_our_own_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: Any, **__: Any) -> Result:
        raise ZeroDivisionError

    monkeypatch.setattr(answer, "simulate", break_down)
    with pytest.raises(ZeroDivisionError):
        answer.appraise(CLAIM + "Apply our serum to clean skin.", today=TODAY)


def test_the_command_says_why_there_is_no_run_and_succeeds(tmp_path: Any, exoderm: Callable[..., Any]) -> None:
    page = tmp_path / "page.txt"
    page.write_text(DEEP + "Take our exosome capsules by mouth every morning.", encoding="utf-8")
    said = exoderm("appraise", page, "--json")
    assert said.code == 0, said.all
    assert MODELLED in " ".join(said.err.split())


def test_a_small_ampoule_is_run_whole() -> None:
    appraised = answer.appraise(
        CLAIM + "Our serum in an ampoule of 0.1 ml. Each ampoule holds 5 billion exosomes.", today=TODAY
    )
    assert appraised.document["run_refused"] is None
    assert appraised.result is not None
    stages = {s["stage"]: s for s in appraised.result.document["stages"]}
    assert stages["labelled"]["median"] == pytest.approx(5e9, rel=1.0)
    assert any("whole content of 0.1 mL" in note for note in notes(appraised))


SHOP = "Our exosome serum. Add to cart. Apply our serum to clean skin.\n"


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> list[Scenario]:
    """An engine that lets more arrive, and less surely, where no count is told."""
    asked: list[Scenario] = []

    def simulate(scenario: Scenario, **_: Any) -> Result:
        asked.append(scenario)
        told = str(scenario.product.concentration) != "undeclared"
        ends = {"median": 100.0, "low": 10.0 if told else 1.0, "high": 1e3 if told else 1e6}
        share = {"median": 1e-3, "low": 1e-4, "high": 1e-2}
        return Result({"stages": [{"stage": "living_skin", "of_dose": share, **ends}], "when": "within 3 days"}, {})

    monkeypatch.setattr(answer, "simulate", simulate)
    return asked


def test_what_a_silence_costs_is_run_once_with_and_once_without_it(counting: list[Scenario]) -> None:
    document = answer.appraise(CLAIM + SHOP, silence=True, today=TODAY).document
    measured = {item["item"]: item["measured"] for item in document["label"] if item["measured"]}
    paths = {found["path"] for found in measured.values()}
    assert {"product.donor", "product.concentration", "product.carrier", "product.ph", "storage"} >= paths
    assert "product.concentration" in paths
    assert len(counting) == 1 + 1 + len(paths), "the page's own run, one more with few draws, one for each open path"
    assert {scenario.draws for scenario in counting[1:]} == {silence.FEW}
    assert measured["dose_particles"]["narrower"] == pytest.approx(1e6 / 1e2)
    assert measured["origin_species"]["narrower"] == pytest.approx(1.0), "what moves nothing costs nothing"


def test_without_being_asked_no_silence_is_run_and_what_is_told_has_none(counting: list[Scenario]) -> None:
    document = answer.appraise(CLAIM + SHOP, today=TODAY).document
    assert len(counting) == 1
    assert all(item["measured"] is None for item in document["label"])
    told = answer.appraise(CLAIM + SHOP + "Our serum has 1e9 particles per mL.", silence=True, today=TODAY).document
    assert next(i for i in told["label"] if i["item"] == "dose_particles")["measured"] is None


def test_a_price_with_a_count_is_run_though_no_claim_asks(counting: list[Scenario]) -> None:
    text = SHOP + "Our serum has 1e9 particles per mL.\nPrice: 100 EUR for 10 mL.\nExosomes are vesicles."
    document = answer.appraise(text, today=TODAY).document
    assert len(counting) == 1
    assert document["price"]["per_billion_delivered"] == pytest.approx({"median": 1e4, "low": 1e3, "high": 1e5})


def test_results_print_as_a_line_and_not_as_their_arrays() -> None:
    result = answer.simulate(from_data({"name": "A plain serum", "draws": 8, "weeks": 0.2}, "test"))
    assert result.document["headline"] in repr(result)
    assert len(repr(result)) < 300
    judged = answer.appraise("Our exosomes smooth wrinkles. Exosomes are small vesicles.", run=False)
    assert len(repr(judged)) < 300
    assert "run: None" in repr(judged)
