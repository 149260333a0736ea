"""Is a scenario what its file says: read back the same, told by its digest, its defaults named, its faults refused?"""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exoderm.bounds import UNDECLARED
from exoderm.errors import InputError, ScenarioError, UnknownName
from exoderm.scenario import Scenario, examples, from_data, load, read

LIGHT, AIR = ["dark", "indoor", "sun"], ["closed", "open"]


def quantities(low, high, *units):
    """Text such as "3.5 mL", as people write it."""
    numbers = st.floats(low, high, allow_nan=False).map(lambda x: f"{x:.4g}")
    return st.tuples(numbers, st.sampled_from(units)).map(" ".join)


def optional(record):
    """A mapping in which every key may be missing."""
    return st.fixed_dictionaries({}, optional=record)


spells = optional(
    {
        "temperature": st.one_of(st.just(UNDECLARED), quantities(-80, 60, "degC"), quantities(200, 330, "K")),
        "duration": st.one_of(st.just(UNDECLARED), quantities(0.1, 100, "day", "hour", "week")),
        "light": st.sampled_from(LIGHT),
        "air": st.sampled_from(AIR),
        "freeze_thaw": st.integers(0, 50),
    }
)
scenarios = optional(
    {
        "schema": st.just("exoderm/scenario/1"),
        "name": st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=120),
        "about": st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=200),
        "product": optional(
            {
                "donor": st.sampled_from(["msc_umbilical", "ginger", UNDECLARED]),
                "concentration": st.one_of(st.just(UNDECLARED), quantities(1e3, 1e12, "particle/mL")),
                "purity": st.one_of(st.just(UNDECLARED), quantities(1e7, 1e11, "particle/ug")),
                "volume": quantities(5, 500, "mL"),
                "ph": st.one_of(st.just(UNDECLARED), st.floats(3, 9).map(lambda x: f"{x:.2f}")),
            }
        ),
        "storage": st.one_of(st.just(UNDECLARED), st.lists(spells, max_size=4)),
        "route": st.one_of(
            st.sampled_from(["topical", "intradermal"]),
            st.just({"card": "microneedle_roller", "settings": {"density": "200 1/cm^2"}}),
            st.just(["topical"]),
        ),
        "dose": optional(
            {
                "volume": quantities(0.01, 0.4, "mL"),
                "area": quantities(1, 500, "cm^2"),
                "occluded": st.booleans(),
            }
        ),
        "regimen": optional({"doses": st.integers(1, 7), "every": quantities(1, 24, "hour")}),
        "person": optional(
            {
                "age": st.integers(18, 95),
                "site": st.sampled_from(["cheek", "palm"]),
                "condition": st.sampled_from(["intact", "tape_stripped"]),
                "phototype": st.sampled_from(["I", "VI", UNDECLARED]),
            }
        ),
        "weeks": st.floats(1, 52),
        "arms": st.sampled_from([["treated"], ["treated", "vehicle"]]),
        "draws": st.integers(1, 100_000),
        "seed": st.integers(0, 2**63 - 1),
        "set": st.dictionaries(st.sampled_from(["skin.layers.dermis", "a.b"]), st.just("1.2 mm"), max_size=2),
    }
)  # fmt: skip


def shuffled(data, r):
    """The same mapping with its keys in another order, all the way down."""
    if isinstance(data, dict):
        keys = list(data)
        r.shuffle(keys)
        return {key: shuffled(data[key], r) for key in keys}
    return [shuffled(item, r) for item in data] if isinstance(data, list) else data


@given(scenarios, st.integers(0, 99))
def test_written_out_and_read_back_it_is_the_same(data, seed):
    """Through plain data, JSON and YAML, with keys in any order: equal, and with the same digest."""
    first = from_data(copy.deepcopy(data), "test")
    text = first.text()
    for again in (
        from_data(text, "plain"),
        from_data(json.loads(json.dumps(text)), "JSON"),
        from_data(yaml.safe_load(yaml.safe_dump(text, allow_unicode=True)), "YAML"),
        from_data(shuffled(copy.deepcopy(data), random.Random(seed)), "shuffled"),
    ):
        assert again.text() == text
        assert again.digest() == first.digest()


@given(scenarios)
def test_what_was_left_out_is_listed_with_what_stands_for_it(data):
    """A default is listed if and only if it was left out; nothing that was written is called a default."""
    scenario = from_data(copy.deepcopy(data), "test")
    listed = dict(scenario.defaults())
    assert all(text for text in listed.values())
    for record in ("product", "dose", "regimen", "person"):
        for name in type(getattr(scenario, record)).model_fields:
            assert (f"{record}.{name}" in listed) == (name not in data.get(record, {}))
    for name in ("weeks", "draws", "seed", "arms", "receivers", "storage"):
        assert (name in listed) == (name not in data)
    if "concentration" not in data.get("product", {}):
        assert listed["product.concentration"] == UNDECLARED


@given(scenarios)
def test_reading_does_not_change_what_was_read(data):
    before = copy.deepcopy(data)
    from_data(data, "test")
    assert data == before


@pytest.mark.parametrize(
    "change", [{"seed": 1}, {"draws": 7}, {"weeks": 2.0}, {"name": "other"}, {"dose": {"occluded": True}},
               {"set": {"skin.layers.dermis": "1 mm"}}, {"product": {"ph": "6"}}, {"arms": ["treated"]}],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_another_scenario_has_another_digest(change):
    digest = from_data(change, "test").digest()
    assert digest != from_data({}, "test").digest()
    assert len(digest) == 12
    assert int(digest, 16) >= 0


def test_the_digest_is_the_same_tomorrow():
    """It names files and stands in reports: a change of the schema that moves it must be meant."""
    assert from_data({}, "test").digest() == "6204cbced18b"


def test_a_scenario_cannot_be_changed():
    scenario = from_data({}, "test")
    with pytest.raises(ValueError, match="frozen"):
        scenario.weeks = 2.0


def test_every_example_reads_by_name_and_by_file():
    """By name, by path, and by its own written-out text."""
    assert len(examples()) >= 4
    for name, path in examples().items():
        assert load(name) == read(path) == from_data(load(name).text(), name)


def test_an_unknown_example_names_the_nearest():
    with pytest.raises(UnknownName, match="serum-on-cheek"):
        load("serum-on-cheeks")


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(InputError):
        load(tmp_path / "none.yaml")


REFUSED = {
    "unknown key, the nearest named": ({"regime": {}}, "key.unknown", "regimen"),
    "unknown key within": ({"dose": {"volum": "1 mL"}}, "key.unknown", "volume"),
    "a length where a volume belongs": ({"dose": {"volume": "1 mm"}}, "unit.mismatch", "mL"),
    "a bare number": ({"dose": {"volume": 1}}, "unit", "mL"),
    "below zero": ({"product": {"concentration": "-1 particle/mL"}}, "value.range", "concentration"),
    "absurd": ({"product": {"concentration": "1e20 particle/mL"}}, "value.range", "concentration"),
    "a dose above the vial": ({"product": {"volume": "1 mL"}, "dose": {"volume": "2 mL"}}, "dose.larger", "1 mL"),
    "doses above the vial": (
        {"product": {"volume": "5 mL"}, "dose": {"volume": "1 mL"}, "regimen": {"doses": 6}}, "dose.larger", "6 mL",
    ),
    "an oven": ({"storage": [{"temperature": "400 degC", "duration": "1 day"}]}, "value.range", "80"),
    "below absolute zero": ({"storage": [{"temperature": "-300 degC", "duration": "1 day"}]}, "value.range", "-196"),
    "two routes": ({"route": ["topical", "intradermal"]}, "route.exclusive", "one scenario per route"),
    "no draws": ({"draws": 0}, "value.invalid", "draws"),
    "too many draws": ({"draws": 10**9}, "value.invalid", "draws"),
    "a child": ({"person": {"age": 12}}, "value.invalid", "age"),
    "a course beyond the weeks": ({"regimen": {"doses": 9, "every": "1 day"}}, "regimen.longer", "weeks"),
    "doses on top of each other": ({"regimen": {"doses": 2, "every": "5 min"}}, "value.range", "hour apart"),
    "an arm twice": ({"arms": ["treated", "treated"]}, "value.invalid", "twice"),
    "no arm": ({"arms": []}, "value.invalid", "arms"),
    "a volume left open": ({"dose": {"volume": UNDECLARED}}, "value.invalid", "undeclared"),
    "another version": ({"schema": "exoderm/scenario/9"}, "value.invalid", "scenario"),
    "not a number": ({"weeks": float("nan")}, "value.invalid", "weeks"),
    "endless": ({"weeks": float("inf")}, "value.invalid", "weeks"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_fault_is_refused_by_code_and_place(case):
    """Every refusal has a stable code, names what was found, and is one sentence or two."""
    data, code, word = REFUSED[case]
    with pytest.raises(ScenarioError) as refusal:
        from_data(data, "mine.yaml")
    assert refusal.value.code.startswith(code), refusal.value.code
    assert "mine.yaml" in str(refusal.value)
    assert word in str(refusal.value)
    assert refusal.value.exit_code == 2


@pytest.mark.parametrize("data", [None, [], "serum", 3, [{"name": "x"}]])
def test_what_is_no_mapping_is_refused(data):
    with pytest.raises(ScenarioError, match="key: value"):
        from_data(data, "mine.yaml")


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from([*Scenario.model_fields, "schema", "x"])


@given(st.dictionaries(keys, json_like, max_size=4))
def test_any_mapping_is_a_scenario_or_is_refused_in_our_words(data):
    """Whatever stands in the file, only refusals of our own come out."""
    try:
        scenario = from_data(data, "fuzz")
    except InputError as refusal:
        assert refusal.code
        assert str(refusal)
    else:
        assert len(scenario.digest()) == 12


def test_reading_a_file_is_reading_its_data(tmp_path):
    path = Path(tmp_path) / "mine.yaml"
    path.write_text("name: mine\ndose: {volume: 0.2 mL}\n", encoding="utf-8")
    assert read(path) == from_data({"name": "mine", "dose": {"volume": "0.2 mL"}}, "mine.yaml")


@pytest.mark.parametrize("mark", ["\x85", "\x00", "\x1b[31m", "\u2028", "\r"])
def test_control_characters_in_a_name_are_refused(mark):
    """They would not come back from a file as they were, and some of them write on a terminal."""
    with pytest.raises(InputError, match="control character"):
        from_data({"name": f"serum{mark}"}, "test")
